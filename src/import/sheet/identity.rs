//! Which member a row is: one that is declared, or a new one. A row never becomes somebody
//! else's by what people hand on, such as an address: where what it says does not agree with
//! what is declared, that is told, and nobody is guessed at.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::codes;
use super::mapping::KeyFrom;
use super::merge::Entry;
use super::people::{People, Person};
use crate::source::{Place, Problem};

/// Keys that a problem names.
const NAMED: usize = 5;

/// The key of the member that a row is: its own, that of the declared member it is by its
/// address or its employee number, or a new one. `None` where there is nothing to make one of.
///
/// # Errors
/// What does not agree, with a pointer to the property of the row.
pub fn key(
    object: &Map<String, Value>,
    from: KeyFrom,
    people: &People,
) -> Result<Option<String>, Problem> {
    let text = |name: &str| text(object, name);
    if let Some(key) = text("key") {
        return Ok(Some(key.to_owned()));
    }
    let row = Row {
        email: text("email"),
        number: text("employeeNumber"),
        domain: text("domain"),
        deleted: text("state") == Some("deleted"),
    };
    let made = row.made(from);
    if let Some(person) = row.email.and_then(|email| people.by_email(email)) {
        row.by_address(person, made, people)?;
        return Ok(Some(person.key.clone()));
    }
    let Some(made) = made else {
        let known = row.numbered(people);
        return match known.as_slice() {
            [] => Ok(None),
            [person] => Ok(Some(person.key.clone())),
            _ => Err(several(&known)),
        };
    };
    let by_key = people.by_key(made);
    let mut known = row.numbered(people);
    if let Some(person) = by_key
        && !known.contains(&person)
    {
        row.is_like(person)?;
        known.push(person);
    }
    match known.as_slice() {
        [] => Ok(Some(made.to_owned())),
        [person] => Ok(Some(person.key.clone())),
        _ => Err(several(&known)),
    }
}

/// What a row tells of who it is.
struct Row<'a> {
    email: Option<&'a str>,
    number: Option<&'a str>,
    domain: Option<&'a str>,
    /// Whether it says that the member is deleted.
    deleted: bool,
}

impl<'a> Row<'a> {
    /// The key of a new member.
    fn made(&self, from: KeyFrom) -> Option<&'a str> {
        let key = match from {
            KeyFrom::Auto => self.number.or(self.email),
            KeyFrom::EmployeeNumber => self.number,
            KeyFrom::Email => self.email,
            KeyFrom::LocalPart => self.email.and_then(|email| email.split('@').next()),
        };
        key.filter(|key| !key.is_empty())
    }

    fn numbered<'p>(&self, people: &'p People) -> Vec<&'p Person> {
        let known = |number| people.numbered(self.domain, number);
        self.number.map(known).unwrap_or_default()
    }

    /// Whether the declared member with the row's address is the one that the row is of.
    fn by_address(
        &self,
        person: &Person,
        made: Option<&str>,
        people: &People,
    ) -> Result<(), Problem> {
        if self.number.is_some() && made == Some(person.key.as_str()) {
            return Ok(());
        }
        match (self.number, &person.number) {
            (Some(own), Some(declared)) if own == declared => return Ok(()),
            (Some(_), Some(_)) => return Err(not_the_same(person, "email", "employeeNumber")),
            (Some(_), None) => {
                let mut others = self.numbered(people);
                let by_key = made.and_then(|key| people.by_key(key));
                others.extend(by_key.filter(|other| other.number.as_deref() == self.number));
                others.retain(|other| other.key != person.key);
                if !others.is_empty() {
                    others.insert(0, person);
                    return Err(several(&others));
                }
            }
            (None, _) => {}
        }
        if person.deleted && !self.deleted {
            let problem = Problem::error(codes::DECLARED_DELETED).with("key", &person.key);
            return Err(at(problem, "email"));
        }
        Ok(())
    }

    /// Whether a declared member that has the key the row would get may be the one it is of.
    fn is_like(&self, person: &Person) -> Result<(), Problem> {
        if let (Some(own), Some(declared)) = (self.number, &person.number) {
            return match own == declared {
                true => Ok(()),
                false => Err(not_the_same(person, "key", "employeeNumber")),
            };
        }
        // An employee number stays somebody's when the address becomes another; a key that is
        // made of the address does not.
        if self.number != Some(person.key.as_str())
            && let (Some(own), Some(declared)) = (self.email, &person.email)
            && own != declared
        {
            return Err(not_the_same(person, "key", "email"));
        }
        Ok(())
    }
}

fn not_the_same(person: &Person, by: &str, other: &'static str) -> Problem {
    let problem = Problem::error(codes::NOT_THE_SAME)
        .with("key", &person.key)
        .with("by", by)
        .with("other", other);
    at(problem, other)
}

fn several(people: &[&Person]) -> Problem {
    let keys = people.iter().take(NAMED).map(|person| person.key.as_str());
    let mut keys: Vec<&str> = keys.collect();
    if people.len() > NAMED {
        keys.push("…");
    }
    let problem = Problem::error(codes::SEVERAL_MEMBERS).with("keys", keys.join(", "));
    at(problem, "employeeNumber")
}

fn at(problem: Problem, property: &str) -> Problem {
    problem.at(Place {
        pointer: Some(format!("/{property}")),
        ..Place::default()
    })
}

/// What members of a list have that is another's who is declared: an address, an employee
/// number. Where the list gives that one another, it has moved.
pub fn of_others(entries: &[Entry], people: &People) -> Vec<(usize, Problem)> {
    let given: HashMap<&str, &Entry> = entries
        .iter()
        .map(|entry| (entry.key.as_str(), entry))
        .collect();
    let keeps = |person: &Person, name: &str, value: &str| {
        let now = given.get(person.key.as_str());
        let now = now.and_then(|entry| entry.object.get(name));
        now.is_none_or(|now| now.as_str() == Some(value))
    };
    let mut found = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(email) = text(&entry.object, "email")
            && let Some(person) = people.by_email(email)
            && person.key != entry.key
            && !person.freed
            && keeps(person, "email", email)
        {
            let problem = Problem::error(codes::ADDRESS_OF_OTHER).with("key", &person.key);
            found.push((index, at(problem, "email")));
        }
        let Some(number) = text(&entry.object, "employeeNumber") else {
            continue;
        };
        let had = |person: &Person| person.number.as_deref() == Some(number);
        if people.by_key(&entry.key).is_some_and(had) {
            continue;
        }
        let holders = people.numbered(text(&entry.object, "domain"), number);
        let other = holders.into_iter().find(|person| {
            person.key != entry.key && !person.deleted && keeps(person, "employeeNumber", number)
        });
        if let Some(person) = other {
            let problem = Problem::warning(codes::NUMBER_OF_OTHER).with("key", &person.key);
            found.push((index, at(problem, "employeeNumber")));
        }
    }
    found
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    let text = object.get(name).and_then(Value::as_str);
    text.filter(|text| !text.is_empty())
}
