use std::collections::HashMap;

use super::codes;
use super::index::Index;
use super::keys::chain;
use super::place::within;
use crate::directory::{Declaration, Field, Key, Kind, Ref, WantedState};
use crate::source::{Place, Problem};

/// The depth beyond which older material says the service stops (facts 11 #23).
const DEEP: usize = 10;
/// The depth beyond which the current guide says it stops (facts 5.2.3).
const TOO_DEEP: usize = 15;

/// The declared orgs as a forest, by index in [`crate::directory::Desired::orgs`].
struct Forest {
    parent: Vec<Option<usize>>,
    /// Parents before children; what is in or below a circle is left out.
    order: Vec<usize>,
    /// Each circle once, from one org up through its parents.
    circles: Vec<Vec<usize>>,
}

fn forest(index: &Index<'_>) -> Forest {
    let orgs = &index.desired.orgs;
    let parent: Vec<Option<usize>> = orgs
        .iter()
        .map(|org| Some(index.org(org.props.parent.value()?)?.0))
        .collect();
    let mut children = vec![Vec::new(); orgs.len()];
    let mut order = Vec::with_capacity(orgs.len());
    for (at, parent) in parent.iter().enumerate() {
        match parent {
            Some(parent) => children[*parent].push(at),
            None => order.push(at),
        }
    }
    let mut next = 0;
    while let Some(at) = order.get(next).copied() {
        order.append(&mut children[at]);
        next += 1;
    }

    let mut reached = vec![false; orgs.len()];
    for at in &order {
        reached[*at] = true;
    }
    let mut circles = Vec::new();
    for start in 0..orgs.len() {
        let mut path = Vec::new();
        let mut at = start;
        while !reached[at] {
            reached[at] = true;
            path.push(at);
            // What was not reached from the top has a parent.
            let Some(up) = parent[at] else { break };
            at = up;
        }
        if let Some(from) = path.iter().position(|seen| *seen == at) {
            circles.push(path.split_off(from));
        }
    }
    Forest {
        parent,
        order,
        circles,
    }
}

/// Where an org's parent stands: `parent:`, or the org itself when it is nested.
fn parent_place(declaration: &Declaration) -> Place {
    if declaration.origin.pointer.matches("/orgs/").count() > 1 {
        within(Kind::Org, declaration, format_args!(""))
    } else {
        within(Kind::Org, declaration, format_args!("/parent"))
    }
}

/// No org is below itself, and none too deep. Of a subtree that is too deep only the
/// topmost orgs beyond the line are named, and no warning above an error.
pub(super) fn orgs_form_a_tree(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let orgs = &index.desired.orgs;
    let forest = forest(index);
    for circle in &forest.circles {
        let keys: Vec<&Key> = circle.iter().map(|at| &orgs[*at].declaration.key).collect();
        let Some(first) = circle.iter().min() else {
            continue;
        };
        let declaration = &orgs[*first].declaration;
        problems.push(
            Problem::error(codes::ORG_CYCLE)
                .with("key", &declaration.key)
                .with("chain", chain(&keys, keys[0]))
                .at(parent_place(declaration)),
        );
    }
    let mut depth = vec![0; orgs.len()];
    for at in &forest.order {
        depth[*at] = match forest.parent[*at] {
            Some(parent) => depth[parent] + 1,
            // A parent that is not declared is at least a top-level org.
            None if orgs[*at].props.parent.value().is_some() => 2,
            None => 1,
        };
    }
    let mut deepest = depth.clone();
    for at in forest.order.iter().rev() {
        if let Some(parent) = forest.parent[*at] {
            deepest[parent] = deepest[parent].max(deepest[*at]);
        }
    }
    for at in forest.order {
        let problem = match depth[at] {
            d if d == TOO_DEEP + 1 => Problem::error(codes::ORG_TOO_DEEP),
            d if d == DEEP + 1 && deepest[at] <= TOO_DEEP => Problem::warning(codes::ORG_DEEP),
            _ => continue,
        };
        problems.push(problem.with("depth", depth[at]).at(within(
            Kind::Org,
            &orgs[at].declaration,
            format_args!(""),
        )));
    }
}

/// A parent is of the same domain (facts 11 #30).
pub(super) fn orgs_stay_in_their_domain(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for org in &index.desired.orgs {
        let Some((_, parent)) = org.props.parent.value().and_then(|to| index.org(to)) else {
            continue;
        };
        let (ours, theirs) = (org.declaration.domain, parent.declaration.domain);
        if ours != theirs {
            problems.push(
                Problem::error(codes::PARENT_IN_OTHER_DOMAIN)
                    .with("parent", &parent.declaration.key)
                    .with("ours", index.domain(ours))
                    .with("theirs", index.domain(theirs))
                    .at(parent_place(&org.declaration)),
            );
        }
    }
}

/// Below a private org nothing is visible (facts 5.2.2, 11 #21).
pub(super) fn private_orgs_hide_theirs(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let orgs = &index.desired.orgs;
    let forest = forest(index);
    let mut above: Vec<Option<usize>> = vec![None; orgs.len()];
    for at in forest.order {
        let Some(parent) = forest.parent[at] else {
            continue;
        };
        above[at] = match orgs[parent].props.visible {
            Field::Known(false) => Some(parent),
            Field::Known(true) | Field::Absent => above[parent],
        };
        let Some(private) = above[at] else { continue };
        let org = &orgs[at];
        if org.props.visible == Field::Known(true) {
            let private = &orgs[private].declaration;
            problems.push(
                Problem::error(codes::VISIBLE_UNDER_PRIVATE)
                    .with("key", &org.declaration.key)
                    .with("above", &private.key)
                    .at(within(
                        Kind::Org,
                        &org.declaration,
                        format_args!("/visible"),
                    ))
                    .label(
                        "private",
                        within(Kind::Org, private, format_args!("/visible")),
                    ),
            );
        }
    }
}

/// An org has one leader (facts 5.1.9).
pub(super) fn one_leader(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut first: HashMap<&Ref, (&Declaration, String)> = HashMap::new();
    for member in &index.desired.members {
        if member.state == WantedState::Deleted {
            continue;
        }
        let declaration = &member.declaration;
        for (post, tail) in super::posts::each_post(&member.props) {
            if post.leader != Field::Known(true) {
                continue;
            }
            let tail = format!("{tail}/leader");
            let Some((other, at)) = first.get(&post.org) else {
                first.insert(&post.org, (declaration, tail));
                continue;
            };
            if std::ptr::eq(*other, declaration) {
                continue; // two posts in one org: `postsFit` says so
            }
            problems.push(
                Problem::error(codes::TWO_LEADERS)
                    .with("org", &post.org)
                    .with("key", &other.key)
                    .at(within(Kind::Member, declaration, format_args!("{tail}")))
                    .label(
                        "firstDeclared",
                        within(Kind::Member, other, format_args!("{at}")),
                    ),
            );
        }
    }
}
