//! A plan depends on no order but those that say something: of siblings, of ranks, and of
//! the tenant's domains.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use meibo::directory::{Desired, Directory, Field, Group, Member, Org, Ref};
use meibo::plan::Plan;
use serde_json::{Value, json};

use super::case::{Case, case, each, usual};
use crate::dice::Dice;
use crate::model::snapshot;
use crate::run::{now, options};

/// The lists of the live side in another order, and within objects those that have none:
/// posts that nobody declares stay as they are where they can, so in their order.
fn shuffled(case: &Case, dice: &mut Dice) -> Directory {
    let mut live = case.live.clone();
    let declared: HashSet<String> = (case.after.members.iter())
        .filter(|it| !it.props.posts.is_absent() && !it.props.secondary.is_absent())
        .map(|it| format!("member-{}", it.handle))
        .collect();
    macro_rules! reorder {
        ($list:ident) => {{
            let mut order: Vec<usize> = (0..live.$list.len()).collect();
            dice.shuffle(&mut order);
            let list = order.into_iter().filter_map(|at| live.$list.get_index(at));
            live.$list = list.map(|(id, it)| (id.clone(), it.clone())).collect();
        }};
    }
    reorder!(ranks);
    reorder!(orgs);
    reorder!(members);
    reorder!(groups);
    for it in live.members.values_mut() {
        if declared.contains(it.id.as_str()) {
            member(&mut Arc::make_mut(it).props, dice);
        }
    }
    for it in live.orgs.values_mut() {
        org(&mut Arc::make_mut(it).props, dice);
    }
    for it in live.groups.values_mut() {
        group(&mut Arc::make_mut(it).props, dice);
    }
    live
}

/// Another order of everything in a configuration that carries none.
fn mixed(desired: &Desired, dice: &mut Dice) -> Desired {
    let mut mixed = desired.clone();
    let orgs = places(&mut mixed.orgs, dice);
    for list in &mut mixed.sibling_lists {
        list.orgs.iter_mut().for_each(|at| *at = orgs[*at]);
    }
    let ranks = places(&mut mixed.ranks, dice);
    for list in &mut mixed.rank_lists {
        list.ranks.iter_mut().for_each(|at| *at = ranks[*at]);
    }
    dice.shuffle(&mut mixed.sibling_lists);
    dice.shuffle(&mut mixed.rank_lists);
    dice.shuffle(&mut mixed.members);
    dice.shuffle(&mut mixed.groups);
    mixed
        .members
        .iter_mut()
        .for_each(|it| member(&mut it.props, dice));
    mixed
        .orgs
        .iter_mut()
        .for_each(|it| org(&mut it.props, dice));
    mixed
        .groups
        .iter_mut()
        .for_each(|it| group(&mut it.props, dice));
    mixed
}

/// Shuffles a list; where each of its entries stands then.
fn places<T: Clone>(list: &mut Vec<T>, dice: &mut Dice) -> Vec<usize> {
    let mut order: Vec<usize> = (0..list.len()).collect();
    dice.shuffle(&mut order);
    *list = order.iter().map(|at| list[*at].clone()).collect();
    let mut places = vec![0; order.len()];
    for (to, from) in order.into_iter().enumerate() {
        places[from] = to;
    }
    places
}

fn any<T>(list: &mut Field<Vec<T>>, dice: &mut Dice) {
    if let Field::Known(list) = list {
        dice.shuffle(list);
    }
}

fn member(props: &mut Member, dice: &mut Dice) {
    any(&mut props.alias_emails, dice);
    any(&mut props.posts, dice);
    any(&mut props.secondary, dice);
    for entry in props.secondary.known_mut().into_iter().flatten() {
        any(&mut entry.posts, dice);
    }
}

fn org(props: &mut Org, dice: &mut Dice) {
    any(&mut props.alias_emails, dice);
    for list in [&mut props.allowed_recipients, &mut props.allowed_senders] {
        any::<Ref>(list, dice);
    }
}

fn group(props: &mut Group, dice: &mut Dice) {
    for list in [
        &mut props.masters,
        &mut props.members,
        &mut props.orgs,
        &mut props.groups,
        &mut props.allowed_recipients,
        &mut props.allowed_senders,
    ] {
        any::<Ref>(list, dice);
    }
    any(&mut props.alias_emails, dice);
    any(&mut props.to_external_emails, dice);
}

/// A plan's bytes without where things stand in files, and the hash that covers that too.
fn bytes(plan: &Plan) -> String {
    let mut plan = json!(plan);
    let places = |value: &mut Value, name: &str| {
        if let Some(map) = value.as_object_mut() {
            map.remove(name);
        }
    };
    places(&mut plan, "hash");
    // It tells states apart as they were read, the order within an object included.
    places(&mut plan["base"], "fingerprint");
    for step in plan["steps"].as_array_mut().into_iter().flatten() {
        places(step, "source");
    }
    for problem in plan["problems"].as_array_mut().into_iter().flatten() {
        places(problem, "place");
    }
    serde_json::to_string_pretty(&plan).expect("a plan")
}

/// Fails where two plans differ.
pub fn same(one: &Plan, other: &Plan, seed: u64) {
    let (one, other) = (bytes(one), bytes(other));
    if one != other {
        let diff = similar::TextDiff::from_lines(&one, &other);
        let diff = diff.unified_diff().context_radius(12).to_string();
        let head: String = diff.lines().take(6000).collect::<Vec<_>>().join("\n");
        panic!("seed {seed}\n{head}");
    }
}

fn plan(desired: &Desired, live: &Directory, case: &Case) -> Plan {
    let live = snapshot(&case.after, live.clone(), now());
    meibo::plan::plan(desired, &live, &options(&case.after))
}

/// A configuration as some files: members and groups anywhere, every other section whole.
fn files(text: &str, dice: &mut Dice) -> Vec<String> {
    let mut files = vec![BTreeMap::<String, String>::new(); 4];
    let mut section = String::new();
    let mut file = 0;
    for line in text.lines() {
        if !line.starts_with(' ') {
            section = line.to_owned();
            file = dice.roll(files.len());
            files[file].entry(section.clone()).or_default();
            continue;
        }
        if ["members:", "groups:"].contains(&section.as_str()) && line.starts_with("  - ") {
            file = dice.roll(files.len());
        }
        let part = files[file].entry(section.clone()).or_default();
        part.push_str(line);
        part.push('\n');
    }
    let whole = files.into_iter().map(|parts| {
        let mut parts: Vec<String> = (parts.into_iter())
            .filter(|(head, body)| !body.is_empty() || !head.ends_with(':'))
            .map(|(head, body)| format!("{head}\n{body}"))
            .collect();
        dice.shuffle(&mut parts);
        parts.concat()
    });
    whole.filter(|text| !text.is_empty()).collect()
}

/// What a folder of these files declares, each under some name.
fn declared(files: &[String], dice: &mut Dice) -> Desired {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut names = vec!["a", "b", "m", "z"];
    dice.shuffle(&mut names);
    for (text, name) in files.iter().zip(names) {
        std::fs::write(folder.path().join(format!("{name}.yaml")), text).expect("a file in it");
    }
    let loaded = meibo::source::load(folder.path());
    let problems = loaded.problems;
    loaded.desired.unwrap_or_else(|| panic!("{problems:#?}"))
}

#[test]
fn no_plan_depends_on_the_names_of_files() {
    each("no_plan_depends_on_the_names_of_files", |seed| {
        // Reading takes far longer than planning.
        if seed % 8 != 0 {
            return;
        }
        let case = case(seed, usual(seed));
        let mut dice = Dice(seed);
        let text = case.after.yaml();
        let one = plan(&case.after.desired(), &case.live, &case);
        for _ in 0..2 {
            let desired = declared(&files(&text, &mut dice), &mut dice);
            same(&one, &plan(&desired, &case.live, &case), seed);
        }
    });
}

#[test]
fn no_plan_depends_on_the_order_of_what_was_read() {
    each("no_plan_depends_on_the_order_of_what_was_read", |seed| {
        let case = case(seed, usual(seed));
        let desired = case.after.desired();
        let one = plan(&desired, &case.live, &case);
        let mut dice = Dice(seed);
        same(
            &one,
            &plan(&desired, &shuffled(&case, &mut dice), &case),
            seed,
        );
    });
}

#[test]
fn no_plan_depends_on_an_order_that_says_nothing() {
    each("no_plan_depends_on_an_order_that_says_nothing", |seed| {
        let case = case(seed, usual(seed));
        let desired = case.after.desired();
        let one = plan(&desired, &case.live, &case);
        let mut dice = Dice(seed);
        same(
            &one,
            &plan(&mixed(&desired, &mut dice), &case.live, &case),
            seed,
        );
    });
}

#[test]
fn another_order_is_seen() {
    let case = case(1, usual(1));
    let desired = case.after.desired();
    let one = plan(&desired, &case.live, &case);
    let mut other = one.clone();
    other.steps.swap(0, 1);
    assert_ne!(bytes(&one), bytes(&other));
    // And what is shuffled does come in another order.
    let mut dice = Dice(1);
    let live = shuffled(&case, &mut dice);
    let ids = |live: &Directory| live.members.keys().cloned().collect::<Vec<_>>();
    assert_ne!(ids(&case.live), ids(&live));
    let mixed = mixed(&desired, &mut dice);
    let keys = |desired: &Desired| {
        let keys = desired.members.iter().map(|it| it.declaration.key.clone());
        keys.collect::<Vec<_>>()
    };
    assert_ne!(keys(&desired), keys(&mixed));
}
