use std::collections::{HashMap, HashSet};

use super::model::{Chart, Person, Unit};
use crate::directory::{
    Declaration, Desired, Directory, DomainId, Field, Id, Key, Kind, Member, Post, Ref, Tenant,
    WantedState,
};

/// An org as it goes into a chart.
struct Node {
    key: String,
    name: String,
    domain: DomainId,
    /// Its number among the nodes.
    parent: Option<usize>,
    hidden: bool,
}

/// A member as they go into a chart.
struct Somebody {
    key: String,
    name: String,
    domain: DomainId,
    posts: Vec<Seat>,
}

/// A post.
struct Seat {
    node: usize,
    position: Option<String>,
    leader: bool,
    concurrent: bool,
}

/// The chart of a configuration: orgs in the order they are declared.
pub fn declared(desired: &Desired) -> Chart {
    let numbers: HashMap<&Key, usize> = (desired.orgs.iter().enumerate())
        .map(|(at, org)| (&org.declaration.key, at))
        .collect();
    let ids: HashMap<&Id, usize> = (desired.orgs.iter().enumerate())
        .filter_map(|(at, org)| Some((org.declaration.id.as_ref()?, at)))
        .collect();
    let org = |reference: &Ref| match reference {
        Ref::Key(key) => numbers.get(key).copied(),
        Ref::Id(id) => ids.get(id).copied(),
        Ref::Email(_) => None,
    };
    let nodes = desired.orgs.iter().map(|declared| Node {
        key: declared.declaration.key.to_string(),
        name: or_key(&declared.props.name, &declared.declaration),
        domain: declared.declaration.domain,
        parent: declared.props.parent.value().and_then(org),
        hidden: declared.props.visible == Field::Known(false),
    });
    let positions: HashMap<(DomainId, &Key), String> = (desired.ranks.iter())
        .filter(|rank| Kind::from(rank.kind) == Kind::Position)
        .map(|rank| {
            let declaration = &rank.declaration;
            let name = or_key(&rank.props.name, declaration);
            ((declaration.domain, &declaration.key), name)
        })
        .collect();
    let people = desired
        .members
        .iter()
        .filter(|member| member.state != WantedState::Deleted)
        .map(|member| {
            let declaration = &member.declaration;
            let key = declaration.key.to_string();
            Somebody {
                name: name(&member.props).unwrap_or_else(|| key.clone()),
                domain: declaration.domain,
                posts: seats(declaration.domain, &member.props, |domain, post| {
                    let position = post.position.value().map(|position| match position {
                        Ref::Key(key) => positions
                            .get(&(domain, key))
                            .cloned()
                            .unwrap_or_else(|| key.to_string()),
                        other => other.to_string(),
                    });
                    Some((org(&post.org)?, position))
                }),
                key,
            }
        });
    chart(&desired.tenant, nodes.collect(), people.collect())
}

/// The chart of a tenant as it is: orgs in the order of the console.
pub fn live(tenant: &Tenant, directory: &Directory) -> Chart {
    let mut orgs: Vec<_> = directory.orgs.values().collect();
    orgs.sort_by(|a, b| (a.display_order, &a.id).cmp(&(b.display_order, &b.id)));
    let numbers: HashMap<&Id, usize> = orgs
        .iter()
        .enumerate()
        .map(|(at, org)| (&org.id, at))
        .collect();
    let org = |reference: &Ref| numbers.get(reference.id()?).copied();
    let label = |key: Option<&Key>, id: &Id| key.map_or_else(|| id.to_string(), Key::to_string);
    let nodes = orgs.iter().map(|live| {
        let key = label(live.key.as_ref(), &live.id);
        Node {
            name: live
                .props
                .name
                .known()
                .cloned()
                .unwrap_or_else(|| key.clone()),
            key,
            domain: live.domain,
            parent: live.props.parent.value().and_then(org),
            hidden: live.props.visible == Field::Known(false),
        }
    });
    let position = |reference: &Ref| {
        let rank = directory.ranks.get(reference.id()?)?;
        rank.props.name.known().cloned()
    };
    let people = directory
        .members
        .values()
        .filter(|member| !member.flags.deleted)
        .map(|member| {
            let key = label(member.key.as_ref(), &member.id);
            Somebody {
                name: name(&member.props).unwrap_or_else(|| key.clone()),
                domain: member.domain,
                posts: seats(member.domain, &member.props, |_, post| {
                    Some((org(&post.org)?, post.position.value().and_then(position)))
                }),
                key,
            }
        });
    chart(tenant, nodes.collect(), people.collect())
}

fn or_key(name: &Field<String>, declaration: &Declaration) -> String {
    let name = name.known().cloned();
    name.unwrap_or_else(|| declaration.key.to_string())
}

/// `森 花子`
fn name(member: &Member) -> Option<String> {
    let name = member.name.known()?;
    let parts = [&name.last, &name.first];
    let parts: Vec<&str> = parts
        .into_iter()
        .filter_map(|part| part.value())
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The posts of a member in every domain.
fn seats(
    domain: DomainId,
    member: &Member,
    seat: impl Fn(DomainId, &Post) -> Option<(usize, Option<String>)>,
) -> Vec<Seat> {
    let own = member.posts.known().map_or(&[][..], Vec::as_slice);
    let mut all = Vec::new();
    let mut add = |domain: DomainId, posts: &[Post], home: bool| {
        // The first is primary unless one says so.
        let said = posts
            .iter()
            .position(|post| post.primary == Field::Known(true));
        for (n, post) in posts.iter().enumerate() {
            if let Some((node, position)) = seat(domain, post) {
                all.push(Seat {
                    node,
                    position,
                    leader: post.leader == Field::Known(true),
                    concurrent: !home || n != said.unwrap_or(0),
                });
            }
        }
    };
    add(domain, own, true);
    for secondary in member.secondary.known().into_iter().flatten() {
        let posts = secondary.posts.known().map_or(&[][..], Vec::as_slice);
        add(secondary.domain, posts, false);
    }
    all
}

/// No chart of the service is deeper (facts 5.2.3); what is read may be.
const DEEPEST: usize = 64;

fn chart(tenant: &Tenant, nodes: Vec<Node>, people: Vec<Somebody>) -> Chart {
    let mut chart = Chart {
        tenant: tenant.key.clone(),
        members: people.len(),
        ..Chart::default()
    };
    let place = arrange(tenant, &nodes, &mut chart);
    let domains: HashMap<DomainId, usize> = (tenant.domains.iter())
        .filter_map(|domain| {
            let at =
                (chart.units.iter()).position(|unit| unit.is_domain && unit.key == domain.key)?;
            Some((domain.id, at))
        })
        .collect();
    let mut counted: HashSet<usize> = HashSet::new();
    for somebody in people {
        counted.clear();
        let Somebody {
            key,
            name,
            domain,
            posts,
        } = somebody;
        let home = domains.get(&domain).copied();
        if posts.is_empty()
            && let Some(home) = home
        {
            chart.units[home].total += 1;
        }
        for seat in posts {
            let at = place[seat.node];
            let unit = &mut chart.units[at];
            unit.members += 1;
            unit.people.push(Person {
                key: key.clone(),
                name: name.clone(),
                position: seat.position,
                leader: seat.leader,
                concurrent: seat.concurrent,
            });
            let mut above = Some(at);
            for _ in 0..=DEEPEST {
                let Some(at) = above.filter(|at| counted.insert(*at)) else {
                    break;
                };
                chart.units[at].total += 1;
                above = chart.units[at].parent;
            }
        }
    }
    for unit in &mut chart.units {
        // Leaders first, then those at home in it, each in the order they were found in.
        unit.people
            .sort_by_key(|person| (!person.leader, person.concurrent));
    }
    chart
}

/// Puts domains and orgs into the order of the chart; gives the place of each node in it.
fn arrange(tenant: &Tenant, nodes: &[Node], chart: &mut Chart) -> Vec<usize> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let mut tops: HashMap<DomainId, Vec<usize>> = HashMap::new();
    for (at, node) in nodes.iter().enumerate() {
        match node.parent {
            Some(parent) if parent != at => below[parent].push(at),
            _ => tops.entry(node.domain).or_default().push(at),
        }
    }
    let mut place = vec![usize::MAX; nodes.len()];
    let mut walk = |top: usize, above: usize, chart: &mut Chart| {
        let mut stack = vec![(top, above)];
        while let Some((at, above)) = stack.pop() {
            if place[at] != usize::MAX {
                continue;
            }
            place[at] = chart.units.len();
            let node = &nodes[at];
            chart.units.push(Unit {
                key: node.key.clone(),
                name: node.name.clone(),
                parent: Some(above),
                depth: chart.units[above].depth + 1,
                hidden: node.hidden,
                ..Unit::default()
            });
            stack.extend(below[at].iter().rev().map(|child| (*child, place[at])));
        }
    };
    let known = tenant
        .domains
        .iter()
        .map(|domain| (domain.id, domain.key.clone()));
    let mut domains: Vec<(DomainId, String)> = known.collect();
    // A snapshot may hold domains that the configuration does not know.
    let mut others: Vec<DomainId> = tops.keys().copied().collect();
    others.retain(|id| tenant.domain(*id).is_none());
    others.sort_unstable();
    domains.extend(others.into_iter().map(|id| (id, id.to_string())));
    for (id, key) in domains {
        let name = tenant
            .domain(id)
            .map_or_else(|| key.clone(), |domain| domain.name.clone());
        let at = chart.units.len();
        chart.units.push(Unit {
            key,
            name,
            is_domain: true,
            ..Unit::default()
        });
        for top in tops.remove(&id).unwrap_or_default() {
            walk(top, at, chart);
        }
    }
    // What goes round in a circle hangs from no top.
    for start in 0..nodes.len() {
        walk(start, 0, chart);
    }
    place
}
