//! Levels, positions and user types: three lists of a kind.

use maud::{Markup, html};

use crate::directory::{FeatureState, Kind, LiveRank, RankKind};

use super::frame::{Room, page};
use super::groups::domains;
use super::link::Link;
use super::scene::Scene;
use super::shown::{number, shown};
use super::words::Word;

/// `/console/levels`, `/console/positions`, `/console/user-types`
pub fn list(scene: &Scene<'_>, kind: RankKind) -> Markup {
    let (room, title, path) = match kind {
        RankKind::Level => (Room::Levels, Word::Levels, "/levels"),
        RankKind::Position => (Room::Positions, Word::Positions, "/positions"),
        RankKind::UserType => (Room::UserTypes, Word::UserTypes, "/user-types"),
    };
    let domain = scene.domain();
    let directory = scene.world.directory();
    let feature = domain
        .and_then(|domain| directory.domains.get(&domain))
        .map_or(FeatureState::Unread, |state| state.feature(kind));
    // Bounded by the service: 200 of each in a domain (facts 5.5, 11 #65).
    let mut ranks: Vec<&LiveRank> = (directory.ranks.values())
        .map(|rank| &**rank)
        .filter(|rank| rank.kind == kind && Some(rank.domain) == domain)
        .collect();
    ranks.sort_by_key(|rank| rank.display_order);
    let body = html! {
        h1 { (scene.say(title)) }
        (domains(scene, path))
        @if feature == FeatureState::Off { p .hint { (scene.say(Word::FeatureIsOff)) } }
        @else if ranks.is_empty() { p .empty { (scene.say(Word::NoneYet)) } }
        @else {
            div .wide { table {
                thead { tr {
                    th scope="col" .number { (scene.say(Word::DisplayOrder)) }
                    th scope="col" { (scene.say(Word::Name)) }
                    th scope="col" { (scene.say(Word::NamesByLanguage)) }
                    @if kind == RankKind::UserType { th scope="col" { (scene.say(Word::Code)) } }
                    th scope="col" .number { (scene.say(Word::Holders)) }
                    th scope="col" { (scene.say(Word::ExternalKey)) }
                } }
                tbody { @for rank in ranks { (row(scene, rank)) } }
            } }
        }
    };
    page(scene, room, scene.say(title), None, &body)
}

fn row(scene: &Scene<'_>, rank: &LiveRank) -> Markup {
    let name = rank
        .props
        .name
        .known()
        .map_or(rank.id.as_str(), String::as_str);
    let holders = scene.world.count_mentions(&rank.id, Kind::Member);
    html! {
        tr {
            td .number { (rank.display_order) }
            th scope="row" {
                (shown(name))
                @if rank.props.executive.or(false) { " " span .tag { (scene.say(Word::Executive)) } }
            }
            td {
                @for (language, name) in rank.props.names.known().into_iter().flatten() {
                    @if let Some(name) = name { code { (language.code()) } " " (shown(name)) " " }
                }
            }
            @if rank.kind == RankKind::UserType {
                td { @if let Some(code) = rank.props.code.value() { code { (shown(code)) } } }
            }
            td .number {
                @if rank.kind == RankKind::Level && holders > 0 {
                    a href=(Link::to("/search").with("level", &rank.id)) { (number(holders)) }
                } @else { (number(holders)) }
            }
            td { @if let Some(key) = &rank.key { code { (shown(key.as_str())) } } }
        }
    }
}
