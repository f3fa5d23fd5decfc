use schemars::JsonSchema;
use serde::Deserialize;

use super::choice::{BirthdayCalendar, Locale, MessengerProtocol, PasswordBy, State};
use super::text::{
    Date, DateTime, ExternalKey, LocalKey, LoginEmail, OutsideEmail, PersonPart, PersonPart100,
    Phone, Phonetic, ResourceId, Text20, Text50, Text100, ZoneName,
};
use super::{CustomProperties, MemberRef, ObjectRef, PersonNames, Post, Secondary};
use crate::directory::Field;

/// # Name
/// Parts left out keep their live value, `null` clears one. A last or a first name is needed;
/// both together have up to 80 characters.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonName {
    /// # Last name
    #[serde(default)]
    pub last: Field<Option<PersonPart>>,
    /// # First name
    #[serde(default)]
    pub first: Field<Option<PersonPart>>,
    /// # Reading of the last name
    /// In katakana.
    #[serde(default)]
    pub phonetic_last: Field<Option<Phonetic>>,
    /// # Reading of the first name
    /// In katakana.
    #[serde(default)]
    pub phonetic_first: Field<Option<Phonetic>>,
}

/// # Messenger
/// An account of another messenger.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Messenger {
    /// # Service
    pub protocol: MessengerProtocol,
    /// # Name of the service
    /// Only with `CUSTOM`.
    #[serde(default)]
    pub custom_protocol: Field<Text100>,
    /// # Account
    pub id: Text100,
}

/// # Relation
/// A named relation to another member.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Relation {
    /// # Member
    /// The other member: a key, `{email: ...}` or `{id: ...}`.
    pub member: MemberRef,
    /// # Name of the relation
    pub name: Text50,
}

/// # Leave of absence
/// Both ends are given.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Leave {
    /// # First moment
    /// With an offset: `2026-12-01T00:00:00+09:00`
    pub from: DateTime,
    /// # Last moment
    /// With an offset: `2027-03-31T23:59:59+09:00`
    pub to: DateTime,
}

/// # Member
/// A member (メンバー).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Member {
    /// # External key
    /// The member's identity (`userExternalKey`): unique in the tenant, up to 100 characters
    /// without % \ # / ?
    pub key: ExternalKey,
    /// # Previous external key
    /// The key the member had: the same member is given the new one.
    #[serde(default)]
    pub previously: Field<ExternalKey>,
    /// # Resource id
    /// Settles which live member is meant.
    #[serde(default)]
    pub id: Field<ResourceId>,
    /// # Domain
    /// Key of the primary domain; the first domain of the tenant where left out. Another one
    /// moves the member.
    #[serde(default)]
    pub domain: Field<LocalKey>,
    /// # State
    /// `active` where left out. `deleted` asks by name for what `policy.removal` says.
    #[serde(default)]
    pub state: Field<State>,
    /// # First password
    /// Who sets the first password of a new member: the `member`, by an invitation to
    /// `privateEmail`, or the `admin`, from the environment variable
    /// MEIBO_NEW_MEMBER_PASSWORD. Where left out: what `policy.newMembers` says.
    #[serde(default)]
    pub password_by: Field<PasswordBy>,
    /// # Change the first password
    /// Whether a password set by the administrator must be changed at the first login; `true`
    /// where left out. Taken in when the member is created, never again.
    #[serde(default)]
    pub change_password_at_next_login: Field<bool>,
    /// # Address
    /// Login id and mail address. Needed for a new member.
    #[serde(default)]
    pub email: Field<LoginEmail>,
    /// # Name
    /// Needed for a new member, with a last or a first name.
    #[serde(default)]
    pub name: Field<PersonName>,
    /// # Names in other languages
    /// One name per language: `{en_US: {last: Mori, first: Hanako}}`. Languages left out keep
    /// theirs, `null` clears one.
    #[serde(default)]
    pub names: Field<PersonNames>,
    /// # Nickname
    #[serde(default)]
    pub nick_name: Field<Option<PersonPart100>>,
    /// # Private address
    /// Where the invitation of a new member goes.
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub private_email: Field<Option<OutsideEmail>>,
    /// # Alias addresses
    /// Further addresses, up to 10 (Advanced plan).
    #[serde(default)]
    #[schemars(length(max = 10), extend("uniqueItems" = true))]
    pub alias_emails: Field<Vec<LoginEmail>>,
    /// # User type
    /// Key of the user type, or `{id: ...}`; `null` takes it away.
    #[serde(default)]
    pub user_type: Field<Option<ObjectRef>>,
    /// # Searchable
    /// Whether searching finds the member. `true` for a new member where left out.
    #[serde(default)]
    pub searchable: Field<bool>,
    /// # Level
    /// The level (職級) held in the primary domain: a key or `{id: ...}`; `null` takes it away.
    #[serde(default)]
    pub level: Field<Option<ObjectRef>>,
    /// # Posts
    /// Places in orgs of the primary domain, up to 30. The first is primary unless one says so.
    #[serde(default)]
    #[schemars(length(max = 30))]
    pub posts: Field<Vec<Post>>,
    /// # Posts in other domains
    /// Concurrent posts (兼職) in other domains of the tenant.
    #[serde(default)]
    pub secondary: Field<Vec<Secondary>>,
    /// # Telephone
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub telephone: Field<Option<Phone>>,
    /// # Mobile phone
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub cell_phone: Field<Option<Phone>>,
    /// # Place of work
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub location: Field<Option<Text100>>,
    /// # Task
    /// What the member is in charge of.
    #[serde(default)]
    pub task: Field<Option<Text100>>,
    /// # Messenger
    /// An account of another messenger.
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub messenger: Field<Option<Messenger>>,
    /// # Calendar of the birthday
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub birthday_calendar_type: Field<Option<BirthdayCalendar>>,
    /// # Birthday
    /// A date: `1990-05-05`
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub birthday: Field<Option<Date>>,
    /// # Language
    /// The domain's for a new member where left out.
    #[serde(default)]
    pub locale: Field<Locale>,
    /// # Date of hiring
    /// A date: `2020-04-01`
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub hired_date: Field<Option<Date>>,
    /// # Time zone
    /// An IANA name: `Asia/Tokyo`. The domain's for a new member where left out.
    #[serde(default)]
    pub time_zone: Field<ZoneName>,
    /// # Custom properties
    /// Values by `propertyName`: text, a date, a whole number, `{text, link}`, or a list of up
    /// to 10 of those. Names left out keep their live value, `null` clears one.
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub custom: Field<CustomProperties>,
    /// # Relations
    /// Named relations to other members, up to 10.
    #[serde(default)]
    #[schemars(length(max = 10), extend("x-meibo-sensitive" = true))]
    pub relations: Field<Vec<Relation>>,
    /// # Activation date
    /// From when on the member can be used: `2026-04-01T09:00:00+09:00`; `null` is at once.
    #[serde(default)]
    pub activation_date: Field<Option<DateTime>>,
    /// # Employee number
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub employee_number: Field<Option<Text20>>,
    /// # Leave of absence
    /// From and to; `null` ends it.
    #[serde(default)]
    #[schemars(extend("x-meibo-sensitive" = true))]
    pub leave: Field<Option<Leave>>,
}
