//! Search by everything, alone and together.

use serde_json::json;

use crate::sandbox::console::language::Tongue;

use super::company::{company, drawn, id_of, keyed};

fn found(page: &str) -> usize {
    let (_, rest) = page.split_once("id=\"found\">").expect("a count");
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

#[test]
fn every_criterion_narrows_the_search() {
    let mut id = String::new();
    let mut org = String::new();
    let world = company(|state| {
        let member = keyed(state, "members", "E00088");
        member["flags"]["suspended"] = json!(true);
        member["props"]["nickName"] = json!("Hotty");
        member["props"]["aliasEmails"] = json!(["old.name@acme.example"]);
        org = member["props"]["posts"][0]["org"]["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        id = id_of(state, "members", "E00088");
    });
    let level = world.directory().members[id.as_str()]
        .props
        .level
        .value()
        .expect("a level");
    let level = level.id().expect("by id");
    let count = |query: &str| {
        let page = drawn(&world, &format!("/search?{query}"), Tongue::En).expect("a page");
        (
            found(&page),
            page.contains(&format!("/console/members/{id}")),
        )
    };
    let everybody = world.directory().members.len();
    assert_eq!(count("").0, everybody);
    for query in [
        "name=堀田義則",
        "name=堀田 義則",
        "name=ほった",
        "name=yoshinori hotta",
        "name=HOTTA Yoshinori",
        "name=hotty",
        "email=OLD.name@",
        "key=e00088",
        "q=ヨシノリ",
        "q=E00088",
        "q=yoshinori.hotta",
        "state=suspended",
        &format!("id={id}"),
        &format!("q={id}"),
        &format!("org={org}"),
        &format!("level={level}"),
        &format!(
            "state=suspended&org={org}&level={level}&name=堀田&key=E000&email=acme&domain=20000123"
        ),
    ] {
        let (count, there) = count(query);
        assert!(there && count < everybody, "{query}: {count}, {there}");
    }
    for query in [
        "name=堀田&state=pending",
        "key=E00088&domain=20000456",
        "name=nobody-is-called-so",
        &format!("org={org}&name=nobody"),
        "level=no-such-level",
        "org=no-such-org",
        "q=<b>",
    ] {
        assert!(!count(query).1, "{query}");
    }
}

#[test]
fn orgs_below_are_searched_where_wanted() {
    let world = company(|_| {});
    let top = world.children(crate::directory::DomainId(20000123), None);
    let org = top.iter().find(|id| {
        !world
            .children(crate::directory::DomainId(20000123), Some(id))
            .is_empty()
    });
    let org = org.expect("an org with others below");
    let count = |more: &str| {
        let page = drawn(&world, &format!("/search?org={org}{more}"), Tongue::En).expect("a page");
        found(&page)
    };
    assert!(count("&below=1") > count(""));
}
