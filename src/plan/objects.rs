//! Small views of declared and live objects that several passes of the planner share.

use std::collections::HashMap;

use crate::directory::{
    Declaration, Desired, Field, Key, Kind, LiveMember, Member, PersonName, Ref,
};
use crate::source::{Place, Problem};

/// `member/E00042`, as problems and `--target` say it.
pub fn object_name(kind: Kind, key: &Key) -> String {
    format!("{kind}/{key}")
}

/// The place of a declaration's property; `below` is a JSON pointer such as `/key`.
pub fn place(kind: Kind, declaration: &Declaration, below: &str) -> Place {
    Place {
        file: Some(declaration.origin.file.to_string()),
        pointer: Some(format!("{}{below}", declaration.origin.pointer)),
        at: None,
        object: Some(object_name(kind, &declaration.key)),
        property: None,
    }
}

/// A place for a live object that is declared nowhere.
pub fn live_place(kind: Kind, label: &str) -> Place {
    Place {
        object: Some(format!("{kind}/{label}")),
        ..Place::default()
    }
}

/// Declared orgs with every parent before its children; what stands in a cycle (an error
/// of its own) comes last.
pub fn parents_first(desired: &Desired) -> Vec<usize> {
    let by_key: HashMap<&Key, usize> = desired
        .orgs
        .iter()
        .enumerate()
        .map(|(at, org)| (&org.declaration.key, at))
        .collect();
    let mut children: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    for (at, org) in desired.orgs.iter().enumerate() {
        let parent = org
            .props
            .parent
            .value()
            .and_then(Ref::key)
            .and_then(|key| by_key.get(key))
            .copied();
        children.entry(parent).or_default().push(at);
    }
    let mut order = Vec::with_capacity(desired.orgs.len());
    let mut stack: Vec<usize> = children.get(&None).cloned().unwrap_or_default();
    stack.reverse();
    while let Some(at) = stack.pop() {
        order.push(at);
        if let Some(below) = children.get(&Some(at)) {
            stack.extend(below.iter().rev());
        }
    }
    if order.len() < desired.orgs.len() {
        let seen: std::collections::HashSet<usize> = order.iter().copied().collect();
        order.extend((0..desired.orgs.len()).filter(|at| !seen.contains(at)));
    }
    order
}

/// `森 花子`, for people; the address where there is no name.
pub fn member_name(props: &Member) -> String {
    let part = |field: &Field<Option<String>>| field.value().cloned().unwrap_or_default();
    let name = props.name.known().map(|PersonName { last, first, .. }| {
        format!("{} {}", part(last), part(first)).trim().to_owned()
    });
    match name {
        Some(name) if !name.is_empty() => name,
        _ => props
            .email
            .known()
            .map(ToString::to_string)
            .unwrap_or_default(),
    }
}

/// The key of a live member, or its id where it has none.
pub fn member_label(member: &LiveMember) -> String {
    member
        .key
        .as_ref()
        .map_or_else(|| format!("id:{}", member.id), ToString::to_string)
}

/// Pushes a problem unless the same one is there already.
pub fn push_once(problems: &mut Vec<Problem>, problem: Problem) {
    if !problems.contains(&problem) {
        problems.push(problem);
    }
}
