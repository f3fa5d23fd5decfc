use clap::{Args, ValueEnum};

use crate::commands::{self, ProblemFormat};
use crate::report::words::Language;
use crate::settings;

/// Flags that every verb takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct Global {
    /// How results are written to standard output
    #[arg(long, global = true, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,

    /// When to use colour (NO_COLOR is honoured by `auto`)
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,

    /// The language of messages [default: that of LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE")]
    lang: Option<Lang>,

    /// Say nothing but results and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Log what is done to standard error; twice for every call
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,

    /// What counts as an error: `warnings` makes a run with any of them fail
    #[arg(long, global = true, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,

    /// How many problems are printed at most, errors first; the rest is counted
    #[arg(long, global = true, default_value_t = 100, value_name = "N",
          value_parser = clap::value_parser!(u32).range(1..))]
    max_problems: u32,

    /// Never ask: what would need an answer is refused
    #[arg(long, global = true)]
    no_input: bool,
}

/// The forms a result can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// Problems as GitHub's workflow commands (validate, plan, drift)
    Github,
    /// Problems as SARIF 2.1.0 (validate, plan, drift)
    Sarif,
    /// Problems as JUnit XML (validate, plan, drift)
    Junit,
}

/// What can be denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Every warning, but those that the configuration allows
    Warnings,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal
    Auto,
    /// Even in a pipe
    Always,
    /// Nowhere
    Never,
}

/// The languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// English
    En,
    /// Japanese (日本語)
    Ja,
}

impl Global {
    pub(super) fn manner(&self, environment: &settings::Environment) -> commands::Manner {
        let lang = self.lang.map(|lang| match lang {
            Lang::En => Language::En,
            Lang::Ja => Language::Ja,
        });
        commands::Manner {
            language: settings::language(lang, environment),
            format: match self.format {
                Format::Json => commands::Format::Json,
                Format::Text | Format::Github | Format::Sarif | Format::Junit => {
                    commands::Format::Text
                }
            },
            problems: match self.format {
                Format::Text | Format::Json => None,
                Format::Github => Some(ProblemFormat::Github),
                Format::Sarif => Some(ProblemFormat::Sarif),
                Format::Junit => Some(ProblemFormat::Junit),
            },
            denies_warnings: matches!(self.deny, Some(Deny::Warnings)),
            most: usize::try_from(self.max_problems).ok(),
            quiet: self.quiet,
            verbosity: self.verbose,
            may_ask: !self.no_input,
        }
    }

    pub(super) fn color(&self) -> settings::Color {
        match self.color {
            Color::Auto => settings::Color::Auto,
            Color::Always => settings::Color::Always,
            Color::Never => settings::Color::Never,
        }
    }
}
