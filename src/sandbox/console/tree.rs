//! The org chart: a tree of links, each branch drawn when it is opened.

use maud::{Markup, html};

use crate::directory::{DomainId, Id, Kind, LiveOrg};

use super::link::Link;
use super::scene::Scene;
use super::shown::{number, plain, shown};
use super::words::Word;

/// Siblings drawn at once; the rest lies behind a link.
const SIBLINGS: usize = 100;

/// What of the tree is open.
struct Opened<'a> {
    /// The chosen org, and those above it from the top down.
    path: Vec<&'a Id>,
    /// Whether the chosen org shows its children.
    chosen_open: bool,
}

/// The tree with the way to the chosen org open.
pub fn tree(scene: &Scene<'_>, domain: Option<DomainId>, chosen: Option<&LiveOrg>) -> Markup {
    let above = chosen.map(|org| scene.world.above(org)).unwrap_or_default();
    let mut path: Vec<&Id> = above.iter().rev().map(|org| &org.id).collect();
    path.extend(chosen.map(|org| &org.id));
    let opened = Opened {
        path,
        chosen_open: !scene.query.has("shut"),
    };
    html! {
        nav #tree .tree aria-labelledby="tree-title" data-branch=(Link::to("/branch"))
            data-open=(scene.say(Word::Open)) data-close=(scene.say(Word::Close)) {
            h2 #tree-title { (scene.say(Word::OrgChart)) }
            ul {
                @for rules in &scene.world.rules().domains {
                    @let id = rules.id;
                    @let open = domain == Some(id) && (chosen.is_some() || opened.chosen_open);
                    @let link = Link::to("/").with("domain", id);
                    li .domain {
                        div .row {
                            (twisty(scene, &link, open, !scene.world.children(id, None).is_empty(), &scene.domain_name(id)))
                            a .node href=(link) aria-current=[(domain == Some(id) && chosen.is_none()).then_some("page")] {
                                (shown(&scene.domain_name(id)))
                            }
                            (heads(scene, scene.world.count(Kind::Member, id)))
                        }
                        @if open { (branch(scene, id, None, &opened)) }
                    }
                }
            }
        }
    }
}

/// `/console/branch`: the children of an org, or the top level of a domain, nothing
/// below them opened: what a script asks for.
pub fn asked_branch(scene: &Scene<'_>) -> Option<Markup> {
    let org = match scene.query.get("org") {
        Some(id) => Some(scene.world.directory().orgs.get(id)?),
        None => None,
    };
    let opened = Opened {
        path: org.map(|org| &org.id).into_iter().collect(),
        chosen_open: true,
    };
    let domain = org.map_or_else(|| scene.domain(), |org| Some(org.domain))?;
    Some(branch(scene, domain, org.map(|org| &org.id), &opened))
}

fn branch(scene: &Scene<'_>, domain: DomainId, parent: Option<&Id>, opened: &Opened<'_>) -> Markup {
    let children = scene.world.children(domain, parent);
    // Among very many siblings, those around the one that is open.
    let on_path = children.iter().position(|id| opened.path.contains(&id));
    let is_last = opened.path.last().copied() == parent;
    let asked = is_last.then(|| scene.query.number("from")).flatten();
    let start = on_path
        .or(asked)
        .unwrap_or(0)
        .min(children.len().saturating_sub(1));
    let start = start / SIBLINGS * SIBLINGS;
    let end = (start + SIBLINGS).min(children.len());
    let shift = |from: usize| {
        let link = Link::to("/").with("from", from);
        match parent {
            Some(id) => link.with("org", id),
            None => link.with("domain", domain),
        }
    };
    html! {
        ul {
            @if start > 0 {
                li .more {
                    a href=(shift(start - SIBLINGS + usize::from(start == SIBLINGS))) data-shift {
                        "↑ " (scene.fill(Word::MoreBefore, &[("n", &number(start))]))
                    }
                }
            }
            @for id in children.get(start..end).unwrap_or_default() {
                @if let Some(org) = scene.world.directory().orgs.get(id) {
                    (node(scene, org, opened))
                }
            }
            @if end < children.len() {
                li .more {
                    a href=(shift(end)) data-shift {
                        "↓ " (scene.fill(Word::MoreAfter, &[("n", &number(children.len() - end))]))
                    }
                }
            }
        }
    }
}

fn node(scene: &Scene<'_>, org: &LiveOrg, opened: &Opened<'_>) -> Markup {
    let chosen = opened.path.last() == Some(&&org.id);
    let open = opened.path.contains(&&org.id) && (!chosen || opened.chosen_open);
    let link = Link::to("/").with("org", &org.id);
    let name = org
        .props
        .name
        .known()
        .map_or(org.id.as_str(), String::as_str);
    let parent = !scene.world.children(org.domain, Some(&org.id)).is_empty();
    html! {
        li {
            div .row {
                (twisty(scene, &link, open, parent, name))
                a .node href=(link) aria-current=[chosen.then_some("page")] { (shown(name)) }
                @if !org.props.visible.or(true) { (private(scene)) }
                (heads(scene, scene.world.count_mentions(&org.id, Kind::Member)))
            }
            @if open && parent { (branch(scene, org.domain, Some(&org.id), opened)) }
        }
    }
}

/// Opens and closes a branch. Without a script it leads to a page that does.
fn twisty(scene: &Scene<'_>, link: &Link, open: bool, parent: bool, name: &str) -> Markup {
    let word = if open { Word::Close } else { Word::Open };
    let link = if open {
        link.clone().with("shut", 1)
    } else {
        link.clone()
    };
    html! {
        @if parent {
            a .twisty href=(link) aria-expanded=(open)
                aria-label={ (scene.say(word)) " " (plain(name)) } {}
        } @else { span .twisty {} }
    }
}

fn heads(scene: &Scene<'_>, count: usize) -> Markup {
    html! {
        @if count > 0 {
            span .heads title=(scene.say(Word::Members)) { (number(count)) }
        }
    }
}

/// The mark of an org that is not shown to others.
pub fn private(scene: &Scene<'_>) -> Markup {
    html! {
        span .private title=(scene.say(Word::PrivateOrg)) {
            svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" {
                path d="M4.5 7V5a3.5 3.5 0 0 1 7 0v2h.5a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zm1.5 0h4V5a2 2 0 0 0-4 0z" {}
            }
            span .hidden { (scene.say(Word::PrivateOrg)) }
        }
    }
}
