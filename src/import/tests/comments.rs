//! Every style of writing a folder, every change of a tenant: each comment stands by what it
//! speaks of, or is gone together with it.
//!
//! A comment says where it stands and of what: `above` or `beside` it, or `within` it. What
//! it names is a key, `KEY/property` or `KEY/list/entry`; behind `=` stands what the line it
//! speaks of holds, where that is not the last of the name. `always` stays whatever happens.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::merge::{Folder, declared, difference, find, whole};
use crate::import::{Sections, merge};
use crate::source::values;

const MEMBERS: &str = "\
# always: the members
members:
  # above E1: on loan until March
  - key: E1
    email: taro@acme.example
    name: {last: 森, first: 太郎}
    aliasEmails: [
      taro2@acme.example, # beside E1/aliasEmails/taro2@acme.example: old
      # above E1/aliasEmails/taro3@acme.example: of the office
      taro3@acme.example, # beside E1/aliasEmails/taro3@acme.example: Osaka
      taro4@acme.example  # beside E1/aliasEmails/taro4@acme.example: no comma
    ]
    posts:
      - {org: s1, position: P1, leader: true}   # beside E1/posts/s1: acting
      - {org: s2}   # beside E1/posts/s2: helps out
    telephone: \"03-0000-0001\" # beside E1/telephone: desk
    # above E1/cellPhone: ask him first
    cellPhone: 090-0000-0001
    task: |
      line one
      line two
    # within E1: of Taro

  # above E2: works from home
  - key: E2
    email: hanako@acme.example
    name:
      last: 林     # beside E2/name/last: maiden name
      # above E2/name/first: the reading is unknown
      first: 花子
    posts: [{org: hq}] # beside E2/posts: one alone
    groups: [g1, g2] # beside E2/groups: both

  # above E3=jiro: the new one
  - email: jiro@acme.example
    name: {last: 田中, first: 次郎}
    # above E3/key: behind the address
    key: E3
    posts:
      # above E3/posts/s2: from April
      - org: s2   # beside E3/posts/s2: since April
        position: P1
";

const ORGS: &str = "\
orgs:
  # above sales: talk to Mori first
  # above sales: and twice
  - key: sales
    name: 営業部
    orgs:
      # above s1: sits in Osaka
      - key: s1
        name: 営業1課   # beside s1/name: renamed
        # above s1/email: agreed with IT
        email: s1@acme.example
      # above s2: sits in Tokyo
      - key: s2
        name: 営業2課
        # within s2: budget frozen until June

  # above hq: the head
  - key: hq
    name: 本社
    orgs:
      - {key: hq1, name: 総務課}  # beside hq1: GA
      # above hq2: the last
      - {key: hq2, name: 人事課}  # beside hq2: HR
    # within hq: below its orgs
";

const GROUPS: &str = "\
groups:
  # above g1: the project
  - key: g1
    name: PJ
    masters: [E1]
    members: [
      E1, # beside g1/members/E1: Taro
      # above g1/members/E2: she is new
      E2, # beside g1/members/E2: Hanako
      E3, # beside g1/members/E3: Jiro
    ]
  # above g2: the other
  - key: g2
    name: PJ2
    masters:
      - E2   # beside g2/masters/E2: boss
    members:
      # above g2/members/E1: the core
      - E1   # beside g2/members/E1: Taro
      - E2   # beside g2/members/E2: Hanako
      # above g2/members/E3: the guest
      - E3   # beside g2/members/E3: Jiro
";

const RANKS: &str = "\
levels:
  # above L1: the top
  - {key: L1, name: 部長級}   # beside L1: directors
  # above L2: the middle
  - {key: L2, name: 課長級}   # beside L2: managers
  # above L3: the rest
  - {key: L3, name: 一般}
# always: the ranks that one holds in an org
positions:
  - key: P1
    name: 課長
";

fn folder() -> Folder {
    [
        ("members.yaml", MEMBERS),
        ("orgs.yaml", ORGS),
        ("groups.yaml", GROUPS),
        ("ranks.yaml", RANKS),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into()
}

/// A way to write the same folder.
type Style = (&'static str, fn(&mut Folder));

fn lines(folder: &mut Folder, change: impl Fn(&str) -> String) {
    for text in folder.values_mut() {
        let changed: Vec<String> = text.lines().map(&change).collect();
        *text = changed.join("\n") + "\n";
    }
}

fn texts(folder: &mut Folder, change: impl Fn(&str) -> String) {
    for text in folder.values_mut() {
        *text = change(text);
    }
}

fn replace(folder: &mut Folder, file: &str, from: &str, to: &str) {
    let text = &folder[file];
    assert!(text.contains(from), "{from}");
    let text = text.replacen(from, to, 1);
    folder.insert(file.to_owned(), text);
}

/// Blanks, the dash of an entry where there is one, and the rest.
fn taken_apart(line: &str) -> (&str, &str, &str) {
    let (blanks, rest) = line.split_at(line.len() - line.trim_start().len());
    match rest.strip_prefix("- ") {
        Some(rest) => (blanks, "- ", rest),
        None => (blanks, "", rest),
    }
}

fn quoted(line: &str) -> String {
    let (blanks, dash, rest) = taken_apart(line);
    match rest.split_once(':') {
        Some((name, value)) if name.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            format!("{blanks}{dash}\"{name}\":{value}")
        }
        _ => line.to_owned(),
    }
}

fn wide(line: &str) -> String {
    let (blanks, dash, rest) = taken_apart(line);
    let dash = if dash.is_empty() { "" } else { "-   " };
    format!("{blanks}{blanks}{dash}{rest}")
}

fn dash_alone(line: &str) -> String {
    match taken_apart(line) {
        (blanks, "- ", rest) if rest.starts_with("key:") || rest.starts_with("email:") => {
            format!("{blanks}- # an entry\n{blanks}  {rest}")
        }
        _ => line.to_owned(),
    }
}

const PARENTS: &str = "\
orgs:
- key: sales # beside sales: top
  name: 営業部
# above s1: below sales
- {key: s1, parent: sales, name: 営業1課, email: s1@acme.example}   # beside s1: one
- {key: s2, parent: sales, name: 営業2課} # beside s2: two
-   key: hq
    name: 本社
- key: hq1
  parent: hq # beside hq1/parent: the head
  name: 総務課
# above hq2: another
- {key: hq2, parent: hq, name: 人事課}";

fn styles() -> Vec<Style> {
    vec![
        ("as it is", |_| {}),
        ("CRLF", |it| texts(it, |text| text.replace('\n', "\r\n"))),
        ("no line end at the end", |it| {
            texts(it, |text| text.trim_end().to_owned());
        }),
        ("the start of a document", |it| {
            texts(it, |text| format!("---\n{text}"));
        }),
        ("comments at the end", |it| {
            texts(it, |text| {
                format!("{text}  # always: indented\n\n# always: the end\n")
            });
        }),
        ("tabs before comments", |it| {
            lines(it, |line| line.replacen(" # ", " \t# ", 1));
        }),
        ("blanks at the end of lines", |it| {
            lines(it, |line| match line.ends_with([']', '}', '1', '課']) {
                true => format!("{line}  "),
                false => line.to_owned(),
            });
        }),
        ("names in quotes", |it| lines(it, quoted)),
        ("lists without indentation", |it| {
            lines(it, |line| {
                line.strip_prefix("  ").unwrap_or(line).to_owned()
            });
        }),
        ("four spaces", |it| lines(it, wide)),
        ("dashes alone", |it| lines(it, dash_alone)),
        ("anchors", |it| {
            replace(it, "members.yaml", "[{org: hq}]", "&p [{org: hq}]");
            replace(it, "groups.yaml", "[E1]", "&m [E1]");
        }),
        ("members in two files", |it| {
            let text = it["members.yaml"].clone();
            let (first, rest) = text.split_once("\n  # above E2:").expect("two");
            it.insert("members.yaml".to_owned(), first.to_owned());
            let rest = format!(
                "# always: more\nmembers:\n  # above E2:{rest}\n# always: below\ngroups: []\n"
            );
            it.insert("zz/more.yml".to_owned(), rest);
        }),
        ("one file", |it| {
            let all: String = std::mem::take(it).into_values().collect();
            it.insert("all.yaml".to_owned(), all);
        }),
        ("brackets over lines", |it| {
            replace(
                it,
                "members.yaml",
                "# above E3/posts/s2: from April\n      - org: s2   # beside E3/posts/s2: since April\n        position: P1",
                "- {\n          org: s2,   # beside E3/posts/s2: since April\n          position: P1   # beside E3/posts/s2=P1: acting\n        }",
            );
            replace(
                it,
                "groups.yaml",
                "masters:\n      - E2   # beside g2/masters/E2: boss",
                "masters: [E2, # beside g2/masters/E2: boss\n      ] # beside g2/masters=]: one alone",
            );
        }),
        ("two a line", |it| {
            replace(
                it,
                "groups.yaml",
                "E1, # beside g1/members/E1: Taro\n      # above g1/members/E2: she is new\n      E2, # beside g1/members/E2: Hanako\n      E3, # beside g1/members/E3: Jiro",
                "E1, E2,\n      E3 # beside g1/members/E3: Jiro",
            );
        }),
        ("a folded text", |it| {
            replace(
                it,
                "members.yaml",
                "task: |\n      line one\n      line two\n",
                "task: \"line one\\n\\\n      line two\\n\" # beside E1/task=line: folded\n",
            );
        }),
        ("a text of lines with a comment", |it| {
            replace(
                it,
                "members.yaml",
                "task: |\n",
                "task: | # beside E1/task: lines\n",
            );
        }),
        ("orgs that name their parent", |it| {
            it.insert("orgs.yaml".to_owned(), PARENTS.to_owned());
        }),
        ("a blank line above each", |it| {
            lines(it, |line| {
                match line.contains("# above ") && !line.contains(": and twice") {
                    true => format!("\n{line}"),
                    false => line.to_owned(),
                }
            });
        }),
    ]
}

type Change = (&'static str, fn(&mut Sections));

fn entries<'a>(now: &'a mut Sections, section: &str, key: &str, list: &str) -> &'a mut Vec<Value> {
    find(now, section, key)[list]
        .as_array_mut()
        .expect("a list")
}

/// Takes an org out of the tree.
fn taken(now: &mut Sections, key: &str) -> Value {
    fn from(list: &mut Vec<Value>, key: &str) -> Option<Value> {
        if let Some(at) = list.iter().position(|org| org["key"] == key) {
            return Some(list.remove(at));
        }
        let below = |org: &mut Value| from(org.get_mut("orgs")?.as_array_mut()?, key);
        list.iter_mut().find_map(below)
    }
    from(now["orgs"].as_array_mut().expect("orgs"), key).expect("an org")
}

fn put(now: &mut Sections, parent: &str, place: usize, org: Value) {
    let list = match parent {
        "" => &mut now["orgs"],
        parent => {
            let parent = find(now, "orgs", parent).as_object_mut().expect("an org");
            parent.entry("orgs").or_insert(json!([]))
        }
    };
    let list = list.as_array_mut().expect("orgs");
    list.insert(place.min(list.len()), org);
}

fn gone(now: &mut Sections, key: &str) {
    let members = now["members"].as_array_mut().expect("members");
    members.retain(|member| member["key"] != key);
    for group in now["groups"].as_array_mut().expect("groups") {
        for list in ["masters", "members"] {
            let list = group[list].as_array_mut().expect("members");
            list.retain(|member| member != key);
        }
    }
}

fn member(key: &str) -> Value {
    json!({"key": key, "email": "new@acme.example", "name": {"last": "阿部"}, "posts": [{"org": "hq"}]})
}

fn changes() -> Vec<Change> {
    vec![
        ("nothing", |_| {}),
        ("another telephone", |it| {
            find(it, "members", "E1")["telephone"] = json!("03-9999-0000");
        }),
        ("no telephone", |it| {
            find(it, "members", "E1")["telephone"] = Value::Null;
        }),
        ("no cell phone, no task", |it| {
            find(it, "members", "E1")["cellPhone"] = Value::Null;
            find(it, "members", "E1")["task"] = Value::Null;
        }),
        ("a new first member", |it| {
            it["members"]
                .as_array_mut()
                .expect("members")
                .insert(0, member("E0"));
        }),
        ("a new last member", |it| {
            it["members"]
                .as_array_mut()
                .expect("members")
                .push(member("E9"));
        }),
        ("the first member is gone", |it| gone(it, "E1")),
        ("the second member is gone", |it| gone(it, "E2")),
        ("the last member is gone", |it| gone(it, "E3")),
        ("two members are gone", |it| {
            gone(it, "E1");
            gone(it, "E2");
        }),
        ("all members are others", |it| {
            for key in ["E1", "E2", "E3"] {
                gone(it, key);
            }
            it["members"] = json!([member("E7"), member("E8")]);
        }),
        ("no members", |it| {
            for key in ["E1", "E2", "E3"] {
                gone(it, key);
            }
        }),
        ("another primary post", |it| {
            entries(it, "members", "E1", "posts").reverse();
        }),
        ("a post less", |it| {
            entries(it, "members", "E1", "posts").remove(0);
        }),
        ("another post", |it| {
            find(it, "members", "E1")["posts"] = json!([{"org": "hq"}]);
        }),
        ("a post more", |it| {
            entries(it, "members", "E3", "posts").push(json!({"org": "hq1"}));
            entries(it, "members", "E2", "posts").push(json!({"org": "hq1"}));
        }),
        ("another name", |it| {
            find(it, "members", "E2")["name"] =
                json!({"last": "山田: #x", "first": "花子", "phoneticLast": "ヤマダ"});
            find(it, "members", "E3")["name"]["last"] = json!("[x] y");
        }),
        ("another task", |it| {
            find(it, "members", "E1")["task"] = json!("line one\nline 2\n");
        }),
        ("a task of one line, a new property", |it| {
            find(it, "members", "E1")["task"] = json!("a line");
            let member = find(it, "members", "E1").as_object_mut().expect("a member");
            member.shift_insert(1, "employeeNumber".to_owned(), json!("7"));
            find(it, "members", "E3")["employeeNumber"] = json!("9");
        }),
        ("no first alias", |it| {
            entries(it, "members", "E1", "aliasEmails").remove(0);
        }),
        ("no second alias", |it| {
            entries(it, "members", "E1", "aliasEmails").remove(1);
        }),
        ("no last alias", |it| {
            entries(it, "members", "E1", "aliasEmails").pop();
        }),
        ("an alias more", |it| {
            entries(it, "members", "E1", "aliasEmails").push(json!("zed@acme.example"));
        }),
        ("one alias of three, and another", |it| {
            find(it, "members", "E1")["aliasEmails"] =
                json!(["taro3@acme.example", "zed@acme.example"]);
        }),
        ("other aliases", |it| {
            find(it, "members", "E1")["aliasEmails"] = json!(["zed@acme.example"]);
        }),
        ("s2 moves to hq, first", |it| {
            let org = taken(it, "s2");
            put(it, "hq", 0, org);
        }),
        ("s1 moves to hq, last", |it| {
            let org = taken(it, "s1");
            put(it, "hq", 9, org);
        }),
        ("both of sales move", |it| {
            for key in ["s1", "s2"] {
                let org = taken(it, key);
                put(it, "hq1", 9, org);
            }
        }),
        ("hq moves below sales", |it| {
            let org = taken(it, "hq");
            put(it, "sales", 0, org);
        }),
        ("s1 becomes a top", |it| {
            let org = taken(it, "s1");
            put(it, "", 0, org);
        }),
        ("s2 moves below s1", |it| {
            let org = taken(it, "s2");
            put(it, "s1", 0, org);
        }),
        ("s1 moves and is renamed", |it| {
            let mut org = taken(it, "s1");
            org["name"] = json!("営業一課");
            put(it, "hq", 1, org);
        }),
        ("hq1 moves and takes in s1", |it| {
            let org = taken(it, "hq1");
            put(it, "sales", 9, org);
            let org = taken(it, "s1");
            put(it, "hq1", 0, org);
        }),
        ("a row of moves", |it| {
            for (key, parent) in [("hq2", "s2"), ("s2", "hq1"), ("hq1", "")] {
                let org = taken(it, key);
                put(it, parent, 0, org);
            }
        }),
        ("an org is gone", |it| {
            taken(it, "hq1");
        }),
        ("the first org below is gone", |it| {
            taken(it, "s1");
        }),
        ("a top is gone, what is below moves up", |it| {
            let org = taken(it, "s2");
            put(it, "", 0, org);
            taken(it, "sales");
        }),
        ("a new first org below", |it| {
            put(it, "sales", 0, json!({"key": "n1", "name": "新設課"}));
        }),
        ("a new last org below, a new top", |it| {
            put(it, "sales", 9, json!({"key": "n1", "name": "新設課"}));
            put(it, "", 0, json!({"key": "n2", "name": "新設部"}));
        }),
        ("the tops change places", |it| {
            it["orgs"].as_array_mut().expect("orgs").swap(0, 1);
        }),
        ("orgs change places and say something else", |it| {
            entries(it, "orgs", "sales", "orgs").swap(0, 1);
            entries(it, "orgs", "hq", "orgs").swap(0, 1);
            find(it, "orgs", "s1")["name"] = json!("営業一課");
            find(it, "orgs", "s2")["email"] = json!("s2@acme.example");
        }),
        ("orgs change places, one is gone, one is new", |it| {
            entries(it, "orgs", "sales", "orgs").swap(0, 1);
            put(it, "sales", 1, json!({"key": "n1", "name": "新設課"}));
            it["orgs"].as_array_mut().expect("orgs").swap(0, 1);
            taken(it, "hq2");
        }),
        ("the groups lose E2", |it| {
            entries(it, "groups", "g1", "members").remove(1);
            entries(it, "groups", "g2", "members").remove(1);
        }),
        ("the groups lose E1", |it| {
            entries(it, "groups", "g1", "members").remove(0);
            entries(it, "groups", "g2", "members").remove(0);
        }),
        ("the groups lose E3", |it| {
            entries(it, "groups", "g1", "members").remove(2);
            entries(it, "groups", "g2", "members").remove(2);
        }),
        ("E3 alone", |it| {
            find(it, "groups", "g1")["members"] = json!(["E3"]);
            find(it, "groups", "g2")["members"] = json!(["E3"]);
        }),
        ("the groups have one more", |it| {
            entries(it, "groups", "g1", "members").push(json!("E8"));
            entries(it, "groups", "g2", "members").push(json!("E8"));
            entries(it, "groups", "g2", "masters").push(json!("E3"));
        }),
        ("E1 and two others", |it| {
            find(it, "groups", "g1")["members"] = json!(["E1", "E7", "E8"]);
            find(it, "groups", "g2")["members"] = json!(["E1", "E7", "E8"]);
        }),
        ("no masters, no members", |it| {
            find(it, "groups", "g1")["members"] = json!([]);
            find(it, "groups", "g2")["members"] = json!([]);
            find(it, "groups", "g2")["masters"] = json!([]);
        }),
        ("a new group, a description", |it| {
            let new = json!({"key": "g0", "name": "AA", "members": ["E1"]});
            it["groups"].as_array_mut().expect("groups").insert(0, new);
            find(it, "groups", "g1")["description"] = json!("[x] y");
        }),
        ("a group is gone", |it| {
            it["groups"].as_array_mut().expect("groups").remove(0);
        }),
        ("the levels are reversed", |it| {
            it["levels"].as_array_mut().expect("levels").reverse();
        }),
        ("a level is gone, one has another name", |it| {
            it["levels"].as_array_mut().expect("levels").remove(1);
            find(it, "levels", "L1")["name"] = json!("本部長級");
            find(it, "levels", "L1")["executive"] = json!(true);
        }),
        ("the first level is gone", |it| {
            it["levels"].as_array_mut().expect("levels").remove(0);
        }),
    ]
}

/// What is declared of what a comment names.
fn is_there(now: &Sections, path: &str) -> bool {
    fn object<'a>(list: &'a [Value], key: &str) -> Option<&'a Value> {
        list.iter().find_map(|one| {
            let below = || object(one.get("orgs")?.as_array()?, key);
            match one.get("key").is_some_and(|it| it == key) {
                true => Some(one),
                false => below(),
            }
        })
    }
    let mut parts = path.split('/');
    let key = parts.next().expect("a key");
    let mut lists = now.values().filter_map(Value::as_array);
    let Some(mut at) = lists.find_map(|list| object(list, key)) else {
        return false;
    };
    for part in parts {
        let next = match at {
            Value::Array(list) => list.iter().find(|one| *one == part || one["org"] == part),
            other => other.get(part),
        };
        let Some(next) = next else { return false };
        at = next;
    }
    true
}

/// A comment that says where it stands.
fn told(line: &str) -> Option<(&str, &str, &str)> {
    let said = line.split_once("# ")?.1;
    let (head, _) = said.split_once(": ").or(said.split_once(':'))?;
    let (place, path) = head.split_once(' ').unwrap_or((head, ""));
    let (path, token) = match path.split_once('=') {
        Some(both) => both,
        None => (path, path.rsplit('/').next().unwrap_or_default()),
    };
    ["above", "beside", "within", "always"]
        .contains(&place)
        .then_some((place, path, token))
}

/// The comments of a folder, and how many of each.
fn comments(folder: &Folder) -> BTreeMap<&str, usize> {
    let mut all = BTreeMap::new();
    for text in folder.values() {
        for line in text.lines().filter(|line| told(line).is_some()) {
            let comment = line.split_once("# ").map_or(line, |(_, said)| said);
            *all.entry(comment.trim_end()).or_insert(0) += 1;
        }
    }
    all
}

/// Comments that stand by something else than what they speak of.
fn astray(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().collect();
    let code = |line: &str| line.split('#').next().unwrap_or_default().trim().to_owned();
    let mut astray = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let Some((place, _, token)) = told(line) else {
            continue;
        };
        let is_there = match place {
            "beside" => code(line).contains(token),
            "above" => {
                let mut below = lines[number + 1..]
                    .iter()
                    .skip_while(|line| line.trim_start().starts_with('#'));
                let mut found = below.next().map_or(String::new(), |line| code(line));
                if found == "-" {
                    found = below.next().map_or(String::new(), |line| code(line));
                }
                code(line).is_empty() && found.contains(token)
            }
            _ => true,
        };
        if !is_there {
            astray.push(*line);
        }
    }
    astray
}

/// What is wrong with a folder after changes.
fn wrong(folder: &Folder, before: &Sections, changes: &[&Change]) -> Result<(), String> {
    let mut now = before.clone();
    for (_, change) in changes {
        change(&mut now);
    }
    let after = merge::folder(folder, &now, &whole()).map_err(|found| format!("{found:?}"))?;
    let again = merge::folder(&after, &now, &whole()).map_err(|found| format!("{found:?}"))?;
    let shown = || difference(folder, &after);
    if again != after {
        return Err(format!(
            "again:\n{}\n{}",
            shown(),
            difference(&after, &again)
        ));
    }
    let declared = declared(&after);
    let found = comments(&after);
    for (comment, before) in comments(folder) {
        let line = format!("# {comment}");
        let (place, path, _) = told(&line).expect("a comment");
        let expected = match place == "always" || is_there(&declared, path) {
            true => before,
            false => 0,
        };
        let found = found.get(comment).copied().unwrap_or(0);
        if found != expected {
            return Err(format!("{found} of {expected}: {comment}\n{}", shown()));
        }
    }
    for text in after.values() {
        if let Some(line) = astray(text).first() {
            return Err(format!("astray: {line}\n{}", shown()));
        }
        if text.contains("\r\n") && text.matches('\n').count() != text.matches("\r\n").count() {
            return Err(format!("line ends\n{}", shown()));
        }
    }
    Ok(())
}

/// The sections that a change touches.
fn touched(before: &Sections, change: &Change) -> BTreeSet<String> {
    let mut now = before.clone();
    change.1(&mut now);
    let changed = now.into_iter().filter(|(name, it)| before[name] != *it);
    changed.map(|(name, _)| name).collect()
}

#[test]
fn every_comment_goes_with_what_it_speaks_of() {
    let before = declared(&folder());
    let changes = changes();
    let touched: Vec<_> = changes.iter().map(|it| touched(&before, it)).collect();
    let mut failed = Vec::new();
    for (style, write) in styles() {
        let mut folder = folder();
        write(&mut folder);
        for (name, text) in &folder {
            assert_eq!(astray(text), Vec::<&str>::new(), "{style}: {name}");
            values(name, text).expect("YAML");
        }
        for (number, change) in changes.iter().enumerate() {
            // Each alone, and each with one that changes something else.
            let mut others = (1..changes.len()).map(|step| (number + step * 7) % changes.len());
            let other = others.find(|at| touched[number].is_disjoint(&touched[*at]));
            let mut tried = vec![vec![change]];
            tried.extend(other.map(|other| vec![&changes[other], change]));
            for both in tried {
                if let Err(what) = wrong(&folder, &before, &both) {
                    let names: Vec<&str> = both.iter().map(|(name, _)| *name).collect();
                    failed.push(format!("=== {style}: {}: {what}", names.join(" + ")));
                }
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} fail\n{}",
        failed.len(),
        failed.join("\n")
    );
}
