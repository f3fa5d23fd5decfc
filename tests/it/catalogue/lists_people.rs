//! Rows of lists that are somebody who is declared already, or seem to be.

use super::case::{case, hold};
use super::lists::{COMPANY, fresh, mapped};
use crate::environment::{Environment, Ran};

/// Two who are at work, one who has left, and two who were given one number.
const MEMBERS: &str = "\
members:
  - {key: aoi, email: aoi@acme.example, name: {last: 林, first: 葵}, employeeNumber: E001}
  - {key: hanako, email: hanako@acme.example, name: {last: 森, first: 花子}}
  - {key: E003, email: mori@acme.example, name: {last: 森, first: 太郎}, employeeNumber: E003, state: deleted}
  - {key: ichiro, email: ichiro@acme.example, name: {last: 谷, first: 一郎}, employeeNumber: E004}
  - {key: jiro, email: jiro@acme.example, name: {last: 谷, first: 二郎}, employeeNumber: E004}
";

/// A dry run of a list into a company with these members.
fn csv(it: &mut Environment, list: &str) -> Ran {
    it.write("company/tenant.yaml", COMPANY);
    it.write("company/members.yaml", MEMBERS);
    fresh(it, list)
}

/// The same with keys that are made of addresses.
fn by_local_part(it: &mut Environment, row: &str) -> Ran {
    it.write("company/members.yaml", MEMBERS);
    let mapping = "{key: localPart, columns: {氏名: name, メール: email}}\n";
    mapped(it, &format!("氏名,メール\n{row}\n"), mapping)
}

#[test]
fn people() {
    hold(
        "people",
        &[
            case(
                970,
                "a newcomer with the address of somebody else",
                |it| csv(it, "社員番号,氏名,メール\nE012,林 葵生,aoi@acme.example\n"),
                |it| csv(it, "社員番号,氏名,メール\nE012,林 葵生,aoi2@acme.example\n"),
            ),
            case(
                970,
                "an address elsewhere that begins like the key of somebody else",
                |it| by_local_part(it, "森 花子,hanako@logi.example"),
                |it| by_local_part(it, "森 花子,hanako@acme.example"),
            ),
            case(
                971,
                "a number that two have",
                |it| csv(it, "社員番号,担当業務\nE004,経理\n"),
                |it| csv(it, "key,社員番号,担当業務\njiro,E004,経理\n"),
            ),
            case(
                972,
                "the address of somebody who has left",
                |it| csv(it, "氏名,メール\n森 葵,mori@acme.example\n"),
                |it| csv(it, "氏名,メール\n森 葵,mori-aoi@acme.example\n"),
            ),
            case(
                973,
                "a new key with the address of somebody else",
                |it| csv(it, "key,氏名,メール\nE012,森 花,hanako@acme.example\n"),
                |it| csv(it, "key,氏名,メール\nhanako,森 花,hanako@acme.example\n"),
            ),
            case(
                974,
                "a new key with the number of somebody else",
                |it| csv(it, "key,社員番号,氏名\nE012,E001,林 葵生\n"),
                |it| csv(it, "key,社員番号,氏名\nE012,E012,林 葵生\n"),
            ),
            case(
                975,
                "headers alone",
                |it| csv(it, "社員番号,氏名\n"),
                |it| csv(it, "社員番号,氏名\nE012,林 葵生\n"),
            ),
        ],
    );
}
