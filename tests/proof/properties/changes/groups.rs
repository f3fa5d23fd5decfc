//! Changes of groups.

use meibo::directory::Field;

use super::{ANCHORS, groups_of, members_of, orgs_of};
use crate::dice::Dice;
use crate::model::{AWAY, Company, HOME, email, key, keys};
use crate::properties::tenant::Shape;

pub fn change(company: &mut Company, dice: &mut Dice, shape: Shape, count: usize) {
    let groups = groups_of(company);
    let people = members_of(company, HOME);
    let Some(group) = dice.pick(&groups) else {
        return;
    };
    match dice.roll(11) {
        0..=2 => {
            let mut everybody = people;
            everybody.extend(members_of(company, AWAY));
            let most = match dice.one_in(8) {
                true => dice.between(180, 260),
                false => dice.roll(25),
            };
            let members = dice.few(&everybody, most);
            set_members(company, shape, &group, &members);
        }
        3 => {
            // A few come and go: what a long list is changed by.
            let held = company.group(&group).props.members.known().cloned();
            let mut held = held.unwrap_or_default();
            let leave = dice.roll(4);
            for _ in 0..leave.min(held.len()) {
                held.remove(dice.roll(held.len()));
            }
            let most = dice.roll(4);
            for new in dice.few(&people, most) {
                if !held.contains(&key(&new)) {
                    held.push(key(&new));
                }
            }
            company.group(&group).props.members = Field::Known(held);
            anchor(company, shape, &group);
        }
        4 => {
            let most = dice.between(1, 3);
            let masters = dice.few(&people, most);
            let masters: Vec<&str> = masters.iter().map(String::as_str).collect();
            company.group(&group).props.masters = Field::Known(keys(&masters));
        }
        5 => nest(company, dice, &groups, &group),
        6 => {
            let Some(other) = dice.pick(&groups) else {
                return;
            };
            let own = company.group(&group).props.name.clone();
            let theirs = company.group(&other).props.name.clone();
            company.group(&group).props.name = theirs;
            company.group(&other).props.name = own;
        }
        7 => {
            company.remove(&group);
            for other in &mut company.groups {
                if let Field::Known(list) = &mut other.props.groups {
                    list.retain(|it| *it != key(&group));
                }
            }
        }
        8 => {
            let handle = format!("g-new-{count}");
            let most = dice.roll(12);
            let members = dice.few(&people, most);
            let master = dice.pick(&people).unwrap_or_else(|| ANCHORS[2].to_owned());
            company.add_group(&handle, &format!("新グループ{count}"), &master, &[]);
            set_members(company, shape, &handle, &members);
            if dice.one_in(2) {
                company.group(&handle).props.groups = Field::Known(keys(&[&group]));
            }
            // It takes the name of one that gets another.
            if dice.one_in(3) {
                let name = company.group(&group).props.name.clone();
                company.group(&handle).props.name = name;
                company.group(&group).props.name = Field::Known(format!("改称グループ{count}"));
            }
        }
        9 => {
            let address = email(&format!("list-{count}@acme.example"));
            company.group(&group).props.email = Field::Known(Some(address));
        }
        _ => {
            let orgs = orgs_of(company, HOME);
            let most = dice.roll(5);
            let teams = dice.few(&orgs, most);
            let teams: Vec<&str> = teams.iter().map(String::as_str).collect();
            let description = Field::Known(Some(format!("説明{count}")));
            let props = &mut company.group(&group).props;
            props.orgs = Field::Known(keys(&teams));
            props.description = description;
        }
    }
}

fn set_members(company: &mut Company, shape: Shape, group: &str, members: &[String]) {
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    company.group(group).props.members = Field::Known(keys(&members));
    anchor(company, shape, group);
}

fn anchor(company: &mut Company, shape: Shape, group: &str) {
    let list = company.group(group).props.members.known_mut();
    let anchor = key(ANCHORS[2]);
    if let Some(list) = list.filter(|list| shape.full_groups && !list.contains(&anchor)) {
        list.push(anchor);
    }
}

/// Groups within a group; never a circle: a group holds none that reaches it.
fn nest(company: &mut Company, dice: &mut Dice, groups: &[String], outer: &str) {
    let most = dice.roll(4);
    let mut inner = dice.few(groups, most);
    inner.retain(|it| it != outer && !reaches(company, it, outer));
    let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
    company.group(outer).props.groups = Field::Known(keys(&inner));
}

fn reaches(company: &mut Company, from: &str, to: &str) -> bool {
    let held = company.group(from).props.groups.known().cloned();
    let mut held = held.unwrap_or_default().into_iter();
    held.any(|it| match it {
        meibo::directory::Ref::Key(it) => it.as_str() == to || reaches(company, it.as_str(), to),
        _ => false,
    })
}
