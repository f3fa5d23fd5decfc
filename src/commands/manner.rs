use crate::report::words::Language;

/// The form of results on standard output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// The forms of problems that other programs take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemFormat {
    /// GitHub's workflow commands.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
}

impl ProblemFormat {
    /// As `--format` names it.
    pub fn name(self) -> &'static str {
        match self {
            ProblemFormat::Github => "github",
            ProblemFormat::Sarif => "sarif",
            ProblemFormat::Junit => "junit",
        }
    }

    /// Whether it is one document, which nothing else may stand beside.
    pub fn is_document(self) -> bool {
        match self {
            ProblemFormat::Github => false,
            ProblemFormat::Sarif | ProblemFormat::Junit => true,
        }
    }
}

/// How a run talks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// The form of results.
    pub format: Format,
    /// Problems for another program; `format` is text then.
    pub problems: Option<ProblemFormat>,
    /// Whether warnings count as errors.
    pub denies_warnings: bool,
    /// How many problems are printed at most; none for the usual number.
    pub most: Option<usize>,
    /// Results and errors only.
    pub quiet: bool,
    /// 0 warnings, 1 what is done, 2 and more every call.
    pub verbosity: u8,
    /// Whether a question may be asked at all.
    pub may_ask: bool,
    /// The language of everything said to people.
    pub language: Language,
}
