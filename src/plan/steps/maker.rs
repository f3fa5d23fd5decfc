use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::mem;

use serde_json::Value;

use super::Draft;
use super::draft::said;
use super::holders::{TEMPORARY, holders, temporaries};
use crate::directory::{Declaration, DomainId, Id, Key, Kind, Lists, Removal};
use crate::plan::action::{Act, Graph, Unique};
use crate::plan::build::{Context, leaning};
use crate::plan::codes;
use crate::plan::difference::Scope;
use crate::plan::objects::{object_name, place, push_once};
use crate::plan::rehearsal::Player;
use crate::plan::resolver::Resolver;
use crate::plan::{PlanRequest, Step};
use crate::source::{Place, Problem};
use crate::world::{Mark, Refusal};

/// What came of putting a graph into requests.
pub struct Made<'a> {
    /// The steps, numbered, with `at` still zero.
    pub steps: Vec<Step>,
    /// The world they were played to.
    pub world: Player,
    /// References, created objects included.
    pub resolver: Resolver<'a>,
    /// Objects a refusal left short of their goal: not judged again.
    pub short: HashSet<(Kind, usize)>,
    /// Actions on objects nobody declares that were refused: likewise.
    pub refused: Vec<Act>,
}

/// The running state while requests are made.
pub struct Maker<'c, 'a> {
    /// The two sides.
    pub context: &'c Context<'a>,
    /// References, created objects included.
    pub resolver: Resolver<'a>,
    /// The service as it is after the steps so far.
    pub world: Player,
    /// Orgs below each parent in their order, as they are after the steps so far.
    pub siblings: HashMap<(DomainId, Option<Id>), Vec<Id>>,
    /// `displayOrder` wanted of each declared rank.
    pub rank_orders: HashMap<usize, i64>,
    /// Where each declared org stands in its list: the list and the position.
    pub org_lists: HashMap<usize, (usize, usize)>,
    /// Declared orgs that stand where they should among their siblings.
    pub settled: HashSet<usize>,
    /// Declared objects whose key a bulk call sets.
    pub bulk: HashSet<(Kind, usize)>,
    /// Declared objects that get their address by a later call than they might.
    pub postponed: HashSet<(Kind, usize)>,
    /// Members and what their next change does not take yet.
    pub waiting: HashMap<usize, Vec<Unique>>,
    /// What the plan deletes, tops of org units alone.
    pub going: HashSet<Id>,
    created: HashMap<(Kind, DomainId, String), Id>,
    /// The same by the ids they were given.
    made: HashMap<Id, (Kind, usize)>,
    steps: Vec<Step>,
    short: HashSet<(Kind, usize)>,
    refused: Vec<Act>,
    temporary: u32,
    /// Temporary values that are in use already, looked for when the first is needed: an
    /// earlier run may have stopped halfway.
    temporaries: Option<HashSet<String>>,
    /// Who holds, before the plan, the keys and addresses of what it creates.
    held: HashMap<Unique, (Kind, Id)>,
}

/// Puts the actions, in this order, into steps; refusals of the rehearsed service become
/// problems. An action that makes several calls may stand in the order several times: it
/// makes one each time, and what is left the last time.
pub fn make<'a>(
    context: &Context<'a>,
    world: Player,
    graph: &Graph,
    order: &[usize],
    problems: &mut Vec<Problem>,
) -> Made<'a> {
    let mut maker = Maker {
        context,
        resolver: context.resolver.clone(),
        world,
        siblings: context.children.clone(),
        rank_orders: crate::plan::build::rank_orders(context).orders,
        org_lists: org_lists(context),
        settled: crate::plan::build::staying(context),
        bulk: graph.bulk.clone(),
        postponed: graph.postponed.clone(),
        waiting: graph.waiting.clone(),
        going: graph
            .actions
            .iter()
            .filter_map(|it| deletes(&it.act))
            .cloned()
            .collect(),
        created: HashMap::new(),
        made: HashMap::new(),
        steps: Vec::new(),
        short: HashSet::new(),
        refused: Vec::new(),
        temporary: 0,
        temporaries: None,
        held: holders(context),
    };
    let mut numbers: HashMap<usize, Vec<u32>> = HashMap::new();
    let mut failed: HashSet<usize> = HashSet::new();
    let mut turns = Turns::of(order, graph.actions.len());
    let mut edges = Edges::default();
    let leaning = leaning(context);
    let leans = |act: &Act| {
        let (kind, at) = act.object(context.desired)?;
        let declaration = declaration(context, kind, at);
        Some(leaning.contains(&(kind, declaration.domain, &declaration.key)))
    };
    for node in order {
        let action = &graph.actions[*node];
        if failed.contains(node) {
            continue;
        }
        if action.needs.iter().any(|on| failed.contains(on)) {
            failed.insert(*node);
            maker.fall_short(&action.act);
            continue;
        }
        let own = numbers.remove(node);
        let mut own: Vec<u32> = own.unwrap_or_default();
        let drafts = turns.next(*node, || maker.drafts(&action.act));
        // Below an org that is not settled nothing is made.
        if drafts.is_empty() && matches!(action.act, Act::CreateOrg(_)) {
            failed.insert(*node);
            maker.fall_short(&action.act);
            continue;
        }
        for draft in drafts {
            let needs = edges.needs(&maker, graph, *node, &draft, &numbers);
            let mut follows = steps_of(&action.follows, &numbers);
            follows.retain(|n| needs.binary_search(n).is_err());
            let n = u32::try_from(maker.steps.len() + 1).unwrap_or(u32::MAX);
            let creates = draft.creates;
            let step = maker.step(n, draft, action.reason, needs, follows);
            match maker.world.play(&step) {
                Ok(id) => {
                    if let (Some((kind, at)), Some(id)) = (creates, id) {
                        maker.created(kind, at, Id::from(id));
                    }
                }
                Err(refusal) => {
                    if leans(&action.act) != Some(true) {
                        let refused = refused(&maker, &step, &refusal, &action.act);
                        push_once(problems, refused);
                    }
                    maker.fall_short(&action.act);
                    if refusal.fact.mark != Mark::I {
                        failed.insert(*node);
                        break;
                    }
                }
            }
            own.push(n);
            maker.steps.push(step);
        }
        numbers.insert(*node, own);
    }
    Made {
        steps: maker.steps,
        world: maker.world,
        resolver: maker.resolver,
        short: maker.short,
        refused: maker.refused,
    }
}

/// The steps of these actions, each once.
fn steps_of(on: &[usize], numbers: &HashMap<usize, Vec<u32>>) -> Vec<u32> {
    let steps = on.iter().filter_map(|on| numbers.get(on)).flatten();
    let mut steps: Vec<u32> = steps.copied().collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}

/// Which steps those of an action need. An action that fills a list one by one needs
/// everything that makes an entry; each of its steps only what makes its own.
#[derive(Default)]
struct Edges {
    lists: HashMap<usize, ByObject>,
}

/// What an action needs, by the object whose entry it makes; what all entries need stands
/// under nothing.
type ByObject = HashMap<Option<(Kind, usize)>, Vec<usize>>;

impl Edges {
    fn needs(
        &mut self,
        maker: &Maker<'_, '_>,
        graph: &Graph,
        node: usize,
        draft: &Draft,
        numbers: &HashMap<usize, Vec<u32>>,
    ) -> Vec<u32> {
        let Some(about) = &draft.about else {
            return steps_of(&graph.actions[node].needs, numbers);
        };
        let desired = maker.context.desired;
        let own = graph.actions[node].act.object(desired);
        let by_object = self.lists.entry(node).or_insert_with(|| {
            let mut by_object = ByObject::new();
            for on in &graph.actions[node].needs {
                let object = graph.actions[*on].act.object(desired);
                let object = object.filter(|object| own != Some(*object));
                by_object.entry(object).or_default().push(*on);
            }
            by_object
        });
        let always = by_object.get(&None);
        let entry = maker.declared(about);
        let entry = entry.and_then(|entry| by_object.get(&Some(entry)));
        let needs: Vec<usize> = always.into_iter().chain(entry).flatten().copied().collect();
        steps_of(&needs, numbers)
    }
}

/// What an action deletes.
fn deletes(act: &Act) -> Option<&Id> {
    match act {
        Act::RemoveMember(id, Removal::Delete | Removal::ForceDelete)
        | Act::DeleteOrg(id)
        | Act::DeleteGroup(id) => Some(id),
        _ => None,
    }
}

/// The calls of actions that stand in the order several times.
struct Turns {
    /// How often each action is still to come.
    left: Vec<u32>,
    /// What actions that have begun have left to send.
    begun: HashMap<usize, VecDeque<Draft>>,
}

impl Turns {
    fn of(order: &[usize], actions: usize) -> Turns {
        let mut left = vec![0; actions];
        for node in order {
            left[*node] += 1;
        }
        Turns {
            left,
            begun: HashMap::new(),
        }
    }

    /// What an action sends now. Its requests are made the first time: nothing that comes
    /// between them changes them, since what would waits for all of them.
    fn next(&mut self, node: usize, drafts: impl FnOnce() -> Vec<Draft>) -> Vec<Draft> {
        self.left[node] -= 1;
        let mut begun = match self.begun.remove(&node) {
            Some(begun) => begun,
            None => drafts().into(),
        };
        if self.left[node] == 0 {
            return begun.into();
        }
        let first = begun.pop_front();
        self.begun.insert(node, begun);
        first.into_iter().collect()
    }
}

impl Maker<'_, '_> {
    /// The requests an action still needs, given the state so far.
    fn drafts(&mut self, act: &Act) -> Vec<Draft> {
        match act {
            Act::Enable(domain, kind) => vec![self.enable(*domain, *kind)],
            Act::Keys(kind, entries) => vec![self.keys(*kind, entries)],
            Act::CreateRank(at) => vec![self.create_rank(*at)],
            Act::PatchRank(at) => self.patch_rank(*at).into_iter().collect(),
            Act::DeleteRank(id) => self.delete_rank(id).into_iter().collect(),
            Act::CreateOrg(at) => self.create_org(*at).into_iter().collect(),
            Act::MoveOrg(at) => self.move_org(*at).into_iter().collect(),
            Act::PatchOrg(at) => self.patch_org(*at).into_iter().collect(),
            Act::DeleteOrg(id) => self.delete_org(id).into_iter().collect(),
            Act::Undelete(at) => self.undelete(*at).into_iter().collect(),
            Act::Transfer(at) => self.transfer(*at).into_iter().collect(),
            Act::CreateMember(at) => vec![self.create_member(*at)],
            Act::PatchMember(at) => self.patch_member(*at).into_iter().collect(),
            Act::Leave(at) => self.leave(*at).into_iter().collect(),
            Act::Unsuspend(at) => self.unsuspend(*at).into_iter().collect(),
            Act::Suspend(at) => self.suspend(*at).into_iter().collect(),
            Act::Strip(id) => self.strip(id).into_iter().collect(),
            Act::RemoveMember(id, how) => self.remove_member(id, *how).into_iter().collect(),
            Act::CreateGroup(at) => vec![self.create_group(*at)],
            Act::PatchGroup(at) => self.patch_group(*at).into_iter().collect(),
            Act::Members(at) => self.members(*at),
            Act::DeleteGroup(id) => self.delete_group(id).into_iter().collect(),
            Act::Temporary(values, holder) => {
                let stem = self.free_stem();
                self.temporary(values, holder, &stem).into_iter().collect()
            }
        }
    }

    /// The next `meibo-tmp-1` that nothing is called.
    pub fn free_stem(&mut self) -> String {
        let context = self.context;
        let taken = self.temporaries.get_or_insert_with(|| temporaries(context));
        loop {
            self.temporary += 1;
            let stem = format!("{TEMPORARY}{}", self.temporary);
            if !taken.contains(&stem) {
                return stem;
            }
        }
    }

    /// The draft with the precondition that a value is free; where something live lets it
    /// go earlier in the plan, that this still holds it.
    pub fn expects_free(
        &self,
        draft: Draft,
        kind: Kind,
        value: &Unique,
        (field, shown): (&str, &str),
    ) -> Draft {
        let Some((held_by, id)) = self.held.get(value) else {
            return draft.expects_absent(kind, field, shown);
        };
        let live = self.context.live;
        let (field, now) = match (value, held_by) {
            (Unique::Key(..), kind) => (super::keys::key_field(*kind), serde_json::json!(shown)),
            (_, Kind::Group) => (
                "groupEmail",
                live.groups.get(id).map_or(Value::Null, |group| {
                    serde_json::json!(group.props.email.value())
                }),
            ),
            (_, Kind::Org) => (
                "email",
                (live.orgs.get(id)).map_or(Value::Null, |org| {
                    serde_json::json!(org.props.email.known())
                }),
            ),
            _ => (
                "email",
                (live.members.get(id)).map_or(Value::Null, |member| {
                    serde_json::json!(member.props.email.known())
                }),
            ),
        };
        draft.expects_field(*held_by, id, field, now)
    }

    /// Whether a change of a live object has to take its key along.
    pub fn takes_key(&self, kind: Kind, at: usize, now: Option<&Key>) -> bool {
        let key = &declaration(self.context, kind, at).key;
        now != key.real() && !self.bulk.contains(&(kind, at))
    }

    /// The id of a declared object as of now: live, or given by the rehearsed world.
    pub fn id_of(&self, kind: Kind, at: usize, declaration: &Declaration) -> Option<Id> {
        if let Some(found) = self.context.matched(kind, at) {
            return Some(found.id.clone());
        }
        self.created
            .get(&(kind, declaration.domain, declaration.key.to_string()))
            .cloned()
    }

    /// The scope of comparisons as of now.
    pub fn scope(&self, domain: DomainId) -> Scope<'_> {
        let lists: Lists = self.context.desired.policy.lists;
        Scope {
            tenant: &self.context.desired.tenant,
            resolver: &self.resolver,
            managed: &self.context.managed,
            lists,
            domain,
        }
    }

    /// The declared object that an id belongs to, those made so far included.
    fn declared(&self, id: &Id) -> Option<(Kind, usize)> {
        let made = || self.made.get(id).copied();
        self.context.declared(id).or_else(made)
    }

    /// Takes note of what a step made.
    fn created(&mut self, kind: Kind, at: usize, id: Id) {
        let declaration = declaration(self.context, kind, at);
        let key = (kind, declaration.domain, declaration.key.to_string());
        self.created.insert(key, id.clone());
        self.made.insert(id.clone(), (kind, at));
        self.resolver
            .bind(kind, at, declaration.domain, &declaration.key, id);
    }

    fn step(&self, n: u32, draft: Draft, reason: &str, needs: Vec<u32>, follows: Vec<u32>) -> Step {
        let domain = self.context.desired.tenant.domain(draft.domain);
        Step {
            n,
            at: 0.0,
            op: draft.op.to_owned(),
            kind: draft.kind.to_owned(),
            key: draft.key,
            name: draft.name,
            domain: domain
                .map(|d| d.key.clone())
                .unwrap_or_else(|| draft.domain.to_string()),
            changes: draft.changes,
            request: PlanRequest {
                method: draft.method,
                path: draft.path,
                body: draft.body,
            },
            reason: Some(said(reason, &[])),
            needs,
            follows,
            expects: draft.expects,
            consequences: draft.consequences,
            reversible: draft.reversible,
            source: draft.source,
        }
    }

    fn fall_short(&mut self, act: &Act) {
        match act.object(self.context.desired) {
            Some(object) => {
                self.short.insert(object);
            }
            None => self.refused.push(act.clone()),
        }
    }
}

/// The declaration of a declared object.
pub fn declaration<'c>(context: &'c Context<'_>, kind: Kind, at: usize) -> &'c Declaration {
    let desired = context.desired;
    match kind {
        Kind::Level | Kind::Position | Kind::UserType => &desired.ranks[at].declaration,
        Kind::Org => &desired.orgs[at].declaration,
        Kind::Member => &desired.members[at].declaration,
        Kind::Group => &desired.groups[at].declaration,
    }
}

fn org_lists(context: &Context<'_>) -> HashMap<usize, (usize, usize)> {
    let lists = context.desired.sibling_lists.iter().enumerate();
    lists
        .flat_map(|(list, siblings)| {
            siblings
                .orgs
                .iter()
                .enumerate()
                .map(move |(place, at)| (*at, (list, place)))
        })
        .collect()
}

/// What a refusal carries, for people: its `name` as `value`, since a step has one too,
/// and of a member's properties no value that may be personal.
fn said_params(step: &Step, refusal: &Refusal) -> Vec<(&'static str, String)> {
    const SHOWN: [&str; 9] = [
        "aliasEmails",
        "domainId",
        "email",
        "i18nNames",
        "locale",
        "organizations",
        "userExternalKey",
        "userName",
        "userTypeId",
    ];
    let property = refusal
        .params
        .iter()
        .find(|(name, _)| *name == "property")
        .map(|(_, value)| value.as_str())
        .unwrap_or_default();
    let first = property.split(['.', '[']).next().unwrap_or_default();
    let personal = step.kind == "member" && !property.is_empty() && !SHOWN.contains(&first);
    refusal
        .params
        .iter()
        .map(|(name, value)| match *name {
            "name" => ("value", value.clone()),
            "value" | "character" if personal => (*name, "***".to_owned()),
            other => (other, value.clone()),
        })
        .collect()
}

/// A refusal of the rehearsed service as a problem.
fn refused(maker: &Maker<'_, '_>, step: &Step, refusal: &Refusal, act: &Act) -> Problem {
    let context = maker.context;
    let mut said = said_params(step, refusal);
    // No id of meibo's own making means anything to a reader.
    for (name, value) in &mut said {
        *value = match *name {
            "child" | "group" | "holder" | "member" | "org" | "parent" | "rank" => {
                maker.resolver.named(mem::take(value))
            }
            _ => maker.resolver.shown(mem::take(value)),
        };
    }
    let details: Vec<String> = said
        .iter()
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    let target = act.object(context.desired);
    let at = match target {
        Some((kind, at)) => place(kind, declaration(context, kind, at), ""),
        None => Place {
            object: Some(format!("{}/{}", step.kind, step.key)),
            ..Place::default()
        },
    };
    let object = match target {
        Some((kind, at)) => object_name(kind, &declaration(context, kind, at).key),
        None => format!("{}/{}", step.kind, step.key),
    };
    // A refusal that rests on an inferred rule alone is a warning (design rule 3).
    let problem = match refusal.fact.mark {
        Mark::I => Problem::warning(codes::MIGHT_BE_REFUSED),
        Mark::D | Mark::G | Mark::E => Problem::error(codes::WOULD_BE_REFUSED),
    };
    let params: BTreeMap<&str, String> = BTreeMap::from([
        ("object", object),
        ("name", step.name.clone()),
        ("call", step.request.call()),
        ("rule", refusal.reason.to_string()),
        ("section", refusal.fact.section.to_owned()),
        ("mark", format!("{:?}", refusal.fact.mark)),
        ("details", details.join(", ")),
    ]);
    // The rule's own come first: where a name is in both, it is the step's.
    said.into_iter()
        .chain(params)
        .fold(problem.at(at), |problem, (name, value)| {
            problem.with(name, value)
        })
}
