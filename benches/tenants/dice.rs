/// splitmix64: the same numbers for the same seed, everywhere.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// A number below `below`, which is not 0.
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(below).expect("small")).expect("small")
    }

    /// True so many times in a thousand.
    pub fn per_mille(&mut self, chances: usize) -> bool {
        self.roll(1000) < chances
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in (1..list.len()).rev() {
            list.swap(n, self.roll(n + 1));
        }
    }

    /// `total` split into so many parts of at least one each, the n-th largest about
    /// `1 / (n + flat)` of the first (Zipf), in a random order.
    pub fn zipf(&mut self, total: usize, parts: usize, flat: f64) -> Vec<usize> {
        assert!(parts > 0 && total >= parts, "at least one each");
        let mut weights: Vec<f64> = (0..parts)
            .map(|n| 1.0 / (f64::from(u32::try_from(n).expect("small")) + flat))
            .collect();
        self.shuffle(&mut weights);
        shares(total, &weights)
    }
}

/// `total` split by weight, at least one each: what rounding leaves goes to the first ones.
pub fn shares(total: usize, weights: &[f64]) -> Vec<usize> {
    let sum: f64 = weights.iter().sum();
    let spare = total - weights.len();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "numbers of people, far below 2^52 and never negative"
    )]
    let mut parts: Vec<usize> = weights
        .iter()
        .map(|weight| 1 + (spare as f64 * weight / sum) as usize)
        .collect();
    let left = total - parts.iter().sum::<usize>();
    for nth in 0..left {
        parts[nth % weights.len()] += 1;
    }
    parts
}
