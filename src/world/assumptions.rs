use serde::{Deserialize, Serialize};

/// Section 11 of the facts as switches: each default is the safest assumption. A plan
/// must be accepted under every setting and is minimal under the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Assumptions {
    /// #2: a duplicate email or user key on create answers 400 (else 409).
    pub duplicate_user_is_400: bool,
    /// #8: a rate window begins with each minute of the clock (default: it slides).
    pub windows_are_fixed: bool,
    /// #9: the assertion must live exactly an hour (default: an hour at most).
    pub jwt_life_is_one_hour: bool,
    /// #10: scopes may be parted by spaces as well as commas (else by commas alone).
    pub scopes_may_be_spaced: bool,
    /// #11: a new access token of an app ends those it has (default: they stay valid).
    pub new_token_ends_old: bool,
    /// #12: a refused batch of external keys changes nothing (default: what stands before
    /// the refused entry stays done).
    pub bulk_keys_are_atomic: bool,
    /// #14: a `count` over the maximum answers 400 (else it is clipped).
    pub large_count_is_400: bool,
    /// #17: creating an org without `displayOrder` is refused (else it becomes the last).
    pub org_create_needs_display_order: bool,
    /// #18: a `displayOrder` beyond the last sibling is clipped (else refused with 400).
    pub large_display_order_is_clipped: bool,
    /// #19: siblings are renumbered densely (else numbers keep their gaps).
    pub siblings_are_dense: bool,
    /// #20: PATCH of an org unit works without `email` (else 400).
    pub org_patch_needs_no_email: bool,
    /// #21: `visible: true` under a private parent is refused (else forced to false).
    pub visible_under_private_is_refused: bool,
    /// #25: deleting an org deletes its empty sub-orgs along (else refused).
    pub org_delete_cascades: bool,
    /// #27: suspended, pending and deleting members block the deletion of their org.
    pub idle_members_block_org_delete: bool,
    /// #28: two orgs of one name under one parent are allowed.
    pub sibling_orgs_may_share_names: bool,
    /// #31: PATCH replaces nested values as a whole (else objects merge per key).
    pub patch_replaces_nested: bool,
    /// #34: `organizations[].userExternalKey` is ignored (else 400 when it differs).
    pub organization_user_key_is_ignored: bool,
    /// #38: `GET /users` lists members in deletion.
    pub list_shows_deleted: bool,
    /// #39: members in deletion hold their email and external key.
    pub deleted_hold_names: bool,
    /// #40: undelete brings posts and groups back (default: nothing restored).
    pub undelete_restores_posts: bool,
    /// #43: pending members can be put into groups.
    pub pending_may_join_groups: bool,
    /// #44: login ids that begin with `admin` are refused.
    pub reserved_logins_are_refused: bool,
    /// #48: answers say `X` of a messenger (else `TWITTER`, as until July 2026).
    pub answers_say_x: bool,
    /// #48: requests may say `TWITTER` (else it is refused, as from December 2026).
    pub twitter_is_taken: bool,
    /// #52: a group answers all its members and masters with itself (else the first 100 of
    /// each; the lists of their own are always whole).
    pub inline_group_lists_are_whole: bool,
    /// #53: a cycle of groups is refused.
    pub group_cycles_are_refused: bool,
    /// #55: `externalKey:` is accepted for `ORGUNIT` and `GROUP` members.
    pub member_keys_for_all_types: bool,
    /// #56: changing the members of a dynamic group answers 403 (else 400).
    pub dynamic_refusal_is_403: bool,
    /// #58: a group may have no members.
    pub groups_may_be_empty: bool,
    /// #60: a group's masters must belong to its domain.
    pub masters_in_domain: bool,
    /// #65: levels and user types are limited to 200 as positions are.
    pub ranks_limited_to_200: bool,
    /// #66: deleting a rank that is held answers 403 (else the assignments go).
    pub held_ranks_are_kept: bool,
    /// #72: a domain defines at most 10 custom profile statuses (else 12, one per id).
    pub ten_custom_statuses: bool,
    /// #69: listing levels or user types while they are off answers 403.
    pub list_of_disabled_is_403: bool,
    /// #71: custom properties are listed under `customProperties` (else
    /// `customAttributes`).
    pub custom_properties_are_listed_as_such: bool,
}

impl Default for Assumptions {
    fn default() -> Self {
        Assumptions {
            duplicate_user_is_400: true,
            windows_are_fixed: false,
            jwt_life_is_one_hour: false,
            scopes_may_be_spaced: true,
            new_token_ends_old: false,
            bulk_keys_are_atomic: false,
            large_count_is_400: true,
            org_create_needs_display_order: true,
            large_display_order_is_clipped: true,
            siblings_are_dense: true,
            org_patch_needs_no_email: true,
            visible_under_private_is_refused: true,
            org_delete_cascades: true,
            idle_members_block_org_delete: true,
            sibling_orgs_may_share_names: true,
            patch_replaces_nested: true,
            organization_user_key_is_ignored: true,
            list_shows_deleted: true,
            deleted_hold_names: true,
            undelete_restores_posts: false,
            pending_may_join_groups: true,
            reserved_logins_are_refused: true,
            answers_say_x: true,
            twitter_is_taken: true,
            inline_group_lists_are_whole: true,
            group_cycles_are_refused: true,
            member_keys_for_all_types: true,
            dynamic_refusal_is_403: true,
            groups_may_be_empty: true,
            masters_in_domain: true,
            ranks_limited_to_200: true,
            held_ranks_are_kept: true,
            ten_custom_statuses: true,
            list_of_disabled_is_403: true,
            custom_properties_are_listed_as_such: true,
        }
    }
}
