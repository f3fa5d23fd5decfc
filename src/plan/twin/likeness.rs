//! How much two objects are alike, in points, and by what.

/// The points of one pair and what they rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// Points for, less points against.
    pub points: i32,
    /// Properties that are alike, in the configuration's vocabulary; lists with how many of
    /// how many: `members 12/13`.
    pub by: Vec<String>,
}

impl Likeness {
    /// Points for something that is alike.
    pub fn by(&mut self, property: &str, points: i32) {
        self.points += points;
        self.by.push(property.to_owned());
    }

    /// Points against.
    pub fn against(&mut self, points: i32) {
        self.points -= points;
    }

    /// Points for two lists that overlap: all of `full` where they are the same and share
    /// more than one entry, `single` where that is one entry, none where they share less
    /// than half. Two long lists that share next to nothing speak against it.
    pub fn lists(&mut self, property: &str, overlap: Overlap, full: i32, single: i32) {
        let Overlap { shared, one, other } = overlap;
        let all = one + other;
        if all == 0 {
            return;
        }
        let share = f64::from(2 * shared) / f64::from(all);
        if share >= 0.5 {
            let most = if shared >= 2 { full } else { single };
            // A few dozen points at most.
            #[expect(clippy::cast_possible_truncation, reason = "between 0 and `full`")]
            let points = (f64::from(most) * share).round() as i32;
            self.by(&format!("{property} {shared}/{}", one.max(other)), points);
        } else if one.min(other) >= LONG && share < 0.2 {
            self.against(30);
        }
    }
}

/// Lists of so many entries are long enough to speak against a likeness.
const LONG: u32 = 3;

/// Two lists: how many entries they share, and how many each has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// In both.
    pub shared: u32,
    /// In the declared one.
    pub one: u32,
    /// In the live one.
    pub other: u32,
}

/// A length as a number of entries.
pub fn entries(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX / 4)
}

/// A declared object and a live one that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair<I> {
    /// Index of the declared one.
    pub at: usize,
    /// The live one.
    pub live: I,
    /// How much.
    pub likeness: Likeness,
}
