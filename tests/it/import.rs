//! What is imported is what there is: it loads without a complaint, plans to nothing but
//! keys, and says the same again.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::environment::Environment;
use crate::tenants;

/// A generated tenant as a snapshot, without the keys of some; its directory.
fn tenant(environment: &Environment, members: usize) -> Value {
    let folder = environment.folder().join("tenant");
    fs::create_dir_all(&folder).expect("a folder");
    let (_, live) = tenants::write(tenants::Size::of(members), "drift", &folder);
    let mut snapshot: Value =
        serde_json::from_slice(&fs::read(live).expect("a snapshot")).expect("JSON");
    for kind in ["ranks", "orgs", "members", "groups"] {
        let objects = snapshot["directory"][kind]
            .as_object_mut()
            .expect("objects");
        for (number, object) in objects.values_mut().enumerate() {
            if number % 3 == 0 {
                object["key"] = Value::Null;
            }
        }
    }
    snapshot
}

fn save(environment: &Environment, name: &str, snapshot: &Value) {
    let bytes = serde_json::to_vec(snapshot).expect("plain data");
    fs::write(environment.folder().join(name), bytes).expect("a file");
}

/// Every file of a folder.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                all.push((path.display().to_string(), fs::read(&path).expect("a file")));
            }
        }
    }
    all.sort();
    all
}

/// Import, validate, plan, apply, plan again, import again.
fn round(members: usize) {
    let environment = Environment::new();
    let mut snapshot = tenant(&environment, members);
    // The addresses tell what no call does; the kinds of numbers of this tenant are one.
    snapshot["tenant"] = json!("generated");
    save(&environment, "live.json", &snapshot);
    let ran = environment.meibo(&["import", "--live", "live.json", "--out", "company"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("Keys were proposed"), "{}", ran.stdout);
    let company = environment.folder().join("company");
    let written = files(&company);

    let ran = environment.meibo(&["validate", "company"]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (Some(0), ""),
        "{}",
        ran.stdout
    );

    let again = environment.meibo(&["import", "--live", "live.json", "--out", "company"]);
    assert_eq!(again.code, Some(0), "{}{}", again.stdout, again.stderr);
    assert!(
        again.stdout.contains("no file was changed"),
        "{}",
        again.stdout
    );
    assert_eq!(
        files(&company),
        written,
        "an import over its own output changes no byte"
    );

    let ran = environment.meibo(&["plan", "company", "--live", "live.json", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let plan: Value = serde_json::from_str(&ran.stdout).expect("a plan");
    let steps = plan["steps"].as_array().expect("steps");
    assert!(!steps.is_empty(), "{plan}");
    for step in steps {
        assert_eq!(step["op"], "adopt", "{step}");
    }

    fs::copy(
        environment.folder().join("live.json"),
        company.join("sandbox.json"),
    )
    .expect("a seed");
    let apply = [
        "apply",
        "company",
        "--sandbox",
        "--yes",
        "--time-scale",
        "500",
    ];
    let ran = environment.meibo(&apply);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let plan = ["plan", "company", "--sandbox", "--detailed-exitcode"];
    let ran = environment.meibo(&plan);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let import = ["import", "--sandbox", "--out", "company"];
    let ran = environment.meibo(&import);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("no file was changed"), "{}", ran.stdout);
}

#[test]
fn ten_members_come_and_stay() {
    round(10);
}

#[test]
fn two_hundred_members_come_and_stay() {
    round(200);
}

#[test]
fn a_thousand_members_come_and_stay() {
    round(1000);
}

/// Ten thousand take minutes without optimisation: asked for with `MEIBO_IMPORT_MEMBERS`.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "how large a test is, is nothing that meibo is set by"
)]
fn as_many_members_as_are_asked_for_come_and_stay() {
    if let Some(members) = std::env::var_os("MEIBO_IMPORT_MEMBERS") {
        let members = members.to_str().and_then(|text| text.parse().ok());
        round(members.expect("MEIBO_IMPORT_MEMBERS is a number"));
    }
}

/// Keys that are made of names have nothing that `validate` warns of, and names that look
/// alike get keys that people can tell apart.
#[test]
fn keys_of_names_are_keys_that_nobody_warns_of() {
    let names = [
        "営業部（東京）",
        "営業部(東京)",
        "ＩＴ推進室",
        "IT推進室",
        "第１課〜第３課",
        "ﾀﾅｶﾞ（兼）",
        "業務改か\u{3099}かり",
        "本\u{200b}社\u{a0}別館",
    ];
    let environment = Environment::new();
    let mut snapshot = tenant(&environment, 60);
    snapshot["tenant"] = json!("generated");
    let mut names_left = names.iter();
    for kind in ["orgs", "groups", "ranks"] {
        let objects = snapshot["directory"][kind].as_object_mut();
        for object in objects.expect("objects").values_mut() {
            object["key"] = Value::Null;
            // Of one kind, so that those of a pair meet.
            if kind == "orgs"
                && let Some(name) = names_left.next()
            {
                object["props"]["name"] = json!(name);
            }
        }
    }
    assert_eq!(names_left.next(), None, "the tenant has enough orgs");
    save(&environment, "live.json", &snapshot);
    let import = ["import", "--live", "live.json", "--out", "company"];
    let ran = environment.meibo(&[&import[..], &["--keys", "name"]].concat());
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let ran = environment.meibo(&["validate", "company"]).exits(0);
    // Names are as they are: of those, and of no key, two warnings are right.
    let told: Vec<&str> = ran
        .stderr
        .lines()
        .filter(|line| line.starts_with("warning "))
        .map(|line| &line[8..13])
        .collect();
    assert_eq!(told, ["M0235", "M0236"], "{ran}");
    assert!(!ran.stderr.contains("`key`"), "{ran}");
}

/// Runs commands as a person would type them; what they print.
fn transcript(environment: &Environment, commands: &[&str]) -> String {
    let mut text = String::new();
    for command in commands {
        let args: Vec<&str> = command.split(' ').skip(1).collect();
        let ran = environment.meibo(&args);
        assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
        text.push_str(&format!("$ {command}\n{}", ran.stdout));
    }
    text
}

/// The transcript of the page is what is printed.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "whether a test renews its page is nothing that meibo is set by"
)]
fn the_page_shows_what_is_printed() {
    let environment = Environment::new();
    environment.copy_example("acme");
    let ran = environment.meibo(&["pull", "acme", "--sandbox", "--all", "--out", "live.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let shown = transcript(
        &environment,
        &[
            "meibo import --live live.json --out company",
            "meibo validate company",
            "meibo import --live live.json --out company",
        ],
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/import.md");
    let page = fs::read_to_string(&path).expect("the page");
    let (before, rest) = page.split_once("```console\n").expect("a transcript");
    let (old, after) = rest
        .split_once("```\n<!-- /transcript -->")
        .expect("its end");
    if std::env::var_os("MEIBO_BLESS").is_some() {
        let text = format!("{before}```console\n{shown}```\n<!-- /transcript -->{after}");
        fs::write(&path, text).expect("the page can be written");
        return;
    }
    assert_eq!(
        old, shown,
        "stale: MEIBO_BLESS=1 cargo test --test it import::the_page"
    );
}

#[test]
fn a_folder_of_something_else_is_refused() {
    let environment = Environment::new();
    environment.copy_example("acme");
    let ran = environment.meibo(&["pull", "acme", "--sandbox", "--all", "--out", "live.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    environment.write("photos/cat.jpg", "cat");
    let ran = environment.meibo(&["import", "--live", "live.json", "--out", "photos"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("M0683"), "{}", ran.stderr);
    // A configuration with errors is told what is wrong, and left as it is.
    environment.write("broken/a.yaml", "tenant: {key: x}\n");
    let ran = environment.meibo(&["import", "--live", "live.json", "--out", "broken"]);
    assert_eq!(ran.code, Some(1));
    let text = fs::read_to_string(environment.folder().join("broken/a.yaml")).expect("a file");
    assert_eq!(text, "tenant: {key: x}\n");
    // One whose files are all in folders of other names is a configuration like any other.
    let ran = environment.meibo(&["import", "--live", "live.json", "--out", "new/tokyo"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let ran = environment.meibo(&["import", "--live", "live.json", "--out", "new"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("no file was changed"), "{}", ran.stdout);
    fs::remove_dir_all(environment.folder().join("new")).expect("removed");
    // Nothing is written by a dry run, and nothing but 0600 otherwise.
    let ran = environment.meibo(&["import", "--live", "live.json", "--out", "new", "--dry-run"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(!environment.folder().join("new").exists());
    assert!(ran.stdout.contains("+members:"), "{}", ran.stdout);
}

/// Over the example that people wrote: what is edited by hand stays, and a second time
/// nothing is left to do.
#[test]
fn an_edited_folder_keeps_its_comments() {
    let environment = Environment::new();
    environment.copy_example("acme");
    let ran = environment.meibo(&["pull", "acme", "--sandbox", "--all", "--out", "live.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let comments = |folder: &str| -> Vec<String> {
        let files = files(&environment.folder().join(folder));
        let texts = files
            .into_iter()
            .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
        texts
            .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
            .filter(|line| line.trim_start().starts_with('#'))
            .filter(|line| !line.contains("$schema"))
            .collect()
    };
    let before = comments("acme");
    let ran = environment.meibo(&["import", "--live", "live.json", "--out", "acme"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let after = comments("acme");
    for comment in &before {
        assert!(after.contains(comment), "{comment}");
    }
    let ran = environment.meibo(&["import", "--live", "live.json", "--out", "acme"]);
    assert!(
        ran.stdout.contains("no file was changed"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    // What the example is about to create is kept, and is still to be created.
    let import = ["import", "--live", "live.json", "--out", "acme"];
    let ran = environment.meibo(&[&import[..], &["--format", "json"]].concat());
    let told: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let kept = told["objects"]["kept"].as_object().expect("kinds");
    let kept: Vec<&Value> = kept
        .values()
        .flat_map(|keys| keys.as_array().expect("keys"))
        .collect();
    assert!(kept.contains(&&json!("P-PLANT")), "{kept:?}");
    let plan = ["plan", "acme", "--live", "live.json", "--format", "json"];
    let ran = environment.meibo(&plan);
    let made: Value = serde_json::from_str(&ran.stdout).expect("a plan");
    let steps = made["steps"].as_array().expect("steps");
    let created: Vec<&Value> = steps
        .iter()
        .filter(|step| step["op"] == "create")
        .map(|step| &step["key"])
        .collect();
    assert_eq!(created.len(), kept.len(), "{created:?} {kept:?}");
    assert!(created.iter().all(|key| kept.contains(key)), "{created:?}");
    let ran = environment.meibo(&[&import[..], &["--prune"]].concat());
    assert!(ran.stdout.contains("Taken out: "), "{}", ran.stdout);
    let ran = environment.meibo(&plan);
    let made: Value = serde_json::from_str(&ran.stdout).expect("a plan");
    for step in made["steps"].as_array().expect("steps") {
        assert_eq!(step["op"], "adopt", "{step}");
    }
    let after = comments("acme");
    let ran = environment.meibo(&["fmt", "acme"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let ran = environment.meibo(&["fmt", "acme", "--check"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    assert_eq!(comments("acme").len(), after.len());
}

/// What would be written is shown, personal data masked unless it is asked for.
#[test]
fn a_dry_run_masks_personal_data() {
    let environment = Environment::new();
    let mut snapshot = tenant(&environment, 10);
    snapshot["tenant"] = json!("generated");
    save(&environment, "live.json", &snapshot);
    let import = ["import", "--live", "live.json", "--out", "c", "--dry-run"];
    let masked = environment.meibo(&import);
    let shown = environment.meibo(&[&import[..], &["--show-sensitive"]].concat());
    assert_eq!((masked.code, shown.code), (Some(0), Some(0)));
    let numbers: Vec<&str> = (shown.stdout.lines())
        .filter_map(|line| {
            line.trim_start_matches(['+', ' '])
                .strip_prefix("employeeNumber: ")
        })
        .collect();
    assert!(!numbers.is_empty(), "{}", shown.stdout);
    for number in numbers {
        assert!(!masked.stdout.contains(number), "{number}");
    }
    assert!(
        masked.stdout.contains("employeeNumber: ***"),
        "{}",
        masked.stdout
    );

    environment.write(
        "f/members.yaml",
        "members:\n- key: E1\n  cellPhone: 090-1234-5678\n",
    );
    let masked = environment.meibo(&["fmt", "f", "--diff"]);
    assert!(
        masked.stdout.contains("+    cellPhone: ***"),
        "{}",
        masked.stdout
    );
    let shown = environment.meibo(&["fmt", "f", "--diff", "--show-sensitive"]);
    assert!(shown.stdout.contains("090-1234-5678"), "{}", shown.stdout);
}

/// What was prepared in the files and not applied yet is not lost, and what was removed in
/// the tenant is not passed over in silence.
#[test]
fn what_is_declared_and_not_live_is_kept_and_told() {
    let environment = Environment::new();
    let mut snapshot = tenant(&environment, 10);
    snapshot["tenant"] = json!("generated");
    save(&environment, "live.json", &snapshot);
    let import = ["import", "--live", "live.json", "--out", "c"];
    let ran = environment.meibo(&import);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let read = |name: &str| {
        let path = environment.folder().join("c").join(name);
        fs::read_to_string(path).expect("a file")
    };
    let tenant = read("tenant.yaml");
    let domain = tenant
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("name: "))
        .expect("a domain");
    let members = format!(
        "{}  # 4月入社\n  - key: E9\n    email: saburo@{domain}\n    privateEmail: saburo@p.example\n    name: {{last: 林, first: 三郎}}\n    posts: [{{org: s9}}]\n",
        read("members.yaml")
    );
    environment.write("c/members.yaml", &members);
    let orgs = format!("{}  - {{key: s9, name: 営業9課}}\n", read("orgs.yaml"));
    environment.write("c/orgs.yaml", &orgs);

    for more in [&[][..], &["--declared-only"]] {
        let ran = environment.meibo(&[&import[..], more].concat());
        assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stdout.contains("no file was changed"), "{}", ran.stdout);
        let told = "not in the tenant (or in deletion there): 1 org (s9), 1 member (E9). They stay";
        assert!(ran.stdout.contains(told), "{}", ran.stdout);
        assert_eq!(read("members.yaml"), members);
        assert_eq!(read("orgs.yaml"), orgs);
    }
    let ran = environment.meibo(&[&import[..], &["--lang", "ja"]].concat());
    let told = "削除中です：組織 1 件（s9）、メンバー 1 人（E9）。ファイルに残している";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);

    // A tenant without anybody, as a new sandbox is: nothing is lost, all of it is told.
    let mut empty = snapshot.clone();
    for kind in ["ranks", "orgs", "members", "groups"] {
        empty["directory"][kind] = json!({});
    }
    save(&environment, "empty.json", &empty);
    let import_empty = ["import", "--live", "empty.json", "--out", "c"];
    let ran = environment.meibo(&[&import_empty[..], &["--format", "json"]].concat());
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let told: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let count = |told: &Value, what: &str| told["objects"][what]["member"].as_array().map(Vec::len);
    assert_eq!(count(&told, "kept"), Some(11), "{told}");
    assert_eq!(told["objects"]["removed"], json!({}));
    assert_eq!(told["changed"], json!([]));

    let dry = [&import[..], &["--prune", "--dry-run"]].concat();
    let ran = environment.meibo(&dry);
    let told = "Would be taken out: 1 org (s9), 1 member (E9).";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    assert_eq!(read("members.yaml"), members);
    let prune = [&import[..], &["--prune", "--format", "json"]].concat();
    let ran = environment.meibo(&prune);
    let told: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(
        told["objects"],
        json!({"added": {}, "changed": {}, "removed": {"org": ["s9"], "member": ["E9"]}, "kept": {}})
    );
    assert!(!read("members.yaml").contains("三郎"));
    assert!(!read("orgs.yaml").contains("s9"));
}

/// The mark that an editor put before a text stays where the text changes.
#[test]
fn a_byte_order_mark_stays() {
    let environment = Environment::new();
    let mut snapshot = tenant(&environment, 10);
    snapshot["tenant"] = json!("generated");
    save(&environment, "live.json", &snapshot);
    let import = ["import", "--live", "live.json", "--out", "c"];
    let ran = environment.meibo(&import);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let path = environment.folder().join("c/members.yaml");
    let written = fs::read_to_string(&path).expect("a file");
    fs::write(&path, format!("\u{feff}{written}")).expect("a file");
    let ran = environment.meibo(&import);
    assert!(ran.stdout.contains("no file was changed"), "{}", ran.stdout);
    let members = snapshot["directory"]["members"].as_object_mut();
    let member = members.and_then(|all| all.values_mut().next());
    member.expect("a member")["props"]["telephone"] = json!("03-9999-0000");
    save(&environment, "live.json", &snapshot);
    let ran = environment.meibo(&import);
    assert!(ran.stdout.contains("Changed: 1 member ("), "{}", ran.stdout);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.starts_with('\u{feff}'), "{text}");
    assert!(text.contains("03-9999-0000"), "{text}");
}
