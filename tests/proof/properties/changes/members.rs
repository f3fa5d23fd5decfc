//! Changes of members.

use meibo::directory::{
    Field, Language, LocalName, Messenger, Post, RankKind, Relation, Removal, Secondary,
    WantedState,
};

use super::{ANCHORS, forget_member, members_of, orgs_of, posts_mut, ranks_of, unseat};
use crate::dice::Dice;
use crate::model::{AWAY, Company, HOME, email, key};
use crate::properties::tenant::{Shape, some_post};

pub fn change(company: &mut Company, dice: &mut Dice, shape: Shape, count: usize) {
    let domain = if dice.one_in(8) { AWAY } else { HOME };
    let people = members_of(company, domain);
    let (Some(member), Some(mate)) = (dice.pick(&people), dice.pick(&people)) else {
        return;
    };
    let orgs = orgs_of(company, domain);
    let Some(org) = dice.pick(&orgs) else { return };
    match dice.roll(18) {
        0 | 1 => posts(company, dice, &member, &orgs),
        2 | 3 => seat(company, dice, &member, &org),
        4 => exchange_seats(company, dice, &member, &mate),
        5 => ranks(company, dice, &member),
        6 => properties(company, dice, &member, count),
        7 => cycle_addresses(company, dice, &people, count),
        8 | 9 => leave(company, dice, &member),
        10 | 11 => join(company, dice, &org, &mate, count),
        12 => second(company, dice, &member),
        13 if domain == HOME => transfer(company, dice, &member, count),
        14 => aliases(company, &member, &mate, count),
        15 => names(company, dice, &member, count),
        16 => {
            let relation = Relation {
                member: key(&mate),
                name: format!("関係{count}"),
            };
            if member != mate {
                company.member(&member).props.relations = Field::Known(vec![relation]);
            }
        }
        17 => tombstone(company, &member, shape),
        _ => {}
    }
}

fn positions(company: &Company, domain: meibo::directory::DomainId) -> Vec<String> {
    ranks_of(company, RankKind::Position, domain)
}

/// Other posts altogether; where the member led, nobody does.
fn posts(company: &mut Company, dice: &mut Dice, member: &str, orgs: &[String]) {
    let domain = company.member(member).domain;
    let ranks = positions(company, domain);
    let most = dice.roll(4);
    let chosen = dice.few(orgs, most);
    let mut posts: Vec<Post> = chosen
        .iter()
        .map(|org| some_post(dice, org, &ranks))
        .collect();
    let first = dice.roll(posts.len());
    if let Some(post) = posts.get_mut(first).filter(|_| dice.one_in(2)) {
        post.primary = Field::Known(true);
    }
    company.member(member).props.posts = Field::Known(posts);
}

/// A member leads an org: one it has a post in, or a new one.
fn seat(company: &mut Company, dice: &mut Dice, member: &str, org: &str) {
    unseat(company, dice, org);
    let Some(posts) = company.member(member).props.posts.known_mut() else {
        return;
    };
    let at = posts.iter().position(|post| post.org == key(org));
    let at = at.unwrap_or_else(|| {
        posts.push(crate::model::post(org));
        posts.len() - 1
    });
    posts[at].leader = Field::Known(true);
}

/// Two take over what the other led.
fn exchange_seats(company: &mut Company, dice: &mut Dice, one: &str, other: &str) {
    let led = |company: &mut Company, member: &str| -> Vec<String> {
        let posts = company.member(member).props.posts.known().cloned();
        let led = posts.unwrap_or_default().into_iter();
        led.filter(|post| post.leader == Field::Known(true))
            .map(|post| match post.org {
                meibo::directory::Ref::Key(org) => org.to_string(),
                other => other.to_string(),
            })
            .collect()
    };
    let (ones, others) = (led(company, one), led(company, other));
    if one == other {
        return;
    }
    for org in ones {
        seat(company, dice, other, &org);
    }
    for org in others {
        seat(company, dice, one, &org);
    }
}

fn ranks(company: &mut Company, dice: &mut Dice, member: &str) {
    let domain = company.member(member).domain;
    let levels = ranks_of(company, RankKind::Level, domain);
    let types = ranks_of(company, RankKind::UserType, domain);
    let level = dice.pick(&levels).filter(|_| !dice.one_in(4));
    let kind = dice.pick(&types).filter(|_| !dice.one_in(4));
    let props = &mut company.member(member).props;
    props.level = Field::Known(level.map(|it| key(&it)));
    props.user_type = Field::Known(kind.map(|it| key(&it)));
}

fn properties(company: &mut Company, dice: &mut Dice, member: &str, count: usize) {
    let props = &mut company.member(member).props;
    match dice.roll(6) {
        4 => {
            let protocol = dice.pick(&["LINE", "X", "FACEBOOK"]).unwrap_or("LINE");
            let messenger = Messenger {
                protocol: protocol.to_owned(),
                custom_protocol: None,
                id: format!("id-{count}"),
            };
            props.messenger = Field::Known((!dice.one_in(4)).then_some(messenger));
        }
        0 => props.telephone = Field::Known((!dice.one_in(3)).then(|| format!("03-{count:04}"))),
        1 => props.task = Field::Known((!dice.one_in(3)).then(|| format!("担当{count}"))),
        2 => props.location = Field::Known(Some(format!("{count}階"))),
        3 => props.searchable = Field::Known(dice.one_in(2)),
        _ => {
            let name = LocalName {
                last: Field::Known(Some("Test".into())),
                first: Field::Known(Some(format!("No {count}"))),
            };
            let names = [(Language::en_US, Some(name))];
            props.names = Field::Known(names.into());
        }
    }
}

fn names(company: &mut Company, dice: &mut Dice, member: &str, count: usize) {
    if let Some(name) = company.member(member).props.name.known_mut() {
        name.first = Field::Known(Some(format!("改{count}")));
        if dice.one_in(2) {
            name.phonetic_last = Field::Known(Some("シケン".into()));
        }
    }
}

/// Some hand their addresses on in a circle, or in a row whose end gets a new one.
fn cycle_addresses(company: &mut Company, dice: &mut Dice, people: &[String], count: usize) {
    let most = dice.between(2, 5);
    let ring = dice.few(people, most);
    let held = |it: &String, company: &mut Company| company.member(it).props.email.clone();
    let mut addresses: Vec<_> = ring.iter().map(|it| held(it, company)).collect();
    addresses.rotate_left(1);
    if let Some(last) = addresses.last_mut().filter(|_| dice.one_in(3)) {
        *last = Field::Known(email(&format!("fresh-{count}@acme.example")));
    }
    for (member, address) in ring.iter().zip(addresses) {
        company.member(member).props.email = address;
    }
}

fn leave(company: &mut Company, dice: &mut Dice, member: &str) {
    if ANCHORS.contains(&member) {
        return;
    }
    forget_member(company, member);
    let address = company.member(member).props.email.clone();
    company.remove(member);
    // Who is erased leaves the address to somebody else.
    if company.policy.removal == Removal::ForceDelete && dice.one_in(3) {
        let people = members_of(company, HOME);
        if let Some(heir) = dice.pick(&people) {
            company.member(&heir).props.email = address;
        }
    }
}

/// Somebody new, or two who are related to each other.
fn join(company: &mut Company, dice: &mut Dice, org: &str, mate: &str, count: usize) {
    let handle = format!("E-new-{count}");
    let domain = company.org(org).domain;
    let ranks = positions(company, domain);
    let held = some_post(dice, org, &ranks);
    let new = company.add_member(&handle, org);
    new.domain = domain;
    new.props.posts = Field::Known(vec![held]);
    if domain == AWAY {
        let address = email(&format!("{}@acme-sub.example", handle.to_lowercase()));
        new.props.email = Field::Known(address);
    }
    match dice.roll(4) {
        0 => seat(company, dice, &handle, org),
        1 => {
            let relation = |to: &str| Relation {
                member: key(to),
                name: "同期".into(),
            };
            company.member(&handle).props.relations = Field::Known(vec![relation(mate)]);
            if dice.one_in(2) {
                company.member(mate).props.relations = Field::Known(vec![relation(&handle)]);
            }
        }
        2 => {
            let groups = super::groups_of(company);
            let most = dice.roll(4);
            for group in dice.few(&groups, most) {
                let props = &mut company.group(&group).props;
                let lists = [&mut props.members, &mut props.masters];
                let most = if domain == HOME { 2 } else { 1 };
                for list in lists.into_iter().take(most).filter_map(Field::known_mut) {
                    list.push(key(&handle));
                }
            }
        }
        _ => {}
    }
}

fn second(company: &mut Company, dice: &mut Dice, member: &str) {
    if company.member(member).domain == AWAY {
        return;
    }
    let orgs = orgs_of(company, AWAY);
    let ranks = positions(company, AWAY);
    let levels = ranks_of(company, RankKind::Level, AWAY);
    let most = dice.between(1, 2);
    let chosen = dice.few(&orgs, most);
    let posts: Vec<Post> = chosen
        .iter()
        .map(|org| some_post(dice, org, &ranks))
        .collect();
    let entry = Secondary {
        domain: AWAY,
        email: Field::Absent,
        level: match dice.pick(&levels) {
            Some(level) if dice.one_in(2) => Field::Known(Some(key(&level))),
            _ => Field::Absent,
        },
        posts: Field::Known(posts),
    };
    let entries = match dice.one_in(3) {
        true => Vec::new(),
        false => vec![entry],
    };
    company.member(member).props.secondary = Field::Known(entries);
}

/// To the other domain; levels and user types are a domain's own.
fn transfer(company: &mut Company, dice: &mut Dice, member: &str, count: usize) {
    let live = member.starts_with('E') && !member.contains("new");
    if ANCHORS.contains(&member) || !live {
        return;
    }
    let orgs = orgs_of(company, AWAY);
    let Some(org) = dice.pick(&orgs) else { return };
    let ranks = positions(company, AWAY);
    // A master belongs to the group's domain.
    let gone = key(member);
    for group in &mut company.groups {
        if let Field::Known(list) = &mut group.props.masters {
            list.retain(|it| *it != gone);
            if list.is_empty() {
                list.push(key(ANCHORS[2]));
            }
        }
    }
    let held = some_post(dice, &org, &ranks);
    let moved = company.member(member);
    moved.domain = AWAY;
    moved.props.email = Field::Known(email(&format!("moved-{count}@acme-sub.example")));
    moved.props.alias_emails = Field::Absent;
    moved.props.level = Field::Absent;
    moved.props.user_type = Field::Known(None);
    moved.props.posts = Field::Known(vec![held]);
    moved.props.secondary = Field::Known(Vec::new());
}

/// An alias goes from one to the other.
fn aliases(company: &mut Company, from: &str, to: &str, count: usize) {
    if from == to {
        return;
    }
    let held = company.member(from).props.alias_emails.known().cloned();
    let held = held.unwrap_or_default();
    let (left, taken) = match held.as_slice() {
        [] => (
            vec![email(&format!("extra-{count}@acme.example"))],
            Vec::new(),
        ),
        [first, rest @ ..] => (rest.to_vec(), vec![first.clone()]),
    };
    company.member(from).props.alias_emails = Field::Known(left);
    if !taken.is_empty() {
        let theirs = company.member(to).props.alias_emails.known().cloned();
        let mut theirs = theirs.unwrap_or_default();
        theirs.extend(taken);
        company.member(to).props.alias_emails = Field::Known(theirs);
    }
}

/// Asked by name to go.
fn tombstone(company: &mut Company, member: &str, shape: Shape) {
    let live = member.starts_with('E') && !member.contains("new");
    if ANCHORS.contains(&member) || !live || !shape.large {
        return;
    }
    forget_member(company, member);
    let gone = company.member(member);
    gone.state = WantedState::Deleted;
    for posts in posts_mut(&mut gone.props) {
        for post in posts {
            post.leader = Field::Absent;
        }
    }
    // A tombstone says who, not how.
    let address = gone.props.email.clone();
    gone.props = meibo::directory::Member {
        email: address,
        ..Default::default()
    };
}
