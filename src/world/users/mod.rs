//! Members (facts 5.1), the API's users.

mod aliases;
mod commit;
mod custom_fields;
mod due;
mod encode;
mod forms;
mod handle;
mod held;
mod hidden;
mod invitations;
mod leave;
mod list;
mod messenger;
mod moving;
mod names;
mod organizations;
mod properties;
mod removal;
mod states;
#[cfg(test)]
mod tests;
mod undelete;
mod write;

pub use due::{end_of_grace, schedule_all, settle};
pub(super) use forms::{is_date, is_link, is_outside_address};
pub use handle::handle;
pub(super) use hidden::HIDEABLE;
pub(super) use invitations::invitation_ends;
pub(super) use list::page;
pub(super) use properties::moment;
pub(super) use removal::{not_only_master, vanish};
pub(super) use states::{in_use, refuse};
pub(super) use write::changeable;
