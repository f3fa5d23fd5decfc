use super::index::Index;
use super::likeness::{Likeness, Pair};
use super::scene::Scene;
use super::spelling::{alike_locals, digits, folded, local_part};
use crate::directory::{Field, Id, Key, Kind, Member};

/// From so many points on two are taken for one person: the same name alone is not enough,
/// the same name and the same posts are.
pub const ENOUGH: i32 = 45;

/// What people are recognised by.
#[derive(PartialEq, Eq, Hash)]
enum Feature {
    Name(String),
    NameAndOrg(String, Id),
    NameAndBirthday(String, String),
    EmployeeNumber(String),
    PrivateEmail(String),
    CellPhone(String),
    LocalPart(String),
}

/// A member as far as a person can be recognised by it, each text folded once.
struct Person {
    first: String,
    name: String,
    phonetic: String,
    key: String,
    employee_number: String,
    private_email: String,
    cell_phone: String,
    telephone: String,
    birthday: String,
    hired: String,
    local: String,
    orgs: Vec<Id>,
}

/// The members that are to be created, each with the live ones that are like it.
pub fn pairs(scene: &Scene<'_, '_>) -> Vec<Pair<Id>> {
    let creates = scene.creates(Kind::Member);
    let live = &scene.context.live.members;
    if creates.is_empty() || !live.keys().any(|id| scene.is_free(id)) {
        return Vec::new();
    }
    let wanted: Vec<(usize, Person)> = creates
        .iter()
        .map(|at| {
            let member = &scene.context.desired.members[*at];
            let orgs = scene.live_orgs(member.declaration.domain, &member.props);
            let key = Some(&member.declaration.key);
            (*at, Person::of(&member.props, key, orgs))
        })
        .collect();
    let features = wanted.iter().flat_map(|(_, person)| person.features());
    let mut index = Index::of(features);
    let mut people: Vec<(&Id, Person)> = Vec::new();
    for member in live.values().filter(|member| scene.is_free(&member.id)) {
        let mut orgs: Vec<Id> = crate::plan::build::post_orgs(&member.props)
            .cloned()
            .collect();
        orgs.sort_unstable();
        let person = Person::of(&member.props, member.key.as_ref(), orgs);
        for feature in person.features() {
            index.insert(&feature, people.len());
        }
        people.push((&member.id, person));
    }
    let mut pairs = Vec::new();
    for (at, person) in &wanted {
        for candidate in index.candidates(&person.features()) {
            let (id, other) = &people[candidate];
            let likeness = person.likeness(other);
            if likeness.points >= ENOUGH {
                pairs.push(Pair {
                    at: *at,
                    live: (*id).clone(),
                    likeness,
                });
            }
        }
    }
    pairs
}

impl Person {
    fn of(props: &Member, key: Option<&Key>, orgs: Vec<Id>) -> Person {
        let text = |field: &Field<Option<String>>| field.value().cloned().unwrap_or_default();
        let name = props.name.known();
        let part = |of: fn(&crate::directory::PersonName) -> &Field<Option<String>>| {
            name.map(|name| folded(&text(of(name)))).unwrap_or_default()
        };
        let (last, first) = (part(|n| &n.last), part(|n| &n.first));
        Person {
            name: format!("{last}{first}"),
            first,
            phonetic: part(|n| &n.phonetic_last) + &part(|n| &n.phonetic_first),
            key: key.map(|key| folded(key.as_str())).unwrap_or_default(),
            employee_number: folded(&text(&props.employee_number)),
            private_email: text(&props.private_email).trim().to_lowercase(),
            cell_phone: digits(&text(&props.cell_phone)),
            telephone: digits(&text(&props.telephone)),
            birthday: text(&props.birthday),
            hired: text(&props.hired_date),
            local: props
                .email
                .known()
                .map(|email| local_part(email.as_str()))
                .unwrap_or_default(),
            orgs,
        }
    }

    fn features(&self) -> Vec<Feature> {
        let mut all = Vec::new();
        let mut add = |text: &String, feature: fn(String) -> Feature| {
            if !text.is_empty() {
                all.push(feature(text.clone()));
            }
        };
        add(&self.employee_number, Feature::EmployeeNumber);
        // Where the key is the number.
        add(&self.key, Feature::EmployeeNumber);
        add(&self.private_email, Feature::PrivateEmail);
        add(&self.cell_phone, Feature::CellPhone);
        add(&self.local, Feature::LocalPart);
        add(&self.name, Feature::Name);
        if !self.name.is_empty() {
            let name = || self.name.clone();
            if !self.birthday.is_empty() {
                all.push(Feature::NameAndBirthday(name(), self.birthday.clone()));
            }
            let orgs = self.orgs.iter().cloned();
            all.extend(orgs.map(|org| Feature::NameAndOrg(name(), org)));
        }
        all
    }

    fn likeness(&self, other: &Person) -> Likeness {
        let mut found = Likeness::default();
        let both = |one: &str, other: &str| !one.is_empty() && !other.is_empty();
        let mut same = |property: &str, of: fn(&Person) -> &str, yes: i32, no: i32| {
            let (one, two) = (of(self), of(other));
            if !both(one, two) {
                return;
            }
            if one == two {
                found.by(property, yes);
            } else {
                found.against(no);
            }
        };
        let same_name = both(&self.name, &other.name) && self.name == other.name;
        same("birthday", |p| &p.birthday, 20, 40);
        same("employeeNumber", |p| &p.employee_number, 50, 40);
        same("privateEmail", |p| &p.private_email, 50, 10);
        same("cellPhone", |p| &p.cell_phone, 40, 5);
        same("telephone", |p| &p.telephone, 10, 0);
        same("hiredDate", |p| &p.hired, 10, 10);
        if same_name {
            found.by("name", 30);
        } else if both(&self.first, &other.first) && self.first == other.first {
            // Whoever marries keeps the first name.
            found.by("name.first", 10);
        } else if both(&self.phonetic, &other.phonetic) && self.phonetic == other.phonetic {
            found.by("name.phoneticLast", 10);
        } else if both(&self.name, &other.name) {
            found.against(30);
        }
        let is_number = |key: &str, number: &str| both(key, number) && key == number;
        if is_number(&self.key, &other.employee_number)
            || is_number(&other.key, &self.employee_number)
        {
            found.by("employeeNumber", 40);
        }
        if both(&self.local, &other.local) && self.local == other.local {
            found.by("email", 30);
        } else if same_name && alike_locals(&self.local, &other.local) {
            found.by("email", 15);
        }
        let shared = self.orgs.iter().filter(|org| other.orgs.contains(org));
        match shared.count() {
            0 => {}
            n if n == self.orgs.len() && n == other.orgs.len() => found.by("posts", 15),
            _ => found.by("posts", 8),
        }
        found
    }
}
