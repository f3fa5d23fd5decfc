//! What a person can do to an org: rename it, add one below, move it, delete it.

use maud::{Markup, html};

use crate::directory::{DomainId, Id, Kind, LiveOrg};

use super::chart::breadcrumb;
use super::frame::{Room, form, page};
use super::link::Link;
use super::pager::Pager;
use super::scene::Scene;
use super::shown::{number, shown};
use super::tree::tree;
use super::words::Word;

/// Orgs on a page of the choice of a new parent.
const PAGE: usize = 50;

/// The forms of an org.
pub fn actions(scene: &Scene<'_>, org: &LiveOrg) -> Markup {
    if !scene.may_edit_people(org.domain) {
        return read_only(scene);
    }
    let of = |what: &'static str| Link::to("/orgs").segment(org.id.as_str()).segment(what);
    let name = org.props.name.known().map_or("", String::as_str);
    let below = scene.world.children(org.domain, Some(&org.id)).len();
    let members = scene.world.count_mentions(&org.id, Kind::Member);
    html! {
        div .actions {
            details .act {
                summary { (scene.say(Word::Rename)) }
                (form(scene, &of("rename"), &html! {
                    label { span { (scene.say(Word::NewName)) }
                        input name="name" value=(name) required maxlength="100" autocomplete="off"; }
                    button .primary { (scene.say(Word::Rename)) }
                }))
            }
            details .act {
                summary { (scene.say(Word::AddBelow)) }
                (form(scene, &of("add"), &html! {
                    label { span { (scene.say(Word::NameOfNewOrg)) }
                        input name="name" required maxlength="100" autocomplete="off"; }
                    button .primary { (scene.say(Word::Add)) }
                }))
            }
            a .button href=(of("move")) { (scene.say(Word::Move)) }
            details .act {
                summary .danger { (scene.say(Word::Delete)) }
                (form(scene, &of("delete"), &html! {
                    p {
                        (scene.fill(Word::DeleteOrgMore, &[("name", &shown(name))]))
                        @if below > 0 { " " (scene.fill(Word::DeleteOrgBelow, &[("n", &number(below))])) }
                        @if members > 0 { " " strong { (scene.fill(Word::DeleteOrgMembers, &[("n", &number(members))])) } }
                    }
                    button .danger { (scene.say(Word::DeleteNow)) }
                }))
            }
        }
    }
}

/// The form of a domain: a new org at the top.
pub fn domain_actions(scene: &Scene<'_>, domain: DomainId) -> Markup {
    if !scene.may_edit_people(domain) {
        return read_only(scene);
    }
    html! {
        div .actions {
            details .act {
                summary { (scene.say(Word::AddOrg)) }
                (form(scene, &Link::to("/domains").segment(&domain.to_string()).segment("add"), &html! {
                    label { span { (scene.say(Word::NameOfNewOrg)) }
                        input name="name" required maxlength="100" autocomplete="off"; }
                    button .primary { (scene.say(Word::Add)) }
                }))
            }
        }
    }
}

/// Says that nothing can be edited here, and why.
pub fn read_only(scene: &Scene<'_>) -> Markup {
    html! {
        p .notice.locked {
            (scene.say(Word::ReadOnlyPeople)) " "
            a href=(Link::to("/sync")) { (scene.say(Word::OrganizationSync)) }
        }
    }
}

/// `/console/orgs/{id}/move`: where to, and to which place. `?to=` is the parent looked
/// at; none is the top level.
pub fn moving(scene: &Scene<'_>, id: &str) -> Option<Markup> {
    let orgs = &scene.world.directory().orgs;
    let org = orgs.get(id)?;
    let target = match scene.query.get("to") {
        None => None,
        Some(to) => Some(&**orgs.get(to)?),
    };
    let name = org.props.name.known().map_or(id, String::as_str);
    let body = html! {
        (breadcrumb(scene, org))
        h1 { (scene.fill(Word::MoveTitle, &[("name", &shown(name))])) }
        @if scene.may_edit_people(org.domain) { (places(scene, org, target)) }
        @else { (read_only(scene)) }
    };
    let side = tree(scene, Some(org.domain), Some(org));
    Some(page(
        scene,
        Room::Chart,
        scene.say(Word::Move),
        Some(side),
        &body,
    ))
}

fn places(scene: &Scene<'_>, org: &LiveOrg, target: Option<&LiveOrg>) -> Markup {
    let here = || Link::to("/orgs").segment(org.id.as_str()).segment("move");
    let target_id = target.map(|target| &target.id);
    let all = scene.world.children(org.domain, target_id);
    let others: Vec<&Id> = all.iter().filter(|child| **child != org.id).collect();
    let pager = Pager::of(scene, PAGE, others.len());
    let above = target
        .map(|target| scene.world.above(target))
        .unwrap_or_default();
    let last = others.len() + 1;
    html! {
        p .hint { (scene.say(Word::MoveMore)) }
        nav .crumbs.here aria-label=(scene.say(Word::NewParent)) {
            strong { (scene.say(Word::NewParent)) ": " }
            a href=(here()) aria-current=[target.is_none().then_some("true")] { (shown(&scene.domain_name(org.domain))) }
            @for step in above.iter().rev() {
                span aria-hidden="true" { " › " }
                a href=(here().with("to", &step.id)) { (org_name(step)) }
            }
            @if let Some(target) = target {
                span aria-hidden="true" { " › " }
                a href=(here().with("to", &target.id)) aria-current="true" { (org_name(target)) }
            }
        }
        (form(scene, &here(), &html! {
            @if let Some(id) = target_id { input type="hidden" name="to" value=(id); }
            label { span { (scene.fill(Word::PlaceAmong, &[("n", &number(last))])) }
                input type="number" name="place" min="1" max=(last) value=(last) required; }
            button .primary { (scene.say(Word::MoveHere)) }
            a .button href=(Link::to("/").with("org", &org.id)) { (scene.say(Word::Cancel)) }
        }))
        h2 { (scene.say(Word::OrgsThere)) }
        @if others.is_empty() { p .empty { (scene.say(Word::NoOrgsThere)) } }
        @else {
            ol .plain.rule start=(pager.before() + 1) {
                @for id in pager.cut(&others) {
                    @if let Some(child) = scene.world.directory().orgs.get(*id) {
                        li { a href=(here().with("to", *id)) { (org_name(child)) } }
                    }
                }
            }
            (pager.links(scene, &here()))
        }
    }
}

fn org_name(org: &LiveOrg) -> Markup {
    shown(
        org.props
            .name
            .known()
            .map_or(org.id.as_str(), String::as_str),
    )
}
