//! How objects stand to each other: orgs, posts, groups, and how many there may be.

use super::case::{Case, error, warning};
use super::sample::{ACME, SUB, group, key, member, org, post, posts, rank, secondary};
use crate::check::codes;
use crate::directory::{Desired, Field, RankKind, Ref};

fn chain_of_orgs(d: &mut Desired, depth: usize) {
    let mut parent: Option<String> = None;
    for level in 1..=depth {
        let name = format!("deep-{level}");
        d.orgs.push(org(ACME, &name, &name, parent.as_deref()));
        parent = Some(name);
    }
}

fn features(d: &mut Desired, message: bool) {
    let features = &mut d.orgs[0].props.features;
    features.message = Field::Known(message);
    features.note = Field::Known(true);
    features.calendar = Field::Known(false);
}

pub(super) const CASES: &[Case] = &[
    // orgs
    error(
        "two orgs below each other",
        codes::ORG_CYCLE,
        "/orgs/1/parent",
        |d| d.orgs[1].props.parent = Field::Known(Some(key("sales-1"))),
        |d| d.orgs[1].props.parent = Field::Known(Some(key("dev"))),
    ),
    error(
        "an org below itself",
        codes::ORG_CYCLE,
        "/orgs/3/parent",
        |d| d.orgs[3].props.parent = Field::Known(Some(key("dev"))),
        |d| d.orgs[3].props.parent = Field::Known(None),
    ),
    warning(
        "eleven levels",
        codes::ORG_DEEP,
        "/orgs/15",
        |d| chain_of_orgs(d, 15),
        |d| chain_of_orgs(d, 10),
    ),
    error(
        "sixteen levels",
        codes::ORG_TOO_DEEP,
        "/orgs/20",
        |d| chain_of_orgs(d, 18),
        |d| {
            chain_of_orgs(d, 9);
            d.orgs[5].props.parent = Field::Known(Some(Ref::Id("undeclared".into())));
        },
    ),
    error(
        "a parent in another domain",
        codes::PARENT_IN_OTHER_DOMAIN,
        "/orgs/4/parent",
        |d| d.orgs[4].props.parent = Field::Known(Some(key("hq"))),
        |d| d.orgs.push(org(SUB, "sub-1", "支店", Some("sub-hq"))),
    ),
    error(
        "two leaders",
        codes::TWO_LEADERS,
        "/members/1/posts/0/leader",
        |d| {
            posts(d, 1)[0].org = key("hq");
            posts(d, 1)[0].leader = Field::Known(true);
        },
        |d| {
            posts(d, 1)[0].leader = Field::Known(true);
            posts(d, 2)[0].org = key("hq");
            posts(d, 2)[0].leader = Field::Known(false);
        },
    ),
    error(
        "a visible org two levels below a private one",
        codes::VISIBLE_UNDER_PRIVATE,
        "/orgs/2/visible",
        |d| {
            d.orgs[0].props.visible = Field::Known(false);
            d.orgs[2].props.visible = Field::Known(true);
        },
        |d| {
            d.orgs[1].props.visible = Field::Known(false);
            d.orgs[2].props.visible = Field::Known(false);
            d.orgs[3].props.visible = Field::Known(true);
        },
    ),
    // limits
    error(
        "201 positions",
        codes::TOO_MANY_RANKS,
        "/positions/201",
        |d| {
            for n in 0..200 {
                let name = format!("役職{n}");
                d.ranks.push(rank(RankKind::Position, ACME, &name, &name));
            }
        },
        |d| {
            for n in 0..199 {
                let name = format!("役職{n}");
                d.ranks.push(rank(RankKind::Position, ACME, &name, &name));
            }
        },
    ),
    warning(
        "201 levels",
        codes::TOO_MANY_RANKS,
        "/levels/202",
        |d| {
            for n in 0..199 {
                let name = format!("職級{n}");
                d.ranks.push(rank(RankKind::Level, ACME, &name, &name));
            }
        },
        |d| {
            for n in 0..198 {
                let name = format!("職級{n}");
                d.ranks.push(rank(RankKind::Level, ACME, &name, &name));
            }
        },
    ),
    error(
        "10,001 orgs",
        codes::TOO_MANY_ORGS,
        "/orgs/10001",
        |d| {
            for n in 0..9_997 {
                let name = format!("o{n}");
                d.orgs.push(org(ACME, &name, &name, Some("hq")));
            }
        },
        |d| {
            for n in 0..9_996 {
                let name = format!("o{n}");
                d.orgs.push(org(ACME, &name, &name, Some("hq")));
            }
        },
    ),
    // posts
    error(
        "two primary posts",
        codes::TWO_PRIMARY_POSTS,
        "/members/0/posts/1/primary",
        |d| {
            posts(d, 0).push(post("dev"));
            posts(d, 0)[0].primary = Field::Known(true);
            posts(d, 0)[1].primary = Field::Known(true);
        },
        |d| {
            posts(d, 0).push(post("dev"));
            posts(d, 0)[0].primary = Field::Known(false);
            posts(d, 0)[1].primary = Field::Known(true);
        },
    ),
    error(
        "two posts in one org",
        codes::POST_TWICE,
        "/members/0/posts/1/org",
        |d| posts(d, 0).push(post("hq")),
        |d| posts(d, 0).push(post("dev")),
    ),
    error(
        "31 posts",
        codes::TOO_MANY_POSTS,
        "/members/0/posts",
        |d| {
            for n in 0..30 {
                let name = format!("o{n}");
                d.orgs.push(org(ACME, &name, &name, None));
                posts(d, 0).push(post(&name));
            }
        },
        |d| {
            for n in 0..29 {
                let name = format!("o{n}");
                d.orgs.push(org(ACME, &name, &name, None));
                posts(d, 0).push(post(&name));
            }
        },
    ),
    error(
        "a post in another domain's org",
        codes::POST_IN_OTHER_DOMAIN,
        "/members/0/posts/1/org",
        |d| posts(d, 0).push(post("sub-hq")),
        |d| d.members[0].props.secondary = Field::Known(vec![secondary(SUB, "sub-hq")]),
    ),
    error(
        "a secondary post in an org of home",
        codes::POST_IN_OTHER_DOMAIN,
        "/members/1/secondary/0/posts/0/org",
        |d| d.members[1].props.secondary = Field::Known(vec![secondary(SUB, "dev")]),
        |d| d.members[1].props.secondary = Field::Known(Vec::new()),
    ),
    error(
        "another domain's level",
        codes::RANK_OF_OTHER_DOMAIN,
        "/members/0/level",
        |d| d.members[0].props.level = Field::Known(Some(key("SL"))),
        |d| d.members[3].props.level = Field::Known(Some(key("SL"))),
    ),
    error(
        "another domain's user type",
        codes::RANK_OF_OTHER_DOMAIN,
        "/members/0/userType",
        |d| d.members[0].props.user_type = Field::Known(Some(key("SFT"))),
        |d| d.members[3].props.user_type = Field::Known(Some(key("SFT"))),
    ),
    error(
        "the home domain's position in a secondary post",
        codes::RANK_OF_OTHER_DOMAIN,
        "/members/1/secondary/0/posts/0/position",
        |d| {
            let mut entry = secondary(SUB, "sub-hq");
            entry.posts.known_mut().expect("given")[0].position = Field::Known(Some(key("P1")));
            d.members[1].props.secondary = Field::Known(vec![entry]);
        },
        |d| {
            let mut entry = secondary(SUB, "sub-hq");
            entry.posts.known_mut().expect("given")[0].position = Field::Known(Some(key("SP")));
            entry.level = Field::Known(Some(key("L1")));
            d.members[1].props.secondary = Field::Known(vec![entry]);
        },
    ),
    error(
        "secondary at home",
        codes::SECONDARY_IS_PRIMARY,
        "/members/1/secondary/0/domain",
        |d| d.members[1].props.secondary = Field::Known(vec![secondary(ACME, "dev")]),
        |d| d.members[1].props.secondary = Field::Known(vec![secondary(SUB, "sub-hq")]),
    ),
    error(
        "one secondary domain twice",
        codes::SECONDARY_TWICE,
        "/members/1/secondary/1/domain",
        |d| {
            d.orgs.push(org(SUB, "sub-1", "支店", None));
            let entries = vec![secondary(SUB, "sub-hq"), secondary(SUB, "sub-1")];
            d.members[1].props.secondary = Field::Known(entries);
        },
        |d| {
            d.orgs.push(org(SUB, "sub-1", "支店", None));
            let mut entry = secondary(SUB, "sub-hq");
            entry.posts.known_mut().expect("given").push(post("sub-1"));
            d.members[1].props.secondary = Field::Known(vec![entry]);
        },
    ),
    // groups
    error(
        "groups in a circle",
        codes::GROUP_CYCLE,
        "/groups/1/groups/0",
        |d| d.groups[0].props.groups = Field::Known(vec![key("g-2")]),
        |d| d.groups[0].props.groups = Field::Known(vec![key("g-s")]),
    ),
    error(
        "a group in itself",
        codes::GROUP_IN_ITSELF,
        "/groups/0/groups/0",
        |d| d.groups[0].props.groups = Field::Known(vec![key("g-1")]),
        |d| {
            // A diamond is no circle.
            d.groups.push(group(ACME, "g-3", "g-3", "E1"));
            d.groups[3].props.groups = Field::Known(vec![key("g-1")]);
            d.groups[1].props.groups = Field::Known(vec![key("g-1"), key("g-3")]);
        },
    ),
    error(
        "no master",
        codes::GROUP_WITHOUT_MASTER,
        "/groups/0/masters",
        |d| d.groups[0].props.masters = Field::Known(Vec::new()),
        |d| d.groups[0].props.masters = Field::Absent,
    ),
    warning(
        "a master of another domain",
        codes::MASTER_OF_OTHER_DOMAIN,
        "/groups/0/masters/0",
        |d| d.groups[0] = group(ACME, "g-1", "企画", "S1"),
        // E2 has a post there.
        |d| d.groups[2] = group(SUB, "g-s", "企画", "E2"),
    ),
    warning(
        "a master who is no member",
        codes::MASTER_NO_MEMBER,
        "/groups/1/masters/0",
        |d| {
            d.members.push(member(ACME, "E4", "dev"));
            d.groups[1].props.masters = Field::Known(vec![key("E4")]);
        },
        // E1 by the group in it, E3 by an org.
        |d| {
            d.groups[1].props.masters = Field::Known(vec![key("E2"), key("E1"), key("E3")]);
        },
    ),
    error(
        "features without message",
        codes::FEATURES_WITHOUT_MESSAGE,
        "/orgs/0/features",
        |d| features(d, false),
        |d| features(d, true),
    ),
    error(
        "a group's note without message",
        codes::FEATURES_WITHOUT_MESSAGE,
        "/groups/0/features",
        |d| d.groups[0].props.features.room.note = Field::Known(true),
        |d| {
            d.groups[0].props.features.mail = Field::Known(true);
            d.groups[0].props.email = Field::Known(Some("plan@acme.example".into()));
        },
    ),
    warning(
        "mail without an address",
        codes::MAIL_AND_ADDRESS,
        "/groups/0/email",
        |d| {
            d.groups[0].props.features.mail = Field::Known(true);
            d.groups[0].props.email = Field::Known(None);
        },
        |d| {
            d.groups[0].props.features.mail = Field::Known(false);
            d.groups[0].props.email = Field::Known(None);
        },
    ),
    error(
        "a member of 2,001 groups",
        codes::TOO_MANY_GROUPS,
        "/groups/2002/members/0",
        |d| crowd(d, 2_000),
        |d| crowd(d, 1_999),
    ),
];

/// So many further groups with one member in them, who is in another already.
fn crowd(d: &mut Desired, groups: usize) {
    for n in 0..groups {
        let name = format!("PJ{n}");
        d.groups.push(group(ACME, &name, &name, "E1"));
    }
}
