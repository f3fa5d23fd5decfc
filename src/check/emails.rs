use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::codes;
use super::index::{Index, folded};
use super::place::within;
use crate::directory::{Declaration, DomainId, Email, Kind, Member, Removal, WantedState};
use crate::source::{self, Place, Problem};

/// An address an object has.
struct Address<'a> {
    email: &'a Email,
    holder: (Kind, &'a Declaration),
    /// The domain it is used in.
    domain: DomainId,
    slot: Slot,
    /// Whether it is free by the time others want it: the holder is erased.
    freed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// `/email`
    Main,
    /// `/aliasEmails/0`
    Alias(usize),
    /// `/secondary/0/email`
    Secondary(usize),
}

impl Address<'_> {
    fn place(&self) -> Place {
        let (kind, declaration) = self.holder;
        match self.slot {
            Slot::Main => within(kind, declaration, format_args!("/email")),
            Slot::Alias(i) => within(kind, declaration, format_args!("/aliasEmails/{i}")),
            Slot::Secondary(i) => within(kind, declaration, format_args!("/secondary/{i}/email")),
        }
    }
}

/// Every address in the shared mail namespace (facts 4.2), in the order of declaration.
fn each_address<'a>(index: &Index<'a>, visit: &mut dyn FnMut(Address<'a>)) {
    let desired = index.desired;
    let mut of = |holder: (Kind, &'a Declaration),
                  freed: bool,
                  email: Option<&'a Email>,
                  aliases: Option<&'a Vec<Email>>| {
        let domain = holder.1.domain;
        if let Some(email) = email {
            visit(Address {
                email,
                holder,
                domain,
                slot: Slot::Main,
                freed,
            });
        }
        for (i, email) in aliases.into_iter().flatten().enumerate() {
            visit(Address {
                email,
                holder,
                domain,
                slot: Slot::Alias(i),
                freed,
            });
        }
    };
    for org in &desired.orgs {
        let holder = (Kind::Org, &org.declaration);
        of(
            holder,
            false,
            org.props.email.known(),
            org.props.alias_emails.known(),
        );
    }
    for group in &desired.groups {
        let holder = (Kind::Group, &group.declaration);
        of(
            holder,
            false,
            group.props.email.value(),
            group.props.alias_emails.known(),
        );
    }
    let erased =
        |state| state == WantedState::Deleted && desired.policy.removal == Removal::ForceDelete;
    for member in &desired.members {
        let holder = (Kind::Member, &member.declaration);
        let Member {
            email,
            alias_emails,
            ..
        } = &member.props;
        of(
            holder,
            erased(member.state),
            email.known(),
            alias_emails.known(),
        );
    }
    for member in &desired.members {
        let holder = (Kind::Member, &member.declaration);
        for (i, entry) in member
            .props
            .secondary
            .known()
            .into_iter()
            .flatten()
            .enumerate()
        {
            if let Some(email) = entry.email.known() {
                visit(Address {
                    email,
                    holder,
                    domain: entry.domain,
                    slot: Slot::Secondary(i),
                    freed: erased(member.state),
                });
            }
        }
    }
}

/// An address belongs to one member, org or group, in whatever case it is written.
pub(super) fn addresses_differ(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let most = index.desired.members.len();
    let mut first: HashMap<Cow<'_, str>, Address<'_>> = HashMap::with_capacity(most);
    each_address(index, &mut |address| {
        if address.freed {
            return;
        }
        let other = match first.entry(folded(address.email)) {
            Entry::Occupied(other) => other.into_mut(),
            Entry::Vacant(free) => {
                free.insert(address);
                return;
            }
        };
        let problem = if std::ptr::eq(other.holder.1, address.holder.1) {
            // The address of a secondary post may well be the main one.
            if matches!(address.slot, Slot::Secondary(_)) {
                return;
            }
            Problem::error(codes::ADDRESS_TWICE)
        } else {
            Problem::error(codes::DUPLICATE_ADDRESS)
                .with("kind", other.holder.0)
                .with("key", &other.holder.1.key)
        };
        problems.push(
            problem
                .with("address", address.email)
                .at(address.place())
                .label("firstDeclared", other.place()),
        );
    });
}

/// No address that somebody has is asked for: of `problems`, those of the form of addresses
/// lose the suggestion where it clashes with another object, which is told beside them.
pub fn suggest_no_taken_address(problems: &mut [Problem]) {
    let clash = |problem: &&Problem| {
        matches!(
            problem.code,
            codes::DUPLICATE_ADDRESS | codes::ADDRESS_TWICE
        )
    };
    let place = |place: &Place| (place.file.clone(), place.pointer.clone());
    let taken: HashSet<(Option<String>, Option<String>)> = problems
        .iter()
        .filter(clash)
        .flat_map(|problem| {
            let others = problem.labels.iter().map(|(_, other)| place(other));
            others.chain([place(&problem.place)])
        })
        .collect();
    if taken.is_empty() {
        return;
    }
    for problem in problems {
        let is_form = matches!(
            problem.code,
            source::codes::FORM_LOGIN_EMAIL | source::codes::FORM_ORG_EMAIL
        );
        if is_form && taken.contains(&place(&problem.place)) {
            problem.params.remove("nearest");
        }
    }
}

/// Addresses are written as the service keeps them: in lower case (facts 5.1.3).
pub(super) fn addresses_are_lower_case(index: &Index<'_>, problems: &mut Vec<Problem>) {
    each_address(index, &mut |address| {
        if address.email.as_str().chars().any(char::is_uppercase) {
            problems.push(
                Problem::error(codes::ADDRESS_UPPER_CASE)
                    .with("address", address.email)
                    .with("lower", folded(address.email))
                    .at(address.place()),
            );
        }
    });
}

/// Addresses end in the mail domain of their domain. Said once for each other ending:
/// a company that uses a second mail domain on purpose is not told so 5,000 times.
/// Aliases may be of any mail domain the tenant has.
pub(super) fn addresses_are_of_the_domain(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut names: HashMap<DomainId, &str> = HashMap::new();
    for domain in &index.desired.tenant.domains {
        names.entry(domain.id).or_insert(&domain.name);
    }
    let mut others: BTreeMap<(DomainId, String), (usize, Address<'_>)> = BTreeMap::new();
    each_address(index, &mut |address| {
        let Some(name) = names.get(&address.domain) else {
            return;
        };
        let Some((_, part)) = address.email.as_str().rsplit_once('@') else {
            return;
        };
        if matches!(address.slot, Slot::Alias(_)) || part.eq_ignore_ascii_case(name) {
            return;
        }
        others
            .entry((address.domain, part.to_lowercase()))
            .and_modify(|(count, _)| *count += 1)
            .or_insert((1, address));
    });
    for ((domain, part), (count, address)) in others {
        problems.push(
            Problem::warning(codes::FOREIGN_MAIL_DOMAIN)
                .with("address", address.email)
                .with("count", count)
                .with("part", part)
                .with("domain", index.domain(domain))
                .with("name", names.get(&domain).copied().unwrap_or_default())
                .at(address.place()),
        );
    }
}
