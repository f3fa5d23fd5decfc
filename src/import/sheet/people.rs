//! The members that are declared, by what a row may tell of them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::directory::{Desired, Removal, WantedState};

/// A member that is declared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Its key.
    pub key: String,
    /// Its address, in lower case.
    pub email: Option<String>,
    /// Its employee number.
    pub number: Option<String>,
    /// The key of its domain.
    pub domain: String,
    /// Whether it is declared `state: deleted`.
    pub deleted: bool,
    /// Whether others may have its address: it is deleted at once (`policy.removal`).
    pub freed: bool,
}

/// All of them. Where two have one key or one address, the first that is not deleted counts.
#[derive(Clone, Debug, Default)]
pub struct People {
    people: Vec<Person>,
    keys: HashMap<String, usize>,
    emails: HashMap<String, usize>,
    /// By domain: one of a group of companies counts for itself.
    numbers: HashMap<(String, String), Vec<usize>>,
    first_domain: String,
}

impl People {
    /// Those of a configuration.
    pub fn of(desired: &Desired) -> People {
        let mut people = People {
            first_domain: desired.tenant.primary().key.clone(),
            ..People::default()
        };
        let at_once = desired.policy.removal == Removal::ForceDelete;
        for member in &desired.members {
            let deleted = member.state == WantedState::Deleted;
            let domain = desired.tenant.domain(member.declaration.domain);
            people.add(Person {
                key: member.declaration.key.to_string(),
                email: member
                    .props
                    .email
                    .known()
                    .map(|it| it.as_str().to_lowercase()),
                number: member.props.employee_number.value().cloned(),
                domain: domain.map_or_else(String::new, |domain| domain.key.clone()),
                deleted,
                freed: deleted && at_once,
            });
        }
        people
    }

    /// Adds one.
    pub fn add(&mut self, person: Person) {
        let at = self.people.len();
        if let Some(email) = &person.email {
            match self.emails.entry(email.clone()) {
                Entry::Vacant(free) => {
                    free.insert(at);
                }
                Entry::Occupied(mut held) => {
                    let gone = self.people.get(*held.get()).is_some_and(|one| one.deleted);
                    if gone && !person.deleted {
                        held.insert(at);
                    }
                }
            }
        }
        if let Some(number) = &person.number {
            let slot = (person.domain.clone(), number.clone());
            self.numbers.entry(slot).or_default().push(at);
        }
        self.keys.entry(person.key.clone()).or_insert(at);
        self.people.push(person);
    }

    /// The one with a key.
    pub fn by_key(&self, key: &str) -> Option<&Person> {
        self.people.get(*self.keys.get(key)?)
    }

    /// The one with an address, which is in lower case.
    pub fn by_email(&self, email: &str) -> Option<&Person> {
        self.people.get(*self.emails.get(email)?)
    }

    /// Those with an employee number in a domain, the first where none is named: those that
    /// are deleted only where all are.
    pub fn numbered(&self, domain: Option<&str>, number: &str) -> Vec<&Person> {
        let domain = domain.unwrap_or(&self.first_domain).to_owned();
        let held = self.numbers.get(&(domain, number.to_owned()));
        let held = held.into_iter().flatten();
        let mut held: Vec<&Person> = held.filter_map(|at| self.people.get(*at)).collect();
        if held.iter().any(|person| !person.deleted) {
            held.retain(|person| !person.deleted);
        }
        held
    }
}
