//! Mail addresses (facts 5.1.3, 5.2.2) and the namespace they share (facts 4.2).

use crate::directory::{DomainId, Email, Id, Kind, Plan};

use super::state::State;
use super::{Mark, Refusal, reasons};

/// The rules of an address' local part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalPart {
    /// Most characters; at least two.
    pub max: usize,
    /// Specials beyond `.`, `-` and `_`; each may also come first.
    pub specials: &'static str,
    /// Section of the facts.
    pub section: &'static str,
}

impl LocalPart {
    /// A member's login id or alias.
    pub const MEMBER: LocalPart = LocalPart {
        max: 40,
        specials: "",
        section: "5.1.3",
    };
    /// An org unit's address or alias; group addresses go by the same (facts 11 #57).
    pub const ORG: LocalPart = LocalPart {
        max: 64,
        specials: "!#",
        section: "5.2.2",
    };

    fn accepts(self, local: &str) -> bool {
        let starts =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || self.specials.contains(c);
        (2..=self.max).contains(&local.chars().count())
            && local.starts_with(starts)
            && local
                .chars()
                .all(|c| starts(c) || matches!(c, '.' | '-' | '_'))
            && !local.ends_with('.')
            && !local.contains("..")
    }
}

impl State {
    /// Reads an address and holds it against the rules, not against who else has it.
    ///
    /// # Errors
    /// 400: `badEmail`, or `foreignEmail` where no domain of the tenant has its mail domain.
    pub fn address(&self, property: &str, text: &str, rules: LocalPart) -> Result<Email, Refusal> {
        let bad = || {
            Refusal::new(400, reasons::BAD_EMAIL, rules.section, Mark::D)
                .with("property", property)
                .with("value", text)
        };
        let (local, domain) = text.rsplit_once('@').ok_or_else(bad)?;
        if text.chars().count() > 90 || domain.is_empty() || !rules.accepts(local) {
            return Err(bad());
        }
        let named = self.rules.domains.iter().any(|d| d.name == domain);
        if !named && !self.index.knows_mail_domain(domain) {
            return Err(Refusal::new(400, reasons::FOREIGN_EMAIL, "11 #36", Mark::I)
                .with("property", property)
                .with("value", text));
        }
        Ok(Email::from(text))
    }

    /// Refuses an address that another object of the domain holds.
    ///
    /// # Errors
    /// `duplicateEmail` with this status; inferred where the holder is a member in
    /// deletion, else the guide.
    pub fn address_free(
        &self,
        status: u16,
        domain: DomainId,
        address: &Email,
        except: Option<&Id>,
    ) -> Result<(), Refusal> {
        let Some((kind, holder)) = self.index.address_holder(domain, address, except) else {
            return Ok(());
        };
        let deleted = kind == Kind::Member
            && (self.directory.members.get(holder)).is_some_and(|member| member.flags.deleted);
        let (section, mark) = if deleted {
            ("11 #39", Mark::E)
        } else {
            ("4.2", Mark::G)
        };
        Err(
            Refusal::new(status, reasons::DUPLICATE_EMAIL, section, mark)
                .with("email", address)
                .with("holderKind", kind)
                .with("holder", holder)
                .with("holderDeleted", deleted),
        )
    }

    /// Refuses an external key that another object of its kind and scope has.
    ///
    /// # Errors
    /// `duplicateKey` with this status.
    pub fn key_free(
        &self,
        status: u16,
        kind: Kind,
        domain: DomainId,
        key: &crate::directory::Key,
        except: Option<&Id>,
    ) -> Result<(), Refusal> {
        if kind == Kind::Group {
            self.external_groups.key_free(key)?;
        }
        let Some(holder) = self.index.key_holder(kind, domain, key, except) else {
            return Ok(());
        };
        let deleted = kind == Kind::Member
            && (self.directory.members.get(holder)).is_some_and(|member| member.flags.deleted);
        let (section, mark) = if deleted {
            ("11 #39", Mark::I)
        } else {
            ("4.2", Mark::D)
        };
        Err(Refusal::new(status, reasons::DUPLICATE_KEY, section, mark)
            .with("kind", kind)
            .with("key", key)
            .with("holder", holder)
            .with("holderDeleted", deleted))
    }

    /// Refuses a feature that only the Advanced plan has: alias addresses, group mail.
    ///
    /// # Errors
    /// 403, `planLacks`.
    pub fn advanced(&self, feature: &'static str, section: &'static str) -> Result<(), Refusal> {
        match self.rules.plan {
            Plan::Advanced => Ok(()),
            Plan::Free | Plan::Standard => {
                Err(Refusal::new(403, reasons::PLAN_LACKS, section, Mark::D)
                    .with("feature", feature))
            }
        }
    }
}
