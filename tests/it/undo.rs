//! What a run did is taken back: the model's company goes from one state to another through
//! a journal, and by the plan of its undo to where it was.

use meibo::apply::undo::How;
use meibo::apply::undo::codes as undo;
use meibo::directory::{
    Directory, Field, Kind, Pattern, Post, RankKind, Ref, Removal, Snapshot, SuspendedReason,
    WantedState,
};
use meibo::plan::Plan;
use meibo::source::Code;
use meibo::world::World;

use serde_json::Value;

use crate::environment::Environment;
use crate::model::{Company, key};
use crate::run::{planned, steps};
use crate::taking_back::{Done, done_on, errors, left, taken_back};

/// Runs a plan on a directory.
fn done(live: &Directory, company: &Company, plan: &Plan) -> Done {
    let world = World::load(live, company.rules(), company.assumptions.clone());
    done_on(world, live, plan)
}

/// The codes a plan holds.
fn codes(plan: &Plan) -> Vec<Code> {
    let mut codes: Vec<Code> = plan.problems.iter().map(|it| it.code).collect();
    codes.dedup();
    codes
}

/// From one company to another and back; the plan back, and what is not as it was.
#[track_caller]
fn there_and_back(before: &Company, after: &Company) -> (Plan, Vec<String>) {
    let live = before.live();
    let forth = planned(&live, after);
    assert_eq!(errors(&forth), Vec::<String>::new());
    assert!(!forth.steps.is_empty());
    let done = done(&live, after, &forth);
    let there = done.world.directory().clone();
    let back = taken_back(&done, &there, after, How::default());
    assert_eq!(errors(&back), Vec::<String>::new(), "{}", steps(&forth));
    let again = done_on(done.world, &there, &back);
    let end = again.world.directory();
    (back, left(&live, end))
}

#[track_caller]
fn comes_back_whole(before: &Company, after: &Company) -> Plan {
    let (back, left) = there_and_back(before, after);
    assert!(left.is_empty(), "{}\n{}", left.join("\n"), steps(&back));
    back
}

#[test]
fn changed_properties_come_back_and_nothing_else_is_written() {
    let before = Company::small();
    let mut after = before.clone();
    after.member("E2").props.task = Field::Known(Some("監査".into()));
    after.org("dev").props.name = Field::Known("研究部".into());
    after.group("g-dev").props.description = Field::Known(Some("new".into()));
    let back = comes_back_whole(&before, &after);
    assert_eq!(back.steps.len(), 3, "{}", steps(&back));
    assert_eq!(codes(&back), vec![]);
}

#[test]
fn what_was_made_goes() {
    let before = Company::small();
    let mut after = before.clone();
    after.add_org("new", Some("sales"), "新設課");
    after.add_member("E9", "new");
    after.add_group("g-new", "新設", "E9", &["E9", "E1"]);
    after.add_rank(RankKind::Level, "L9", "嘱託");
    after.member("E9").props.level = Field::Known(Some(key("L9")));
    comes_back_whole(&before, &after);
}

#[test]
fn moves_and_orders_come_back() {
    let before = Company::small();
    let mut after = before.clone();
    after.orgs.swap(0, 4);
    after.org("sales-2").props.parent = Field::Known(Some(key("dev")));
    after.ranks.swap(0, 2);
    comes_back_whole(&before, &after);
}

#[test]
fn who_was_suspended_is_let_in_again_and_the_leader_is_seated() {
    let mut before = Company::small();
    before.member("E3").flags.suspended = true;
    before.member("E3").flags.suspended_reason = Some(SuspendedReason::Master);
    before.member("E3").state = WantedState::Suspended;
    let mut after = before.clone();
    after.member("E3").state = WantedState::Active;
    after.member("E4").state = WantedState::Suspended;
    // E2 leads sales-1: E3 takes his seat.
    after.post("E3", 0).leader = Field::Known(true);
    after.post("E2", 0).leader = Field::Known(false);
    comes_back_whole(&before, &after);
}

#[test]
fn who_was_deleted_is_brought_back_with_posts_and_groups() {
    let mut before = Company::small();
    before.policy.removal = Removal::Delete;
    let mut after = before.clone();
    after.member("E2").state = WantedState::Deleted;
    let group = &mut after.group("g-all").props;
    group.members = Field::Known(vec![key("E1")]);
    comes_back_whole(&before, &after);
}

#[test]
fn what_was_deleted_is_made_anew_in_its_place() {
    let mut before = Company::small();
    let owns = [Kind::Org, Kind::Group, Kind::Level];
    before.policy.owns = owns.map(|kind| (kind, vec![Pattern("*".into())])).into();
    let mut after = before.clone();
    after.orgs.retain(|org| !org.handle.starts_with("sales"));
    after.groups.retain(|group| group.handle != "g-dev");
    after.ranks.retain(|(_, rank)| rank.handle != "L2");
    for member in ["E2", "E3", "E4"] {
        after.member(member).props.posts = Field::Known(vec![post_in("hq")]);
        after.member(member).props.level = Field::Known(None);
    }
    after.group("g-all").props.orgs = Field::Known(vec![key("dev")]);
    let back = comes_back_whole(&before, &after);
    assert!(codes(&back).contains(&undo::MADE_ANEW));
}

fn post_in(org: &str) -> Post {
    Post {
        org: Ref::Key(org.into()),
        primary: Field::Known(true),
        position: Field::Known(None),
        leader: Field::Known(false),
        visible: Field::Known(true),
        team_feature: Field::Known(true),
    }
}

#[test]
fn adopted_keys_are_taken_away_again() {
    let mut before = Company::small();
    before.member("E3").key = None;
    before.org("dev-1").key = None;
    before.member("E5").props.posts = Field::Known(vec![post_in("dev")]);
    let mut after = Company::small();
    after.member("E5").props.posts = Field::Known(vec![post_in("dev")]);
    let back = comes_back_whole(&before, &after);
    assert_eq!(back.steps.len(), 2, "{}", steps(&back));
}

#[test]
fn what_others_did_since_is_kept() {
    let before = Company::small();
    let mut after = before.clone();
    after.member("E2").props.task = Field::Known(Some("監査".into()));
    after.member("E3").props.task = Field::Known(Some("監査".into()));
    after.add_group("g-new", "新設", "E1", &["E1"]);
    after.group("g-all").props.members = Field::Known(vec![key("E1"), key("E3")]);
    let live = before.live();
    let run = done(&live, &after, &planned(&live, &after));
    // Somebody gives E2 another task, adds E4 to both groups, and renames an org.
    let mut since = after.clone();
    since.member("E2").props.task = Field::Known(Some("経理".into()));
    since.group("g-all").props.members = Field::Known(vec![key("E1"), key("E3"), key("E4")]);
    since.group("g-new").props.members = Field::Known(vec![key("E1"), key("E4")]);
    since.org("dev").props.name = Field::Known("研究部".into());
    let there = run.world.directory().clone();
    let world = done_on(run.world, &there, &planned(&there, &since)).world;
    let run = Done {
        record: run.record,
        world,
    };
    let now = run.world.directory().clone();
    let back = taken_back(&run, &now, &since, How::default());
    assert_eq!(codes(&back), [undo::CHANGED_SINCE, undo::MADE_AND_USED]);
    let end = done_on(
        World::load(&now, since.rules(), since.assumptions.clone()),
        &now,
        &back,
    );
    let mut wanted = since.clone();
    wanted.member("E3").props.task = Field::Known(None);
    wanted.group("g-all").props.members = Field::Known(vec![key("E1"), key("E2"), key("E4")]);
    let end = end.world.directory();
    assert_eq!(steps(&planned(end, &wanted)), "(nothing)\n");

    // Forced, E2 has his old task, and the group is gone.
    let forced = taken_back(&run, &now, &since, How { force: true });
    assert_eq!(codes(&forced), []);
    let end = done_on(
        World::load(&now, since.rules(), since.assumptions.clone()),
        &now,
        &forced,
    );
    wanted.member("E2").props.task = Field::Known(None);
    wanted.groups.retain(|group| group.handle != "g-new");
    wanted.group("g-all").props.members = Field::Known(vec![key("E1"), key("E2")]);
    let end = end.world.directory();
    assert_eq!(steps(&planned(end, &wanted)), "(nothing)\n");
    assert!(
        end.groups
            .values()
            .all(|group| group.key != Some("g-new".into()))
    );
}

#[test]
fn who_is_gone_for_good_is_named_and_the_rest_comes_back() {
    let mut before = Company::small();
    before.policy.removal = Removal::ForceDelete;
    let mut after = before.clone();
    after.member("E2").state = WantedState::Deleted;
    after.group("g-all").props.members = Field::Known(vec![key("E1")]);
    after.member("E5").props.task = Field::Known(Some("監査".into()));
    let (back, left) = there_and_back(&before, &after);
    assert!(
        codes(&back).contains(&undo::GONE_FOR_GOOD),
        "{:?}",
        back.problems
    );
    let gone: Vec<&str> = left.iter().filter_map(|it| it.lines().next()).collect();
    assert_eq!(gone, ["group/g-all", "member/E2"]);
}

#[test]
fn a_run_that_was_killed_is_taken_back_with_what_its_last_call_made() {
    let before = Company::small();
    let mut after = before.clone();
    after.member("E2").props.task = Field::Known(Some("監査".into()));
    after.add_group("g-new", "新設", "E1", &["E1"]);
    let live = before.live();
    let mut run = done(&live, &after, &planned(&live, &after));
    // The end, and what became of the last call: the group is there, and nobody says so.
    run.record.lines.truncate(run.record.lines.len() - 2);
    let doubtful = run.record.past().doubtful;
    assert_eq!(doubtful.len(), 1, "{:?}", run.record.lines);
    let there = run.world.directory().clone();
    let back = taken_back(&run, &there, &after, How::default());
    assert_eq!(codes(&back), [undo::IN_DOUBT]);
    let end = done_on(run.world, &there, &back);
    assert_eq!(left(&live, end.world.directory()), Vec::<String>::new());
}

/// The run of a journal at the shell: its name.
fn last_run(environment: &Environment) -> String {
    let listed = environment.meibo(&["history", "acme", "--format", "json"]);
    let listed: Value = serde_json::from_str(&listed.exits(0).stdout).expect("JSON");
    listed[0]["run"].as_str().expect("a run").to_owned()
}

#[test]
fn at_the_shell_a_run_is_told_of_and_taken_back() {
    let environment = Environment::new();
    environment.copy_example("acme");
    let meibo = |args: &[&str]| environment.meibo(args);
    let pulled = || {
        let text = meibo(&["pull", "acme", "--sandbox"]).exits(0).stdout;
        let snapshot: Snapshot = serde_json::from_str(&text).expect("a snapshot");
        snapshot.directory
    };
    let nothing = meibo(&["history", "acme"]).exits(0).stdout;
    assert!(nothing.contains("No run is kept here"), "{nothing}");
    let before = pulled();
    let scale = ["--sandbox", "--yes", "--time-scale", "100"];
    meibo(&[&["apply", "acme"], &scale[..]].concat()).exits(0);
    let run = last_run(&environment);
    let after = pulled();

    let listed = meibo(&["history", "acme"]).exits(0).stdout;
    assert!(
        listed.starts_with(&run) && listed.contains("  87/87  complete  "),
        "{listed}"
    );
    let shown = meibo(&["history", "show", &run, "acme"]).exits(0).stdout;
    assert!(shown.contains("complete: 87 of 87 steps done"), "{shown}");
    assert!(shown.contains("change org exec 役員室: done"), "{shown}");
    // Personal data is masked unless asked for.
    let private = "private.example";
    assert!(!shown.contains(private), "{shown}");
    let whole = ["history", "show", &run[..12], "acme", "--show-sensitive"];
    assert!(meibo(&whole).exits(0).stdout.contains(private));
    let json = meibo(&["history", "show", &run, "acme", "--format", "json"]).exits(0);
    assert!(!json.stdout.contains(private), "{json}");
    let json: Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(json["steps"].as_array().map(Vec::len), Some(87));
    assert_eq!(json["ended"], "complete");

    // Six members were made: more go than the policy lets pass.
    let back = ["undo", &run[..], "acme"];
    let refused = meibo(&[&back, &scale[..]].concat()).exits(3);
    assert!(
        refused.stdout.contains("--allow members.remove=6"),
        "{refused}"
    );
    let saved = meibo(&["undo", &run, "acme", "--sandbox", "--out", "back.json"]).exits(3);
    assert!(
        saved.stdout.contains("This takes back what the run"),
        "{saved}"
    );
    assert_eq!(left(&after, &pulled()), Vec::<String>::new());
    let allowed = [&back, &scale[..], &["--allow", "members.remove=6"]].concat();
    meibo(&allowed).exits(0);
    assert_eq!(left(&before, &pulled()), Vec::<String>::new());

    let listed = meibo(&["history", "acme"]).exits(0).stdout;
    assert!(listed.contains(&format!("takes back {run}")), "{listed}");
    let shown = meibo(&["history", "show", &last_run(&environment), "acme"])
        .exits(0)
        .stdout;
    assert!(
        shown.contains("Limits that were lifted\n  member remove: 6, allowed 6"),
        "{shown}"
    );
    // Taken back twice there is nothing left to do.
    let again = meibo(&allowed).exits(0);
    assert!(
        again.stdout.contains("No changes") || again.stdout.contains("in sync"),
        "{again}"
    );
}

#[test]
fn a_saved_undo_is_applied_like_any_plan_and_told_as_one() {
    let environment = Environment::new();
    let tenant = "\
tenant:
  key: small
  plan: standard
  domains: [{key: main, id: 1, name: small.example}]
orgs:
  - {key: hq, name: Head Office, email: hq@small.example}
";
    environment.write("acme/tenant.yaml", tenant);
    let meibo = |args: &[&str]| environment.meibo(args);
    meibo(&["apply", "acme", "--sandbox", "--yes"]).exits(0);
    environment.write(
        "acme/tenant.yaml",
        tenant.replace("Head Office", "Main Office"),
    );
    meibo(&["apply", "acme", "--sandbox", "--yes"]).exits(0);
    let run = last_run(&environment);
    meibo(&["undo", &run, "acme", "--sandbox", "--out", "acme/back.json"]).exits(0);
    let state = "--sandbox=acme/.meibo/sandbox.json";
    meibo(&["apply", "acme/back.json", state, "--yes"]).exits(0);
    let listed = meibo(&["history", "acme"]).exits(0).stdout;
    assert!(listed.contains(&format!("takes back {run}")), "{listed}");
    let plan = meibo(&["plan", "acme", "--sandbox"]).exits(0).stdout;
    assert!(plan.contains("Head Office -> Main Office"), "{plan}");

    // What somebody changed since is left to him, unless it is asked for.
    environment.write(
        "acme/tenant.yaml",
        tenant.replace("Head Office", "Third Office"),
    );
    meibo(&["apply", "acme", "--sandbox", "--yes"]).exits(0);
    let undo = ["undo", &run, "acme", "--sandbox", "--yes"];
    let left = meibo(&undo).exits(0);
    assert!(
        left.stdout
            .contains("org/hq: name was changed by somebody since"),
        "{left}"
    );
    let forced = meibo(&[&undo[..], &["--force"]].concat()).exits(0);
    assert!(
        forced.stdout.contains("Third Office -> Head Office"),
        "{forced}"
    );

    for (asked, code) in [("nothing", 1), ("2", 1)] {
        let ran = meibo(&["undo", asked, "acme", "--sandbox", "--yes"]).exits(code);
        assert!(
            ran.stderr.contains("M0756") || ran.stderr.contains("M0757"),
            "{ran}"
        );
    }
}

#[test]
fn a_damaged_journal_is_a_line_of_the_list_and_not_its_end() {
    let environment = Environment::new();
    environment.copy_example("minimal");
    let args = [
        "apply",
        "minimal",
        "--sandbox",
        "--yes",
        "--time-scale",
        "100",
    ];
    environment.meibo(&args).exits(0);
    let listed = environment
        .meibo(&["history", "minimal", "--format", "json"])
        .exits(0);
    let listed: Value = serde_json::from_str(&listed.stdout).expect("JSON");
    let (run, tenant) = (
        &listed[0]["run"],
        listed[0]["tenant"].as_str().expect("a tenant"),
    );
    let later = format!("minimal/.meibo/journals/{tenant}/29990101T000000Z-00000000.jsonl");
    environment.write(&later, "{\"formatVersion\": 1}\n{}\n");
    let text = environment.meibo(&["history", "minimal"]).exits(0).stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].contains("cannot be read"), "{text}");
    assert!(lines[1].starts_with(run.as_str().expect("a run")), "{text}");
    let one = environment
        .meibo(&["history", "minimal", "--limit", "1"])
        .exits(0);
    assert!(one.stderr.contains("--limit"), "{one}");
}

#[test]
fn at_the_shell_a_killed_run_is_given_up_and_taken_back() {
    let environment = Environment::new();
    environment.copy_example("minimal");
    std::fs::rename(
        environment.folder().join("minimal"),
        environment.folder().join("acme"),
    )
    .expect("renamed");
    let meibo = |args: &[&str]| environment.meibo(args);
    let scale = ["--sandbox", "--yes", "--time-scale", "100"];
    meibo(&[&["apply", "acme"], &scale[..]].concat()).exits(0);
    let run = last_run(&environment);
    let files = environment.files();
    let (path, bytes) = (files.iter())
        .find(|(path, _)| path.extension().is_some_and(|it| it == "jsonl"))
        .expect("a journal");
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    let cut = text.trim_end().rfind('\n').expect("lines") + 1;
    std::fs::write(path, &text[..cut]).expect("written");

    let saved = meibo(&["undo", &run, "acme", "--sandbox", "--out", "back.json"]);
    assert!(saved.exits(3).stderr.contains("may be going on"));
    meibo(&[&["undo", &run[..], "acme"], &scale[..]].concat()).exits(0);
    let listed = meibo(&["history", "acme"]).exits(0).stdout;
    assert!(
        listed.contains("abandoned") && listed.contains("takes back"),
        "{listed}"
    );
}
