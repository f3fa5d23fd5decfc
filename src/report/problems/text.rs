use std::fmt::{self, Write as _};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters,
    ThemeStyles,
};

use super::excerpt::Excerpt;
use super::locate::{Count, Located, Resolve, located};
use crate::report::escape;
use crate::report::words::{self, Language, phrases};
use crate::source::{Place, Problem, Severity};

/// How problems are printed.
#[derive(Clone, Debug)]
pub struct TextOptions {
    /// With ANSI colours.
    pub color: bool,
    /// With box-drawing characters; else ASCII (the texts themselves may hold any script).
    pub unicode: bool,
    /// Columns to wrap at.
    pub width: usize,
    /// At most so many problems, errors first; the rest is counted.
    pub most: Option<usize>,
    /// How many warnings the configuration allows itself: counted, not printed.
    pub allowed: usize,
    /// Whether personal data in excerpts is shown.
    pub show_sensitive: bool,
    /// The language.
    pub language: Language,
}

impl Default for TextOptions {
    fn default() -> TextOptions {
        TextOptions {
            color: false,
            unicode: true,
            width: 100,
            most: Some(100),
            allowed: 0,
            show_sensitive: false,
            language: Language::En,
        }
    }
}

/// Problems as text, ordered by file and line: words, excerpt, what to do, other places,
/// and a last line with the counts. Empty where there are none.
pub fn render(problems: &[Problem], resolve: Resolve<'_>, options: &TextOptions) -> String {
    let language = options.language;
    let mut text = String::new();
    if problems.is_empty() {
        if options.allowed > 0 {
            text.push_str(&phrases::allowed(options.allowed, language));
            text.push('\n');
        }
        return text;
    }
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme {
        characters: if options.unicode {
            ThemeCharacters::unicode()
        } else {
            ThemeCharacters::ascii()
        },
        styles: if options.color {
            ThemeStyles::ansi()
        } else {
            ThemeStyles::none()
        },
    })
    .with_width(options.width.max(40))
    .with_links(false)
    .with_context_lines(0)
    .without_syntax_highlighting();
    let shown = located(problems, resolve, options.most);
    for located in &shown {
        let report = Report::new(located, options);
        // Writing to a String does not fail, and the excerpt answers every span.
        let mut shown = String::new();
        let _ = handler.render_report(&mut shown, &report);
        text.push_str(&phrases::help_headed(shown, language));
        for (what, place) in &located.problem.labels {
            let label = words::label(what, language);
            let colon = phrases::colon(language);
            let _ = writeln!(text, "  {label}{colon}{}", spoken(place, resolve));
        }
        text.push('\n');
    }
    let all = Count::of(problems.iter());
    text.push_str(&phrases::problems(all.errors, all.warnings, language));
    if shown.len() < problems.len() {
        let seen = Count::of(shown.iter().map(|located| located.problem));
        text.push_str(language.pick("; ", "、"));
        text.push_str(&phrases::problems_not_shown(
            all.errors - seen.errors,
            all.warnings - seen.warnings,
            language,
        ));
    }
    if options.allowed > 0 {
        text.push_str(language.pick("; ", "、"));
        text.push_str(&phrases::allowed(options.allowed, language));
    }
    text.push('\n');
    text
}

/// A place in one line: `orgs.yaml:14:5 (org/sales-1)`.
fn spoken(place: &Place, resolve: Resolve<'_>) -> String {
    let object = place.object.as_deref().unwrap_or_default();
    let text = match resolve(place) {
        Some(spot) => format!("{}:{}:{}", spot.file, spot.line, spot.column),
        None => unresolved(place),
    };
    let text = match (text.is_empty(), object.is_empty()) {
        (true, _) => object.to_owned(),
        (false, true) => text,
        (false, false) => format!("{text} ({object})"),
    };
    escape::terminal(&text).into_owned()
}

/// File, line and column as far as the place itself says them.
fn unresolved(place: &Place) -> String {
    match (&place.file, place.at) {
        (Some(file), Some((line, column))) => format!("{file}:{line}:{column}"),
        (Some(file), None) => file.clone(),
        (None, _) => String::new(),
    }
}

/// A problem as miette sees it.
struct Report<'a> {
    problem: &'a Problem,
    excerpt: Option<Excerpt>,
    message: String,
    remedy: String,
    language: Language,
}

impl<'a> Report<'a> {
    fn new(located: &Located<'a>, options: &TextOptions) -> Report<'a> {
        let problem = located.problem;
        let place = &problem.place;
        let mut message = words::message(problem, options.language);
        // Without an excerpt the place is said in words.
        if located.spot.is_none() {
            let mut at = unresolved(place);
            if at.is_empty() {
                at = place
                    .property
                    .clone()
                    .filter(|_| place.object.is_none())
                    .unwrap_or_default();
            }
            if !at.is_empty() {
                message = format!("{at}: {message}");
            }
        }
        Report {
            problem,
            excerpt: located
                .spot
                .as_ref()
                .map(|spot| Excerpt::new(spot, place.pointer.as_deref(), options)),
            message: escape::terminal(&message).into_owned(),
            remedy: escape::terminal(&words::remedy(problem, options.language)).into_owned(),
            language: options.language,
        }
    }
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.problem, f)
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report<'_> {}

impl Diagnostic for Report<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        let severity = phrases::severity(self.problem.severity, self.language);
        let code = self.problem.code;
        Some(Box::new(match &self.problem.place.object {
            Some(object) => format!("{severity} {code} {}", escape::terminal(object)),
            None => format!("{severity} {code}"),
        }))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.problem.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        (!self.remedy.is_empty()).then(|| Box::new(&self.remedy) as Box<dyn fmt::Display + 'b>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt
            .as_ref()
            .map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (start, len) = self.excerpt.as_ref()?.span();
        let label = LabeledSpan::new_primary_with_span(None, (start, len));
        Some(Box::new(std::iter::once(label)))
    }
}
