use serde_json::{Map, Value, json};

use super::draft::Draft;
use super::maker::Maker;
use crate::directory::{
    DeclaredMember, DomainId, Email, Field, Id, Kind, LiveMember, Member, PasswordBy, Ref,
};
use crate::plan::action::Unique;
use crate::plan::difference::{
    leave_body, leave_differs, member_differences, member_goal, organizations_body, posts_goal,
};
use crate::plan::objects::member_name;
use crate::plan::resolver::is_stand_in;
use crate::world::Method;

impl Maker<'_, '_> {
    /// `POST /users`.
    pub fn create_member(&mut self, at: usize) -> Draft {
        let address = self.stand_in_address(at);
        let member = &self.context.desired.members[at];
        let declaration = &member.declaration;
        let scope = self.scope(declaration.domain);
        let mut goal = member_goal(&Member::default(), &member.props, &scope);
        only_what_exists(&mut goal);
        if let Some(address) = address {
            goal.email = Field::Known(address);
        }
        let differences = member_differences(&Member::default(), &goal, &scope, true);
        let mut body = Map::new();
        body.insert("domainId".into(), json!(declaration.domain.0));
        body.insert("userExternalKey".into(), json!(declaration.key.as_str()));
        body.extend(differences.body());
        let organizations = organizations_body(&Member::default(), &goal, &scope);
        body.entry("organizations").or_insert(organizations);
        let mut draft = self
            .member_draft(
                "create",
                member,
                &goal,
                declaration.domain,
                "/users".to_owned(),
            )
            .changes(&differences);
        if let Some(by) = self.context.desired.first_password_by(member) {
            match by {
                PasswordBy::Member => {
                    body.insert(
                        "passwordConfig".into(),
                        json!({"passwordCreationType": "MEMBER"}),
                    );
                    draft = draft.consequence("invitationMail", &[("to", member_name(&goal))]);
                }
                PasswordBy::Admin => {
                    body.insert(
                        "passwordConfig".into(),
                        json!({
                            "passwordCreationType": "ADMIN",
                            "password": {"$secret": "newMemberPassword"},
                            "changePasswordAtNextLogin": member.change_password.unwrap_or(true),
                        }),
                    );
                    draft = draft.consequence("passwordByAdmin", &[]);
                }
            }
        }
        draft = self.unseats(draft, None, &goal, &Id::from(""));
        let key = Unique::Key(Kind::Member, None, declaration.key.clone());
        let shown = ("externalKey", declaration.key.as_str());
        draft = self.expects_free(draft, Kind::Member, &key, shown);
        if let Some(email) = goal.email.known() {
            let address = Unique::Address(email.as_str().to_lowercase());
            let shown = ("email", email.as_str());
            draft = self.expects_free(draft, Kind::Member, &address, shown);
        }
        draft.creates = Some((Kind::Member, at));
        draft.body(body)
    }

    /// `PATCH /users/{id}`.
    pub fn patch_member(&mut self, at: usize) -> Option<Draft> {
        let member = &self.context.desired.members[at];
        let waits = self.waiting.remove(&at).unwrap_or_default();
        let waits_for = |of: fn(&Unique) -> bool| waits.iter().any(of);
        let stand_in = waits_for(|value| matches!(value, Unique::Address(_)))
            .then(|| self.temporary_address(at))
            .flatten();
        let (id, now) = self.live_member(at)?;
        let scope = self.scope(member.declaration.domain);
        let mut goal = member_goal(&now.props, &member.props, &scope);
        only_what_exists(&mut goal);
        if let Some(address) = stand_in {
            goal.email = Field::Known(address);
        }
        let differences = member_differences(&now.props, &goal, &scope, false);
        let key = &member.declaration.key;
        let rekeyed = self.takes_key(Kind::Member, at, now.key.as_ref())
            && !waits_for(|value| matches!(value, Unique::Key(..)));
        if differences.is_empty() && !rekeyed {
            return None;
        }
        let path = format!("/users/{}", self.resolver.path_ref(&id));
        let mut draft = self
            .member_draft("update", member, &goal, now.domain, path)
            .changes(&differences);
        draft.method = Method::Patch;
        let mut body = differences.body();
        if rekeyed {
            body.insert("userExternalKey".into(), json!(key.real()));
            draft = draft.change("key", json!(now.key), json!(key.real()));
        }
        if let Some(live) = self.context.live.members.get(&id) {
            // What a move to another domain changes is that step's to expect.
            let moved = live.domain != member.declaration.domain;
            for d in &member_differences(&live.props, &goal, &scope, false).list {
                if moved && matches!(d.api, "organizations" | "email") {
                    continue;
                }
                if !draft.expects.iter().any(|e| e.field == d.api) {
                    draft = draft.expects_field(Kind::Member, &id, d.api, d.expect.clone());
                }
            }
        }
        draft = self.unseats(draft, Some(&now.props), &goal, &id);
        Some(draft.body(body))
    }

    /// `POST /users/{id}/undelete`.
    pub fn undelete(&self, at: usize) -> Option<Draft> {
        let (id, now) = self.live_member(at)?;
        let draft = self.state_draft("undelete", at, &id, &now, "undelete");
        Some(
            draft
                .expects_field(Kind::Member, &id, "isDeleted", json!(true))
                .consequence("undeleteRestoresNothing", &[]),
        )
    }

    /// `POST /users/{id}/suspend`.
    pub fn suspend(&self, at: usize) -> Option<Draft> {
        let (id, now) = self.live_member(at)?;
        if now.flags.suspended {
            return None;
        }
        let mut draft = self.state_draft("suspend", at, &id, &now, "suspend");
        // Of whom the plan makes itself nothing can be read before.
        if self.context.live.members.contains_key(&id) {
            draft = draft.expects_field(Kind::Member, &id, "isSuspended", json!(false));
        }
        Some(
            draft
                .change("state", json!("active"), json!("suspended"))
                .consequence("memberSuspendedLosesNothing", &[]),
        )
    }

    /// `POST /users/{id}/unsuspend`.
    pub fn unsuspend(&self, at: usize) -> Option<Draft> {
        let (id, now) = self.live_member(at)?;
        if !now.flags.suspended {
            return None;
        }
        let draft = self.state_draft("unsuspend", at, &id, &now, "unsuspend");
        Some(
            draft
                .expects_field(Kind::Member, &id, "isSuspended", json!(true))
                .change("state", json!("suspended"), json!("active")),
        )
    }

    /// `POST /users/{id}/set-leave-of-absence` or `clear-leave-of-absence`.
    pub fn leave(&self, at: usize) -> Option<Draft> {
        let member = &self.context.desired.members[at];
        let (id, now) = self.live_member(at)?;
        let wanted = &member.props.leave;
        let present = match &now.props.leave {
            // A member made by this plan is on no leave.
            Field::Absent if self.context.matched(Kind::Member, at).is_none() => Field::Known(None),
            other => other.clone(),
        };
        if !leave_differs(&present, wanted, self.context.as_of) {
            return None;
        }
        let (action, body) = match wanted.value() {
            Some(leave) => ("set-leave-of-absence", Some(leave_body(leave))),
            None => ("clear-leave-of-absence", None),
        };
        let show = |leave: Option<&crate::directory::Leave>| {
            leave.map_or(
                Value::Null,
                |l| json!({"from": l.from.as_str(), "to": l.to.as_str()}),
            )
        };
        let mut draft = self.state_draft("update", at, &id, &now, action);
        draft.changes.push(crate::plan::Change {
            field: "leave".to_owned(),
            from: show(present.value()),
            to: show(wanted.value()),
            sensitive: true,
        });
        draft.body = body;
        Some(draft)
    }

    /// `POST /users/{id}/move`: another primary domain.
    pub fn transfer(&mut self, at: usize) -> Option<Draft> {
        let address = self.stand_in_address(at);
        let member = &self.context.desired.members[at];
        let (id, now) = self.live_member(at)?;
        let target = member.declaration.domain;
        if now.domain == target {
            return None;
        }
        let scope = self.scope(target);
        let moved = as_in_domain(&now, target);
        let mut goal = posts_goal(&moved, &member.props, &scope);
        let declared = member.props.email.known().or(now.props.email.known());
        let email = address.or_else(|| declared.cloned());
        goal.email = email.clone().map_or(Field::Absent, Field::Known);
        let mut organizations = organizations_body(&Member::default(), &goal, &scope);
        // The new login id goes into the entry of the new primary domain (facts 5.1.7).
        if let (Some(email), Some(first)) = (
            &email,
            organizations.get_mut(0).and_then(Value::as_object_mut),
        ) {
            first.insert("email".into(), json!(email.as_str()));
        }
        let mut body = Map::new();
        body.insert(
            "userExternalKey".into(),
            json!(member.declaration.key.real()),
        );
        body.insert("preserveGroup".into(), json!(true));
        body.insert("organizations".into(), organizations);
        let path = format!("/users/{}/move", self.resolver.path_ref(&id));
        let domains = [now.domain, target].map(|domain| {
            let known = self.context.desired.tenant.domain(domain);
            known.map_or_else(|| domain.to_string(), |d| d.key.clone())
        });
        let [from, to] = domains;
        let mut draft = self.member_draft("transfer", member, &now.props, target, path);
        draft = draft
            .change("domain", json!(from), json!(to))
            .expects_field(Kind::Member, &id, "domainId", json!(now.domain.0))
            .consequence("memberMovesDomain", &[])
            .irreversible();
        if let Some(live) = self.context.live.members.get(&id)
            && !live.props.posts.is_absent()
        {
            let before = organizations_body(&live.props, &live.props, &self.scope(live.domain));
            draft = draft.expects_field(Kind::Member, &id, "organizations", before);
        }
        Some(draft.body(body))
    }

    /// A temporary address for a member that gets its own by a later call.
    fn stand_in_address(&mut self, at: usize) -> Option<Email> {
        let postponed = self.postponed.contains(&(Kind::Member, at));
        postponed.then(|| self.temporary_address(at)).flatten()
    }

    fn temporary_address(&mut self, at: usize) -> Option<Email> {
        let member = &self.context.desired.members[at];
        let domain = member.props.email.known()?.as_str().rsplit_once('@')?.1;
        let stem = self.free_stem();
        Some(Email::from(format!("{stem}@{domain}")))
    }

    fn live_member(&self, at: usize) -> Option<(Id, LiveMember)> {
        let id = self.id_of(
            Kind::Member,
            at,
            &self.context.desired.members[at].declaration,
        )?;
        let now = self.world.directory().members.get(&id)?;
        Some((id, LiveMember::clone(now)))
    }

    fn member_draft(
        &self,
        op: &'static str,
        member: &DeclaredMember,
        goal: &Member,
        domain: DomainId,
        path: String,
    ) -> Draft {
        let named = (member.declaration.key.to_string(), member_name(goal));
        Draft::new(op, Kind::Member, named, domain, Method::Post, path)
            .declared(&member.declaration)
    }

    fn state_draft(
        &self,
        op: &'static str,
        at: usize,
        id: &Id,
        now: &LiveMember,
        action: &str,
    ) -> Draft {
        let member = &self.context.desired.members[at];
        let path = format!("/users/{}/{action}", self.resolver.path_ref(id));
        self.member_draft(op, member, &now.props, now.domain, path)
    }

    /// Says whom a new leader unseats.
    fn unseats(&self, mut draft: Draft, now: Option<&Member>, goal: &Member, own: &Id) -> Draft {
        // The order of the posts says nothing.
        let mut taken: Vec<&Id> = led(goal).collect();
        taken.sort_by_cached_key(|org| (self.resolver.label(org), *org));
        for org in taken {
            if now.is_some_and(|now| led(now).any(|o| o == org)) {
                continue;
            }
            let posted = self.context.posted.get(org).into_iter().flatten();
            for other in posted.filter(|id| *id != own) {
                let Some(old) = self.world.directory().members.get(other) else {
                    continue;
                };
                if led(&old.props).any(|o| o == org) {
                    draft = draft.consequence(
                        "leaderUnseated",
                        &[
                            ("org", self.resolver.label(org)),
                            ("who", member_name(&old.props)),
                        ],
                    );
                }
            }
        }
        draft
    }
}

/// Leaves out of a goal what is yet to be created: a later change fills it in.
fn only_what_exists(goal: &mut Member) {
    let exists = |id: Option<&Id>| id.is_some_and(|id| !is_stand_in(id));
    if let Field::Known(relations) = &mut goal.relations {
        relations.retain(|it| exists(it.member.id()));
    }
    let away = goal.secondary.known_mut().into_iter().flatten();
    let away = away.filter_map(|it| it.posts.known_mut());
    for posts in away.chain(goal.posts.known_mut()) {
        posts.retain(|post| exists(post.org.id()));
        if !posts.iter().any(|post| post.primary.or(false))
            && let Some(first) = posts.first_mut()
        {
            first.primary = Field::Known(true);
        }
    }
}

/// The orgs a member leads.
fn led(member: &Member) -> impl Iterator<Item = &Id> {
    let other = member.secondary.known().into_iter().flatten();
    member
        .posts
        .known()
        .into_iter()
        .flatten()
        .chain(other.flat_map(|s| s.posts.known().into_iter().flatten()))
        .filter(|post| post.leader.or(false))
        .filter_map(|post| Ref::id(&post.org))
}

/// A member's posts seen from another primary domain: what was secondary there is primary,
/// and the old primary domain's posts stay behind.
fn as_in_domain(now: &LiveMember, domain: DomainId) -> Member {
    let all = now.props.secondary.known().cloned().unwrap_or_default();
    let (there, other): (Vec<_>, Vec<_>) = all.into_iter().partition(|s| s.domain == domain);
    let there = there.into_iter().next();
    Member {
        level: there
            .as_ref()
            .map_or(Field::Known(None), |s| s.level.clone()),
        posts: there.map_or_else(|| Field::Known(Vec::new()), |s| s.posts),
        secondary: Field::Known(other),
        ..Member::default()
    }
}
