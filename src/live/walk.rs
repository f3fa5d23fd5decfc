use serde_json::Value;

use super::progress::{Event, Progress, What};
use crate::api::{ApiError, Client, List, Pages};
use crate::directory::{DomainId, RankKind};

/// A walk over one of the tenant's lists, with what was read so far.
pub(super) struct Walk<'a> {
    what: What,
    pages: Pages<'a>,
    items: Vec<Value>,
    progress: &'a dyn Progress,
    over: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        client: &'a Client,
        progress: &'a dyn Progress,
        what: What,
        domain: DomainId,
    ) -> Walk<'a> {
        let (path, items, id) = match what {
            What::Members => ("/users".to_owned(), "users", "userId"),
            What::Orgs => ("/orgunits".to_owned(), "orgUnits", "orgUnitId"),
            What::Groups => ("/groups".to_owned(), "groups", "groupId"),
            What::Ranks(kind) => {
                let (items, id) = match kind {
                    RankKind::Level => ("levels", "levelId"),
                    RankKind::Position => ("positions", "positionId"),
                    RankKind::UserType => ("userTypes", "userTypeId"),
                };
                (format!("/directory/{}", kind.path()), items, id)
            }
        };
        let list = List {
            path,
            items,
            id,
            domain,
        };
        Walk {
            what,
            pages: Pages::new(client, list),
            items: Vec::new(),
            progress,
            over: false,
        }
    }

    /// Reads one more page.
    pub(super) async fn step(&mut self) -> Result<(), ApiError> {
        match self.pages.next().await? {
            Some(items) => self.items.extend(items),
            None => self.over = true,
        }
        self.progress.on(Event::Listed {
            what: self.what,
            domain: self.pages.list().domain,
            items: self.items.len(),
            done: self.over,
        });
        Ok(())
    }

    /// Reads to the end.
    pub(super) async fn finish(mut self) -> Result<Listed, ApiError> {
        while !self.over {
            self.step().await?;
        }
        Ok(Listed {
            what: self.what,
            domain: self.pages.list().domain,
            items: Some(self.items),
        })
    }
}

/// A list that was read.
pub(super) struct Listed {
    pub(super) what: What,
    pub(super) domain: DomainId,
    /// `None` where the list was refused because its feature is off.
    pub(super) items: Option<Vec<Value>>,
}
