//! Sync switches, policy, tenant, and what members are in themselves.

use super::case::{Case, error, warning};
use super::sample::{SUB, all_on, secondary};
use crate::check::codes;
use crate::directory::{
    Desired, Field, Kind, Leave, Limit, Limits, Messenger, Moment, Pattern, Percent, Plan, Ref,
    Relation, WantedState,
};

fn leave(d: &mut Desired, from: &str, to: &str) {
    let moment = |text| Moment::parse(text).expect("a moment");
    d.members[0].props.leave = Field::Known(Some(Leave {
        from: moment(from),
        to: moment(to),
    }));
}

fn messenger(d: &mut Desired, protocol: &str) {
    d.members[0].props.messenger = Field::Known(Some(Messenger {
        protocol: protocol.into(),
        custom_protocol: Some("Own".into()),
        id: "x".into(),
    }));
}

fn percent(d: &mut Desired, percent: f64) {
    let limit = Limit {
        max: None,
        percent: Some(Percent(percent)),
    };
    d.policy.limits.insert(
        Kind::Member,
        Limits {
            remove: limit,
            ..Limits::default()
        },
    );
}

pub(super) const CASES: &[Case] = &[
    // sync
    warning(
        "groups declared, the switch off",
        codes::SWITCH_OFF,
        "/tenant/domains/0/sync/group",
        |d| {
            d.tenant.domains[0].sync = Some(all_on());
            d.tenant.domains[0].sync.as_mut().expect("just set").group = false;
        },
        |d| d.tenant.domains[0].sync = Some(all_on()),
    ),
    warning(
        "the switch on, user types not declared",
        codes::SWITCH_ON_UNDECLARED,
        "/tenant/domains/1/sync/employmentType",
        |d| {
            d.tenant.domains[1].sync = Some(all_on());
            d.ranks.pop();
        },
        |d| d.tenant.domains[1].sync = Some(all_on()),
    ),
    warning(
        "all off, whatever the switches below say",
        codes::SYNC_OFF,
        "/tenant/domains/0/sync/enabled",
        |d| {
            d.tenant.domains[0].sync = Some(all_on());
            d.tenant.domains[0].sync.as_mut().expect("just set").enabled = false;
        },
        |d| {
            let mut sync = all_on();
            sync.used_language = true;
            d.tenant.domains[0].sync = Some(sync);
            d.members[0].props.locale = Field::Known(crate::directory::Language::ja_JP);
        },
    ),
    warning(
        "posts across domains, sync on here and off there",
        codes::SECONDARY_SYNC_OFF,
        "/tenant/domains/1/sync/enabled",
        |d| {
            d.tenant.domains[0].sync = Some(all_on());
            d.tenant.domains[1].sync = Some(Default::default());
            d.ranks.retain(|rank| rank.declaration.domain != SUB);
            d.orgs.pop();
            d.members.pop();
            d.groups.pop();
            let mut entry = secondary(SUB, "");
            entry.posts = Field::Absent;
            d.members[1].props.secondary = Field::Known(vec![entry]);
        },
        |d| {
            d.tenant.domains[0].sync = Some(all_on());
            d.tenant.domains[1].sync = Some(all_on());
        },
    ),
    // policy
    warning(
        "protecting what is not there",
        codes::PROTECTS_NOTHING,
        "/policy/protect/members",
        |d| {
            d.policy.protect.insert(Kind::Member, ["E99".into()].into());
        },
        |d| {
            d.policy.protect.insert(Kind::Member, ["E1".into()].into());
        },
    ),
    error(
        "a protected member who is to go",
        codes::PROTECTED_DELETED,
        "/members/3/state",
        |d| {
            d.policy.protect.insert(Kind::Member, ["S1".into()].into());
            d.members[3].state = WantedState::Deleted;
            d.groups.pop();
        },
        |d| {
            d.policy.protect.insert(Kind::Member, ["S1".into()].into());
            d.members[3].state = WantedState::Suspended;
        },
    ),
    error(
        "more than all",
        codes::PERCENT_OUT_OF_RANGE,
        "/policy/limits/members/remove/percent",
        |d| percent(d, 100.5),
        |d| percent(d, 100.0),
    ),
    error(
        "no number at all",
        codes::PERCENT_OUT_OF_RANGE,
        "/policy/limits/members/remove/percent",
        |d| percent(d, f64::NAN),
        |d| percent(d, 0.0),
    ),
    error(
        "owning a section that is not there",
        codes::OWNS_WITHOUT_SECTION,
        "/policy/owns/groups",
        |d| {
            d.policy.owns.insert(Kind::Group, vec![Pattern("*".into())]);
            d.groups.clear();
            d.sections.remove(&Kind::Group);
        },
        |d| {
            d.policy.owns.insert(Kind::Group, vec![Pattern("*".into())]);
            d.groups.clear();
        },
    ),
    // tenant
    error(
        "two domains of one number",
        codes::DUPLICATE_DOMAIN,
        "/tenant/domains/2/id",
        |d| {
            let mut third = d.tenant.domains[0].clone();
            third.key = "third".into();
            d.tenant.domains.push(third);
        },
        |d| {
            let mut third = d.tenant.domains[0].clone();
            third.key = "third".into();
            third.id = crate::directory::DomainId(3);
            d.tenant.domains.push(third);
        },
    ),
    error(
        "aliases on the standard plan",
        codes::NEEDS_ADVANCED,
        "/members/0/aliasEmails",
        |d| {
            d.tenant.plan = Plan::Standard;
            d.members[0].props.alias_emails = Field::Known(vec!["mori@acme.example".into()]);
        },
        |d| {
            d.tenant.plan = Plan::Standard;
            d.members[0].props.alias_emails = Field::Known(Vec::new());
        },
    ),
    error(
        "group mail on the standard plan",
        codes::NEEDS_ADVANCED,
        "/groups/0/features",
        |d| {
            d.tenant.plan = Plan::Standard;
            d.groups[0].props.features.mail = Field::Known(true);
        },
        |d| {
            d.tenant.plan = Plan::Standard;
            d.groups[0].props.features.mail = Field::Known(false);
        },
    ),
    warning(
        "the free plan",
        codes::FREE_CANNOT_WRITE,
        "/tenant/plan",
        |d| d.tenant.plan = Plan::Free,
        |d| d.tenant.plan = Plan::Standard,
    ),
    // members
    error(
        "a leave that ends before it begins",
        codes::LEAVE_BACKWARDS,
        "/members/0/leave",
        |d| leave(d, "2026-12-01T00:00:00+09:00", "2026-11-30T23:00:00+09:00"),
        // Later by the clock on the wall, earlier as an instant.
        |d| leave(d, "2026-12-01T09:00:00+09:00", "2026-12-01T01:00:00+00:00"),
    ),
    error(
        "a birthday on 30 February",
        codes::NO_SUCH_DATE,
        "/members/0/birthday",
        |d| d.members[0].props.birthday = Field::Known(Some("2001-02-30".into())),
        |d| {
            d.members[0].props.birthday = Field::Known(Some("2001-02-30".into()));
            d.members[0].props.birthday_calendar_type = Field::Known(Some("LUNAR".into()));
        },
    ),
    error(
        "hired on 29 February of a common year",
        codes::NO_SUCH_DATE,
        "/members/0/hiredDate",
        |d| d.members[0].props.hired_date = Field::Known(Some("2025-02-29".into())),
        |d| d.members[0].props.hired_date = Field::Known(Some("2024-02-29".into())),
    ),
    error(
        "a name of one's own for LINE",
        codes::CUSTOM_PROTOCOL,
        "/members/0/messenger/customProtocol",
        |d| messenger(d, "LINE"),
        |d| messenger(d, "CUSTOM"),
    ),
    error(
        "related to oneself",
        codes::RELATED_TO_ITSELF,
        "/members/2/relations/0/member",
        |d| {
            d.members[2].props.relations = Field::Known(vec![Relation {
                member: Ref::Email("E3@acme.example".into()),
                name: "自分".into(),
            }]);
        },
        |d| {
            d.tenant.sso = true;
            d.members[2].props.private_email = Field::Absent;
        },
    ),
    // what is allowed
    warning(
        "an allowance that nothing needs",
        codes::ALLOWS_NOTHING,
        "/policy/allow/M0232",
        |d| allow(d, "M0232"),
        |d| {
            allow(d, "M0280");
            d.policy.protect.insert(Kind::Member, ["E99".into()].into());
        },
    ),
    error(
        "an allowance of no code",
        codes::ALLOWS_UNKNOWN,
        "/policy/allow/M0~12",
        |d| allow(d, "M0/2"),
        |d| d.policy.allow.clear(),
    ),
    error(
        "an allowance of an error",
        codes::ALLOWS_ERROR,
        "/policy/allow/M0210",
        |d| allow(d, "M0210"),
        |d| d.policy.allow.clear(),
    ),
];

fn allow(d: &mut Desired, code: &str) {
    d.policy
        .allow
        .insert(code.to_owned(), "経緯があるため".to_owned());
}
