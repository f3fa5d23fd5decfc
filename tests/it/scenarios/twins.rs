//! Something declared is not live, and something live is not declared: are they one? Where
//! they are much alike the plan says so, with the line that makes them one; where they are
//! not, it says nothing.

use meibo::directory::{Field, Kind, Member, Pattern, PersonName, RankKind};
use meibo::plan::Plan;

use crate::model::{Company, key, post, rank};
use crate::run::{planned, run, told};

/// A company that owns everything in it.
fn owned() -> Company {
    let mut company = Company::small();
    for kind in Kind::ALL {
        let all = vec![Pattern("*".into())];
        company.policy.owns.insert(kind, all);
    }
    company
}

/// What is told of twins: the object, and the line that is offered.
fn hints(plan: &Plan) -> Vec<String> {
    let codes = ["M0317", "M0318", "M0319", "M0320"];
    let of = plan.problems.iter();
    let of = of.filter(|problem| codes.contains(&problem.code.to_string().as_str()));
    let param = |problem: &meibo::source::Problem, name: &str| {
        problem.params.get(name).cloned().unwrap_or_default()
    };
    of.map(|it| {
        let (line, lines) = (param(it, "line"), param(it, "lines"));
        format!("{} {}: {line}{lines}", it.code, param(it, "object"))
    })
    .collect()
}

fn hints_from(before: &Company, after: &Company) -> Vec<String> {
    hints(&planned(&before.live(), after))
}

fn named(member: &mut Member, last: &str, first: &str) {
    member.name = Field::Known(PersonName {
        last: Field::Known(Some(last.into())),
        first: Field::Known(Some(first.into())),
        ..PersonName::default()
    });
}

fn text(value: &str) -> Field<Option<String>> {
    Field::Known(Some(value.to_owned()))
}

/// The org 営業1課 under another key and name, with the same people.
fn renamed_org() -> (Company, Company) {
    let before = owned();
    let mut after = owned();
    after.remove("sales-1");
    after.add_org("t-101", Some("sales"), "法人営業1課");
    for member in ["E2", "E3"] {
        after.post(member, 0).org = key("t-101");
    }
    after.place_before("t-101", "sales-2");
    (before, after)
}

#[test]
fn a_new_org_with_the_same_people_as_one_that_goes() {
    let (before, after) = renamed_org();
    let plan = run(&before, &after).plan;
    insta::assert_snapshot!(told(&plan));
    assert_eq!(hints(&plan), ["M0318 org/t-101: previously: sales-1"]);
}

#[test]
fn the_line_that_is_offered_makes_the_two_one() {
    let (before, mut after) = renamed_org();
    after.org("t-101").previously = Some("sales-1".into());
    // The model gives every handle an id of its own: the live one is the old one's.
    let plan = planned(&before.live(), &after);
    assert_eq!(hints(&plan), Vec::<String>::new());
    assert!(
        plan.steps
            .iter()
            .all(|step| step.op != "create" && step.op != "delete")
    );
}

#[test]
fn the_plan_is_the_same_with_and_without_hints() {
    let (before, after) = renamed_org();
    let live = crate::model::snapshot(&after, before.live(), crate::run::now());
    let with = meibo::plan::plan(&after.desired(), &live, &crate::run::options(&after));
    let mut options = crate::run::options(&after);
    options.hints = false;
    let without = meibo::plan::plan(&after.desired(), &live, &options);
    assert_eq!(hints(&with).len(), 1);
    assert_eq!(with.steps, without.steps);
    assert_eq!(with.gates, without.gates);
    assert_eq!(with.summary, without.summary);
    assert_eq!(with.schedule, without.schedule);
    assert_eq!(with.problems.len(), without.problems.len() + 1);
}

#[test]
fn what_has_no_key_is_offered_by_its_id() {
    let mut before = Company::small();
    before.org("sales-2").key = None;
    before.post("E4", 0).org = crate::model::by_handle(Kind::Org, "sales-2");
    let mut after = Company::small();
    after.remove("sales-2");
    after
        .add_org("sales-2", Some("sales"), "法人営業2課")
        .handle = "new".into();
    assert_eq!(
        hints_from(&before, &after),
        ["M0317 org/sales-2: id: org-sales-2"]
    );
}

#[test]
fn below_an_org_that_is_taken_for_another_names_are_compared_too() {
    let before = owned();
    let mut after = owned();
    for handle in ["dev", "dev-1"] {
        after.remove(handle);
    }
    after.add_org("T-2", None, "開発本部");
    after.add_org("T-21", Some("T-2"), "製品開発1課");
    after.post("E5", 0).org = key("T-21");
    after.group("g-all").props.orgs = Field::Known(vec![key("sales"), key("T-2")]);
    let told = hints_from(&before, &after);
    assert!(
        told.contains(&"M0318 org/T-2: previously: dev".to_owned()),
        "{told:?}"
    );
    assert!(
        told.contains(&"M0318 org/T-21: previously: dev-1".to_owned()),
        "{told:?}"
    );
}

#[test]
fn candidates_that_nothing_tells_apart_are_listed() {
    let mut before = Company::small();
    for (handle, name) in [("a", "営業企画1課"), ("b", "営業推進1課")] {
        before.add_org(handle, Some("dev"), name).declared = false;
    }
    let mut after = Company::small();
    after.add_org("new", Some("dev"), "営業1課");
    let plan = planned(&before.live(), &after);
    insta::assert_snapshot!(told(&plan));
    assert_eq!(
        hints(&plan),
        ["M0319 org/new: `previously: a`, `previously: b`"]
    );
}

/// A member under another key, and what is the same.
fn renamed_member(same: impl Fn(&mut Member), other: impl Fn(&mut Member)) -> Vec<String> {
    let mut before = owned();
    before.policy.removal = meibo::directory::Removal::Delete;
    let old = before.add_member("E7", "sales-2");
    named(&mut old.props, "渡邊", "太郎");
    same(&mut old.props);
    let mut after = owned();
    after.policy.removal = meibo::directory::Removal::Delete;
    let new = after.add_member("X-77", "sales-2");
    named(&mut new.props, "渡辺", "太郎");
    same(&mut new.props);
    other(&mut new.props);
    hints_from(&before, &after)
}

#[test]
fn a_new_member_who_is_an_old_one() {
    let hint = ["M0318 member/X-77: previously: E7"];
    let nothing = |_: &mut Member| {};
    let elsewhere = |member: &mut Member| member.posts = Field::Known(vec![post("dev-1")]);
    let unnamed = |member: &mut Member| named(member, "林", "次郎");
    // The same private mailbox, too, speaks for one person.
    let mail = |member: &mut Member| member.private_email = text("taro@private.example");
    for (case, same, other) in [
        ("name and posts", None, None),
        ("name and private mail", Some("mail"), Some("elsewhere")),
        ("name and number", Some("number"), Some("elsewhere")),
        ("name and birthday", Some("birthday"), Some("elsewhere")),
        ("name and cell phone", Some("phone"), Some("elsewhere")),
        (
            "married: first name, birthday, posts",
            Some("birthday"),
            Some("married"),
        ),
        ("number, birthday, posts", Some("both"), Some("unnamed")),
    ] {
        let told = renamed_member(
            |member| match same {
                Some("mail") => mail(member),
                Some("number") => member.employee_number = text("A-0042"),
                Some("birthday") => {
                    mail(member);
                    member.birthday = text("1980-04-01");
                }
                Some("phone") => member.cell_phone = text("090-1234-5678"),
                Some("both") => {
                    mail(member);
                    member.birthday = text("1980-04-01");
                    member.employee_number = text("A-0042");
                }
                _ => mail(member),
            },
            |member| match other {
                Some("elsewhere") => elsewhere(member),
                Some("married") => named(member, "鈴木", "太郎"),
                Some("unnamed") => unnamed(member),
                _ => nothing(member),
            },
        );
        assert_eq!(told, hint, "{case}");
    }
}

#[test]
fn a_new_member_who_is_in_deletion_is_brought_back_and_not_changed_in_place() {
    let mut before = owned();
    let old = before.add_member("E7", "sales-2");
    named(&mut old.props, "小野", "蓮");
    old.props.private_email = text("ren@private.example");
    old.flags.deleted = true;
    let mut after = owned();
    let new = after.add_member("E70", "sales-2");
    named(&mut new.props, "小野", "蓮");
    new.props.private_email = text("ren@private.example");
    let plan = planned(&before.live(), &after);
    assert_eq!(hints(&plan), ["M0320 member/E70: previously: E7"]);
    insta::assert_snapshot!(told(&plan));

    // What it says of the line is what the line does.
    after.member("E70").previously = Some("E7".into());
    let plan = planned(&before.live(), &after);
    assert_eq!(hints(&plan), Vec::<String>::new());
    let of_member = plan.steps.iter().filter(|step| step.kind == "member");
    let ops: Vec<&str> = of_member.map(|step| step.op.as_str()).collect();
    assert!(
        ops.contains(&"undelete") && !ops.contains(&"create"),
        "{ops:?}"
    );
    let said = plan.steps.iter().flat_map(|step| &step.consequences);
    let mut said = said.filter(|said| said.code == "undeleteRestoresNothing");
    assert!(said.next().is_some());
}

#[test]
fn somebody_of_the_same_name_is_somebody_else() {
    let none: Vec<String> = Vec::new();
    // Another org, and nothing else that is known to be the same.
    let told = renamed_member(
        |_| {},
        |member| member.posts = Field::Known(vec![post("dev-1")]),
    );
    assert_eq!(told, none, "homonyms in two orgs");
    let told = renamed_member(
        |member| member.birthday = text("1980-04-01"),
        |member| member.birthday = text("2001-12-24"),
    );
    assert_eq!(told, none, "born on another day");
    let told = renamed_member(
        |member| member.employee_number = text("A-0042"),
        |member| member.employee_number = text("A-0043"),
    );
    assert_eq!(told, none, "another number");
    let told = renamed_member(
        |member| {
            member.telephone = text("03-0000-0000");
            member.cell_phone = text("090-0000-0000");
        },
        |member| named(member, "佐々木", "花子"),
    );
    assert_eq!(told, none, "a joiner with the leaver's desk and telephones");
}

#[test]
fn a_group_with_a_like_name_and_the_same_people() {
    let before = owned();
    let mut after = owned();
    after.remove("g-dev");
    after.add_group("G-900", "開発連絡網", "E5", &["E5"]);
    assert_eq!(
        hints_from(&before, &after),
        ["M0318 group/G-900: previously: g-dev"]
    );
    after.group("G-900").props.name = Field::Known("PJ Apollo".into());
    assert_eq!(hints_from(&before, &after), Vec::<String>::new());
    after.group("G-900").props.name = Field::Known("開発連絡2".into());
    assert_eq!(hints_from(&before, &after), Vec::<String>::new());
}

#[test]
fn a_level_with_the_same_holders() {
    let mut before = owned();
    before.member("E3").props.level = rank("L2");
    let mut after = owned();
    after.remove("L2");
    after.add_rank(RankKind::Level, "M", "課長相当級");
    for member in ["E2", "E3"] {
        after.member(member).props.level = rank("M");
    }
    assert_eq!(
        hints_from(&before, &after),
        ["M0318 level/M: previously: L2"]
    );
    // Only one of two: a promotion.
    after.member("E3").props.level = rank("L3");
    assert_eq!(hints_from(&before, &after), Vec::<String>::new());
}

#[test]
fn orgs_that_only_look_alike() {
    let none: Vec<String> = Vec::new();
    let replaced = |old: &str, new: &str, below: Option<&str>| {
        let mut before = owned();
        before.add_org("old", Some("dev"), old);
        let mut after = owned();
        after.add_org("new", below, new);
        hints_from(&before, &after)
    };
    for (old, new) in [
        ("営業1課", "営業2課"),
        ("第一営業部", "第二営業部"),
        ("東日本営業部", "西日本営業部"),
        ("東京支店", "大阪支店"),
        ("人事部", "法務部"),
    ] {
        assert_eq!(replaced(old, new, Some("dev")), none, "{old} {new}");
    }
    // The same name elsewhere: every department has its 総務課.
    assert_eq!(replaced("総務課", "総務課", Some("sales")), none);
    assert_eq!(
        replaced("総務課", "総務１課", Some("dev")),
        none,
        "a number more"
    );
    assert_eq!(
        replaced("総務1課", "総務１課", Some("dev")),
        ["M0318 org/new: previously: old"],
        "the same but for the width of a digit"
    );
}

#[test]
fn a_like_name_with_other_people_is_another_org() {
    let mut before = owned();
    before.add_org("old", Some("dev"), "開発推進課");
    for n in 10..14 {
        before.add_member(&format!("E{n}"), "old");
    }
    let mut after = owned();
    after.add_org("new", Some("dev"), "開発推進室課");
    for n in 10..14 {
        after.add_member(&format!("E{n}"), "sales-1");
    }
    assert_eq!(
        hints_from(&before, &after),
        ["M0318 org/new: previously: old"],
        "nobody is in it yet"
    );
    for n in 20..24 {
        after.add_member(&format!("N{n}"), "new");
    }
    assert_eq!(hints_from(&before, &after), Vec::<String>::new());
}

#[test]
fn what_is_declared_under_its_own_key_is_nobodys_twin() {
    let before = Company::small();
    let mut after = Company::small();
    after.add_org("sales-3", Some("sales"), "法人営業1課");
    after.add_member("E8", "sales-1");
    after.add_group("g-new", "開発連絡網", "E5", &["E5"]);
    after.group("g-new").props.orgs = Field::Known(Vec::new());
    assert_eq!(hints_from(&before, &after), Vec::<String>::new());
}
