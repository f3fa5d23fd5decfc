//! Work on many things at once, with an outcome that does not depend on how it is shared out.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Bytes of stack a thread has: as the main one, for files nested as deep as may be.
const STACK: usize = 8 << 20;

/// What becomes of each, in the order they stand in: worked on by as many threads as the
/// machine has cores, whoever is free taking the next.
pub fn beside_each_other<T: Sync, U: Send + Sync>(
    work: &[T],
    act: impl Fn(&T) -> U + Sync,
) -> Vec<U> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let slots: Vec<OnceLock<U>> = work.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let go_on = || {
        while let Some((item, slot)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            work.get(at).zip(slots.get(at))
        } {
            slot.get_or_init(|| act(item));
        }
    };
    thread::scope(|scope| {
        for _ in 1..cores.min(work.len()) {
            // Where there is no thread to be had, this one does it all.
            let thread = thread::Builder::new().stack_size(STACK);
            if thread.spawn_scoped(scope, go_on).is_err() {
                break;
            }
        }
        go_on();
    });
    // Every number up to the last was taken by a thread, and the scope waited for them all.
    slots.into_iter().filter_map(OnceLock::into_inner).collect()
}
