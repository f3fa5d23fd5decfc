//! What is told when a run is taken back: of a run that cannot be, by the binary; of what
//! does not come back, from a company that went from one state to another.

use meibo::apply::undo::How;
use meibo::directory::{
    Directory, FeatureState, Field, Kind, Pattern, RankKind, Removal, WantedState,
};
use meibo::plan::Plan;
use meibo::report::words::{Language, message, remedy};
use meibo::world::World;
use std::fmt::Write as _;

use super::case::{case, hold};
use super::small::SMALL;
use crate::environment::{Environment, Ran};
use crate::model::{Company, email, key, live_id};
use crate::run::planned;
use crate::taking_back::{Done, done_on, taken_back};

/// Makes the org in the sandbox; the journal of the run.
fn applied(it: &Environment) -> std::path::PathBuf {
    it.write("small/tenant.yaml", SMALL);
    it.meibo(&["apply", "small", "--sandbox", "--yes"]).exits(0);
    let journals = it.files().into_keys();
    let mut journals = journals.filter(|path| path.extension().is_some_and(|it| it == "jsonl"));
    journals.next().expect("a journal")
}

/// Takes the run back, under a name that is always the same.
fn undone(it: &Environment, journal: &std::path::Path, more: &[&str]) -> Ran {
    let run = journal.file_stem().expect("a name").to_string_lossy();
    let args = ["undo", &*run, "small", "--sandbox"];
    let Ran {
        code,
        stdout,
        stderr,
    } = it.meibo(&[&args[..], more].concat());
    Ran {
        code,
        stdout: stdout.replace(&*run, "[RUN]"),
        stderr: stderr.replace(&*run, "[RUN]"),
    }
}

fn killed(it: &Environment, more: &[&str]) -> Ran {
    let journal = applied(it);
    let text = std::fs::read_to_string(&journal).expect("the journal");
    let (end, _) = text.trim_end().rsplit_once('\n').expect("several lines");
    std::fs::write(&journal, format!("{end}\n")).expect("written");
    undone(it, &journal, more)
}

#[test]
fn runs_that_are_not_taken_back() {
    hold(
        "undo",
        &[
            case(
                781,
                "a plan back from a run that did not end",
                |it| killed(it, &["--out", "back.json"]),
                |it| killed(it, &["--yes"]),
            ),
            case(
                783,
                "a run of another tenant",
                |it| {
                    let journal = applied(it);
                    it.write(
                        "small/tenant.yaml",
                        SMALL.replace("key: small", "key: other"),
                    );
                    undone(it, &journal, &["--yes"])
                },
                |it| {
                    let journal = applied(it);
                    undone(it, &journal, &["--yes"])
                },
            ),
        ],
    );
}

/// From one directory to a company.
fn run(live: &Directory, after: &Company) -> Done {
    let world = World::load(live, after.rules(), after.assumptions.clone());
    done_on(world, live, &planned(live, after))
}

/// The way back from it, where the tenant is as a change leaves it.
fn back(done: &Done, after: &Company, since: fn(&mut Directory)) -> Plan {
    let mut now = done.world.directory().clone();
    since(&mut now);
    taken_back(done, &now, after, How::default())
}

/// The way back from one company to the other.
fn back_from(before: &Company, after: &Company) -> Plan {
    back(&run(&before.live(), after), after, |_| ())
}

fn task(company: &mut Company, member: &str, task: &str) {
    company.member(member).props.task = Field::Known(Some(task.into()));
}

/// Somebody deleted a group that the run had changed.
fn gone_since() -> Plan {
    let before = Company::small();
    let mut after = before.clone();
    after.group("g-dev").props.description = Field::Known(Some("開発部の連絡".into()));
    back(&run(&before.live(), &after), &after, |now| {
        now.groups.swap_remove(&live_id(Kind::Group, "g-dev"));
    })
}

/// Somebody gave a member another task since, and uses what the run made.
fn changed_since() -> Plan {
    let before = Company::small();
    let mut after = before.clone();
    task(&mut after, "E2", "監査");
    after.add_org("new", Some("sales"), "新設課");
    let done = run(&before.live(), &after);
    let mut since = after.clone();
    task(&mut since, "E2", "経理");
    since.post("E3", 0).org = key("new");
    let there = done.world.directory().clone();
    let world = done_on(done.world, &there, &planned(&there, &since)).world;
    let done = Done {
        record: done.record,
        world,
    };
    back(&done, &since, |_| ())
}

fn erased() -> Plan {
    let mut before = Company::small();
    before.policy.removal = Removal::ForceDelete;
    let mut after = before.clone();
    after.member("E2").state = WantedState::Deleted;
    after.group("g-all").props.members = Field::Known(vec![key("E1")]);
    back_from(&before, &after)
}

fn deleted_group() -> Plan {
    let mut before = Company::small();
    let all = vec![Pattern("*".into())];
    before.policy.owns.insert(Kind::Group, all);
    let mut after = before.clone();
    after.remove("g-dev");
    back_from(&before, &after)
}

/// Levels were off, and the run switched them on.
fn switched_on() -> Plan {
    let mut before = Company::empty();
    before.add_org("hq", None, "本社");
    let mut live = before.live();
    for state in live.domains.values_mut() {
        *state.feature_mut(RankKind::Level) = FeatureState::Off;
    }
    let mut after = before.clone();
    after.add_rank(RankKind::Level, "L1", "部長級");
    after.tenant.domains[0].enable.insert(RankKind::Level);
    back(&run(&live, &after), &after, |_| ())
}

/// Two new members were invited.
fn invited() -> Plan {
    let mut after = Company::small();
    after.add_member("E8", "hq");
    after.add_member("E9", "hq");
    back_from(&Company::small(), &after)
}

/// Under single sign-on, a member without a key was given one.
fn keyed() -> Plan {
    let mut before = Company::small();
    before.tenant.sso = true;
    let mut after = before.clone();
    before.member("E3").key = None;
    task(&mut after, "E5", "監査");
    back_from(&before, &after)
}

/// A member the run made took the alias of another.
fn address_taken() -> Plan {
    let mut before = Company::small();
    before.member("E2").props.alias_emails = Field::Known(vec![email("window@acme.example")]);
    let mut after = before.clone();
    after.member("E2").props.alias_emails = Field::Known(Vec::new());
    after.add_member("E9", "hq").props.email = Field::Known(email("window@acme.example"));
    back_from(&before, &after)
}

/// The run was killed before it said what became of its last call.
fn in_doubt() -> Plan {
    let before = Company::small();
    let mut after = before.clone();
    after.group("g-dev").props.description = Field::Known(Some("開発部の連絡".into()));
    let mut done = run(&before.live(), &after);
    done.record.lines.truncate(done.record.lines.len() - 2);
    back(&done, &after, |_| ())
}

#[test]
fn what_does_not_come_back_is_told_in_both_languages() {
    type Scene = (&'static str, fn() -> Plan, &'static [u16]);
    let scenes: [Scene; 9] = [
        ("changed and used since", changed_since, &[770, 772]),
        ("a member erased", erased, &[771, 774]),
        ("a group deleted since", gone_since, &[773]),
        ("a group made anew", deleted_group, &[775]),
        ("a list switched on", switched_on, &[778]),
        ("members invited", invited, &[779]),
        ("keys under single sign-on", keyed, &[780]),
        ("a call nobody knows of", in_doubt, &[782]),
        ("an address in deletion", address_taken, &[779, 784]),
    ];
    for (language, suffix) in [(Language::En, ""), (Language::Ja, "_ja")] {
        let mut text = String::new();
        for (name, scene, codes) in scenes {
            let plan = scene();
            let told: Vec<u16> = plan.problems.iter().map(|it| it.code.0).collect();
            assert_eq!(told, codes, "{name}: {:#?}", plan.problems);
            let _ = writeln!(text, "=== {name}");
            for problem in &plan.problems {
                let (what, then) = (message(problem, language), remedy(problem, language));
                let _ = writeln!(text, "{} {what}\n      {then}", problem.code);
            }
        }
        insta::assert_snapshot!(format!("undo_situations{suffix}"), text);
    }
}
