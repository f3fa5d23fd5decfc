use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::find::Subject;
use crate::directory::{
    Desired, Directory, Field, Group, Id, Kind, LiveMember, Member, Org, Rank, Ref, Snapshot,
    SuspendedReason, WantedState,
};
use crate::plan::build::Context;
use crate::plan::difference::{
    Differences, group_differences, group_goal, leave_body, member_differences, member_goal,
    org_differences, org_goal, rank_differences, rank_goal,
};
use crate::plan::names::names;
use crate::plan::objects::member_name;
use crate::plan::{Change, Options, Plan, PlanRequest, Source, Step, plan};
use crate::world::Method;

/// One object, looked at from both sides.
#[derive(Clone, Debug)]
pub struct Look {
    /// Its kind.
    pub kind: Kind,
    /// Key it is declared under; of what is not declared the live key, else `id:…`.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// Where it is declared.
    pub source: Option<Source>,
    /// Its properties as declared, each as a change from nothing; `None` where it is not.
    pub declared: Option<Vec<Change>>,
    /// The live object; `None` where there is none, or none was looked for.
    pub live: Option<LiveSide>,
    /// Whether the tenant was looked at at all.
    pub is_read: bool,
    /// Whether it is live, not declared and owned, so that a plan removes it.
    pub goes: bool,
    /// What a plan for it alone would do to it: with the names of all it speaks of.
    pub plan: Plan,
}

/// The live side of an object.
#[derive(Clone, Debug)]
pub struct LiveSide {
    /// Its resource id.
    pub id: Id,
    /// Its external key now.
    pub key: Option<String>,
    /// Its properties, each as a change from nothing.
    pub properties: Vec<Change>,
    /// A member's state in codes: `active`, `pending`, `suspended`, `suspendedByLogin`,
    /// `deleted`, `onLeave`, `administrator`.
    pub state: Vec<&'static str>,
}

/// Looks at an object. Without a tenant (`live` empty and `is_read` false) only the declared
/// side is there.
pub fn look(
    desired: &Desired,
    live: &Snapshot,
    is_read: bool,
    subject: &Subject,
    options: &Options,
) -> Look {
    let mut problems = Vec::new();
    let context = Context::new(desired, &live.directory, options.as_of, &mut problems);
    let (kind, at, id) = match subject {
        Subject::Declared(kind, at) => {
            let found = context.matched(*kind, *at).map(|found| found.id.clone());
            (*kind, Some(*at), found)
        }
        Subject::Live(kind, id) => (*kind, None, Some(id.clone())),
    };
    let declaration = at.and_then(|at| desired.declaration(kind, at));
    let live_side = id.and_then(|id| live_side(&context, kind, id));
    let key = match (declaration, &live_side) {
        (Some(declaration), _) => declaration.key.to_string(),
        (None, Some(live)) => match &live.key {
            Some(key) => key.clone(),
            None => format!("id:{}", live.id),
        },
        (None, None) => String::new(),
    };
    let declared = at.map(|at| as_declared(&context, kind, at));
    let mut own = if is_read {
        planned(desired, live, (kind, &key), options)
    } else {
        empty(desired, live)
    };
    let goes = matches!(subject, Subject::Live(_, id) if context.managed.going.contains(id));
    let name = own_name(&context, subject);
    // Names of all that either side speaks of, beside those the plan has.
    let said = |changes: &[Change]| pseudo_step(kind, &key, changes.to_vec());
    let mut steps: Vec<Step> = declared.iter().map(|changes| said(changes)).collect();
    steps.extend(live_side.iter().map(|live| said(&live.properties)));
    let spoken_of = names(&steps, &live.directory, &live.directory, &context.resolver);
    merge(&mut own.names, spoken_of);
    declared_names(desired, &mut own.names);
    Look {
        kind,
        key,
        name,
        source: declaration.map(|declaration| Source {
            file: declaration.origin.file.to_string(),
            line: declaration.origin.line,
        }),
        declared,
        live: live_side,
        is_read,
        goes,
        plan: own,
    }
}

type Names = BTreeMap<String, BTreeMap<String, String>>;

fn merge(names: &mut Names, more: Names) {
    for (kind, labels) in more {
        let of = names.entry(kind).or_default();
        for (label, name) in labels {
            of.entry(label).or_insert(name);
        }
    }
}

/// What is declared and not live has a name as well.
fn declared_names(desired: &Desired, names: &mut Names) {
    let mut name = |kind: Kind, key: &crate::directory::Key, name: String| {
        if !name.is_empty() {
            let of = names.entry(kind.name().to_owned()).or_default();
            of.entry(key.to_string()).or_insert(name);
        }
    };
    let text = |name: &Field<String>| name.known().cloned().unwrap_or_default();
    for rank in &desired.ranks {
        name(
            rank.kind.into(),
            &rank.declaration.key,
            text(&rank.props.name),
        );
    }
    for org in &desired.orgs {
        name(Kind::Org, &org.declaration.key, text(&org.props.name));
    }
    for member in &desired.members {
        name(
            Kind::Member,
            &member.declaration.key,
            member_name(&member.props),
        );
    }
    for group in &desired.groups {
        name(Kind::Group, &group.declaration.key, text(&group.props.name));
    }
}

/// The plan for one object alone, less what it does to others on the way.
fn planned(
    desired: &Desired,
    live: &Snapshot,
    (kind, key): (Kind, &str),
    options: &Options,
) -> Plan {
    let target = (kind, crate::directory::Key::from(key));
    if key.starts_with("id:") {
        // Nothing is done to what is neither declared nor owned.
        return empty(desired, live);
    }
    let mut own = plan(
        desired,
        live,
        &Options {
            targets: vec![target],
            ..options.clone()
        },
    );
    let object = format!("{kind}/{key}");
    own.steps.retain(|step| {
        let in_bulk =
            step.kind == "externalKeys" && step.changes.iter().any(|change| change.field == key);
        in_bulk || (step.kind == kind.name() && step.key == key)
    });
    own.problems.retain(|problem| {
        problem.place.object.as_deref() == Some(&object)
            || problem.params.get("object") == Some(&object)
    });
    own
}

/// A plan that does nothing.
fn empty(desired: &Desired, live: &Snapshot) -> Plan {
    let nothing = Desired {
        ranks: Vec::new(),
        orgs: Vec::new(),
        members: Vec::new(),
        groups: Vec::new(),
        sibling_lists: Vec::new(),
        rank_lists: Vec::new(),
        policy: crate::directory::Policy::default(),
        ..desired.clone()
    };
    let bare = Snapshot {
        directory: Directory::default(),
        ..live.clone()
    };
    plan(&nothing, &bare, &Options::at(live.read_at))
}

/// A step that creates an object with these properties: what is said of it is said of them.
fn pseudo_step(kind: Kind, key: &str, changes: Vec<Change>) -> Step {
    Step {
        n: 1,
        at: 0.0,
        op: "create".to_owned(),
        kind: kind.name().to_owned(),
        key: key.to_owned(),
        name: String::new(),
        domain: String::new(),
        changes,
        request: PlanRequest {
            method: Method::Post,
            path: String::new(),
            body: None,
        },
        reason: None,
        needs: Vec::new(),
        follows: Vec::new(),
        expects: Vec::new(),
        consequences: Vec::new(),
        reversible: true,
        source: None,
    }
}

fn changes(found: Differences) -> Vec<Change> {
    let list = found.list.into_iter();
    list.map(|difference| Change {
        field: difference.field,
        from: Value::Null,
        to: difference.to,
        sensitive: difference.sensitive,
    })
    .collect()
}

fn one(field: &str, to: Value, sensitive: bool) -> Change {
    Change {
        field: field.to_owned(),
        from: Value::Null,
        to,
        sensitive,
    }
}

fn as_declared(context: &Context<'_>, kind: Kind, at: usize) -> Vec<Change> {
    let desired = context.desired;
    match kind {
        Kind::Level | Kind::Position | Kind::UserType => {
            let rank = &desired.ranks[at];
            let nothing = Rank::default();
            let goal = rank_goal(&nothing, &rank.props);
            changes(rank_differences(rank.kind, &nothing, &goal, true))
        }
        Kind::Org => {
            let org = &desired.orgs[at];
            let scope = context.scope(org.declaration.domain);
            let nothing = Org::default();
            let goal = org_goal(&nothing, &org.props, &scope);
            let mut all = changes(org_differences(&nothing, &goal, &scope, true));
            let parent = org.props.parent.value().map(|parent| match parent {
                Ref::Key(key) => key.to_string(),
                other => other.to_string(),
            });
            all.insert(0, one("parent", json!(parent), false));
            all
        }
        Kind::Member => {
            let member = &desired.members[at];
            let scope = context.scope(member.declaration.domain);
            let nothing = Member::default();
            let goal = member_goal(&nothing, &member.props, &scope);
            let mut all = changes(member_differences(&nothing, &goal, &scope, true));
            all.extend(leave(&member.props));
            let state = match member.state {
                WantedState::Active => return all,
                WantedState::Suspended => "suspended",
                WantedState::Deleted => "deleted",
            };
            all.push(one("state", json!(state), false));
            all
        }
        Kind::Group => {
            let group = &desired.groups[at];
            let scope = context.scope(group.declaration.domain);
            let nothing = Group::default();
            let goal = group_goal(&nothing, &group.props, &scope);
            changes(group_differences(&nothing, &goal, &scope, true))
        }
    }
}

fn leave(member: &Member) -> Option<Change> {
    let leave = member.leave.value()?;
    Some(one("leave", leave_body(leave), true))
}

fn live_side(context: &Context<'_>, kind: Kind, id: Id) -> Option<LiveSide> {
    let live = context.live;
    let (key, properties, state) = match kind {
        Kind::Level | Kind::Position | Kind::UserType => {
            let rank = live.ranks.get(&id)?;
            let found = rank_differences(rank.kind, &Rank::default(), &rank.props, true);
            (&rank.key, changes(found), Vec::new())
        }
        Kind::Org => {
            let org = live.orgs.get(&id)?;
            let scope = context.scope(org.domain);
            let found = org_differences(&Org::default(), &org.props, &scope, true);
            let mut all = changes(found);
            let parent = org.props.parent.value().and_then(Ref::id);
            let parent = parent.map(|parent| context.resolver.label(parent));
            all.insert(0, one("parent", json!(parent), false));
            (&org.key, all, Vec::new())
        }
        Kind::Member => {
            let member = live.members.get(&id)?;
            let scope = context.scope(member.domain);
            let found = member_differences(&Member::default(), &member.props, &scope, true);
            let mut all = changes(found);
            all.extend(leave(&member.props));
            (&member.key, all, state(member))
        }
        Kind::Group => {
            let group = live.groups.get(&id)?;
            let scope = context.scope(group.domain);
            let found = group_differences(&Group::default(), &group.props, &scope, true);
            (&group.key, changes(found), Vec::new())
        }
    };
    Some(LiveSide {
        key: key.as_ref().map(ToString::to_string),
        id,
        properties,
        state,
    })
}

fn state(member: &LiveMember) -> Vec<&'static str> {
    let flags = &member.flags;
    let suspended = match flags.suspended_reason {
        Some(SuspendedReason::LoginFail) => "suspendedByLogin",
        Some(SuspendedReason::Master) | None => "suspended",
    };
    let mut all: Vec<&'static str> = [
        (flags.deleted, "deleted"),
        (flags.pending, "pending"),
        (flags.suspended, suspended),
        (flags.on_leave, "onLeave"),
    ]
    .into_iter()
    .filter_map(|(is, name)| is.then_some(name))
    .collect();
    if all.is_empty() {
        all.push("active");
    }
    if flags.administrator {
        all.push("administrator");
    }
    all
}

fn own_name(context: &Context<'_>, subject: &Subject) -> String {
    let (desired, live) = (context.desired, context.live);
    let text = |name: Option<&Field<String>>| name.and_then(Field::known).cloned();
    let name = match subject {
        Subject::Declared(kind, at) => match kind {
            Kind::Level | Kind::Position | Kind::UserType => {
                text(Some(&desired.ranks[*at].props.name))
            }
            Kind::Org => text(Some(&desired.orgs[*at].props.name)),
            Kind::Member => Some(member_name(&desired.members[*at].props)),
            Kind::Group => text(Some(&desired.groups[*at].props.name)),
        },
        Subject::Live(kind, id) => match kind {
            Kind::Level | Kind::Position | Kind::UserType => {
                text(live.ranks.get(id).map(|rank| &rank.props.name))
            }
            Kind::Org => text(live.orgs.get(id).map(|org| &org.props.name)),
            Kind::Member => live
                .members
                .get(id)
                .map(|member| member_name(&member.props)),
            Kind::Group => text(live.groups.get(id).map(|group| &group.props.name)),
        },
    };
    name.unwrap_or_default()
}
