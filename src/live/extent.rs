/// What of a tenant is read, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// What for.
    pub extent: Extent,
    /// How the members and masters of groups are read.
    pub group_members: GroupMembers,
}

/// What a reading is for: it reads nothing that this does not need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Everything that a plan for the configuration needs.
    #[default]
    Plan,
    /// The members that the lists show.
    Members,
    /// Everything there is, whatever a configuration says of it.
    Everything,
}

/// How the members and masters of managed groups are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupMembers {
    /// By their own lists, page by page: two calls a group and more.
    #[default]
    Paged,
    /// As the list of groups shows them, which costs nothing; whether it shows all is not
    /// documented (facts 11 #52), so a sample is read page by page as well.
    Inline,
}
