use crate::source::Problem;

use super::super::{Log, Store};
use super::{Head, Line, of_run};

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    log: Box<dyn Log>,
}

impl Journal {
    /// Begins the journal of a run.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn begin(store: &dyn Store, head: &Head) -> Result<Journal, Box<Problem>> {
        let mut log = store.log(&of_run(&head.tenant, &head.run), 0)?;
        log.append(&json(head))?;
        Ok(Journal { log })
    }

    /// Goes on with one behind the last line that is whole.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn go_on(store: &dyn Store, record: &super::Record) -> Result<Journal, Box<Problem>> {
        let name = of_run(&record.head.tenant, &record.head.run);
        Ok(Journal {
            log: store.log(&name, record.whole)?,
        })
    }

    /// Adds a line; on the disk when this returns.
    ///
    /// # Errors
    /// Where it could not be written.
    pub fn add(&mut self, line: &Line) -> Result<(), Box<Problem>> {
        self.log.append(&json(line))
    }
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("lines hold text, numbers, times and JSON, with keys of text")
}
