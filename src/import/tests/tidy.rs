use crate::import::tidy::tidy;
use crate::source::values;

fn tidied(text: &str) -> String {
    let once = tidy("a.yaml", text).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"));
    assert_eq!(
        tidy("a.yaml", &once).as_deref(),
        Ok(once.as_str()),
        "tidy once is tidy"
    );
    assert_eq!(values("a", &once), values("a", text), "it says the same");
    once
}

const UNTIDY: &str = "\n\n# head\norgs:   \n\n\n# top\n-   key: 'a'   # a\n    name:  \"営業部\"\n    \
    # of a\n    description: |\n        two  \n          lines\n\n    orgs:\n    -   {key: \"b\", name: 'it''s'}\n    \
    -\n        key: \"007\"\n        features: [\n          message,   \n          \"note\" ]\n\n# last of orgs\nlevels:\n      - key: L1\n        \
    name: >-\n          folded\n          text\n# before members\nmembers: # here\n  - key: \"no\"\n    names:\n        en_US: {last: \"A, B\"}\n    \
    hiredDate: 2026-04-01\n    posts:\n    - org: a\n  # end\n\n\n";

#[test]
fn the_style_is_the_usual_and_the_rest_stays() {
    insta::assert_snapshot!(tidied(UNTIDY));
    assert_eq!(tidied(&UNTIDY.replace('\n', "\r\n")), tidied(UNTIDY));
}

#[test]
fn what_is_tidy_stays() {
    for text in [
        include_str!("../../../examples/minimal/meibo.yaml"),
        include_str!("../../../examples/acme/tenant.yaml"),
        include_str!("../../../examples/acme/policy.yaml"),
        include_str!("../../../examples/acme/orgs/sales.yaml"),
        include_str!("../../../examples/acme/members/sales.yaml"),
        "# comments alone\n",
        "",
    ] {
        let once = tidied(text);
        let lines = similar::TextDiff::from_lines(text, &once);
        let moved = lines
            .iter_all_changes()
            .filter(|c| c.tag() != similar::ChangeTag::Equal);
        // Quotes that nobody needs go.
        assert!(moved.count() <= 8, "{once}");
        assert_eq!(text.matches('#').count(), once.matches('#').count());
    }
}

#[test]
fn anchors_and_merges_stay() {
    let text =
        "orgs:\n- &o\n  key: a\n  names: &n {en_US: 'A'}\n- <<: *o\n  key: \"b\"\n  names: *n\n";
    assert_eq!(
        tidied(text),
        "orgs:\n  - &o\n    key: a\n    names: &n {en_US: A}\n  - <<: *o\n    key: b\n    names: *n\n"
    );
}

#[test]
fn what_cannot_be_read_is_told() {
    assert!(tidy("a.yaml", "a: [").is_err());
    assert!(tidy("a.yaml", "a: 1\na: 2\n").is_err());
}

#[test]
fn a_wide_space_at_an_end_is_part_of_a_value() {
    for blank in ['\u{3000}', '\u{a0}', '\u{2003}'] {
        let text =
            format!("groups:\n- key: g   \n  name: PJ2{blank}\n  description: |-\n   {blank}\n");
        assert_eq!(
            tidied(&text),
            format!(
                "groups:\n  - key: g\n    name: PJ2{blank}\n    description: |-\n     {blank}\n"
            )
        );
    }
}
