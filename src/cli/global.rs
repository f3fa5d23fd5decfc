use clap::{Args, ValueEnum};

use crate::commands;
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
                Format::Text => commands::Format::Text,
                Format::Json => commands::Format::Json,
            },
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
