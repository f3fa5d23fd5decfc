//! Who holds what before the plan: values that its creations take, and temporary values.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::directory::{DomainId, Email, Id, Key, Kind};
use crate::plan::action::Unique;
use crate::plan::build::Context;
use crate::plan::matching::key_scope;

/// What temporary names and the local parts of temporary addresses begin with.
pub const TEMPORARY: &str = "meibo-tmp-";

/// Temporary values that are live or declared.
pub fn temporaries(context: &Context<'_>) -> HashSet<String> {
    let (live, desired) = (context.live, context.desired);
    let mut found = HashSet::new();
    let mut note = |text: &str| {
        let text = text.to_lowercase();
        if text.starts_with(TEMPORARY) {
            let stem = text.split('@').next().unwrap_or_default();
            found.insert(stem.to_owned());
        }
    };
    let members = live.members.values().map(|member| &member.props);
    for props in members.chain(desired.members.iter().map(|member| &member.props)) {
        let aliases = props.alias_emails.known().into_iter().flatten();
        (props.email.known().into_iter().chain(aliases)).for_each(|email| note(email.as_str()));
    }
    let orgs = live.orgs.values().map(|org| &org.props);
    for props in orgs.chain(desired.orgs.iter().map(|org| &org.props)) {
        let aliases = props.alias_emails.known().into_iter().flatten();
        (props.email.known().into_iter().chain(aliases)).for_each(|email| note(email.as_str()));
    }
    let groups = live.groups.values().map(|group| &group.props);
    for props in groups.chain(desired.groups.iter().map(|group| &group.props)) {
        let aliases = props.alias_emails.known().into_iter().flatten();
        (props.email.value().into_iter().chain(aliases)).for_each(|email| note(email.as_str()));
        props.name.known().into_iter().for_each(|name| note(name));
    }
    let ranks = live.ranks.values().map(|rank| &rank.props);
    for props in ranks.chain(desired.ranks.iter().map(|rank| &rank.props)) {
        props.name.known().into_iter().for_each(|name| note(name));
    }
    found
}

/// Values that objects which are to be created take.
#[derive(Default)]
struct Wanted {
    keys: HashSet<(Kind, Option<DomainId>, Key)>,
    addresses: HashSet<String>,
}

impl Wanted {
    fn by(context: &Context<'_>) -> Wanted {
        let mut wanted = Wanted::default();
        let desired = context.desired;
        let mut want = |kind: Kind, at: usize, email: Option<&Email>| {
            if !context.is_new(kind, at) {
                return;
            }
            if let Some(declaration) = desired.declaration(kind, at) {
                let scope = key_scope(kind, declaration.domain);
                wanted.keys.insert((kind, scope, declaration.key.clone()));
            }
            let address = email.map(|email| email.as_str().to_lowercase());
            wanted.addresses.extend(address);
        };
        for (at, rank) in desired.ranks.iter().enumerate() {
            want(rank.kind.into(), at, None);
        }
        for (at, org) in desired.orgs.iter().enumerate() {
            want(Kind::Org, at, org.props.email.known());
        }
        for (at, member) in desired.members.iter().enumerate() {
            want(Kind::Member, at, member.props.email.known());
        }
        for (at, group) in desired.groups.iter().enumerate() {
            want(Kind::Group, at, group.props.email.value());
        }
        wanted
    }
}

/// Who holds, before the plan, the keys and the login ids or addresses that it gives to
/// what it creates.
pub fn holders(context: &Context<'_>) -> HashMap<Unique, (Kind, Id)> {
    let live = context.live;
    let wanted = Wanted::by(context);
    let mut held = HashMap::new();
    if wanted.keys.is_empty() {
        return held;
    }
    let mut hold = |kind: Kind, id: &Id, domain, key: Option<&Key>, email: Option<&Email>| {
        if let Some(key) = key {
            let place = (kind, key_scope(kind, domain), key.clone());
            if wanted.keys.contains(&place) {
                let (kind, scope, key) = place;
                held.insert(Unique::Key(kind, scope, key), (kind, id.clone()));
            }
        }
        if let Some(email) = email {
            let address = lower(email.as_str());
            if wanted.addresses.contains(address.as_ref()) {
                let address = Unique::Address(address.into_owned());
                held.insert(address, (kind, id.clone()));
            }
        }
    };
    for it in live.members.values() {
        let (key, email) = (it.key.as_ref(), it.props.email.known());
        hold(Kind::Member, &it.id, it.domain, key, email);
    }
    for it in live.orgs.values() {
        let (key, email) = (it.key.as_ref(), it.props.email.known());
        hold(Kind::Org, &it.id, it.domain, key, email);
    }
    for it in live.groups.values() {
        let (key, email) = (it.key.as_ref(), it.props.email.value());
        hold(Kind::Group, &it.id, it.domain, key, email);
    }
    for it in live.ranks.values() {
        hold(it.kind.into(), &it.id, it.domain, it.key.as_ref(), None);
    }
    held
}

/// In lower case, which nearly every address is already.
fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_uppercase) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}
