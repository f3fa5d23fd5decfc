//! What is live and not declared, and how the live side differs from what the
//! configuration last said: states, keys, numbers, things beside the managed ones.

use std::sync::Arc;

use meibo::directory::{
    Directory, Field, Kind, Leave, Moment, RankKind, Ref, Removal, SuspendedReason, WantedState,
};

use super::changes::{ANCHORS, members_of, orgs_of, rename};
use super::tenant::Shape;
use crate::dice::Dice;
use crate::model::{Company, HOME, by_handle, key, live_id, post};

/// Whether a company has an object of this handle.
fn has<P>(things: &[crate::model::Thing<P>], handle: &str) -> bool {
    things.iter().any(|it| it.handle == handle)
}

/// Gives members the states they can be in, live and declared.
pub fn states(before: &mut Company, after: &mut Company, dice: &mut Dice, shape: Shape) {
    let handles: Vec<String> = before.members.iter().map(|it| it.handle.clone()).collect();
    for handle in handles {
        if ANCHORS.contains(&handle.as_str()) {
            continue;
        }
        let domain = before.member(&handle).domain;
        let wanted = after.members.iter().find(|it| it.handle == handle);
        match wanted.map(|it| (it.state, it.domain == domain)) {
            Some((WantedState::Active, stays)) => {
                state(before, after, dice, shape, (&handle, stays));
            }
            Some((WantedState::Suspended, _)) => {}
            Some((WantedState::Deleted, _)) => {
                if !shape.sso && dice.one_in(4) {
                    pending(before, &handle);
                }
            }
            None => match dice.roll(6) {
                0 => suspend(before, &handle, SuspendedReason::Master),
                1 if !shape.sso && after.policy.removal != Removal::Suspend => {
                    pending(before, &handle);
                }
                _ => {}
            },
        }
    }
    if shape.sso {
        for member in &mut after.members {
            if member.handle.starts_with("E-new") && dice.one_in(8) {
                member.state = WantedState::Suspended;
            }
        }
    }
}

fn state(
    before: &mut Company,
    after: &mut Company,
    dice: &mut Dice,
    shape: Shape,
    (handle, stays): (&str, bool),
) {
    match dice.roll(24) {
        0 | 1 => suspend(before, handle, SuspendedReason::Master),
        2 if stays => {
            suspend(before, handle, SuspendedReason::Master);
            after.member(handle).state = WantedState::Suspended;
        }
        3 | 4 if stays => after.member(handle).state = WantedState::Suspended,
        5 | 6 if !shape.sso => pending(before, handle),
        7 | 8 => {
            before.member(handle).flags.deleted = true;
            // Deletion took them out of their groups; they lead nothing.
            for group in &mut before.groups {
                let props = &mut group.props;
                for list in [&mut props.members, &mut props.masters] {
                    if let Field::Known(list) = list {
                        list.retain(|it| *it != key(handle));
                    }
                }
                if props.masters.known().is_some_and(Vec::is_empty) {
                    props.masters = Field::Known(vec![key(ANCHORS[2])]);
                }
            }
            let props = &mut before.member(handle).props;
            let posts = super::changes::posts_mut(props);
            posts.flatten().for_each(|post| post.leader = Field::Absent);
            // Where undelete gives old posts back (facts 11 #40), one call more takes them
            // away again from somebody who is to have none. No plan makes that call, which
            // is idle by the assumption, so an org or a level that goes cannot have been theirs.
            let wanted = after.member(handle);
            if wanted.props.posts.known().is_some_and(Vec::is_empty) {
                props.posts = Field::Known(Vec::new());
                props.secondary = Field::Known(Vec::new());
                props.level = Field::Known(None);
            }
        }
        9 => {
            before.member(handle).props.leave = Field::Known(Some(leave("2027-08-31")));
            before.member(handle).flags.on_leave = true;
            after.member(handle).props.leave = match dice.roll(3) {
                0 => Field::Absent,
                1 => Field::Known(None),
                _ => Field::Known(Some(leave("2027-12-31"))),
            };
        }
        10 => after.member(handle).props.leave = Field::Known(Some(leave("2027-09-30"))),
        11 => suspend(before, handle, SuspendedReason::LoginFail),
        // Nobody moves those to another domain.
        12 if stays => before.member(handle).flags.administrator = true,
        13 if stays => {
            before.member(handle).props.leave = Field::Known(Some(leave("2027-08-31")));
            before.member(handle).flags.on_leave = true;
            after.member(handle).props.leave = Field::Known(None);
            after.member(handle).state = WantedState::Suspended;
        }
        14 => {
            suspend(before, handle, SuspendedReason::Master);
            after.member(handle).props.leave = Field::Known(Some(leave("2027-09-30")));
        }
        _ => {}
    }
}

fn leave(until: &str) -> Leave {
    let moment = |text: String| Moment::parse(&text).expect("a moment");
    Leave {
        from: moment("2027-03-01T00:00:00+09:00".to_owned()),
        to: moment(format!("{until}T23:59:59+09:00")),
    }
}

fn suspend(before: &mut Company, handle: &str, reason: SuspendedReason) {
    let flags = &mut before.member(handle).flags;
    flags.suspended = true;
    flags.suspended_reason = Some(reason);
}

fn pending(before: &mut Company, handle: &str) {
    before.member(handle).flags.pending = true;
}

/// Leaves out of the configuration what it need not say.
pub fn silence(before: &Company, after: &mut Company, dice: &mut Dice) {
    let orgs: Vec<String> = after.orgs.iter().map(|it| it.handle.clone()).collect();
    let ranks: Vec<String> = after
        .ranks
        .iter()
        .map(|(_, it)| it.handle.clone())
        .collect();
    let there = |it: &Ref, all: &[String]| match it {
        Ref::Key(key) => all.iter().any(|handle| handle == key.as_str()),
        Ref::Id(_) | Ref::Email(_) => true,
    };
    for member in &mut after.members {
        let live = before.members.iter().find(|it| it.handle == member.handle);
        let Some(live) = live.filter(|it| it.domain == member.domain && !it.flags.deleted) else {
            continue;
        };
        let (props, held) = (&mut member.props, &live.props);
        if dice.one_in(4) {
            props.telephone = Field::Absent;
            props.task = Field::Absent;
        }
        if dice.one_in(4) {
            props.location = Field::Absent;
            props.employee_number = Field::Absent;
            props.relations = Field::Absent;
        }
        if dice.one_in(6) {
            props.secondary = Field::Absent;
        }
        let keeps = |it: &Field<Option<Ref>>| it.value().is_none_or(|it| there(it, &ranks));
        if dice.one_in(6) && keeps(&held.level) {
            props.level = Field::Absent;
        }
        if dice.one_in(6) && keeps(&held.user_type) {
            props.user_type = Field::Absent;
        }
        // A position that goes cannot stay with somebody either.
        for post in props.posts.known_mut().into_iter().flatten() {
            let mut was = held.posts.known().into_iter().flatten();
            let was = was.find(|it| it.org == post.org);
            if post.position.is_absent() && was.is_some_and(|was| !keeps(&was.position)) {
                post.position = Field::Known(None);
            }
        }
        let second = held.secondary.known().into_iter().flatten();
        let second = second.filter_map(|entry| entry.posts.known());
        let mut posts = held.posts.known().into_iter().chain(second).flatten();
        let stay = posts.all(|post| there(&post.org, &orgs) && keeps(&post.position));
        if !stay {
            // What goes has to be taken from them: the configuration says so.
            if props.secondary.is_absent() {
                props.secondary = Field::Known(Vec::new());
            }
        } else if dice.one_in(8) {
            props.posts = Field::Absent;
        }
    }
    for org in &mut after.orgs {
        if has(&before.orgs, &org.handle) && dice.one_in(4) {
            org.props.description = Field::Absent;
            org.props.alias_emails = Field::Absent;
            org.props.allowed_senders = Field::Absent;
        }
    }
    for group in &mut after.groups {
        if has(&before.groups, &group.handle) {
            if dice.one_in(6) {
                group.props.members = Field::Absent;
            }
            if dice.one_in(6) {
                group.props.orgs = Field::Absent;
            }
        }
    }
}

/// What nobody declares: objects of every kind, and entries in the lists of others.
pub fn beside(before: &mut Company, after: &Company, dice: &mut Dice, shape: Shape) {
    let orgs: Vec<String> = (orgs_of(before, HOME).into_iter())
        .filter(|it| has(&after.orgs, it))
        .collect();
    let people: Vec<String> = (members_of(before, HOME).into_iter())
        .filter(|it| {
            !before
                .members
                .iter()
                .any(|m| m.handle == *it && m.flags != Default::default())
        })
        .collect();
    let most = if shape.large { 6 } else { 2 };
    let mut own_orgs: Vec<String> = Vec::new();
    for n in 0..dice.between(1, most) {
        let handle = format!("u-o{n}");
        let above = match dice.roll(3) {
            0 => None,
            1 => dice.pick(&own_orgs),
            _ => dice
                .pick(&orgs)
                .filter(|it| super::changes::depth(after, it) < 10),
        };
        let above = above.filter(|it| super::changes::depth(before, it) < 12);
        before.add_org(&handle, above.as_deref(), &format!("有志{n}"));
        own_orgs.push(handle);
    }
    let mut own: Vec<String> = Vec::new();
    for n in 0..dice.between(2, 2 * most) {
        let handle = format!("u-m{n}");
        let org = match dice.one_in(2) {
            true => dice.pick(&own_orgs),
            false => dice.pick(&orgs),
        };
        let org = org.expect("there are orgs");
        let task = Field::Known(Some("手作業".into()));
        before.add_member(&handle, &org).props.task = task;
        own.push(handle);
    }
    groups_beside(before, after, dice, shape, (&own_orgs, &own, &people));
    posts_beside(before, after, dice, &own_orgs);
    for n in 0..dice.roll(3) {
        let kind = dice.pick(&RankKind::ALL).unwrap_or(RankKind::Level);
        before.add_rank(kind, &format!("u-r{n}"), &format!("名誉{n}"));
        let added = before.ranks.pop().expect("just added");
        let at = dice.roll(before.ranks.len() + 1);
        before.ranks.insert(at, added);
    }
    unmanage(before, dice);
}

/// Takes the keys of what nobody manages, or leaves them one that nobody owns; what names
/// it without a key names it by id.
fn unmanage(before: &mut Company, dice: &mut Dice) {
    let mut keyless: Vec<(Kind, String)> = Vec::new();
    let orgs = before
        .orgs
        .iter_mut()
        .map(|it| (Kind::Org, &it.handle, &mut it.key));
    let members = before
        .members
        .iter_mut()
        .map(|it| (Kind::Member, &it.handle, &mut it.key));
    let groups = before
        .groups
        .iter_mut()
        .map(|it| (Kind::Group, &it.handle, &mut it.key));
    for (kind, handle, own) in orgs.chain(members).chain(groups) {
        if handle.starts_with("u-") && dice.one_in(2) {
            *own = None;
            keyless.push((kind, handle.clone()));
        }
    }
    for (kind, handle) in keyless {
        // By handle no longer: `rename` speaks of keys, which these have lost.
        let by_id = |it: &mut Ref| {
            if *it == key(&handle) {
                *it = by_handle(kind, &handle);
            }
        };
        for org in &mut before.orgs {
            if let Field::Known(Some(parent)) = &mut org.props.parent {
                by_id(parent);
            }
        }
        for member in &mut before.members {
            for post in super::changes::posts_mut(&mut member.props).flatten() {
                by_id(&mut post.org);
            }
        }
        for group in &mut before.groups {
            let props = &mut group.props;
            let lists = [
                &mut props.masters,
                &mut props.members,
                &mut props.orgs,
                &mut props.groups,
            ];
            (lists.into_iter().filter_map(Field::known_mut).flatten()).for_each(by_id);
        }
    }
}

fn groups_beside(
    before: &mut Company,
    after: &Company,
    dice: &mut Dice,
    shape: Shape,
    (orgs, own, people): (&[String], &[String], &[String]),
) {
    let most = if shape.large { 4 } else { 1 };
    let mut groups: Vec<String> = Vec::new();
    for n in 0..dice.between(1, most) {
        let handle = format!("u-g{n}");
        let mut members = dice.few(own, 3);
        members.extend(dice.few(people, 5));
        members.push(own[0].clone());
        members.sort_unstable();
        members.dedup();
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        let group = before.add_group(&handle, &format!("有志の会{n}"), &own[0], &members);
        group.props.orgs = Field::Known(dice.few(orgs, 2).iter().map(|it| key(it)).collect());
        groups.push(handle);
    }
    for group in &mut before.groups {
        if !has(&after.groups, &group.handle) || !dice.one_in(2) {
            continue;
        }
        let props = &mut group.props;
        let lists = [
            (&mut props.members, own),
            (&mut props.orgs, orgs),
            (&mut props.groups, &groups),
        ];
        for (list, from) in lists {
            if let Field::Known(list) = list {
                list.extend(dice.few(from, 2).iter().map(|it| key(it)));
                // Where they stand among the managed ones says nothing.
                dice.shuffle(list);
            }
        }
    }
}

/// Posts that declared members have in orgs that nobody declares.
fn posts_beside(before: &mut Company, after: &Company, dice: &mut Dice, orgs: &[String]) {
    for member in &mut before.members {
        let wanted = after.members.iter().find(|it| it.handle == member.handle);
        let stays = wanted.is_some_and(|it| {
            it.domain == HOME && member.domain == HOME && it.state != WantedState::Deleted
        });
        if !stays || member.flags.deleted || !dice.one_in(8) {
            continue;
        }
        let Field::Known(posts) = &mut member.props.posts else {
            continue;
        };
        if posts.is_empty() {
            continue;
        }
        let org = dice.pick(orgs).expect("there are orgs");
        let mut post = post(&org);
        post.visible = Field::Known(false);
        posts.push(post);
    }
}

/// Some declared objects get a new key, and say which they had.
pub fn rekey(before: &Company, after: &mut Company, dice: &mut Dice) {
    let alive = |it: &crate::model::Thing<meibo::directory::Member>| {
        it.state == WantedState::Active && has(&before.members, &it.handle)
    };
    let orgs = after.orgs.iter().filter(|it| has(&before.orgs, &it.handle));
    let orgs: Vec<String> = orgs.map(|it| it.handle.clone()).collect();
    let members = after.members.iter().filter(|it| alive(it));
    let members: Vec<String> = members.map(|it| it.handle.clone()).collect();
    let groups = after
        .groups
        .iter()
        .filter(|it| has(&before.groups, &it.handle));
    let groups: Vec<String> = groups.map(|it| it.handle.clone()).collect();
    let ranks = after.ranks.iter();
    let ranks = ranks.filter(|(_, it)| before.ranks.iter().any(|(_, b)| b.handle == it.handle));
    let ranks: Vec<(Kind, String)> =
        (ranks.map(|(kind, it)| ((*kind).into(), it.handle.clone()))).collect();
    let mut lists = vec![
        (Kind::Org, orgs),
        (Kind::Member, members),
        (Kind::Group, groups),
    ];
    if let Some((kind, rank)) = dice.pick(&ranks) {
        lists.push((kind, vec![rank]));
    }
    for (kind, handles) in lists {
        let most = dice.roll(4);
        let chosen = dice.few(&handles, most);
        for (n, handle) in chosen.iter().enumerate() {
            // A row: the next takes the key that the one before lets go.
            let to = match n.checked_sub(1).and_then(|last| chosen.get(last)) {
                Some(last) => last.clone(),
                None => format!("{handle}-r"),
            };
            rename(after, kind, handle, &to);
            let previously = Some(handle.clone());
            match kind {
                Kind::Org => after.org(handle).previously = previously,
                Kind::Member => after.member(handle).previously = previously,
                Kind::Group => after.group(handle).previously = previously,
                Kind::Level | Kind::Position | Kind::UserType => {
                    after.rank(handle).previously = previously;
                }
            }
        }
    }
}

/// Some declared objects have no key yet: what else they are called tells which they are.
pub fn keyless(
    live: &mut Directory,
    before: &Company,
    after: &Company,
    dice: &mut Dice,
    shape: Shape,
) {
    for thing in &after.members {
        let held = before.members.iter().find(|it| it.handle == thing.handle);
        let same = held.is_some_and(|it| {
            it.props.email == thing.props.email && it.domain == thing.domain && !it.flags.deleted
        });
        if same
            && thing.previously.is_none()
            && thing.state == WantedState::Active
            && dice.one_in(10)
        {
            let id = live_id(Kind::Member, &thing.handle);
            Arc::make_mut(&mut live.members[&id]).key = None;
        }
    }
    for thing in &after.groups {
        let held = before.groups.iter().find(|it| it.handle == thing.handle);
        let same = held.is_some_and(|it| it.props.name == thing.props.name);
        if same && thing.previously.is_none() && dice.one_in(10) {
            let id = live_id(Kind::Group, &thing.handle);
            Arc::make_mut(&mut live.groups[&id]).key = None;
        }
    }
    for (kind, thing) in &after.ranks {
        let held = before
            .ranks
            .iter()
            .find(|(_, it)| it.handle == thing.handle);
        let same = held.is_some_and(|(_, it)| it.props.name == thing.props.name);
        if same && thing.previously.is_none() && dice.one_in(10) {
            let id = live_id((*kind).into(), &thing.handle);
            Arc::make_mut(&mut live.ranks[&id]).key = None;
        }
    }
    for thing in &after.orgs {
        let held = before.orgs.iter().find(|it| it.handle == thing.handle);
        let same = held.is_some_and(|it| {
            it.props.name == thing.props.name && it.props.parent == thing.props.parent
        });
        // Siblings of one name cannot be told apart.
        if same && !shape.names_meet && thing.previously.is_none() && dice.one_in(10) {
            let id = live_id(Kind::Org, &thing.handle);
            Arc::make_mut(&mut live.orgs[&id]).key = None;
        }
    }
}

/// Takes properties out of some members, as "manage items" does; the configuration does
/// not speak of them.
pub fn hide(live: &mut Directory, after: &mut Company, dice: &mut Dice) {
    for thing in &mut after.members {
        let id = live_id(Kind::Member, &thing.handle);
        let Some(member) = live.members.get_mut(&id) else {
            continue;
        };
        if dice.one_in(10) {
            let props = &mut Arc::make_mut(member).props;
            for props in [props, &mut thing.props] {
                props.telephone = Field::Absent;
                props.messenger = Field::Absent;
                props.custom = Field::Absent;
                props.relations = Field::Absent;
            }
        }
    }
}

/// The numbers of siblings and ranks have gaps, as those of a tenant with a history do.
pub fn gaps(live: &mut Directory, dice: &mut Dice) {
    let times = i64::try_from(dice.between(1, 3)).expect("a small number");
    for org in live.orgs.values_mut() {
        let number = &mut Arc::make_mut(org).display_order;
        *number *= times;
    }
    for rank in live.ranks.values_mut() {
        let number = &mut Arc::make_mut(rank).display_order;
        *number = *number * times + times;
    }
}
