//! Plans that cannot be made, or not without a warning: a folder planned against a saved
//! reading of the tenant. Both sides come of one company of the model.

use meibo::directory::{
    Directory, FeatureState, Field, Kind, Leave, Moment, Pattern, PersonName, RankKind, Ref,
    Removal, SuspendedReason, WantedState,
};

use meibo::report::words::{Language, message};

use super::case::{case, hold};
use crate::environment::{Environment, Ran};
use crate::model::{Company, by_handle, email, key, keys, live_id, snapshot};
use crate::run::now;

/// Plans from one company to the other.
fn plan(it: &mut Environment, before: &Company, after: &Company) -> Ran {
    plan_live(it, before.live(), after, &[])
}

/// The same from a directory, with more flags.
fn plan_live(it: &mut Environment, live: Directory, after: &Company, more: &[&str]) -> Ran {
    let live = snapshot(after, live, now());
    it.write("live.json", serde_json::to_vec(&live).expect("JSON"));
    it.write("acme/company.yaml", after.yaml());
    let args = ["plan", "acme", "--live", "live.json"];
    it.meibo(&[&args[..], more].concat())
}

/// The small company, which owns everything in it.
fn owned() -> Company {
    let mut company = Company::small();
    for kind in Kind::ALL {
        let all = vec![Pattern("*".into())];
        company.policy.owns.insert(kind, all);
    }
    company.policy.removal = Removal::Delete;
    company
}

/// The small company with a change, planned from the small company as it was.
fn changed(it: &mut Environment, change: fn(&mut Company)) -> Ran {
    let mut after = Company::small();
    change(&mut after);
    plan(it, &Company::small(), &after)
}

fn named(company: &mut Company, member: &str, last: &str, first: &str) {
    company.member(member).props.name = Field::Known(PersonName {
        last: Field::Known(Some(last.into())),
        first: Field::Known(Some(first.into())),
        ..PersonName::default()
    });
}

/// Two live orgs of one name, without keys, and one declared.
fn twins(it: &mut Environment, id: Option<&str>) -> Ran {
    let mut before = Company::small();
    for handle in ["twin-a", "twin-b"] {
        before.add_org(handle, Some("sales"), "法人営業課").key = None;
    }
    let mut after = Company::small();
    let org = after.add_org("sales-3", Some("sales"), "法人営業課");
    org.id = id.map(|handle| live_id(Kind::Org, handle).to_string());
    org.props.email = Field::Absent;
    plan(it, &before, &after)
}

#[test]
fn matching() {
    hold(
        "plans",
        &[
            case(
                301,
                "an id that nobody has",
                |it| changed(it, |c| c.member("E3").id = Some("member-E33".into())),
                |it| changed(it, |c| c.member("E3").id = Some("member-E3".into())),
            ),
            case(
                302,
                "two orgs of one name",
                |it| twins(it, None),
                |it| twins(it, Some("twin-b")),
            ),
            case(
                303,
                "a member under another key",
                |it| changed(it, |c| c.member("E3").key = Some("E9".into())),
                |it| {
                    changed(it, |c| {
                        let member = c.member("E3");
                        member.previously = member.key.replace("E9".into());
                    })
                },
            ),
            case(
                304,
                "two declarations of one member",
                |it| {
                    changed(it, |c| {
                        c.add_member("E9", "hq").id = Some("member-E3".into());
                    })
                },
                |it| {
                    changed(it, |c| {
                        c.add_member("E9", "hq");
                    })
                },
            ),
            case(
                311,
                "two members who swap their keys",
                |it| {
                    changed(it, |c| {
                        for (handle, to) in [("E3", "E4"), ("E4", "E3")] {
                            let member = c.member(handle);
                            member.id = Some(live_id(Kind::Member, handle).to_string());
                            member.key = Some(to.into());
                        }
                    })
                },
                |it| {
                    changed(it, |c| {
                        for (handle, to) in [("E3", "E4"), ("E4", "E4-new")] {
                            let member = c.member(handle);
                            member.id = Some(live_id(Kind::Member, handle).to_string());
                            member.key = Some(to.into());
                        }
                    })
                },
            ),
            case(
                312,
                "a member of a group whom nobody knows",
                |it| {
                    changed(it, |c| {
                        c.group("g-dev").props.members =
                            Field::Known(vec![key("E5"), Ref::Email(email("nobody@acme.example"))]);
                    })
                },
                |it| {
                    changed(it, |c| {
                        c.group("g-dev").props.members =
                            Field::Known(vec![key("E5"), Ref::Email(email("e4@acme.example"))]);
                    })
                },
            ),
            case(
                314,
                "an org in another domain",
                |it| {
                    let before = Company::small().with_away();
                    let mut after = before.clone();
                    after.org("sub-1").domain = crate::model::HOME;
                    after.org("sub-1").props.email = Field::Absent;
                    plan(it, &before, &after)
                },
                |it| {
                    let both = Company::small().with_away();
                    plan(it, &both, &both)
                },
            ),
        ],
    );
}

#[test]
fn what_is_asked_for() {
    hold(
        "plans_asked",
        &[
            case(
                305,
                "levels where they are off",
                |it| with_levels_off(it, false),
                |it| with_levels_off(it, true),
            ),
            case(
                306,
                "a pending member is suspended",
                |it| pending(it, WantedState::Suspended),
                |it| pending(it, WantedState::Deleted),
            ),
            case(
                307,
                "a member who failed to log in",
                |it| failed_to_log_in(it, WantedState::Active),
                |it| failed_to_log_in(it, WantedState::Suspended),
            ),
            case(
                313,
                "a target that nobody knows",
                |it| {
                    let both = Company::small();
                    plan_live(it, both.live(), &both, &["--target", "member/E33"])
                },
                |it| {
                    let both = Company::small();
                    plan_live(it, both.live(), &both, &["--target", "member/E3"])
                },
            ),
            case(
                401,
                "a group without a master",
                |it| new_group(it, Field::Absent),
                |it| new_group(it, Field::Known(keys(&["E3"]))),
            ),
            case(
                402,
                "a leave that begins before the member joins",
                |it| on_leave(it, true),
                |it| on_leave(it, false),
            ),
            case(
                402,
                "a leave of a member who is new",
                |it| new_on_leave(it, true),
                |it| new_on_leave(it, false),
            ),
            case(
                401,
                "an address that an unmanaged org has",
                |it| address_of_org(it, "window@acme.example"),
                |it| address_of_org(it, "window-2@acme.example"),
            ),
        ],
    );
}

/// A snapshot without a list that is declared is told by M0565 before anything is planned.
/// Planning by the library says so as well, for nothing that was not read is taken for empty.
#[test]
fn a_list_that_was_not_read() {
    let mut before = Company::empty();
    before.add_org("hq", None, "本社");
    let mut after = before.clone();
    after.add_rank(RankKind::Level, "L1", "部長級");
    let mut live = before.live();
    let told = |live: &Directory| crate::run::planned(live, &after).problems;
    assert_eq!(told(&live), []);
    for state in live.domains.values_mut() {
        *state.feature_mut(RankKind::Level) = FeatureState::Unread;
    }
    let [problem] = &told(&live)[..] else {
        panic!("{:?}", told(&live));
    };
    assert_eq!(problem.code.to_string(), "M0315");
    for (language, text) in [
        (
            Language::En,
            "`levels` are declared for domain acme, and the snapshot does not hold them",
        ),
        (
            Language::Ja,
            "ドメイン acme に `levels` が宣言されていますが、スナップショットに含まれていません",
        ),
    ] {
        assert_eq!(message(problem, language), text);
    }
}

fn with_levels_off(it: &mut Environment, enable: bool) -> Ran {
    let mut before = Company::empty();
    before.add_org("hq", None, "本社");
    let mut live = before.live();
    for state in live.domains.values_mut() {
        *state.feature_mut(RankKind::Level) = FeatureState::Off;
    }
    let mut after = before.clone();
    after.add_rank(RankKind::Level, "L1", "部長級");
    if enable {
        after.tenant.domains[0].enable.insert(RankKind::Level);
    }
    plan_live(it, live, &after, &[])
}

fn pending(it: &mut Environment, wanted: WantedState) -> Ran {
    let mut before = Company::small();
    named(&mut before, "E3", "森", "花子");
    before.member("E3").flags.pending = true;
    let mut after = before.clone();
    after.member("E3").state = wanted;
    plan(it, &before, &after)
}

fn failed_to_log_in(it: &mut Environment, wanted: WantedState) -> Ran {
    let mut before = Company::small();
    named(&mut before, "E3", "森", "花子");
    let flags = &mut before.member("E3").flags;
    flags.suspended = true;
    flags.suspended_reason = Some(SuspendedReason::LoginFail);
    let mut after = before.clone();
    after.member("E3").state = wanted;
    plan(it, &before, &after)
}

fn address_of_org(it: &mut Environment, address: &str) -> Ran {
    let mut before = Company::small();
    let org = before.add_org("window", None, "受付窓口").unmanage();
    org.props.email = Field::Known(email("window@acme.example"));
    let mut after = before.clone();
    after.add_member("E9", "hq").props.email = Field::Known(email(address));
    named(&mut after, "E9", "林", "葵");
    plan(it, &before, &after)
}

fn new_on_leave(it: &mut Environment, on_leave: bool) -> Ran {
    let mut after = Company::small();
    after.add_member("E9", "hq");
    named(&mut after, "E9", "林", "葵");
    if on_leave {
        after.member("E9").props.leave = leave();
    }
    plan(it, &Company::small(), &after)
}

fn leave() -> Field<Option<Leave>> {
    let moment = |text: &str| Moment::parse(text).expect("a moment");
    Field::Known(Some(Leave {
        from: moment("2099-04-01T00:00:00+09:00"),
        to: moment("2099-05-01T00:00:00+09:00"),
    }))
}

fn new_group(it: &mut Environment, masters: Field<Vec<Ref>>) -> Ran {
    let mut after = Company::small();
    after
        .add_group("g-new", "新製品連絡", "E3", &["E3"])
        .props
        .masters = masters;
    plan(it, &Company::small(), &after)
}

fn on_leave(it: &mut Environment, pending: bool) -> Ran {
    let mut before = Company::small();
    named(&mut before, "E3", "森", "花子");
    before.member("E3").flags.pending = pending;
    let mut after = before.clone();
    after.member("E3").props.leave = leave();
    plan(it, &before, &after)
}

#[test]
fn what_goes() {
    hold(
        "plans_going",
        &[
            // A key to protect that nothing declares may be a slip, which is told as well.
            case(
                308,
                "a protected member is no longer declared",
                |it| protected(it, false),
                |it| protected(it, true),
            )
            .beside(&[280]),
            case(
                309,
                "an administrator is no longer declared",
                |it| administrator(it, true),
                |it| administrator(it, false),
            ),
            case(
                310,
                "an unmanaged org below one that goes",
                |it| below(it, "sales-2"),
                |it| below(it, "dev"),
            ),
            case(
                316,
                "the last master of a group goes",
                |it| last_master(it, &["E3"]),
                |it| last_master(it, &["E3", "E4"]),
            ),
        ],
    );
}

fn protected(it: &mut Environment, declared: bool) -> Ran {
    let mut before = owned();
    named(&mut before, "E3", "森", "花子");
    let protect = &mut before.policy.protect;
    protect.insert(Kind::Member, ["E3".into()].into());
    let mut after = before.clone();
    after.member("E3").declared = declared;
    plan(it, &before, &after)
}

fn administrator(it: &mut Environment, is: bool) -> Ran {
    let mut before = owned();
    named(&mut before, "E3", "森", "花子");
    before.member("E3").flags.administrator = is;
    let mut after = before.clone();
    after.remove("E3");
    plan(it, &before, &after)
}

/// 営業2課 goes; an org that nobody declares stands below one.
fn below(it: &mut Environment, parent: &str) -> Ran {
    let mut before = owned();
    before.add_org("team", Some(parent), "特販チーム").key = None;
    let mut after = owned();
    after.remove("sales-2");
    after.post("E4", 0).org = key("dev-1");
    plan(it, &before, &after)
}

fn last_master(it: &mut Environment, masters: &[&str]) -> Ran {
    let mut before = owned();
    named(&mut before, "E3", "森", "花子");
    before.policy.owns.remove(&Kind::Group);
    before.group("g-dev").props.masters = Field::Known(keys(masters));
    before.group("g-dev").declared = false;
    let mut after = before.clone();
    after.remove("E3");
    plan(it, &before, &after)
}

#[test]
fn twins_of_what_is_new() {
    hold(
        "plans_twins",
        &[
            case(
                317,
                "an org renamed by hand, without a key",
                |it| twin_stays(it, None),
                |it| twin_stays(it, Some("org-sales-2")),
            ),
            case(
                318,
                "an org under another key and name",
                |it| twin_goes(it, None),
                |it| twin_goes(it, Some("sales-1")),
            ),
            case(
                319,
                "an org much like two others",
                |it| several(it, None),
                |it| several(it, Some("a")),
            ),
            case(
                320,
                "a member who was deleted two days ago",
                |it| in_deletion(it, None),
                |it| in_deletion(it, Some("E7")),
            ),
        ],
    );
}

fn twin_stays(it: &mut Environment, id: Option<&str>) -> Ran {
    let mut before = Company::small();
    before.org("sales-2").key = None;
    before.post("E4", 0).org = by_handle(Kind::Org, "sales-2");
    let mut after = Company::small();
    let org = after.org("sales-2");
    org.props.name = Field::Known("法人営業2課".into());
    org.props.email = Field::Known(email("hojin-2@acme.example"));
    org.id = id.map(str::to_owned);
    plan(it, &before, &after)
}

fn twin_goes(it: &mut Environment, previously: Option<&str>) -> Ran {
    let mut after = owned();
    after.remove("sales-1");
    let org = after.add_org("t-101", Some("sales"), "法人営業1課");
    org.previously = previously.map(str::to_owned);
    for member in ["E2", "E3"] {
        after.post(member, 0).org = key("t-101");
    }
    after.place_before("t-101", "sales-2");
    plan(it, &owned(), &after)
}

fn several(it: &mut Environment, previously: Option<&str>) -> Ran {
    let mut before = Company::small();
    for (handle, name) in [("a", "営業企画1課"), ("b", "営業推進1課")] {
        before.add_org(handle, Some("dev"), name).declared = false;
    }
    let mut after = Company::small();
    let org = after.add_org("new", Some("dev"), "営業1課");
    org.previously = previously.map(str::to_owned);
    plan(it, &before, &after)
}

fn in_deletion(it: &mut Environment, previously: Option<&str>) -> Ran {
    let private = Field::Known(Some("ren@private.example".to_owned()));
    let mut before = Company::small();
    let old = before.add_member("E7", "sales-2");
    old.flags.deleted = true;
    old.props.private_email = private.clone();
    named(&mut before, "E7", "小野", "蓮");
    let mut after = Company::small();
    let new = after.add_member("E70", "sales-2");
    new.previously = previously.map(str::to_owned);
    new.props.private_email = private;
    named(&mut after, "E70", "小野", "蓮");
    plan(it, &before, &after)
}
