//! Changes of org units.

use meibo::directory::{Field, RoomFeatures};

use super::{ANCHORS, below, children, depth, forget_org, height, members_of, orgs_of, parent_of};
use crate::dice::Dice;
use crate::model::{AWAY, Company, HOME, email, key, keys};
use crate::properties::tenant::Shape;

/// The deepest level changes go to.
const DEEPEST: usize = 10;

pub fn change(
    company: &mut Company,
    before: &Company,
    dice: &mut Dice,
    shape: Shape,
    count: usize,
) {
    let domain = if dice.one_in(5) { AWAY } else { HOME };
    let orgs = orgs_of(company, domain);
    let (Some(org), Some(other)) = (dice.pick(&orgs), dice.pick(&orgs)) else {
        return;
    };
    match dice.roll(15) {
        0..=2 => reparent(company, dice, &org, Some(&other)),
        3 => reparent(company, dice, &org, None),
        4 => {
            let above = parent_of(company, &org);
            let siblings = children(company, above.as_deref());
            shuffle(company, dice, &siblings);
        }
        5 => {
            let name = format!("改称{count}");
            company.org(&org).props.name = Field::Known(name);
        }
        6 | 7 => create(company, dice, (&org, &other), count),
        8 => cycle_addresses(company, dice, &orgs),
        9 => remove_branch(company, before, &org, shape),
        10 => remove_one(company, before, &org, shape),
        11 => upside_down(company, dice, &org),
        12 => properties(company, dice, &org, count),
        13 => {
            let people = members_of(company, HOME);
            let most = dice.roll(4);
            let allowed = dice.few(&people, most);
            let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
            company.org(&org).props.allowed_senders = Field::Known(keys(&allowed));
        }
        14 if shape.names_meet => exchange_names(company, dice, &org, count),
        _ => {}
    }
}

/// Moves an org with what is below it, unless that makes a circle or stands too deep.
fn reparent(company: &mut Company, dice: &mut Dice, org: &str, above: Option<&str>) {
    if above.is_some_and(|above| below(company, org).contains(above)) {
        return;
    }
    let level = above.map_or(0, |above| depth(company, above));
    if level + height(company, org) > DEEPEST {
        return;
    }
    company.org(org).props.parent = Field::Known(above.map(key));
    // Among its new siblings it stands anywhere.
    if let Some(place) = dice.pick(&children(company, above)).filter(|it| it != org) {
        company.place_before(org, &place);
    }
}

fn shuffle(company: &mut Company, dice: &mut Dice, siblings: &[String]) {
    let mut shuffled = siblings.to_vec();
    if dice.one_in(2) {
        dice.shuffle(&mut shuffled);
    } else if let Some(last) = shuffled.pop() {
        shuffled.insert(0, last);
    }
    // Last first: each comes to stand before the one after it, which does not move again.
    for at in (0..shuffled.len().saturating_sub(1)).rev() {
        company.place_before(&shuffled[at], &shuffled[at + 1]);
    }
}

fn create(company: &mut Company, dice: &mut Dice, (above, org): (&str, &str), count: usize) {
    let handle = format!("o-new-{count}");
    let domain = company.org(org).domain;
    let above = (depth(company, above) < DEEPEST && !dice.one_in(4)).then_some(above);
    let new = company.add_org(&handle, above, &format!("新設{count}"));
    new.domain = domain;
    if domain == AWAY {
        let address = email(&format!("{handle}@acme-sub.example"));
        new.props.email = Field::Known(address);
    }
    let siblings = children(company, above);
    if let Some(place) = dice.pick(&siblings).filter(|it| *it != handle) {
        company.place_before(&handle, &place);
    }
    // Whole branches are new now and then, and take in what there is.
    if dice.one_in(3) {
        reparent(company, dice, org, Some(&handle));
    }
}

/// Some orgs hand their addresses on in a circle; with luck one of them gets a new one.
fn cycle_addresses(company: &mut Company, dice: &mut Dice, orgs: &[String]) {
    let most = dice.between(2, 4);
    let ring = dice.few(orgs, most);
    let mut addresses: Vec<_> = ring
        .iter()
        .map(|it| company.org(it).props.email.clone())
        .collect();
    addresses.rotate_left(1);
    for (org, address) in ring.iter().zip(addresses) {
        company.org(org).props.email = address;
    }
}

fn gone(company: &mut Company, org: &str) {
    forget_org(company, org);
    company.remove(org);
}

fn remove_branch(company: &mut Company, before: &Company, org: &str, shape: Shape) {
    let all = below(company, org);
    // A tenant stays a tenant.
    let most = if shape.branches_go { 8 } else { 1 };
    if all.len() > most
        || !may_go(before, org, shape)
        || all.iter().any(|it| ANCHORS.contains(&it.as_str()))
    {
        return;
    }
    for org in all {
        gone(company, &org);
    }
}

/// Where branches stay whole, every second level can go: no org goes along with another.
fn may_go(before: &Company, org: &str, shape: Shape) -> bool {
    shape.branches_go || depth(before, org).is_multiple_of(2)
}

/// The org goes, what is below it is raised.
fn remove_one(company: &mut Company, before: &Company, org: &str, shape: Shape) {
    if ANCHORS.contains(&org) || !may_go(before, org, shape) {
        return;
    }
    let above = parent_of(company, org);
    for child in children(company, Some(org)) {
        company.org(&child).props.parent = Field::Known(above.as_deref().map(key));
    }
    gone(company, org);
}

/// A child comes to stand in the place of its parent, which goes below it.
fn upside_down(company: &mut Company, dice: &mut Dice, org: &str) {
    let Some(above) = parent_of(company, org) else {
        return;
    };
    if depth(company, &above) + height(company, &above) >= DEEPEST {
        return;
    }
    let top = parent_of(company, &above);
    company.org(org).props.parent = Field::Known(top.as_deref().map(key));
    reparent(company, dice, &above, Some(org));
}

fn properties(company: &mut Company, dice: &mut Dice, org: &str, count: usize) {
    let leaf = children(company, Some(org)).is_empty();
    let props = &mut company.org(org).props;
    match dice.roll(4) {
        0 => props.description = Field::Known((!dice.one_in(3)).then(|| format!("説明{count}"))),
        1 if leaf => props.visible = Field::Known(false),
        2 => {
            let alias = email(&format!("alias-{count}@acme.example"));
            props.alias_emails = Field::Known(vec![alias]);
        }
        _ => {
            props.features = RoomFeatures {
                message: Field::Known(true),
                note: Field::Known(dice.one_in(2)),
                calendar: Field::Known(dice.one_in(2)),
                task: Field::Known(dice.one_in(2)),
                folder: Field::Known(dice.one_in(2)),
            };
        }
    }
}

/// One sibling takes the name of another, which takes the first's or a new one.
fn exchange_names(company: &mut Company, dice: &mut Dice, org: &str, count: usize) {
    let above = parent_of(company, org);
    let siblings = children(company, above.as_deref());
    let Some(other) = dice.pick(&siblings).filter(|it| it != org) else {
        return;
    };
    let own = company.org(org).props.name.clone();
    let theirs = company.org(&other).props.name.clone();
    company.org(org).props.name = theirs;
    company.org(&other).props.name = match dice.one_in(2) {
        true => own,
        false => Field::Known(format!("改称{count}")),
    };
}
