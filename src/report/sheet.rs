//! A list as it would be declared, for people to look at before anything is written.

use serde_json::{Value, json};

use super::escape;
use super::width::{fit, width};
use super::words::Language;
use super::words::sheets as words;
use crate::import::sheet::{self, Gone, Origin, Outcome, Table, What};

/// Columns of a page, where nobody knows better.
pub const WIDTH: usize = 120;

/// Columns a cell may take.
const MOST: usize = 28;

/// Stands for personal data.
const MASK: &str = "***";

/// How a preview is printed.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many objects are shown.
    pub rows: usize,
    /// Columns of the page.
    pub width: usize,
    /// Whether personal data is shown.
    pub show_sensitive: bool,
    /// The language.
    pub language: Language,
}

/// How a list was read, in one line.
pub fn read_as(table: &Table, outcome: &Outcome, what: What, language: Language) -> String {
    let how = match &table.origin {
        Origin::Csv {
            encoding,
            delimiter,
        } => match delimiter {
            ',' => encoding.name().to_owned(),
            '\t' => format!("{}, TAB", encoding.name()),
            other => format!("{}, {other}", encoding.name()),
        },
        Origin::Xlsx { sheet, others: _ } => words::sheet(sheet, language),
    };
    let line = words::read_as(
        &table.file,
        &how,
        outcome.rows,
        outcome.objects.len(),
        what.kind().name(),
        language,
    );
    escape::terminal(&line).into_owned()
}

/// The first objects of a list as a table, a line each, with the rows they come from; then
/// what is to be declared besides. What says the same as the key is left out; who somebody is
/// and their posts come first, readings last, as there may be no room for all.
pub fn preview(outcome: &Outcome, what: What, options: Options) -> String {
    let language = options.language;
    let objects: Vec<Value> = outcome
        .objects
        .iter()
        .take(options.rows)
        .map(|object| Value::Object(object.value.clone()))
        .collect();
    let list = sheet::shown(what, &objects);
    let mut columns = vec![rows(outcome, options)];
    let mut has_masked = false;
    let mut order: Vec<usize> = (0..list.header.len()).collect();
    order.sort_by_key(|at| turn(&list.header[*at], what));
    let key = list.header.iter().position(|header| header == "key");
    let of_key = |at: usize| {
        let mut rows = list.rows.iter();
        key.is_some_and(|key| key != at && rows.all(|row| row.get(at) == row.get(key)))
    };
    let (same, order): (Vec<usize>, Vec<usize>) =
        (order.into_iter()).partition(|at| !list.rows.is_empty() && of_key(*at));
    for at in order {
        let header = &list.header[at];
        let masked = !options.show_sensitive && list.is_personal(at, what);
        let mut column = vec![header.clone()];
        for row in &list.rows {
            let cell = row.get(at).map_or("", String::as_str);
            column.push(match (masked, cell) {
                (_, "") => String::new(),
                (true, _) => {
                    has_masked = true;
                    MASK.to_owned()
                }
                (false, text) => escape::terminal(text).into_owned(),
            });
        }
        columns.push(column);
    }
    let mut text = table(&columns, options);
    if !same.is_empty() {
        let names: Vec<&str> = same.iter().map(|at| list.header[*at].as_str()).collect();
        let names = escape::terminal(&names.join(", ")).into_owned();
        text.push_str(&words::same_as_key(&names, language));
        text.push('\n');
    }
    let hidden = outcome.objects.len().saturating_sub(options.rows);
    if hidden > 0 {
        text.push_str(&words::more_rows(hidden, language));
        text.push('\n');
    }
    if has_masked {
        text.push_str(words::masked(language));
        text.push('\n');
    }
    for (section, value) in &outcome.sections {
        if section == what.section() {
            continue;
        }
        let names = created(value);
        if !names.is_empty() {
            let names = escape::terminal(&names.join(", ")).into_owned();
            text.push_str(&words::created(section, &names, language));
            text.push('\n');
        }
    }
    if ["levels", "positions"]
        .iter()
        .any(|section| outcome.sections.contains_key(*section))
    {
        text.push_str(words::order_of_ranks(language));
        text.push('\n');
    }
    text
}

/// When a property of a member has its turn in a preview.
fn turn(header: &str, what: What) -> u8 {
    let name = header.split(['.', '[']).next().unwrap_or_default();
    match (what, name, header) {
        (What::Orgs | What::Groups, ..) => 0,
        (_, "key", _) => 0,
        (_, "state", _) => 1,
        (_, _, "name.last" | "name.first") => 2,
        (_, "email", _) => 3,
        (_, "posts", _) => 4,
        (_, "level", _) => 5,
        (_, "name" | "names", _) => 7,
        _ => 6,
    }
}

/// The posts that members of a list have in the configuration, and not in the list: with their
/// number in words, twenty members by name at most.
pub fn posts_gone(gone: &[Gone], language: Language) -> Option<String> {
    let posts = gone.iter().map(|one| one.orgs.len()).sum();
    let mut names: Vec<String> = gone
        .iter()
        .take(20)
        .map(|one| format!("{} ({})", one.member, one.orgs.join(", ")))
        .collect();
    names.extend((gone.len() > names.len()).then(|| "…".to_owned()));
    let names = escape::terminal(&names.join(", ")).into_owned();
    (posts > 0).then(|| words::posts_gone(posts, &names, language))
}

/// The column of row numbers.
fn rows(outcome: &Outcome, options: Options) -> Vec<String> {
    let mut column = vec![words::row(options.language).to_owned()];
    for object in outcome.objects.iter().take(options.rows) {
        let numbers: Vec<String> = object.rows.iter().map(u32::to_string).collect();
        column.push(numbers.join(", "));
    }
    column
}

/// Columns side by side as far as there is room; the names of the rest.
fn table(columns: &[Vec<String>], options: Options) -> String {
    let mut left = options.width;
    let mut shown: Vec<(&Vec<String>, usize)> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for column in columns {
        let widest = column.iter().map(|cell| width(cell)).max().unwrap_or(0);
        let wanted = widest.clamp(1, MOST);
        match left.checked_sub(wanted + 2).filter(|_| names.is_empty()) {
            Some(rest) => {
                left = rest;
                shown.push((column, wanted));
            }
            None => names.extend(
                column
                    .first()
                    .map(|name| escape::terminal(name).into_owned()),
            ),
        }
    }
    let mut text = String::new();
    for line in 0..columns.first().map_or(0, Vec::len) {
        let cells: Vec<String> = shown
            .iter()
            .map(|(column, columns)| fit(column.get(line).map_or("", String::as_str), *columns))
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    if !names.is_empty() {
        text.push_str(&words::more_columns(&names.join(", "), options.language));
        text.push('\n');
    }
    text
}

/// The names of the objects of a section, those nested in others included; a hundred at most.
fn created(value: &Value) -> Vec<String> {
    let mut names = Vec::new();
    let mut open: Vec<&Value> = value.as_array().into_iter().flatten().rev().collect();
    while let Some(object) = open.pop() {
        if names.len() == 100 {
            names.push("…".to_owned());
            break;
        }
        let text = |name: &str| object.get(name).and_then(Value::as_str);
        match (text("name"), text("key")) {
            (Some(name), Some(key)) if name != key => names.push(format!("{name} ({key})")),
            (_, Some(key)) => names.push(key.to_owned()),
            _ => {}
        }
        let below = object.get("orgs").and_then(Value::as_array);
        open.extend(below.into_iter().flatten().rev());
    }
    names
}

/// The same as a value for programs; personal data only where it is asked for.
pub fn view(outcome: &Outcome, what: What, options: Options) -> Value {
    let objects: Vec<Value> = outcome
        .objects
        .iter()
        .take(options.rows)
        .map(|object| {
            let mut value = object.value.clone();
            if !options.show_sensitive {
                value.retain(|name, _| !super::problems::is_personal(name));
            }
            json!({"rows": object.rows, "value": value})
        })
        .collect();
    let mut besides = outcome.sections.clone();
    besides.shift_remove(what.section());
    json!({
        "what": what.section(),
        "rows": outcome.rows,
        "objects": outcome.objects.len(),
        "first": objects,
        "besides": besides,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sheet::{Known, Wish, read, read_csv, recognised};

    fn outcome() -> (Table, Outcome) {
        let text = "社員番号,氏名,メール,部署,役職,携帯\n\
                    1,森 花子,hanako@acme.example,本社/営業部,課長,090\n\
                    2,\"山田\u{1b}[31m 太郎\",taro@acme.example,本社,,\n\
                    1,,,本社/開発部,,\n\
                    3,佐藤 三郎,saburo@acme.example,,,\n";
        let table = read_csv("members.csv", text.as_bytes(), Wish::Auto).expect("CSV");
        let layout = recognised(&table, None).expect("known headers");
        let outcome = read(&table, &layout, Known::default());
        (table, outcome)
    }

    fn options(width: usize) -> Options {
        Options {
            rows: 2,
            width,
            show_sensitive: false,
            language: Language::En,
        }
    }

    #[test]
    fn the_first_rows_as_they_would_be_declared() {
        let (table, outcome) = outcome();
        let mut text = String::new();
        for language in [Language::En, Language::Ja] {
            text.push_str(&read_as(&table, &outcome, What::Members, language));
            text.push('\n');
            let options = Options {
                language,
                ..options(160)
            };
            text.push_str(&preview(&outcome, What::Members, options));
        }
        insta::assert_snapshot!(text);
    }

    #[test]
    fn no_line_is_wider_than_the_page_and_no_personal_data_is_shown() {
        let (_, outcome) = outcome();
        for columns in [40, 60, 100] {
            let text = preview(&outcome, What::Members, options(columns));
            let lines = text.lines().take(3);
            assert!(lines.clone().all(|line| width(line) <= columns), "{text}");
            assert!(!text.contains("090") && !text.contains('\u{1b}'), "{text}");
        }
        let all = Options {
            show_sensitive: true,
            ..options(200)
        };
        assert!(preview(&outcome, What::Members, all).contains("090"));
        let hidden = view(&outcome, What::Members, options(100)).to_string();
        assert!(!hidden.contains("090"), "{hidden}");
        assert!(
            view(&outcome, What::Members, all)
                .to_string()
                .contains("090")
        );
    }

    /// An ordinary list on a page of 100 columns: posts are seen, the readings may be cut off.
    #[test]
    fn posts_come_before_readings_and_the_key_is_said_once() {
        let text = "社員番号,氏名,フリガナ,メール,職級,所属,役職,入社日\n\
                    E1,森 花子,モリ ハナコ,hanako@acme.example,G5,本社/営業部,課長,2024/4/1\n";
        let table = read_csv("members.csv", text.as_bytes(), Wish::Auto).expect("CSV");
        let layout = recognised(&table, None).expect("known headers");
        let outcome = read(&table, &layout, Known::default());
        let text = preview(&outcome, What::Members, options(120));
        let header: Vec<&str> = text
            .lines()
            .next()
            .unwrap_or_default()
            .split("  ")
            .collect();
        let header: Vec<&str> = header.into_iter().filter(|name| !name.is_empty()).collect();
        assert_eq!(
            header.iter().map(|name| name.trim()).collect::<Vec<_>>(),
            [
                "row",
                "key",
                "name.last",
                "name.first",
                "email",
                "posts[0].org",
                "posts[0].position",
                "level",
                "hiredDate"
            ]
        );
        for line in [
            "The same as the key, and not shown: employeeNumber",
            "Not shown for want of room: name.phoneticLast, name.phoneticFirst",
            "New levels and positions stand in the order in which the list names them first",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
    }

    #[test]
    fn posts_that_go_are_counted_in_words() {
        let gone = |orgs: &[&str]| Gone {
            member: "E1".to_owned(),
            orgs: orgs.iter().map(|org| (*org).to_owned()).collect(),
        };
        assert_eq!(posts_gone(&[], Language::En), None);
        let one = posts_gone(&[gone(&["works"])], Language::En).expect("one");
        assert!(
            one.contains(": 1 post.") && one.ends_with("E1 (works)"),
            "{one}"
        );
        let many = posts_gone(&vec![gone(&["works", "office"]); 30], Language::En);
        let many = many.expect("many");
        assert!(
            many.contains(": 60 posts.") && many.ends_with(", …"),
            "{many}"
        );
        let ja = posts_gone(&[gone(&["works"])], Language::Ja).expect("one");
        assert!(ja.contains("所属が 1 件"), "{ja}");
    }
}
