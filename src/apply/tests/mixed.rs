//! A tenant of two domains and a plan by hand with a call of every kind that meibo knows,
//! beside those of the example company's plan.

use serde_json::{Value, json};

use super::plans::{id_of, member, org, plan, step};
use super::service::HOME;
use crate::directory::{self, DomainId};
use crate::plan::{Plan, Step};
use crate::world::Method::{self, Delete, Patch, Post};
use crate::world::{Assumptions, DomainRules, Rules, World};

/// The other domain.
pub const AWAY: i32 = 20000456;

pub fn world() -> World {
    world_if(Assumptions::default())
}

/// The same where something is taken for so that the facts leave open.
pub fn world_if(assumptions: Assumptions) -> World {
    let domain = |id: i32, name: &str| DomainRules {
        id: DomainId(id),
        name: name.to_owned(),
        member_limit: None,
    };
    let rules = Rules {
        plan: directory::Plan::Advanced,
        sso: true,
        domains: vec![
            domain(HOME, "acme.example"),
            domain(AWAY, "acme-sub.example"),
        ],
    };
    World::new(rules, assumptions)
}

pub fn done(world: &mut World, method: Method, path: &str, body: Value) -> Value {
    let body = (!body.is_null()).then_some(body);
    let reply = world.perform(method, path, body.as_ref(), super::service::moment());
    match reply {
        Ok(reply) => reply.body.unwrap_or(Value::Null),
        Err(refusal) => panic!("{} {path}: {refusal:?}", method.name()),
    }
}

pub fn made(world: &mut World, path: &str, body: Value) -> String {
    let made = done(world, Post, path, body);
    let ids = ["userId", "orgUnitId", "groupId", "levelId", "positionId"];
    let id = ids.into_iter().find_map(|id| made.get(id)?.as_str());
    id.expect("an id").to_owned()
}

fn position(key: &str, order: i32) -> Value {
    json!({
        "domainId": HOME, "positionName": key, "positionExternalKey": key, "displayOrder": order,
    })
}

pub fn group(key: &str, masters: &[&String], members: &[&String]) -> Value {
    let administrators: Vec<Value> = masters.iter().map(|id| json!({"userId": id})).collect();
    let members: Vec<Value> = members
        .iter()
        .map(|id| json!({"id": id, "type": "USER"}))
        .collect();
    json!({
        "domainId": HOME, "groupName": key, "groupExternalKey": key,
        "administrators": administrators, "members": members,
    })
}

impl Step {
    fn of(mut self, op: &str) -> Step {
        self.op = op.to_owned();
        self
    }

    /// Expects fields of the live object it takes away.
    pub fn while_it_is(mut self, id: &str, fields: &[(&str, Value)]) -> Step {
        for (field, value) in fields {
            let kind = self.kind.clone();
            self = self.expecting("field", &kind, Some(id), field, value.clone());
        }
        self
    }
}

/// The tenant, and the plan for it.
pub fn mixed() -> (World, Plan) {
    let mut world = world();
    let w = &mut world;
    done(
        w,
        Post,
        &format!("/directory/positions/enable?domainId={HOME}"),
        Value::Null,
    );
    let keyless = |mut body: Value, key: &str| {
        body[key] = Value::Null;
        body
    };
    let old = made(w, "/directory/positions", position("old", 1));
    let bare = made(
        w,
        "/directory/positions",
        keyless(position("bare", 2), "positionExternalKey"),
    );
    let [o1, o2, o3, o9] =
        ["o1", "o2", "o3", "o9"].map(|key| made(w, "/orgunits", org(key, Value::Null)));
    let o5 = made(
        w,
        "/orgunits",
        keyless(org("o5", Value::Null), "orgUnitExternalKey"),
    );
    let m: Vec<String> = (0..13)
        .map(|n| made(w, "/users", member(&format!("E{n}"))))
        .collect();
    done(w, Post, &format!("/users/{}/suspend", m[3]), Value::Null);
    done(w, Delete, &format!("/users/{}", m[4]), Value::Null);
    let leave =
        json!({"startTime": "2026-05-01T00:00:00+09:00", "endTime": "2026-06-01T00:00:00+09:00"});
    done(
        w,
        Post,
        &format!("/users/{}/set-leave-of-absence", m[5]),
        leave.clone(),
    );
    done(
        w,
        Post,
        &format!("/users/{}/alias-emails/old%40acme.example", m[5]),
        Value::Null,
    );
    let g1 = made(
        w,
        "/groups",
        group("g1", &[&m[0], &m[2]], &[&m[0], &m[2], &m[1]]),
    );
    let g5 = made(
        w,
        "/groups",
        keyless(group("g5", &[&m[0]], &[&m[0]]), "groupExternalKey"),
    );
    let g9 = made(w, "/groups", group("g9", &[&m[0]], &[&m[0], &m[9]]));

    let user = |n: usize, action: &str| format!("/users/{}{action}", m[n]);
    let state = |n: usize, op: &str, action: &str, body: Value| {
        step("member", &format!("E{n}"), Post, &user(n, action), body).of(op)
    };
    let keys = |path: &str, body: Value| step("externalKeys", "keys", Post, path, body).of("adopt");
    let level = |key: &str, order: i32| {
        json!({
            "domainId": HOME, "levelExternalKey": key, "levelName": key, "executive": false,
            "displayOrder": order,
        })
    };
    let free = |n: usize| {
        [
            ("userExternalKey", json!(format!("E{n}"))),
            ("location", Value::Null),
            ("isDeleted", json!(false)),
            ("isSuspended", json!(false)),
        ]
    };
    let plan = plan(vec![
        step("feature", "levels", Post, &format!("/directory/levels/enable?domainId={HOME}"), Value::Null).of("enable"),
        step("level", "L1", Post, "/directory/levels", level("L1", 1)).needing(&[1]),
        step("level", "L2", Post, "/directory/levels", level("L2", 2)).needing(&[1]),
        step(
            "level",
            "L1",
            Patch,
            &format!(r#"/directory/levels/{{"$id":{{"kind":"level","key":"L1","domain":{HOME}}}}}"#),
            json!({"levelName": "部長級", "displayOrder": 3}),
        )
        .needing(&[2]),
        step("feature", "userTypes", Post, &format!("/directory/user-types/enable?domainId={HOME}"), Value::Null).of("enable"),
        step(
            "userType",
            "FT",
            Post,
            "/directory/user-types",
            json!({"domainId": HOME, "userTypeExternalKey": "FT", "userTypeName": "正社員", "displayOrder": 1}),
        )
        .needing(&[5]),
        step("feature", "positions", Post, &format!("/directory/positions/enable?domainId={AWAY}"), Value::Null).of("enable"),
        step("position", "P1", Post, "/directory/positions", position("P1", 5)),
        keys("/directory/positions/external-keys", json!({"positions": [{"domainId": HOME, "id": bare, "externalKey": "bare"}]})),
        step("org", "a", Post, "/orgunits", org("a", Value::Null)),
        step("org", "b", Post, "/orgunits", org("b", id_of("org", "a"))).needing(&[10]),
        step("org", "o2", Post, &format!("/orgunits/{o2}/move"), json!({"parentOrgUnitId": o1, "displayOrder": 1}))
            .of("move")
            .expecting("field", "org", Some(&o2), "parentOrgUnitId", Value::Null),
        step("org", "o3", Post, &format!("/orgunits/{o3}/move"), json!({"displayOrder": 1}))
            .of("move")
            .expecting("field", "org", Some(&o3), "parentOrgUnitId", Value::Null),
        step("org", "o1", Patch, &format!("/orgunits/{o1}"), json!({"description": "new"})),
        keys("/orgunits/external-keys", json!({"orgUnits": [{"id": o5, "externalKey": "o5"}]})),
        step("member", "E20", Post, "/users", member("E20")),
        step("member", "E1", Patch, &user(1, ""), json!({"location": "東京", "nickName": null})),
        state(2, "suspend", "/suspend", Value::Null).while_it_is(&m[2], &free(2)),
        state(3, "unsuspend", "/unsuspend", Value::Null),
        state(4, "undelete", "/undelete", Value::Null),
        state(1, "update", "/set-leave-of-absence", leave),
        state(5, "update", "/clear-leave-of-absence", Value::Null),
        state(
            6,
            "transfer",
            "/move",
            json!({
                "userExternalKey": "E6", "preserveGroup": true,
                "organizations": [{"domainId": AWAY, "primary": true, "email": "e6@acme-sub.example", "orgUnits": []}],
            }),
        ),
        state(1, "update", "/alias-emails/new%40acme.example", Value::Null),
        step("member", "E5", Delete, &user(5, "/alias-emails/old%40acme.example"), Value::Null),
        keys(
            "/users/external-keys",
            json!({"users": [{"id": m[7], "externalKey": "F7"}, {"id": m[8], "externalKey": "F8"}]}),
        ),
        step("group", "g2", Post, "/groups", group("g2", &[&m[0]], &[&m[1]])),
        step("group", "g1", Patch, &format!("/groups/{g1}"), json!({"description": "new", "visible": false})),
        step("group", "g1", Post, &format!("/groups/{g1}/members"), json!({"id": m[5], "type": "USER"})).of("addMember"),
        step("group", "g1", Delete, &format!("/groups/{g1}/members/{}?type=USER&domainId={HOME}", m[1]), Value::Null)
            .of("removeMember"),
        step("group", "g1", Post, &format!("/groups/{g1}/administrators"), json!({"userId": m[5]})).of("addMaster"),
        step("group", "g1", Delete, &format!("/groups/{g1}/administrators/{}", m[2]), Value::Null).of("removeMaster"),
        keys("/groups/external-keys", json!({"groups": [{"id": g5, "externalKey": "g5"}]})),
        step("member", "E9", Delete, &user(9, ""), Value::Null).while_it_is(&m[9], &free(9)),
        step("member", "E10", Delete, &user(10, "/forcedelete"), Value::Null)
            .of("forceDelete")
            .while_it_is(&m[10], &free(10)),
        step("group", "g9", Delete, &format!("/groups/{g9}"), Value::Null).while_it_is(
            &g9,
            &[
                ("description", Value::Null),
                // One of them goes before, by this plan.
                ("members", json!([{"id": m[0], "type": "USER"}, {"id": m[9], "type": "USER"}])),
                ("administrators", json!([{"userId": m[0]}])),
            ],
        ),
        step("org", "o9", Delete, &format!("/orgunits/{o9}"), Value::Null)
            .while_it_is(&o9, &[("description", Value::Null)])
            .expecting("empty", "org", Some(&o9), "members", json!([])),
        step("position", "old", Delete, &format!("/directory/positions/{old}?domainId={HOME}"), Value::Null)
            .while_it_is(&old, &[("positionName", json!("old"))]),
    ]);
    (world, plan)
}
