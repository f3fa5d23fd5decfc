//! The three kinds of identifier (facts 4.1): resource id, `externalKey:`, and for
//! members the login id. `state.org("externalKey:T-SALES")?` answers 404 where there is
//! none; `named_org` is for references in bodies and names the property.

use std::sync::Arc;

use crate::directory::{
    DomainId, FeatureState, Id, Kind, LiveGroup, LiveMember, LiveOrg, LiveRank, RankKind,
};

use super::call::Call;
use super::state::State;
use super::{Mark, Refusal, reasons};

/// What stands before an external key in a path or body.
pub const KEY_PREFIX: &str = "externalKey:";

impl State {
    /// The member an identifier stands for, in any of the three forms.
    pub fn find_member(&self, text: &str) -> Option<&Arc<LiveMember>> {
        let members = &self.directory.members;
        if let Some(key) = text.strip_prefix(KEY_PREFIX) {
            let id = self.index.by_key(Kind::Member, DomainId(0), key)?;
            return members.get(id);
        }
        members
            .get(text)
            .or_else(|| members.get(self.index.by_login(text)?))
    }

    /// The org unit of an id or `externalKey:`.
    pub fn find_org(&self, text: &str) -> Option<&Arc<LiveOrg>> {
        let orgs = &self.directory.orgs;
        match text.strip_prefix(KEY_PREFIX) {
            Some(key) => orgs.get(self.index.by_key(Kind::Org, DomainId(0), key)?),
            None => orgs.get(text),
        }
    }

    /// The group of an id or `externalKey:`.
    pub fn find_group(&self, text: &str) -> Option<&Arc<LiveGroup>> {
        let groups = &self.directory.groups;
        match text.strip_prefix(KEY_PREFIX) {
            Some(key) => groups.get(self.index.by_key(Kind::Group, DomainId(0), key)?),
            None => groups.get(text),
        }
    }

    /// The level, position or user type of an id or `externalKey:`; keys of levels and
    /// positions are looked up in `domain`.
    pub fn find_rank(
        &self,
        kind: RankKind,
        domain: DomainId,
        text: &str,
    ) -> Option<&Arc<LiveRank>> {
        let ranks = &self.directory.ranks;
        let rank = match text.strip_prefix(KEY_PREFIX) {
            Some(key) => ranks.get(self.index.by_key(kind.into(), domain, key)?),
            None => ranks.get(text),
        };
        rank.filter(|rank| rank.kind == kind)
    }

    /// The domain of the object that a path is of.
    pub fn domain_of(&self, path: &[&str]) -> Option<DomainId> {
        match path {
            ["users", text, ..] => Some(self.find_member(text)?.domain),
            ["orgunits", text, ..] => Some(self.find_org(text)?.domain),
            ["groups", text, ..] => Some(self.find_group(text)?.domain),
            ["directory", ranks, text, ..] => {
                let kind = match *ranks {
                    "levels" => RankKind::Level,
                    "positions" => RankKind::Position,
                    "user-types" => RankKind::UserType,
                    _ => return None,
                };
                let domains = self.rules.domains.iter();
                let rank = domains
                    .into_iter()
                    .find_map(|domain| self.find_rank(kind, domain.id, text))?;
                Some(rank.domain)
            }
            _ => None,
        }
    }

    /// The member of a path.
    ///
    /// # Errors
    /// 404 where there is none.
    pub fn member(&self, text: &str) -> Result<Arc<LiveMember>, Refusal> {
        self.find_member(text)
            .cloned()
            .ok_or_else(|| missing(Kind::Member, text))
    }

    /// The org unit of a path.
    ///
    /// # Errors
    /// 404 where there is none.
    pub fn org(&self, text: &str) -> Result<Arc<LiveOrg>, Refusal> {
        self.find_org(text)
            .cloned()
            .ok_or_else(|| missing(Kind::Org, text))
    }

    /// The group of a path.
    ///
    /// # Errors
    /// 404 where there is none.
    pub fn group(&self, text: &str) -> Result<Arc<LiveGroup>, Refusal> {
        self.find_group(text)
            .cloned()
            .ok_or_else(|| missing(Kind::Group, text))
    }

    /// The level, position or user type of a path.
    ///
    /// # Errors
    /// 404 where there is none.
    pub fn rank(
        &self,
        kind: RankKind,
        domain: DomainId,
        text: &str,
    ) -> Result<Arc<LiveRank>, Refusal> {
        self.find_rank(kind, domain, text)
            .cloned()
            .ok_or_else(|| missing(kind.into(), text))
    }

    /// The id of a member a body names.
    ///
    /// # Errors
    /// 400 where there is none; the property is named as it stands in the body.
    pub fn named_member(&self, property: &str, text: &str) -> Result<Id, Refusal> {
        self.find_member(text)
            .map(|member| member.id.clone())
            .ok_or_else(|| dangling(Kind::Member, property, text))
    }

    /// The id of an org unit a body names.
    ///
    /// # Errors
    /// As [`State::named_member`].
    pub fn named_org(&self, property: &str, text: &str) -> Result<Id, Refusal> {
        self.find_org(text)
            .map(|org| org.id.clone())
            .ok_or_else(|| dangling(Kind::Org, property, text))
    }

    /// The id of a group a body names.
    ///
    /// # Errors
    /// As [`State::named_member`].
    pub fn named_group(&self, property: &str, text: &str) -> Result<Id, Refusal> {
        self.find_group(text)
            .map(|group| group.id.clone())
            .ok_or_else(|| dangling(Kind::Group, property, text))
    }

    /// The id of a level, position or user type of `domain` that a body names.
    ///
    /// # Errors
    /// 400 where there is none in that domain; 403 while the ranked list is off.
    pub fn named_rank(
        &self,
        kind: RankKind,
        domain: DomainId,
        property: &str,
        text: &str,
    ) -> Result<Id, Refusal> {
        self.feature_on(kind, domain)?;
        self.find_rank(kind, domain, text)
            .filter(|rank| rank.domain == domain)
            .map(|rank| rank.id.clone())
            .ok_or_else(|| dangling(kind.into(), property, text))
    }

    /// Refuses while a ranked list is off in a domain; one that was not read may be on.
    ///
    /// # Errors
    /// 403, `featureDisabled` (facts 5.4 to 5.6).
    pub fn feature_on(&self, kind: RankKind, domain: DomainId) -> Result<(), Refusal> {
        let state = self
            .directory
            .domains
            .get(&domain)
            .map_or(FeatureState::Unread, |d| d.feature(kind));
        if state != FeatureState::Off {
            return Ok(());
        }
        let section = match kind {
            RankKind::Level => "5.4",
            RankKind::Position => "5.5",
            RankKind::UserType => "5.6",
        };
        Err(
            Refusal::new(403, reasons::FEATURE_DISABLED, section, Mark::D)
                .with("feature", kind.path())
                .with("domain", domain),
        )
    }

    /// The domain of a list or action: `domainId` of the query, else the authorised one.
    ///
    /// # Errors
    /// 400 where it is no number, 403 where the tenant has no such domain (facts 11 #79).
    pub fn domain_of_query(&self, call: &Call<'_>) -> Result<DomainId, Refusal> {
        let Some(text) = call.query("domainId") else {
            return self.rules.authorised().ok_or_else(|| no_domain("", ""));
        };
        let number = text.parse().map_err(|_| {
            Refusal::new(400, reasons::WRONG_TYPE, "1.4", Mark::D)
                .with("property", "domainId")
                .with("expected", "integer")
        })?;
        self.known_domain("domainId", DomainId(number))
    }

    /// A domain of this tenant.
    ///
    /// # Errors
    /// 403 where the tenant has no such domain (facts 11 #79).
    pub fn known_domain(&self, property: &str, domain: DomainId) -> Result<DomainId, Refusal> {
        if self.rules.domain(domain).is_some() || self.directory.domains.contains_key(&domain) {
            Ok(domain)
        } else {
            Err(no_domain(property, &domain.to_string()))
        }
    }
}

impl State {
    /// Refuses a change of `domainId` by PUT or PATCH.
    ///
    /// # Errors
    /// 400, `domainChange` (facts 5.1.5).
    pub fn same_domain(&self, from: DomainId, to: DomainId) -> Result<(), Refusal> {
        if from == to {
            return Ok(());
        }
        Err(Refusal::new(400, reasons::DOMAIN_CHANGE, "5.1.5", Mark::I)
            .with("from", from)
            .with("to", to))
    }
}

fn no_domain(property: &str, value: &str) -> Refusal {
    Refusal::new(403, reasons::NO_SUCH_DOMAIN, "11 #79", Mark::I)
        .with("property", property)
        .with("value", value)
}

fn missing(kind: Kind, text: &str) -> Refusal {
    Refusal::new(404, reasons::NOT_FOUND, "4.1", Mark::D)
        .with("kind", kind)
        .with("value", text)
}

fn dangling(kind: Kind, property: &str, text: &str) -> Refusal {
    Refusal::new(400, reasons::NO_SUCH_REFERENCE, "4.1", Mark::D)
        .with("kind", kind)
        .with("property", property)
        .with("value", text)
}
