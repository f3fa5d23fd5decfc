//! The April personnel change: of a hundred people three leave, ten are transferred, five
//! promoted and three join from school; heads change places; a few sections are renamed,
//! set up and closed; groups follow.

use super::company::{Company, Group, Post};
use super::dice::Dice;
use super::groups;
use super::moves::{rename, rotate_heads, take, transfer};
use super::names::Names;
use super::orgs;
use super::people::{chair, joiner, second_post};
use super::ranks::{CONTRACT, REGULAR, STAFF_POSITIONS};

/// Makes the change.
pub fn change(company: &mut Company, names: &Names, dice: &mut Dice) {
    reorganise(company, dice);
    let leaving = take(company.staff(), 30, dice);
    let led = company.leaders();
    retire(company, &leaving);
    rotate_heads(company, &company.standing(), 125, dice);
    transfer(company, &company.staff(), 100, dice);
    promote(company, dice);
    fill_chairs(company, &led, dice);
    small_things(company, names, dice);
    join(company, leaving.len(), names, dice);
    regroup(company, dice);
}

/// One section in fifty renamed; three in two hundred closed, and as many set up.
fn reorganise(company: &mut Company, dice: &mut Dice) {
    let (leaves, inner): (Vec<usize>, Vec<usize>) = (company.standing().into_iter())
        .filter(|org| company.org(*org).depth > 1)
        .partition(|org| company.org(*org).children.is_empty());
    for org in take(leaves.clone(), 20, dice) {
        rename(company, org);
    }
    let closed = take(leaves, 15, dice);
    for _ in &closed {
        let parent = *dice.pick(&inner);
        let nth = company.org(parent).children.len() + 6;
        let org = orgs::nth_child(company, parent, nth);
        company.add_org(org);
    }
    for org in closed {
        let above = company.org(org).parent.expect("not at the top");
        for person in company.posted()[org].clone() {
            company.person_mut(person).repost(
                org,
                Post {
                    org: above,
                    position: None,
                    leader: false,
                },
            );
        }
        company.drop_org(org);
    }
}

fn retire(company: &mut Company, leaving: &[usize]) {
    let mut gone = vec![false; company.people.len()];
    for person in leaving {
        company.people[*person] = None;
        gone[*person] = true;
    }
    groups::leave_all(company, &gone);
}

fn promote(company: &mut Company, dice: &mut Dice) {
    for person in take(company.staff(), 50, dice) {
        let person = company.person_mut(person);
        if person.level > 5 {
            person.level -= 1;
            if !person.posts[0].leader {
                person.posts[0].position = Some(*dice.pick(&STAFF_POSITIONS));
            }
        }
    }
}

/// Where there was a head and is none, the highest of those who work there moves up; new
/// sections are given one too.
fn fill_chairs(company: &mut Company, led: &[Option<usize>], dice: &mut Dice) {
    let (leaders, posted) = (company.leaders(), company.posted());
    for org in company.standing() {
        let needs = led.get(org).is_none_or(Option::is_some);
        if leaders[org].is_some() || !needs {
            continue;
        }
        let level = |person: &usize| company.person(*person).level;
        let own = posted[org].iter().copied().filter(|person| {
            company.person(*person).posts[0]
                == Post {
                    org,
                    ..company.person(*person).posts[0]
                }
        });
        match own.min_by_key(level) {
            Some(successor) => {
                let chair = chair(company, org);
                let successor = company.person_mut(successor);
                successor.level = successor.level.saturating_sub(1).max(3);
                successor.posts[0] = chair;
            }
            // Nobody there: the head of the org above does it too, when he has the time.
            None => {
                let above = company.org(org).parent.and_then(|parent| leaders[parent]);
                let post = chair(company, org);
                if let Some(above) = above.filter(|_| dice.per_mille(900)) {
                    let posts = &mut company.person_mut(above).posts;
                    posts.retain(|post| post.org != org);
                    posts.push(post);
                }
            }
        }
    }
}

/// Second posts come and go, contracts turn into employment, names change by marriage.
fn small_things(company: &mut Company, names: &Names, dice: &mut Dice) {
    let orgs = company.standing();
    for person in company.staff() {
        let posts = &mut company.person_mut(person).posts;
        match posts.len() {
            2 if !posts[1].leader && dice.per_mille(150) => posts.truncate(1),
            1 if dice.per_mille(10) => second_post(company, person, *dice.pick(&orgs)),
            _ => {}
        }
        if company.person(person).user_type == CONTRACT && dice.per_mille(50) {
            company.person_mut(person).user_type = REGULAR;
        }
        if dice.per_mille(2) {
            let (last, first) = (names.last(dice), company.person(person).first);
            let mail = company.mail(last, first);
            let person = company.person_mut(person);
            (person.last, person.mail) = (last, mail);
        }
    }
}

/// As many as left come from school; they are a group of their own.
fn join(company: &mut Company, many: usize, names: &Names, dice: &mut Dice) {
    let leaves: Vec<usize> = (company.standing().into_iter())
        .filter(|org| company.org(*org).children.is_empty())
        .collect();
    let tutor = *dice.pick(&company.staff());
    let mut joiners = vec![tutor];
    for _ in 0..many {
        let person = joiner(company, *dice.pick(&leaves), names, dice);
        joiners.push(company.people.len());
        company.people.push(Some(person));
    }
    company.groups.push(Some(Group {
        name: "2027年度新入社員".to_owned(),
        masters: vec![tutor],
        members: joiners,
        orgs: Vec::new(),
        groups: Vec::new(),
    }));
}

/// One group in seven changes some of its people, one in a hundred ends.
fn regroup(company: &mut Company, dice: &mut Dice) {
    let staff = company.staff();
    for group in take(company.circles(), 150, dice) {
        let Some(group) = &mut company.groups[group] else {
            continue;
        };
        let few = 1 + group.members.len() / 10;
        for _ in 0..few.min(group.members.len().saturating_sub(1)) {
            let at = dice.roll(group.members.len());
            let other = *dice.pick(&staff);
            // Masters stay members: they need the room.
            if !group.members.contains(&other) && !group.masters.contains(&group.members[at]) {
                group.members[at] = other;
            }
        }
        if dice.per_mille(200) {
            group.masters = vec![*dice.pick(&group.members)];
        }
    }
    for group in take(company.circles(), 10, dice) {
        groups::dissolve(company, group, None);
    }
}
