//! One model of a company that builds both sides of every test: what is declared
//! ([`Company::desired`], [`Company::yaml`]) and what is live ([`Company::live`]). A test
//! clones it, changes one of the two and looks at the plan between them.

// With their paths, so that tests/proof can take this file in by its path too.
#[path = "model/agreement.rs"]
mod agreement;
#[path = "model/live.rs"]
mod live;
#[path = "model/yaml.rs"]
mod yaml;

pub use live::snapshot;
pub use meibo::directory::Post;

use std::collections::BTreeSet;
use std::sync::Arc;

use meibo::directory::{
    Declaration, DeclaredGroup, DeclaredMember, DeclaredOrg, DeclaredRank, Desired, Domain,
    DomainId, Email, Field, Group, Id, Key, Kind, Member, MemberFlags, Org, Origin, PasswordBy,
    PersonName, Plan, Policy, Rank, RankKind, RankList, Ref, SiblingList, Tenant, WantedState,
};
use meibo::world::{Assumptions, DomainRules, Rules};

/// The first domain of every company.
pub const HOME: DomainId = DomainId(20000123);
/// The second domain of companies that have one.
pub const AWAY: DomainId = DomainId(20000456);

/// An object of a company, on both sides.
#[derive(Clone, Debug)]
pub struct Thing<P> {
    /// Names it in the test for good, whatever becomes of its key; its live id comes from it.
    pub handle: String,
    /// Its external key; declared objects have one.
    pub key: Option<String>,
    /// `previously:`, on the declared side.
    pub previously: Option<String>,
    /// `id:`, on the declared side.
    pub id: Option<String>,
    /// Its domain.
    pub domain: DomainId,
    /// Whether the configuration speaks of it; the live side always holds it.
    pub declared: bool,
    /// `displayOrder` on the live side, where its place in the list does not decide.
    pub order: Option<i64>,
    /// Its properties; references are keys, emails, or handles as ids of what has no key.
    pub props: P,
    /// Members: `state:` on the declared side.
    pub state: WantedState,
    /// Members: `passwordBy:` on the declared side.
    pub password_by: Option<PasswordBy>,
    /// Members: `changePasswordAtNextLogin:` on the declared side.
    pub change_password: Option<bool>,
    /// Members: the state on the live side.
    pub flags: MemberFlags,
}

impl<P: Default> Thing<P> {
    fn new(key: &str) -> Thing<P> {
        Thing {
            handle: key.to_owned(),
            key: Some(key.to_owned()),
            previously: None,
            id: None,
            domain: HOME,
            declared: true,
            order: None,
            props: P::default(),
            state: WantedState::Active,
            password_by: None,
            change_password: None,
            flags: MemberFlags::default(),
        }
    }
}

impl<P> Thing<P> {
    /// Takes it out of meibo's hands: without a key and undeclared.
    pub fn unmanage(&mut self) -> &mut Self {
        self.key = None;
        self.declared = false;
        self
    }
}

/// A company: both what is declared of it and what is live.
#[derive(Clone, Debug)]
pub struct Company {
    pub tenant: Tenant,
    pub policy: Policy,
    pub assumptions: Assumptions,
    /// Ranks, each list in its order.
    pub ranks: Vec<(RankKind, Thing<Rank>)>,
    /// Orgs; siblings in their order.
    pub orgs: Vec<Thing<Org>>,
    pub members: Vec<Thing<Member>>,
    pub groups: Vec<Thing<Group>>,
    /// Sections that stand in the configuration although they are empty.
    pub empty_sections: BTreeSet<Kind>,
}

impl Company {
    /// A tenant with nothing in it.
    pub fn empty() -> Company {
        Company {
            tenant: Tenant {
                key: "test".into(),
                plan: Plan::Advanced,
                sso: false,
                domains: vec![Domain {
                    key: "acme".into(),
                    id: HOME,
                    name: "acme.example".into(),
                    enable: BTreeSet::new(),
                    sync: None,
                }],
            },
            policy: Policy::default(),
            assumptions: Assumptions::default(),
            ranks: Vec::new(),
            orgs: Vec::new(),
            members: Vec::new(),
            groups: Vec::new(),
            empty_sections: BTreeSet::new(),
        }
    }

    /// Three levels, two positions, two user types, six orgs, five members, two groups.
    pub fn small() -> Company {
        let mut company = Company::empty();
        for (key, name) in [("L1", "部長級"), ("L2", "課長級"), ("L3", "一般")] {
            company.add_rank(RankKind::Level, key, name);
        }
        for (key, name) in [("P1", "部長"), ("P2", "課長")] {
            company.add_rank(RankKind::Position, key, name);
        }
        for (key, name) in [("FT", "正社員"), ("PT", "パートタイム")] {
            company.add_rank(RankKind::UserType, key, name);
        }
        company.add_org("hq", None, "本社");
        company.add_org("sales", None, "営業部");
        company.add_org("sales-1", Some("sales"), "営業1課");
        company.add_org("sales-2", Some("sales"), "営業2課");
        company.add_org("dev", None, "開発部");
        company.add_org("dev-1", Some("dev"), "開発1課");
        company.add_member("E1", "hq").props.level = rank("L1");
        company.add_member("E2", "sales-1").props.level = rank("L2");
        company.add_member("E3", "sales-1");
        company.add_member("E4", "sales-2");
        company.add_member("E5", "dev-1");
        for (member, position) in [("E1", Some("P1")), ("E2", Some("P2")), ("E4", None)] {
            let post = company.post(member, 0);
            post.leader = Field::Known(true);
            post.position = Field::Known(position.map(key));
        }
        company.add_group("g-all", "全社連絡", "E1", &["E1", "E2"]);
        company.group("g-all").props.orgs = Field::Known(vec![key("sales"), key("dev")]);
        company.add_group("g-dev", "開発連絡", "E5", &["E5"]);
        company
    }

    /// Adds a second domain, with one org and nobody in it.
    pub fn with_away(mut self) -> Company {
        self.tenant.domains.push(Domain {
            key: "sub".into(),
            id: AWAY,
            name: "acme-sub.example".into(),
            enable: BTreeSet::new(),
            sync: None,
        });
        let org = self.add_org("sub-1", None, "子会社1課");
        org.domain = AWAY;
        org.props.email = Field::Known("sub-1@acme-sub.example".into());
        self
    }

    pub fn add_rank(&mut self, kind: RankKind, key: &str, name: &str) -> &mut Thing<Rank> {
        let mut thing = Thing::<Rank>::new(key);
        thing.props.name = Field::Known(name.to_owned());
        if kind == RankKind::Level {
            thing.props.executive = Field::Known(false);
        }
        self.ranks.push((kind, thing));
        &mut self.ranks.last_mut().expect("just pushed").1
    }

    /// Adds an org, last of its siblings.
    pub fn add_org(&mut self, key: &str, parent: Option<&str>, name: &str) -> &mut Thing<Org> {
        let mut thing = Thing::<Org>::new(key);
        thing.props.parent = Field::Known(parent.map(self::key));
        thing.props.name = Field::Known(name.to_owned());
        thing.props.email = Field::Known(format!("{key}@acme.example").as_str().into());
        self.orgs.push(thing);
        self.orgs.last_mut().expect("just pushed")
    }

    /// Adds a member with one post and a private address for the invitation.
    pub fn add_member(&mut self, key: &str, org: &str) -> &mut Thing<Member> {
        let mut thing = Thing::<Member>::new(key);
        let local = key.to_lowercase();
        thing.props.email = Field::Known(format!("{local}@acme.example").as_str().into());
        thing.props.name = Field::Known(PersonName {
            last: Field::Known(Some("試験".into())),
            first: Field::Known(Some(key.into())),
            ..PersonName::default()
        });
        thing.props.private_email = Field::Known(Some(format!("{local}@private.example")));
        thing.props.posts = Field::Known(vec![post(org)]);
        self.members.push(thing);
        self.members.last_mut().expect("just pushed")
    }

    /// Adds a group with a master and members.
    pub fn add_group(
        &mut self,
        key: &str,
        name: &str,
        master: &str,
        members: &[&str],
    ) -> &mut Thing<Group> {
        let mut thing = Thing::<Group>::new(key);
        thing.props.name = Field::Known(name.to_owned());
        thing.props.masters = Field::Known(vec![self::key(master)]);
        thing.props.members = Field::Known(keys(members));
        thing.props.orgs = Field::Known(Vec::new());
        thing.props.groups = Field::Known(Vec::new());
        self.groups.push(thing);
        self.groups.last_mut().expect("just pushed")
    }

    pub fn rank(&mut self, handle: &str) -> &mut Thing<Rank> {
        let found = self.ranks.iter_mut().find(|(_, t)| t.handle == handle);
        &mut found.expect("the test names a rank it made").1
    }

    pub fn org(&mut self, handle: &str) -> &mut Thing<Org> {
        let found = self.orgs.iter_mut().find(|t| t.handle == handle);
        found.expect("the test names an org it made")
    }

    pub fn member(&mut self, handle: &str) -> &mut Thing<Member> {
        let found = self.members.iter_mut().find(|t| t.handle == handle);
        found.expect("the test names a member it made")
    }

    pub fn group(&mut self, handle: &str) -> &mut Thing<Group> {
        let found = self.groups.iter_mut().find(|t| t.handle == handle);
        found.expect("the test names a group it made")
    }

    /// A post of a member in its primary domain.
    pub fn post(&mut self, member: &str, index: usize) -> &mut Post {
        let posts = self.member(member).props.posts.known_mut();
        &mut posts.expect("the model's members have posts")[index]
    }

    /// Takes an object out, of whatever kind; what names it is the test's to change.
    pub fn remove(&mut self, handle: &str) {
        self.ranks.retain(|(_, thing)| thing.handle != handle);
        self.orgs.retain(|thing| thing.handle != handle);
        self.members.retain(|thing| thing.handle != handle);
        self.groups.retain(|thing| thing.handle != handle);
    }

    /// Moves an org to stand directly before another in the model's order.
    pub fn place_before(&mut self, handle: &str, other: &str) {
        let at = |orgs: &[Thing<Org>], name: &str| {
            let found = orgs.iter().position(|thing| thing.handle == name);
            found.expect("the test names an org it made")
        };
        let org = self.orgs.remove(at(&self.orgs, handle));
        self.orgs.insert(at(&self.orgs, other), org);
    }

    /// What is fixed about the tenant.
    pub fn rules(&self) -> Rules {
        Rules {
            plan: self.tenant.plan,
            sso: self.tenant.sso,
            domains: (self.tenant.domains.iter())
                .map(|domain| DomainRules {
                    id: domain.id,
                    name: domain.name.clone(),
                    member_limit: None,
                })
                .collect(),
        }
    }

    /// The declared side, as decoding would give it.
    pub fn desired(&self) -> Desired {
        let mut sections = self.empty_sections.clone();
        let ranks: Vec<DeclaredRank> = (RankKind::ALL.into_iter())
            .flat_map(|kind| self.ranks.iter().filter(move |(of, _)| *of == kind))
            .filter(|(_, thing)| thing.declared)
            .map(|(kind, thing)| DeclaredRank {
                declaration: declaration(thing),
                kind: *kind,
                props: thing.props.clone(),
            })
            .collect();
        let mut rank_lists = Vec::new();
        for kind in RankKind::ALL {
            for domain in &self.tenant.domains {
                let list: Vec<usize> = (0..ranks.len())
                    .filter(|i| ranks[*i].kind == kind)
                    .filter(|i| ranks[*i].declaration.domain == domain.id)
                    .collect();
                if !list.is_empty() {
                    sections.insert(kind.into());
                    rank_lists.push(RankList {
                        kind,
                        domain: domain.id,
                        ranks: list,
                    });
                }
            }
        }
        let mut orgs = Vec::new();
        let mut sibling_lists = Vec::new();
        for domain in &self.tenant.domains {
            self.nest(domain.id, None, &mut orgs, &mut sibling_lists);
        }
        let members: Vec<DeclaredMember> = (self.members.iter())
            .filter(|thing| thing.declared)
            .map(|thing| DeclaredMember {
                declaration: declaration(thing),
                state: thing.state,
                password_by: thing.password_by,
                change_password: thing.change_password,
                props: explicit(&thing.props),
            })
            .collect();
        let groups: Vec<DeclaredGroup> = (self.groups.iter())
            .filter(|thing| thing.declared)
            .map(|thing| DeclaredGroup {
                declaration: declaration(thing),
                props: thing.props.clone(),
            })
            .collect();
        for (kind, empty) in [
            (Kind::Org, orgs.is_empty()),
            (Kind::Member, members.is_empty()),
            (Kind::Group, groups.is_empty()),
        ] {
            if !empty {
                sections.insert(kind);
            }
        }
        Desired {
            tenant: self.tenant.clone(),
            policy: self.policy.clone(),
            ranks,
            orgs,
            members,
            groups,
            sibling_lists,
            rank_lists,
            sections,
        }
    }

    /// Lists the declared orgs below a parent, parents first, and their orders.
    fn nest(
        &self,
        domain: DomainId,
        parent: Option<&Ref>,
        orgs: &mut Vec<DeclaredOrg>,
        lists: &mut Vec<SiblingList>,
    ) {
        let mut list = Vec::new();
        for thing in self.children(domain, parent) {
            list.push(orgs.len());
            orgs.push(DeclaredOrg {
                declaration: declaration(thing),
                props: thing.props.clone(),
            });
            let me = key(thing.key.as_deref().expect("declared orgs have keys"));
            self.nest(domain, Some(&me), orgs, lists);
        }
        if !list.is_empty() {
            lists.push(SiblingList { orgs: list });
        }
    }

    /// The declared orgs below a parent, in order.
    fn children(&self, domain: DomainId, parent: Option<&Ref>) -> Vec<&Thing<Org>> {
        (self.orgs.iter())
            .filter(|thing| thing.declared && thing.domain == domain)
            .filter(|thing| thing.props.parent.value() == parent)
            .collect()
    }
}

/// The properties as decoding leaves them: every post says whether it is primary.
fn explicit(props: &Member) -> Member {
    let mut props = props.clone();
    let secondary = props.secondary.known_mut().into_iter().flatten();
    let away = secondary.filter_map(|entry| entry.posts.known_mut());
    for posts in away.chain(props.posts.known_mut()) {
        let said = posts.iter().any(|post| post.primary == Field::Known(true));
        for (n, post) in posts.iter_mut().enumerate() {
            let primary = if said { post.primary.or(false) } else { n == 0 };
            post.primary = Field::Known(primary);
        }
    }
    props
}

fn declaration<P>(thing: &Thing<P>) -> Declaration {
    Declaration {
        key: Key::from(thing.key.as_deref().expect("declared things have keys")),
        previously: thing.previously.as_deref().map(Key::from),
        id: thing.id.as_deref().map(Id::from),
        domain: thing.domain,
        origin: Origin {
            file: Arc::from("company.yaml"),
            line: 1,
            pointer: Arc::from(""),
        },
    }
}

/// A reference by key.
pub fn key(text: &str) -> Ref {
    Ref::Key(Key::from(text))
}

/// References by key.
pub fn keys(texts: &[&str]) -> Vec<Ref> {
    texts.iter().map(|text| key(text)).collect()
}

/// A reference to what has no key: its live id comes from its handle.
pub fn by_handle(kind: Kind, handle: &str) -> Ref {
    Ref::Id(live_id(kind, handle))
}

/// The live id of an object.
pub fn live_id(kind: Kind, handle: &str) -> Id {
    Id::from(format!("{kind}:{handle}").replace(':', "-").as_str())
}

/// A rank by key, as the value of a property.
pub fn rank(text: &str) -> Field<Option<Ref>> {
    Field::Known(Some(key(text)))
}

/// An address.
pub fn email(text: &str) -> Email {
    Email::from(text)
}

/// A post that says nothing but where it is.
pub fn post(org: &str) -> Post {
    Post {
        org: key(org),
        primary: Field::Absent,
        position: Field::Absent,
        leader: Field::Absent,
        visible: Field::Absent,
        team_feature: Field::Absent,
    }
}
