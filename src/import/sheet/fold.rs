//! Text made what a property wants: width, spaces, kana. Names keep their characters.

use unicode_normalization::UnicodeNormalization;

/// Without spaces at its ends, ideographic ones and invisible marks included.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{00AD}' | '\u{200E}')
    })
}

/// In half width, composed (NFKC): keys, codes.
pub fn half_width(text: &str) -> String {
    trimmed(&text.nfkc().collect::<String>()).to_owned()
}

/// A mail address: half width, without spaces, in lower case (facts 5.1.3).
pub fn address(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A telephone number: half width, any dash a hyphen, without spaces.
pub fn phone(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | '─' => '-',
            c => c,
        })
        .collect()
}

/// The reading of a name: half-width katakana and hiragana as katakana (facts 5.1.2), one
/// space between its parts.
pub fn reading(text: &str) -> String {
    let mut wide = String::with_capacity(text.len());
    let mut half = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if matches!(c, '\u{FF61}'..='\u{FF9F}') {
            half.push(c);
            continue;
        }
        // A run at a time: a voiced sound is two characters.
        wide.extend(half.nfkc());
        half.clear();
        match c {
            '\0' => {}
            'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => {
                wide.push(char::from_u32(u32::from(c) + 0x60).unwrap_or(c));
            }
            c => wide.push(c),
        }
    }
    trimmed(&wide).to_owned()
}

/// A header, to be compared: half width, lower case, without spaces and punctuation; one of
/// punctuation alone as it stands.
pub fn header(text: &str) -> String {
    let folded: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || matches!(c, 'ー' | '々'))
        .collect();
    match folded.is_empty() {
        true => trimmed(text).to_owned(),
        false => folded,
    }
}

/// Both parts of a name that is written as one. One part alone is the first of the pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// Before the first space.
    pub first: String,
    /// What follows it, where something does.
    pub rest: Option<String>,
    /// Whether there were exactly two parts.
    pub clear: bool,
}

/// Splits a name at its spaces, ideographic ones included.
pub fn split(text: &str) -> Option<Split> {
    let parts: Vec<&str> = trimmed(text).split_whitespace().collect();
    let (first, rest) = parts.split_first()?;
    Some(Split {
        first: (*first).to_owned(),
        rest: (!rest.is_empty()).then(|| rest.join(" ")),
        clear: rest.len() == 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_property_gets_its_characters() {
        assert_eq!(trimmed("\u{3000} 森 \u{feff}"), "森");
        assert_eq!(half_width("　Ｅ００４２ "), "E0042");
        assert_eq!(
            address("Ｈａｎａｋｏ＠ＡＣＭＥ．example "),
            "hanako@acme.example"
        );
        assert_eq!(phone("０３－１２３４―５６７８"), "03-1234-5678");
        assert_eq!(phone("090 1234 5678"), "09012345678");
        assert_eq!(phone("(03)1234ー5678"), "(03)1234-5678");
        assert_eq!(reading("ﾓﾘ ﾊﾅｺﾞ"), "モリ ハナゴ");
        assert_eq!(reading("もり　はなこ"), "モリ　ハナコ");
        assert_eq!(reading("ヴァイオリン"), "ヴァイオリン");
        assert_eq!(header("氏　名（ﾌﾘｶﾞﾅ）"), "氏名フリガナ");
        assert_eq!(header("E-Mail Address"), "emailaddress");
        assert_eq!(header(" № "), "no");
        assert_eq!(header(" ※ "), "※");
    }

    #[test]
    fn names_are_split_at_their_spaces() {
        let parts = |text| {
            let split = split(text)?;
            Some((split.first, split.rest, split.clear))
        };
        let some =
            |a: &str, b: Option<&str>, clear| Some((a.to_owned(), b.map(str::to_owned), clear));
        assert_eq!(parts("森 花子"), some("森", Some("花子"), true));
        assert_eq!(parts("　森　花子　"), some("森", Some("花子"), true));
        assert_eq!(parts("森花子"), some("森花子", None, false));
        assert_eq!(
            parts("Mori Hanako Ann"),
            some("Mori", Some("Hanako Ann"), false)
        );
        assert_eq!(parts(" \u{3000}"), None);
    }
}
