use jiff::ToSpan;
use serde_json::json;

use super::draft::{Draft, display_name};
use super::maker::Maker;
use crate::directory::{Field, Id, Kind, LiveMember, Member, Post, Ref, Removal, Secondary};
use crate::plan::build::held_ranks;
use crate::plan::difference::{
    group_as_read, member_as_read, member_differences, org_as_read, organizations_body,
};
use crate::plan::objects::{member_label, member_name};
use crate::world::Method;

impl Maker<'_, '_> {
    /// `DELETE /orgunits/{id}`: with the empty orgs below it.
    pub fn delete_org(&self, id: &Id) -> Option<Draft> {
        let live = self.world.directory().orgs.get(id)?;
        let label = self.resolver.label(id);
        let name = display_name(live.props.name.known(), &label);
        let path = format!("/orgunits/{}", self.resolver.path_ref(id));
        let mut draft = Draft::new(
            "delete",
            Kind::Org,
            (label, name),
            live.domain,
            Method::Delete,
            path,
        )
        .consequence("orgDeletedData", &[("restorableDays", "30".to_owned())])
        .irreversible();
        draft = self.expects_org(draft, id);
        let mut along = Vec::new();
        let mut next = vec![id.clone()];
        while let Some(parent) = next.pop() {
            let below = self.siblings.get(&(live.domain, Some(parent)));
            for child in below.into_iter().flatten() {
                if self.context.removals.all_orgs.contains(child) {
                    along.push(self.resolver.label(child));
                    draft = self.expects_org(draft, child);
                    next.push(child.clone());
                }
            }
        }
        if !along.is_empty() {
            draft = draft.consequence("orgDeletedAlong", &[("keys", along.join(", "))]);
        }
        Some(draft)
    }

    /// An org that goes must be as it was read, and nobody new in it.
    fn expects_org(&self, draft: Draft, id: &Id) -> Draft {
        let Some(live) = self.context.live.orgs.get(id) else {
            return draft;
        };
        let parent = live.props.parent.value().and_then(Ref::id);
        let mut draft = draft
            .expects_field(Kind::Org, id, "orgUnitExternalKey", json!(live.key))
            .expects_field(Kind::Org, id, "parentOrgUnitId", json!(parent))
            .expects_as_read(
                Kind::Org,
                id,
                &org_as_read(&live.props, &self.scope(live.domain)),
            );
        draft.expects.push(crate::plan::Expect {
            what: "empty".to_owned(),
            kind: Kind::Org.name().to_owned(),
            id: Some(id.to_string()),
            field: "members".to_owned(),
            value: self.leavers(id),
            sensitive: false,
        });
        draft
    }

    /// Members whose posts in an org the plan ends before deleting it: the only ones that
    /// may still be there when a saved plan starts.
    fn leavers(&self, id: &Id) -> serde_json::Value {
        let mut leavers: Vec<&str> = self
            .context
            .posted
            .get(id)
            .into_iter()
            .flatten()
            .map(Id::as_str)
            .collect();
        leavers.sort_unstable();
        json!(leavers)
    }

    /// `DELETE /groups/{id}`.
    pub fn delete_group(&self, id: &Id) -> Option<Draft> {
        let live = self.world.directory().groups.get(id)?;
        let label = self.resolver.label(id);
        let name = display_name(live.props.name.known(), &label);
        let path = format!("/groups/{}", self.resolver.path_ref(id));
        let mut draft = Draft::new(
            "delete",
            Kind::Group,
            (label, name),
            live.domain,
            Method::Delete,
            path,
        )
        .consequence("groupDeletedData", &[])
        .irreversible();
        if let Some(live) = self.context.live.groups.get(id) {
            let read = group_as_read(&live.props, &self.scope(live.domain));
            draft = draft
                .expects_field(Kind::Group, id, "groupExternalKey", json!(live.key))
                .expects_as_read(Kind::Group, id, &read);
        }
        Some(draft)
    }

    /// `PATCH /users/{id}` with the posts and ranks that go taken out.
    pub fn strip(&self, id: &Id) -> Option<Draft> {
        let live = self.world.directory().members.get(id)?;
        let scope = self.scope(live.domain);
        let goal = stripped(
            &live.props,
            &|org| self.context.removals.all_orgs.contains(org),
            &|rank| self.context.removals.ranks.contains(rank),
        );
        let differences = member_differences(&live.props, &goal, &scope, false);
        if differences.is_empty() {
            return None;
        }
        let path = format!("/users/{}", self.resolver.path_ref(id));
        let mut body = differences.body();
        body.entry("organizations")
            .or_insert_with(|| organizations_body(&live.props, &goal, &scope));
        let mut draft = self.removal_draft("update", live, Method::Patch, path);
        draft = draft.changes(&differences);
        for d in &differences.list {
            if !draft.expects.iter().any(|e| e.field == d.api) {
                draft = draft.expects_field(Kind::Member, id, d.api, d.expect.clone());
            }
        }
        Some(draft.body(body))
    }

    /// Suspend, delete or erase a member.
    pub fn remove_member(&self, id: &Id, how: Removal) -> Option<Draft> {
        let live = self.world.directory().members.get(id)?;
        let reference = self.resolver.path_ref(id);
        let groups = [("until", self.undelete_until())];
        let draft = match how {
            Removal::Suspend => self
                .removal_draft(
                    "suspend",
                    live,
                    Method::Post,
                    format!("/users/{reference}/suspend"),
                )
                .change("state", json!("active"), json!("suspended"))
                .consequence("memberSuspendedLosesNothing", &[]),
            Removal::Delete => self
                .removal_draft(
                    "delete",
                    live,
                    Method::Delete,
                    format!("/users/{reference}"),
                )
                .consequence("memberDeleted", &groups)
                .irreversible(),
            Removal::ForceDelete => self
                .removal_draft(
                    "forceDelete",
                    live,
                    Method::Delete,
                    format!("/users/{reference}/forcedelete"),
                )
                .consequence("memberForceDeleted", &[])
                .irreversible(),
        };
        Some(self.expects_member(draft, id))
    }

    /// A member that goes must be as it was read: one that somebody has changed since, or
    /// made an administrator, stays.
    fn expects_member(&self, draft: Draft, id: &Id) -> Draft {
        let Some(live) = self.context.live.members.get(id) else {
            return draft;
        };
        let read = member_as_read(&live.props, &self.scope(live.domain));
        let flags = &live.flags;
        let states = [
            ("isAdministrator", flags.administrator),
            ("isPending", flags.pending),
            ("isSuspended", flags.suspended),
            ("isDeleted", flags.deleted),
        ];
        let draft = draft.expects_field(Kind::Member, id, "userExternalKey", json!(live.key));
        let draft = states
            .into_iter()
            .fold(draft, |draft, (state, is)| {
                draft.expects_field(Kind::Member, id, state, json!(is))
            })
            .expects_as_read(Kind::Member, id, &read);
        if draft.op == "suspend" {
            return draft;
        }
        // Where somebody takes the other masters of a group away, he is the last one.
        let groups = self.context.live.groups.values().filter(|group| {
            let masters = group.props.masters.known().into_iter().flatten();
            !self.going.contains(&group.id) && masters.filter_map(Ref::id).any(|it| it == id)
        });
        groups.fold(draft, |draft, group| {
            let read = group_as_read(&group.props, &self.scope(group.domain));
            let masters = read.list.iter().find(|it| it.api == "administrators");
            match masters {
                Some(masters) => {
                    let value = masters.expect.clone();
                    draft.expects_field(Kind::Group, &group.id, "administrators", value)
                }
                None => draft,
            }
        })
    }

    fn removal_draft(
        &self,
        op: &'static str,
        live: &LiveMember,
        method: Method,
        path: String,
    ) -> Draft {
        let named = (member_label(live), member_name(&live.props));
        Draft::new(op, Kind::Member, named, live.domain, method, path)
    }

    /// Seven days from now, as a date and time (facts 5.1.6).
    fn undelete_until(&self) -> String {
        self.context
            .as_of
            .checked_add((7 * 24).hours())
            .map_or_else(|_| String::new(), |until| until.to_string())
    }
}

/// A member without posts in orgs that go and without ranks that go.
fn stripped(
    now: &Member,
    org_goes: &dyn Fn(&Id) -> bool,
    rank_goes: &dyn Fn(&Id) -> bool,
) -> Member {
    let posts = |list: &Field<Vec<Post>>| {
        let mut list = list.clone();
        if let Field::Known(posts) = &mut list {
            posts.retain(|post| post.org.id().is_none_or(|id| !org_goes(id)));
            for post in posts.iter_mut() {
                if post
                    .position
                    .value()
                    .and_then(|r| r.id())
                    .is_some_and(rank_goes)
                {
                    post.position = Field::Known(None);
                }
            }
            if !posts.iter().any(|post| post.primary.or(false))
                && let Some(first) = posts.first_mut()
            {
                first.primary = Field::Known(true);
            }
        }
        list
    };
    let rank = |field: &Field<Option<Ref>>| match field.value() {
        Some(r) if r.id().is_some_and(rank_goes) => Field::Known(None),
        _ => field.clone(),
    };
    let mut goal = now.clone();
    if held_ranks(now).into_iter().any(rank_goes) {
        goal.level = rank(&now.level);
        goal.user_type = rank(&now.user_type);
    }
    goal.posts = posts(&now.posts);
    if let Field::Known(list) = &mut goal.secondary {
        for Secondary {
            posts: held,
            level,
            domain: _,
            email: _,
        } in list.iter_mut()
        {
            *held = posts(held);
            *level = rank(level);
        }
    }
    goal
}
