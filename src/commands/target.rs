use crate::directory::{Key, Kind};
use crate::source::Problem;

use super::Failure;
use super::codes::TARGET_MALFORMED;

/// Reads `--target KIND/KEY` flags.
///
/// # Errors
/// Every one that is malformed. Whether the object is declared is the planner's to say.
pub(super) fn read(targets: &[String]) -> Result<Vec<(Kind, Key)>, Failure> {
    let mut problems = Vec::new();
    let mut read = Vec::new();
    for target in targets {
        let parts = target
            .split_once('/')
            .and_then(|(kind, key)| Some((Kind::from_name(kind)?, key)))
            .filter(|(_, key)| !key.is_empty());
        match parts {
            Some((kind, key)) => read.push((kind, Key::from(key))),
            None => problems.push(
                Problem::error(TARGET_MALFORMED)
                    .with("target", target)
                    .with("kinds", Kind::ALL.map(Kind::name).join(", ")),
            ),
        }
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        Err(Failure::all(problems))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_kind_and_a_key() {
        let ok = |text: &str| read(&[text.to_owned()]).ok();
        assert_eq!(
            ok("userType/FT"),
            Some(vec![(Kind::UserType, Key::from("FT"))])
        );
        for wrong in ["", "org", "org/", "orgs/hq", "/hq", "Org/hq"] {
            assert_eq!(ok(wrong), None, "{wrong}");
        }
    }
}
