//! A small generator of its own: the same seed gives the same company everywhere.

pub struct Dice(pub u64);

impl Dice {
    /// One of `0..sides`; 0 where there are none.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    /// True once in so many times.
    pub fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    pub fn pick<T: Clone>(&mut self, list: &[T]) -> Option<T> {
        (!list.is_empty()).then(|| list[self.roll(list.len())].clone())
    }

    /// Each with one chance in so many.
    pub fn some<T: Clone>(&mut self, list: &[T], sides: usize) -> Vec<T> {
        (list.iter().filter(|_| self.one_in(sides)).cloned()).collect()
    }
}
