use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::keys::{Keys, proposed};
use super::names::Names;
use super::{group, member, org, rank, refused};
use crate::directory::{
    Desired, Directory, DomainId, DomainList, FeatureState, Id, Kind, LiveMember, LiveOrg,
    LiveRank, Plan, RankKind, Ref, Tenant,
};
use crate::import::{Defaults, Sections};
use crate::plan::matches;

/// Orgs within orgs that are nested; what is deeper names its parent. A configuration may
/// hold no more than 64 levels of anything, two an org.
const NESTED: usize = 20;

/// The live directory, to be declared.
#[derive(Debug)]
pub struct Imported {
    /// What there is: `tenant`, `policy`, ranks, orgs, members, groups. Everything that is
    /// known of an object, defaults and what is empty included (`Defaults::left_out`).
    pub sections: Sections,
    /// What need not be written.
    pub defaults: Defaults,
    /// The keys of objects that may be named otherwise: `id:...` and `email:...` to key.
    pub names: HashMap<String, String>,
    /// Ranks that share their place with another: see `Layout`.
    pub apart: HashMap<(String, String), usize>,
    /// How many keys were proposed, by kind.
    pub proposed: BTreeMap<Kind, usize>,
    /// What is not declared.
    pub left: Left,
}

/// What of a live directory is not declared.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Values that no configuration may hold, by kind and property.
    pub values: BTreeMap<(Kind, String), usize>,
    /// Objects whose key no configuration may hold, or whose domain is none of the tenant's.
    pub objects: BTreeMap<Kind, usize>,
    /// Members in deletion.
    pub in_deletion: usize,
    /// Entries of lists that name what is not declared.
    pub entries: usize,
    /// Groups whose members or masters were not read.
    pub unread_groups: usize,
    /// Lists that were not read: their sections are left as they are.
    pub unread: Vec<&'static str>,
}

/// Turns a directory into sections. `declared` is what the folder says that is brought up to
/// date: an object that it declares keeps the key it has there.
pub fn sections(
    live: &Directory,
    tenant: &Tenant,
    declared: Option<&Desired>,
    keys: Keys,
) -> Imported {
    let proposed = proposed(
        live,
        &declared.map_or_else(HashMap::new, |d| known(d, live)),
        keys,
    );
    let mut import = Import {
        live,
        domains: tenant
            .domains
            .iter()
            .map(|domain| (domain.id, domain.key.clone()))
            .collect(),
        order: tenant
            .domains
            .iter()
            .enumerate()
            .map(|(at, domain)| (domain.id, at))
            .collect(),
        keys: &proposed.keys,
        ambiguous: ambiguous(live),
        places: HashMap::new(),
        left: Left::default(),
        apart: HashMap::new(),
    };
    let mut sections = Sections::new();
    sections.insert("tenant".to_owned(), tenant_of(live, tenant));
    sections.insert("policy".to_owned(), policy());
    let nothing = HashSet::new();
    let names = Names::new(live, &proposed.keys, &nothing);
    for kind in RankKind::ALL {
        if import
            .domains
            .keys()
            .any(|domain| import.is_on(*domain, kind))
        {
            let ranks = import.ranks(kind);
            sections.insert(Kind::from(kind).section().to_owned(), Value::Array(ranks));
        } else if live
            .domains
            .values()
            .any(|d| d.feature(kind) == FeatureState::Unread)
        {
            import.left.unread.push(Kind::from(kind).section());
        }
    }
    let tree = import.tree(&names);
    if import.is_read(DomainList::Orgs) {
        sections.insert("orgs".to_owned(), Value::Array(tree));
    }
    if import.is_read(DomainList::Members) {
        sections.insert("members".to_owned(), Value::Array(import.members(&names)));
    }
    if import.is_read(DomainList::Groups) {
        sections.insert("groups".to_owned(), Value::Array(import.groups(&names)));
    }
    let Import {
        mut left, apart, ..
    } = import;
    left.entries = names.left_out.get();
    Imported {
        sections,
        defaults: defaults(live, tenant),
        names: others(live, &proposed.keys),
        apart,
        proposed: proposed.count.into_iter().collect(),
        left,
    }
}

/// The keys by which a folder declares live objects.
fn known(desired: &Desired, live: &Directory) -> HashMap<Id, String> {
    // What is wrong with a match is the plan's to say: here the object counts as not declared.
    let found = matches(desired, live, &mut Vec::new());
    found
        .declared
        .into_iter()
        .filter_map(|(id, (kind, at))| {
            let key = &desired.declaration(kind, at)?.key;
            Some((id, key.as_str().to_owned()))
        })
        .collect()
}

/// What objects may be named by instead of by key.
fn others(live: &Directory, keys: &HashMap<Id, String>) -> HashMap<String, String> {
    let mut names: HashMap<String, String> = keys
        .iter()
        .map(|(id, key)| (format!("id:{id}"), key.clone()))
        .collect();
    for member in live.members.values() {
        if let (Some(email), Some(key)) = (member.props.email.known(), keys.get(&member.id)) {
            names.insert(format!("email:{email}"), key.clone());
        }
    }
    names
}

/// What the domain gives its members, as far as the members tell: what more than half of
/// them have.
fn defaults(live: &Directory, tenant: &Tenant) -> Defaults {
    let mut defaults = Defaults::default();
    for section in [
        "levels",
        "positions",
        "userTypes",
        "orgs",
        "members",
        "groups",
    ] {
        defaults = defaults.with(section, "domain", json!(tenant.primary().key));
    }
    let members = || live.members.values().filter(|member| !member.flags.deleted);
    let locales = members().filter_map(|m| Some(m.props.locale.known()?.code()));
    let zones = members().filter_map(|m| Some(m.props.time_zone.known()?.as_str()));
    if let Some(locale) = most(locales) {
        defaults = defaults.with("members", "locale", json!(locale));
    }
    if let Some(zone) = most(zones) {
        defaults = defaults.with("members", "timeZone", json!(zone));
    }
    defaults
}

fn most<'a>(values: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = 0;
    for value in values {
        *counted.entry(value).or_default() += 1;
        all += 1;
    }
    let (value, count) = counted.into_iter().max_by_key(|(_, count)| *count)?;
    (2 * count > all).then_some(value)
}

/// The tenant, as far as its directory tells: no call reads the rest (facts 11 #74, #78).
fn tenant_of(live: &Directory, tenant: &Tenant) -> Value {
    let domains: Vec<Value> = tenant
        .domains
        .iter()
        .map(|domain| {
            let state = live.domains.get(&domain.id);
            let on = |kind: &RankKind| {
                state.is_some_and(|state| state.feature(*kind) == FeatureState::On)
            };
            let enable: Vec<&str> = RankKind::ALL
                .into_iter()
                .filter(on)
                .map(|kind| Kind::from(kind).section())
                .collect();
            json!({"key": domain.key, "id": domain.id, "name": domain.name, "enable": enable})
        })
        .collect();
    // Only the Advanced plan has alias addresses and group mail (facts 5.1.2, 5.3.3).
    let aliases = live.members.values().any(|member| {
        member
            .props
            .alias_emails
            .known()
            .is_some_and(|all| !all.is_empty())
    });
    let mail = live
        .groups
        .values()
        .any(|group| group.props.features.mail.or(false));
    let plan = match tenant.plan {
        Plan::Free => "free",
        Plan::Standard if aliases || mail => "advanced",
        Plan::Standard => "standard",
        Plan::Advanced => "advanced",
    };
    json!({"key": tenant.key, "plan": plan, "sso": tenant.sso, "domains": domains})
}

/// A policy under which nothing is ever removed.
fn policy() -> Value {
    json!({
        "removal": {"members": "suspend"},
        "limits": {
            "members": {"remove": {"max": 5, "percent": 2}},
            "orgs": {"remove": {"max": 3, "percent": 5}},
        },
        "lists": "keepUnmanaged",
    })
}

/// Objects without a key that are not the only ones of their identity: adopted by `id:`.
fn ambiguous<'a>(live: &'a Directory) -> HashSet<Id> {
    let mut seen: HashMap<String, Vec<&Id>> = HashMap::new();
    let mut nameless: Vec<&Id> = Vec::new();
    let mut add = |identity: Option<String>, id: &'a Id, has_key: bool| {
        // What has nothing to be recognised by is taken for ambiguous.
        let unknown = identity.is_none();
        let identity = identity.unwrap_or_default().to_lowercase();
        let ids = seen.entry(identity).or_default();
        ids.push(id);
        if unknown {
            ids.push(id);
        }
        if !has_key {
            nameless.push(id);
        }
    };
    for rank in live.ranks.values() {
        let name = rank.props.name.known();
        let identity = name.map(|name| format!("{:?} {} {name}", rank.kind, rank.domain));
        add(identity, &rank.id, rank.key.is_some());
    }
    for org in live.orgs.values() {
        let parent = org.props.parent.value().map(Ref::to_string);
        let name = org.props.name.known();
        let identity = name.map(|name| format!("org {} {parent:?} {name}", org.domain));
        add(identity, &org.id, org.key.is_some());
    }
    for group in live.groups.values() {
        let name = group.props.name.known();
        let identity = name.map(|name| format!("group {} {name}", group.domain));
        add(identity, &group.id, group.key.is_some());
    }
    for member in live.members.values() {
        let email = member.props.email.known();
        add(
            email.map(|email| format!("member {email}")),
            &member.id,
            member.key.is_some(),
        );
    }
    let several: HashSet<&Id> = seen
        .into_values()
        .filter(|ids| ids.len() > 1)
        .flatten()
        .collect();
    nameless
        .into_iter()
        .filter(|id| several.contains(id))
        .cloned()
        .collect()
}

struct Import<'a> {
    live: &'a Directory,
    domains: HashMap<DomainId, String>,
    order: HashMap<DomainId, usize>,
    keys: &'a HashMap<Id, String>,
    ambiguous: HashSet<Id>,
    /// The place of every org in the tree.
    places: HashMap<Id, usize>,
    left: Left,
    apart: HashMap<(String, String), usize>,
}

impl<'a> Import<'a> {
    fn is_on(&self, domain: DomainId, kind: RankKind) -> bool {
        let state = self.live.domains.get(&domain);
        state.is_some_and(|state| state.feature(kind) == FeatureState::On)
            || self
                .live
                .ranks
                .values()
                .any(|rank| rank.kind == kind && rank.domain == domain)
    }

    fn is_read(&mut self, list: DomainList) -> bool {
        let unread = |domain: &DomainId| {
            let state = self.live.domains.get(domain);
            state.is_some_and(|state| state.unread.contains(&list))
        };
        let read = !self.domains.keys().any(unread);
        if !read {
            self.left.unread.push(match list {
                DomainList::Members => "members",
                DomainList::Orgs => "orgs",
                DomainList::Groups => "groups",
            });
        }
        read
    }

    /// An object as it may be declared; counted where it may not.
    fn declarable(
        &mut self,
        kind: Kind,
        id: &Id,
        object: Map<String, Value>,
    ) -> Option<Map<String, Value>> {
        let mut object = object;
        if self.ambiguous.contains(id) {
            object.shift_insert(1.min(object.len()), "id".to_owned(), json!(id.as_str()));
        }
        let declarable = refused::declarable(kind, object, &mut self.left.values);
        if declarable.is_none() {
            *self.left.objects.entry(kind).or_default() += 1;
        }
        declarable
    }

    /// The key of a domain; an object of one that is not the tenant's is counted.
    fn domain(&mut self, kind: Kind, domain: DomainId) -> Option<String> {
        let key = self.domains.get(&domain).cloned();
        if key.is_none() {
            *self.left.objects.entry(kind).or_default() += 1;
        }
        key
    }

    /// Ranks of a kind, domain by domain, the highest first.
    fn ranks(&mut self, kind: RankKind) -> Vec<Value> {
        let live = self.live;
        let mut ranks: Vec<&LiveRank> = live
            .ranks
            .values()
            .map(|rank| &**rank)
            .filter(|rank| rank.kind == kind)
            .collect();
        let domain = |domain: DomainId| self.order.get(&domain).copied();
        ranks.sort_by_key(|rank| (domain(rank.domain), rank.display_order, &rank.id));
        let mut result = Vec::with_capacity(ranks.len());
        let mut shared: HashMap<(DomainId, i64), usize> = HashMap::new();
        for one in ranks {
            let Some(key) = self.keys.get(&one.id) else {
                continue;
            };
            let place = shared.entry((one.domain, one.display_order)).or_default();
            if *place > 0 {
                let section = Kind::from(kind).section().to_owned();
                self.apart.insert((section, key.clone()), *place);
            }
            *place += 1;
            let Some(domain) = self.domain(kind.into(), one.domain) else {
                continue;
            };
            let object = rank::rank(one, key, &domain);
            result.extend(
                self.declarable(kind.into(), &one.id, object)
                    .map(Value::Object),
            );
        }
        result
    }

    /// The orgs, nested, in the order of the console.
    fn tree(&mut self, names: &Names<'_>) -> Vec<Value> {
        let live = self.live;
        let mut below: HashMap<Option<&Id>, Vec<&LiveOrg>> = HashMap::new();
        for org in live.orgs.values() {
            let parent = org.props.parent.value().and_then(Ref::id);
            let parent = parent.filter(|parent| live.orgs.contains_key(*parent));
            below.entry(parent).or_default().push(org);
        }
        for (parent, orgs) in &mut below {
            let domain = |org: &LiveOrg| match parent {
                None => self.order.get(&org.domain).copied(),
                Some(_) => None,
            };
            orgs.sort_by_key(|org| (domain(org), org.display_order, &org.id));
        }
        let mut deep = Vec::new();
        let mut tree = self.orgs(None, &mut below, names, 0, &mut deep);
        // What is too deep to be nested stands behind, below the org it names.
        while !deep.is_empty() {
            for parent in std::mem::take(&mut deep) {
                let Some(key) = self.keys.get(parent).cloned() else {
                    continue;
                };
                let orgs = self.orgs(Some(parent), &mut below, names, 0, &mut deep);
                tree.extend(orgs.into_iter().map(|mut org| {
                    if let Value::Object(org) = &mut org {
                        org.shift_insert(1, "parent".to_owned(), json!(key));
                    }
                    org
                }));
            }
        }
        tree
    }

    fn orgs(
        &mut self,
        parent: Option<&'a Id>,
        below: &mut HashMap<Option<&'a Id>, Vec<&'a LiveOrg>>,
        names: &Names<'_>,
        depth: usize,
        deep: &mut Vec<&'a Id>,
    ) -> Vec<Value> {
        // Taken out: a ring of parents in a damaged file comes to an end.
        let orgs = below.remove(&parent).unwrap_or_default();
        let mut result = Vec::with_capacity(orgs.len());
        for one in orgs {
            let place = self.places.len();
            self.places.insert(one.id.clone(), place);
            let key = self.keys.get(&one.id).cloned();
            let domain = self.domain(Kind::Org, one.domain);
            let object = key.zip(domain).and_then(|(key, domain)| {
                let mut object = org::org(one, &key, names);
                if depth == 0 {
                    object.shift_insert(1, "domain".to_owned(), json!(domain));
                }
                self.declarable(Kind::Org, &one.id, object)
            });
            let nested = if depth < NESTED {
                self.orgs(Some(&one.id), below, names, depth + 1, deep)
            } else {
                if below.contains_key(&Some(&one.id)) {
                    deep.push(&one.id);
                }
                Vec::new()
            };
            let Some(mut object) = object else {
                // Its children cannot be declared without it.
                *self.left.objects.entry(Kind::Org).or_default() += nested.len();
                continue;
            };
            if !nested.is_empty() {
                object.insert("orgs".to_owned(), Value::Array(nested));
            }
            result.push(Value::Object(object));
        }
        result
    }

    /// The members as an org chart has them: by the org of their primary post, its leader
    /// first, then by level and by the reading of the name.
    fn members(&mut self, names: &Names<'_>) -> Vec<Value> {
        let live = self.live;
        let mut members: Vec<&LiveMember> = Vec::with_capacity(live.members.len());
        for member in live.members.values() {
            match member.flags.deleted {
                true => self.left.in_deletion += 1,
                false => members.push(member),
            }
        }
        members.sort_by_cached_key(|member| self.place(member));
        let places = std::mem::take(&mut self.places);
        let domains = std::mem::take(&mut self.domains);
        let context = member::Context {
            names,
            domains: &domains,
            places: &places,
        };
        let mut result = Vec::with_capacity(members.len());
        for one in members {
            let Some(key) = self.keys.get(&one.id) else {
                continue;
            };
            if !domains.contains_key(&one.domain) {
                *self.left.objects.entry(Kind::Member).or_default() += 1;
                continue;
            }
            let object = member::member(one, key, &context);
            result.extend(
                self.declarable(Kind::Member, &one.id, object)
                    .map(Value::Object),
            );
        }
        self.places = places;
        self.domains = domains;
        result
    }

    fn place(&self, member: &LiveMember) -> impl Ord + use<> {
        let posts = member.props.posts.known().map_or(&[][..], Vec::as_slice);
        let post = posts
            .iter()
            .find(|post| post.primary.or(false))
            .or(posts.first());
        let org = post
            .and_then(|post| self.places.get(post.org.id()?))
            .copied();
        let leads = post.is_some_and(|post| post.leader.or(false));
        let level = member.props.level.value().and_then(Ref::id);
        let level = level.and_then(|id| self.live.ranks.get(id));
        let level = level.map(|level| (!level.props.executive.or(false), level.display_order));
        let name = member.props.name.known();
        let part = |part: fn(&crate::directory::PersonName) -> Option<&String>| {
            name.and_then(part).cloned().unwrap_or_default()
        };
        (
            org.is_none(),
            org,
            !leads,
            level.is_none(),
            level,
            part(|name| name.phonetic_last.value().or(name.last.value())),
            part(|name| name.phonetic_first.value().or(name.first.value())),
            member.id.clone(),
        )
    }

    /// The groups by name.
    fn groups(&mut self, names: &Names<'_>) -> Vec<Value> {
        let live = self.live;
        let mut groups: Vec<_> = live.groups.values().collect();
        groups.sort_by_cached_key(|group| {
            (
                self.order.get(&group.domain).copied(),
                group.props.name.known().cloned(),
                group.id.clone(),
            )
        });
        let mut result = Vec::with_capacity(groups.len());
        for one in groups {
            let Some(key) = self.keys.get(&one.id) else {
                continue;
            };
            let Some(domain) = self.domain(Kind::Group, one.domain) else {
                continue;
            };
            if one.props.members.is_absent() || one.props.masters.is_absent() {
                self.left.unread_groups += 1;
            }
            let object = group::group(one, key, &domain, names);
            result.extend(
                self.declarable(Kind::Group, &one.id, object)
                    .map(Value::Object),
            );
        }
        result
    }
}
