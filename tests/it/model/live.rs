//! The live side: every property is there, with the service's default where the model
//! says nothing, and every reference is a resource id.

use std::collections::BTreeMap;
use std::sync::Arc;

use meibo::directory::{
    ByLanguage, Directory, DomainId, DomainState, FeatureState, Field, Group, GroupFeatures, Id,
    Kind, Language, LiveGroup, LiveMember, LiveOrg, LiveRank, LocalName, Member, Org, PersonName,
    Post, Rank, RankKind, Ref, Relation, RoomFeatures, SNAPSHOT_FORMAT, Secondary, Snapshot,
};

use super::{Company, Thing, live_id};

impl Company {
    /// The live side, read at a moment.
    pub fn snapshot(&self, read_at: jiff::Timestamp) -> Snapshot {
        snapshot(self, self.live(), read_at)
    }

    /// The live side.
    pub fn live(&self) -> Directory {
        let ids = Ids(self);
        let mut directory = Directory::default();
        for domain in &self.tenant.domains {
            let on = DomainState {
                levels: FeatureState::On,
                positions: FeatureState::On,
                user_types: FeatureState::On,
                ..DomainState::default()
            };
            directory.domains.insert(domain.id, on);
        }
        let mut last: BTreeMap<(RankKind, DomainId), i64> = BTreeMap::new();
        for (kind, thing) in &self.ranks {
            let next = last.entry((*kind, thing.domain)).or_default();
            *next = thing.order.unwrap_or(*next + 1);
            let live = LiveRank {
                kind: *kind,
                id: live_id((*kind).into(), &thing.handle),
                key: thing.key.as_deref().map(Into::into),
                domain: thing.domain,
                display_order: *next,
                props: whole_rank(*kind, &thing.props),
            };
            directory.ranks.insert(live.id.clone(), Arc::new(live));
        }
        let mut last: BTreeMap<(DomainId, Option<Id>), i64> = BTreeMap::new();
        for thing in &self.orgs {
            let props = ids.whole_org(thing);
            let parent = props.parent.value().and_then(Ref::id).cloned();
            let next = last.entry((thing.domain, parent)).or_default();
            *next = thing.order.unwrap_or(*next + 1);
            let live = LiveOrg {
                id: live_id(Kind::Org, &thing.handle),
                key: thing.key.as_deref().map(Into::into),
                domain: thing.domain,
                display_order: *next,
                props,
            };
            directory.orgs.insert(live.id.clone(), Arc::new(live));
        }
        for thing in &self.members {
            let live = LiveMember {
                id: live_id(Kind::Member, &thing.handle),
                key: thing.key.as_deref().map(Into::into),
                domain: thing.domain,
                flags: thing.flags.clone(),
                props: ids.whole_member(thing),
            };
            directory.members.insert(live.id.clone(), Arc::new(live));
        }
        for thing in &self.groups {
            let live = LiveGroup {
                id: live_id(Kind::Group, &thing.handle),
                key: thing.key.as_deref().map(Into::into),
                domain: thing.domain,
                props: ids.whole_group(thing),
            };
            directory.groups.insert(live.id.clone(), Arc::new(live));
        }
        directory
    }
}

/// A directory as something read for a company.
pub fn snapshot(company: &Company, directory: Directory, read_at: jiff::Timestamp) -> Snapshot {
    Snapshot {
        format_version: SNAPSHOT_FORMAT,
        tenant: company.tenant.key.clone(),
        read_at,
        directory,
    }
}

fn filled<T: Clone>(field: &Field<T>, default: T) -> Field<T> {
    Field::Known(field.known().cloned().unwrap_or(default))
}

fn names(field: &Field<ByLanguage<Option<String>>>) -> Field<ByLanguage<Option<String>>> {
    filled(field, ByLanguage::new())
}

fn whole_rank(kind: RankKind, rank: &Rank) -> Rank {
    let Rank {
        name,
        names: local,
        executive,
        code,
    } = rank;
    Rank {
        name: name.clone(),
        names: names(local),
        executive: match kind {
            RankKind::Level => filled(executive, false),
            RankKind::Position | RankKind::UserType => Field::Absent,
        },
        code: match kind {
            RankKind::UserType => filled(code, None),
            RankKind::Level | RankKind::Position => Field::Absent,
        },
    }
}

fn room(features: &RoomFeatures) -> RoomFeatures {
    let RoomFeatures {
        message,
        note,
        calendar,
        task,
        folder,
    } = features;
    RoomFeatures {
        message: filled(message, false),
        note: filled(note, false),
        calendar: filled(calendar, false),
        task: filled(task, false),
        folder: filled(folder, false),
    }
}

/// Turns the model's references into resource ids.
struct Ids<'a>(&'a Company);

impl Ids<'_> {
    fn of(&self, kind: Kind, target: &Ref) -> Ref {
        let handle = match target {
            Ref::Id(_) => return target.clone(),
            Ref::Email(email) => (self.0.members.iter())
                .find(|thing| thing.props.email.known() == Some(email))
                .map(|thing| &thing.handle),
            Ref::Key(key) => {
                let found = |it: &Option<String>| it.as_deref() == Some(key.as_str());
                match kind {
                    Kind::Org => (self.0.orgs.iter())
                        .find(|thing| found(&thing.key))
                        .map(|thing| &thing.handle),
                    Kind::Member => (self.0.members.iter())
                        .find(|thing| found(&thing.key))
                        .map(|thing| &thing.handle),
                    Kind::Group => (self.0.groups.iter())
                        .find(|thing| found(&thing.key))
                        .map(|thing| &thing.handle),
                    Kind::Level | Kind::Position | Kind::UserType => (self.0.ranks.iter())
                        .find(|(of, thing)| Kind::from(*of) == kind && found(&thing.key))
                        .map(|(_, thing)| &thing.handle),
                }
            }
        };
        let handle = handle.unwrap_or_else(|| panic!("no live {kind} is {target}"));
        Ref::Id(live_id(kind, handle))
    }

    fn list(&self, kind: Kind, field: &Field<Vec<Ref>>) -> Field<Vec<Ref>> {
        let list = field.known().map(Vec::as_slice).unwrap_or_default();
        Field::Known(list.iter().map(|target| self.of(kind, target)).collect())
    }

    fn maybe(&self, kind: Kind, field: &Field<Option<Ref>>) -> Field<Option<Ref>> {
        Field::Known(field.value().map(|target| self.of(kind, target)))
    }

    fn posts(&self, posts: &Field<Vec<Post>>) -> Field<Vec<Post>> {
        let posts = posts.known().map(Vec::as_slice).unwrap_or_default();
        let primary = (posts.iter())
            .position(|post| post.primary == Field::Known(true))
            .unwrap_or(0);
        let whole = posts.iter().enumerate().map(|(n, post)| Post {
            org: self.of(Kind::Org, &post.org),
            primary: Field::Known(n == primary),
            position: self.maybe(Kind::Position, &post.position),
            leader: filled(&post.leader, false),
            visible: filled(&post.visible, true),
            team_feature: filled(&post.team_feature, true),
        });
        Field::Known(whole.collect())
    }

    fn whole_org(&self, thing: &Thing<Org>) -> Org {
        let Org {
            parent,
            name,
            names: local,
            email,
            description,
            visible,
            alias_emails,
            can_receive_external_mail,
            features,
            use_service_notification,
            allowed_recipients,
            allowed_senders,
        } = &thing.props;
        Org {
            parent: self.maybe(Kind::Org, parent),
            name: name.clone(),
            names: names(local),
            email: filled(email, format!("{}@acme.example", thing.handle).into()),
            description: filled(description, None),
            visible: filled(visible, true),
            alias_emails: filled(alias_emails, Vec::new()),
            can_receive_external_mail: filled(can_receive_external_mail, false),
            features: room(features),
            use_service_notification: filled(use_service_notification, false),
            allowed_recipients: self.list(Kind::Member, allowed_recipients),
            allowed_senders: self.list(Kind::Member, allowed_senders),
        }
    }

    fn whole_member(&self, thing: &Thing<Member>) -> Member {
        let Member {
            email,
            name,
            names: local,
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
        } = &thing.props;
        let PersonName {
            last,
            first,
            phonetic_last,
            phonetic_first,
        } = name.known().cloned().unwrap_or_default();
        let local = (local.known().into_iter().flatten()).filter_map(|(language, name)| {
            let LocalName { last, first } = name.clone()?;
            let whole = LocalName {
                last: filled(&last, None),
                first: filled(&first, None),
            };
            Some((*language, Some(whole)))
        });
        let away = secondary.known().map(Vec::as_slice).unwrap_or_default();
        let away = away.iter().map(|entry| Secondary {
            domain: entry.domain,
            email: match email.known() {
                Some(own) => filled(&entry.email, own.clone()),
                None => entry.email.clone(),
            },
            level: self.maybe(Kind::Level, &entry.level),
            posts: self.posts(&entry.posts),
        });
        let related = relations.known().map(Vec::as_slice).unwrap_or_default();
        let related = related.iter().map(|relation| Relation {
            member: self.of(Kind::Member, &relation.member),
            name: relation.name.clone(),
        });
        Member {
            email: email.clone(),
            name: Field::Known(PersonName {
                last: filled(&last, None),
                first: filled(&first, None),
                phonetic_last: filled(&phonetic_last, None),
                phonetic_first: filled(&phonetic_first, None),
            }),
            names: Field::Known(local.collect()),
            nick_name: filled(nick_name, None),
            private_email: filled(private_email, None),
            alias_emails: filled(alias_emails, Vec::new()),
            user_type: self.maybe(Kind::UserType, user_type),
            searchable: filled(searchable, true),
            level: self.maybe(Kind::Level, level),
            posts: self.posts(posts),
            secondary: Field::Known(away.collect()),
            telephone: filled(telephone, None),
            cell_phone: filled(cell_phone, None),
            location: filled(location, None),
            task: filled(task, None),
            messenger: filled(messenger, None),
            birthday_calendar_type: filled(birthday_calendar_type, None),
            birthday: filled(birthday, None),
            locale: filled(locale, Language::ja_JP),
            hired_date: filled(hired_date, None),
            time_zone: filled(time_zone, "Asia/Tokyo".to_owned()),
            custom: filled(custom, BTreeMap::new()),
            relations: Field::Known(related.collect()),
            activation_date: filled(activation_date, None),
            employee_number: filled(employee_number, None),
            leave: filled(leave, None),
        }
    }

    fn whole_group(&self, thing: &Thing<Group>) -> Group {
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
            features,
            email,
            alias_emails,
            can_receive_external_mail,
            to_external_emails,
            allowed_recipients,
            allowed_senders,
        } = &thing.props;
        Group {
            name: name.clone(),
            description: filled(description, None),
            visible: filled(visible, true),
            use_service_notification: filled(use_service_notification, false),
            service_manageable: filled(service_manageable, true),
            masters: self.list(Kind::Member, masters),
            members: self.list(Kind::Member, members),
            orgs: self.list(Kind::Org, orgs),
            groups: self.list(Kind::Group, groups),
            features: GroupFeatures {
                room: room(&features.room),
                mail: filled(&features.mail, false),
            },
            email: filled(email, None),
            alias_emails: filled(alias_emails, Vec::new()),
            can_receive_external_mail: filled(can_receive_external_mail, false),
            to_external_emails: filled(to_external_emails, Vec::new()),
            allowed_recipients: self.list(Kind::Member, allowed_recipients),
            allowed_senders: self.list(Kind::Member, allowed_senders),
        }
    }
}
