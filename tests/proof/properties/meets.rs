//! Where the settings of what is not known of the service (facts 11) meet a plan: which of
//! its calls each speaks of.

use meibo::plan::Step;
use meibo::world::{Assumptions, Method};
use serde_json::Value;

/// What a switch speaks of.
#[derive(Clone, Copy)]
pub enum Meets {
    /// Calls of a plan.
    Calls(fn(&Step) -> bool),
    /// Groups whose members the service computes: no call of a plan may be about one.
    DynamicGroups,
    /// When the calls of a plan are sent.
    Times,
    /// The lists a plan is made from.
    Lists,
    /// What no plan asks for: said here where else it is tried.
    NoPlan(&'static str),
}

/// A setting of one switch that is not the default.
pub struct Setting {
    pub name: &'static str,
    pub assumptions: Assumptions,
    pub meets: Meets,
}

/// Taken apart whole: a switch that is added cannot be forgotten here.
macro_rules! turned {
    ($($name:ident: $meets:expr),* $(,)?) => {{
        let Assumptions { $($name),* } = Assumptions::default();
        vec![$(Setting {
            name: stringify!($name),
            assumptions: Assumptions { $name: !$name, ..Assumptions::default() },
            meets: $meets,
        }),*]
    }};
}

/// Every switch turned, one at a time.
pub fn settings() -> Vec<Setting> {
    use Meets::{Calls, DynamicGroups, Lists, NoPlan, Times};
    turned![
        duplicate_user_is_400: Calls(|step| is(step, Method::Post, "/users") && ends(step, "/users")),
        windows_are_fixed: Times,
        jwt_life_is_one_hour: NoPlan("asks for no token: tests/conformance/access.rs"),
        scopes_may_be_spaced: NoPlan("asks for no token: tests/conformance/access.rs"),
        new_token_ends_old: NoPlan("asks for no token: tests/it/api.rs"),
        bulk_keys_are_atomic: Calls(|step| step.kind == "externalKeys"),
        large_count_is_400: Lists,
        org_create_needs_display_order: Calls(|step| is(step, Method::Post, "/orgunits") && ends(step, "/orgunits")),
        large_display_order_is_clipped: Calls(|step| of(step, "/orgunits") && says(step, "displayOrder")),
        siblings_are_dense: Calls(|step| of(step, "/orgunits") && says(step, "displayOrder")),
        org_patch_needs_no_email: Calls(|step| is(step, Method::Patch, "/orgunits")),
        visible_under_private_is_refused: Calls(|step| of(step, "/orgunits") && says(step, "visible")),
        org_delete_cascades: Calls(|step| is(step, Method::Delete, "/orgunits")),
        idle_members_block_org_delete: Calls(|step| is(step, Method::Delete, "/orgunits")),
        sibling_orgs_may_share_names: Calls(|step| of(step, "/orgunits") && (says(step, "orgUnitName") || says(step, "parentOrgUnitId"))),
        patch_replaces_nested: Calls(|step| is(step, Method::Patch, "/users") && says_nested(step)),
        organization_user_key_is_ignored: Calls(|step| of(step, "/users") && says(step, "organizations")),
        list_shows_deleted: Lists,
        deleted_hold_names: Calls(|step| ends(step, "/undelete") || is(step, Method::Delete, "/users") || is(step, Method::Post, "/users")),
        undelete_restores_posts: Calls(|step| ends(step, "/undelete")),
        pending_may_join_groups: Calls(joins),
        reserved_logins_are_refused: Calls(|step| of(step, "/users") && says(step, "email")),
        answers_say_x: Lists,
        twitter_is_taken: Calls(|step| of(step, "/users") && says(step, "messenger")),
        inline_group_lists_are_whole: Lists,
        group_cycles_are_refused: Calls(|step| joins(step) && names(step, "\"GROUP\"")),
        member_keys_for_all_types: Calls(|step| joins(step) && (names(step, "\"GROUP\"") || names(step, "\"ORGUNIT\""))),
        dynamic_refusal_is_403: DynamicGroups,
        groups_may_be_empty: Calls(joins),
        masters_in_domain: Calls(|step| of(step, "/groups") && (says(step, "administrators") || step.request.path.contains("/administrators"))),
        ranks_limited_to_200: Calls(|step| is(step, Method::Post, "/directory/levels") || is(step, Method::Post, "/directory/user-types")),
        held_ranks_are_kept: Calls(|step| is(step, Method::Delete, "/directory/")),
        ten_custom_statuses: NoPlan("defines no status: src/world/statuses/tests.rs"),
        list_of_disabled_is_403: Lists,
        custom_properties_are_listed_as_such: NoPlan("reads no definitions: tests/conformance/custom_properties.rs"),
    ]
}

fn is(step: &Step, method: Method, path: &str) -> bool {
    step.request.method == method && of(step, path)
}

fn of(step: &Step, path: &str) -> bool {
    step.request.path.starts_with(path)
}

fn ends(step: &Step, path: &str) -> bool {
    step.request.path.ends_with(path)
}

fn says(step: &Step, name: &str) -> bool {
    let body = step.request.body.as_ref();
    body.is_some_and(|body| body.get(name).is_some())
}

fn says_nested(step: &Step) -> bool {
    let body = step.request.body.as_ref().and_then(Value::as_object);
    body.is_some_and(|body| body.values().any(|it| it.is_object() || it.is_array()))
}

/// Somebody or something comes into a group, or goes.
fn joins(step: &Step) -> bool {
    let path = &step.request.path;
    of(step, "/groups") && (says(step, "members") || path.contains("/members"))
}

fn names(step: &Step, text: &str) -> bool {
    let body = step.request.body.as_ref();
    body.is_some_and(|body| body.to_string().contains(text))
}
