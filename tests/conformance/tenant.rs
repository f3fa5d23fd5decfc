//! The tenant that conformance tests call: [`Tenant::acme`] (or [`Tenant::empty`]) over
//! `World::serve`, with a token that is renewed in time and a clock that stands at the
//! moment of the last call.
//!
//! ```ignore
//! let mut t = Tenant::acme();
//! let made = t.create("/users", with(member("E7"), json!({"nickName": "ゆき"})));
//! t.patch("/users/externalKey:E7", json!({"nickName": null})).is(200);
//! t.post("/users", member("E7")).refused(400);
//! t.at(SignedDuration::from_hours(7 * 24));
//! let mut t = Tenant::acme_with(|setup| setup.assumptions.list_shows_deleted = false);
//! ```
//!
//! Every call moves the clock by [`SPACING`], so that no rate window fills. Every refused
//! call is shown to have changed nothing.

use std::sync::OnceLock;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use meibo::directory::{DomainId, Plan};
use meibo::world::access::App;
use meibo::world::{Assumptions, DomainRules, Method, Request, Rules, World};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::bodies::{group, level, member, member_of, org, org_of, position, user_type};

/// The authorised domain of the tenant, `acme.example`.
pub const HOME: i32 = 20000123;
/// Its second domain, `acme-sub.example`.
pub const AWAY: i32 = 20000456;

/// How far a call moves the clock.
pub const SPACING: SignedDuration = SignedDuration::from_secs(1);

/// The id and the secret of the app that calls.
pub const CLIENT: [&str; 2] = ["client", "secret"];
/// Its service account.
pub const ACCOUNT: &str = "meibo.serviceaccount@acme";
/// What asks for a token by JWT.
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// Scopes under which every call is allowed.
const EVERYTHING: &str = "directory,user,contact,security.external-browser";

/// How a tenant is set up before the first call.
pub struct Setup {
    /// Advanced unless changed. On Free nothing can be written: see [`Tenant::turn_to`].
    pub plan: Plan,
    /// Whether single sign-on is in use: members are active at once. Not unless changed.
    pub sso: bool,
    /// Seats of the first domain; no limit unless changed.
    pub member_limit: Option<u32>,
    /// Section 11 as switches, at their defaults unless changed.
    pub assumptions: Assumptions,
    /// Whether the app has Refresh Token Rotation on. Not unless changed.
    pub rotate_refresh_tokens: bool,
    /// How long an access token lives; a day unless changed.
    pub token_seconds: i64,
    /// The scopes ticked for the app; all unless changed.
    pub scopes: Vec<String>,
}

/// A tenant, its clock and the token that calls it.
pub struct Tenant {
    /// The service; for what only the console does.
    pub world: World,
    now: Timestamp,
    token: String,
    token_until: Timestamp,
}

impl Tenant {
    /// Two domains, nothing in them.
    pub fn empty() -> Tenant {
        Tenant::empty_with(|_| {})
    }

    /// [`Tenant::empty`], set up otherwise.
    pub fn empty_with(change: impl FnOnce(&mut Setup)) -> Tenant {
        let mut setup = Setup {
            plan: Plan::Advanced,
            sso: false,
            member_limit: None,
            assumptions: Assumptions::default(),
            rotate_refresh_tokens: false,
            token_seconds: 86_400,
            scopes: SCOPES.map(str::to_owned).to_vec(),
        };
        change(&mut setup);
        let domain = |id, name: &str, member_limit| DomainRules {
            id: DomainId(id),
            name: name.to_owned(),
            member_limit,
        };
        let rules = Rules {
            plan: setup.plan,
            sso: setup.sso,
            domains: vec![
                domain(HOME, "acme.example", setup.member_limit),
                domain(AWAY, "acme-sub.example", None),
            ],
        };
        let mut world = World::new(rules, setup.assumptions);
        world.add_app(App {
            client_id: CLIENT[0].to_owned(),
            client_secret: CLIENT[1].to_owned(),
            service_account: ACCOUNT.to_owned(),
            public_key: keys().1.clone(),
            scopes: setup.scopes,
            token_seconds: setup.token_seconds,
            rotate_refresh_tokens: setup.rotate_refresh_tokens,
        });
        Tenant {
            world,
            now: start(),
            token: String::new(),
            token_until: Timestamp::MIN,
        }
    }

    /// A small company. Levels, positions and user types are on in both domains.
    ///
    /// - first domain: orgs HQ (本社) with SALES (営業部) and DEV (開発部) below it; members
    ///   E1 to E4 without posts; group ALL (全社) with master E1 and member E2; level L1,
    ///   position P1, user type FT;
    /// - second domain: org SUB (子会社), member X1, level and position of the same keys.
    pub fn acme() -> Tenant {
        Tenant::acme_with(|_| {})
    }

    /// [`Tenant::acme`], set up otherwise.
    pub fn acme_with(change: impl FnOnce(&mut Setup)) -> Tenant {
        let mut t = Tenant::empty_with(change);
        for domain in [HOME, AWAY] {
            for kind in ["levels", "positions", "user-types"] {
                let path = format!("/directory/{kind}/enable?domainId={domain}");
                t.act(&path).is_success();
            }
        }
        t.create("/directory/user-types", user_type("FT"));
        for domain in [HOME, AWAY] {
            t.create("/directory/levels", in_domain(level("L1"), domain));
            t.create("/directory/positions", in_domain(position("P1"), domain));
        }
        t.create("/orgunits", org("HQ"));
        for key in ["SALES", "DEV"] {
            let mut below = org(key);
            below["parentOrgUnitId"] = json!("externalKey:HQ");
            t.create("/orgunits", below);
        }
        t.create("/orgunits", org_of(AWAY, "SUB"));
        for key in ["E1", "E2", "E3", "E4"] {
            t.create("/users", member(key));
        }
        t.create("/users", member_of(AWAY, "X1"));
        t.create("/groups", group("ALL", "E1", &["E2"]));
        t
    }

    /// The same tenant again: what is done to it is not done to this one.
    pub fn copy(&self) -> Tenant {
        Tenant {
            world: self.world.clone(),
            now: self.now,
            token: self.token.clone(),
            token_until: self.token_until,
        }
    }

    /// The moment of the last call.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Moves the clock on.
    pub fn at(&mut self, later: SignedDuration) {
        self.now += later;
    }

    /// The same tenant after a change to its saved form: what no call and no act does,
    /// such as another plan (`state["rules"]["plan"] = json!("free")`).
    pub fn resaved(&mut self, change: impl FnOnce(&mut Value)) {
        let mut state = serde_json::to_value(&self.world).expect("a world is JSON");
        change(&mut state);
        self.world = serde_json::from_value(state).expect("still a world");
    }

    /// The same tenant under another plan; its token is asked for anew.
    pub fn turn_to(&mut self, plan: Plan) {
        let plan = serde_json::to_value(plan).expect("a plan is JSON");
        self.resaved(|state| state["rules"]["plan"] = plan);
        self.token_until = Timestamp::MIN;
    }

    /// A read.
    pub fn get(&mut self, path: &str) -> Answer {
        self.call(Method::Get, path, None)
    }

    /// A create, or an action with a body.
    pub fn post(&mut self, path: &str, body: Value) -> Answer {
        self.call(Method::Post, path, Some(body))
    }

    /// An action: POST without a body.
    pub fn act(&mut self, path: &str) -> Answer {
        self.call(Method::Post, path, None)
    }

    /// A replacement.
    pub fn put(&mut self, path: &str, body: Value) -> Answer {
        self.call(Method::Put, path, Some(body))
    }

    /// A partial update.
    pub fn patch(&mut self, path: &str, body: Value) -> Answer {
        self.call(Method::Patch, path, Some(body))
    }

    /// A deletion.
    pub fn delete(&mut self, path: &str) -> Answer {
        self.call(Method::Delete, path, None)
    }

    /// POST that must answer 201; the created object.
    #[track_caller]
    pub fn create(&mut self, path: &str, body: Value) -> Value {
        self.post(path, body).is(201)
    }

    /// GET that must answer 200; the object.
    #[track_caller]
    pub fn read(&mut self, path: &str) -> Value {
        self.get(path).is(200)
    }

    /// The resource id of what stands at a path: `id("/users/externalKey:E1")`.
    #[track_caller]
    pub fn id(&mut self, path: &str) -> String {
        let object = self.read(path);
        [
            "userId",
            "orgUnitId",
            "groupId",
            "levelId",
            "positionId",
            "userTypeId",
        ]
        .iter()
        .find_map(|name| object[name].as_str())
        .unwrap_or_else(|| panic!("{path} has no id: {object}"))
        .to_owned()
    }

    /// The entries of every page of a list, `list("/users?count=10", "users")`.
    #[track_caller]
    pub fn list(&mut self, path: &str, key: &str) -> Vec<Value> {
        let mut entries = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = self.read(&format!("{path}{cursor}"));
            entries.extend(page[key].as_array().expect("a list").iter().cloned());
            let Some(next) = page["responseMetaData"]["nextCursor"].as_str() else {
                return entries;
            };
            let next =
                percent_encoding::utf8_percent_encode(next, percent_encoding::NON_ALPHANUMERIC);
            let mark = if path.contains('?') { '&' } else { '?' };
            cursor = format!("{mark}cursor={next}");
        }
    }

    /// A call under the tenant's token.
    pub fn call(&mut self, method: Method, path: &str, body: Option<Value>) -> Answer {
        if self.token_until <= self.now + SPACING {
            self.renew();
        }
        let header = format!("Bearer {}", self.token);
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        self.send(method, path, Some(&header), body.as_bytes())
    }

    /// A call with this `Authorization` header and these bytes as its body.
    pub fn send(
        &mut self,
        method: Method,
        path: &str,
        authorization: Option<&str>,
        body: &[u8],
    ) -> Answer {
        self.now += SPACING;
        self.send_now(method, path, authorization, body)
    }

    /// [`Tenant::send`] while the clock stands still.
    pub fn send_now(
        &mut self,
        method: Method,
        target: &str,
        authorization: Option<&str>,
        body: &[u8],
    ) -> Answer {
        let request = Request {
            method,
            target,
            authorization,
            body,
        };
        let mut before = self.world.clone();
        let response = self.world.serve(&request, self.now);
        if response.status >= 400 {
            // Time's own changes happen with any call: a read brings them about.
            let _ = before.perform(Method::Get, "/users?count=1", None, self.now);
            assert_eq!(
                held(&before),
                held(&self.world),
                "{} {target} was refused and changed something",
                method.name()
            );
        }
        Answer::new(format!("{} {target}", method.name()), response)
    }

    /// The `Authorization` header of a new token with these scopes, comma-separated.
    #[track_caller]
    pub fn bearer(&mut self, scopes: &str) -> String {
        let assertion = sign(&self.claims());
        let body = self.token(&jwt_form(&assertion, scopes)).is(200);
        format!("Bearer {}", body["access_token"].as_str().expect("a token"))
    }

    /// The claims of a JWT that is in order.
    pub fn claims(&self) -> Value {
        let now = self.now.as_second();
        json!({"iss": CLIENT[0], "sub": ACCOUNT, "iat": now, "exp": now + 3600})
    }

    /// Posts a form to the token endpoint.
    pub fn token(&mut self, form: &[(&str, &str)]) -> Answer {
        let response = self.world.token(&owned(form), self.now);
        Answer::new("POST token".to_owned(), response)
    }

    /// Posts a form to the revoke endpoint.
    pub fn revoke(&mut self, form: &[(&str, &str)]) -> Answer {
        let response = self.world.revoke(&owned(form));
        Answer::new("POST revoke".to_owned(), response)
    }

    fn renew(&mut self) {
        let app = &self.world.apps()[0];
        let life = app.token_seconds;
        // All of what is ticked and of use; on the Free plan what there is (facts 2.5).
        let asked: Vec<&str> = if self.world.rules().plan == Plan::Free {
            vec!["user.read", "group.read", "orgunit.read"]
        } else {
            let ticked = |scope: &&str| app.scopes.iter().any(|held| held == scope);
            EVERYTHING.split(',').filter(ticked).collect()
        };
        let header = self.bearer(&asked.join(","));
        self.token = header.trim_start_matches("Bearer ").to_owned();
        self.token_until = self.now + SignedDuration::from_secs(life);
    }
}

/// Every scope of facts 2.5.
pub const SCOPES: [&str; 14] = [
    "directory",
    "directory.read",
    "user",
    "user.read",
    "user.email.read",
    "user.profile.read",
    "orgunit",
    "orgunit.read",
    "group",
    "group.read",
    "contact",
    "contact.read",
    "security.external-browser",
    "security.external-browser.read",
];

/// The form of a token request by JWT.
pub fn jwt_form<'a>(assertion: &'a str, scope: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("grant_type", JWT_BEARER),
        ("assertion", assertion),
        ("client_id", CLIENT[0]),
        ("client_secret", CLIENT[1]),
        ("scope", scope),
    ]
}

/// A JWT of these claims under the app's key.
pub fn sign(claims: &Value) -> String {
    let key = EncodingKey::from_rsa_pem(&keys().0).expect("a key");
    jsonwebtoken::encode(&Header::new(Algorithm::RS256), claims, &key).expect("signed")
}

/// The moment every test begins at.
pub fn start() -> Timestamp {
    Timestamp::from_second(1_775_000_000).expect("a moment in 2026")
}

fn in_domain(mut body: Value, domain: i32) -> Value {
    body["domainId"] = json!(domain);
    body
}

fn owned(form: &[(&str, &str)]) -> Vec<(String, String)> {
    form.iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// Everything a world holds but tokens and rate windows.
fn held(world: &World) -> Value {
    let mut state = serde_json::to_value(world).expect("a world is JSON");
    state["access"] = Value::Null;
    state
}

/// A key pair made once: private PEM, public PEM.
fn keys() -> &'static (Vec<u8>, String) {
    static KEYS: OnceLock<(Vec<u8>, String)> = OnceLock::new();
    KEYS.get_or_init(|| {
        let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
        let private = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).expect("private");
        let public = AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key()).expect("public");
        let pem = |kind: &str, der: &[u8]| {
            let body = STANDARD.encode(der);
            format!("-----BEGIN {kind} KEY-----\n{body}\n-----END {kind} KEY-----\n")
        };
        (
            pem("PRIVATE", private.as_ref()).into_bytes(),
            pem("PUBLIC", public.as_ref()),
        )
    })
}
