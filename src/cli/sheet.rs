use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::commands::import::sheet::{List, Request};
use crate::import::sheet::Wish;

use super::export::What;

/// Flags of `meibo import` that take a list instead of the tenant.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "A list of another system")]
pub(super) struct SheetFlags {
    /// Import a CSV file: the admin console's list, an HR export, what `export --csv` wrote
    #[arg(long, value_name = "FILE", group = "list")]
    csv: Option<PathBuf>,

    /// Import a sheet of an Excel workbook
    #[arg(long, value_name = "FILE", group = "list")]
    xlsx: Option<PathBuf>,

    /// Which column is which property (YAML); without it the headers say so
    #[arg(long, value_name = "FILE", requires = "list")]
    mapping: Option<PathBuf>,

    /// Print a mapping file to begin with, made of the headers, and do nothing else
    #[arg(long, requires = "list")]
    suggest_mapping: bool,

    /// The sheet of the workbook; its first visible one without it
    #[arg(long, value_name = "NAME", requires = "xlsx")]
    sheet: Option<String>,

    /// How the CSV file is encoded
    #[arg(long, value_enum, default_value_t = Encoding::Auto, value_name = "ENCODING")]
    encoding: Encoding,

    /// What the rows are, where neither headers nor mapping file tell it
    #[arg(long, value_enum, value_name = "WHAT", requires = "list")]
    what: Option<What>,

    /// How many members a dry run shows
    #[arg(long, default_value_t = 10, value_name = "N")]
    rows: usize,
}

/// How a CSV file is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Encoding {
    /// UTF-8 or Shift_JIS, whichever it is; UTF-16 with a byte order mark
    Auto,
    /// UTF-8
    #[value(name = "utf-8")]
    Utf8,
    /// Shift_JIS as Windows has it (CP932)
    #[value(name = "shift_jis")]
    ShiftJis,
}

impl SheetFlags {
    /// What is asked for, where a list is.
    pub(super) fn request(
        self,
        out: PathBuf,
        dry_run: bool,
        show_sensitive: bool,
    ) -> Option<Request> {
        let SheetFlags {
            csv,
            xlsx,
            mapping,
            suggest_mapping,
            sheet,
            encoding,
            what,
            rows,
        } = self;
        let list = csv.map(List::Csv).or(xlsx.map(List::Xlsx))?;
        Some(Request {
            list,
            sheet,
            mapping,
            what: what.map(What::what),
            encoding: match encoding {
                Encoding::Auto => Wish::Auto,
                Encoding::Utf8 => Wish::Utf8,
                Encoding::ShiftJis => Wish::ShiftJis,
            },
            out,
            dry_run,
            rows,
            show_sensitive,
            suggest: suggest_mapping,
        })
    }
}
