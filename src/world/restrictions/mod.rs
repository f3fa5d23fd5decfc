//! What a member may see of the org chart (`orgunit-access-restrict`, facts 5.2.6): the
//! same resource on members, org units and user types.

mod handle;
mod held;
#[cfg(test)]
mod tests;

pub use handle::handle;
pub use held::Restrictions;
