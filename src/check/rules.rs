use super::index::Index;
use super::{
    alike, allowed, characters, dated, emails, groups, keys, limits, members, names, orgs, policy,
    posts, references, sync, tenant,
};
use crate::directory::Desired;
use crate::source::{Problem, beside_each_other};

/// A named rule: reads the index, adds what it finds.
pub type Rule = (&'static str, fn(&Index<'_>, &mut Vec<Problem>));

/// All rules, in the order they are run. Each is independent of the others.
pub const RULES: &[Rule] = &[
    ("domainsDiffer", tenant::domains_differ),
    ("planAllows", tenant::plan_allows),
    ("keysDiffer", keys::keys_differ),
    ("keysAreToldApart", alike::keys_are_told_apart),
    ("idsDiffer", keys::ids_differ),
    ("previouslyIsAChain", keys::previously_is_a_chain),
    ("referencesExist", references::references_exist),
    ("listsNameOnce", references::lists_name_once),
    ("addressesDiffer", emails::addresses_differ),
    ("addressesAreLowerCase", emails::addresses_are_lower_case),
    (
        "addressesAreOfTheDomain",
        emails::addresses_are_of_the_domain,
    ),
    ("rankNamesDiffer", names::rank_names_differ),
    ("groupNamesDiffer", names::group_names_differ),
    ("siblingNamesDiffer", names::sibling_names_differ),
    ("membersHaveNames", names::members_have_names),
    (
        "charactersAreAsTheySeem",
        characters::characters_are_as_they_seem,
    ),
    ("peopleAreDeclaredOnce", alike::people_are_declared_once),
    ("employeeNumbersDiffer", alike::employee_numbers_differ),
    ("orgsFormATree", orgs::orgs_form_a_tree),
    ("orgsStayInTheirDomain", orgs::orgs_stay_in_their_domain),
    ("privateOrgsHideTheirs", orgs::private_orgs_hide_theirs),
    ("oneLeader", orgs::one_leader),
    ("numbersHold", limits::numbers_hold),
    ("postsFit", posts::posts_fit),
    ("ranksAreOfTheDomain", posts::ranks_are_of_the_domain),
    ("secondaryDomainsDiffer", posts::secondary_domains_differ),
    ("groupsHoldNoCycle", groups::groups_hold_no_cycle),
    ("groupsHaveMasters", groups::groups_have_masters),
    ("mastersAreMembers", groups::masters_are_members),
    ("membersAreInFewGroups", groups::members_are_in_few_groups),
    ("featuresNeedMessage", groups::features_need_message),
    ("mailNeedsAnAddress", groups::mail_needs_an_address),
    ("datesExist", members::dates_exist),
    ("messengersFit", members::messengers_fit),
    ("invitationsArrive", members::invitations_arrive),
    ("relationsNameOthers", members::relations_name_others),
    ("protectedStay", policy::protected_stay),
    ("limitsAreShares", policy::limits_are_shares),
    ("ownedIsDeclared", policy::owned_is_declared),
    ("switchesAgree", sync::switches_agree),
    ("secondarySyncIsOn", sync::secondary_sync_is_on),
];

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Everything that is wrong or worth knowing, in the order of the rules.
    pub problems: Vec<Problem>,
    /// How many warnings `policy.allow` took out.
    pub allowed: usize,
}

/// Everything that is wrong with what a configuration means, in the order of the rules, less
/// what it allows itself and less what only a date can tell.
/// Places are a file and a pointer (a pointer alone in `tenant` and `policy`).
pub fn check(desired: &Desired) -> Vec<Problem> {
    let mut problems = by_rules(desired);
    allowed::take_out(desired, &mut problems);
    problems
}

/// The same with the rules that compare dates with today.
pub fn check_at(desired: &Desired, today: jiff::civil::Date) -> Checked {
    let mut problems = by_rules(desired);
    dated::dates_are_likely(desired, today, &mut problems);
    let allowed = allowed::take_out(desired, &mut problems);
    Checked { problems, allowed }
}

fn by_rules(desired: &Desired) -> Vec<Problem> {
    let index = Index::new(desired);
    let found = beside_each_other(RULES, |(_, rule)| {
        let mut problems = Vec::new();
        rule(&index, &mut problems);
        problems
    });
    found.into_iter().flatten().collect()
}
