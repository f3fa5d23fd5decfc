//! Folders that are written: by an import, by `init`, by `fmt`.

use super::case::{case, hold};
use super::lists::{COMPANY, fresh};
use crate::environment::{Environment, Ran};

/// A snapshot of a tenant with an org that has an address.
fn snapshot(it: &mut Environment) {
    it.copy_example("acme");
    let pull = ["pull", "acme", "--sandbox", "--all", "--out", "live.json"];
    it.meibo(&pull).exits(0);
}

/// An import of that tenant.
fn live(it: &mut Environment, flags: &[&str]) -> Ran {
    let args = ["import", "--live", "live.json", "--out", "company"];
    it.meibo(&[&args, flags, &["--dry-run"]].concat())
}

/// An import of a tenant without anything in it.
fn empty(it: &mut Environment, flags: &[&str]) -> Ran {
    it.write("empty/tenant.yaml", COMPANY);
    let pull = ["pull", "empty", "--sandbox", "--all", "--out", "live.json"];
    it.meibo(&pull).exits(0);
    live(it, flags)
}

/// An import into a folder where a group is declared already.
fn beside_group(it: &mut Environment, email: &str) -> Ran {
    snapshot(it);
    it.write(
        "company/tenant.yaml",
        "\
tenant:
  key: acme-prod
  plan: advanced
  domains:
    - {key: acme, id: 20000123, name: acme.example, enable: [levels, positions, userTypes]}
    - {key: logi, id: 20000456, name: acme-logi.example}
",
    );
    let group = format!("groups:\n  - {{key: kansai, name: 関西連絡会, email: {email}}}\n");
    it.write("company/groups.yaml", group);
    live(it, &[])
}

/// A transfer of one of two members; how the posts of each are written.
fn transfer(it: &mut Environment, posts: [&str; 2]) -> Ran {
    it.write("company/tenant.yaml", COMPANY);
    let [first, second] = posts;
    it.write(
        "company/members.yaml",
        format!(
            "members:\n  - key: E001\n    email: hanako@acme.example\n    posts: {first}\n  \
             - key: E002\n    email: taro@acme.example\n    posts: {second}\n"
        ),
    );
    fresh(it, "社員番号,所属\nE001,大阪支店\n")
}

/// An import beside a mapping file of this name.
fn beside_mapping(it: &mut Environment, name: &str) -> Ran {
    it.write("社員一覧.csv", "社員番号,氏名\nE011,谷 一\n");
    it.write(name, "columns: {社員番号: key, 氏名: name}\n");
    it.meibo(&["import", "--csv", "社員一覧.csv", "--mapping", name])
}

/// A file with a text over several lines, whose line ends are kept or not.
fn tidied(it: &mut Environment, style: &str) -> Ran {
    it.write(
        "company/groups.yaml",
        format!(
            "groups:\n  - key: pj\n    name: 新製品プロジェクト\n    description: {style}\n      \
             毎週月曜に定例会議があります。\n\n"
        ),
    );
    it.meibo(&["fmt", "company"])
}

#[test]
fn imports() {
    hold(
        "imports",
        &[
            case(
                683,
                "a folder of pictures",
                |it| {
                    it.write("写真/2026年入社式.jpg", "");
                    it.write("社員一覧.csv", "社員番号,氏名\nE011,谷 一\n");
                    it.meibo(&["import", "--csv", "社員一覧.csv", "--out", "写真"])
                },
                |it| {
                    it.write("社員一覧.csv", "社員番号,氏名\nE011,谷 一\n");
                    it.meibo(&["import", "--csv", "社員一覧.csv", "--out", "名簿"])
                },
            ),
            case(
                684,
                "an address that an org was given in the console meanwhile",
                |it| beside_group(it, "osaka@acme.example"),
                |it| beside_group(it, "kansai@acme.example"),
            )
            // Why it is refused.
            .beside(&[220]),
            case(
                685,
                "a mapping file named as the file to write",
                |it| beside_mapping(it, "members.yaml"),
                |it| beside_mapping(it, "mapping.yaml"),
            ),
            case(
                692,
                "a starter folder where a configuration is",
                |it| {
                    it.write("company/tenant.yaml", COMPANY);
                    it.meibo(&["init", "company"])
                },
                |it| it.meibo(&["init", "company"]),
            ),
            case(
                900,
                "posts that two members share",
                |it| transfer(it, ["&tokyo [{org: tokyo}]", "*tokyo"]),
                |it| transfer(it, ["[{org: tokyo}]", "[{org: tokyo}]"]),
            ),
            case(
                901,
                "a domain without its number",
                |it| empty(it, &["--domain", "acme.example"]),
                |it| empty(it, &["--domain", "20000123=acme.example"]),
            ),
            case(
                901,
                "a domain that no address tells the name of",
                |it| empty(it, &["--domain", "20000123"]),
                |it| empty(it, &["--domain", "20000123=acme.example"]),
            ),
            case(
                902,
                "a tenant that nothing tells the domains of",
                |it| it.meibo(&["import", "--out", "company"]),
                |it| {
                    snapshot(it);
                    live(it, &[])
                },
            ),
            case(
                903,
                "blank lines that are kept at the end of a text",
                |it| tidied(it, "|+"),
                |it| tidied(it, "|"),
            ),
        ],
    );
}
