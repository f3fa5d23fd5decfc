//! What a property of the API is called in a configuration, for what the service says of
//! one.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::TABLES;

/// The property of a section that a path in a request of the API stands for:
/// `organizations[0].orgUnits[1].isManager` of `members` is `posts.leader`. Places in lists
/// are left out: a request has them in an order of its own. `None` for what has no place in
/// a configuration.
pub fn in_configuration(section: &str, path: &str) -> Option<&'static str> {
    static NAMES: OnceLock<HashMap<(&str, String), &str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        let rows = || {
            TABLES
                .iter()
                .flat_map(|table| table.rows.iter().map(move |row| (table.section, row)))
        };
        // What stands between backticks is a name, or a path that ends in one.
        let paths = |api: &'static str| api.split('`').skip(1).step_by(2);
        for (section, row) in rows() {
            for path in paths(row.api) {
                names.entry((section, plain(path))).or_insert(row.yaml);
            }
        }
        // A list stands for its entries too, where it has no name of its own.
        for (section, row) in rows() {
            for (list, _) in paths(row.api).filter_map(|path| path.split_once("[]")) {
                let list = (section, list.to_owned());
                names.entry(list).or_insert(row.yaml);
            }
        }
        names
    });
    let path = plain(path);
    let mut rest = path.as_str();
    // A path of the table begins where its mapping does.
    loop {
        if let Some(name) = names.get(&(section, rest.to_owned())) {
            return Some(name);
        }
        rest = rest.split_once('.')?.1;
    }
}

/// A path without the places in lists: `orgUnits[1].isManager` is `orgUnits.isManager`.
fn plain(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut depth = 0_u32;
    for c in path.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_requests_are_properties_of_the_configuration() {
        for (section, path, wanted) in [
            ("groups", "administrators", Some("masters")),
            ("groups", "administrators[0].userId", Some("masters")),
            ("groups", "members", Some("members")),
            ("groups", "members[4].id", Some("members")),
            ("groups", "groupName", Some("name")),
            ("groups", "useMail", Some("features")),
            ("orgs", "parentOrgUnitId", Some("parent")),
            ("orgs", "email", Some("email")),
            ("orgs", "i18nNames[1].name", Some("names.*")),
            (
                "orgs",
                "membersAllowedToUseOrgUnitEmailAsSender[2].userId",
                Some("membersAllowedToUseEmailAsSender"),
            ),
            ("members", "organizations[0].levelId", Some("level")),
            ("members", "organizations[0].orgUnits", Some("posts")),
            (
                "members",
                "organizations[1].orgUnits[3].isManager",
                Some("posts.leader"),
            ),
            ("members", "organizations[1].email", Some("secondary.email")),
            ("members", "userName.lastName", Some("name.last")),
            (
                "members",
                "relations[0].relationUserId",
                Some("relations.member"),
            ),
            ("members", "userExternalKey", Some("key")),
            ("levels", "levelName", Some("name")),
            ("levels", "displayOrder", None),
            ("levels", "isManager", None),
            ("noSection", "email", None),
            ("members", "", None),
            ("members", "]][[.", None),
        ] {
            assert_eq!(in_configuration(section, path), wanted, "{section} {path}");
        }
    }
}
