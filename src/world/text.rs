//! What may stand in a text property: length in Unicode code points (facts 11 #45) and
//! characters (facts 4.2, 5.1.2).

use super::{Mark, Refusal, reasons};

/// Which characters a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chars {
    /// Anything.
    Any,
    /// External keys: no `% \ # / ?`.
    Key,
    /// Names of orgs and ranks: of the specials only `! @ & ( ) - _ + [ ] { } , . /`.
    Name,
    /// Names of people: the same and ``# ' ` ^ ~``.
    Person,
}

impl Chars {
    fn allows(self, c: char) -> bool {
        match self {
            Chars::Any => true,
            Chars::Key => !matches!(c, '%' | '\\' | '#' | '/' | '?') && !c.is_control(),
            Chars::Name => plain(c) || NAME.contains(c),
            Chars::Person => plain(c) || NAME.contains(c) || "#'`^~".contains(c),
        }
    }
}

const NAME: &str = "!@&()-_+[]{},./";

/// Neither an ASCII special nor a control character.
fn plain(c: char) -> bool {
    !c.is_ascii_punctuation() && !c.is_control()
}

/// The rules of one text property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Fewest code points.
    pub min: usize,
    /// Most code points.
    pub max: usize,
    /// Characters.
    pub chars: Chars,
}

impl Text {
    /// Any characters, up to a length, empty allowed.
    pub const fn up_to(max: usize) -> Text {
        Text {
            min: 0,
            max,
            chars: Chars::Any,
        }
    }

    /// An external key (facts 4.2).
    pub const KEY: Text = Text {
        min: 1,
        max: 100,
        chars: Chars::Key,
    };

    /// The name of an org unit, level, position or user type (facts 4.2).
    pub const NAME: Text = Text {
        min: 1,
        max: 100,
        chars: Chars::Name,
    };

    /// Holds a text against the rules.
    ///
    /// # Errors
    /// 400: `tooShort`, `tooLong` or `badCharacters`, naming the property.
    pub fn check(
        self,
        text: &str,
        property: &str,
        section: &'static str,
        mark: Mark,
    ) -> Result<(), Refusal> {
        let refuse = |reason| Refusal::new(400, reason, section, mark).with("property", property);
        let length = text.chars().count();
        if length < self.min {
            return Err(refuse(reasons::TOO_SHORT).with("min", self.min));
        }
        if length > self.max {
            return Err(refuse(reasons::TOO_LONG)
                .with("max", self.max)
                .with("length", length));
        }
        match text.chars().find(|c| !self.chars.allows(*c)) {
            Some(c) => Err(refuse(reasons::BAD_CHARACTERS)
                .with("value", text)
                .with("character", c.escape_debug())),
            None => Ok(()),
        }
    }
}
