//! Who works where: a leader to nearly every org, a few orgs with very many people, one in
//! twelve with a second post.

use super::company::{Company, Person, Post};
use super::dice::{self, Dice};
use super::names::Names;
use super::orgs::CITIES;
use super::ranks::{
    CONTRACT, JOINER_LEVEL, OFFICER, REGULAR, STAFF_POSITIONS, head_of, level_of_head,
};

/// Fills the orgs of a company with so many people.
pub fn staff(company: &mut Company, people: usize, names: &Names, dice: &mut Dice) {
    let orgs = company.standing();
    let mut weights: Vec<f64> = (0..orgs.len())
        .map(|n| 1.0 / (f64::from(u32::try_from(n).expect("small")) + 5.0).powf(0.7))
        .collect();
    dice.shuffle(&mut weights);
    for (org, weight) in orgs.iter().zip(&mut weights) {
        if !company.org(*org).children.is_empty() {
            // A head, a deputy, an assistant: the work is done below.
            *weight /= 4.0;
        }
    }
    let sizes = dice::shares(people, &weights);
    let mut leaders = vec![None; company.orgs.len()];
    for (org, size) in orgs.iter().zip(sizes) {
        for nth in 0..size {
            let person = somebody(company, *org, nth == 0, names, dice);
            company.people.push(Some(person));
        }
        leaders[*org] = Some(company.people.len() - size);
        lead_from_above(company, &mut leaders, *org, dice);
    }
    for person in 0..company.people.len() {
        while dice.per_mille(75) && company.person(person).posts.len() < 4 {
            second_post(company, person, *dice.pick(&orgs));
        }
    }
}

/// One in 25 orgs is led by the head of the one above, beside his own.
fn lead_from_above(
    company: &mut Company,
    leaders: &mut [Option<usize>],
    org: usize,
    dice: &mut Dice,
) {
    let above = company.org(org).parent.and_then(|parent| leaders[parent]);
    let (Some(above), Some(own)) = (above, leaders[org]) else {
        return;
    };
    if !dice.per_mille(40) {
        return;
    }
    let own = company.person_mut(own);
    own.posts[0].leader = false;
    let position = own.posts[0].position.take();
    let post = Post {
        org,
        position,
        leader: true,
    };
    company.person_mut(above).posts.push(post);
    leaders[org] = Some(above);
}

/// A post beside the others, without a rank in it.
pub fn second_post(company: &mut Company, person: usize, org: usize) {
    let posts = &mut company.person_mut(person).posts;
    if posts.iter().all(|post| post.org != org) {
        posts.push(Post {
            org,
            position: None,
            leader: false,
        });
    }
}

fn somebody(
    company: &mut Company,
    org: usize,
    leader: bool,
    names: &Names,
    dice: &mut Dice,
) -> Person {
    let (last, first) = (names.last(dice), names.first(dice));
    let Post { position, .. } = chair(company, org);
    let depth = company.org(org).depth;
    let level = match leader {
        true => level_of_head(depth),
        false => (6 + dice.roll(5)).max(dice.roll(11)).max(depth),
    };
    let user_type = match (leader, dice.roll(100)) {
        (true, _) if depth == 1 => OFFICER,
        (true, _) | (false, 0..75) => REGULAR,
        (false, 75..87) => CONTRACT,
        (false, at) => 2 + at % 3,
    };
    let position = match leader {
        true => position,
        false => dice.per_mille(180).then(|| *dice.pick(&STAFF_POSITIONS)),
    };
    Person {
        mail: company.mail(last, first),
        last,
        first,
        level,
        user_type,
        posts: vec![Post {
            org,
            position,
            leader,
        }],
        location: CITIES[org % 7].0,
        hired: u32::try_from(1988 + dice.roll(39)).expect("small"),
        telephone: format!("03-{:04}-{:04}", 5000 + org % 4000, dice.roll(10_000)),
    }
}

/// Somebody from school: the lowest level, no position, this year.
pub fn joiner(company: &mut Company, org: usize, names: &Names, dice: &mut Dice) -> Person {
    let mut person = somebody(company, org, false, names, dice);
    person.level = JOINER_LEVEL;
    person.user_type = REGULAR;
    person.hired = 2027;
    person.posts[0].position = None;
    person
}

/// The leader's post of an org.
pub fn chair(company: &Company, org: usize) -> Post {
    let it = company.org(org);
    Post {
        org,
        position: Some(head_of(&it.name, it.depth)),
        leader: true,
    }
}
