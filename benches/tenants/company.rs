//! A company at one moment, as plain data: what both the configuration and the live side
//! are written from. Objects keep their numbers for life, so that the two sides agree on
//! who is who; a slot that is `None` is somebody who left, or a place never filled.

use std::collections::HashMap;

use super::names::Name;

#[derive(Clone, Debug)]
pub struct Org {
    pub name: String,
    pub english: String,
    /// The name without what it is (本部, 部, 課): those below are named after it.
    pub stem: (String, String),
    /// 1 is the top level.
    pub depth: usize,
    pub parent: Option<usize>,
    /// In the order in which the chart shows them.
    pub children: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    pub org: usize,
    /// A number in [`super::ranks::POSITIONS`].
    pub position: Option<usize>,
    pub leader: bool,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub last: Name,
    pub first: Name,
    /// The local part of the address.
    pub mail: String,
    /// A number in [`super::ranks::LEVELS`]; smaller is higher.
    pub level: usize,
    /// A number in [`super::ranks::USER_TYPES`].
    pub user_type: usize,
    /// The first is the primary one.
    pub posts: Vec<Post>,
    pub location: &'static str,
    pub hired: u32,
    pub telephone: String,
}

#[derive(Clone, Debug)]
pub struct Group {
    pub name: String,
    pub masters: Vec<usize>,
    pub members: Vec<usize>,
    pub orgs: Vec<usize>,
    pub groups: Vec<usize>,
}

#[derive(Clone, Debug, Default)]
pub struct Company {
    /// Levels, positions and user types exist.
    pub ranked: bool,
    /// The orgs at the top, in order.
    pub tops: Vec<usize>,
    pub orgs: Vec<Option<Org>>,
    pub people: Vec<Option<Person>>,
    pub groups: Vec<Option<Group>>,
    /// How often each local part was given out.
    mails: HashMap<String, usize>,
}

impl Company {
    pub fn org(&self, org: usize) -> &Org {
        self.orgs[org].as_ref().expect("an org that stands")
    }

    pub fn org_mut(&mut self, org: usize) -> &mut Org {
        self.orgs[org].as_mut().expect("an org that stands")
    }

    pub fn person(&self, person: usize) -> &Person {
        self.people[person].as_ref().expect("a person who is here")
    }

    pub fn person_mut(&mut self, person: usize) -> &mut Person {
        self.people[person].as_mut().expect("a person who is here")
    }

    /// The numbers of the orgs that stand.
    pub fn standing(&self) -> Vec<usize> {
        present(&self.orgs)
    }

    /// The numbers of the people who are here.
    pub fn staff(&self) -> Vec<usize> {
        present(&self.people)
    }

    /// The numbers of the groups there are.
    pub fn circles(&self) -> Vec<usize> {
        present(&self.groups)
    }

    /// An address nobody has: `taro.sato`, `taro.sato2`, ...
    pub fn mail(&mut self, last: Name, first: Name) -> String {
        let plain = format!("{}.{}", first.latin, last.latin).to_lowercase();
        let times = self.mails.entry(plain.clone()).or_default();
        *times += 1;
        match *times {
            1 => plain,
            n => format!("{plain}{n}"),
        }
    }

    /// Puts an org last among its siblings, and gives its number.
    pub fn add_org(&mut self, org: Org) -> usize {
        let number = self.orgs.len();
        self.siblings(org.parent).push(number);
        self.orgs.push(Some(org));
        number
    }

    /// Puts an org under another, last, with all that is below it.
    pub fn move_org(&mut self, org: usize, under: usize) {
        let former = self.org(org).parent;
        self.siblings(former).retain(|n| *n != org);
        self.siblings(Some(under)).push(org);
        self.org_mut(org).parent = Some(under);
        let depth = self.org(under).depth + 1;
        for below in self.subtree(org) {
            let parent = self.org(below).parent;
            let depth = match below == org {
                true => depth,
                false => parent.map_or(1, |parent| self.org(parent).depth + 1),
            };
            self.org_mut(below).depth = depth;
        }
    }

    /// Takes away an org that has nothing below it any more, and out of every group.
    pub fn drop_org(&mut self, org: usize) {
        assert!(self.org(org).children.is_empty(), "a leaf");
        let parent = self.org(org).parent;
        self.siblings(parent).retain(|n| *n != org);
        self.orgs[org] = None;
        for group in self.groups.iter_mut().flatten() {
            group.orgs.retain(|n| *n != org);
        }
    }

    /// An org and all below it, parents first.
    pub fn subtree(&self, org: usize) -> Vec<usize> {
        let mut found = vec![org];
        let mut next = 0;
        while next < found.len() {
            found.extend(&self.org(found[next]).children);
            next += 1;
        }
        found
    }

    /// Who has a post in each org, by the org's number.
    pub fn posted(&self) -> Vec<Vec<usize>> {
        let mut posted = vec![Vec::new(); self.orgs.len()];
        for (number, person) in self.people.iter().enumerate() {
            for post in person.iter().flat_map(|person| &person.posts) {
                posted[post.org].push(number);
            }
        }
        posted
    }

    /// Who leads each org, by the org's number.
    pub fn leaders(&self) -> Vec<Option<usize>> {
        let mut leaders = vec![None; self.orgs.len()];
        for (number, person) in self.people.iter().enumerate() {
            for post in person.iter().flat_map(|person| &person.posts) {
                if post.leader {
                    leaders[post.org] = Some(number);
                }
            }
        }
        leaders
    }

    fn siblings(&mut self, parent: Option<usize>) -> &mut Vec<usize> {
        match parent {
            None => &mut self.tops,
            Some(parent) => &mut self.org_mut(parent).children,
        }
    }
}

impl Person {
    /// Gives up the post in one org and takes another in its stead; a second post in the
    /// same org falls away.
    pub fn repost(&mut self, from: usize, to: Post) {
        self.posts
            .retain(|post| post.org == from || post.org != to.org);
        match self.posts.iter_mut().find(|post| post.org == from) {
            Some(post) => *post = to,
            None => self.posts.push(to),
        }
    }
}

fn present<T>(slots: &[Option<T>]) -> Vec<usize> {
    let filled = slots.iter().enumerate().filter(|(_, slot)| slot.is_some());
    filled.map(|(number, _)| number).collect()
}
