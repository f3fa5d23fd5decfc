//! The Organization Sync switches (facts 6): set here, with what each makes read-only,
//! and the warning before pending members are deleted.

use maud::{Markup, html};

use crate::directory::{DomainId, LiveMember, Sync, SyncAllow};
use crate::world::{ConsoleArea, World, console_may_edit};

use super::frame::{Room, form, page};
use super::groups::domains;
use super::link::Link;
use super::scene::Scene;
use super::shown::{number, shown};
use super::words::Word;

/// Members that a warning names one by one; it counts the others.
const NAMED: usize = 200;

/// A box of the form: its name, whether it is ticked, what it is called and what it does.
type Box = (&'static str, bool, Word, Word);

/// `/console/sync`
pub fn switches(scene: &Scene<'_>) -> Option<Markup> {
    let domain = scene.domain()?;
    let held = scene.world.sync(domain);
    let body = html! {
        h1 { (scene.say(Word::OrganizationSync)) }
        p .hint { (scene.say(Word::SyncMore)) }
        (domains(scene, "/sync"))
        (form(scene, &Link::to("/sync"), &html! {
            input type="hidden" name="domain" value=(domain);
            fieldset .switches {
                legend { (shown(&scene.domain_name(domain))) }
                (boxes(scene, &held))
                div .buttons { button .primary { (scene.say(Word::Save)) } }
            }
        }))
        h2 { (scene.say(Word::ReadOnlyNow)) }
        (effects(scene, &held))
    };
    Some(page(
        scene,
        Room::Sync,
        scene.say(Word::OrganizationSync),
        None,
        &body,
    ))
}

/// Every box in its order; whether it is an exception to the one above.
fn all_boxes(held: &Sync) -> [(Box, bool); 10] {
    let allows = |what| held.allow.contains(&what);
    let switch = |name, ticked, word, more| ((name, ticked, word, more), false);
    let exception = |name, what, word, more| ((name, allows(what), word, more), true);
    [
        switch(
            "enabled",
            held.enabled,
            Word::SyncEnabled,
            Word::SyncEnabledMore,
        ),
        switch(
            "organizationMember",
            held.organization_member,
            Word::SyncMembers,
            Word::SyncMembersMore,
        ),
        exception(
            "teamFeatures",
            SyncAllow::TeamFeatures,
            Word::AllowTeamFeatures,
            Word::AllowTeamFeaturesMore,
        ),
        exception(
            "profileImage",
            SyncAllow::ProfileImage,
            Word::AllowProfileImage,
            Word::AllowProfileImageMore,
        ),
        switch(
            "levelPosition",
            held.level_position,
            Word::SyncRanks,
            Word::SyncRanksMore,
        ),
        switch("group", held.group, Word::SyncGroups, Word::SyncGroupsMore),
        exception(
            "groupFeatures",
            SyncAllow::GroupFeatures,
            Word::AllowGroupFeatures,
            Word::AllowGroupFeaturesMore,
        ),
        switch(
            "employmentType",
            held.employment_type,
            Word::SyncUserTypes,
            Word::SyncUserTypesMore,
        ),
        switch(
            "usedLanguage",
            held.used_language,
            Word::SyncLanguage,
            Word::SyncLanguageMore,
        ),
        switch(
            "absence",
            held.absence,
            Word::SyncAbsence,
            Word::SyncAbsenceMore,
        ),
    ]
}

fn boxes(scene: &Scene<'_>, held: &Sync) -> Markup {
    html! {
        @for ((name, ticked, word, more), sub) in all_boxes(held) {
            @let about = format!("about-{name}");
            div .switch.sub[sub] {
                label .tick {
                    input type="checkbox" name=(name) value="1" checked[ticked] aria-describedby=(about);
                    span { (scene.say(word)) }
                }
                p id=(about) { (scene.say(more)) }
            }
        }
    }
}

/// What people can and cannot edit while the switches stand so.
fn effects(scene: &Scene<'_>, held: &Sync) -> Markup {
    html! {
        ul .effects {
            @for area in ConsoleArea::ALL {
                @let open = console_may_edit(held, area);
                li .locked[!open] {
                    span { (scene.say(name_of(area))) } " "
                    @if open { span .tag.soft { (scene.say(Word::Editable)) } }
                    @else { span .tag.warn { (scene.say(Word::ReadOnly)) } }
                }
            }
        }
    }
}

fn name_of(area: ConsoleArea) -> Word {
    match area {
        ConsoleArea::Members => Word::AreaMembers,
        ConsoleArea::Suspension => Word::AreaSuspension,
        ConsoleArea::Orgs => Word::AreaOrgs,
        ConsoleArea::TeamFeatures => Word::AreaTeamFeatures,
        ConsoleArea::Ranks => Word::AreaRanks,
        ConsoleArea::Groups => Word::AreaGroups,
        ConsoleArea::GroupFeatures => Word::AreaGroupFeatures,
        ConsoleArea::UserTypes => Word::AreaUserTypes,
        ConsoleArea::UsedLanguage => Word::AreaUsedLanguage,
        ConsoleArea::Status => Word::AreaStatus,
        ConsoleArea::OwnProfile => Word::AreaOwnProfile,
        ConsoleArea::ProfileImage => Word::AreaProfileImage,
    }
}

/// Those whom the switches would delete if they were set so now; none where nothing is
/// turned on by it.
pub fn doomed<'a>(world: &'a World, domain: DomainId, to: &Sync) -> Vec<&'a LiveMember> {
    let joins = |switches: &Sync| switches.enabled && switches.organization_member;
    if !joins(to) || joins(&world.sync(domain)) {
        return Vec::new();
    }
    let pending = world.pending_members(domain);
    pending.into_iter().map(|member| &**member).collect()
}

/// Asks before it is done: it names those whom it deletes.
pub fn warning(scene: &Scene<'_>, domain: DomainId, to: &Sync) -> Markup {
    let doomed = doomed(scene.world, domain, to);
    let ticked = all_boxes(to)
        .into_iter()
        .filter(|((_, ticked, ..), _)| *ticked);
    let body = html! {
        h1 { (scene.say(Word::OrganizationSync)) }
        section .warning aria-labelledby="warning" {
            h2 #warning { (scene.count(doomed.len(), Word::WarnDeletesOne, Word::WarnDeletesMany)) }
            p { (scene.say(Word::WarnDeletesMore)) }
            ul { @for member in doomed.iter().take(NAMED) {
                li {
                    (scene.member_link(&member.id))
                    @if let Some(email) = member.props.email.known() { " " small { (shown(email.as_str())) } }
                }
            } }
            @if doomed.len() > NAMED { p { (scene.fill(Word::AndMore, &[("n", &number(doomed.len() - NAMED))])) } }
            (form(scene, &Link::to("/sync"), &html! {
                input type="hidden" name="domain" value=(domain);
                @for ((name, ..), _) in ticked { input type="hidden" name=(name) value="1"; }
                input type="hidden" name="confirm" value="1";
                div .actions {
                    button .danger { (scene.say(Word::TurnOnAndDelete)) }
                    a .button href=(Link::to("/sync").with("domain", domain)) { (scene.say(Word::Cancel)) }
                }
            }))
        }
    };
    page(
        scene,
        Room::Sync,
        scene.say(Word::OrganizationSync),
        None,
        &body,
    )
}
