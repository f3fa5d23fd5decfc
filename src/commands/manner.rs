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

/// How a run talks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// The form of results.
    pub format: Format,
    /// Results and errors only.
    pub quiet: bool,
    /// 0 warnings, 1 what is done, 2 and more every call.
    pub verbosity: u8,
    /// Whether a question may be asked at all.
    pub may_ask: bool,
    /// The language of everything said to people.
    pub language: Language,
}
