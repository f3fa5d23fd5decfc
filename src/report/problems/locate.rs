use crate::source::{Place, Problem, Severity, Spot};

/// Turns a symbolic place into a spot in a file: `&|place| files.resolve(place)`, or
/// `&|_| None` where there are no files.
pub type Resolve<'a> = &'a dyn Fn(&Place) -> Option<Spot>;

/// A problem with its place in the files, where it has one.
pub(super) struct Located<'a> {
    pub(super) problem: &'a Problem,
    pub(super) spot: Option<Spot>,
}

/// Errors and warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

impl Count {
    pub(super) fn of<'a>(problems: impl Iterator<Item = &'a Problem>) -> Count {
        let mut count = Count::default();
        for problem in problems {
            match problem.severity {
                Severity::Error => count.errors += 1,
                Severity::Warning => count.warnings += 1,
            }
        }
        count
    }
}

/// The problems in the order they are read: those without a place first, then by file,
/// line and column. Of more than `most`, errors are kept before warnings.
pub(super) fn located<'a>(
    problems: &'a [Problem],
    resolve: Resolve<'_>,
    most: Option<usize>,
) -> Vec<Located<'a>> {
    let mut located: Vec<Located<'a>> = problems
        .iter()
        .map(|problem| Located {
            problem,
            spot: resolve(&problem.place),
        })
        .collect();
    if let Some(most) = most
        && located.len() > most
    {
        located.sort_by(|a, b| {
            (a.problem.severity, position(a)).cmp(&(b.problem.severity, position(b)))
        });
        located.truncate(most);
    }
    located.sort_by(|a, b| {
        (position(a), a.problem.severity, a.problem.code).cmp(&(
            position(b),
            b.problem.severity,
            b.problem.code,
        ))
    });
    located
}

/// File, line, column, as far as they are known.
fn position<'a>(located: &'a Located<'_>) -> (Option<&'a str>, u32, u32) {
    match &located.spot {
        Some(spot) => (Some(&*spot.file), spot.line, spot.column),
        None => {
            let place = &located.problem.place;
            let (line, column) = place.at.unwrap_or_default();
            (place.file.as_deref(), line, column)
        }
    }
}
