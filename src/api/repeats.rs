use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Repeats in a row over all calls of a tenant; every call that succeeds gives a tenth of
/// one back.
const MOST: f64 = 12.0;

/// What a call that succeeds gives back.
const EARNED: f64 = 0.1;

/// Before the first repeat of a call; three times as long before each further one.
const FIRST: Duration = Duration::from_millis(500);

/// No pause is longer, jitter aside.
const LONGEST: Duration = Duration::from_secs(30);

/// How often what failed is tried again, and after how long. One for all calls of a tenant
/// and for everybody who repeats: reads and requests for tokens in this room, writes in
/// the executor. So a service that is ill is not asked many times as much as one that is
/// well, however many layers there are.
#[derive(Debug)]
pub struct Repeats(Mutex<State>);

#[derive(Debug)]
struct State {
    left: f64,
    dice: u64,
}

impl Default for Repeats {
    /// With pauses that no other process has, so that those who failed together do not
    /// come back together.
    fn default() -> Self {
        Repeats::seeded(RandomState::new().build_hasher().finish())
    }
}

impl Repeats {
    /// With the pauses that belong to a number, for tests.
    pub fn seeded(seed: u64) -> Repeats {
        let left = MOST;
        Repeats(Mutex::new(State { left, dice: seed }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Two numbers: whoever panicked beside them left them usable.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes one repeat, the `nth` of its call (from 1): how long to pause before it, half
    /// a second, one and a half, four and a half, ... each a quarter more or less. `None`
    /// where none is left.
    pub fn again(&self, nth: u32) -> Option<Duration> {
        let mut state = self.state();
        if state.left < 1.0 {
            return None;
        }
        state.left -= 1.0;
        let pause = FIRST
            .saturating_mul(3_u32.saturating_pow(nth.saturating_sub(1)))
            .min(LONGEST);
        Some(pause.mul_f64(0.75 + 0.5 * state.roll()))
    }

    /// A call succeeded.
    pub fn earn(&self) {
        let mut state = self.state();
        state.left = (state.left + EARNED).min(MOST);
    }
}

impl State {
    /// From 0 to 1 (SplitMix64: plenty for a jitter).
    fn roll(&mut self) -> f64 {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.dice;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::Repeats;

    #[test]
    fn pauses_grow_and_are_never_quite_alike() {
        let repeats = Repeats::seeded(1);
        for (nth, usual) in [(1, 500), (2, 1_500), (3, 4_500), (4, 13_500), (9, 30_000)] {
            let pause = repeats.again(nth).expect("some are left").as_millis();
            assert!(pause >= usual * 3 / 4, "{nth}: {pause} ms");
            assert!(pause <= usual * 5 / 4, "{nth}: {pause} ms");
        }
        let of = |repeats: &Repeats| repeats.again(1);
        assert_eq!(of(&Repeats::seeded(1)), of(&Repeats::seeded(1)));
        assert_ne!(of(&Repeats::seeded(1)), of(&Repeats::seeded(2)));
        assert_ne!(of(&Repeats::default()), of(&Repeats::default()));
    }

    #[test]
    fn they_come_to_an_end_and_success_brings_some_back() {
        let repeats = Repeats::seeded(1);
        let in_a_row = || (0..100).take_while(|_| repeats.again(1).is_some()).count();
        assert_eq!(in_a_row(), 12);
        for _ in 0..25 {
            repeats.earn();
        }
        assert_eq!(in_a_row(), 2);
        for _ in 0..1_000 {
            repeats.earn();
        }
        assert_eq!(in_a_row(), 12);
    }
}
