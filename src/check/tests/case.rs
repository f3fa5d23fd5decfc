use crate::directory::Desired;
use crate::source::{Code, Severity};

/// A change of the sample that breaks one rule, and one beside it that breaks none.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) code: Code,
    pub(super) severity: Severity,
    pub(super) pointer: &'static str,
    pub(super) wrong: fn(&mut Desired),
    pub(super) right: fn(&mut Desired),
}

pub(super) const fn error(
    name: &'static str,
    code: Code,
    pointer: &'static str,
    wrong: fn(&mut Desired),
    right: fn(&mut Desired),
) -> Case {
    Case {
        name,
        code,
        severity: Severity::Error,
        pointer,
        wrong,
        right,
    }
}

pub(super) const fn warning(
    name: &'static str,
    code: Code,
    pointer: &'static str,
    wrong: fn(&mut Desired),
    right: fn(&mut Desired),
) -> Case {
    Case {
        severity: Severity::Warning,
        ..error(name, code, pointer, wrong, right)
    }
}
