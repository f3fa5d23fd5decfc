//! What a plan does, before it is put into requests: nodes of a graph whose edges are
//! needs and sequence. Each is turned into requests against the state as it will be.

use std::collections::{HashMap, HashSet};

use crate::directory::{Desired, DomainId, Id, Key, Kind, RankKind, Removal};

/// One thing to do. Declared objects are meant by their index in `Desired`, live ones by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Switch a ranked list on.
    Enable(DomainId, RankKind),
    /// Set external keys in bulk, 50 at most (facts 4.3).
    Keys(Kind, Vec<KeyEntry>),
    /// Create a level, position or user type.
    CreateRank(usize),
    /// Change one.
    PatchRank(usize),
    /// Delete one.
    DeleteRank(Id),
    /// Create an org unit.
    CreateOrg(usize),
    /// Move an org unit to its parent and place.
    MoveOrg(usize),
    /// Change an org unit's properties.
    PatchOrg(usize),
    /// Delete an org unit with what stands empty below it.
    DeleteOrg(Id),
    /// Bring a member back from deletion.
    Undelete(usize),
    /// Move a member to another primary domain.
    Transfer(usize),
    /// Create a member.
    CreateMember(usize),
    /// Change a member's properties.
    PatchMember(usize),
    /// Set or clear a member's leave of absence.
    Leave(usize),
    /// Lift a suspension.
    Unsuspend(usize),
    /// Suspend a declared member.
    Suspend(usize),
    /// Take posts in orgs that go, and ranks that go, from a member that is removed.
    Strip(Id),
    /// Remove a member.
    RemoveMember(Id, Removal),
    /// Create a group.
    CreateGroup(usize),
    /// Change a group.
    PatchGroup(usize),
    /// Add and remove single members of a group whose list is too long to send.
    Members(usize),
    /// Delete a group.
    DeleteGroup(Id),
    /// Let unique values of one object go for temporary ones, so that others can take them.
    Temporary(Vec<Unique>, Holder),
}

impl Act {
    /// The declared object that an action is about.
    pub fn object(&self, desired: &Desired) -> Option<(Kind, usize)> {
        match self {
            Act::CreateRank(at) | Act::PatchRank(at) => Some((desired.ranks[*at].kind.into(), *at)),
            Act::CreateOrg(at) | Act::MoveOrg(at) | Act::PatchOrg(at) => Some((Kind::Org, *at)),
            Act::Undelete(at)
            | Act::Transfer(at)
            | Act::CreateMember(at)
            | Act::PatchMember(at)
            | Act::Leave(at)
            | Act::Unsuspend(at)
            | Act::Suspend(at) => Some((Kind::Member, *at)),
            Act::CreateGroup(at) | Act::PatchGroup(at) | Act::Members(at) => {
                Some((Kind::Group, *at))
            }
            Act::Enable(..)
            | Act::Keys(..)
            | Act::DeleteRank(_)
            | Act::DeleteOrg(_)
            | Act::Strip(_)
            | Act::RemoveMember(..)
            | Act::DeleteGroup(_)
            | Act::Temporary(..) => None,
        }
    }
}

/// One entry of a bulk call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyEntry {
    /// The live object.
    pub id: Id,
    /// The key it gets.
    pub key: Key,
    /// The key it has.
    pub from: Option<Key>,
    /// Its domain.
    pub domain: DomainId,
    /// Index of its declaration.
    pub at: usize,
}

/// A value that only one object may hold at a time (facts 4.2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unique {
    /// A mail address: members, org units and groups share one namespace.
    Address(String),
    /// A group's name in a domain, lower case.
    GroupName(DomainId, String),
    /// A rank's name in a domain.
    RankName(RankKind, DomainId, String),
    /// An external key.
    Key(Kind, Option<DomainId>, Key),
}

/// A live object that lets a value go.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A declared one, by its index.
    Declared(Kind, usize),
    /// One that goes itself, later.
    Going(Kind, Id),
}

/// A node of the graph.
#[derive(Clone, Debug)]
pub struct Action {
    /// What is done.
    pub act: Act,
    /// Cannot succeed without these.
    pub needs: Vec<usize>,
    /// Comes after these where that is possible.
    pub follows: Vec<usize>,
    /// Why: a code of the reason's words.
    pub reason: &'static str,
    /// Values it takes.
    pub takes: Vec<Unique>,
    /// Values it lets go.
    pub frees: Vec<Unique>,
}

impl Action {
    /// An action without edges.
    pub fn new(act: Act, reason: &'static str) -> Action {
        Action {
            act,
            needs: Vec::new(),
            follows: Vec::new(),
            reason,
            takes: Vec::new(),
            frees: Vec::new(),
        }
    }

    /// Where it stands in the usual order, when nothing forces another.
    pub fn phase(&self) -> u8 {
        match &self.act {
            Act::Enable(..) => 0,
            Act::Keys(..) => 1,
            Act::Temporary(..) => 2,
            Act::CreateRank(_) | Act::PatchRank(_) => 3,
            Act::CreateOrg(_) | Act::MoveOrg(_) | Act::PatchOrg(_) => 4,
            Act::Undelete(_) | Act::Unsuspend(_) => 5,
            Act::Transfer(_) | Act::CreateMember(_) | Act::PatchMember(_) => 6,
            Act::Leave(_) => 7,
            Act::CreateGroup(_) | Act::PatchGroup(_) | Act::Members(_) => 8,
            Act::Suspend(_) | Act::Strip(_) => 9,
            Act::DeleteGroup(_) => 10,
            Act::RemoveMember(..) => 11,
            Act::DeleteOrg(_) => 12,
            Act::DeleteRank(_) => 13,
        }
    }

    /// Whether it takes something away: such comes last where nothing waits for it.
    pub fn is_removal(&self) -> bool {
        self.phase() >= 9
    }
}

/// All actions and how to find the one that makes or changes a declared object.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The nodes.
    pub actions: Vec<Action>,
    /// Creation of a declared object.
    pub create: HashMap<(Kind, usize), usize>,
    /// Its change.
    pub patch: HashMap<(Kind, usize), usize>,
    /// Declared objects whose key a bulk call sets: no change of theirs takes it along.
    pub bulk: HashSet<(Kind, usize)>,
    /// Changes that come to nothing once the calls they follow are done: no key may rely
    /// on being taken along by one of these.
    pub vanishing: HashSet<usize>,
    /// Sequences that save a call, beside those of what comes to nothing.
    pub saving: HashSet<(usize, usize)>,
    /// Needs that are there only because something is referred to that does not exist yet:
    /// the reference may as well be written by a later call.
    pub soft: HashSet<(usize, usize)>,
    /// Needs that are there only because a unique value has to be let go first.
    pub valued: HashSet<(usize, usize)>,
    /// The later change of an object whose change was split.
    pub late: HashMap<usize, usize>,
    /// The call that lets values go for temporary ones before a change.
    pub early: HashMap<usize, usize>,
    /// Declared objects that get their address by a later call than they might.
    pub postponed: HashSet<(Kind, usize)>,
    /// Members, by index, and what only a second change of them takes: their key, or their
    /// login, for which there is a temporary one until then.
    pub waiting: HashMap<usize, Vec<Unique>>,
}

impl Graph {
    /// Adds a node.
    pub fn add(&mut self, action: Action) -> usize {
        self.actions.push(action);
        self.actions.len() - 1
    }

    /// The node after which a declared object exists, if the plan has to make it.
    pub fn creation(&self, kind: Kind, at: usize) -> Option<usize> {
        self.create.get(&(kind, at)).copied()
    }

    /// Says that one node cannot succeed without another.
    pub fn need(&mut self, node: usize, on: usize) {
        if node != on {
            self.actions[node].needs.push(on);
        }
    }

    /// Says that one node comes after another where that is possible.
    pub fn follow(&mut self, node: usize, on: usize) {
        if node != on {
            self.actions[node].follows.push(on);
        }
    }

    /// Every edge once, where it was said first. Looking for each as it is added would be
    /// quadratic where thousands of members leave one org.
    pub fn dedup(&mut self) {
        for Action { needs, follows, .. } in &mut self.actions {
            for edges in [needs, follows] {
                if edges.len() > 1 {
                    let mut seen = HashSet::with_capacity(edges.len());
                    edges.retain(|on| seen.insert(*on));
                }
            }
        }
    }
}
