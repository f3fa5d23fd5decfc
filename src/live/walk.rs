use serde_json::Value;

use super::convert;
use super::hidden::Returned;
use super::progress::{Event, Progress, What};
use crate::api::{ApiError, Client, ErrorKind, List, Pages, Unreadable, wire};
use crate::directory::{DomainId, LiveGroup, LiveMember, LiveOrg, LiveRank, RankKind};
use crate::plan::pace::Operation;
use crate::world::Method;

/// A walk over one of the tenant's lists. Every page is converted when it comes, so that
/// the answers of a large tenant are not all held at once.
pub(super) struct Walk<'a> {
    client: &'a Client,
    what: What,
    pages: Pages<'a>,
    found: Found,
    items: usize,
    progress: &'a dyn Progress,
    over: bool,
}

/// What the lists of a domain showed.
#[derive(Default)]
pub(super) struct Found {
    pub(super) members: Vec<LiveMember>,
    /// Properties of members whose primary domain this is.
    pub(super) returned: Returned,
    pub(super) orgs: Vec<LiveOrg>,
    pub(super) groups: Vec<LiveGroup>,
    pub(super) ranks: Vec<LiveRank>,
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
            client,
            what,
            pages: Pages::new(client, list),
            found: Found::default(),
            items: 0,
            progress,
            over: false,
        }
    }

    /// Reads one more page.
    pub(super) async fn step(&mut self) -> Result<(), ApiError> {
        let domain = self.pages.list().domain;
        match self.pages.next().await? {
            None => self.over = true,
            Some(items) => {
                for item in items {
                    self.items += 1;
                    let position = i64::try_from(self.items).unwrap_or(i64::MAX);
                    self.found
                        .take(self.what, domain, item, position)
                        .map_err(|wrong| shape(self.client, &self.pages.list().path, wrong))?;
                }
            }
        }
        self.progress.on(Event::Listed {
            what: self.what,
            domain,
            items: self.items,
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
            found: Some(self.found),
        })
    }
}

impl Found {
    /// Takes one item of a list; `position` is its place in the list, from 1.
    fn take(
        &mut self,
        what: What,
        domain: DomainId,
        item: Value,
        position: i64,
    ) -> Result<(), Unreadable> {
        match what {
            What::Members => {
                let user: wire::User = wire::read(item)?;
                let at_home = user
                    .domain_id
                    .value()
                    .is_none_or(|primary| *primary == domain.0);
                if at_home {
                    self.returned.take(&user);
                }
                self.members.push(convert::member(user, domain)?);
            }
            What::Orgs => self
                .orgs
                .push(convert::org(wire::read(item)?, domain, position)),
            What::Groups => self.groups.push(convert::group(wire::read(item)?, domain)),
            What::Ranks(kind) => {
                let rank = wire::rank(kind, item)?;
                self.ranks.push(convert::rank(kind, rank, domain, position));
            }
        }
        Ok(())
    }
}

/// A list that was read.
pub(super) struct Listed {
    pub(super) what: What,
    pub(super) domain: DomainId,
    /// `None` where the list was refused because its feature is off.
    pub(super) found: Option<Found>,
}

/// An answer that came and cannot be understood.
pub(super) fn shape(client: &Client, target: &str, unreadable: Unreadable) -> ApiError {
    ApiError {
        call: Operation::of(Method::Get, target, &[]).name().to_string(),
        host: client.host().to_owned(),
        kind: ErrorKind::Unreadable(200, unreadable),
    }
}
