//! Consequences in the words of people.

use super::super::text;
use super::sample::{empty, named, numbered, said, step, view};
use crate::plan::Step;

#[test]
fn consequences_are_said_as_people_read_them() {
    let consequence = |code: &str, param: (&str, &str)| {
        let mut plan = empty();
        named(&mut plan, "org", &[("a", "営業部 > 営業1課")]);
        let consequences = vec![said(code, &[param])];
        plan.steps = vec![Step {
            consequences,
            ..step("update", "member", "E1", "", Vec::new())
        }];
        text(&numbered(plan), &view())
    };
    for (code, param, part) in [
        (
            "memberDeleted",
            ("until", "2026-04-08T09:00:12.5Z"),
            "until 2026-04-08 09:00 UTC",
        ),
        ("memberDeleted", ("until", "next week"), "until next week"),
        ("invitationMail", ("to", "森 花子"), "mail to 森 花子"),
        (
            "invitationMail",
            ("to", "h@private.example"),
            "mail to ••••",
        ),
        ("orgDeletedAlong", ("keys", "a, b"), "a 営業部 > 営業1課, b"),
        ("roomFeatureLostAtOnce", ("feature", "note"), "for good"),
    ] {
        let shown = consequence(code, param);
        assert!(shown.contains(part), "{shown}");
    }
}

#[test]
fn codes_of_a_later_version_are_shown_with_their_params() {
    let mut plan = empty();
    plan.steps = vec![Step {
        consequences: vec![said("somethingNew", &[("a", "1"), ("b", "2")])],
        ..step("fold", "sphere", "s-1", "球", Vec::new())
    }];
    let shown = text(&numbered(plan), &view());
    assert!(shown.contains("somethingNew a=1 b=2"), "{shown}");
    assert!(shown.contains("spheres: 1 to fold"), "{shown}");
}
