//! Which member a row is.

use serde_json::Value;

use super::super::Known;
use super::super::people::Person;
use super::{mapped, members, told};

/// 小川 葵 under a key of her address, 林 who has left, 森 without a number, and two of a
/// company of the group that counts for itself.
fn known() -> Known {
    let mut known = Known::default();
    for (key, email, number, domain, deleted) in [
        ("aoi", "aoi@acme.example", "0001", "", false),
        ("0002", "bb@acme.example", "0002", "", true),
        ("hanako", "hanako@acme.example", "", "", false),
        ("L-1", "one@logi.example", "0001", "logi", false),
        ("0007", "seven@acme.example", "0070", "", false),
        ("twin-a", "ta@acme.example", "0009", "", false),
        ("twin-b", "tb@acme.example", "0009", "", false),
        ("back-1", "", "0011", "", true),
        ("back-2", "", "0011", "", false),
    ] {
        known.members.add(Person {
            key: key.to_owned(),
            email: Some(email.to_owned()).filter(|email| !email.is_empty()),
            number: Some(number.to_owned()).filter(|number| !number.is_empty()),
            domain: domain.to_owned(),
            deleted,
            freed: false,
        });
    }
    known
}

const COLUMNS: &str = "k: key, n: employeeNumber, m: email, d: domain, s: state, t: task";

/// The keys that rows get, and what is told of them.
fn read(from: &str, rows: &str) -> (Vec<String>, Vec<String>) {
    let mapping = format!("{{key: {from}, columns: {{{COLUMNS}}}}}");
    let text = format!("k,n,m,d,s,t\n{rows}\n");
    let outcome = mapped(&text, &mapping, known()).expect("it fits");
    let keys = members(&outcome).as_array().into_iter().flatten();
    let keys = keys.map(|member| member["key"].as_str().unwrap_or_default().to_owned());
    (keys.collect(), told(&outcome.problems))
}

#[test]
fn a_row_is_who_it_says() {
    for (from, row, key) in [
        // Married, and still herself; transferred, and nothing but the number is given.
        ("auto", ",0001,ogawa.aoi@acme.example,,,", "aoi"),
        ("auto", ",0001,,,,営業", "aoi"),
        ("email", ",0001,ogawa.aoi@acme.example,,,", "aoi"),
        // The address, the number and the key that would be made agree, or are not declared.
        ("auto", ",0001,aoi@acme.example,,,", "aoi"),
        ("auto", ",0003,hanako@acme.example,,,", "hanako"),
        ("auto", ",,hanako@acme.example,,,", "hanako"),
        ("localPart", ",,hanako@acme.example,,,", "hanako"),
        // Another company of the group.
        ("auto", ",0001,,logi,,", "L-1"),
        ("auto", ",0070,,logi,,", "0070"),
        // Who has left, in a list that says so, or with the number.
        ("auto", ",,bb@acme.example,,退職,", "0002"),
        ("auto", ",0002,bb@acme.example,,在職,", "0002"),
        ("auto", ",0002,,,,", "0002"),
        // One of two with the number, told apart by the address, or by who is left.
        ("auto", ",0009,tb@acme.example,,,", "twin-b"),
        ("auto", ",0011,,,,", "back-2"),
        // Nobody that is known.
        ("auto", ",0100,new@acme.example,,,", "0100"),
        ("localPart", ",0100,new@acme.example,,,", "new"),
        // Its own key is what counts.
        ("auto", "aoi,0005,ogawa.aoi@acme.example,,,", "aoi"),
    ] {
        let (keys, told) = read(from, row);
        assert_eq!((keys, told), (vec![key.to_owned()], Vec::new()), "{row}");
    }
}

#[test]
fn nobody_becomes_another_person() {
    for (from, row, problem) in [
        // The address was handed on.
        ("auto", ",0003,bb@acme.example,,,", "M0970 2:2 n (B2)"),
        ("auto", ",0003,aoi@acme.example,,,", "M0970 2:2 n (B2)"),
        ("auto", ",,bb@acme.example,,,", "M0972 2:3 m (C2)"),
        ("email", ",,bb@acme.example,,在職,", "M0972 2:3 m (C2)"),
        // The key that would be made is somebody else's.
        ("auto", ",0007,new@acme.example,,,", "M0970 2:2 n (B2)"),
        ("localPart", ",,hanako@logi.example,,,", "M0970 2:3 m (C2)"),
        // Several could be meant.
        ("auto", ",0009,,,,", "M0971 2:2 n (B2)"),
        ("auto", ",0001,hanako@acme.example,,,", "M0971 2:2 n (B2)"),
        // A key of its own does not make the address its own.
        ("auto", "new,0003,bb@acme.example,,,", "M0973 2:3 m (C2)"),
        ("auto", "new,0001,,,,", "M0974 2:2 n (B2)"),
    ] {
        let (_, told) = read(from, row);
        assert_eq!(told, [problem], "{row}");
    }
}

#[test]
fn what_a_list_moves_is_nobody_elses() {
    // Two change their addresses with each other.
    let (keys, told) = read(
        "auto",
        "aoi,,hanako@acme.example,,,\nhanako,,aoi@acme.example,,,",
    );
    assert_eq!((keys.len(), told), (2, Vec::new()));
    // A number was given to the wrong one.
    let (_, told) = read("auto", "new,0001,,,,\naoi,0021,,,,");
    assert_eq!(told, [] as [&str; 0]);
}

#[test]
fn a_list_without_rows_is_told() {
    let outcome = mapped("k\n", "columns: {k: key}", Known::default()).expect("it fits");
    assert_eq!(told(&outcome.problems), ["M0975 1:1 "]);
    assert_eq!(members(&outcome), &Value::Array(Vec::new()));
}
