//! The merger of two divisions: departments of the one go under the other, what both have
//! is put together, sections are renamed and closed, one of two heads steps down, and
//! groups of the same purpose become one.

use super::company::{Company, Post};
use super::dice::Dice;
use super::groups;
use super::moves::{rename, rotate_heads, take, transfer};
use super::orgs;
use super::people::chair;
use super::ranks::{DEPUTY_HEAD, MANAGER, SENIOR_MANAGER};

/// Makes the change: the second of the two largest divisions goes into the first.
pub fn change(company: &mut Company, dice: &mut Dice) {
    let mut divisions: Vec<(usize, usize)> = (company.tops.iter())
        .map(|top| (company.subtree(*top).len(), *top))
        .collect();
    divisions.sort_unstable_by(|a, b| b.cmp(a));
    let (into, gone) = (divisions[0].1, divisions[1].1);
    let both = (company.subtree(into), company.subtree(gone));
    let office = company.org(into).children.len();
    let joined =
        [into, gone].map(|org| company.org(org).stem.0.trim_end_matches("事業").to_owned());
    company.org_mut(into).name = joined.concat() + "統合本部";

    absorb(company, gone, into, &joined[1], dice);
    let staff = Post {
        org: into,
        position: Some(DEPUTY_HEAD),
        leader: false,
    };
    repost_all(company, gone, staff);
    company.drop_org(gone);
    let office = orgs::nth_child(company, into, office + 20);
    let office = company.add_org(office);
    company.org_mut(office).name = "統合推進室".to_owned();
    company.org_mut(office).english = "Integration Office".to_owned();
    lead(company, office, &both.1);
    settle(company, into, dice);
    merge_groups(company, &both, dice);
}

/// One section in seven gets a new name, one head in ten another chair, one in eight of
/// all who work there another desk.
fn settle(company: &mut Company, division: usize, dice: &mut Dice) {
    let orgs = company.subtree(division);
    for org in take(orgs[1..].to_vec(), 150, dice) {
        rename(company, org);
    }
    rotate_heads(company, &orgs, 100, dice);
    let mut within = vec![false; company.orgs.len()];
    for org in orgs {
        within[org] = true;
    }
    let staff = company.staff().into_iter();
    let theirs = staff.filter(|person| within[company.person(*person).posts[0].org]);
    transfer(company, &theirs.collect::<Vec<usize>>(), 125, dice);
}

/// What is below one org goes below another: of every two, one is put together with its
/// counterpart there, as deep as there is one, the other moves as it is.
fn absorb(company: &mut Company, from: usize, into: usize, former: &str, dice: &mut Dice) {
    let kept = company.org(into).children.clone();
    for (nth, org) in company.org(from).children.clone().into_iter().enumerate() {
        match kept.get(nth).copied().filter(|_| nth % 2 == 0) {
            Some(other) => {
                absorb(company, org, other, former, dice);
                close(company, org, other);
            }
            None => {
                company.move_org(org, into);
                called_former(company, org, former);
                swap_heads(company, org, kept.first().copied(), dice);
            }
        }
    }
}

/// Everybody of an org without orgs below it goes to another; heads become managers there.
fn close(company: &mut Company, org: usize, other: usize) {
    let position = match company.org(org).depth {
        2 => SENIOR_MANAGER,
        _ => MANAGER,
    };
    let post = Post {
        org: other,
        position: Some(position),
        leader: false,
    };
    repost_all(company, org, post);
    company.drop_org(org);
}

/// Heads take the post as it is, others keep their position in it.
fn repost_all(company: &mut Company, from: usize, to: Post) {
    for person in company.posted()[from].clone() {
        let person = company.person_mut(person);
        let former = person.posts.iter().find(|post| post.org == from).copied();
        let held = person.posts.iter().find(|post| post.org == to.org).copied();
        let post = match (former, held) {
            // A post there already: that one stays as it is.
            (_, Some(held)) => held,
            (Some(former), None) if !former.leader => Post {
                org: to.org,
                ..former
            },
            _ => to,
        };
        person.repost(from, post);
    }
}

/// 管理部 of the former medical division becomes 医療機器管理部.
fn called_former(company: &mut Company, org: usize, former: &str) {
    let org = company.org_mut(org);
    if !org.name.starts_with(former) {
        org.name = format!("{former}{}", org.name);
        org.english = format!("Former {}", org.english);
    }
}

/// Every third time the heads of two departments change places.
fn swap_heads(company: &mut Company, one: usize, other: Option<usize>, dice: &mut Dice) {
    let leaders = company.leaders();
    let Some(other) = other.filter(|_| dice.per_mille(333)) else {
        return;
    };
    let (Some(a), Some(b)) = (leaders[one], leaders[other]) else {
        return;
    };
    if a != b {
        let (to_one, to_other) = (chair(company, one), chair(company, other));
        company.person_mut(a).repost(one, to_other);
        company.person_mut(b).repost(other, to_one);
    }
}

/// Somebody of the former division who leads nothing leads the new org beside his post.
fn lead(company: &mut Company, org: usize, former: &[usize]) {
    let head = company.staff().into_iter().find(|person| {
        let posts = &company.person(*person).posts;
        posts.len() == 1 && !posts[0].leader && former.contains(&posts[0].org)
    });
    let post = chair(company, org);
    if let Some(head) = head {
        company.person_mut(head).posts.push(post);
    }
}

/// A group of the one division and a group of the other become one.
fn merge_groups(company: &mut Company, both: &(Vec<usize>, Vec<usize>), dice: &mut Dice) {
    let mut side = vec![0_u8; company.orgs.len()];
    for (number, orgs) in [(1, &both.0), (2, &both.1)] {
        for org in orgs {
            side[*org] = number;
        }
    }
    let of = |company: &Company, wanted: u8| -> Vec<usize> {
        let belongs = |group: &usize| {
            let master = company.groups[*group]
                .as_ref()
                .and_then(|g| g.masters.first());
            master.is_some_and(|master| side[company.person(*master).posts[0].org] == wanted)
        };
        company.circles().into_iter().filter(belongs).collect()
    };
    let (kept, mut gone) = (of(company, 1), of(company, 2));
    dice.shuffle(&mut gone);
    gone.truncate(gone.len().div_ceil(2));
    for (keep, group) in kept.into_iter().zip(gone) {
        let Some(old) = company.groups[group].clone() else {
            continue;
        };
        groups::dissolve(company, group, Some(keep));
        let Some(keep) = &mut company.groups[keep] else {
            continue;
        };
        keep.members.extend(old.members);
        keep.members.sort_unstable();
        keep.members.dedup();
        keep.orgs.extend(old.orgs);
        keep.orgs.sort_unstable();
        keep.orgs.dedup();
    }
}
