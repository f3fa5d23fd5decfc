use crate::directory::{Gated, Kind};
use crate::plan::Allowed;
use crate::source::Problem;

use super::Failure;
use super::codes::{ALLOW_MALFORMED, ALLOW_REPEATED};

/// Reads `--allow SECTION.ACTION=NUMBER` flags.
///
/// # Errors
/// Every one that is malformed, names what there is no ceiling for, or stands twice.
pub(super) fn read(allow: &[String]) -> Result<Allowed, Failure> {
    let mut problems = Vec::new();
    let mut read = Allowed::new();
    for text in allow {
        match one(text) {
            Some((what, number)) => {
                if read.insert(what, number).is_some() {
                    let (kind, gated) = what;
                    let what = format!("{}.{}", kind.section(), gated.name());
                    problems.push(Problem::error(ALLOW_REPEATED).with("what", what));
                }
            }
            None => problems.push(
                Problem::error(ALLOW_MALFORMED)
                    .with("allow", text)
                    .with("known", known()),
            ),
        }
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        Err(Failure::all(problems))
    }
}

/// `members.remove=12`
fn one(text: &str) -> Option<((Kind, Gated), u32)> {
    let (what, number) = text.split_once('=')?;
    let (section, action) = what.split_once('.')?;
    let kind = Kind::ALL.into_iter().find(|it| it.section() == section)?;
    let gated = Gated::from_name(action).filter(|gated| gated.concerns(kind))?;
    // Plain digits: `+3` and `1e3` are slips of the hand.
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| number.parse().ok())??;
    Some(((kind, gated), number))
}

/// Everything that can be allowed, by section: `members.remove|suspend|...`.
fn known() -> String {
    let sections = Kind::ALL.map(|kind| {
        let actions = Gated::ALL.into_iter().filter(|gated| gated.concerns(kind));
        let actions: Vec<&str> = actions.map(Gated::name).collect();
        format!("{}.{}", kind.section(), actions.join("|"))
    });
    sections.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ok(texts: &[&str]) -> Option<Vec<((Kind, Gated), u32)>> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        Some(read(&texts).ok()?.into_iter().collect())
    }

    #[test]
    fn what_is_allowed_is_a_section_an_action_and_a_number() {
        assert_eq!(ok(&[]), Some(vec![]));
        assert_eq!(
            ok(&["members.remove=12", "userTypes.shrink=0"]),
            Some(vec![
                ((Kind::UserType, Gated::Shrink), 0),
                ((Kind::Member, Gated::Remove), 12),
            ])
        );
        for wrong in [
            "",
            "members",
            "members.remove",
            "members.remove=",
            "members.remove=all",
            "members.remove=-1",
            "members.remove=+1",
            "members.remove=1.5",
            "members.remove=4294967296",
            "member.remove=1",
            "Members.remove=1",
            "members.erase=1",
            "members.loseMembers=1",
            "groups.invite=1",
            "orgs.suspend=1",
            "levels.move=1",
            "members.remove.x=1",
            "members/remove=1",
        ] {
            assert_eq!(ok(&[wrong]), None, "{wrong}");
        }
    }

    #[test]
    fn twice_is_once_too_often() {
        assert_eq!(ok(&["orgs.move=1", "orgs.move=2"]), None);
        assert_eq!(ok(&["orgs.move=1", "orgs.move=1"]), None);
    }
}
