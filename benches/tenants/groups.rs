//! Groups: projects, committees and the like, from three people to a third of the company;
//! some hold orgs, some hold other groups.

use super::company::{Company, Group};
use super::dice::Dice;

const CALLED: [&str; 24] = [
    "アポロ",
    "オリオン",
    "さくら",
    "富士",
    "はやぶさ",
    "みらい",
    "あおぞら",
    "つばさ",
    "かがやき",
    "きずな",
    "大雪",
    "筑波",
    "琵琶湖",
    "瀬戸内",
    "阿蘇",
    "ひまわり",
    "すばる",
    "のぞみ",
    "北斗",
    "銀河",
    "若葉",
    "青葉",
    "若鮎",
    "黒潮",
];
const KINDS: [&str; 10] = [
    "プロジェクト",
    "推進委員会",
    "ワーキンググループ",
    "連絡会",
    "勉強会",
    "改善活動",
    "検討会",
    "事務局",
    "タスクフォース",
    "同好会",
];

/// Makes so many groups of the people there are.
pub fn gather(company: &mut Company, groups: usize, dice: &mut Dice) {
    let (staff, orgs) = (company.staff(), company.standing());
    for number in 0..groups {
        // Zipf: every second group has fewer than nine, one in a hundred some hundreds.
        let size = (300 / (1 + dice.roll(100))).max(3).min(staff.len() / 3);
        let mut members: Vec<usize> = (0..size).map(|_| *dice.pick(&staff)).collect();
        members.sort_unstable();
        members.dedup();
        let mut masters = vec![*dice.pick(&members)];
        if dice.per_mille(250) {
            masters.push(*dice.pick(&members));
            masters.sort_unstable();
            masters.dedup();
        }
        let within = |chances, most: &[usize], dice: &mut Dice| -> Vec<usize> {
            let some = match most.is_empty() || !dice.per_mille(chances) {
                true => 0,
                false => 1 + dice.roll(3),
            };
            let mut picked: Vec<usize> = (0..some).map(|_| *dice.pick(most)).collect();
            picked.sort_unstable();
            picked.dedup();
            picked
        };
        // Only earlier ones: nothing holds itself.
        let earlier: Vec<usize> = (number.saturating_sub(40)..number).collect();
        company.groups.push(Some(Group {
            name: name(number),
            masters,
            members,
            orgs: within(300, &orgs, dice),
            groups: within(150, &earlier, dice),
        }));
    }
}

fn name(number: usize) -> String {
    let called = CALLED[number % CALLED.len()];
    let kind = KINDS[number / CALLED.len() % KINDS.len()];
    match number / (CALLED.len() * KINDS.len()) {
        0 => format!("{called}{kind}"),
        again => format!("{called}{kind} {}期", again + 1),
    }
}

/// Takes a person out of every group; one without a master is given another.
pub fn leave_all(company: &mut Company, gone: &[bool]) {
    for group in company.groups.iter_mut().flatten() {
        let left = |list: &mut Vec<usize>| list.retain(|person| !gone[*person]);
        left(&mut group.members);
        left(&mut group.masters);
        if group.masters.is_empty() {
            group.masters.extend(group.members.first());
        }
    }
    let empty: Vec<usize> = (company.circles().into_iter())
        .filter(|group| {
            company.groups[*group]
                .as_ref()
                .is_some_and(|g| g.masters.is_empty())
        })
        .collect();
    for group in empty {
        dissolve(company, group, None);
    }
}

/// Takes a group away; those that held it hold the other one in its stead.
pub fn dissolve(company: &mut Company, group: usize, instead: Option<usize>) {
    company.groups[group] = None;
    for (number, holder) in company.groups.iter_mut().enumerate() {
        let Some(holder) = holder else { continue };
        if !holder.groups.contains(&group) {
            continue;
        }
        holder.groups.retain(|held| *held != group);
        // Only earlier ones, as above.
        let instead = instead.filter(|other| *other < number && !holder.groups.contains(other));
        holder.groups.extend(instead);
    }
}
