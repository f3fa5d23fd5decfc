use owo_colors::OwoColorize as _;

/// What a line says about its object, legible without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Comes into being, or into a list.
    Add,
    /// Differs.
    Change,
    /// Goes.
    Remove,
    /// Is elsewhere afterwards.
    Move,
    /// Brings about something that is lost or hard to take back.
    Risk,
    /// None of these.
    Plain,
}

impl Sign {
    fn mark(self) -> &'static str {
        match self {
            Sign::Add => "+",
            Sign::Change => "~",
            Sign::Remove => "-",
            Sign::Move => ">",
            Sign::Risk => "!",
            Sign::Plain => " ",
        }
    }
}

/// Puts colour on text, or leaves it as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    /// Whether escape sequences are written.
    pub on: bool,
}

impl Ink {
    /// The sign itself.
    pub fn sign(self, sign: Sign) -> String {
        let mark = sign.mark();
        if !self.on {
            return mark.to_owned();
        }
        match sign {
            Sign::Add => mark.green().to_string(),
            Sign::Change => mark.yellow().to_string(),
            Sign::Remove => mark.red().to_string(),
            Sign::Move => mark.cyan().to_string(),
            Sign::Risk => mark.red().bold().to_string(),
            Sign::Plain => mark.to_owned(),
        }
    }

    /// Headings.
    pub fn strong(self, text: &str) -> String {
        if self.on {
            text.bold().to_string()
        } else {
            text.to_owned()
        }
    }

    /// What is there for reference.
    pub fn faint(self, text: &str) -> String {
        if self.on {
            text.dimmed().to_string()
        } else {
            text.to_owned()
        }
    }

    /// What goes.
    pub fn gone(self, text: &str) -> String {
        if self.on {
            text.red().to_string()
        } else {
            text.to_owned()
        }
    }

    /// What comes.
    pub fn come(self, text: &str) -> String {
        if self.on {
            text.green().to_string()
        } else {
            text.to_owned()
        }
    }

    /// What must not be overlooked.
    pub fn alarm(self, text: &str) -> String {
        if self.on {
            text.red().bold().to_string()
        } else {
            text.to_owned()
        }
    }
}
