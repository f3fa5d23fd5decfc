use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Strings that name things: cheap to clone, never mixed up with each other.
macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Serialize, Deserialize, schemars::JsonSchema)]
        #[cfg_attr(not(test), derive(PartialEq, Eq, PartialOrd, Ord, Hash))]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        // The same as derived, and counted: tests of growth look at how often.
        #[cfg(test)]
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                looks::count();
                self.0 == other.0
            }
        }

        #[cfg(test)]
        impl Eq for $name {}

        #[cfg(test)]
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        #[cfg(test)]
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                looks::count();
                self.0.cmp(&other.0)
            }
        }

        #[cfg(test)]
        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                looks::count();
                self.0.hash(state);
            }
        }

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                $name(text.into())
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    };
}

name! {
    /// An external key: set by the customer, the identity meibo goes by (facts 4.1, 4.2).
    /// Up to 100 characters without `% \ # / ?`; unique in the tenant, for levels and
    /// positions in the domain.
    Key
}
name! {
    /// A resource id: given by the service, permanent, opaque (facts 4.1).
    Id
}
name! {
    /// A mail address: a member's login id, or an org unit's or a group's address
    /// (facts 5.1.3). Lower case, up to 90 characters.
    Email
}

/// The number of a domain (facts 1.3).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct DomainId(pub i32);

impl fmt::Display for DomainId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What no external key of the service may hold (facts 4.2).
const NO_KEY: char = '#';

impl Key {
    /// What names an object that is to have no external key, wherever a declaration names
    /// it: no key of the service looks so. A configuration has none; `undo` has.
    pub fn none(id: &Id) -> Key {
        Key::from(format!("{NO_KEY}{id}"))
    }

    /// The external key it is; `None` for the name of what is to have none.
    pub fn real(&self) -> Option<&Key> {
        (!self.as_str().starts_with(NO_KEY)).then_some(self)
    }
}

/// How one object names another. Live objects always use [`Ref::Id`].
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Ref {
    /// By external key: the usual way in a configuration.
    Key(Key),
    /// By resource id: for what has no key.
    Id(Id),
    /// By mail address: members only.
    Email(Email),
}

impl Ref {
    /// The resource id, where this is one.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Ref::Id(id) => Some(id),
            Ref::Key(_) | Ref::Email(_) => None,
        }
    }

    /// The external key, where this is one.
    pub fn key(&self) -> Option<&Key> {
        match self {
            Ref::Key(key) => Some(key),
            Ref::Id(_) | Ref::Email(_) => None,
        }
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ref::Key(key) => key.fmt(f),
            Ref::Id(id) => write!(f, "id:{id}"),
            Ref::Email(email) => email.fmt(f),
        }
    }
}

/// How often a thread has compared or hashed keys, ids and addresses: what work is counted
/// by where time would depend on the machine.
#[cfg(test)]
pub mod looks {
    use std::cell::Cell;

    thread_local! {
        static LOOKS: Cell<u64> = const { Cell::new(0) };
    }

    /// One more.
    pub fn count() {
        LOOKS.set(LOOKS.get() + 1);
    }

    /// How many a piece of work takes.
    pub fn of<T>(work: impl FnOnce() -> T) -> (T, u64) {
        let before = LOOKS.get();
        let done = work();
        (done, LOOKS.get() - before)
    }
}
