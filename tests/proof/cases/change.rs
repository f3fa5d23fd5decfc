//! One random change between the two sides: of what is declared, or of what was live.

use meibo::directory::{
    DomainId, Email, Field, Group, Leave, Member, Moment, PasswordBy, RankKind, Ref, Relation,
    Secondary, SuspendedReason, WantedState,
};

use super::Sizes;
use crate::dice::Dice;
use crate::model::{AWAY, Company, HOME, Thing, email, key, keys, post, rank};

/// How often each sort of change is made, out of the sum.
const SORTS: &[(usize, Sort)] = &[
    (30, Sort::MoveOrg),
    (5, Sort::Reorder),
    (4, Sort::Plain),
    (14, Sort::Addresses),
    (3, Sort::Names),
    (6, Sort::NewOrg),
    (6, Sort::NewMember),
    (18, Sort::RemoveBranch),
    (6, Sort::RemoveMember),
    (5, Sort::Posts),
    (22, Sort::Leader),
    (3, Sort::Level),
    (4, Sort::State),
    (5, Sort::GroupLists),
    (3, Sort::RemoveGroup),
    (4, Sort::NewGroup),
    (4, Sort::Levels),
    (3, Sort::Hide),
    (4, Sort::Related),
    (3, Sort::Allowed),
    (4, Sort::Transfer),
];

#[derive(Clone, Copy)]
enum Sort {
    MoveOrg,
    Reorder,
    Plain,
    Addresses,
    Names,
    NewOrg,
    NewMember,
    RemoveBranch,
    RemoveMember,
    Posts,
    Leader,
    Level,
    State,
    GroupLists,
    RemoveGroup,
    NewGroup,
    Levels,
    Hide,
    Related,
    Allowed,
    Transfer,
}

pub fn change(
    before: &mut Company,
    after: &mut Company,
    dice: &mut Dice,
    sizes: Sizes,
    count: usize,
) {
    let mut at = dice.roll(SORTS.iter().map(|(share, _)| share).sum());
    let mut sort = Sort::MoveOrg;
    for (share, next) in SORTS {
        sort = *next;
        if at < *share {
            break;
        }
        at -= share;
    }
    let orgs = orgs(after);
    let members: Vec<String> = after.members.iter().map(|it| it.handle.clone()).collect();
    let groups: Vec<String> = after.groups.iter().map(|it| it.handle.clone()).collect();
    let Some(org) = dice.pick(&orgs) else {
        return;
    };
    let member = dice.pick(&members);
    let mate = dice.pick(&members);
    let group = dice.pick(&groups);
    match (sort, member, group) {
        (Sort::MoveOrg, ..) => {
            let below = branch(after, &org);
            let now = parent(after, &org);
            let others = orgs.iter().filter(|it| !below.contains(it));
            let others = others.map(|it| Field::Known(Some(key(it))));
            let other = others.chain([Field::Known(None)]).filter(|it| *it != now);
            if let Some(above) = dice.pick(&other.collect::<Vec<_>>()) {
                after.org(&org).props.parent = above;
            }
        }
        (Sort::Reorder, ..) => {
            let siblings: Vec<String> = (after.orgs.iter())
                .filter(|it| it.props.parent == parent(after, &org) && it.handle != org)
                .map(|it| it.handle.clone())
                .collect();
            if let Some(sibling) = dice.pick(&siblings) {
                after.place_before(&org, &sibling);
            }
        }
        (Sort::Plain, member, _) => {
            let text = Field::Known(Some(format!("担当{count}")));
            match member.filter(|_| dice.one_in(2)) {
                Some(member) => after.member(&member).props.task = text,
                None => after.org(&org).props.description = text,
            }
        }
        (Sort::Addresses, ..) => addresses(after, dice),
        (Sort::Names, ..) => names(after, dice, &groups),
        (Sort::NewOrg, ..) if orgs.len() < sizes.orgs => new_org(after, dice, &org, count),
        (Sort::NewMember, ..) if members.len() < sizes.members => {
            let handle = format!("n{count}");
            let posts = dice.some(&orgs, 2).into_iter().take(2);
            let posts: Vec<_> = posts.map(|it| post(&it)).collect();
            let made = after.add_member(&handle, &org);
            made.props.posts = Field::Known(posts);
            made.props.relations = Field::Known(Vec::new());
            if dice.one_in(4) {
                made.password_by = Some(PasswordBy::Admin);
            }
        }
        (Sort::RemoveBranch, ..) => {
            let tops: Vec<String> = (orgs.iter())
                .filter(|it| branch(after, it).len() > 1)
                .cloned()
                .collect();
            let top = dice.pick(&tops).unwrap_or(org);
            remove_branch(after, dice, &top);
        }
        (Sort::RemoveMember, Some(member), _) => {
            let was = before.members.iter().find(|it| it.handle == member);
            if !was.is_some_and(|it| it.flags.deleted) {
                remove_member(after, &member);
            }
        }
        (Sort::Posts, Some(member), _) if after.member(&member).domain == HOME => {
            let held = after.member(&member).props.posts.known().cloned();
            let held = held.unwrap_or_default();
            let posts = dice.some(&orgs, 2).into_iter().take(2);
            let posts: Vec<_> = posts
                .map(|org| {
                    let same = held.iter().find(|it| it.org == key(&org)).cloned();
                    let mut seat = same.unwrap_or_else(|| post(&org));
                    seat.primary = Field::Absent;
                    seat
                })
                .collect();
            after.member(&member).props.posts = Field::Known(posts);
        }
        (Sort::Leader, Some(member), _) if after.member(&member).domain == HOME => {
            let led: Vec<String> = (orgs.iter())
                .filter(|org| leader(after, org).is_some_and(|it| it != member))
                .cloned()
                .collect();
            let org = dice.pick(&led).unwrap_or(org);
            lead(after, dice, &member, &org);
        }
        (Sort::Level, Some(member), _) if after.member(&member).domain == HOME => {
            let levels: Vec<String> = (after.ranks.iter())
                .map(|(_, it)| it.handle.clone())
                .collect();
            after.member(&member).props.level = match dice.pick(&levels) {
                Some(level) if !dice.one_in(3) => rank(&level),
                _ => Field::Known(None),
            };
        }
        (Sort::State, Some(member), _) => state(before, after, dice, &member),
        (Sort::GroupLists, _, Some(group)) => group_lists(after, dice, &group, &members, &orgs),
        (Sort::RemoveGroup, _, Some(group)) => {
            after.remove(&group);
            for thing in &mut after.groups {
                if let Field::Known(list) = &mut thing.props.groups {
                    list.retain(|it| *it != key(&group));
                }
            }
        }
        (Sort::NewGroup, Some(master), _)
            if groups.len() < sizes.groups && after.member(&master).domain == HOME =>
        {
            let chosen = dice.some(&members, 2);
            let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
            after.add_group(
                &format!("ng{count}"),
                &format!("新{count}"),
                &master,
                &chosen,
            );
        }
        (Sort::Levels, ..) => levels(after, dice, sizes, count),
        (Sort::Hide, ..) => {
            for below in branch(after, &org) {
                after.org(&below).props.visible = Field::Known(false);
            }
        }
        (Sort::Related, Some(member), _) => {
            if let Some(mate) = mate.filter(|it| *it != member) {
                let related = Relation {
                    member: key(&mate),
                    name: "補佐".into(),
                };
                after.member(&member).props.relations = Field::Known(vec![related]);
            }
        }
        (Sort::Allowed, Some(member), _) => {
            after.org(&org).props.allowed_senders = Field::Known(keys(&[&member]));
        }
        (Sort::Transfer, Some(member), _) => transfer(after, &member),
        _ => {}
    }
}

/// Handles of the orgs of the first domain.
fn orgs(company: &Company) -> Vec<String> {
    let home = company.orgs.iter().filter(|it| it.domain == HOME);
    home.map(|it| it.handle.clone()).collect()
}

fn parent(company: &Company, org: &str) -> Field<Option<Ref>> {
    let found = company.orgs.iter().find(|it| it.handle == org);
    found.map_or(Field::Absent, |it| it.props.parent.clone())
}

/// Who leads an org.
fn leader(company: &Company, org: &str) -> Option<String> {
    let leads = |it: &&Thing<Member>| {
        let mut posts = it.props.posts.known().into_iter().flatten();
        posts.any(|post| post.org == key(org) && post.leader == Field::Known(true))
    };
    company
        .members
        .iter()
        .find(leads)
        .map(|it| it.handle.clone())
}

/// An org and everything below it, parents first.
fn branch(company: &Company, top: &str) -> Vec<String> {
    let mut all = vec![top.to_owned()];
    let mut at = 0;
    while let Some(org) = all.get(at).cloned() {
        at += 1;
        let below = (company.orgs.iter()).filter(|it| it.props.parent.value() == Some(&key(&org)));
        for child in below {
            if !all.contains(&child.handle) {
                all.push(child.handle.clone());
            }
        }
    }
    all
}

/// Who has an address: members, orgs and groups share one namespace, aliases included.
#[derive(Clone)]
enum Addressed {
    Member(String),
    Alias(String),
    Org(String),
    Group(String),
}

fn address<'a>(company: &'a mut Company, of: &Addressed) -> Option<&'a mut Email> {
    match of {
        Addressed::Member(it) => company.member(it).props.email.known_mut(),
        Addressed::Alias(it) => {
            let aliases = company.member(it).props.alias_emails.known_mut()?;
            aliases.first_mut()
        }
        Addressed::Org(it) => company.org(it).props.email.known_mut(),
        Addressed::Group(it) => {
            let email = company.group(it).props.email.known_mut()?;
            email.as_mut()
        }
    }
}

fn has_alias(member: &Thing<Member>) -> bool {
    let aliases = member.props.alias_emails.known();
    aliases.is_some_and(|list| !list.is_empty())
}

/// Addresses go round among two or three objects; or one is taken over, and its holder gets
/// a new one.
fn addresses(after: &mut Company, dice: &mut Dice) {
    let mut all: Vec<Addressed> = Vec::new();
    let home = |domain: DomainId| domain == HOME;
    for it in after.members.iter().filter(|it| home(it.domain)) {
        all.push(Addressed::Member(it.handle.clone()));
        if has_alias(it) {
            all.push(Addressed::Alias(it.handle.clone()));
        }
    }
    all.extend(orgs(after).into_iter().map(Addressed::Org));
    let mailing = (after.groups.iter()).filter(|it| it.props.email.value().is_some());
    all.extend(mailing.map(|it| Addressed::Group(it.handle.clone())));
    let mut chosen: Vec<Addressed> = Vec::new();
    for _ in 0..2 + dice.roll(2) {
        if !all.is_empty() {
            chosen.push(all.remove(dice.roll(all.len())));
        }
    }
    let held: Vec<Email> = (chosen.iter())
        .filter_map(|it| address(after, it).cloned())
        .collect();
    let round = !dice.one_in(4);
    for (n, it) in chosen.iter().enumerate() {
        let next = held[(n + 1) % held.len()].clone();
        if let Some(slot) = address(after, it) {
            *slot = if round || n + 1 < held.len() {
                next
            } else {
                email("anew@acme.example")
            };
        }
    }
}

/// Two groups, or two levels, change names.
fn names(after: &mut Company, dice: &mut Dice, groups: &[String]) {
    if groups.len() > 1 && dice.one_in(2) {
        let a = dice.roll(groups.len());
        let b = (a + 1 + dice.roll(groups.len() - 1)) % groups.len();
        let (a, b) = (&groups[a], &groups[b]);
        let held = after.group(a).props.name.clone();
        after.group(a).props.name = after.group(b).props.name.clone();
        after.group(b).props.name = held;
    } else if after.ranks.len() > 1 {
        let a = dice.roll(after.ranks.len());
        let b = (a + 1) % after.ranks.len();
        let held = after.ranks[a].1.props.name.clone();
        after.ranks[a].1.props.name = after.ranks[b].1.props.name.clone();
        after.ranks[b].1.props.name = held;
    }
}

fn new_org(after: &mut Company, dice: &mut Dice, near: &str, count: usize) {
    let above = dice.one_in(2).then(|| near.to_owned());
    let handle = format!("p{count}");
    after.add_org(&handle, above.as_deref(), &format!("新設{count}"));
    if dice.one_in(2) {
        after.place_before(&handle, near);
    }
}

/// An org goes with everything below it; a child of it may be carried out. Whoever had a
/// post there has it in another org, or none.
fn remove_branch(after: &mut Company, dice: &mut Dice, top: &str) {
    let going = branch(after, top);
    let mut kept: Vec<String> = Vec::new();
    if let Some(child) = going.get(1)
        && dice.one_in(4)
    {
        kept = branch(after, child);
        let above = parent(after, top);
        after.org(child).props.parent = above;
    }
    let going: Vec<String> = going.into_iter().filter(|it| !kept.contains(it)).collect();
    let rest: Vec<String> = (orgs(after).into_iter())
        .filter(|it| !going.contains(it))
        .collect();
    let instead = dice.pick(&rest);
    for org in &going {
        after.remove(org);
        for thing in &mut after.members {
            let Field::Known(posts) = &mut thing.props.posts else {
                continue;
            };
            let count = posts.len();
            posts.retain(|it| it.org != key(org));
            if let Some(instead) = &instead
                && posts.len() < count
                && !posts.iter().any(|it| it.org == key(instead))
            {
                posts.push(post(instead));
            }
        }
        for thing in &mut after.groups {
            if let Field::Known(list) = &mut thing.props.orgs {
                list.retain(|it| *it != key(org));
            }
        }
    }
}

/// A member goes; where it was the only master another takes over, else the group goes.
fn remove_member(after: &mut Company, member: &str) {
    after.remove(member);
    let gone = key(member);
    let heir = after.members.iter().find(|it| it.domain == HOME);
    let heir = heir.map(|it| it.handle.clone());
    for thing in &mut after.groups {
        for list in [&mut thing.props.masters, &mut thing.props.members] {
            if let Field::Known(list) = list {
                list.retain(|it| *it != gone);
            }
        }
        if let (Field::Known(masters), Some(heir)) = (&mut thing.props.masters, &heir)
            && masters.is_empty()
        {
            masters.push(key(heir));
        }
    }
    for thing in &mut after.members {
        if let Field::Known(list) = &mut thing.props.relations {
            list.retain(|it| it.member != gone);
        }
    }
    for thing in &mut after.orgs {
        if let Field::Known(list) = &mut thing.props.allowed_senders {
            list.retain(|it| *it != gone);
        }
    }
}

/// A member comes to lead an org; whoever led it keeps the post.
fn lead(after: &mut Company, dice: &mut Dice, member: &str, org: &str) {
    let said = dice.one_in(2);
    for thing in &mut after.members {
        for held in thing.props.posts.known_mut().into_iter().flatten() {
            if held.org == key(org) && held.leader == Field::Known(true) {
                held.leader = if said {
                    Field::Known(false)
                } else {
                    Field::Absent
                };
            }
        }
    }
    if let Some(posts) = after.member(member).props.posts.known_mut() {
        posts.retain(|it| it.org != key(org));
        let mut seat = post(org);
        seat.leader = Field::Known(true);
        posts.push(seat);
    }
}

fn state(before: &mut Company, after: &mut Company, dice: &mut Dice, member: &str) {
    let was = before.members.iter_mut().find(|it| it.handle == member);
    match (dice.roll(4), was) {
        (0, Some(was)) => {
            was.flags.suspended = true;
            was.flags.suspended_reason = Some(SuspendedReason::Master);
        }
        // Deletion took it out of its groups, of which it was not the only master.
        (1, Some(was)) => {
            let leaves = key(member);
            let leads =
                |list: &Field<Vec<Ref>>| list.known().is_some_and(|it| it.contains(&leaves));
            if before.groups.iter().any(|it| leads(&it.props.masters)) {
                return;
            }
            was.flags.deleted = true;
            for thing in &mut before.groups {
                if let Field::Known(list) = &mut thing.props.members {
                    list.retain(|it| *it != leaves);
                }
            }
        }
        (2, Some(_)) => after.member(member).state = WantedState::Suspended,
        // Who has just been made and has not signed in cannot be on leave (facts 5.1.6).
        (_, None) if !after.tenant.sso => {}
        _ => {
            let moment = |text: &str| Moment::parse(text).expect("a moment");
            after.member(member).props.leave = Field::Known(Some(Leave {
                from: moment("2027-05-01T00:00:00+09:00"),
                to: moment("2027-09-30T23:59:59+09:00"),
            }));
        }
    }
}

fn group_lists(
    after: &mut Company,
    dice: &mut Dice,
    group: &str,
    members: &[String],
    orgs: &[String],
) {
    let named = |list: Vec<String>| {
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        Field::Known(keys(&list))
    };
    let (chosen, units) = (dice.some(members, 2), dice.some(orgs, 3));
    let props = &mut after.group(group).props;
    match dice.roll(3) {
        0 => props.members = named(chosen),
        1 => props.orgs = named(units),
        _ => {
            (props.members, props.orgs) = (named(chosen), named(units));
        }
    }
}

/// The levels change places, one is new, or one goes with everybody's.
fn levels(after: &mut Company, dice: &mut Dice, sizes: Sizes, count: usize) {
    let held = after.ranks.len();
    match dice.roll(3) {
        0 if held > 1 => {
            let moved = after.ranks.remove(dice.roll(held));
            let to = dice.roll(held);
            after.ranks.insert(to, moved);
        }
        1 if held < sizes.levels => {
            let name = format!("新職級{count}");
            after.add_rank(RankKind::Level, &format!("N{count}"), &name);
            if let Some(made) = after.ranks.pop() {
                after.ranks.insert(dice.roll(held + 1), made);
            }
        }
        2 if held > 0 => {
            let (_, gone) = after.ranks.remove(dice.roll(held));
            for member in &mut after.members {
                if member.props.level == rank(&gone.handle) {
                    member.props.level = Field::Known(None);
                }
            }
        }
        _ => {}
    }
}

/// Into the other domain, where there is one; or a post there beside the ones it has.
fn transfer(after: &mut Company, member: &str) {
    let away = after.orgs.iter().find(|it| it.domain == AWAY);
    let Some(org) = away.map(|it| it.handle.clone()) else {
        return;
    };
    let sole = |it: &Thing<Group>| {
        it.props
            .masters
            .known()
            .is_some_and(|list| list.contains(&key(member)))
    };
    // An alias would have to be taken away first.
    if after.groups.iter().any(sole) || has_alias(after.member(member)) {
        let entry = Secondary {
            domain: AWAY,
            email: Field::Absent,
            level: Field::Absent,
            posts: Field::Known(vec![post(&org)]),
        };
        after.member(member).props.secondary = Field::Known(vec![entry]);
        return;
    }
    let thing = after.member(member);
    thing.domain = AWAY;
    thing.props.email = Field::Known(email(&format!("{member}@acme-sub.example")));
    thing.props.level = Field::Absent;
    thing.props.posts = Field::Known(vec![post(&org)]);
    thing.props.secondary = Field::Known(Vec::new());
}
