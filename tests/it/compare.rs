//! Holds a live directory against a configuration, field by field. Shares nothing with the
//! planner's diff: it looks each declared object up by its key and reads the rules of design
//! section 1.4 on its own.

use std::collections::{BTreeMap, BTreeSet};

use meibo::directory::{
    ByLanguage, DeclaredGroup, DeclaredMember, DeclaredOrg, DeclaredRank, Desired, Directory,
    DomainId, Field, Group, GroupFeatures, Id, Kind, Language, Lists, LiveMember, LiveOrg,
    LocalName, Member, MemberFlags, Org, OrgOrder, PersonName, Post, Rank, Ref, Removal,
    RoomFeatures, SuspendedReason, WantedState,
};
use serde::Serialize;
use serde_json::{Value, json};

/// Every way in which the directory is not what is declared; empty when it is.
pub fn differences(desired: &Desired, live: &Directory) -> Vec<String> {
    let mut check = Check {
        desired,
        live,
        names: names(live),
        declared: declared(desired),
        found: Vec::new(),
    };
    for rank in &desired.ranks {
        check.rank(rank);
    }
    for org in &desired.orgs {
        check.org(org);
    }
    for member in &desired.members {
        check.member(member);
    }
    for group in &desired.groups {
        check.group(group);
    }
    check.orders();
    check.leftovers();
    check.found
}

/// How each live object is called in a configuration: its key, else its address, else its id.
fn names(live: &Directory) -> BTreeMap<Id, String> {
    let mut names = BTreeMap::new();
    for (id, rank) in &live.ranks {
        names.insert(id.clone(), called(rank.key.as_ref(), None, id));
    }
    for (id, org) in &live.orgs {
        names.insert(id.clone(), called(org.key.as_ref(), None, id));
    }
    for (id, member) in &live.members {
        let email = member.props.email.known().map(|email| email.as_str());
        names.insert(id.clone(), called(member.key.as_ref(), email, id));
    }
    for (id, group) in &live.groups {
        names.insert(id.clone(), called(group.key.as_ref(), None, id));
    }
    names
}

fn called(key: Option<&meibo::directory::Key>, email: Option<&str>, id: &Id) -> String {
    match (key, email) {
        (Some(key), _) => key.to_string(),
        (None, Some(email)) => email.to_owned(),
        (None, None) => format!("id:{id}"),
    }
}

/// What the configuration declares, by kind.
fn declared(desired: &Desired) -> BTreeSet<(Kind, String)> {
    let ranks = (desired.ranks.iter()).map(|it| (Kind::from(it.kind), &it.declaration));
    let orgs = desired.orgs.iter().map(|it| (Kind::Org, &it.declaration));
    let members = (desired.members.iter()).map(|it| (Kind::Member, &it.declaration));
    let groups = (desired.groups.iter()).map(|it| (Kind::Group, &it.declaration));
    let all = ranks.chain(orgs).chain(members).chain(groups);
    all.map(|(kind, it)| (kind, it.key.to_string())).collect()
}

struct Check<'a> {
    desired: &'a Desired,
    live: &'a Directory,
    names: BTreeMap<Id, String>,
    declared: BTreeSet<(Kind, String)>,
    found: Vec<String>,
}

impl Check<'_> {
    fn say(&mut self, what: impl Into<String>) {
        self.found.push(what.into());
    }

    /// A property that is declared must be known and equal.
    fn same<T: Serialize>(&mut self, at: &str, field: &str, want: &Field<T>, have: &Field<T>) {
        if let Field::Known(want) = want {
            self.value(at, field, json!(want), have.known().map(|it| json!(it)));
        }
    }

    fn value(&mut self, at: &str, field: &str, want: Value, have: Option<Value>) {
        if have.as_ref() != Some(&want) {
            let have = have.map_or("nothing known".into(), |it| it.to_string());
            self.say(format!("{at}: {field} is {have}, not {want}"));
        }
    }

    /// A list that is declared is equal as a set.
    fn same_set<T: Serialize>(
        &mut self,
        at: &str,
        field: &str,
        want: &Field<Vec<T>>,
        have: &Field<Vec<T>>,
    ) {
        if let Field::Known(want) = want {
            let sorted = |list: &Vec<T>| {
                let set: BTreeSet<String> = list.iter().map(|it| json!(it).to_string()).collect();
                json!(set)
            };
            self.value(at, field, sorted(want), have.known().map(sorted));
        }
    }

    /// What a live reference is called.
    fn name(&self, target: &Ref) -> String {
        match target {
            Ref::Id(id) => (self.names.get(id).cloned()).unwrap_or_else(|| format!("gone:{id}")),
            Ref::Key(_) | Ref::Email(_) => format!("not an id: {target}"),
        }
    }

    /// What a declared reference is called on the live side.
    fn wanted(&self, target: &Ref) -> String {
        match target {
            Ref::Key(key) => key.to_string(),
            Ref::Id(id) => (self.names.get(id).cloned()).unwrap_or_else(|| format!("id:{id}")),
            Ref::Email(email) => {
                let holder = (self.live.members.values())
                    .find(|member| member.props.email.known() == Some(email));
                holder.map_or_else(|| email.to_string(), |it| self.names[&it.id].clone())
            }
        }
    }

    fn one(&mut self, at: &str, field: &str, want: &Field<Option<Ref>>, have: &Field<Option<Ref>>) {
        if let Field::Known(want) = want {
            let want = want.as_ref().map(|target| self.wanted(target));
            let have = have
                .known()
                .map(|it| json!(it.as_ref().map(|target| self.name(target))));
            self.value(at, field, json!(want), have);
        }
    }

    /// A list of references is owned as regards managed objects; with `lists: exclusive`
    /// altogether.
    fn many(&mut self, at: &str, kind: Kind, field: &str, lists: [&Field<Vec<Ref>>; 2]) {
        let [want, have] = lists;
        let Field::Known(want) = want else { return };
        let want: BTreeSet<String> = want.iter().map(|target| self.wanted(target)).collect();
        let Field::Known(have) = have else {
            self.say(format!("{at}: {field} is not known"));
            return;
        };
        let have: BTreeSet<String> = have
            .iter()
            .map(|target| self.name(target))
            .filter(|name| want.contains(name) || self.counts(kind, name))
            .collect();
        if want != have {
            self.say(format!("{at}: {field} is {have:?}, not {want:?}"));
        }
    }

    /// Whether an entry that nobody asked for is in the configuration's hands.
    fn counts(&self, kind: Kind, name: &str) -> bool {
        match self.desired.policy.lists {
            Lists::Exclusive => true,
            Lists::KeepUnmanaged => {
                self.declared.contains(&(kind, name.to_owned()))
                    || self.desired.policy.owns(kind, &name.into())
            }
        }
    }

    fn texts(&mut self, at: &str, want: &Names, have: &Names) {
        for (language, name) in want.known().into_iter().flatten() {
            let have = have
                .known()
                .map(|have| json!(have.get(language).cloned().flatten()));
            self.value(at, &format!("names.{}", language.code()), json!(name), have);
        }
    }

    fn rank(&mut self, want: &DeclaredRank) {
        let at = format!("{} {}", Kind::from(want.kind), want.declaration.key);
        let live = self.live.ranks.values().find(|live| {
            live.kind == want.kind
                && live.key.as_ref() == Some(&want.declaration.key)
                && live.domain == want.declaration.domain
        });
        let Some(live) = live else {
            return self.say(format!("{at}: is not there"));
        };
        let Rank {
            name,
            names,
            executive,
            code,
        } = &want.props;
        self.same(&at, "name", name, &live.props.name);
        self.texts(&at, names, &live.props.names);
        self.same(&at, "executive", executive, &live.props.executive);
        self.same(&at, "code", code, &live.props.code);
    }

    fn live_org(&self, key: &meibo::directory::Key) -> Option<&LiveOrg> {
        let mut orgs = self.live.orgs.values();
        orgs.find(|live| live.key.as_ref() == Some(key))
            .map(|it| &**it)
    }

    fn org(&mut self, want: &DeclaredOrg) {
        let at = format!("org {}", want.declaration.key);
        let Some(live) = self.live_org(&want.declaration.key).cloned() else {
            return self.say(format!("{at}: is not there"));
        };
        self.value(
            &at,
            "domain",
            json!(want.declaration.domain),
            Some(json!(live.domain)),
        );
        let Org {
            parent,
            name,
            names,
            email,
            description,
            visible,
            alias_emails,
            can_receive_external_mail,
            features,
            use_service_notification,
            allowed_recipients,
            allowed_senders,
        } = &want.props;
        let have = &live.props;
        self.one(&at, "parent", parent, &have.parent);
        self.same(&at, "name", name, &have.name);
        self.texts(&at, names, &have.names);
        self.same(&at, "email", email, &have.email);
        self.same(&at, "description", description, &have.description);
        self.same(&at, "visible", visible, &have.visible);
        self.same_set(&at, "aliasEmails", alias_emails, &have.alias_emails);
        let (want, have_mail) = (can_receive_external_mail, &have.can_receive_external_mail);
        self.same(&at, "canReceiveExternalMail", want, have_mail);
        self.features(&at, features, &have.features);
        let (want, notified) = (use_service_notification, &have.use_service_notification);
        self.same(&at, "useServiceNotification", want, notified);
        let lists = [allowed_recipients, &have.allowed_recipients];
        self.many(&at, Kind::Member, "allowedRecipients", lists);
        let lists = [allowed_senders, &have.allowed_senders];
        self.many(&at, Kind::Member, "allowedSenders", lists);
    }

    fn features(&mut self, at: &str, want: &RoomFeatures, have: &RoomFeatures) {
        let RoomFeatures {
            message,
            note,
            calendar,
            task,
            folder,
        } = want;
        self.same(at, "message", message, &have.message);
        self.same(at, "note", note, &have.note);
        self.same(at, "calendar", calendar, &have.calendar);
        self.same(at, "task", task, &have.task);
        self.same(at, "folder", folder, &have.folder);
    }

    fn member(&mut self, want: &DeclaredMember) {
        let at = format!("member {}", want.declaration.key);
        let mut members = self.live.members.values();
        let live = members
            .find(|it| it.key.as_ref() == Some(&want.declaration.key))
            .cloned();
        if want.state == WantedState::Deleted {
            return self.removed(&at, live.as_deref(), true);
        }
        let Some(live) = live else {
            return self.say(format!("{at}: is not there"));
        };
        self.value(
            &at,
            "domain",
            json!(want.declaration.domain),
            Some(json!(live.domain)),
        );
        let MemberFlags {
            administrator: _,
            pending,
            suspended,
            suspended_reason,
            deleted,
            awaiting: _,
            on_leave: _,
        } = live.flags;
        if deleted {
            self.say(format!("{at}: is in deletion"));
        }
        let by_admin = suspended && suspended_reason != Some(SuspendedReason::LoginFail);
        match want.state {
            WantedState::Active if by_admin => self.say(format!("{at}: is suspended")),
            WantedState::Suspended if !suspended && !pending => {
                self.say(format!("{at}: is not suspended"));
            }
            _ => {}
        }
        let Member {
            email,
            name,
            names,
            nick_name,
            private_email,
            alias_emails,
            user_type,
            searchable,
            level,
            posts,
            secondary,
            telephone,
            cell_phone,
            location,
            task,
            messenger,
            birthday_calendar_type,
            birthday,
            locale,
            hired_date,
            time_zone,
            custom,
            relations,
            activation_date,
            employee_number,
            leave,
        } = &want.props;
        let have = &live.props;
        self.same(&at, "email", email, &have.email);
        if let Field::Known(name) = name {
            let have = have.name.known().cloned().unwrap_or_default();
            let PersonName {
                last,
                first,
                phonetic_last,
                phonetic_first,
            } = name;
            self.same(&at, "name.last", last, &have.last);
            self.same(&at, "name.first", first, &have.first);
            self.same(&at, "name.phoneticLast", phonetic_last, &have.phonetic_last);
            self.same(
                &at,
                "name.phoneticFirst",
                phonetic_first,
                &have.phonetic_first,
            );
        }
        for (language, name) in names.known().into_iter().flatten() {
            let have = have
                .names
                .known()
                .and_then(|it| it.get(language).cloned().flatten());
            self.local_name(&at, *language, name.as_ref(), have);
        }
        self.same(&at, "nickName", nick_name, &have.nick_name);
        self.same(&at, "privateEmail", private_email, &have.private_email);
        self.same_set(&at, "aliasEmails", alias_emails, &have.alias_emails);
        self.one(&at, "userType", user_type, &have.user_type);
        self.same(&at, "searchable", searchable, &have.searchable);
        self.one(&at, "level", level, &have.level);
        self.posts(&at, posts, &have.posts);
        for entry in secondary.known().into_iter().flatten() {
            let at = format!("{at} in domain {}", entry.domain);
            let there = have.secondary.known().into_iter().flatten();
            let Some(there) = there.clone().find(|it| it.domain == entry.domain) else {
                self.say(format!("{at}: has nothing there"));
                continue;
            };
            self.same(&at, "email", &entry.email, &there.email);
            self.one(&at, "level", &entry.level, &there.level);
            self.posts(&at, &entry.posts, &there.posts);
        }
        if let (Field::Known(want), Some(have)) = (secondary, have.secondary.known()) {
            let domains = |list: &[meibo::directory::Secondary]| -> BTreeSet<DomainId> {
                list.iter().map(|entry| entry.domain).collect()
            };
            self.value(
                &at,
                "secondary",
                json!(domains(want)),
                Some(json!(domains(have))),
            );
        }
        self.same(&at, "telephone", telephone, &have.telephone);
        self.same(&at, "cellPhone", cell_phone, &have.cell_phone);
        self.same(&at, "location", location, &have.location);
        self.same(&at, "task", task, &have.task);
        self.same(&at, "messenger", messenger, &have.messenger);
        let (want, calendar) = (birthday_calendar_type, &have.birthday_calendar_type);
        self.same(&at, "birthdayCalendarType", want, calendar);
        self.same(&at, "birthday", birthday, &have.birthday);
        self.same(&at, "locale", locale, &have.locale);
        self.same(&at, "hiredDate", hired_date, &have.hired_date);
        self.same(&at, "timeZone", time_zone, &have.time_zone);
        for (name, value) in custom.known().into_iter().flatten() {
            let have = have.custom.known();
            let have = have.map(|it| it.get(name).cloned().unwrap_or(Value::Null));
            self.value(&at, &format!("custom.{name}"), value.clone(), have);
        }
        if let Field::Known(relations) = relations {
            let want: Vec<_> = (relations.iter())
                .map(|it| json!([self.wanted(&it.member), it.name]))
                .collect();
            let have = have.relations.known().map(|list| {
                let list = list
                    .iter()
                    .map(|it| json!([self.name(&it.member), it.name]));
                json!(list.collect::<Vec<_>>())
            });
            self.value(&at, "relations", json!(want), have);
        }
        if let Field::Known(date) = activation_date {
            // Compared as instants: the service may spell an offset its own way.
            let instant = |it: &Option<meibo::directory::Moment>| {
                json!(it.as_ref().map(|moment| moment.at().as_second()))
            };
            let have = have.activation_date.known().map(instant);
            self.value(&at, "activationDate", instant(date), have);
        }
        self.same(
            &at,
            "employeeNumber",
            employee_number,
            &have.employee_number,
        );
        if let Field::Known(leave) = leave {
            let instants = |it: &Option<meibo::directory::Leave>| {
                json!(
                    it.as_ref()
                        .map(|it| [it.from.at().as_second(), it.to.at().as_second()])
                )
            };
            let have = have.leave.known().map(instants);
            self.value(&at, "leave", instants(leave), have);
        }
    }

    fn local_name(
        &mut self,
        at: &str,
        language: Language,
        want: Option<&LocalName>,
        have: Option<LocalName>,
    ) {
        let at = format!("{at}, {}", language.code());
        match (want, have) {
            (None, None) => {}
            (None, Some(have)) => self.say(format!("{at}: {have:?} is still there")),
            (Some(want), have) => {
                let LocalName { last, first } = want;
                let have = have.unwrap_or_default();
                self.same(&at, "last", last, &have.last);
                self.same(&at, "first", first, &have.first);
            }
        }
    }

    fn posts(&mut self, at: &str, want: &Field<Vec<Post>>, have: &Field<Vec<Post>>) {
        let Field::Known(want) = want else { return };
        let Field::Known(have) = have else {
            return self.say(format!("{at}: posts are not known"));
        };
        let said = want
            .iter()
            .position(|post| post.primary == Field::Known(true));
        let primary = said.unwrap_or(0);
        let mut asked = BTreeSet::new();
        for (n, post) in want.iter().enumerate() {
            let Post {
                org,
                primary: _,
                position,
                leader,
                visible,
                team_feature,
            } = post;
            let org = self.wanted(org);
            asked.insert(org.clone());
            let Some(there) = have.iter().find(|it| self.name(&it.org) == org) else {
                self.say(format!("{at}: has no post in {org}"));
                continue;
            };
            let at = format!("{at} in {org}");
            let first = there.primary.known().map(|it| json!(it));
            self.value(&at, "primary", json!(n == primary), first);
            self.one(&at, "position", position, &there.position);
            self.same(&at, "leader", leader, &there.leader);
            self.same(&at, "visible", visible, &there.visible);
            self.same(&at, "teamFeature", team_feature, &there.team_feature);
        }
        for there in have {
            let org = self.name(&there.org);
            if !asked.contains(&org) && self.counts(Kind::Org, &org) {
                self.say(format!("{at}: still has a post in {org}"));
            }
        }
    }

    fn group(&mut self, want: &DeclaredGroup) {
        let at = format!("group {}", want.declaration.key);
        let mut groups = self.live.groups.values();
        let live = groups
            .find(|it| it.key.as_ref() == Some(&want.declaration.key))
            .cloned();
        let Some(live) = live else {
            return self.say(format!("{at}: is not there"));
        };
        self.value(
            &at,
            "domain",
            json!(want.declaration.domain),
            Some(json!(live.domain)),
        );
        let Group {
            name,
            description,
            visible,
            use_service_notification,
            service_manageable,
            masters,
            members,
            orgs,
            groups,
            features: GroupFeatures { room, mail },
            email,
            alias_emails,
            can_receive_external_mail,
            to_external_emails,
            allowed_recipients,
            allowed_senders,
        } = &want.props;
        let have = &live.props;
        self.same(&at, "name", name, &have.name);
        self.same(&at, "description", description, &have.description);
        self.same(&at, "visible", visible, &have.visible);
        let (want, notified) = (use_service_notification, &have.use_service_notification);
        self.same(&at, "useServiceNotification", want, notified);
        let (want, manageable) = (service_manageable, &have.service_manageable);
        self.same(&at, "serviceManageable", want, manageable);
        self.many(&at, Kind::Member, "masters", [masters, &have.masters]);
        self.many(&at, Kind::Member, "members", [members, &have.members]);
        self.many(&at, Kind::Org, "orgs", [orgs, &have.orgs]);
        self.many(&at, Kind::Group, "groups", [groups, &have.groups]);
        self.features(&at, room, &have.features.room);
        self.same(&at, "mail", mail, &have.features.mail);
        self.same(&at, "email", email, &have.email);
        self.same_set(&at, "aliasEmails", alias_emails, &have.alias_emails);
        let (want, external) = (can_receive_external_mail, &have.can_receive_external_mail);
        self.same(&at, "canReceiveExternalMail", want, external);
        self.same_set(
            &at,
            "toExternalEmails",
            to_external_emails,
            &have.to_external_emails,
        );
        let lists = [allowed_recipients, &have.allowed_recipients];
        self.many(&at, Kind::Member, "allowedRecipients", lists);
        let lists = [allowed_senders, &have.allowed_senders];
        self.many(&at, Kind::Member, "allowedSenders", lists);
    }

    /// The relative order of what stands in one list.
    fn orders(&mut self) {
        if self.desired.policy.org_order == OrgOrder::Managed {
            for list in &self.desired.sibling_lists {
                let orgs = list
                    .orgs
                    .iter()
                    .map(|n| &self.desired.orgs[*n].declaration.key);
                let mut found: Vec<&LiveOrg> = orgs.filter_map(|key| self.live_org(key)).collect();
                let want: Vec<Id> = found.iter().map(|org| org.id.clone()).collect();
                found.sort_by_key(|org| org.display_order);
                let have: Vec<Id> = found.iter().map(|org| org.id.clone()).collect();
                self.order("orgs", &want, &have);
            }
        }
        for list in &self.desired.rank_lists {
            let mut found = Vec::new();
            for n in &list.ranks {
                let key = &self.desired.ranks[*n].declaration.key;
                let live = self.live.ranks.values().find(|live| {
                    live.kind == list.kind
                        && live.domain == list.domain
                        && live.key.as_ref() == Some(key)
                });
                found.extend(live.map(|live| (live.display_order, live.id.clone())));
            }
            let want: Vec<Id> = found.iter().map(|(_, id)| id.clone()).collect();
            let distinct: BTreeSet<i64> = found.iter().map(|(order, _)| *order).collect();
            if distinct.len() != found.len() {
                self.say(format!("{}: two have one displayOrder", list.kind.path()));
            }
            found.sort();
            let have: Vec<Id> = found.into_iter().map(|(_, id)| id).collect();
            self.order(list.kind.path(), &want, &have);
        }
    }

    fn order(&mut self, what: &str, want: &[Id], have: &[Id]) {
        if want != have {
            let called = |ids: &[Id]| -> Vec<String> {
                ids.iter().map(|id| self.names[id].clone()).collect()
            };
            let (want, have) = (called(want), called(have));
            self.say(format!("{what}: stand as {have:?}, not {want:?}"));
        }
    }

    /// What is owned and not declared is gone, except what is protected.
    fn leftovers(&mut self) {
        let mut left = Vec::new();
        let ranks = (self.live.ranks.values()).map(|it| (Kind::from(it.kind), it.key.clone()));
        let orgs = (self.live.orgs.values()).map(|it| (Kind::Org, it.key.clone()));
        let groups = (self.live.groups.values()).map(|it| (Kind::Group, it.key.clone()));
        for (kind, key) in ranks.chain(orgs).chain(groups) {
            if key.is_some_and(|key| self.to_go(kind, &key)) {
                left.push(kind);
            }
        }
        for kind in left {
            self.say(format!(
                "a {kind} that is owned and not declared is still there"
            ));
        }
        let members: Vec<_> = self.live.members.values().cloned().collect();
        for member in members {
            if (member.key.as_ref()).is_some_and(|key| self.to_go(Kind::Member, key)) {
                let at = format!("member {}", self.names[&member.id]);
                self.removed(&at, Some(&member), false);
            }
        }
    }

    fn to_go(&self, kind: Kind, key: &meibo::directory::Key) -> bool {
        self.desired.policy.owns(kind, key)
            && !self.declared.contains(&(kind, key.to_string()))
            && !self.desired.policy.protects(kind, key)
    }

    fn removed(&mut self, at: &str, live: Option<&LiveMember>, by_name: bool) {
        let Some(live) = live else { return };
        let done = match self.desired.policy.removal {
            // A pending member cannot be suspended (facts 5.1.6): asked for by name it is
            // deleted, else it stays.
            Removal::Suspend => {
                live.flags.suspended || live.flags.deleted || (live.flags.pending && !by_name)
            }
            Removal::Delete => live.flags.deleted,
            Removal::ForceDelete => false,
        };
        if !done {
            self.say(format!("{at}: is still in use"));
        }
    }
}

type Names = Field<ByLanguage<Option<String>>>;
