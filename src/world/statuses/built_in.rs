//! What every domain has without defining it.

use crate::directory::{ByLanguage, Language};

use super::held::Definition;

/// Icons a definition may have.
pub const ICONS: [&str; 22] = [
    "BUSY",
    "URGENT",
    "FOCUS_MODE",
    "PHONE",
    "MEETING",
    "AWAY",
    "BACK_SOON",
    "EATING",
    "TEA_TIME",
    "AT_HOME",
    "AT_OFFICE",
    "EDUCATION",
    "WORKING_OUTSIDE",
    "BUSINESS_TRIP",
    "OFF",
    "HALF_DAY",
    "VACATION",
    "ABSENCE",
    "SICK_LEAVE",
    "LEAVE_OF_ABSENCE",
    "ACTION",
    "ONLINE",
];

/// Ids that a domain may define.
pub const CUSTOM: [&str; 12] = [
    "CUSTOM01", "CUSTOM02", "CUSTOM03", "CUSTOM04", "CUSTOM05", "CUSTOM06", "CUSTOM07", "CUSTOM08",
    "CUSTOM09", "CUSTOM10", "CUSTOM11", "CUSTOM12",
];

/// Id, icon, and name in Japanese and English; in their order. Names and icons are ours:
/// only the ids are documented.
const BUILT_IN: [(&str, &str, &str, &str); 4] = [
    ("BUSY", "BUSY", "取り込み中", "Busy"),
    ("AWAY", "AWAY", "離席中", "Away"),
    ("LEAVE_OFFICE", "OFF", "退勤", "Left the office"),
    ("ABSENCE", "ABSENCE", "不在", "Absent"),
];

/// The ids of what is built in.
pub fn ids() -> impl Iterator<Item = &'static str> {
    BUILT_IN.into_iter().map(|(id, ..)| id)
}

/// Whether a definition is built in.
pub fn is_built_in(id: &str) -> bool {
    ids().any(|built_in| built_in == id)
}

/// A built-in definition as it is before anybody changes it.
pub fn definition(id: &str) -> Option<Definition> {
    (1..)
        .zip(BUILT_IN)
        .find(|(_, (built_in, ..))| *built_in == id)
        .map(|(order, (_, icon, name, english))| Definition {
            icon: icon.to_owned(),
            name: name.to_owned(),
            names: ByLanguage::from([(Language::en_US, Some(english.to_owned()))]),
            order,
            default_status: true,
            users_may_set: true,
        })
}
