//! Problems the planner finds: hundreds 3 (planning) and 4 (rehearsal).

use crate::source::Code;

/// `id:` names no live object. Params: `object`, `id`.
pub const ID_NOT_LIVE: Code = Code(301);
/// Several live objects without a key could be the declared one. Params: `object`, `identity`,
/// `candidates`, `lines`.
pub const AMBIGUOUS_ADOPTION: Code = Code(302);
/// A live object of the same identity stands under another key. Params: `object`, `identity`,
/// `holder`, `lines`.
pub const SAME_IDENTITY_OTHER_KEY: Code = Code(303);
/// Two declared objects match one live object. Params: `object`, `other`, `id`.
pub const MATCHED_TWICE: Code = Code(304);
/// Ranks are declared in a domain where the list is off and `enable` does not name it. Params: `feature`, `domain`.
pub const FEATURE_OFF: Code = Code(305);
/// A pending member cannot be suspended. Params: `object`, `name`.
pub const PENDING_CANNOT_BE_SUSPENDED: Code = Code(306);
/// A member is suspended by failed logins: never lifted by meibo. Params: `object`, `name`.
pub const SUSPENDED_BY_LOGIN_FAILURES: Code = Code(307);
/// An object would be removed but `policy.protect` names it. Params: `object`, `name`.
pub const PROTECTED: Code = Code(308);
/// A member would be removed but is an administrator of the service. Params: `object`, `name`.
pub const ADMINISTRATOR: Code = Code(309);
/// An org that goes has something below it that is not to go. Params: `object`, `name`, `below`.
pub const SOMETHING_BELOW: Code = Code(310);
/// Re-keying goes in a circle. Params: `keys`.
pub const CIRCLE: Code = Code(311);
/// A reference could not be resolved among declared and live objects. Params: `object`, `property`, `reference`.
pub const UNRESOLVED: Code = Code(312);
/// `--target` names nothing that is declared or live. Params: `target`.
pub const TARGET_UNKNOWN: Code = Code(313);
/// The matched object lives in another domain, and its kind cannot be moved there. Params: `object`, `name`.
pub const OTHER_DOMAIN: Code = Code(314);
/// The user type, level or position asked for `--live` was never read. Params: `feature`, `domain`.
pub const FEATURE_UNREAD: Code = Code(315);
/// A member would be deleted but is the last master of a group that stays. Params: `object`,
/// `name`, `group`.
pub const LAST_MASTER: Code = Code(316);
/// An object would be created, while a live one that nothing matches is much like it and
/// stays. Params: `object`, `name`, `candidate`, `candidateName`, `line`, `alike`.
pub const TWIN_STAYS: Code = Code(317);
/// The same, and the same plan removes the live one. Params: as above, `removal`.
pub const TWIN_GOES: Code = Code(318);
/// The same with several live ones that nothing tells apart. Params: `object`, `name`,
/// `candidates`, `lines`.
pub const TWINS: Code = Code(319);
/// An object would be created, while a member in deletion is much like it. Params: as in
/// [`TWIN_STAYS`].
pub const TWIN_IN_DELETION: Code = Code(320);

/// The service would refuse a step, by a documented or seen rule. Params: `object`, `name`,
/// `call`, `rule`, `section`, `mark`, `details`.
pub const WOULD_BE_REFUSED: Code = Code(401);
/// The service might refuse a step, by an inferred rule alone. Params: as above.
pub const MIGHT_BE_REFUSED: Code = Code(402);
/// The rehearsed plan does not reach the desired state: an error of meibo. Params: `object`, `fields`.
pub const NOT_REACHED: Code = Code(403);

/// Every code of this room.
pub const ALL: &[Code] = &[
    ID_NOT_LIVE,
    AMBIGUOUS_ADOPTION,
    SAME_IDENTITY_OTHER_KEY,
    MATCHED_TWICE,
    FEATURE_OFF,
    PENDING_CANNOT_BE_SUSPENDED,
    SUSPENDED_BY_LOGIN_FAILURES,
    PROTECTED,
    ADMINISTRATOR,
    SOMETHING_BELOW,
    CIRCLE,
    UNRESOLVED,
    TARGET_UNKNOWN,
    OTHER_DOMAIN,
    FEATURE_UNREAD,
    LAST_MASTER,
    TWIN_STAYS,
    TWIN_GOES,
    TWINS,
    TWIN_IN_DELETION,
    WOULD_BE_REFUSED,
    MIGHT_BE_REFUSED,
    NOT_REACHED,
];
