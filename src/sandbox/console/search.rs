//! Members by what is known of them.

use std::collections::HashSet;

use maud::{Markup, html};

use crate::directory::{DomainId, Id, LiveMember, LiveOrg, Ref};
use crate::world::World;

use super::frame::{Room, page};
use super::link::Link;
use super::pager::Pager;
use super::people::{STANDINGS, Standing, full_name, name_cell, phonetic_name, posts};
use super::query::Query;
use super::scene::Scene;
use super::shown::{folded, plain, shown};
use super::words::Word;

/// Members on a page.
const PAGE: usize = 50;

/// What is looked for; all of it must hold.
#[derive(Clone, Debug, Default)]
struct Wanted {
    domain: Option<DomainId>,
    anything: Option<String>,
    state: Option<String>,
    name: Option<String>,
    email: Option<String>,
    key: Option<String>,
    id: Option<String>,
    /// Ids of the orgs of that name; `None` where none was named.
    orgs: Option<HashSet<Id>>,
    /// Ids of the levels of that name.
    levels: Option<HashSet<Id>>,
}

impl Wanted {
    fn of(world: &World, query: &Query) -> Wanted {
        let text = |name| query.get(name).map(folded);
        let directory = world.directory();
        let orgs = query.get("org").map(|asked| {
            let wanted = folded(asked);
            let named = directory
                .orgs
                .values()
                .filter(|org| is_org(org, asked, &wanted));
            let mut found: HashSet<Id> = named.map(|org| org.id.clone()).collect();
            if query.has("below") {
                add_below(world, &mut found);
            }
            found
        });
        let levels = query.get("level").map(|asked| {
            let wanted = folded(asked);
            (directory.ranks.values())
                .filter(|rank| {
                    let name = rank.props.name.known();
                    rank.id.as_str() == asked
                        || rank.key.as_ref().is_some_and(|key| key.as_str() == asked)
                        || name.is_some_and(|name| folded(name).contains(&wanted))
                })
                .map(|rank| rank.id.clone())
                .collect()
        });
        Wanted {
            domain: query
                .get("domain")
                .and_then(|d| d.parse().ok())
                .map(DomainId),
            anything: text("q"),
            state: query.get("state").map(str::to_owned),
            name: text("name"),
            email: text("email"),
            key: text("key"),
            id: text("id"),
            orgs,
            levels,
        }
    }

    fn matches(&self, scene: &Scene<'_>, member: &LiveMember) -> bool {
        let Wanted {
            domain,
            anything,
            state,
            name,
            email,
            key,
            id,
            orgs,
            levels,
        } = self;
        let is_in = |domain: &DomainId| posts(member).iter().any(|(held, ..)| held == domain);
        let has_org = |orgs: &HashSet<Id>| {
            posts(member)
                .iter()
                .flat_map(|(_, _, posts)| posts.iter())
                .filter_map(|post| post.org.id())
                .any(|org| orgs.contains(org))
        };
        let has_level = |levels: &HashSet<Id>| {
            posts(member)
                .iter()
                .filter_map(|(_, level, _)| level.and_then(Ref::id))
                .any(|level| levels.contains(level))
        };
        domain.as_ref().is_none_or(is_in)
            && state
                .as_ref()
                .is_none_or(|state| Standing::of(scene.world, member, scene.now).name() == state)
            && id
                .as_ref()
                .is_none_or(|id| folded(member.id.as_str()).contains(id))
            && key.as_ref().is_none_or(|key| has_key(member, key))
            && email.as_ref().is_none_or(|email| has_email(member, email))
            && name.as_ref().is_none_or(|name| has_name(member, name))
            && orgs.as_ref().is_none_or(has_org)
            && levels.as_ref().is_none_or(has_level)
            && anything.as_ref().is_none_or(|text| {
                has_name(member, text)
                    || has_email(member, text)
                    || has_key(member, text)
                    || folded(member.id.as_str()) == *text
            })
    }
}

fn is_org(org: &LiveOrg, asked: &str, wanted: &str) -> bool {
    org.id.as_str() == asked
        || org.key.as_ref().is_some_and(|key| key.as_str() == asked)
        || org
            .props
            .name
            .known()
            .is_some_and(|name| folded(name).contains(wanted))
}

fn add_below(world: &World, found: &mut HashSet<Id>) {
    let mut open: Vec<Id> = found.iter().cloned().collect();
    while let Some(id) = open.pop() {
        let Some(org) = world.directory().orgs.get(&id) else {
            continue;
        };
        for child in world.children(org.domain, Some(&id)) {
            if found.insert(child.clone()) {
                open.push(child.clone());
            }
        }
    }
}

fn has_key(member: &LiveMember, wanted: &str) -> bool {
    (member.key.as_ref()).is_some_and(|key| folded(key.as_str()).contains(wanted))
}

fn has_email(member: &LiveMember, wanted: &str) -> bool {
    let props = &member.props;
    let aliases = props.alias_emails.known().into_iter().flatten();
    let others = props.secondary.known().into_iter().flatten();
    (props.email.known().into_iter().chain(aliases))
        .chain(others.filter_map(|other| other.email.known()))
        .any(|email| folded(email.as_str()).contains(wanted))
}

/// Names of every kind: written, read aloud, in other languages, nick names. A blank in
/// what is wanted may stand anywhere or nowhere.
fn has_name(member: &LiveMember, wanted: &str) -> bool {
    let close = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let wanted = close(wanted);
    let holds = |text: &str| close(&folded(text)).contains(&wanted);
    let props = &member.props;
    holds(&full_name(member))
        || phonetic_name(member).is_some_and(|name| holds(&name))
        || props.nick_name.value().is_some_and(|name| holds(name))
        || (props.names.known().into_iter().flatten())
            .filter_map(|(_, name)| name.as_ref())
            .any(|name| {
                let parts = [name.last.value(), name.first.value()];
                let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
                // Either order: family name first, or last.
                holds(&parts.concat()) || holds(&parts.iter().rev().copied().collect::<String>())
            })
}

/// `/console/search`
pub fn search(scene: &Scene<'_>) -> Markup {
    let wanted = Wanted::of(scene.world, scene.query);
    let found: Vec<&LiveMember> = (scene.world.directory().members.values())
        .map(|member| &**member)
        .filter(|member| wanted.matches(scene, member))
        .collect();
    let pager = Pager::of(scene, PAGE, found.len());
    let body = html! {
        h1 { (scene.say(Word::Members)) }
        (filters(scene))
        h2 #found { (scene.count(found.len(), Word::OneFound, Word::ManyFound)) }
        @if found.is_empty() { p .empty { (scene.say(Word::NothingFound)) } }
        @else {
            (people_table(scene, pager.cut(&found)))
            (pager.links(scene, &Link::to("/search")))
        }
    };
    page(scene, Room::Search, scene.say(Word::Members), None, &body)
}

fn filters(scene: &Scene<'_>) -> Markup {
    let value = |name| scene.query.get(name).unwrap_or_default();
    let chosen = |name, option: &str| value(name) == option;
    html! {
        form .filters method="get" action=(Link::to("/search")) {
            @for (name, word) in [
                ("q", Word::Anything), ("name", Word::Name), ("email", Word::Email),
                ("key", Word::ExternalKey), ("id", Word::ResourceId), ("org", Word::Org), ("level", Word::Level),
            ] {
                label { span { (scene.say(word)) } input name=(name) value=(value(name)) autocomplete="off"; }
            }
            label { span { (scene.say(Word::State)) }
                select name="state" {
                    option value="" { (scene.say(Word::Every)) }
                    @for (state, word) in STANDINGS {
                        option value=(state) selected[chosen("state", state)] { (scene.say(word)) }
                    }
                }
            }
            @if scene.world.rules().domains.len() > 1 {
                label { span { (scene.say(Word::Domain)) }
                    select name="domain" {
                        option value="" { (scene.say(Word::Every)) }
                        @for rules in &scene.world.rules().domains {
                            @let id = rules.id.to_string();
                            option value=(id) selected[chosen("domain", &id)] { (plain(&scene.domain_name(rules.id))) }
                        }
                    }
                }
            }
            label .tick { input type="checkbox" name="below" value="1" checked[scene.query.has("below")];
                span { (scene.say(Word::OrgsBelowToo)) } }
            div .buttons {
                button .primary { (scene.say(Word::Search)) }
                a .button href=(Link::to("/search")) { (scene.say(Word::Clear)) }
            }
        }
    }
}

/// Members one below the other, wherever they are.
pub fn people_table(scene: &Scene<'_>, members: &[&LiveMember]) -> Markup {
    html! {
        div .wide {
            table .members {
                thead { tr {
                    th scope="col" { (scene.say(Word::Name)) }
                    th scope="col" { (scene.say(Word::Org)) }
                    th scope="col" { (scene.say(Word::Level)) }
                    th scope="col" { (scene.say(Word::State)) }
                    th scope="col" { (scene.say(Word::Email)) " / " (scene.say(Word::ExternalKey)) }
                } }
                tbody { @for member in members { (row(scene, member)) } }
            }
        }
    }
}

fn row(scene: &Scene<'_>, member: &LiveMember) -> Markup {
    html! {
        tr {
            th scope="row" {
                (name_cell(member))
                @if member.flags.administrator { " " span .tag { (scene.say(Word::Administrator)) } }
            }
            td {
                @for (n, id) in posts(member).iter().flat_map(|(_, _, posts)| posts.iter())
                    .filter_map(|post| post.org.id()).take(4).enumerate() {
                    @if n == 3 { ", …" } @else { @if n > 0 { ", " } (scene.org_link(id)) }
                }
            }
            td { (scene.rank_name(member.props.level.value())) }
            td { (Standing::of(scene.world, member, scene.now).label(scene)) }
            td .mono {
                @if let Some(email) = member.props.email.known() { (shown(email.as_str())) " " }
                @if let Some(key) = &member.key { code { (shown(key.as_str())) } }
            }
        }
    }
}
