use crate::sandbox;
use crate::source::{Files, Problem};

/// How a run ends (design section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, or nothing to do.
    Done,
    /// An error: nothing was done, or it is said what was.
    Error,
    /// Changes or drift, where asked for.
    Changes,
    /// Refused: a gate, a stale plan, a lock that is held.
    Refused,
    /// Partly applied.
    Partial,
}

impl Exit {
    /// The code for the shell.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Error => 1,
            Exit::Changes => 2,
            Exit::Refused => 3,
            Exit::Partial => 4,
        }
    }
}

/// Why a run ends early: the one error that carries an exit code.
#[derive(Debug)]
pub struct Failure {
    /// How it ends.
    pub exit: Exit,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// How many warnings the configuration allows itself.
    pub allowed: usize,
    /// The configuration's files, where the problems have places in them.
    pub files: Files,
}

impl Failure {
    /// An error over one problem outside the configuration.
    pub fn error(problem: Problem) -> Failure {
        Failure::all(vec![problem])
    }

    /// An error over several problems outside the configuration.
    pub fn all(problems: Vec<Problem>) -> Failure {
        Failure {
            exit: Exit::Error,
            problems,
            allowed: 0,
            files: Files::default(),
        }
    }

    /// A refusal.
    pub fn refused(problem: Problem) -> Failure {
        Failure {
            exit: Exit::Refused,
            ..Failure::error(problem)
        }
    }
}

impl From<sandbox::Failure> for Failure {
    fn from(failure: sandbox::Failure) -> Failure {
        if failure.is_held() {
            Failure::refused(*failure.0)
        } else {
            Failure::error(*failure.0)
        }
    }
}
