//! What every page is drawn from.

use jiff::Timestamp;
use maud::{Markup, PreEscaped, Render, html};
use serde_json::Value;

use crate::directory::{DomainId, Id, LiveRank, Ref};
use crate::world::{ConsoleArea, World, console_may_edit};

use super::super::Arrival;
use super::language::Tongue;
use super::link::Link;
use super::query::Query;
use super::shown::shown;
use super::words::Word;

/// Everything a page may look at.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The service.
    pub world: &'a World,
    /// The service's date and time.
    pub now: Timestamp,
    /// The language it speaks.
    pub tongue: Tongue,
    /// What was asked for.
    pub query: &'a Query,
    /// The path that was asked for: `/console/search`.
    pub path: &'a str,
    /// What every form carries.
    pub token: &'a str,
    /// The last calls, newest first.
    pub calls: &'a [Arrival],
    /// The rules of faults in force, as `/sandbox/faults` lists them.
    pub faults: &'a [Value],
    /// What the page begins with: how the last edit went.
    pub notice: Option<&'a Notice>,
}

/// How an edit went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// As wanted.
    Done(Word),
    /// Refused, in words.
    Refused(String),
}

impl<'a> Scene<'a> {
    /// A word in the page's language.
    pub fn say(&self, word: Word) -> &'static str {
        word.of(self.tongue)
    }

    /// A sentence with its `{places}` filled.
    pub fn fill(&self, word: Word, parts: &[(&str, &dyn Render)]) -> Markup {
        PreEscaped(fill(self.say(word), parts))
    }

    /// One or several of something, by the language's rules: `3 members`.
    pub fn count(&self, count: usize, one: Word, many: Word) -> Markup {
        let word = if count == 1 { one } else { many };
        self.fill(word, &[("n", &super::shown::number(count))])
    }

    /// The domain a page is about: the one asked for, else the first.
    pub fn domain(&self) -> Option<DomainId> {
        let asked = self.query.get("domain").and_then(|text| text.parse().ok());
        let rules = self.world.rules();
        asked
            .map(DomainId)
            .filter(|domain| rules.domain(*domain).is_some())
            .or_else(|| rules.authorised())
    }

    /// What a domain is called: its company, else its mail domain, else its number.
    pub fn domain_name(&self, domain: DomainId) -> String {
        let company = (self.world.settings(domain)).and_then(|set| set.company_name.clone());
        let rules = self.world.rules().domain(domain);
        company
            .or_else(|| rules.map(|rules| rules.name.clone()))
            .unwrap_or_else(|| domain.to_string())
    }

    /// A rank that is referred to.
    pub fn rank(&self, rank: Option<&Ref>) -> Option<&'a LiveRank> {
        let id = rank.and_then(Ref::id)?;
        self.world.directory().ranks.get(id).map(|rank| &**rank)
    }

    /// The name of a rank that is referred to; nothing where there is none.
    pub fn rank_name(&self, rank: Option<&Ref>) -> Markup {
        let name = (self.rank(rank)).and_then(|rank| rank.props.name.known());
        html! { @if let Some(name) = name { (shown(name)) } }
    }

    /// The name of an org, leading to it.
    pub fn org_link(&self, id: &Id) -> Markup {
        let org = self.world.directory().orgs.get(id);
        let name = org.and_then(|org| org.props.name.known());
        html! {
            a href=(Link::to("/").with("org", id)) { (shown(name.map_or(id.as_str(), String::as_str))) }
        }
    }

    /// The name of a member, leading to it.
    pub fn member_link(&self, id: &Id) -> Markup {
        let name = (self.world.directory().members.get(id))
            .map_or_else(|| id.to_string(), |member| super::people::full_name(member));
        html! { a href=(Link::to("/members").segment(id.as_str())) { (shown(&name)) } }
    }

    /// The name of a group, leading to it.
    pub fn group_link(&self, id: &Id) -> Markup {
        let group = self.world.directory().groups.get(id);
        let name = group.and_then(|group| group.props.name.known());
        html! {
            a href=(Link::to("/groups").segment(id.as_str())) {
                (shown(name.map_or(id.as_str(), String::as_str)))
            }
        }
    }

    /// Whether members and orgs of a domain can be edited here (facts 6).
    pub fn may_edit_people(&self, domain: DomainId) -> bool {
        let switches = self.world.sync(domain);
        [ConsoleArea::Members, ConsoleArea::Orgs]
            .into_iter()
            .all(|area| console_may_edit(&switches, area))
    }

    /// A moment, by the second.
    pub fn moment(&self, at: Timestamp) -> Markup {
        html! { time datetime=(at.strftime("%Y-%m-%dT%H:%M:%SZ")) { (at.strftime("%Y-%m-%d %H:%M:%S UTC")) } }
    }
}

fn fill(words: &str, parts: &[(&str, &dyn Render)]) -> String {
    let mut filled = String::with_capacity(words.len() + 32);
    let mut rest = words;
    while let Some((before, from)) = rest.split_once('{') {
        before.render_to(&mut filled);
        let Some((name, after)) = from.split_once('}') else {
            "{".render_to(&mut filled);
            rest = from;
            continue;
        };
        match parts.iter().find(|(held, _)| *held == name) {
            Some((_, part)) => part.render_to(&mut filled),
            None => name.render_to(&mut filled),
        }
        rest = after;
    }
    rest.render_to(&mut filled);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_a_sentence_is_escaped_once() {
        let name = shown("<b>{n}");
        assert_eq!(
            fill(
                "a & {name}: {n}, {other} {",
                &[("n", &"1<2"), ("name", &name)]
            ),
            "a &amp; <bdi>&lt;b&gt;{n}</bdi>: 1&lt;2, other {"
        );
    }
}
