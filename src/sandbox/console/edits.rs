//! What a form asks for, as the call that does it or the act that no call does.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::directory::{DomainId, Sync, SyncAllow};
use crate::world::{Act, Consistency, Method, World};

use super::link::Link;
use super::query::Query;
use super::words::Word;

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// A call of the API that does the same.
    Call {
        /// The method.
        method: Method,
        /// The path below the API's base, encoded.
        target: String,
        /// The body.
        body: Option<Value>,
    },
    /// What no call does.
    Act(Act),
}

/// A form, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What is to be done.
    pub deed: Deed,
    /// What is said when it is done: a name in [`DONE`].
    pub done: &'static str,
    /// The page it was asked for on.
    pub back: Link,
    /// Where to go then; nothing is the org that was made.
    pub then: Option<Link>,
}

/// What can be said to be done, by the names that pages are redirected with.
pub const DONE: [(&str, Word); 12] = [
    ("rename", Word::DoneRename),
    ("add", Word::DoneAdd),
    ("move", Word::DoneMove),
    ("delete-org", Word::DoneDeleteOrg),
    ("suspend", Word::DoneSuspend),
    ("unsuspend", Word::DoneUnsuspend),
    ("delete", Word::DoneDelete),
    ("undelete", Word::DoneUndelete),
    ("first-login", Word::DoneFirstLogin),
    ("sync", Word::DoneSync),
    ("clock", Word::DoneClock),
    ("consistency", Word::DoneConsistency),
];

/// The words of a name in [`DONE`].
pub fn done(name: &str) -> Option<Word> {
    let found = DONE.into_iter().find(|(held, _)| *held == name);
    found.map(|(_, word)| word)
}

/// What a form asks for; nothing where the path has no form, or the form is not whole.
pub fn edit_of(world: &World, now: Timestamp, path: &[&str], form: &Query) -> Option<Edit> {
    match path {
        ["orgs", id, what] => of_org(world, id, what, form),
        ["domains", domain, "add"] => {
            let domain = DomainId(domain.parse().ok()?);
            let back = Link::to("/").with("domain", domain);
            Some(add(world, domain, None, form.raw("name")?, back))
        }
        ["members", id, what] => of_member(id, what),
        ["sync"] => {
            let domain = DomainId(form.get("domain")?.parse().ok()?);
            let page = Link::to("/sync").with("domain", domain);
            let switches = switches(form);
            Some(acted(Act::SetSync { domain, switches }, "sync", page))
        }
        ["conditions", "clock"] => {
            let hours: i64 = form.get("hours")?.parse().ok()?;
            let to = now.checked_add(SignedDuration::from_hours(hours.clamp(0, LONGEST_HOURS)));
            let act = Act::MoveClock { to: to.ok()? };
            Some(acted(act, "clock", Link::to("/conditions")))
        }
        ["conditions", "consistency"] => {
            let seconds = |name| form.get(name)?.parse::<u32>().ok();
            let act = Act::SetConsistency(Consistency {
                list_lag_seconds: seconds("lists")?,
                membership_lag_seconds: seconds("memberships")?,
            });
            Some(acted(act, "consistency", Link::to("/conditions")))
        }
        _ => None,
    }
}

/// The clock is moved by no more at once: ten years.
const LONGEST_HOURS: i64 = 10 * 366 * 24;

fn acted(act: Act, done: &'static str, page: Link) -> Edit {
    Edit {
        deed: Deed::Act(act),
        done,
        back: page.clone(),
        then: Some(page),
    }
}

fn call(
    method: Method,
    resource: &'static str,
    id: &str,
    action: &str,
    body: Option<Value>,
) -> Deed {
    let id = percent_encoding::utf8_percent_encode(id, percent_encoding::NON_ALPHANUMERIC);
    Deed::Call {
        method,
        target: format!("/{resource}/{id}{action}"),
        body,
    }
}

fn of_org(world: &World, id: &str, what: &str, form: &Query) -> Option<Edit> {
    let org = world.directory().orgs.get(id)?;
    let page = Link::to("/").with("org", id);
    let edit = |deed, done, back: Link, then| {
        Some(Edit {
            deed,
            done,
            back,
            then: Some(then),
        })
    };
    match what {
        "rename" => {
            let mut body = json!({ "orgUnitName": form.raw("name")? });
            // Where a call cannot do without it (facts 11 #20), a person still can.
            if let (false, Some(email)) = (
                world.assumptions().org_patch_needs_no_email,
                org.props.email.known(),
            ) {
                body["email"] = json!(email);
            }
            let deed = call(Method::Patch, "orgunits", id, "", Some(body));
            edit(deed, "rename", page.clone(), page)
        }
        "add" => Some(add(world, org.domain, Some(id), form.raw("name")?, page)),
        "move" => {
            let to = form.get("to");
            let mut body = json!({ "displayOrder": form.number("place")? });
            if let Some(to) = to {
                body["parentOrgUnitId"] = json!(to);
            }
            let back = Link::to("/orgs").segment(id).segment("move");
            let back = to.map_or(back.clone(), |to| back.with("to", to));
            let deed = call(Method::Post, "orgunits", id, "/move", Some(body));
            edit(deed, "move", back, page)
        }
        "delete" => {
            let parent = (org.props.parent.value()).and_then(|parent| parent.id());
            let then = match parent {
                Some(parent) => Link::to("/").with("org", parent),
                None => Link::to("/").with("domain", org.domain),
            };
            let deed = call(Method::Delete, "orgunits", id, "", None);
            edit(deed, "delete-org", page, then)
        }
        _ => None,
    }
}

/// A new org as the last below another, or of the top level.
fn add(world: &World, domain: DomainId, parent: Option<&str>, name: &str, back: Link) -> Edit {
    let parent_id = parent.map(crate::directory::Id::from);
    let place = world.children(domain, parent_id.as_ref()).len() + 1;
    Edit {
        deed: Deed::Call {
            method: Method::Post,
            target: "/orgunits".to_owned(),
            body: Some(json!({
                "domainId": domain, "orgUnitName": name, "displayOrder": place, "parentOrgUnitId": parent,
            })),
        },
        done: "add",
        back,
        then: None,
    }
}

fn of_member(id: &str, what: &str) -> Option<Edit> {
    let page = Link::to("/members").segment(id);
    let (deed, done) = match what {
        "suspend" => (call(Method::Post, "users", id, "/suspend", None), "suspend"),
        "unsuspend" => (
            call(Method::Post, "users", id, "/unsuspend", None),
            "unsuspend",
        ),
        "delete" => (call(Method::Delete, "users", id, "", None), "delete"),
        "undelete" => (
            call(Method::Post, "users", id, "/undelete", None),
            "undelete",
        ),
        "first-login" => {
            let member = id.to_owned();
            (Deed::Act(Act::FirstLogin { member }), "first-login")
        }
        _ => return None,
    };
    Some(Edit {
        deed,
        done,
        back: page.clone(),
        then: Some(page),
    })
}

/// The switches as the boxes of the form stand; a box that is not ticked is not sent.
pub fn switches(form: &Query) -> Sync {
    let allow = [
        ("teamFeatures", SyncAllow::TeamFeatures),
        ("groupFeatures", SyncAllow::GroupFeatures),
        ("profileImage", SyncAllow::ProfileImage),
    ];
    Sync {
        enabled: form.has("enabled"),
        organization_member: form.has("organizationMember"),
        level_position: form.has("levelPosition"),
        group: form.has("group"),
        employment_type: form.has("employmentType"),
        used_language: form.has("usedLanguage"),
        absence: form.has("absence"),
        allow: (allow.into_iter())
            .filter(|(name, _)| form.has(name))
            .map(|(_, allowed)| allowed)
            .collect(),
    }
}
