//! A tenant of hundreds of objects, as it stands before anything changes: both sides of it
//! agree.

use meibo::directory::{Field, Kind, Pattern, RankKind, Relation, Removal, Secondary};

use crate::dice::Dice;
use crate::model::{AWAY, Company, HOME, Post, email, key, keys, post};

/// What a case has to be like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Hundreds of objects, or a few dozen.
    pub large: bool,
    /// Single sign-on: new members are in use at once, and none is pending.
    pub sso: bool,
    /// Every group has at least one member, before, after and on the way.
    pub full_groups: bool,
    /// Orgs go together with orgs below them.
    pub branches_go: bool,
    /// Siblings exchange names.
    pub names_meet: bool,
}

/// What a tenant is at the beginning.
pub fn tenant(dice: &mut Dice, shape: Shape) -> Company {
    let mut company = Company::empty().with_away();
    company.remove("sub-1");
    company.tenant.sso = shape.sso;
    policy(&mut company, dice);
    ranks(&mut company, dice);
    orgs(&mut company, dice, shape);
    members(&mut company, dice, shape);
    groups(&mut company, dice, shape);
    company
}

fn policy(company: &mut Company, dice: &mut Dice) {
    let every: &[(Kind, &str)] = &[
        (Kind::Org, "o*"),
        (Kind::Member, "E*"),
        (Kind::Group, "g-*"),
        (Kind::Level, "*L*"),
        (Kind::Position, "*P*"),
        (Kind::UserType, "T*"),
    ];
    for (kind, pattern) in every {
        let pattern = Pattern((*pattern).to_owned());
        company.policy.owns.insert(*kind, vec![pattern]);
        // Also where the last of a kind goes.
        company.empty_sections.insert(*kind);
    }
    let ways = [Removal::Suspend, Removal::Delete, Removal::ForceDelete];
    company.policy.removal = dice.pick(&ways).unwrap_or_default();
}

fn ranks(company: &mut Company, dice: &mut Dice) {
    for n in 0..dice.between(3, 10) {
        company.add_rank(RankKind::Level, &format!("L{n}"), &format!("等級{n}"));
    }
    for n in 0..dice.between(2, 6) {
        company.add_rank(RankKind::Position, &format!("P{n}"), &format!("役職{n}"));
    }
    for n in 0..dice.between(2, 4) {
        company.add_rank(RankKind::UserType, &format!("T{n}"), &format!("区分{n}"));
    }
    for n in 0..dice.between(1, 3) {
        let level = company.add_rank(RankKind::Level, &format!("AL{n}"), &format!("等級{n}"));
        level.domain = AWAY;
        let position = company.add_rank(RankKind::Position, &format!("AP{n}"), &format!("役職{n}"));
        position.domain = AWAY;
    }
}

fn orgs(company: &mut Company, dice: &mut Dice, shape: Shape) {
    let (low, high) = if shape.large { (60, 150) } else { (8, 16) };
    let count = dice.between(low, high);
    let mut home: Vec<(String, usize)> = Vec::new();
    let mut away: Vec<(String, usize)> = Vec::new();
    for n in 0..count {
        let handle = format!("o{n}");
        let there = n % 8 == 7;
        let list = if there { &mut away } else { &mut home };
        let low: Vec<(String, usize)> = list.iter().filter(|(_, d)| *d < 7).cloned().collect();
        let parent = dice.pick(&low).filter(|_| !dice.one_in(6));
        let depth = parent.as_ref().map_or(1, |(_, depth)| depth + 1);
        let above = parent.map(|(above, _)| above);
        let org = company.add_org(&handle, above.as_deref(), &format!("組織{n}"));
        if there {
            org.domain = AWAY;
            org.props.email = Field::Known(email(&format!("{handle}@acme-sub.example")));
        }
        if dice.one_in(5) {
            org.props.description = Field::Known(Some(format!("説明{n}")));
        }
        if dice.one_in(8) {
            let alias = email(&format!("alias-{handle}@acme.example"));
            org.props.alias_emails = Field::Known(vec![alias]);
        }
        list.push((handle, depth));
    }
}

/// A post that says more than where it is, now and then.
pub fn some_post(dice: &mut Dice, org: &str, positions: &[String]) -> Post {
    let mut post = post(org);
    if dice.one_in(3) {
        post.position = Field::Known(dice.pick(positions).map(|it| key(&it)));
    }
    if dice.one_in(5) {
        post.visible = Field::Known(dice.one_in(2));
    }
    if dice.one_in(5) {
        post.team_feature = Field::Known(dice.one_in(2));
    }
    post
}

fn members(company: &mut Company, dice: &mut Dice, shape: Shape) {
    let (low, high) = if shape.large { (150, 300) } else { (8, 30) };
    let home = super::changes::orgs_of(company, HOME);
    let away = super::changes::orgs_of(company, AWAY);
    let positions = super::changes::ranks_of(company, RankKind::Position, HOME);
    let theirs = super::changes::ranks_of(company, RankKind::Position, AWAY);
    let levels = super::changes::ranks_of(company, RankKind::Level, HOME);
    let types = super::changes::ranks_of(company, RankKind::UserType, HOME);
    let mut led: std::collections::BTreeSet<String> = Default::default();
    for n in 0..dice.between(low, high) {
        let handle = format!("E{n}");
        let there = n % 16 == 15;
        let (own, ranks) = if there {
            (&away, &theirs)
        } else {
            (&home, &positions)
        };
        let most = if dice.one_in(4) { 3 } else { 1 };
        let mut posts: Vec<Post> = Vec::new();
        for org in dice.few(own, most) {
            let mut post = some_post(dice, &org, ranks);
            if dice.one_in(3) && led.insert(org) {
                post.leader = Field::Known(true);
            }
            posts.push(post);
        }
        let first = own.first().expect("both domains have orgs");
        let member = company.add_member(&handle, first);
        member.props.posts = Field::Known(posts);
        if there {
            member.domain = AWAY;
            member.props.email = Field::Known(email(&format!("e{n}@acme-sub.example")));
        } else {
            if dice.one_in(2) {
                let level = dice.pick(&levels).map(|it| key(&it));
                member.props.level = Field::Known(level);
            }
            if dice.one_in(2) {
                member.props.user_type = Field::Known(dice.pick(&types).map(|it| key(&it)));
            }
            if dice.one_in(8) {
                let org = dice.pick(&away).expect("both domains have orgs");
                let mut entry = Secondary {
                    domain: AWAY,
                    email: Field::Absent,
                    level: Field::Absent,
                    posts: Field::Known(vec![some_post(dice, &org, &theirs)]),
                };
                if dice.one_in(2) {
                    entry.email = Field::Known(email(&format!("second-e{n}@acme-sub.example")));
                }
                member.props.secondary = Field::Known(vec![entry]);
            }
        }
        details(member, dice, n);
    }
}

fn details(member: &mut crate::model::Thing<meibo::directory::Member>, dice: &mut Dice, n: usize) {
    let props = &mut member.props;
    if dice.one_in(3) {
        props.telephone = Field::Known(Some(format!("03-0000-{n:04}")));
    }
    if dice.one_in(4) {
        props.task = Field::Known(Some(format!("担当{n}")));
    }
    if dice.one_in(6) {
        props.location = Field::Known(Some(format!("{n}階")));
    }
    if dice.one_in(6) {
        props.employee_number = Field::Known(Some(format!("{n:06}")));
    }
    if dice.one_in(10) {
        let alias = email(&format!("alias-e{n}@acme.example"));
        props.alias_emails = Field::Known(vec![alias]);
    }
    if dice.one_in(12) && n > 0 {
        let relation = Relation {
            member: key(&format!("E{}", dice.roll(n))),
            name: "上司".into(),
        };
        props.relations = Field::Known(vec![relation]);
    }
}

fn groups(company: &mut Company, dice: &mut Dice, shape: Shape) {
    let (low, high) = if shape.large { (20, 40) } else { (2, 6) };
    let people = super::changes::members_of(company, HOME);
    let orgs = super::changes::orgs_of(company, HOME);
    let long = shape.large && dice.one_in(3);
    for n in 0..dice.between(low, high) {
        let handle = format!("g-{n}");
        let most = match n {
            0 if long => dice.between(190, 260),
            _ => dice.roll(20),
        };
        let mut members = dice.few(&people, most);
        if shape.full_groups && !members.contains(&people[0]) {
            members.push(people[0].clone());
        }
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        let masters = dice.between(1, 3);
        let masters = dice.few(&people, masters);
        let masters: Vec<&str> = masters.iter().map(String::as_str).collect();
        let known: Vec<String> = (0..n).map(|inner| format!("g-{inner}")).collect();
        let most = dice.roll(3);
        let inner = dice.few(&known, most);
        let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
        let most = dice.roll(4);
        let teams = dice.few(&orgs, most);
        let teams: Vec<&str> = teams.iter().map(String::as_str).collect();
        let group = company.add_group(&handle, &format!("グループ{n}"), masters[0], &members);
        group.props.masters = Field::Known(keys(&masters));
        group.props.groups = Field::Known(keys(&inner));
        group.props.orgs = Field::Known(keys(&teams));
        if dice.one_in(4) {
            let address = email(&format!("{handle}@acme.example"));
            group.props.email = Field::Known(Some(address));
        }
    }
}
