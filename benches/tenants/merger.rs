//! The merger of two divisions: departments of the one go under the other, what both have
//! is put together, sections are renamed and closed, one of two heads steps down, and
//! groups of the same purpose become one.

use super::company::{Company, Post};
use super::dice::Dice;
use super::groups;
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

    let departments = company.org(gone).children.clone();
    for (nth, department) in departments.into_iter().enumerate() {
        let kept = company.org(into).children.clone();
        match kept.get(nth).copied().filter(|_| nth % 2 == 0) {
            Some(other) => absorb(company, department, other, dice),
            None => {
                company.move_org(department, into);
                rename(company, department, &joined[1]);
                swap_heads(company, department, kept.first().copied(), dice);
            }
        }
    }
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
    merge_groups(company, &both, dice);
}

/// A department goes into another: its sections move over, its staff too, and it closes.
fn absorb(company: &mut Company, department: usize, other: usize, dice: &mut Dice) {
    for (nth, section) in company
        .org(department)
        .children
        .clone()
        .into_iter()
        .enumerate()
    {
        if nth % 4 == 3 && company.org(section).children.is_empty() {
            close(company, section, other);
        } else {
            company.move_org(section, other);
            let former = company.org(department).stem.0.clone();
            if dice.per_mille(500) {
                rename(company, section, &former);
            }
        }
    }
    close(company, department, other);
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

fn rename(company: &mut Company, org: usize, former: &str) {
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
