//! What objects are called: references, keys, addresses, names.

use super::case::{Case, error, warning};
use super::sample::{ACME, SUB, group, key, member, org, posts, rank, secondary};
use crate::check::codes;
use crate::directory::{
    ByLanguage, Desired, Field, Kind, Language, PersonName, RankKind, Ref, Relation, Removal,
    WantedState,
};

fn email(d: &mut Desired, member: usize, email: &str) {
    d.members[member].props.email = Field::Known(email.into());
}

pub(super) const CASES: &[Case] = &[
    // references
    error(
        "a post in an org that is not declared",
        codes::UNKNOWN_REFERENCE,
        "/members/1/posts/0/org",
        |d| posts(d, 1)[0].org = key("nowhere-at-all"),
        |d| posts(d, 1)[0].org = key("dev"),
    ),
    error(
        "a position that is not declared",
        codes::UNKNOWN_REFERENCE,
        "/members/1/posts/0/position",
        |d| posts(d, 1)[0].position = Field::Known(Some(key("P9"))),
        |d| posts(d, 1)[0].position = Field::Known(Some(Ref::Id("whatever".into()))),
    ),
    error(
        "a parent that is not declared",
        codes::UNKNOWN_REFERENCE,
        "/orgs/3/parent",
        |d| d.orgs[3].props.parent = Field::Known(Some(key("board"))),
        |d| d.orgs[3].props.parent = Field::Known(Some(Ref::Id("board".into()))),
    ),
    error(
        "a relation to nobody, though orgs are not declared",
        codes::UNKNOWN_REFERENCE,
        "/members/0/relations/0/member",
        |d| {
            d.members[0].props.relations = Field::Known(vec![Relation {
                member: key("X"),
                name: "友人".into(),
            }]);
        },
        // Without the section the keys may be live ones: the plan looks them up.
        |d| {
            d.members[0].props.level = Field::Known(Some(key("elsewhere")));
            d.sections.remove(&Kind::Level);
        },
    ),
    error(
        "a former key",
        codes::FORMER_KEY,
        "/groups/1/groups/0",
        |d| {
            d.groups[0].declaration.previously = Some("g-old".into());
            d.groups[1].props.groups = Field::Known(vec![key("g-old")]);
        },
        |d| d.groups[0].declaration.previously = Some("g-old".into()),
    ),
    error(
        "a relation to a member in removal",
        codes::REFERENCE_TO_DELETED,
        "/members/2/relations/0/member",
        |d| {
            d.members.push(member(ACME, "E9", "dev"));
            d.members[4].state = WantedState::Deleted;
            d.members[2].props.relations = Field::Known(vec![Relation {
                member: Ref::Email("e9@acme.example".into()),
                name: "元上司".into(),
            }]);
        },
        |d| {
            d.members.push(member(ACME, "E9", "dev"));
            d.members[4].state = WantedState::Suspended;
            d.groups[0].props.members = Field::Known(vec![key("E1"), key("E9")]);
        },
    ),
    warning(
        "a group that names a member twice",
        codes::LISTED_TWICE,
        "/groups/0/members/1",
        |d| d.groups[0].props.members = Field::Known(vec![key("E1"), key("E1")]),
        |d| d.groups[0].props.members = Field::Known(vec![key("E1"), key("E2")]),
    ),
    // keys
    error(
        "one org key in two domains",
        codes::DUPLICATE_KEY,
        "/orgs/5/key",
        |d| d.orgs.push(org(SUB, "dev", "別の開発部", None)),
        |d| d.ranks.push(rank(RankKind::Level, SUB, "L2", "課長級")),
    ),
    error(
        "one position key twice in a domain",
        codes::DUPLICATE_KEY,
        "/positions/2/key",
        |d| d.ranks.push(rank(RankKind::Position, ACME, "P1", "係長")),
        |d| d.ranks.push(rank(RankKind::Position, SUB, "P1", "係長")),
    ),
    error(
        "one user type key in two domains",
        codes::DUPLICATE_KEY,
        "/userTypes/2/key",
        |d| d.ranks.push(rank(RankKind::UserType, SUB, "FT", "嘱託")),
        |d| d.ranks.push(rank(RankKind::UserType, SUB, "CT", "嘱託")),
    ),
    error(
        "previously itself",
        codes::PREVIOUSLY_ITSELF,
        "/members/1/previously",
        |d| d.members[1].declaration.previously = Some("E2".into()),
        |d| d.members[1].declaration.previously = Some("E2-old".into()),
    ),
    error(
        "two that take over each other's key",
        codes::PREVIOUSLY_CYCLE,
        "/orgs/2/previously",
        |d| {
            d.orgs[2].declaration.previously = Some("dev".into());
            d.orgs[3].declaration.previously = Some("sales-1".into());
        },
        |d| {
            d.orgs[2].declaration.previously = Some("dev".into());
            d.orgs[3].declaration.previously = Some("dev-old".into());
        },
    ),
    error(
        "two that were the same",
        codes::DUPLICATE_PREVIOUSLY,
        "/orgs/3/previously",
        |d| {
            d.orgs[2].declaration.previously = Some("old".into());
            d.orgs[3].declaration.previously = Some("old".into());
        },
        |d| {
            d.orgs[2].declaration.previously = Some("old".into());
            d.groups[0].declaration.previously = Some("old".into());
        },
    ),
    error(
        "two with one id",
        codes::DUPLICATE_ID,
        "/members/1/id",
        |d| {
            d.members[0].declaration.id = Some("i".into());
            d.members[1].declaration.id = Some("i".into());
        },
        |d| {
            d.members[0].declaration.id = Some("i".into());
            d.orgs[1].declaration.id = Some("i".into());
        },
    ),
    error(
        "taking over from one that stays",
        codes::PREVIOUSLY_DECLARED,
        "/members/1/previously",
        |d| d.members[1].declaration.previously = Some("E3".into()),
        |d| {
            d.members[1].declaration.previously = Some("E3".into());
            d.members[2].declaration.previously = Some("E3-old".into());
        },
    ),
    warning(
        "a full-width key",
        codes::KEY_FULL_WIDTH,
        "/members/1/previously",
        |d| d.members[1].declaration.previously = Some("Ｅ２".into()),
        // A name may well be written so.
        |d| d.members[1].props.task = Field::Known(Some("ＩＴ担当".into())),
    ),
    warning(
        "an employee number in full-width digits",
        codes::KEY_FULL_WIDTH,
        "/members/1/employeeNumber",
        |d| d.members[1].props.employee_number = Field::Known(Some("００４２".into())),
        |d| d.members[1].props.employee_number = Field::Known(Some("0042".into())),
    ),
    warning(
        "two keys in other letters",
        codes::KEYS_LOOK_ALIKE,
        "/members/4/key",
        |d| {
            d.members.push(member(ACME, "e1", "hq"));
            email(d, 4, "e1-2@acme.example");
            d.members[4].props.private_email = Field::Absent;
        },
        // An org and a group may have the same key.
        |d| {
            d.members.push(member(ACME, "e1x", "hq"));
            d.orgs.push(org(ACME, "G-1", "別の部", None));
        },
    ),
    // emails
    error(
        "an org with a member's alias as its address",
        codes::DUPLICATE_ADDRESS,
        "/members/0/aliasEmails/0",
        |d| {
            d.orgs[0].props.email = Field::Known("hq@acme.example".into());
            d.members[0].props.alias_emails = Field::Known(vec!["hq@acme.example".into()]);
        },
        |d| {
            d.orgs[0].props.email = Field::Known("hq@acme.example".into());
            d.members[0].props.alias_emails = Field::Known(vec!["hq@sub.example".into()]);
        },
    ),
    error(
        "an address of a member who stays in deletion for a week",
        codes::DUPLICATE_ADDRESS,
        "/members/3/email",
        |d| {
            d.policy.removal = Removal::Delete;
            email(d, 3, "e2@acme.example");
            d.members[3].state = WantedState::Deleted;
            d.members[3].declaration.domain = ACME;
            d.members[3].props.posts = Field::Absent;
            d.groups.pop();
        },
        |d| {
            d.policy.removal = Removal::ForceDelete;
            email(d, 3, "e2@acme.example");
            d.members[3].state = WantedState::Deleted;
            d.members[3].declaration.domain = ACME;
            d.members[3].props.posts = Field::Absent;
            d.groups.pop();
        },
    ),
    error(
        "an alias that is the address itself",
        codes::ADDRESS_TWICE,
        "/members/0/aliasEmails/0",
        |d| d.members[0].props.alias_emails = Field::Known(vec!["e1@acme.example".into()]),
        |d| {
            let mut entry = secondary(SUB, "sub-hq");
            entry.email = Field::Known("e1@sub.example".into());
            d.members[0].props.secondary = Field::Known(vec![entry]);
        },
    ),
    error(
        "capital letters",
        codes::ADDRESS_UPPER_CASE,
        "/members/0/email",
        |d| email(d, 0, "E1@acme.example"),
        |d| email(d, 0, "e1.mori@acme.example"),
    ),
    warning(
        "another mail domain",
        codes::FOREIGN_MAIL_DOMAIN,
        "/members/0/email",
        |d| {
            email(d, 0, "e1@acme.exmaple");
            email(d, 1, "e2@acme.exmaple");
        },
        |d| {
            let mut entry = secondary(SUB, "sub-hq");
            entry.email = Field::Known("e1@sub.example".into());
            d.members[0].props.secondary = Field::Known(vec![entry]);
        },
    ),
    warning(
        "an invitation to the mailbox it opens",
        codes::INVITATION_TO_ITSELF,
        "/members/0/privateEmail",
        |d| d.members[0].props.private_email = Field::Known(Some("E1@acme.example".into())),
        |d| d.members[0].props.private_email = Field::Known(Some("e1@home.example".into())),
    ),
    // names
    error(
        "two levels of one name",
        codes::DUPLICATE_RANK_NAME,
        "/levels/4/name",
        |d| d.ranks.push(rank(RankKind::Level, ACME, "L3", "課長級")),
        |d| d.ranks.push(rank(RankKind::Position, ACME, "P3", "課長級")),
    ),
    error(
        "two groups of one name in other letters",
        codes::DUPLICATE_GROUP_NAME,
        "/groups/3/name",
        |d| d.groups.push(group(ACME, "g-3", "pj apollo", "E1")),
        |d| d.groups.push(group(SUB, "g-3", "pj apollo", "S1")),
    ),
    warning(
        "two siblings of one name",
        codes::SIBLING_ORGS_SHARE_NAME,
        "/orgs/5/name",
        |d| d.orgs.push(org(ACME, "dev-2", "開発部", Some("hq"))),
        |d| d.orgs.push(org(ACME, "dev-2", "開発部", Some("dev"))),
    ),
    warning(
        "two siblings of one name in other digits",
        codes::SIBLING_ORGS_SHARE_NAME,
        "/orgs/6/name",
        |d| {
            d.orgs.push(org(ACME, "s-1", "営業1課", Some("hq")));
            d.orgs.push(org(ACME, "s-2", "営業１課", Some("hq")));
        },
        |d| {
            d.orgs.push(org(ACME, "s-1", "営業1課", Some("hq")));
            d.orgs.push(org(ACME, "s-2", "営業2課", Some("hq")));
        },
    ),
    error(
        "no name at all",
        codes::MEMBER_WITHOUT_NAME,
        "/members/0/name",
        |d| {
            d.members[0].props.name = Field::Known(PersonName {
                last: Field::Known(None),
                first: Field::Known(Some("　".into())),
                ..PersonName::default()
            });
        },
        |d| {
            d.members[0].props.name = Field::Known(PersonName {
                last: Field::Known(None),
                phonetic_first: Field::Known(Some("ハナコ".into())),
                ..PersonName::default()
            });
        },
    ),
    error(
        "81 characters",
        codes::NAME_TOO_LONG,
        "/members/0/name",
        |d| {
            d.members[0].props.name = Field::Known(PersonName {
                last: Field::Known(Some("長".repeat(40))),
                first: Field::Known(Some("名".repeat(41))),
                ..PersonName::default()
            });
        },
        |d| {
            d.members[0].props.name = Field::Known(PersonName {
                last: Field::Known(Some("長".repeat(40))),
                first: Field::Known(Some("名".repeat(40))),
                ..PersonName::default()
            });
        },
    ),
    warning(
        "a name in two pieces",
        codes::NOT_NFC,
        "/orgs/1/names/ja_JP",
        |d| {
            d.orgs[1].props.names = names("か\u{3099}くせい");
        },
        // A kanji that NFC would replace by another.
        |d| d.orgs[1].props.names = names("神\u{fa19}社"),
    ),
    warning(
        "a description with a right-to-left override",
        codes::UNSEEN_CHARACTER,
        "/groups/0/description",
        |d| d.groups[0].props.description = Field::Known(Some("企\u{202e}画".into())),
        |d| d.groups[0].props.description = Field::Known(Some("一行目\n二行目".into())),
    ),
    warning(
        "a key with a blank that is not the plain one",
        codes::UNSEEN_CHARACTER,
        "/members/1/previously",
        |d| d.members[1].declaration.previously = Some("E\u{a0}2".into()),
        |d| d.members[1].declaration.previously = Some("E 2".into()),
    ),
    warning(
        "a name with a full-width space behind it",
        codes::BLANK_AT_END,
        "/members/0/name/last",
        |d| last_name(d, "林\u{3000}"),
        |d| last_name(d, "林\u{3000}山"),
    ),
    warning(
        "a key with a no-break space behind it",
        codes::BLANK_AT_END,
        "/members/1/previously",
        |d| d.members[1].declaration.previously = Some("E9\u{a0}".into()),
        |d| d.members[1].declaration.previously = Some("E9".into()),
    ),
    warning(
        "one person under two keys",
        codes::SAME_PERSON,
        "/members/2/privateEmail",
        |d| {
            same_name(d);
            d.members[2].props.private_email = Field::Known(Some("e1@PRIVATE.example".into()));
        },
        // Homonyms who share a switchboard.
        |d| {
            same_name(d);
            for at in [0, 2] {
                d.members[at].props.telephone = Field::Known(Some("03-1234-5678".into()));
            }
        },
    ),
    warning(
        "one person, who comes back under another key",
        codes::SAME_PERSON,
        "/members/2/birthday",
        |d| {
            same_name(d);
            for at in [0, 2] {
                d.members[at].props.birthday = Field::Known(Some("1990-05-05".into()));
            }
        },
        |d| {
            same_name(d);
            for at in [0, 2] {
                d.members[at].props.birthday = Field::Known(Some("1990-05-05".into()));
            }
            d.members[2].state = WantedState::Deleted;
            d.members[2].props.relations = Field::Absent;
        },
    ),
    warning(
        "one employee number of two members",
        codes::SAME_NUMBER,
        "/members/2/employeeNumber",
        one_number,
        |d| {
            one_number(d);
            d.members[2].state = WantedState::Deleted;
            d.members[2].props.relations = Field::Absent;
        },
    ),
];

/// The first and the third member have one employee number.
fn one_number(d: &mut Desired) {
    for at in [0, 2] {
        d.members[at].props.employee_number = Field::Known(Some("0001".into()));
    }
}

/// The first and the third member have one name, in two spellings.
fn same_name(d: &mut Desired) {
    for (at, first) in [(0, "ﾊﾅｺ"), (2, "ハ ナコ")] {
        d.members[at].props.name = Field::Known(PersonName {
            last: Field::Known(Some("森".into())),
            first: Field::Known(Some(first.into())),
            ..PersonName::default()
        });
    }
}

fn last_name(d: &mut Desired, last: &str) {
    d.members[0].props.name = Field::Known(PersonName {
        last: Field::Known(Some(last.to_owned())),
        first: Field::Known(Some("葵".to_owned())),
        ..PersonName::default()
    });
}

fn names(name: &str) -> Field<ByLanguage<Option<String>>> {
    let mut names = ByLanguage::new();
    names.insert(Language::ja_JP, Some(name.to_owned()));
    Field::Known(names)
}
