//! A random company in which everything is declared as it is.

use meibo::directory::{Field, Kind, Pattern, RankKind, Relation, Removal};

use super::Sizes;
use crate::dice::Dice;
use crate::model::{AWAY, Company, email, key, keys, post, rank};

pub fn tenant(dice: &mut Dice, sizes: Sizes) -> Company {
    let mut company = Company::empty();
    if dice.one_in(8) {
        company = company.with_away();
    }
    for kind in [Kind::Org, Kind::Member, Kind::Group, Kind::Level] {
        company.policy.owns.insert(kind, vec![Pattern("*".into())]);
        company.empty_sections.insert(kind);
    }
    company.policy.removal = (dice)
        .pick(&[Removal::Suspend, Removal::Delete, Removal::ForceDelete])
        .unwrap_or_default();
    // One in four joins at once: its members are in use when they are created.
    company.tenant.sso = dice.one_in(4);
    for n in 0..dice.roll(sizes.levels + 1) {
        company.add_rank(RankKind::Level, &format!("L{n}"), &format!("職級{n}"));
    }
    let room = sizes.orgs - company.orgs.len();
    let mut orgs: Vec<String> = Vec::new();
    for n in 0..room - dice.roll(room.div_ceil(2)) {
        let parent = dice.pick(&orgs).filter(|_| !dice.one_in(3));
        let handle = format!("o{n}");
        company.add_org(&handle, parent.as_deref(), &format!("組織{n}"));
        orgs.push(handle);
    }
    members(&mut company, dice, sizes, &orgs);
    groups(&mut company, dice, sizes, &orgs);
    company
}

fn members(company: &mut Company, dice: &mut Dice, sizes: Sizes, orgs: &[String]) {
    let levels: Vec<String> = (company.ranks.iter())
        .map(|(_, level)| level.handle.clone())
        .collect();
    let mut led: Vec<String> = Vec::new();
    let mut made: Vec<String> = Vec::new();
    for n in 0..sizes.members - dice.roll(sizes.members.div_ceil(2)) {
        let handle = format!("m{n}");
        let mut posts = Vec::new();
        for org in dice.some(orgs, 2).into_iter().take(2) {
            let mut seat = post(&org);
            if !led.contains(&org) && dice.one_in(2) {
                seat.leader = Field::Known(true);
                led.push(org);
            }
            posts.push(seat);
        }
        let level = dice.pick(&levels).filter(|_| dice.one_in(3));
        let aliases = dice
            .one_in(4)
            .then(|| email(&format!("{handle}-also@acme.example")));
        let related = dice.pick(&made).filter(|_| dice.one_in(5));
        let member = company.add_member(&handle, &orgs[0]);
        member.props.posts = Field::Known(posts);
        member.props.task = Field::Known(None);
        if aliases.is_some() {
            member.props.alias_emails = Field::Known(aliases.into_iter().collect());
        }
        if let Some(level) = level {
            member.props.level = rank(&level);
        }
        let related = related.map(|other| Relation {
            member: key(&other),
            name: "上司".into(),
        });
        member.props.relations = Field::Known(related.into_iter().collect());
        made.push(handle);
    }
}

fn groups(company: &mut Company, dice: &mut Dice, sizes: Sizes, orgs: &[String]) {
    let home: Vec<String> = (company.members.iter())
        .filter(|it| it.domain != AWAY)
        .map(|it| it.handle.clone())
        .collect();
    let mut made: Vec<String> = Vec::new();
    for n in 0..dice.roll(sizes.groups + 1) {
        let Some(master) = dice.pick(&home) else {
            return;
        };
        let members = dice.some(&home, 2);
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        let (inner, units) = (dice.some(&made, 3), dice.some(orgs, 4));
        let mail = dice.one_in(2);
        let handle = format!("g{n}");
        let group = company.add_group(&handle, &format!("グループ{n}"), &master, &members);
        let named = |list: &[String]| {
            let list: Vec<&str> = list.iter().map(String::as_str).collect();
            Field::Known(keys(&list))
        };
        group.props.groups = named(&inner);
        group.props.orgs = named(&units);
        if mail {
            group.props.email = Field::Known(Some(email(&format!("{handle}@acme.example"))));
        }
        made.push(handle);
    }
}
