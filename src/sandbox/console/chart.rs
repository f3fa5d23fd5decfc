//! The beginning: the org chart on the left, the chosen org and its members on the right.

use maud::{Markup, html};

use crate::directory::{DomainId, Field, Kind, LiveOrg, Plan, RankKind, Ref};

use super::frame::{Room, page};
use super::link::Link;
use super::org_forms;
use super::pager::Pager;
use super::people::{Seat, Standing, name_cell, seats};
use super::properties::{Row, rows};
use super::scene::Scene;
use super::search::people_table;
use super::shown::{number, plain, shown};
use super::tree::{private, tree};
use super::words::Word;

/// Members on a page of an org.
const PAGE: usize = 50;

/// `/console/`: an org where `?org=` names one, else a domain.
pub fn chart(scene: &Scene<'_>) -> Option<Markup> {
    match scene.query.get("org") {
        Some(id) => Some(of_org(scene, scene.world.directory().orgs.get(id)?)),
        None => Some(of_domain(scene, scene.domain()?)),
    }
}

/// An org's page.
pub fn of_org(scene: &Scene<'_>, org: &LiveOrg) -> Markup {
    let name = org
        .props
        .name
        .known()
        .map_or(org.id.as_str(), String::as_str);
    let seats = seats(scene.world, &org.id);
    let pager = Pager::of(scene, PAGE, seats.len());
    let children = scene.world.children(org.domain, Some(&org.id)).len();
    let body = html! {
        (breadcrumb(scene, org))
        div .title {
            h1 { (shown(name)) }
            @if !org.props.visible.or(true) { span .tag { (private(scene)) (scene.say(Word::PrivateOrg)) } }
        }
        p .facts {
            span { (scene.count(seats.len(), Word::OneMember, Word::ManyMembers)) }
            span { (scene.count(children, Word::OneSubOrg, Word::ManySubOrgs)) }
            @if let Some(email) = org.props.email.known() { span .mono { (shown(email.as_str())) } }
            @if let Some(key) = &org.key { span { (scene.say(Word::ExternalKey)) " " code { (shown(key.as_str())) } } }
        }
        (org_forms::actions(scene, org))
        h2 #members { (scene.say(Word::Members)) }
        @if seats.is_empty() { p .empty { (scene.say(Word::NoMembersHere)) } }
        @else {
            (member_table(scene, pager.cut(&seats)))
            (pager.links(scene, &Link::to("/")))
        }
        (details(scene, org))
    };
    page(
        scene,
        Room::Chart,
        &plain(name),
        Some(tree(scene, Some(org.domain), Some(org))),
        &body,
    )
}

/// The way down to an org.
pub fn breadcrumb(scene: &Scene<'_>, org: &LiveOrg) -> Markup {
    html! {
        nav .crumbs aria-label=(scene.say(Word::WayDown)) {
            a href=(Link::to("/").with("domain", org.domain)) { (shown(&scene.domain_name(org.domain))) }
            @for above in scene.world.above(org).iter().rev() {
                span aria-hidden="true" { " › " }
                (scene.org_link(&above.id))
            }
        }
    }
}

fn member_table(scene: &Scene<'_>, seats: &[Seat<'_>]) -> Markup {
    html! {
        div .wide {
            table .members aria-labelledby="members" {
                thead { tr {
                    th scope="col" { (scene.say(Word::Name)) }
                    th scope="col" { (scene.say(Word::Position)) }
                    th scope="col" { (scene.say(Word::Level)) }
                    th scope="col" { (scene.say(Word::State)) }
                    th scope="col" { (scene.say(Word::Email)) " / " (scene.say(Word::ExternalKey)) }
                } }
                tbody { @for seat in seats { (member_row(scene, seat)) } }
            }
        }
    }
}

fn member_row(scene: &Scene<'_>, seat: &Seat<'_>) -> Markup {
    let executive = (scene.rank(seat.level)).is_some_and(|level| level.props.executive.or(false));
    html! {
        tr {
            th scope="row" {
                (name_cell(seat.member))
                @if seat.post.leader.or(false) { " " span .tag.leader { (scene.say(Word::Leader)) } }
                @if seat.member.flags.administrator { " " span .tag { (scene.say(Word::Administrator)) } }
                @if !seat.post.primary.or(true) { " " span .tag.soft { (scene.say(Word::SidePost)) } }
                @if !seat.post.visible.or(true) { " " span .tag.soft { (scene.say(Word::HiddenInChart)) } }
            }
            td { (scene.rank_name(seat.post.position.value())) }
            td {
                (scene.rank_name(seat.level))
                @if executive { " " span .tag { (scene.say(Word::Executive)) } }
            }
            td { (Standing::of(scene.world, seat.member, scene.now).label(scene)) }
            td .mono {
                @if let Some(email) = seat.member.props.email.known() { (shown(email.as_str())) " " }
                @if let Some(key) = &seat.member.key { code { (shown(key.as_str())) } }
            }
        }
    }
}

fn details(scene: &Scene<'_>, org: &LiveOrg) -> Markup {
    let props = &org.props;
    let features = &props.features;
    let used: Vec<Word> = [
        (&features.message, Word::FeatureMessage),
        (&features.note, Word::FeatureNote),
        (&features.calendar, Word::FeatureCalendar),
        (&features.task, Word::FeatureTask),
        (&features.folder, Word::FeatureFolder),
    ]
    .into_iter()
    .filter(|(flag, _)| flag.or(false))
    .map(|(_, word)| word)
    .collect();
    html! {
        details .more {
            summary { (scene.say(Word::AllProperties)) }
            (rows(scene, &[
                Row::text(Word::ResourceId, Field::Known(Some(org.id.as_str()))),
                Row::text(Word::Description, props.description.as_ref().map(|text| text.as_deref())),
                Row::names(Word::NamesByLanguage, &props.names),
                Row::emails(Word::AliasEmails, &props.alias_emails),
                Row::words(Word::Features, used),
                Row::flag(Word::ReceivesExternalMail, props.can_receive_external_mail),
                Row::flag(Word::ServiceNotification, props.use_service_notification),
                Row::members(Word::AllowedRecipients, &props.allowed_recipients),
                Row::members(Word::AllowedSenders, &props.allowed_senders),
                Row::text(Word::DisplayOrder, Field::Known(Some(&org.display_order.to_string()))),
            ]))
            @let groups: Vec<_> = scene.world.groups_naming(&org.id)
                .filter(|group| group.props.orgs.known().is_some_and(|orgs| orgs.contains(&Ref::Id(org.id.clone()))))
                .take(PAGE).collect();
            @if !groups.is_empty() {
                h3 { (scene.say(Word::Groups)) }
                ul .plain { @for group in groups { li { (scene.group_link(&group.id)) } } }
            }
        }
    }
}

/// A domain's page: how much there is, and who has no org.
fn of_domain(scene: &Scene<'_>, domain: DomainId) -> Markup {
    let name = scene.domain_name(domain);
    let world = scene.world;
    let mut states: [usize; 6] = [0; 6];
    let mut homeless = Vec::new();
    for member in world
        .directory()
        .members
        .values()
        .filter(|member| member.domain == domain)
    {
        let standing = Standing::of(world, member, scene.now).name();
        for (count, (state, _)) in states.iter_mut().zip(super::people::STANDINGS) {
            *count += usize::from(state == standing);
        }
        if super::people::posts(member)
            .iter()
            .all(|(_, _, posts)| posts.is_empty())
        {
            homeless.push(&**member);
        }
    }
    let pager = Pager::of(scene, PAGE, homeless.len());
    let counts = [
        (
            Word::Members,
            world.count(Kind::Member, domain),
            Link::to("/search").with("domain", domain),
        ),
        (
            Word::Orgs,
            world.count(Kind::Org, domain),
            Link::to("/").with("domain", domain),
        ),
        (
            Word::Groups,
            world.count(Kind::Group, domain),
            Link::to("/groups").with("domain", domain),
        ),
        (
            Word::Levels,
            world.count(RankKind::Level.into(), domain),
            Link::to("/levels").with("domain", domain),
        ),
        (
            Word::Positions,
            world.count(RankKind::Position.into(), domain),
            Link::to("/positions").with("domain", domain),
        ),
        (
            Word::UserTypes,
            world.count(RankKind::UserType.into(), domain),
            Link::to("/user-types").with("domain", domain),
        ),
    ];
    let rules = world.rules();
    let limit = rules.domain(domain).and_then(|rules| rules.member_limit);
    let body = html! {
        div .title { h1 { (shown(&name)) } }
        p .facts {
            span { (scene.say(Word::Domain)) " " code { (domain) } }
            @if let Some(rules) = rules.domain(domain) { span .mono { "@" (shown(&rules.name)) } }
            span { (scene.fill(Word::PlanOf, &[("plan", &plan_name(rules.plan))])) }
            span { (scene.say(if rules.sso { Word::SsoOn } else { Word::SsoOff })) }
            @if let Some(limit) = limit { span { (scene.fill(Word::Seats, &[("n", &number(limit as usize))])) } }
        }
        (org_forms::domain_actions(scene, domain))
        ul .tiles {
            @for (word, count, link) in counts {
                li { a href=(link) { strong { (number(count)) } " " span { (scene.say(word)) } } }
            }
        }
        h2 { (scene.say(Word::MembersByState)) }
        ul .tiles.small {
            @for ((state, word), count) in super::people::STANDINGS.into_iter().zip(states) {
                li { a href=(Link::to("/search").with("domain", domain).with("state", state)) {
                    strong { (number(count)) } " " span .state.{ "state-" (state) } { (scene.say(word)) }
                } }
            }
        }
        @if !homeless.is_empty() {
            h2 { (scene.say(Word::WithoutOrg)) " " small { (number(homeless.len())) } }
            (people_table(scene, pager.cut(&homeless)))
            (pager.links(scene, &Link::to("/")))
        }
    };
    page(
        scene,
        Room::Chart,
        &plain(&name),
        Some(tree(scene, Some(domain), None)),
        &body,
    )
}

fn plan_name(plan: Plan) -> &'static str {
    match plan {
        Plan::Free => "Free",
        Plan::Standard => "Standard",
        Plan::Advanced => "Advanced",
    }
}
