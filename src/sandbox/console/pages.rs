//! Which page stands at which path.

use maud::Markup;

use crate::directory::RankKind;

use super::scene::Scene;
use super::{calls, chart, conditions, groups, member, org_forms, ranks, search, sync, tree};

/// The page of a path below `/console`; nothing where there is none.
pub fn page(scene: &Scene<'_>, path: &[&str]) -> Option<Markup> {
    match path {
        [] => chart::chart(scene),
        ["search"] => Some(search::search(scene)),
        ["members", id] => member::of_id(scene, id),
        ["orgs", id, "move"] => org_forms::moving(scene, id),
        ["groups"] => Some(groups::list(scene)),
        ["groups", id] => groups::of_id(scene, id),
        ["levels"] => Some(ranks::list(scene, RankKind::Level)),
        ["positions"] => Some(ranks::list(scene, RankKind::Position)),
        ["user-types"] => Some(ranks::list(scene, RankKind::UserType)),
        ["sync"] => sync::switches(scene),
        ["calls"] => Some(calls::log(scene)),
        ["conditions"] => Some(conditions::conditions(scene)),
        // Parts of pages, for the script.
        ["live"] => Some(calls::panel_fragment(scene)),
        ["live", "log"] => Some(calls::log_fragment(scene)),
        ["branch"] => tree::asked_branch(scene),
        _ => None,
    }
}
