//! Two in a hundred objects differ, each in one way: what a busy month leaves behind.

use super::company::Company;
use super::dice::Dice;
use super::moves::rename;
use super::orgs::CITIES;
use super::people::second_post;

/// One in this many objects differs.
const EVERY: usize = 50;

/// Makes the change.
pub fn change(company: &mut Company, dice: &mut Dice) {
    for org in company
        .standing()
        .into_iter()
        .skip(EVERY / 2)
        .step_by(EVERY)
    {
        rename(company, org);
    }
    let orgs = company.standing();
    let staff = company.staff();
    for (nth, person) in staff
        .iter()
        .copied()
        .skip(EVERY / 2)
        .step_by(EVERY)
        .enumerate()
    {
        let at = company.person_mut(person);
        match nth % 3 {
            0 => at.level = (at.level + 1) % 11,
            1 => at.location = CITIES[10 + nth % 7].0,
            _ => {
                let many = at.posts.len();
                while company.person(person).posts.len() == many {
                    second_post(company, person, *dice.pick(&orgs));
                }
            }
        }
    }
    for group in company.circles().into_iter().skip(EVERY / 2).step_by(EVERY) {
        if let Some(group) = &mut company.groups[group] {
            // One member less, and no master: they need the room.
            let at = dice.roll(group.members.len());
            if !group.masters.contains(&group.members[at]) {
                group.members.remove(at);
            } else {
                group.name += " 改";
            }
        }
    }
}
