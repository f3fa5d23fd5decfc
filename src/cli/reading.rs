use clap::{Args, ValueEnum};

use crate::live;

/// How the tenant is read.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Reading the tenant")]
pub(super) struct ReadingFlags {
    /// How the members and masters of managed groups are read
    #[arg(long, value_enum, default_value_t = GroupMembers::Paged, value_name = "HOW")]
    group_members: GroupMembers,
}

/// See [`live::GroupMembers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GroupMembers {
    /// By their own lists: two calls a group, 240 groups a minute
    Paged,
    /// As the list of groups shows them: no call a group. Whether it shows all is not documented, so up to 32 groups are read both ways; at the first difference all are read by their own lists
    Inline,
}

impl ReadingFlags {
    pub(super) fn wants(&self) -> live::Wants {
        live::Wants {
            group_members: match self.group_members {
                GroupMembers::Paged => live::GroupMembers::Paged,
                GroupMembers::Inline => live::GroupMembers::Inline,
            },
            ..live::Wants::default()
        }
    }
}
