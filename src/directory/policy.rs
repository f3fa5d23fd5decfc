use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Id, Key, Kind};

/// A pattern of external keys: `*` stands for any run of characters, `?` for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pattern(pub String);

impl Pattern {
    /// Whether the whole key fits. Linear in the key, whatever the stars.
    pub fn matches(&self, key: &str) -> bool {
        let pattern: Vec<char> = self.0.chars().collect();
        let text: Vec<char> = key.chars().collect();
        let (mut p, mut t) = (0, 0);
        // Where to take up again after the last star: greedy with one step back is
        // enough, since an earlier star never has to take more.
        let mut back: Option<(usize, usize)> = None;
        while t < text.len() {
            match pattern.get(p) {
                Some('*') => {
                    back = Some((p + 1, t));
                    p += 1;
                }
                Some('?') => {
                    p += 1;
                    t += 1;
                }
                Some(c) if *c == text[t] => {
                    p += 1;
                    t += 1;
                }
                _ => match back {
                    Some((after, from)) => {
                        p = after;
                        t = from + 1;
                        back = Some((after, from + 1));
                    }
                    None => return false,
                },
            }
        }
        pattern[p..].iter().all(|c| *c == '*')
    }
}

/// What removing a member does.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Removal {
    /// Suspended, reversible; the account stays.
    #[default]
    Suspend,
    /// Deleted: undelete within seven days (facts 5.1.6).
    Delete,
    /// Erased at once, for good.
    ForceDelete,
}

/// What happens to list entries that name unmanaged objects.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Lists {
    /// Kept and counted.
    #[default]
    KeepUnmanaged,
    /// Taken out.
    Exclusive,
}

/// Whether the order of sibling orgs is managed.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum OrgOrder {
    /// The order of each YAML list.
    #[default]
    Managed,
    /// Left to the console.
    Free,
}

/// Who sets a new member's first password (facts 5.1.4).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum PasswordBy {
    /// The member, through an invitation to `privateEmail`.
    #[default]
    Member,
    /// The administrator, from an environment variable.
    Admin,
}

/// A ceiling on one kind of action: a plan beyond either is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Limit {
    /// At most so many objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// At most this share of the live owned objects before the plan; counts from ten
    /// live objects up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
}

/// A share in percent, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(pub f64);

// Decoding refuses what is not a number between 0 and 100, so equality is total.
impl Eq for Percent {}

/// What a ceiling is about. One action may count for several: who is suspended by removal
/// counts for `Remove` and for `Suspend`, an org that gets another parent for `Move` and
/// for `Change`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gated {
    /// Objects that go: what `policy.owns` or a tombstone asks for, by whatever way
    /// `policy.removal` says.
    Remove,
    /// Live members that are suspended: by removal, or by `state: suspended`.
    Suspend,
    /// Posts in an org, or entries of a group, that are taken away while both sides stay.
    LoseMembers,
    /// Orgs that get another parent, members that get another primary domain.
    Move,
    /// Members whose creation sends an invitation mail (facts 5.1.4).
    Invite,
    /// Live objects changed in any way but removal.
    Change,
    /// Live owned objects that the configuration no longer declares. The ceiling is half of
    /// them, whatever `policy.limits` says: less is taken for a configuration that lost
    /// something.
    Shrink,
}

impl Gated {
    /// All of them, in the order plans list them.
    pub const ALL: [Gated; 7] = [
        Gated::Remove,
        Gated::Suspend,
        Gated::LoseMembers,
        Gated::Move,
        Gated::Invite,
        Gated::Change,
        Gated::Shrink,
    ];

    /// The name in `policy.limits`, in plans and in `--allow`.
    pub fn name(self) -> &'static str {
        match self {
            Gated::Remove => "remove",
            Gated::Suspend => "suspend",
            Gated::LoseMembers => "loseMembers",
            Gated::Move => "move",
            Gated::Invite => "invite",
            Gated::Change => "change",
            Gated::Shrink => "shrink",
        }
    }

    /// The one of a name.
    pub fn from_name(name: &str) -> Option<Gated> {
        Gated::ALL.into_iter().find(|gated| gated.name() == name)
    }

    /// Whether it can happen to objects of a kind.
    pub fn concerns(self, kind: Kind) -> bool {
        match self {
            Gated::Remove | Gated::Change | Gated::Shrink => true,
            Gated::Suspend | Gated::Invite => kind == Kind::Member,
            Gated::LoseMembers => matches!(kind, Kind::Org | Kind::Group),
            Gated::Move => matches!(kind, Kind::Org | Kind::Member),
        }
    }
}

/// The ceilings of one kind; see [`Gated`] for what each counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Limits {
    /// Removals.
    pub remove: Limit,
    /// Suspensions.
    pub suspend: Limit,
    /// Memberships taken away; its percentage is of the memberships there are.
    pub lose_members: Limit,
    /// Moves.
    pub r#move: Limit,
    /// Invitation mails.
    pub invite: Limit,
    /// Changes.
    pub change: Limit,
}

impl Limits {
    /// The ceiling on one kind of action; none on [`Gated::Shrink`], which is no setting.
    pub fn of(&self, gated: Gated) -> Limit {
        let Limits {
            remove,
            suspend,
            lose_members,
            r#move,
            invite,
            change,
        } = self;
        match gated {
            Gated::Remove => *remove,
            Gated::Suspend => *suspend,
            Gated::LoseMembers => *lose_members,
            Gated::Move => *r#move,
            Gated::Invite => *invite,
            Gated::Change => *change,
            Gated::Shrink => Limit::default(),
        }
    }
}

/// What a configuration may do, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Keys this configuration owns: owned, live and undeclared means to be removed.
    pub owns: BTreeMap<Kind, Vec<Pattern>>,
    /// How members are removed.
    pub removal: Removal,
    /// Objects that are never removed.
    pub protect: BTreeMap<Kind, BTreeSet<Key>>,
    /// Ceilings by kind.
    pub limits: BTreeMap<Kind, Limits>,
    /// Entries of lists that name unmanaged objects.
    pub lists: Lists,
    /// Sibling order of orgs.
    pub org_order: OrgOrder,
    /// First passwords.
    pub password_by: PasswordBy,
    /// Warnings that are meant to stay: problem codes, each with its reason.
    pub allow: BTreeMap<String, String>,
    /// Live objects that go whatever their keys. No configuration says so: taking a run back
    /// does, of what the run made.
    pub removes: BTreeSet<Id>,
}

impl Policy {
    /// Whether a live object of this key would be removed when it is not declared.
    pub fn owns(&self, kind: Kind, key: &Key) -> bool {
        self.owns
            .get(&kind)
            .is_some_and(|patterns| patterns.iter().any(|p| p.matches(key.as_str())))
    }

    /// Whether an object is never removed.
    pub fn protects(&self, kind: Kind, key: &Key) -> bool {
        self.protect
            .get(&kind)
            .is_some_and(|keys| keys.contains(key))
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_match_whole_keys() {
        for (pattern, key, fits) in [
            ("*", "", true),
            ("*", "E1", true),
            ("E*", "E1", true),
            ("E*", "e1", false),
            ("g-*", "g", false),
            ("*-tmp", "g-tmp-tmp", true),
            ("E?", "E12", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-b-b-d", false),
            ("営*", "営業", true),
        ] {
            assert_eq!(
                Pattern(pattern.into()).matches(key),
                fits,
                "{pattern} {key}"
            );
        }
    }
}
