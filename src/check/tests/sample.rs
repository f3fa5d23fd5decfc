use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::directory::{
    Declaration, DeclaredGroup, DeclaredMember, DeclaredOrg, DeclaredRank, Desired, Domain,
    DomainId, Field, Group, Key, Kind, Member, Org, PersonName, Plan, Policy, Post, Rank, RankKind,
    Ref, Relation, Secondary, Sync, SyncAllow, Tenant, WantedState,
};

pub(crate) const ACME: DomainId = DomainId(1);
pub(super) const SUB: DomainId = DomainId(2);

/// A configuration without a single problem: two domains, a few of everything.
pub(crate) fn sample() -> Desired {
    let mut desired = Desired {
        tenant: Tenant {
            key: "acme-test".into(),
            plan: Plan::Advanced,
            sso: false,
            domains: vec![
                domain("acme", ACME, "acme.example"),
                domain("sub", SUB, "sub.example"),
            ],
        },
        policy: Policy::default(),
        ranks: vec![
            rank(RankKind::Level, ACME, "L1", "部長級"),
            rank(RankKind::Level, ACME, "L2", "課長級"),
            rank(RankKind::Level, SUB, "L1", "部長級"),
            rank(RankKind::Level, SUB, "SL", "役員"),
            rank(RankKind::Position, ACME, "P1", "課長"),
            rank(RankKind::Position, SUB, "SP", "課長"),
            rank(RankKind::UserType, ACME, "FT", "正社員"),
            rank(RankKind::UserType, SUB, "SFT", "正社員"),
        ],
        orgs: vec![
            org(ACME, "hq", "本社", None),
            org(ACME, "sales", "営業部", Some("hq")),
            org(ACME, "sales-1", "営業1課", Some("sales")),
            org(ACME, "dev", "開発部", Some("hq")),
            org(SUB, "sub-hq", "本社", None),
        ],
        members: vec![
            member(ACME, "E1", "hq"),
            member(ACME, "E2", "sales"),
            member(ACME, "E3", "sales-1"),
            member(SUB, "S1", "sub-hq"),
        ],
        groups: vec![
            group(ACME, "g-1", "企画", "E1"),
            group(ACME, "g-2", "PJ Apollo", "E2"),
            group(SUB, "g-s", "企画", "S1"),
        ],
        sibling_lists: Vec::new(),
        rank_lists: Vec::new(),
        sections: BTreeSet::from(Kind::ALL),
    };
    desired.members[0].props.level = Field::Known(Some(key("L1")));
    desired.members[0].props.user_type = Field::Known(Some(key("FT")));
    posts(&mut desired, 0)[0].leader = Field::Known(true);
    posts(&mut desired, 0)[0].position = Field::Known(Some(key("P1")));
    desired.members[1].props.secondary = Field::Known(vec![secondary(SUB, "sub-hq")]);
    desired.members[2].props.relations = Field::Known(vec![Relation {
        member: key("E1"),
        name: "上司".into(),
    }]);
    desired.groups[1].props.groups = Field::Known(vec![key("g-1")]);
    desired.groups[1].props.orgs = Field::Known(vec![key("sales-1")]);
    renumber(&mut desired);
    desired
}

/// Gives every object its place, as if all stood in one file, section by section.
pub(crate) fn renumber(desired: &mut Desired) {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut number = |kind: Kind, declaration: &mut Declaration| {
        let n = counts.entry(kind).or_default();
        declaration.origin.pointer = format!("/{}/{n}", kind.section()).into();
        *n += 1;
    };
    for rank in &mut desired.ranks {
        number(rank.kind.into(), &mut rank.declaration);
    }
    for org in &mut desired.orgs {
        number(Kind::Org, &mut org.declaration);
    }
    for member in &mut desired.members {
        number(Kind::Member, &mut member.declaration);
    }
    for group in &mut desired.groups {
        number(Kind::Group, &mut group.declaration);
    }
}

pub(crate) fn key(key: &str) -> Ref {
    Ref::Key(key.into())
}

fn domain(key: &str, id: DomainId, name: &str) -> Domain {
    Domain {
        key: key.into(),
        id,
        name: name.into(),
        enable: BTreeSet::new(),
        sync: None,
    }
}

/// Every switch on.
pub(super) fn all_on() -> Sync {
    Sync {
        enabled: true,
        organization_member: true,
        level_position: true,
        group: true,
        employment_type: true,
        used_language: false,
        absence: false,
        allow: BTreeSet::from([SyncAllow::ProfileImage]),
    }
}

pub(super) fn declaration(domain: DomainId, key: &str) -> Declaration {
    Declaration {
        key: Key::from(key),
        previously: None,
        id: None,
        domain,
        origin: crate::directory::Origin {
            file: Arc::from("meibo.yaml"),
            line: 1,
            pointer: Arc::from(""),
        },
    }
}

pub(super) fn rank(kind: RankKind, domain: DomainId, key: &str, name: &str) -> DeclaredRank {
    DeclaredRank {
        declaration: declaration(domain, key),
        kind,
        props: Rank {
            name: Field::Known(name.into()),
            ..Rank::default()
        },
    }
}

pub(crate) fn org(domain: DomainId, k: &str, name: &str, parent: Option<&str>) -> DeclaredOrg {
    DeclaredOrg {
        declaration: declaration(domain, k),
        props: Org {
            parent: Field::Known(parent.map(key)),
            name: Field::Known(name.into()),
            ..Org::default()
        },
    }
}

pub(crate) fn post(org: &str) -> Post {
    Post {
        org: key(org),
        primary: Field::Absent,
        position: Field::Absent,
        leader: Field::Absent,
        visible: Field::Absent,
        team_feature: Field::Absent,
    }
}

pub(super) fn secondary(domain: DomainId, org: &str) -> Secondary {
    Secondary {
        domain,
        email: Field::Absent,
        level: Field::Absent,
        posts: Field::Known(vec![post(org)]),
    }
}

pub(crate) fn member(domain: DomainId, k: &str, org: &str) -> DeclaredMember {
    let at = if domain == ACME { "acme" } else { "sub" };
    DeclaredMember {
        declaration: declaration(domain, k),
        state: WantedState::Active,
        password_by: None,
        change_password: None,
        props: Member {
            email: Field::Known(format!("{}@{at}.example", k.to_lowercase()).into()),
            name: Field::Known(PersonName {
                last: Field::Known(Some("森".into())),
                first: Field::Known(Some(k.into())),
                ..PersonName::default()
            }),
            private_email: Field::Known(Some(format!("{k}@private.example"))),
            posts: Field::Known(vec![post(org)]),
            ..Member::default()
        },
    }
}

pub(crate) fn group(domain: DomainId, k: &str, name: &str, master: &str) -> DeclaredGroup {
    DeclaredGroup {
        declaration: declaration(domain, k),
        props: Group {
            name: Field::Known(name.into()),
            masters: Field::Known(vec![key(master)]),
            members: Field::Known(vec![key(master)]),
            ..Group::default()
        },
    }
}

/// The posts of a member, for changing.
pub(super) fn posts(desired: &mut Desired, member: usize) -> &mut Vec<Post> {
    desired.members[member]
        .props
        .posts
        .known_mut()
        .expect("every member of the sample has posts")
}
