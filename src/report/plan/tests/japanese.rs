//! The same plans in Japanese.

use insta::assert_snapshot;

use super::super::{Headline, View, text};
use super::sample::{empty, personnel_change, view};
use super::{long, whole};
use crate::report::words::Language;
use crate::report::words::tests::english_left;

fn in_japanese() -> View {
    View {
        language: Language::Ja,
        ..view()
    }
}

#[test]
fn a_personnel_change() {
    let shown = text(&personnel_change(), &in_japanese());
    assert_eq!(english_left(&shown), Vec::<String>::new());
    assert_snapshot!("personnel_change_in_japanese", shown);
}

#[test]
fn gates_and_problems() {
    let shown = text(&whole::with_gates_and_problems(), &in_japanese());
    let until = shown.find("\n組織：").expect("the changes");
    assert_eq!(english_left(&shown), Vec::<String>::new());
    assert_snapshot!("gates_and_problems_in_japanese", &shown[..until]);
}

#[test]
fn a_long_plan_and_its_calls() {
    let plan = long::long(1000);
    let shown = text(&plan, &in_japanese());
    assert_eq!(english_left(&shown), Vec::<String>::new());
    assert_snapshot!("ten_thousand_steps_in_japanese", shown);
    let full = View {
        full: true,
        ..in_japanese()
    };
    let shown = text(&personnel_change(), &full);
    assert_eq!(english_left(&shown), Vec::<String>::new());
    let calls = shown.find("\nAPI 呼び出しと開始時刻").expect("the calls");
    assert_snapshot!("calls_in_japanese", &shown[calls..]);
}

#[test]
fn nothing_to_do_is_one_line() {
    assert_snapshot!(text(&empty(), &in_japanese()), @"変更はありません。acme-prod は設定のとおりです。");
    let drift = View {
        headline: Headline::Drift,
        ..in_japanese()
    };
    assert_snapshot!(text(&empty(), &drift), @"差異はありません。acme-prod は設定のとおりです。");
    let drifted = text(&personnel_change(), &drift);
    assert_snapshot!(
        drifted.lines().next().unwrap_or_default(),
        @"acme-prod に設定との差異が 8 件あります：作成 2 件、変更 3 件、移動 1 件、削除・停止 2 件。"
    );
}
