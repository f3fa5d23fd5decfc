use proptest::prelude::*;

use super::super::{
    Known, Wish, by_mapping, codes, mapping, read, read_csv, recognised, suggested,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever a file holds, it is read or refused; what is read is a configuration's list or
    /// has problems.
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for wish in [Wish::Auto, Wish::Utf8, Wish::ShiftJis] {
            if let Ok(table) = read_csv("m.csv", &bytes, wish) {
                let _ = suggested(&table);
                if let Ok(layout) = recognised(&table, None) {
                    let _ = read(&table, &layout, Known::default());
                }
            }
        }
    }

    /// Known headers over any cells.
    #[test]
    fn any_cells(
        headers in proptest::sample::subsequence(vec![
            "社員番号", "氏名", "フリガナ", "メール", "組織", "役職", "職級", "入社日", "状態",
            "兼務組織", "組織長", "携帯", "custom.a", "aliasEmails", "leave.to", "relations[0].member",
        ], 1..16),
        cells in proptest::collection::vec("[\\PC\n\"',=;/＞　0-9a-z@]{0,9}", 0..64),
    ) {
        let mut text = headers.join(",");
        for (at, cell) in cells.iter().enumerate() {
            text.push(if at % headers.len() == 0 { '\n' } else { ',' });
            text.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
        }
        let table = read_csv("m.csv", text.as_bytes(), Wish::Auto).expect("CSV");
        let layout = match recognised(&table, None) {
            Ok(layout) => layout,
            Err(problems) => {
                let further = problems.iter().all(|one| one.code == codes::NO_FIRST_POST);
                prop_assert!(further, "{problems:?}");
                return Ok(());
            }
        };
        let outcome = read(&table, &layout, Known::default());
        prop_assert!(outcome.sections.contains_key("members"));
        for problem in &outcome.problems {
            prop_assert!(problem.place.at.is_some(), "{problem:?}");
        }
    }

    /// Any mapping over a list.
    #[test]
    fn any_mapping(text in "(columns|what|key|constants|headerRow|\\PC|: |\n|  |\\{|\\}|\\[|to|&a|\\*a){0,12}") {
        if let Ok(mapping) = mapping::read("m.yaml", text.as_bytes()) {
            let table = read_csv("m.csv", "a,b\n1,2\n".as_bytes(), Wish::Auto).expect("CSV");
            let _ = by_mapping(&table, &mapping, "m.yaml");
        }
    }
}
