//! Wrong inputs at the desk, beyond what stands in a configuration (those are listed beside
//! the explanations of their codes): flags, variables, files handed over, lists, and plans
//! that cannot be made. Each is told by its code alone, in English and in Japanese, as
//! reviewed in the snapshots; its valid neighbour is told by none.

mod answers;
mod case;
mod complete;
mod flags;
mod folders;
mod handed;
mod imports;
mod kept;
mod lists;
mod lists_layout;
mod lists_people;
mod plans;
mod runs;
mod sandboxes;
mod secrets;
mod small;
