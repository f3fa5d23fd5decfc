use std::collections::BTreeSet;

use crate::directory::{Desired, Id, Key, Kind, Snapshot};
use crate::plan::build::Context;
use crate::plan::objects::member_name;
use crate::plan::twin::folded;

/// One object of the two sides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A declared one, by its index; with the live one it is, where there is one.
    Declared(Kind, usize),
    /// A live one that is not declared.
    Live(Kind, Id),
}

/// What a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One object.
    One(Subject),
    /// Several: `kind/key` and name of each, in a stable order.
    Several(Vec<(String, String)>),
    /// None; the nearest there is, where one is near.
    None(Option<String>),
}

/// How an object answers to a text, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    /// Its key, the key it has now, its id.
    Key,
    /// Its mail address.
    Email,
    /// Its name.
    Name,
}

/// An object as it is looked for.
struct Entry<'a> {
    subject: Subject,
    /// The key it is declared under, else the live one.
    key: Option<&'a Key>,
    other: Option<&'a Key>,
    id: Option<&'a Id>,
    emails: [Option<&'a str>; 2],
    names: Vec<String>,
}

/// What a text means: `KIND/KEY`, else a key, a resource id, a mail address or a name. What
/// answers by its key is preferred to what answers by its name.
pub fn find(desired: &Desired, live: &Snapshot, text: &str) -> Found {
    let mut problems = Vec::new();
    let context = Context::new(desired, &live.directory, live.read_at, &mut problems);
    let (kind, wanted) = match text.split_once('/') {
        Some((kind, key)) => match Kind::from_name(kind) {
            Some(kind) => (Some(kind), key),
            None => (None, text),
        },
        None => (None, text),
    };
    let wanted = wanted.trim();
    let id = wanted.strip_prefix("id:").unwrap_or(wanted);
    let (email, name) = (wanted.to_lowercase(), folded(wanted));
    let mut entries = entries(&context);
    entries.retain(|entry| kind.is_none_or(|kind| entry.kind() == kind));
    let mut found: Vec<(By, &Entry<'_>)> = Vec::new();
    for entry in &entries {
        let mut keys = entry.key.into_iter().chain(entry.other);
        let by = if keys.any(|key| key.as_str() == wanted)
            || entry.id.is_some_and(|own| own.as_str() == id)
        {
            By::Key
        } else if (entry.emails.iter().flatten()).any(|own| own.to_lowercase() == email) {
            By::Email
        } else if !name.is_empty() && entry.names.iter().any(|own| folded(own) == name) {
            By::Name
        } else {
            continue;
        };
        found.push((by, entry));
    }
    let best = found.iter().map(|(by, _)| *by).min();
    found.retain(|(by, _)| Some(*by) == best);
    match found.as_slice() {
        [] => Found::None(nearest(wanted, kind, &entries)),
        [(_, only)] => Found::One(only.subject.clone()),
        several => {
            let named: BTreeSet<(String, String)> =
                several.iter().map(|(_, entry)| entry.called()).collect();
            Found::Several(named.into_iter().collect())
        }
    }
}

impl Entry<'_> {
    fn kind(&self) -> Kind {
        match &self.subject {
            Subject::Declared(kind, _) | Subject::Live(kind, _) => *kind,
        }
    }

    fn called(&self) -> (String, String) {
        let kind = self.kind();
        let label = match (self.key, self.id) {
            (Some(key), _) => format!("{kind}/{key}"),
            (None, Some(id)) => format!("{kind}/id:{id}"),
            (None, None) => kind.to_string(),
        };
        (label, self.names.first().cloned().unwrap_or_default())
    }
}

/// No more than so many are compared for a suggestion: a fraction of a second.
const COMPARED: usize = 200_000;

/// The key or name spelt nearest, as it can be typed.
fn nearest(wanted: &str, kind: Option<Kind>, entries: &[Entry<'_>]) -> Option<String> {
    let folded_wanted = wanted.to_lowercase();
    let length = folded_wanted.chars().count();
    let reach = (length / 4).clamp(1, 3);
    let words = entries.iter().flat_map(|entry| {
        let keys = entry.key.into_iter().map(|key| key.as_str().to_owned());
        let emails = entry.emails.into_iter().flatten().map(str::to_owned);
        let names = entry.names.iter().cloned();
        keys.chain(emails)
            .chain(names)
            .map(|word| (entry.kind(), word))
    });
    words
        .take(COMPARED)
        .filter(|(_, word)| word.len().abs_diff(wanted.len()) <= 4 * reach)
        .map(|(of, word)| {
            let distance = strsim::osa_distance(&folded_wanted, &word.to_lowercase());
            (distance, of, word)
        })
        .filter(|(distance, _, _)| *distance <= reach && *distance < length)
        .min()
        .map(|(_, of, word)| match kind {
            Some(_) => format!("{of}/{word}"),
            None => word,
        })
}

fn entries<'a>(context: &Context<'a>) -> Vec<Entry<'a>> {
    let (desired, live) = (context.desired, context.live);
    let mut all = Vec::new();
    let text = |name: &'a crate::directory::Field<String>| name.known().cloned();
    for (at, rank) in desired.ranks.iter().enumerate() {
        let kind = Kind::from(rank.kind);
        let now = context
            .matched(kind, at)
            .and_then(|it| live.ranks.get(&it.id));
        all.push(Entry {
            subject: Subject::Declared(kind, at),
            key: Some(&rank.declaration.key),
            other: now.and_then(|now| now.key.as_ref()),
            id: now.map(|now| &now.id),
            emails: [None, None],
            names: names([
                text(&rank.props.name),
                now.and_then(|now| text(&now.props.name)),
            ]),
        });
    }
    for (at, org) in desired.orgs.iter().enumerate() {
        let now = context
            .matched(Kind::Org, at)
            .and_then(|it| live.orgs.get(&it.id));
        all.push(Entry {
            subject: Subject::Declared(Kind::Org, at),
            key: Some(&org.declaration.key),
            other: now.and_then(|now| now.key.as_ref()),
            id: now.map(|now| &now.id),
            emails: [
                org.props.email.known().map(crate::directory::Email::as_str),
                now.and_then(|now| Some(now.props.email.known()?.as_str())),
            ],
            names: names([
                text(&org.props.name),
                now.and_then(|now| text(&now.props.name)),
            ]),
        });
    }
    for (at, member) in desired.members.iter().enumerate() {
        let now = context
            .matched(Kind::Member, at)
            .and_then(|it| live.members.get(&it.id));
        all.push(Entry {
            subject: Subject::Declared(Kind::Member, at),
            key: Some(&member.declaration.key),
            other: now.and_then(|now| now.key.as_ref()),
            id: now.map(|now| &now.id),
            emails: [
                member
                    .props
                    .email
                    .known()
                    .map(crate::directory::Email::as_str),
                now.and_then(|now| Some(now.props.email.known()?.as_str())),
            ],
            names: names([
                Some(member_name(&member.props)),
                now.map(|now| member_name(&now.props)),
            ]),
        });
    }
    for (at, group) in desired.groups.iter().enumerate() {
        let now = context
            .matched(Kind::Group, at)
            .and_then(|it| live.groups.get(&it.id));
        all.push(Entry {
            subject: Subject::Declared(Kind::Group, at),
            key: Some(&group.declaration.key),
            other: now.and_then(|now| now.key.as_ref()),
            id: now.map(|now| &now.id),
            emails: [
                group
                    .props
                    .email
                    .value()
                    .map(crate::directory::Email::as_str),
                now.and_then(|now| Some(now.props.email.value()?.as_str())),
            ],
            names: names([
                text(&group.props.name),
                now.and_then(|now| text(&now.props.name)),
            ]),
        });
    }
    let free = |id: &Id| !context.matches.declared.contains_key(id);
    let undeclared = |kind: Kind, id: &'a Id, key: Option<&'a Key>, email, name| Entry {
        subject: Subject::Live(kind, id.clone()),
        key,
        other: None,
        id: Some(id),
        emails: [email, None],
        names: names([name, None]),
    };
    for rank in live.ranks.values().filter(|rank| free(&rank.id)) {
        let name = text(&rank.props.name);
        let kind = Kind::from(rank.kind);
        all.push(undeclared(kind, &rank.id, rank.key.as_ref(), None, name));
    }
    for org in live.orgs.values().filter(|org| free(&org.id)) {
        let email = org.props.email.known().map(crate::directory::Email::as_str);
        let name = text(&org.props.name);
        all.push(undeclared(
            Kind::Org,
            &org.id,
            org.key.as_ref(),
            email,
            name,
        ));
    }
    for member in live.members.values().filter(|member| free(&member.id)) {
        let email = member
            .props
            .email
            .known()
            .map(crate::directory::Email::as_str);
        let name = Some(member_name(&member.props));
        all.push(undeclared(
            Kind::Member,
            &member.id,
            member.key.as_ref(),
            email,
            name,
        ));
    }
    for group in live.groups.values().filter(|group| free(&group.id)) {
        let email = group
            .props
            .email
            .value()
            .map(crate::directory::Email::as_str);
        let name = text(&group.props.name);
        all.push(undeclared(
            Kind::Group,
            &group.id,
            group.key.as_ref(),
            email,
            name,
        ));
    }
    all
}

/// The names something goes by, each once.
fn names(names: [Option<String>; 2]) -> Vec<String> {
    let mut all: Vec<String> = names.into_iter().flatten().collect();
    all.retain(|name| !name.is_empty());
    all.dedup();
    all
}
