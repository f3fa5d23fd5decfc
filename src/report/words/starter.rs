//! The starter folder that `meibo init` writes, and what to do next.

use super::Language;
use super::Language::{En, Ja};

/// A file of the starter folder: its path in it, and its text in English and Japanese.
macro_rules! file {
    ($path:literal) => {
        file!($path, $path)
    };
    ($path:literal, $template:literal) => {
        (
            $path,
            include_str!(concat!("starter/en/", $template)),
            include_str!(concat!("starter/ja/", $template)),
        )
    };
}

/// Every file but the schema, which is generated.
pub(super) const FILES: [(&str, &str, &str); 7] = [
    file!("tenant.yaml"),
    file!("policy.yaml"),
    file!("ranks.yaml"),
    file!("orgs.yaml"),
    file!("members.yaml"),
    file!("groups.yaml"),
    file!(".gitignore", "gitignore"),
];

/// The schema that the first line of every YAML file names.
pub const SCHEMA: &str = "meibo.schema.json";

/// The file that holds the `tenant` section.
pub const TENANT: &str = "tenant.yaml";

/// The mail domain that stands in it.
pub const MAIL_DOMAIN: &str = "company.example";

/// The files of the starter folder, each with its path in it; the same data in both
/// languages but for names.
pub fn files(language: Language) -> Vec<(&'static str, &'static str)> {
    let files = FILES.into_iter();
    files
        .map(|(path, en, ja)| (path, language.pick(en, ja)))
        .collect()
}

/// What was written, and the next three steps. `folder` is quoted as a shell takes it.
pub fn written(folder: &str, kept: bool, language: Language) -> String {
    let kept = match (kept, language) {
        (false, _) => "",
        (true, En) => "The .gitignore that is there is kept: add `.meibo/` to it.\n",
        (true, Ja) => "既存の .gitignore はそのまま残しました。`.meibo/` を追記してください。\n",
    };
    match language {
        En => format!(
            "A starter configuration is in {folder}.\n{kept}\n\
             Next:\n\
             \x20 1. Put your own values into tenant.yaml where it says CHANGE, and your people into the other files.\n\
             \x20 2. Try it without an account:   meibo plan {folder} --sandbox\n\
             \x20 3. With the LINEWORKS_... variables set, see what would change in the real tenant:   meibo plan {folder}\n"
        ),
        Ja => format!(
            "設定のひな形を {folder} に作成しました。\n{kept}\n\
             次の手順：\n\
             \x20 1. tenant.yaml の「変更」とある箇所に自社の値を、ほかのファイルに自社の組織とメンバーを書きます。\n\
             \x20 2. アカウントなしで試します：\x20 meibo plan {folder} --sandbox\n\
             \x20 3. LINEWORKS_... の環境変数を設定し、実際のテナントでの変更内容を確認します：\x20 meibo plan {folder}\n"
        ),
    }
}

/// A folder that lacked its tenant has one, and the next steps. `folder` is quoted as a shell
/// takes it.
pub fn completed(folder: &str, language: Language) -> String {
    match language {
        En => format!(
            "The `tenant` section that the configuration in {folder} lacked is in tenant.yaml. Nothing else was changed.\n\n\
             Next:\n\
             \x20 1. Put your own values into tenant.yaml where it says CHANGE.\n\
             \x20 2. Check it all:   meibo validate {folder}\n\
             \x20 3. Try it without an account:   meibo plan {folder} --sandbox\n"
        ),
        Ja => format!(
            "{folder} の設定に足りなかった `tenant` セクションを tenant.yaml に作成しました。ほかのファイルは変更していません。\n\n\
             次の手順：\n\
             \x20 1. tenant.yaml の「変更」とある箇所に自社の値を書きます。\n\
             \x20 2. 全体を検査します：\x20 meibo validate {folder}\n\
             \x20 3. アカウントなしで試します：\x20 meibo plan {folder} --sandbox\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that are no comment and hold no name: what both languages share.
    fn bones(text: &str) -> Vec<String> {
        let lines = text
            .lines()
            .map(|line| line.split(" #").next().unwrap_or(line));
        let lines = lines.filter(|line| !line.trim_start().starts_with('#'));
        let lines = lines.filter(|line| !line.contains("name"));
        lines.map(|line| line.trim_end().to_owned()).collect()
    }

    #[test]
    fn both_languages_say_the_same() {
        for (path, en, ja) in FILES {
            assert_eq!(bones(en), bones(ja), "{path}");
            let is_japanese = |c: char| matches!(c, 'ぁ'..='ん');
            assert!(ja.contains(is_japanese), "{path}");
            assert!(!en.contains(is_japanese), "{path}");
            let schema = format!("# yaml-language-server: $schema={SCHEMA}\n");
            if path == TENANT {
                assert_eq!(en.matches(MAIL_DOMAIN).count(), 1);
                assert_eq!(ja.matches(MAIL_DOMAIN).count(), 1);
            }
            if path.ends_with(".yaml") {
                assert!(en.starts_with(&schema) && ja.starts_with(&schema), "{path}");
            }
        }
    }
}
