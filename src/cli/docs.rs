use clap::{Args, ValueEnum};

/// `meibo docs`
#[derive(Clone, Debug, Args)]
pub struct Docs {
    /// Which page
    #[arg(value_enum)]
    page: Page,
}

/// The pages that are generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Page {
    /// Every property of the configuration
    Yaml,
    /// Every problem code
    Problems,
}

impl Docs {
    pub(super) fn text(&self) -> String {
        match self.page {
            Page::Yaml => crate::commands::docs::yaml(),
            Page::Problems => crate::commands::docs::problems(),
        }
    }
}
