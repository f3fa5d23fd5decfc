//! A random case: what is live, what is declared, and the run over many of them.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use meibo::directory::{Directory, Id};
use meibo::plan::Plan;
use meibo::source::{Problem, Severity};

use super::changes::change;
use super::identities::keep_apart;
use super::live;
use super::tenant::{Shape, tenant};
use crate::dice::Dice;
use crate::model::Company;
use crate::tally::{Tried, line, tried};

/// What is live, and what is declared.
pub struct Case {
    /// What it was made from.
    pub seed: u64,
    /// The declared side.
    pub after: Company,
    /// The live side.
    pub live: Directory,
}

/// The shape that cases of a seed have where nothing else is asked for.
pub fn usual(seed: u64) -> Shape {
    Shape {
        large: seed % 4 != 3,
        sso: seed.is_multiple_of(3),
        full_groups: seed.is_multiple_of(2),
        branches_go: !seed.is_multiple_of(5),
        names_meet: seed.is_multiple_of(7),
    }
}

/// The case of a seed.
pub fn case(seed: u64, shape: Shape) -> Case {
    let mut dice = Dice(seed);
    let mut before = tenant(&mut dice, shape);
    let mut after = before.clone();
    let most = if shape.large { 60 } else { 10 };
    for count in 0..dice.between(1, most) {
        change(&mut after, &before, &mut dice, shape, count);
    }
    keep_apart(&before, &mut after);
    live::states(&mut before, &mut after, &mut dice, shape);
    live::silence(&before, &mut after, &mut dice);
    live::beside(&mut before, &after, &mut dice, shape);
    let named = after.clone();
    live::rekey(&before, &mut after, &mut dice);
    let mut live = before.live();
    // By the keys from before the renaming, which the live side still has.
    let mut renamed = named;
    for (thing, new) in renamed.members.iter_mut().zip(&after.members) {
        thing.previously.clone_from(&new.previously);
    }
    for (thing, new) in renamed.groups.iter_mut().zip(&after.groups) {
        thing.previously.clone_from(&new.previously);
    }
    for (thing, new) in renamed.orgs.iter_mut().zip(&after.orgs) {
        thing.previously.clone_from(&new.previously);
    }
    for ((_, thing), (_, new)) in renamed.ranks.iter_mut().zip(&after.ranks) {
        thing.previously.clone_from(&new.previously);
    }
    live::keyless(&mut live, &before, &renamed, &mut dice, shape);
    live::hide(&mut live, &mut after, &mut dice);
    live::gaps(&mut live, &mut dice);
    Case { seed, after, live }
}

impl Case {
    /// Live groups that nobody declares or removes.
    pub fn groups_beside(&self) -> impl Iterator<Item = Id> {
        let groups = self.live.groups.keys();
        groups
            .filter(|id| id.as_str().starts_with("group-u-"))
            .cloned()
    }

    /// The plan, unless somebody has to say something else first.
    pub fn plan(&self) -> Result<Plan, Vec<Problem>> {
        let desired = self.after.desired();
        let mut wrong = meibo::check::check(&desired);
        let plan = crate::run::planned(&self.live, &self.after);
        wrong.extend(plan.problems.iter().cloned());
        wrong.retain(|problem| problem.severity == Severity::Error);
        if wrong.is_empty() {
            return Ok(plan);
        }
        line(&format!("seed {}\n{}", self.seed, crate::run::steps(&plan)));
        Err(wrong)
    }
}

/// The seeds each property is tried on where nobody asks for others.
pub fn seeds() -> Range<u64> {
    let Tried { first, cases } = tried(8);
    first..first + cases as u64
}

/// Tries a property on many seeds. What fails says how to run it alone.
pub fn each(property: &str, mut holds: impl FnMut(u64)) {
    let mut failed = Vec::new();
    for seed in seeds() {
        if catch_unwind(AssertUnwindSafe(|| holds(seed))).is_err() {
            line(&format!(
                "{property} fails on seed {seed}: \
                 MEIBO_PROOF_SEED={seed} cargo test --test proof {property}"
            ));
            failed.push(seed);
            if failed.len() >= 10 {
                break;
            }
        }
    }
    assert!(failed.is_empty(), "{property} fails on seeds {failed:?}");
}
