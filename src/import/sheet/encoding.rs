//! Bytes of a CSV file to text: UTF-8, UTF-16 with a mark, Shift_JIS as Windows has it
//! (CP932).

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::codes;
use crate::source::Problem;

/// How a file is said to be encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// Nobody says: looked at.
    #[default]
    Auto,
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Shift_JIS in the variant of Windows, CP932.
    ShiftJis,
}

/// How a file turned out to be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// UTF-8.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// UTF-16 with a byte order mark.
    Utf16,
    /// CP932.
    ShiftJis,
}

impl Taken {
    /// Its name, as it is told.
    pub fn name(self) -> &'static str {
        match self {
            Taken::Utf8 => "UTF-8",
            Taken::Utf8Bom => "UTF-8 (BOM)",
            Taken::Utf16 => "UTF-16",
            Taken::ShiftJis => "Shift_JIS (CP932)",
        }
    }
}

/// Stands in a text where bytes meant nothing.
pub const LOST: char = char::REPLACEMENT_CHARACTER;

/// The text of a file. What cannot be decoded stands in it as U+FFFD: which cell that is,
/// whoever reads the cells can tell.
///
/// # Errors
/// A file that is no text: an Excel file, or one with NUL bytes.
pub fn decode(bytes: &[u8], wish: Wish) -> Result<(String, Taken), Problem> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Problem::error(codes::IS_XLSX));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Problem::error(codes::OLD_EXCEL));
    }
    let (text, taken) = text(bytes, wish);
    if text.contains('\0') {
        return Err(Problem::error(codes::NOT_TEXT));
    }
    Ok((text, taken))
}

fn text(bytes: &[u8], wish: Wish) -> (String, Taken) {
    let lossy = |encoding: &'static Encoding, bytes: &[u8]| {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    };
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return (lossy(UTF_8, rest), Taken::Utf8Bom);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return (lossy(UTF_16LE, rest), Taken::Utf16);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return (lossy(UTF_16BE, rest), Taken::Utf16);
    }
    match wish {
        Wish::Utf8 => (lossy(UTF_8, bytes), Taken::Utf8),
        Wish::ShiftJis => (lossy(SHIFT_JIS, bytes), Taken::ShiftJis),
        Wish::Auto => {
            if let Ok(text) = std::str::from_utf8(bytes) {
                return (text.to_owned(), Taken::Utf8);
            }
            // Valid sequences of UTF-8 hardly ever come about by chance: a file that has many
            // is UTF-8 with a damaged cell.
            let utf8 = lossy(UTF_8, bytes);
            let lost = utf8.chars().filter(|c| *c == LOST).count();
            let wide = utf8.chars().filter(|c| !c.is_ascii() && *c != LOST).count();
            match wide > 4 * lost {
                true => (utf8, Taken::Utf8),
                false => (lossy(SHIFT_JIS, bytes), Taken::ShiftJis),
            }
        }
    }
}

/// A text in CP932; the first character that it lacks otherwise. Characters that the
/// encoder would silently make others of (`¥` to a backslash) count as lacking.
pub fn to_shift_jis(text: &str) -> Result<Vec<u8>, char> {
    let (bytes, _, unmapped) = SHIFT_JIS.encode(text);
    if !unmapped && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == text {
        return Ok(bytes.into_owned());
    }
    let mut buffer = [0; 4];
    let lacking = text.chars().find(|c| {
        let one = &*c.encode_utf8(&mut buffer);
        let (bytes, _, unmapped) = SHIFT_JIS.encode(one);
        unmapped || SHIFT_JIS.decode_without_bom_handling(&bytes).0 != one
    });
    Err(lacking.unwrap_or(LOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_is_seen() {
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("森".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let utf16_be: Vec<u8> = [0xFE, 0xFF]
            .into_iter()
            .chain("森".encode_utf16().flat_map(u16::to_be_bytes))
            .collect();
        for (bytes, taken) in [
            ("森".as_bytes().to_vec(), Taken::Utf8),
            ("\u{feff}森".as_bytes().to_vec(), Taken::Utf8Bom),
            (utf16, Taken::Utf16),
            (utf16_be, Taken::Utf16),
            (vec![0x90, 0x58], Taken::ShiftJis),
        ] {
            let read = decode(&bytes, Wish::Auto).expect("text");
            assert_eq!(read, ("森".to_owned(), taken));
        }
    }

    #[test]
    fn the_characters_of_windows_come_and_go() {
        // Wave dash, circled one, ladder high, half-width kana: 81 60, 87 40, FB FC, B1.
        let bytes = [0x81, 0x60, 0x87, 0x40, 0xFB, 0xFC, 0xB1];
        let (text, taken) = decode(&bytes, Wish::Auto).expect("text");
        assert_eq!((text.as_str(), taken), ("～①髙ｱ", Taken::ShiftJis));
        assert_eq!(to_shift_jis(&text), Ok(bytes.to_vec()));
    }

    #[test]
    fn what_shift_jis_lacks_or_makes_another_of_is_named() {
        for (text, lacking) in [
            ("森鷗外", '鷗'),
            ("10〜20", '〜'),
            ("¥", '¥'),
            ("−", '−'),
            ("👍", '👍'),
        ] {
            assert_eq!(to_shift_jis(text), Err(lacking), "{text}");
        }
    }

    #[test]
    fn damaged_bytes_stand_out() {
        let mut bytes = "氏名,森 花子,営業部".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        let (text, taken) = decode(&bytes, Wish::Auto).expect("text");
        assert_eq!(taken, Taken::Utf8);
        assert!(text.ends_with(LOST), "{text}");
        let (text, _) = decode(&[0x90, 0x58, 0xFF, b','], Wish::ShiftJis).expect("text");
        assert_eq!(text, "森\u{fffd},");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (bytes, code) in [
            (&b"PK\x03\x04..."[..], codes::IS_XLSX),
            (&[0xD0, 0xCF, 0x11, 0xE0, 0xA1][..], codes::OLD_EXCEL),
            (&b"a\0b"[..], codes::NOT_TEXT),
        ] {
            let problem = decode(bytes, Wish::Auto).expect_err("no text");
            assert_eq!(problem.code, code);
        }
    }
}
