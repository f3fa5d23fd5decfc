//! Properties in two columns: what it is called, what it holds.

use maud::{Markup, html};

use crate::directory::{ByLanguage, Email, Field, Ref};

use super::scene::Scene;
use super::shown::{number, shown};
use super::words::Word;

/// References shown of a list; more are counted.
const SHOWN: usize = 100;

/// One property.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    name: Word,
    value: Value<'a>,
}

#[derive(Clone, Debug)]
enum Value<'a> {
    /// Hidden by "manage items", or not read.
    Unknown,
    Text(Option<String>),
    Flag(bool),
    List(Vec<String>),
    Words(Vec<Word>),
    Members(&'a [Ref]),
    Markup(Markup),
}

impl<'a> Row<'a> {
    /// A text.
    pub fn text(name: Word, value: Field<Option<&str>>) -> Row<'a> {
        let value = match value {
            Field::Absent => Value::Unknown,
            Field::Known(text) => Value::Text(text.map(str::to_owned)),
        };
        Row { name, value }
    }

    /// Yes or no.
    pub fn flag(name: Word, value: Field<bool>) -> Row<'a> {
        let value = match value {
            Field::Absent => Value::Unknown,
            Field::Known(flag) => Value::Flag(flag),
        };
        Row { name, value }
    }

    /// A list of words of the console's own.
    pub fn words(name: Word, words: Vec<Word>) -> Row<'a> {
        Row {
            name,
            value: Value::Words(words),
        }
    }

    /// Mail addresses.
    pub fn emails(name: Word, value: &Field<Vec<Email>>) -> Row<'a> {
        let value = match value {
            Field::Absent => Value::Unknown,
            Field::Known(list) => Value::List(list.iter().map(ToString::to_string).collect()),
        };
        Row { name, value }
    }

    /// Names by language.
    pub fn names(name: Word, value: &Field<ByLanguage<Option<String>>>) -> Row<'a> {
        let value = match value {
            Field::Absent => Value::Unknown,
            Field::Known(names) => Value::List(
                (names.iter())
                    .filter_map(|(language, name)| {
                        Some(format!("{}: {}", language.code(), name.as_ref()?))
                    })
                    .collect(),
            ),
        };
        Row { name, value }
    }

    /// Members that are referred to.
    pub fn members(name: Word, value: &'a Field<Vec<Ref>>) -> Row<'a> {
        let value = value
            .known()
            .map_or(Value::Unknown, |list| Value::Members(list));
        Row { name, value }
    }

    /// Anything else.
    pub fn markup(name: Word, value: Markup) -> Row<'a> {
        Row {
            name,
            value: Value::Markup(value),
        }
    }
}

/// Properties one below the other.
pub fn rows(scene: &Scene<'_>, rows: &[Row<'_>]) -> Markup {
    html! {
        dl .properties {
            @for row in rows {
                div {
                    dt { (scene.say(row.name)) }
                    dd { (value(scene, &row.value)) }
                }
            }
        }
    }
}

fn value(scene: &Scene<'_>, value: &Value<'_>) -> Markup {
    let none = || html! { span .none { "–" } };
    match value {
        Value::Unknown => html! { span .none { (scene.say(Word::NotKnown)) } },
        Value::Text(None) => none(),
        Value::Text(Some(text)) => shown(text),
        Value::Flag(flag) => html! { (scene.say(if *flag { Word::Yes } else { Word::No })) },
        Value::List(list) if list.is_empty() => none(),
        Value::List(list) => html! { ul .plain { @for text in list { li { (shown(text)) } } } },
        Value::Words(words) if words.is_empty() => none(),
        Value::Words(words) => html! {
            @for word in words { span .tag.soft { (scene.say(*word)) } " " }
        },
        Value::Members([]) => none(),
        Value::Members(list) => html! {
            ul .plain {
                @for id in list.iter().take(SHOWN).filter_map(Ref::id) { li { (scene.member_link(id)) } }
                @if list.len() > SHOWN {
                    li { (scene.fill(Word::AndMore, &[("n", &number(list.len() - SHOWN))])) }
                }
            }
        },
        Value::Markup(markup) => markup.clone(),
    }
}
