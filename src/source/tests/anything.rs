//! Whatever stands in a file: an answer, no panic, and every place within the text.

use proptest::prelude::*;

use super::TENANT;
use crate::source::load_str;

/// Pieces that configurations are made of, and some that break them.
pub fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "orgs:",
        "members:",
        "groups:",
        "levels:",
        "tenant:",
        "policy:",
        "- ",
        "  ",
        "\n",
        "key: a",
        "orgs: [",
        "]",
        "{",
        "}",
        ", ",
        "name: 営業部",
        "posts:",
        "null",
        "~",
        "\t",
        "\r\n",
        "&a ",
        "*a",
        "<<: *a",
        "\"",
        "'",
        "|\n",
        ">-\n",
        "# c\n",
        "---\n",
        "...\n",
        "!!str ",
        "!x ",
        "? ",
        ": ",
        "007",
        "1e999",
        "-0",
        "true",
        "email: a@t.example",
        "custom: {a: 1}",
        "\u{feff}",
        "\u{0}",
        "é",
        "%YAML 1.2\n",
        "visible: yes",
        "0x1F",
        "names: {en_US: x}",
        "key:\n",
        "leave:",
    ])
    .prop_map(str::to_owned);
    prop_oneof![9 => fixed, 1 => any::<String>()]
}

fn survives(text: &str) {
    let loaded = load_str("a.yaml", text);
    assert!(loaded.desired.is_some() || loaded.has_errors());
    for problem in &loaded.problems {
        let labels = problem.labels.iter().map(|(_, place)| place);
        for place in std::iter::once(&problem.place).chain(labels) {
            let Some(spot) = loaded.files.resolve(place) else {
                continue;
            };
            let shown = spot.source.get(spot.offset..spot.offset + spot.len);
            assert!(shown.is_some(), "{problem:?}");
            assert!(spot.line >= 1 && spot.column >= 1, "{problem:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces(pieces in prop::collection::vec(piece(), 0..24)) {
        survives(&pieces.concat());
        survives(&format!("{TENANT}{}", pieces.concat()));
    }

    #[test]
    fn a_configuration_cut_and_changed(at in 0usize..4000, piece in piece(), cut in 0usize..40) {
        let whole = include_str!("../../../examples/minimal/meibo.yaml");
        let mut at = at.min(whole.len());
        while !whole.is_char_boundary(at) {
            at -= 1;
        }
        let mut end = (at + cut).min(whole.len());
        while !whole.is_char_boundary(end) {
            end += 1;
        }
        survives(&format!("{}{piece}{}", &whole[..at], &whole[end..]));
        survives(&whole[..at]);
    }
}
