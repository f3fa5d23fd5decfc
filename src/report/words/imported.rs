//! The words of `meibo import`: what became of it, and the comments in new files.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Language;
use super::Language::{En, Ja};
use super::phrases::{and_more, count_kind, number};
use crate::directory::Kind;
use crate::import::live::Left;
use crate::import::merge::{Account, Keys};
use crate::report::escape;

/// What an import came to.
#[derive(Debug)]
pub struct Summary<'a> {
    /// The folder.
    pub folder: &'a str,
    /// What it declares, in a line.
    pub declared: &'a str,
    /// Files that are new or changed.
    pub written: usize,
    /// Files of the configuration.
    pub files: usize,
    /// Keys that were proposed, by kind.
    pub proposed: &'a BTreeMap<Kind, usize>,
    /// What is not declared.
    pub left: &'a Left,
    /// What became of the objects of the folder.
    pub account: &'a Account,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Whether the folder was empty.
    pub fresh: bool,
}

/// A few lines on an import.
pub fn summary(summary: &Summary<'_>, language: Language) -> String {
    let Summary {
        folder,
        declared,
        written,
        files,
        proposed,
        left,
        account,
        dry_run,
        fresh,
    } = summary;
    let mut lines = vec![declared.trim_end().to_owned()];
    let (of, all) = (number(*written), number(*files));
    lines.push(match (language, *written, *dry_run) {
        (En, 0, _) => format!("{folder} says so already: no file was changed."),
        (Ja, 0, _) => format!("{folder} はすでにこの内容です。ファイルは変更していません。"),
        (En, _, false) => format!("Written: {of} of {all} files in {folder}."),
        (Ja, _, false) => format!("{folder} の {all} ファイルのうち {of} ファイルを書き込みました。"),
        (En, _, true) => format!("Would be written: {of} of {all} files in {folder}. Nothing was written."),
        (Ja, _, true) => format!("{folder} の {all} ファイルのうち {of} ファイルを書き込みます。まだ何も書き込んでいません。"),
    });
    if !fresh {
        self::account(account, *dry_run, language, &mut lines);
    }
    if !proposed.is_empty() {
        let kinds: Vec<String> = proposed
            .iter()
            .map(|(kind, count)| count_kind(*count, kind.name(), language))
            .collect();
        let kinds = kinds.join(language.pick(", ", "、"));
        lines.push(match language {
            En => format!("Keys were proposed for what has none: {kinds}. Change them before you apply, if you like others better; `meibo apply` sets them."),
            Ja => format!("外部キーのないものにはキーを提案しました：{kinds}。別のキーにする場合は、適用する前に書き換えてください。`meibo apply` で設定されます。"),
        });
    }
    self::left(left, language, &mut lines);
    if *fresh && !dry_run {
        lines.push(match language {
            En => format!("Next: look over tenant.yaml and policy.yaml, then `meibo validate {folder}` and `meibo plan {folder}`."),
            Ja => format!("次の手順：tenant.yaml と policy.yaml を確認し、`meibo validate {folder}`、`meibo plan {folder}` を実行してください。"),
        });
    }
    lines.join("\n") + "\n"
}

/// Keys of a kind that are named; the rest are counted.
const NAMED: usize = 10;

fn account(account: &Account, dry: bool, language: Language, lines: &mut Vec<String>) {
    let Account {
        added,
        changed,
        removed,
        kept,
    } = account;
    let headed = [
        (added, "Added", "Would be added", "追加"),
        (changed, "Changed", "Would be changed", "変更"),
        (removed, "Taken out", "Would be taken out", "取り除き"),
    ];
    for (keys, done, would, ja) in headed {
        if keys.is_empty() {
            continue;
        }
        let named = named(keys, language);
        lines.push(match (language, dry) {
            (En, false) => format!("{done}: {named}."),
            (En, true) => format!("{would}: {named}."),
            (Ja, false) => format!("{ja}：{named}。"),
            (Ja, true) => format!("{ja}（予定）：{named}。"),
        });
    }
    if !kept.is_empty() {
        let named = named(kept, language);
        lines.push(match language {
            En => format!("Declared, and not in the tenant (or in deletion there): {named}. They stay in the files, and the next plan creates them or brings them back. `meibo import --prune` takes them out."),
            Ja => format!("宣言されていますが、テナントにないか削除中です：{named}。ファイルに残しているため、次のプランで作成または復元の対象になります。不要な場合は `meibo import --prune` で取り除けます。"),
        });
    }
}

/// `2 members (E1, E2), 1 org (sales)`
fn named(keys: &Keys, language: Language) -> String {
    let kinds: Vec<String> = keys
        .iter()
        .map(|(kind, keys)| {
            let mut named: Vec<String> = keys
                .iter()
                .take(NAMED)
                .map(|key| escape::terminal(key).into_owned())
                .collect();
            if keys.len() > NAMED {
                named.push(and_more(keys.len() - NAMED, language));
            }
            let counted = count_kind(keys.len(), kind.name(), language);
            let named = named.join(language.pick(", ", "、"));
            match language {
                En => format!("{counted} ({named})"),
                Ja => format!("{counted}（{named}）"),
            }
        })
        .collect();
    kinds.join(language.pick(", ", "、"))
}

/// What became of the objects, for programs: all of their keys.
pub fn account_as_json(account: &Account) -> Value {
    let Account {
        added,
        changed,
        removed,
        kept,
    } = account;
    let by_name = |keys: &Keys| -> BTreeMap<&'static str, Vec<String>> {
        keys.iter()
            .map(|(kind, keys)| (kind.name(), keys.clone()))
            .collect()
    };
    json!({
        "added": by_name(added),
        "changed": by_name(changed),
        "removed": by_name(removed),
        "kept": by_name(kept),
    })
}

fn left(left: &Left, language: Language, lines: &mut Vec<String>) {
    let Left {
        values,
        objects,
        in_deletion,
        entries,
        unread_groups,
        unread,
    } = left;
    for ((kind, property), count) in values {
        let counted = count_kind(*count, kind.name(), language);
        let (kind, count) = (kind.section(), number(*count));
        lines.push(match language {
            En => format!("Left out: `{property}` of {counted}, of a form that the API does not take. The live values stay."),
            Ja => format!("`{kind}` の `{property}` {count} 件は、API が受け付けない形式のため宣言していません。現在の値はそのまま残ります。"),
        });
    }
    for (kind, count) in objects {
        let counted = count_kind(*count, kind.name(), language);
        lines.push(match language {
            En => format!("Left out: {counted} with a key that cannot be declared, or below one, or in a domain that is not declared."),
            Ja => format!("{counted}は、宣言できないキーを持つ（またはその配下にある）か、宣言されていないドメインにあるため、宣言していません。"),
        });
    }
    if *in_deletion > 0 {
        let count = count_kind(*in_deletion, Kind::Member.name(), language);
        lines.push(match language {
            En => format!("Left out: {count} in deletion."),
            Ja => format!("削除中の{count}は宣言していません。"),
        });
    }
    if *entries > 0 {
        let count = number(*entries);
        lines.push(match language {
            En => format!("Left out: entries of lists that name what is not declared: {count}. They stay as they are."),
            Ja => format!("宣言していないものを指すリスト項目 {count} 件は宣言していません。現在のまま残ります。"),
        });
    }
    if *unread_groups > 0 {
        let count = count_kind(*unread_groups, Kind::Group.name(), language);
        lines.push(match language {
            En => format!("Not in the snapshot: who is in {count}. `meibo pull --all` reads that as well."),
            Ja => format!("{count}の所属メンバーはスナップショットに含まれていません。`meibo pull --all` で読み取れます。"),
        });
    }
    if !unread.is_empty() {
        let sections: Vec<String> = unread
            .iter()
            .map(|section| format!("`{section}`"))
            .collect();
        let sections = sections.join(language.pick(", ", "、"));
        lines.push(match language {
            En => format!("Not in the snapshot, and left alone: {sections}."),
            Ja => format!("スナップショットに含まれていないため、変更していません：{sections}。"),
        });
    }
}

/// What is not declared, for programs.
pub fn left_as_json(left: &Left) -> Value {
    let Left {
        values,
        objects,
        in_deletion,
        entries,
        unread_groups,
        unread,
    } = left;
    let values: Vec<Value> = values
        .iter()
        .map(|((kind, property), count)| json!({"kind": kind.name(), "property": property, "count": count}))
        .collect();
    let objects: BTreeMap<&str, usize> = objects
        .iter()
        .map(|(kind, count)| (kind.name(), *count))
        .collect();
    json!({"values": values, "objects": objects, "membersInDeletion": in_deletion, "entries": entries, "groupsWithoutMembers": unread_groups, "unread": unread})
}

/// Comment lines at the head of new files.
pub fn heads(language: Language) -> [(&'static str, &'static [&'static str]); 7] {
    match language {
        En => [
            (
                "tenant.yaml",
                &[
                    "The tenant. `plan` (free | standard | advanced) and `sso` cannot be read from the service:",
                    "please check them. `sync` says how the Organization Sync switches stand in the console.",
                ],
            ),
            ("policy.yaml", &["What this configuration may do."]),
            (
                "ranks.yaml",
                &["Levels, positions, user types: the order of each list is the rank."],
            ),
            (
                "ranks-2.yaml",
                &["Ranks that share their place with one of ranks.yaml: a list is an order."],
            ),
            ("orgs.yaml", &["The orgs, in the order of the console."]),
            (
                "members.yaml",
                &["The members, org by org: the leader first, then by level and name."],
            ),
            ("groups.yaml", &["The groups, by name."]),
        ],
        Ja => [
            (
                "tenant.yaml",
                &[
                    "テナント。`plan`（free | standard | advanced）と `sso` はサービスから読み取れません。",
                    "確認してください。`sync` には Developer Console の組織連携の設定を書きます。",
                ],
            ),
            ("policy.yaml", &["この設定に許す操作。"]),
            (
                "ranks.yaml",
                &["職級・役職・利用権限タイプ。各リストの順序が上位からの順序です。"],
            ),
            (
                "ranks-2.yaml",
                &[
                    "ranks.yaml のいずれかと同じ順位のもの。リストは順序を表すため、別のリストに置きます。",
                ],
            ),
            ("orgs.yaml", &["組織。管理画面と同じ順序です。"]),
            (
                "members.yaml",
                &["メンバー。組織ごとに、組織長、職級、名前の順です。"],
            ),
            ("groups.yaml", &["グループ。名前順です。"]),
        ],
    }
}

/// Comment lines at the end of new files.
pub fn tails(language: Language) -> [(&'static str, &'static [&'static str]); 1] {
    match language {
        En => [(
            "policy.yaml",
            &[
                "Nothing is ever removed, since `owns` is not declared. To let this configuration remove",
                "what is live, has such a key, and is declared nowhere, add to `policy`:",
                "",
                "  owns: {orgs: \"*\", members: \"*\", groups: \"*\"}",
                "  protect: {members: [KEY-OF-AN-ADMINISTRATOR]}",
            ],
        )],
        Ja => [(
            "policy.yaml",
            &[
                "`owns` がないため、何も削除されません。サービスにあって、どのファイルにも宣言されていないものを",
                "削除できるようにするには、キーのパターンを `policy` に追加します。",
                "",
                "  owns: {orgs: \"*\", members: \"*\", groups: \"*\"}",
                "  protect: {members: [管理者のキー]}",
            ],
        )],
    }
}

/// What `meibo fmt` came to.
pub fn tidied(changed: usize, files: usize, stuck: usize, dry: bool, language: Language) -> String {
    let (of, all, left) = (number(changed), number(files), number(stuck));
    let told = match (language, changed, dry) {
        (_, 0, _) if stuck > 0 => String::new(),
        (En, 0, _) if files == 1 => "The file is in the usual style.".to_owned(),
        (En, 0, _) => format!("All {all} files are in the usual style."),
        (Ja, 0, _) => format!("{all} ファイルすべてが標準の書式です。"),
        (En, _, true) => format!("Not in the usual style: {of} of {all} files."),
        (Ja, _, true) => format!("{all} ファイルのうち {of} ファイルが標準の書式ではありません。"),
        (En, _, false) => format!("Brought into the usual style: {of} of {all} files."),
        (Ja, _, false) => format!("{all} ファイルのうち {of} ファイルを標準の書式に整えました。"),
    };
    match (language, stuck) {
        (_, 0) => told,
        (En, _) if told.is_empty() => {
            format!("Could not be brought into the usual style: {left} of {all} files.")
        }
        (En, _) => format!("{told} Could not be brought into it: {left} of {all} files."),
        (Ja, _) => format!("{told}{all} ファイルのうち {left} ファイルは整えられませんでした。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_tidied_is_said_to_be_so() {
        assert_eq!(
            tidied(0, 2, 1, false, En),
            "Could not be brought into the usual style: 1 of 2 files."
        );
        assert_eq!(
            tidied(1, 2, 1, false, En),
            "Brought into the usual style: 1 of 2 files. Could not be brought into it: 1 of 2 files."
        );
    }
}
