//! A cell to the value of its property.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::date;
use super::encoding::LOST;
use super::guard::{BETWEEN, CLEARED, JSON, unguarded};
use super::known::Known;
use super::layout::Manner;
use super::property::Form;
use super::proposed::{Names, Unresolved};
use super::table::Cell;
use super::{codes, fold};
use crate::directory::RankKind;
use crate::source::Problem;

/// What a cell comes to: the values of the properties it fills (two for a name in one cell).
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// It says nothing.
    Nothing,
    /// One value.
    One(Value),
    /// Both parts of a name; the second where there is one.
    Two(String, Option<String>),
}

/// What a cell is read by.
pub struct Reader<'a> {
    /// Orgs and ranks by name.
    pub names: &'a mut Names,
    /// Whether numbers of days count from 1904.
    pub is_1904: bool,
    /// The offset of moments without one.
    pub offset: &'a str,
}

impl Reader<'_> {
    /// Reads a cell. What is only worth knowing goes to `notes`.
    ///
    /// # Errors
    /// What is wrong with it, without its place. No value of a cell stands in it that could
    /// be personal data: whoever reads it looks into the cell.
    pub fn read(
        &mut self,
        cell: &Cell,
        form: Form,
        manner: &Manner,
        notes: &mut Vec<Problem>,
    ) -> Result<Read, Problem> {
        if let Cell::Error(text) = cell {
            return Err(Problem::error(codes::CELL_ERROR).with("error", text));
        }
        let text = cell.text();
        if text.contains(LOST) {
            return Err(Problem::error(codes::UNDECODABLE));
        }
        let (inner, verbatim) = unguarded(form, &text);
        if verbatim {
            return self.text(inner, true, form, manner, notes);
        }
        let text = fold::trimmed(inner);
        if text.is_empty() {
            return Ok(match manner.clears {
                true => Read::One(cleared(form)),
                false => Read::Nothing,
            });
        }
        if let Some(meant) = manner.values.get(text) {
            return match fold::trimmed(meant) {
                "" => Ok(Read::Nothing),
                meant => self.text(meant, false, form, manner, notes),
            };
        }
        match (cell, form) {
            (Cell::Date(moment), Form::Date) => Ok(Read::One(moment.date().to_string().into())),
            (Cell::Date(moment), Form::Start | Form::End) => {
                Ok(self.moment(*moment, text.contains('T'), form))
            }
            (Cell::Number(number), Form::Date | Form::Start | Form::End)
                if number.fract() == 0.0 =>
            {
                // 20260401 is a number too.
                match date::serial(*number, self.is_1904) {
                    Some(moment) if form == Form::Date => {
                        Ok(Read::One(moment.date().to_string().into()))
                    }
                    Some(moment) => Ok(self.moment(moment, false, form)),
                    None => self.text(text, false, form, manner, notes),
                }
            }
            (Cell::Number(_), Form::Custom) => Ok(Read::One(
                serde_json::from_str(text).unwrap_or_else(|_| text.into()),
            )),
            _ => self.text(text, false, form, manner, notes),
        }
    }

    /// Reads the text of a cell; `verbatim`: nothing about it is changed.
    fn text(
        &mut self,
        text: &str,
        verbatim: bool,
        form: Form,
        manner: &Manner,
        notes: &mut Vec<Problem>,
    ) -> Result<Read, Problem> {
        if text == CLEARED && !verbatim {
            return Ok(Read::One(cleared(form)));
        }
        let folded = |fold: fn(&str) -> String| match verbatim {
            true => text.to_owned(),
            false => fold(text),
        };
        let one = |text: String| Ok(Read::One(Value::String(text)));
        match form {
            Form::Text | Form::Name => one(text.to_owned()),
            Form::Reading => one(folded(fold::reading)),
            Form::Code => one(folded(fold::half_width)),
            Form::OutsideEmail => one(folded(fold::half_width)),
            Form::Phone => one(folded(fold::phone)),
            Form::Choice => one(choice(&fold::half_width(text))),
            Form::Email => self.email(folded(fold::address), manner).and_then(one),
            Form::FullName => Ok(split(text, manner, notes)),
            Form::FullReading => Ok(split(&fold::reading(text), manner, notes)),
            Form::Date => match date::day(&fold::half_width(text), manner.dates) {
                Some(day) => one(day.to_string()),
                None => Err(Problem::error(codes::NO_DATE)),
            },
            Form::Start | Form::End => self.moment_of(text, form, manner),
            Form::Flag => match flag(&fold::half_width(text).to_lowercase()) {
                Some(flag) => Ok(Read::One(flag.into())),
                None => Err(Problem::error(codes::NO_FLAG).with("text", shown(text))),
            },
            Form::State => match state(&fold::half_width(text).to_lowercase()) {
                Some(state) => one(state.to_owned()),
                None => Err(Problem::error(codes::NO_STATE).with("text", shown(text))),
            },
            Form::Org => self.org(text, verbatim, manner),
            Form::Rank(kind) => self.rank(kind, text, verbatim, manner),
            Form::Member => Ok(Read::One(self.member(text, verbatim, manner))),
            Form::Object => Ok(Read::One(object(text, verbatim))),
            Form::Custom => match text.strip_prefix(JSON).filter(|_| !verbatim) {
                Some(text) => match serde_json::from_str(text) {
                    Ok(value) => Ok(Read::One(value)),
                    Err(_) => Err(Problem::error(codes::NO_JSON)),
                },
                None => one(text.to_owned()),
            },
            Form::Texts | Form::Emails | Form::Members | Form::Objects => {
                match text.strip_prefix(JSON).filter(|_| !verbatim) {
                    Some(text) => json_list(text),
                    None => Ok(Read::One(self.list(text, verbatim, form, manner))),
                }
            }
            Form::Whole | Form::WholeList => Err(Problem::error(codes::ONLY_CLEARED)),
        }
    }

    fn email(&self, text: String, manner: &Manner) -> Result<String, Problem> {
        if text.contains('@') {
            return Ok(text);
        }
        let known = &self.names.known().mail_domain;
        match manner.mail_domain.as_ref().or(known.as_ref()) {
            Some(domain) => Ok(format!("{text}@{domain}")),
            None => Err(Problem::error(codes::NO_MAIL_DOMAIN)),
        }
    }

    fn moment_of(&self, text: &str, form: Form, manner: &Manner) -> Result<Read, Problem> {
        let text = fold::half_width(text);
        // One with an offset is the service's own spelling already.
        let has_offset = text.len() == 25 && text.is_char_boundary(19) && {
            let (moment, offset) = text.split_at(19);
            offset.starts_with(['+', '-']) && moment.contains('T')
        };
        if has_offset {
            return Ok(Read::One(text.into()));
        }
        match date::moment(&text, manner.dates) {
            Some(moment) => Ok(self.moment(moment, text.contains(':'), form)),
            None => Err(Problem::error(codes::NO_DATE)),
        }
    }

    fn moment(&self, moment: jiff::civil::DateTime, has_time: bool, form: Form) -> Read {
        let day: Date = moment.date();
        let text = match (has_time, form) {
            (true, _) => moment.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            (false, Form::End) => format!("{day}T23:59:59"),
            (false, _) => format!("{day}T00:00:00"),
        };
        Read::One(format!("{text}{}", self.offset).into())
    }

    fn org(&mut self, text: &str, verbatim: bool, manner: &Manner) -> Result<Read, Problem> {
        if verbatim || manner.keys_only {
            return Ok(Read::One(object(text, verbatim)));
        }
        let one = |key: String| Ok(Read::One(key.into()));
        let whole = self.names.org(text);
        if let Ok(key) = whole {
            return one(key);
        }
        let separator = manner
            .separators
            .iter()
            .find(|separator| text.contains(separator.as_str()));
        let path: Vec<String> = match separator {
            Some(separator) => names_of(text, separator),
            None => vec![text.to_owned()],
        };
        self.org_of(text, &path, whole, manner)
    }

    /// An org whose levels stand in cells of their own, from the top down; empty ones are left
    /// out. `manner` of the column of each.
    ///
    /// # Errors
    /// What is wrong with it, without its place.
    pub fn levels(&mut self, cells: &[(&Cell, &Manner)]) -> Result<Read, Problem> {
        let mut path = Vec::new();
        let (mut clears, mut refuses) = (false, false);
        for (cell, manner) in cells {
            let Manner {
                values,
                reversed: _,
                separators,
                dates: _,
                mail_domain: _,
                refuse_missing,
                clears: empty_clears,
                keys_only: _,
            } = manner;
            clears |= empty_clears;
            refuses |= refuse_missing;
            if let Cell::Error(text) = cell {
                return Err(Problem::error(codes::CELL_ERROR).with("error", text));
            }
            let text = cell.text();
            if text.contains(LOST) {
                return Err(Problem::error(codes::UNDECODABLE));
            }
            let (inner, verbatim) = unguarded(Form::Org, &text);
            if verbatim {
                path.push(inner.to_owned());
                continue;
            }
            let text = fold::trimmed(inner);
            let text = values.get(text).map_or(text, |meant| fold::trimmed(meant));
            if text == CLEARED {
                return Ok(Read::One(cleared(Form::Org)));
            }
            let mut held = separators.iter();
            match held.find(|separator| text.contains(separator.as_str())) {
                Some(separator) => path.extend(names_of(text, separator)),
                None => path.extend((!text.is_empty()).then(|| text.to_owned())),
            }
        }
        let manner = Manner {
            refuse_missing: refuses,
            ..Manner::default()
        };
        match path.as_slice() {
            [] if clears => Ok(Read::One(cleared(Form::Org))),
            [] => Ok(Read::Nothing),
            [one] => self.org(one, false, &manner),
            path => self.org_of(&path.join("/"), path, Err(Unresolved::Missing), &manner),
        }
    }

    /// The org at a path; `text`: as it is told, `whole`: what it is as one name.
    fn org_of(
        &mut self,
        text: &str,
        path: &[String],
        whole: Result<String, Unresolved>,
        manner: &Manner,
    ) -> Result<Read, Problem> {
        let one = |key: String| Ok(Read::One(key.into()));
        if path.len() > MAX_LEVELS {
            return Err(Problem::error(codes::ORG_TOO_DEEP).with("max", MAX_LEVELS));
        }
        if let Some(key) = self.names.org_at(path) {
            return one(key);
        }
        if let (1, Err(Unresolved::Ambiguous(keys))) = (path.len(), whole) {
            return Err(Problem::error(codes::ORG_AMBIGUOUS)
                .with("name", text)
                .with("keys", keys.join(", ")));
        }
        if manner.refuse_missing || path.is_empty() {
            return Err(Problem::error(codes::NOT_DECLARED)
                .with("kind", "org")
                .with("name", text));
        }
        match self.names.org_at_or_new(path) {
            Some(key) => one(key),
            None => Ok(Read::Nothing),
        }
    }

    fn rank(
        &mut self,
        kind: RankKind,
        text: &str,
        verbatim: bool,
        manner: &Manner,
    ) -> Result<Read, Problem> {
        if verbatim || manner.keys_only {
            return Ok(Read::One(object(text, verbatim)));
        }
        match self.names.rank(kind, text) {
            Some(key) => Ok(Read::One(key.into())),
            None if manner.refuse_missing => Err(Problem::error(codes::NOT_DECLARED)
                .with("kind", crate::directory::Kind::from(kind))
                .with("name", text)),
            None => Ok(Read::One(self.names.rank_or_new(kind, text).into())),
        }
    }

    fn member(&self, text: &str, verbatim: bool, manner: &Manner) -> Value {
        if verbatim {
            return text.into();
        }
        if let Some(email) = text.strip_prefix("email:") {
            return json!({"email": email});
        }
        if !manner.keys_only && text.contains('@') {
            let address = fold::address(text);
            return match self.names.known().members.by_email(&address) {
                Some(person) => person.key.clone().into(),
                None => json!({"email": address}),
            };
        }
        object(text, false)
    }

    fn list(&self, text: &str, verbatim: bool, form: Form, manner: &Manner) -> Value {
        let is_between = |c: char| c == '\n' || !verbatim && (c == '\r' || BETWEEN.contains(&c));
        let entries = text.split(is_between).filter_map(|entry| {
            let entry = match verbatim {
                true => entry,
                false => fold::trimmed(entry),
            };
            if entry.is_empty() {
                return None;
            }
            Some(match form {
                Form::Emails if !verbatim => fold::address(entry).into(),
                Form::Members => self.member(entry, verbatim, manner),
                Form::Objects => object(entry, verbatim),
                _ => entry.into(),
            })
        });
        Value::Array(entries.collect())
    }
}

/// What a mapping file says a word means, where that can be told without any list: `suspnded`
/// is no state.
///
/// # Errors
/// What is wrong with it, without its place.
pub fn means(text: &str, form: Form, manner: &Manner) -> Result<(), Problem> {
    let text = fold::trimmed(text);
    let is_closed = matches!(
        form,
        Form::State
            | Form::Flag
            | Form::Date
            | Form::Start
            | Form::End
            | Form::Whole
            | Form::WholeList
    );
    if text.is_empty() || !is_closed {
        return Ok(());
    }
    let mut reader = Reader {
        names: &mut Names::new(Known::default()),
        is_1904: false,
        offset: "",
    };
    let read = reader.text(text, false, form, manner, &mut Vec::new());
    read.map(|_| ())
}

/// The names of a path of orgs.
fn names_of(text: &str, separator: &str) -> Vec<String> {
    text.split(separator)
        .map(|name| fold::trimmed(name).to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// Levels of orgs: what the service allows (facts 5.2.3).
const MAX_LEVELS: usize = 15;

/// A list that the export could not write an entry a line.
fn json_list(text: &str) -> Result<Read, Problem> {
    match serde_json::from_str(text) {
        Ok(list @ Value::Array(_)) => Ok(Read::One(list)),
        _ => Err(Problem::error(codes::NO_JSON)),
    }
}

/// A property that is cleared.
fn cleared(form: Form) -> Value {
    match form.is_list() || form == Form::WholeList {
        true => Value::Array(Vec::new()),
        false => Value::Null,
    }
}

/// A reference by key, or `id:…`.
fn object(text: &str, verbatim: bool) -> Value {
    match text.strip_prefix("id:").filter(|_| !verbatim) {
        Some(id) => json!({"id": id}),
        None if verbatim => text.into(),
        None => fold::half_width(text).into(),
    }
}

fn split(text: &str, manner: &Manner, notes: &mut Vec<Problem>) -> Read {
    let Some(split) = fold::split(text) else {
        return Read::Nothing;
    };
    if !split.clear {
        notes.push(Problem::warning(codes::NAME_NOT_SPLIT));
    }
    match (split.rest, manner.reversed) {
        (Some(rest), false) => Read::Two(split.first, Some(rest)),
        // `Hanako Ann Mori`: the last word is the last name.
        (Some(rest), true) => match rest.rsplit_once(' ') {
            Some((middle, last)) => {
                Read::Two(format!("{} {middle}", split.first), Some(last.to_owned()))
            }
            None => Read::Two(split.first, Some(rest)),
        },
        (None, _) => Read::Two(split.first, None),
    }
}

/// Yes or no, in the words of lists.
fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "1" | "yes" | "y" | "on" | "有" | "有り" | "あり" | "はい" | "○" | "〇" | "◯"
        | "✓" | "✔" | "レ" | "する" | "表示" | "公開" | "有効" | "可" => Some(true),
        "false" | "0" | "no" | "n" | "off" | "無" | "無し" | "なし" | "いいえ" | "×" | "✕"
        | "-" | "しない" | "非表示" | "非公開" | "無効" | "不可" => Some(false),
        _ => None,
    }
}

/// The state of a member, in the words of lists.
fn state(text: &str) -> Option<&'static str> {
    match text {
        "active" | "在職" | "在籍" | "在職中" | "在籍中" | "利用中" | "使用中" | "有効"
        | "in use" => Some("active"),
        "suspended" | "休職" | "休職中" | "停止" | "一時停止" | "利用停止" | "停止中" | "無効"
        | "inactive" => Some("suspended"),
        "deleted" | "退職" | "退社" | "退職済" | "退職済み" | "削除" | "削除済み" => {
            Some("deleted")
        }
        _ => None,
    }
}

/// A word of the schema, where a list has one of its own for it.
fn choice(text: &str) -> String {
    let known = match text.to_lowercase().as_str() {
        "日本語" | "japanese" | "ja" | "ja-jp" => "ja_JP",
        "英語" | "english" | "en" | "en-us" => "en_US",
        "韓国語" | "korean" | "ko" | "ko-kr" => "ko_KR",
        "中国語(簡体字)" | "簡体字" | "zh-cn" => "zh_CN",
        "中国語(繁体字)" | "繁体字" | "zh-tw" => "zh_TW",
        _ => text,
    };
    known.to_owned()
}

/// A word of a cell, as a parameter: a short one.
fn shown(text: &str) -> String {
    text.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::super::people::Person;
    use super::*;

    fn read_as(cell: Cell, form: Form, manner: &Manner) -> Result<Read, Problem> {
        let mut known = Known {
            mail_domain: Some("acme.example".to_owned()),
            ..Known::default()
        };
        known.members.add(Person {
            key: "E1".to_owned(),
            email: Some("hanako@acme.example".to_owned()),
            ..Person::default()
        });
        let mut names = Names::new(known);
        let mut reader = Reader {
            names: &mut names,
            is_1904: false,
            offset: "+09:00",
        };
        reader.read(&cell, form, manner, &mut Vec::new())
    }

    fn text(text: &str, form: Form) -> Value {
        match read_as(Cell::Text(text.to_owned()), form, &Manner::default()) {
            Ok(Read::One(value)) => value,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn each_form_reads_its_cells() {
        for (cell, form, value) in [
            (" 森 ", Form::Name, json!("森")),
            ("Ｅ００１", Form::Code, json!("E001")),
            ("Hanako", Form::Email, json!("hanako@acme.example")),
            ("ﾊﾅｺ", Form::Reading, json!("ハナコ")),
            ("令和8年4月1日", Form::Date, json!("2026-04-01")),
            ("２０２６／４／１", Form::Date, json!("2026-04-01")),
            ("2026/4/1", Form::Start, json!("2026-04-01T00:00:00+09:00")),
            ("2026/4/1", Form::End, json!("2026-04-01T23:59:59+09:00")),
            (
                "2026/4/1 9:30",
                Form::Start,
                json!("2026-04-01T09:30:00+09:00"),
            ),
            (
                "2026-04-01T09:30:00+00:00",
                Form::Start,
                json!("2026-04-01T09:30:00+00:00"),
            ),
            ("有", Form::Flag, json!(true)),
            ("×", Form::Flag, json!(false)),
            ("休職", Form::State, json!("suspended")),
            ("日本語", Form::Choice, json!("ja_JP")),
            ("課長", Form::Rank(RankKind::Position), json!("課長")),
            ("Hanako@acme.example", Form::Member, json!("E1")),
            (
                "x@acme.example",
                Form::Member,
                json!({"email": "x@acme.example"}),
            ),
            ("id:5", Form::Object, json!({"id": "5"})),
            ("'id:5", Form::Object, json!("id:5")),
            (
                "json:{\"link\":\"https://a.example\"}",
                Form::Custom,
                json!({"link": "https://a.example"}),
            ),
            (
                "a@b.example; C@b.example\n",
                Form::Emails,
                json!(["a@b.example", "c@b.example"]),
            ),
            ("'a;b\nc", Form::Objects, json!(["a;b", "c"])),
            ("(clear)", Form::Text, json!(null)),
            ("(clear)", Form::Texts, json!([])),
            ("'=1+1", Form::Text, json!("=1+1")),
        ] {
            assert_eq!(text(cell, form), value, "{cell}");
        }
    }

    #[test]
    fn numbers_and_dates_of_excel_are_read_as_meant() {
        let moment = "2026-04-01T00:00:00".parse().expect("a moment");
        for (cell, form, value) in [
            (Cell::Number(1001.0), Form::Code, json!("1001")),
            (Cell::Number(46_113.0), Form::Date, json!("2026-04-01")),
            (Cell::Number(20_260_401.0), Form::Date, json!("2026-04-01")),
            (Cell::Date(moment), Form::Date, json!("2026-04-01")),
            (
                Cell::Date(moment),
                Form::End,
                json!("2026-04-01T23:59:59+09:00"),
            ),
            (Cell::Flag(true), Form::Flag, json!(true)),
            (Cell::Number(5.0), Form::Custom, json!(5)),
        ] {
            let read = read_as(cell.clone(), form, &Manner::default());
            assert_eq!(read, Ok(Read::One(value)), "{cell:?}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        for (cell, form, code) in [
            (
                Cell::Error("#REF!".to_owned()),
                Form::Text,
                codes::CELL_ERROR,
            ),
            (
                Cell::Text("森\u{fffd}".to_owned()),
                Form::Name,
                codes::UNDECODABLE,
            ),
            (
                Cell::Text("2026-02-30".to_owned()),
                Form::Date,
                codes::NO_DATE,
            ),
            (Cell::Number(0.5), Form::Date, codes::NO_DATE),
            (Cell::Text("多分".to_owned()), Form::Flag, codes::NO_FLAG),
            (Cell::Text("出向".to_owned()), Form::State, codes::NO_STATE),
            (
                Cell::Text("json:{".to_owned()),
                Form::Custom,
                codes::NO_JSON,
            ),
        ] {
            let problem = read_as(cell.clone(), form, &Manner::default()).expect_err("a problem");
            assert_eq!(problem.code, code, "{cell:?}");
        }
    }

    #[test]
    fn values_are_mapped_before_anything_else() {
        let manner = Manner {
            values: [("1", "deleted"), ("0", "在職"), ("男", "")]
                .map(|(says, means)| (says.to_owned(), means.to_owned()))
                .into(),
            ..Manner::default()
        };
        for (cell, read) in [
            ("1", Ok(Read::One(json!("deleted")))),
            (" 0 ", Ok(Read::One(json!("active")))),
            ("男", Ok(Read::Nothing)),
        ] {
            assert_eq!(
                read_as(Cell::Text(cell.to_owned()), Form::State, &manner),
                read
            );
        }
    }

    #[test]
    fn a_name_in_one_cell_becomes_two() {
        let reversed = Manner {
            reversed: true,
            ..Manner::default()
        };
        let two = |a: &str, b: &str| Ok(Read::Two(a.to_owned(), Some(b.to_owned())));
        let read = |text: &str, manner: &Manner| {
            read_as(Cell::Text(text.to_owned()), Form::FullName, manner)
        };
        assert_eq!(read("森　花子", &Manner::default()), two("森", "花子"));
        assert_eq!(
            read("Hanako Ann Mori", &reversed),
            two("Hanako Ann", "Mori")
        );
        assert_eq!(
            read("森花子", &Manner::default()),
            Ok(Read::Two("森花子".to_owned(), None))
        );
    }
}
