//! A company written as a configuration: one file for the chart of each division, one for
//! the people of each department, the groups a few hundred to a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::DOMAIN;
use super::company::{Company, Person, Post};
use super::ranks::{EXECUTIVES, LEVELS, POSITIONS, USER_TYPES};

const GROUPS_IN_A_FILE: usize = 250;

/// Writes it into a folder, which is made.
pub fn write(company: &Company, folder: &Path) {
    for below in ["orgs", "members", "groups"] {
        fs::create_dir_all(folder.join(below)).expect("a folder in a temporary one");
    }
    let put =
        |name: String, text: String| fs::write(folder.join(name), text).expect("a file in it");
    put("tenant.yaml".to_owned(), head());
    for top in &company.tops {
        let mut text = String::from("orgs:\n");
        org(company, *top, 0, &mut text);
        put(format!("orgs/T{top:05}.yaml"), text);
    }
    for (department, people) in departments(company) {
        let mut text = String::from("members:\n");
        for number in people {
            member(number, company.person(number), &mut text);
        }
        put(format!("members/T{department:05}.yaml"), text);
    }
    for (nth, some) in company.circles().chunks(GROUPS_IN_A_FILE).enumerate() {
        let mut text = String::from("groups:\n");
        for number in some {
            group(company, *number, &mut text);
        }
        put(format!("groups/{nth:03}.yaml"), text);
    }
}

fn head() -> String {
    let mut out = format!(
        "tenant:\n  key: bench\n  plan: advanced\n  domains:\n    - key: bench\n      id: {DOMAIN}\n      \
         name: bench.example\n      enable: [levels, positions, userTypes]\n\
         policy:\n  owns: {{orgs: \"T*\", members: \"E*\", groups: \"g-*\"}}\n  \
         removal: {{members: delete}}\n\
         levels:\n"
    );
    for (n, (name, english)) in LEVELS.iter().enumerate() {
        let executive = n < EXECUTIVES;
        line(
            &mut out,
            format_args!(
                "  - {{key: L{n}, name: {name}, names: {{en_US: {english}}}, executive: {executive}}}"
            ),
        );
    }
    line(&mut out, format_args!("positions:"));
    for (n, (name, english)) in POSITIONS.iter().enumerate() {
        line(
            &mut out,
            format_args!("  - {{key: P{n}, name: {name}, names: {{en_US: {english}}}}}"),
        );
    }
    line(&mut out, format_args!("userTypes:"));
    for (n, (name, english, code)) in USER_TYPES.iter().enumerate() {
        line(
            &mut out,
            format_args!(
                "  - {{key: U{n}, name: {name}, names: {{en_US: {english}}}, code: {code}}}"
            ),
        );
    }
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a string");
}

fn org(company: &Company, number: usize, depth: usize, out: &mut String) {
    let pad = "    ".repeat(depth);
    let it = company.org(number);
    line(out, format_args!("{pad}  - key: T{number:05}"));
    line(out, format_args!("{pad}    name: {}", it.name));
    line(
        out,
        format_args!("{pad}    names: {{en_US: \"{}\"}}", it.english),
    );
    line(
        out,
        format_args!("{pad}    email: t{number:05}@bench.example"),
    );
    line(
        out,
        format_args!("{pad}    features: [message, note, calendar, task, folder]"),
    );
    if !it.children.is_empty() {
        line(out, format_args!("{pad}    orgs:"));
    }
    for child in &it.children {
        org(company, *child, depth + 1, out);
    }
}

/// The people by the department they belong to first.
fn departments(company: &Company) -> BTreeMap<usize, Vec<usize>> {
    let mut departments = BTreeMap::<usize, Vec<usize>>::new();
    for number in company.staff() {
        let mut org = company.person(number).posts[0].org;
        while company.org(org).depth > 2 {
            org = company.org(org).parent.expect("not at the top");
        }
        departments.entry(org).or_default().push(number);
    }
    departments
}

fn member(number: usize, person: &Person, out: &mut String) {
    let Person {
        last,
        first,
        mail,
        level,
        user_type,
        posts,
        location,
        hired,
        telephone,
    } = person;
    line(out, format_args!("  - key: E{number:06}"));
    line(out, format_args!("    email: {mail}@bench.example"));
    line(
        out,
        format_args!(
            "    name: {{last: {}, first: {}, phoneticLast: {}, phoneticFirst: {}}}",
            last.written, first.written, last.kana, first.kana
        ),
    );
    line(
        out,
        format_args!(
            "    names: {{en_US: {{last: {}, first: {}}}}}",
            last.latin, first.latin
        ),
    );
    line(
        out,
        format_args!("    privateEmail: e{number:06}@private.example"),
    );
    line(out, format_args!("    employeeNumber: \"{number:06}\""));
    line(out, format_args!("    hiredDate: {hired}-04-01"));
    line(out, format_args!("    telephone: {telephone}"));
    line(out, format_args!("    location: {location}"));
    line(out, format_args!("    userType: U{user_type}"));
    line(out, format_args!("    level: L{level}"));
    line(out, format_args!("    posts:"));
    for Post {
        org,
        position,
        leader,
    } in posts
    {
        let position = position.map_or(String::from("null"), |n| format!("P{n}"));
        line(
            out,
            format_args!("      - {{org: T{org:05}, position: {position}, leader: {leader}}}"),
        );
    }
}

fn group(company: &Company, number: usize, out: &mut String) {
    let it = company.groups[number].as_ref().expect("a group there is");
    let keys = |list: &[usize], letter: &str, wide: usize| {
        let keys: Vec<String> = list.iter().map(|n| format!("{letter}{n:0wide$}")).collect();
        keys.join(", ")
    };
    line(out, format_args!("  - key: g-{number:05}"));
    line(out, format_args!("    name: {}", it.name));
    line(
        out,
        format_args!("    masters: [{}]", keys(&it.masters, "E", 6)),
    );
    line(
        out,
        format_args!("    members: [{}]", keys(&it.members, "E", 6)),
    );
    line(out, format_args!("    orgs: [{}]", keys(&it.orgs, "T", 5)));
    line(
        out,
        format_args!("    groups: [{}]", keys(&it.groups, "g-", 5)),
    );
    line(out, format_args!("    features: [message, note]"));
}
