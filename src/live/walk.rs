use serde_json::Value;

use super::agenda::Line;
use super::convert;
use super::hidden::Returned;
use super::progress::What;
use super::rolls::Shown;
use crate::api::{ApiError, ErrorKind, List, Pages, Reads, Unreadable, wire};
use crate::directory::{DomainId, LiveGroup, LiveMember, LiveOrg, LiveRank, RankKind};
use crate::plan::pace::Operation;
use crate::world::Method;

/// A walk over one of the tenant's lists. Every page is converted when it comes, so that
/// the answers of a large tenant are not all held at once.
pub(super) struct Walk<'a, R> {
    service: &'a R,
    what: What,
    pages: Pages<'a, R>,
    found: Found,
    items: usize,
    /// Who is in the groups of the last page, as the page shows it.
    fresh: Vec<Shown>,
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

impl<'a, R: Reads> Walk<'a, R> {
    pub(super) fn new(service: &'a R, what: What, domain: DomainId) -> Walk<'a, R> {
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
            service,
            what,
            pages: Pages::new(service, list),
            found: Found::default(),
            items: 0,
            fresh: Vec::new(),
        }
    }

    /// Reads one more page.
    pub(super) async fn step(&mut self) -> Result<(), ApiError> {
        let domain = self.domain();
        for item in self.pages.next().await?.into_iter().flatten() {
            self.items += 1;
            let position = i64::try_from(self.items).unwrap_or(i64::MAX);
            self.take(domain, item, position)
                .map_err(|wrong| shape(self.service, &self.pages.list().path, wrong))?;
        }
        Ok(())
    }

    pub(super) fn what(&self) -> What {
        self.what
    }

    pub(super) fn line(&self) -> Line {
        match self.what {
            What::Members => Line::Members,
            What::Orgs => Line::Orgs,
            What::Groups => Line::Groups,
            What::Ranks(kind) => Line::Ranks(kind),
        }
    }

    pub(super) fn domain(&self) -> DomainId {
        self.pages.list().domain
    }

    /// Items so far.
    pub(super) fn items(&self) -> usize {
        self.items
    }

    /// Pages so far.
    pub(super) fn read(&self) -> u32 {
        self.pages.read()
    }

    /// Whether it is read to its end.
    pub(super) fn is_over(&self) -> bool {
        self.pages.is_over()
    }

    /// The groups of the last page, each with who it shows to be in it; once.
    pub(super) fn fresh_groups(&mut self) -> Vec<(LiveGroup, Shown)> {
        let shown = std::mem::take(&mut self.fresh);
        let from = self.found.groups.len().saturating_sub(shown.len());
        let groups = self.found.groups.iter().skip(from).cloned();
        groups.zip(shown).collect()
    }

    /// What it found; `None` where the list was refused because its feature is off.
    pub(super) fn listed(self, refused: bool) -> Listed {
        Listed {
            what: self.what,
            domain: self.domain(),
            found: (!refused).then_some(self.found),
        }
    }

    /// Takes one item of a list; `position` is its place in the list, from 1.
    fn take(&mut self, domain: DomainId, mut item: Value, position: i64) -> Result<(), Unreadable> {
        let found = &mut self.found;
        match self.what {
            What::Members => {
                let user: wire::User = wire::read(item)?;
                let at_home = user
                    .domain_id
                    .value()
                    .is_none_or(|primary| *primary == domain.0);
                if at_home {
                    found.returned.take(&user);
                }
                found.members.push(convert::member(user, domain)?);
            }
            What::Orgs => found
                .orgs
                .push(convert::org(wire::read(item)?, domain, position)),
            What::Groups => {
                self.fresh.push(Shown::take(&mut item));
                found.groups.push(convert::group(wire::read(item)?, domain));
            }
            What::Ranks(kind) => {
                let rank = wire::rank(kind, item)?;
                found
                    .ranks
                    .push(convert::rank(kind, rank, domain, position));
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
pub(super) fn shape<R: Reads>(service: &R, target: &str, unreadable: Unreadable) -> ApiError {
    ApiError {
        call: Operation::of(Method::Get, target, &[]).name().to_string(),
        host: service.host().to_owned(),
        kind: ErrorKind::Unreadable(200, unreadable),
    }
}
