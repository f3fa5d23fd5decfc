//! Random cases: a company as it is, and as it is declared after a few changes.

mod change;
mod keys;
mod shares;
mod tenant;

pub use shares::{Shares, handle_of, values};

use meibo::directory::{Desired, Directory};
use meibo::source::Severity;

use crate::dice::Dice;
use crate::model::Company;

/// The most of each kind on either side.
#[derive(Clone, Copy)]
pub struct Sizes {
    pub orgs: usize,
    pub members: usize,
    pub groups: usize,
    pub levels: usize,
    /// The most changes between the two sides.
    pub changes: usize,
}

/// Both sides of a case.
pub struct Case {
    pub seed: u64,
    /// What is live; its handles are those of `after`.
    pub before: Company,
    /// What is declared.
    pub after: Company,
    pub live: Directory,
    pub desired: Desired,
    pub shares: Shares,
}

/// The case of a seed; `None` where what is declared is refused by the checks.
pub fn case(seed: u64, sizes: Sizes) -> Option<Case> {
    let mut dice = Dice(seed);
    let mut before = tenant::tenant(&mut dice, sizes);
    let mut after = before.clone();
    for count in 0..1 + dice.roll(sizes.changes) {
        change::change(&mut before, &mut after, &mut dice, sizes, count);
    }
    keys::unsettle(&mut before, &mut after, &mut dice);
    let desired = after.desired();
    let wrong = meibo::check::check(&desired);
    if wrong.iter().any(|it| it.severity == Severity::Error) {
        return None;
    }
    let shares = Shares::of(&before, &after);
    Some(Case {
        seed,
        live: before.live(),
        desired,
        before,
        after,
        shares,
    })
}
