//! Virtual time: which rule lets the next call start when, one call in flight.

use super::work::Work;

/// The calls sent so far, as the rules see them.
#[derive(Clone, Debug)]
pub struct Clock<'w> {
    work: &'w Work,
    /// The machine is free from here on: the last answer, or later.
    pub now: u64,
    /// Starts under each rule.
    starts: Vec<Vec<u64>>,
    /// When each rule lets the next call start.
    free: Vec<u64>,
}

impl<'w> Clock<'w> {
    /// Nothing sent.
    pub fn new(work: &'w Work) -> Clock<'w> {
        Clock {
            work,
            now: 0,
            starts: vec![Vec::new(); work.rules.len()],
            free: vec![0; work.rules.len()],
        }
    }

    /// When a call of a lane may be sent: now, or later.
    pub fn earliest(&self, lane: usize) -> u64 {
        let rules = self.work.lanes[lane].iter();
        rules.fold(self.now, |at, rule| at.max(self.free[*rule]))
    }

    /// How many calls a rule has let through.
    pub fn sent(&self, rule: usize) -> usize {
        self.starts[rule].len()
    }

    /// Sends a call as soon as the rules let it, and lets its answer come; when it started.
    pub fn send(&mut self, lane: usize) -> u64 {
        let at = self.earliest(lane);
        for number in &self.work.lanes[lane] {
            let (rule, starts) = (self.work.rules[*number], &mut self.starts[*number]);
            starts.push(at);
            let rival = starts.len().checked_sub(rule.most);
            self.free[*number] = rival.map_or(0, |rival| starts[rival] + rule.span);
        }
        self.now = at + self.work.latency;
        at
    }
}

/// When the last answer comes if jobs are done one after the other in their own order.
pub fn as_given(work: &Work) -> u64 {
    let mut clock = Clock::new(work);
    for run in work.jobs.iter().flat_map(|job| &job.runs) {
        for _ in 0..run.calls {
            clock.send(run.lane);
        }
    }
    clock.now
}
