use super::sample::{ACME, key, org, posts, renumber, sample};
use crate::check::{check, codes};
use crate::directory::Field;

/// What is suggested for a post in an org of this key.
fn suggested(wrong: &str) -> Option<String> {
    let mut d = sample();
    posts(&mut d, 1)[0].org = key(wrong);
    let problem = check(&d).pop().expect("the org is not declared");
    assert_eq!(problem.code, codes::UNKNOWN_REFERENCE);
    problem.params.get("nearest").cloned()
}

#[test]
fn near_keys_are_suggested() {
    for (wrong, nearest) in [
        ("slaes", Some("sales")),
        ("SALES", Some("sales")),
        ("sales-2", None),
        ("sales-01", Some("sales-1")),
        ("sale-1", Some("sales-1")),
        ("sale", Some("sales")),
        ("de", Some("dev")),
        ("sub_hq", Some("sub-hq")),
        ("marketing", None),
        ("x", None),
        ("", None),
    ] {
        assert_eq!(suggested(wrong).as_deref(), nearest, "{wrong}");
    }
}

#[test]
fn ranks_are_suggested_from_the_domain_they_are_missing_in() {
    let mut d = sample();
    d.members[3].props.level = Field::Known(Some(key("Ll1")));
    let problem = check(&d).pop().expect("the level is not declared");
    assert_eq!(
        problem.params.get("nearest").map(String::as_str),
        Some("L1")
    );
    d.members[3].props.level = Field::Known(Some(key("SLX")));
    let problem = check(&d).pop().expect("the level is not declared");
    assert_eq!(
        problem.params.get("nearest").map(String::as_str),
        Some("SL")
    );
}

#[test]
fn one_typo_made_by_everybody_is_searched_once() {
    let mut d = sample();
    for n in 0..3_000 {
        let name = format!("org-number-{n}");
        d.orgs.push(org(ACME, &name, &name, None));
    }
    for n in 0..1_000 {
        let mut new = d.members[1].clone();
        let name = format!("m{n}");
        new.declaration.key = name.as_str().into();
        new.props.email = Field::Known(format!("{name}@acme.example").as_str().into());
        new.props.private_email = Field::Absent;
        new.props.posts.known_mut().expect("given")[0].org = key("slaes");
        d.members.push(new);
    }
    renumber(&mut d);
    let problems = check(&d);
    assert_eq!(problems.len(), 1_000);
    assert!(problems.iter().all(|p| p.params["nearest"] == "sales"));
}
