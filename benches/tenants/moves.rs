//! What every change of a company is made of: heads change places, people are transferred,
//! orgs are renamed.

use super::company::{Company, Post};
use super::dice::Dice;
use super::people::chair;

/// So many of a thousand, at random; one at least.
pub fn take(mut of: Vec<usize>, per_mille: usize, dice: &mut Dice) -> Vec<usize> {
    let many = (of.len() * per_mille / 1000).max(1);
    dice.shuffle(&mut of);
    of.truncate(many);
    of
}

/// Gives an org another name.
pub fn rename(company: &mut Company, org: usize) {
    let org = company.org_mut(org);
    let ends = org.name.trim_start_matches(&org.stem.0);
    org.name = format!("{}戦略{ends}", org.stem.0);
    org.english = format!("Strategic {}", org.english);
}

/// So many of a thousand heads of these orgs take the chair of another of the same depth,
/// in a ring.
pub fn rotate_heads(company: &mut Company, orgs: &[usize], per_mille: usize, dice: &mut Dice) {
    for depth in 1..=6 {
        let leaders = company.leaders();
        let led = orgs.iter().copied().filter(|org| {
            let Some(head) = leaders[*org] else {
                return false;
            };
            // Only those whose own post it is.
            company.org(*org).depth == depth && company.person(head).posts[0].org == *org
        });
        let chairs = take(led.collect(), per_mille, dice);
        let heads: Vec<usize> = chairs.iter().filter_map(|org| leaders[*org]).collect();
        for (nth, head) in heads.iter().enumerate() {
            let to = chair(company, chairs[(nth + 1) % chairs.len()]);
            company.person_mut(*head).repost(chairs[nth], to);
        }
    }
}

/// So many of a thousand of these people go elsewhere, mostly within their division; heads
/// stay.
pub fn transfer(company: &mut Company, people: &[usize], per_mille: usize, dice: &mut Dice) {
    let everywhere = company.standing();
    for person in take(people.to_vec(), per_mille, dice) {
        let from = company.person(person).posts[0];
        if from.leader {
            continue;
        }
        let mut near = from.org;
        if dice.per_mille(700) {
            while company.org(near).depth > 2 {
                near = company.org(near).parent.expect("not at the top");
            }
        }
        let to = match dice.per_mille(700) {
            true => *dice.pick(&company.subtree(near)),
            false => *dice.pick(&everywhere),
        };
        let person = company.person_mut(person);
        if person.posts.iter().all(|post| post.org != to) {
            person.repost(from.org, Post { org: to, ..from });
        }
    }
}
