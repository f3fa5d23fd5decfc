//! Groups: the list, and each with its masters and members.

use maud::{Markup, html};

use crate::directory::{Field, Kind, LiveGroup, Ref};

use super::external;
use super::frame::{Room, page};
use super::link::Link;
use super::pager::Pager;
use super::people::Standing;
use super::properties::{Row, rows};
use super::scene::Scene;
use super::shown::{folded, number, plain, shown};
use super::words::Word;

/// Groups, or members of a group, on a page.
const PAGE: usize = 50;

/// `/console/groups`
pub fn list(scene: &Scene<'_>) -> Markup {
    let domain = scene.domain();
    let wanted = scene.query.get("group").map(folded);
    let found: Vec<&LiveGroup> = (scene.world.directory().groups.values())
        .map(|group| &**group)
        .filter(|group| Some(group.domain) == domain)
        .filter(|group| wanted.as_ref().is_none_or(|wanted| is_named(group, wanted)))
        .collect();
    let pager = Pager::of(scene, PAGE, found.len());
    let body = html! {
        h1 { (scene.say(Word::Groups)) }
        (domains(scene, "/groups"))
        form .filters method="get" action=(Link::to("/groups")) {
            @if let Some(domain) = domain { input type="hidden" name="domain" value=(domain); }
            label { span { (scene.say(Word::Name)) }
                input name="group" value=(scene.query.get("group").unwrap_or_default()) autocomplete="off"; }
            div .buttons { button .primary { (scene.say(Word::Search)) } }
        }
        p .facts { span { (scene.count(found.len(), Word::OneGroup, Word::ManyGroups)) } }
        @if found.is_empty() { p .empty { (scene.say(Word::NothingFound)) } }
        @else {
            div .wide { table {
                thead { tr {
                    th scope="col" { (scene.say(Word::Name)) }
                    th scope="col" { (scene.say(Word::Kind)) }
                    th scope="col" { (scene.say(Word::Masters)) }
                    th scope="col" .number { (scene.say(Word::Members)) }
                    th scope="col" .number { (scene.say(Word::Orgs)) }
                    th scope="col" .number { (scene.say(Word::Groups)) }
                    th scope="col" { (scene.say(Word::ExternalKey)) }
                } }
                tbody { @for group in pager.cut(&found) { (row(scene, group)) } }
            } }
            (pager.links(scene, &Link::to("/groups")))
        }
        @if let Some(domain) = domain { (external::groups(scene, domain)) }
    };
    page(scene, Room::Groups, scene.say(Word::Groups), None, &body)
}

fn is_named(group: &LiveGroup, wanted: &str) -> bool {
    let name = group.props.name.known();
    name.is_some_and(|name| folded(name).contains(wanted))
        || (group.key.as_ref()).is_some_and(|key| folded(key.as_str()).contains(wanted))
}

/// The ways to the same page of the other domains; nothing where there is one.
pub fn domains(scene: &Scene<'_>, path: &'static str) -> Markup {
    let here = scene.domain();
    let domains = &scene.world.rules().domains;
    html! {
        @if domains.len() > 1 {
            nav .tabs aria-label=(scene.say(Word::Domains)) {
                @for rules in domains {
                    a href=(Link::to(path).with("domain", rules.id))
                        aria-current=[(here == Some(rules.id)).then_some("page")] {
                        (shown(&scene.domain_name(rules.id)))
                    }
                }
            }
        }
    }
}

fn kind(scene: &Scene<'_>, group: &LiveGroup) -> Markup {
    let word = if scene.world.is_dynamic(&group.id) {
        Word::GroupDynamic
    } else {
        Word::GroupNormal
    };
    html! { span .tag.soft { (scene.say(word)) } }
}

fn length(list: &Field<Vec<Ref>>) -> usize {
    list.known().map_or(0, Vec::len)
}

fn row(scene: &Scene<'_>, group: &LiveGroup) -> Markup {
    let props = &group.props;
    let masters = props.masters.known().map_or(&[][..], Vec::as_slice);
    html! {
        tr {
            th scope="row" { (scene.group_link(&group.id)) }
            td { (kind(scene, group)) }
            td {
                @for (n, id) in masters.iter().filter_map(Ref::id).take(3).enumerate() {
                    @if n > 0 { ", " } (scene.member_link(id))
                }
                @if masters.len() > 3 { " " (scene.fill(Word::AndMore, &[("n", &number(masters.len() - 3))])) }
            }
            td .number { (number(length(&props.members))) }
            td .number { (number(length(&props.orgs))) }
            td .number { (number(length(&props.groups))) }
            td { @if let Some(key) = &group.key { code { (shown(key.as_str())) } } }
        }
    }
}

/// `/console/groups/{id}`
pub fn of_id(scene: &Scene<'_>, id: &str) -> Option<Markup> {
    let group = scene.world.directory().groups.get(id)?;
    let props = &group.props;
    let name = props.name.known().map_or(id, String::as_str);
    let features = &props.features;
    let used: Vec<Word> = [
        (&features.room.message, Word::FeatureMessage),
        (&features.room.note, Word::FeatureNote),
        (&features.room.calendar, Word::FeatureCalendar),
        (&features.room.task, Word::FeatureTask),
        (&features.room.folder, Word::FeatureFolder),
        (&features.mail, Word::FeatureMail),
    ]
    .into_iter()
    .filter(|(flag, _)| flag.or(false))
    .map(|(_, word)| word)
    .collect();
    let email = props
        .email
        .as_ref()
        .map(|email| email.as_ref().map(|email| email.as_str()));
    let body = html! {
        nav .crumbs aria-label=(scene.say(Word::WayDown)) {
            a href=(Link::to("/groups").with("domain", group.domain)) { (scene.say(Word::Groups)) }
        }
        div .title { h1 { (shown(name)) } (kind(scene, group)) }
        @if scene.world.is_dynamic(&group.id) { p .hint { (scene.say(Word::GroupDynamicMore)) } }
        (rows(scene, &[
            Row::members(Word::Masters, &props.masters),
            Row::text(Word::Description, props.description.as_ref().map(Option::as_deref)),
            Row::text(Word::ExternalKey, Field::Known(group.key.as_ref().map(|key| key.as_str()))),
            Row::text(Word::ResourceId, Field::Known(Some(group.id.as_str()))),
            Row::flag(Word::ShownInSearch, props.visible),
            Row::words(Word::Features, used),
            Row::flag(Word::MastersChooseFeatures, props.service_manageable),
            Row::flag(Word::ServiceNotification, props.use_service_notification),
            Row::text(Word::Email, email),
            Row::emails(Word::AliasEmails, &props.alias_emails),
            Row::flag(Word::ReceivesExternalMail, props.can_receive_external_mail),
            Row::emails(Word::OutsideAddresses, &props.to_external_emails),
            Row::members(Word::AllowedRecipients, &props.allowed_recipients),
            Row::members(Word::AllowedSenders, &props.allowed_senders),
        ]))
        (members(scene, group))
    };
    Some(page(scene, Room::Groups, &plain(name), None, &body))
}

fn members(scene: &Scene<'_>, group: &LiveGroup) -> Markup {
    let props = &group.props;
    let all: Vec<(Kind, &Ref)> = [
        (Kind::Org, &props.orgs),
        (Kind::Group, &props.groups),
        (Kind::Member, &props.members),
    ]
    .into_iter()
    .flat_map(|(kind, list)| {
        list.known()
            .into_iter()
            .flatten()
            .map(move |entry| (kind, entry))
    })
    .collect();
    let pager = Pager::of(scene, PAGE, all.len());
    html! {
        h2 #members { (scene.say(Word::Members)) }
        p .facts {
            span { (scene.count(length(&props.members), Word::OneMember, Word::ManyMembers)) }
            span { (scene.count(length(&props.orgs), Word::OneOrg, Word::ManyOrgs)) }
            span { (scene.count(length(&props.groups), Word::OneGroup, Word::ManyGroups)) }
        }
        @if all.is_empty() { p .empty { (scene.say(Word::NoMembersHere)) } }
        @else {
            div .wide { table aria-labelledby="members" {
                thead { tr {
                    th scope="col" { (scene.say(Word::Name)) }
                    th scope="col" { (scene.say(Word::Kind)) }
                    th scope="col" { (scene.say(Word::State)) }
                } }
                tbody { @for (kind, entry) in pager.cut(&all) {
                    @if let Some(id) = entry.id() {
                        tr {
                            @match kind {
                                Kind::Org => { th scope="row" { (scene.org_link(id)) } td { (scene.say(Word::Org)) } td {} },
                                Kind::Group => { th scope="row" { (scene.group_link(id)) } td { (scene.say(Word::Group)) } td {} },
                                _ => {
                                    th scope="row" { (scene.member_link(id)) }
                                    td { (scene.say(Word::Member)) }
                                    td { @if let Some(member) = scene.world.directory().members.get(id) {
                                        (Standing::of(scene.world, member, scene.now).label(scene))
                                    } }
                                },
                            }
                        }
                    }
                } }
            } }
            (pager.links(scene, &Link::to("/groups").segment(group.id.as_str())))
        }
    }
}
