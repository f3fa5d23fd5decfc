//! The console without a mouse.

use serde_json::Value;

use super::browser::{Browser, is_there};
use super::company::Company;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const UP: &str = "\u{e013}";
const DOWN: &str = "\u{e015}";
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";

/// What has the focus: its text, its address, and whether one sees that it has it.
const FOCUS: &str = "
    const at = document.activeElement;
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    return {
        text: (at.innerText || at.getAttribute('aria-label') || at.name || '').trim(),
        tag: at.tagName, name: at.name || '', id: at.id,
        href: at.getAttribute('href') || '',
        seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5,
        inside: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0,
        named: !!(at.innerText.trim() || at.getAttribute('aria-label') || (at.labels && at.labels.length)),
    };";

async fn focus(browser: &Browser) -> Value {
    browser.ask(FOCUS).await
}

fn text<'a>(focus: &'a Value, part: &str) -> &'a str {
    focus[part].as_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn everything_is_reached_and_seen_by_keys_alone() {
    if !is_there() {
        return;
    }
    let company = Company::open().await;
    let browser = Browser::open("en", false).await;
    browser.goto(&format!("{}/console/", company.address)).await;
    browser.find("main h1").await;
    // The first stop leads past everything that repeats.
    browser.press(TAB).await;
    assert_eq!(text(&focus(&browser).await, "text"), "Skip to content");
    browser.picture("30-skip-link").await;
    browser.press(ENTER).await;
    assert_eq!(text(&focus(&browser).await, "id"), "main");
    every_stop(&browser, &company).await;
    arrows(&browser, &company).await;
    rename(&browser, &company).await;
    browser.close().await;
}

/// Walks the whole page with Tab: every link, field and button is a stop, has a name and
/// shows that it has the focus.
async fn every_stop(browser: &Browser, company: &Company) {
    browser.goto(&format!("{}/console/", company.address)).await;
    let wanted = browser
        .ask("return [...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden])')]
              .filter((e) => e.checkVisibility({ visibilityProperty: true })).length;")
        .await;
    let wanted = wanted.as_u64().expect("a number");
    let mut stops = 0;
    loop {
        browser.press(TAB).await;
        let at = focus(browser).await;
        if text(&at, "tag") == "BODY" || stops > wanted {
            break;
        }
        stops += 1;
        for what in ["seen", "inside", "named"] {
            assert_eq!(at[what], Value::Bool(true), "{what}: {at}");
        }
    }
    assert_eq!(stops, wanted, "not everything is a stop");
}

async fn arrows(browser: &Browser, company: &Company) {
    browser.goto(&format!("{}/console/", company.address)).await;
    browser
        .ask("document.querySelector('#tree .node').focus();")
        .await;
    let at = || async { text(&focus(browser).await, "text").to_owned() };
    assert_eq!(at().await, "acme.example");
    browser.press(DOWN).await;
    let first = at().await;
    browser.press(DOWN).await;
    let second = at().await;
    assert_ne!(first, second);
    browser.press(UP).await;
    assert_eq!(at().await, first);
    browser.press(DOWN).await;
    // Opened by one step to the right, entered by the next, left by two to the left.
    browser.press(RIGHT).await;
    browser
        .until("return document.activeElement.closest('li').querySelector(':scope > ul') !== null;")
        .await;
    assert_eq!(at().await, second);
    browser.press(RIGHT).await;
    let below = at().await;
    assert_ne!(below, second);
    browser.picture("31-tree-by-keys").await;
    browser.press(LEFT).await;
    assert_eq!(at().await, second);
    browser.press(LEFT).await;
    browser
        .until("return document.activeElement.closest('li').querySelector(':scope > ul').hidden;")
        .await;
    browser.press(ENTER).await;
    browser.sees("main h1", &second).await;
}

/// Search and rename, the hands never leaving the keys.
async fn rename(browser: &Browser, company: &Company) {
    browser.press("/").await;
    assert_eq!(text(&focus(browser).await, "id"), "find");
    browser.press("E00088").await;
    browser.press(ENTER).await;
    browser.sees("#found", "1 member found").await;
    // A slash in a field is a slash.
    browser.press("/").await;
    browser.press("/").await;
    let typed = browser
        .ask("return document.getElementById('find').value;")
        .await;
    assert_eq!(typed, "/");
    let sales = company.by_key("orgunits", "sales").json();
    let sales = sales["orgUnitId"].as_str().expect("an id").to_owned();
    browser
        .goto(&format!("{}/console/?org={sales}", company.address))
        .await;
    browser
        .ask("document.getElementById('main').focus();")
        .await;
    for _ in 0..20 {
        if text(&focus(browser).await, "text") == "Rename" {
            break;
        }
        browser.press(TAB).await;
    }
    browser.press(ENTER).await;
    browser
        .until("return document.activeElement.name === 'name';")
        .await;
    browser.press("Sales by keys").await;
    browser.press(ENTER).await;
    browser.sees(".notice.done", "renamed").await;
    assert_eq!(
        company.by_key("orgunits", "sales").json()["orgUnitName"],
        "Sales by keys"
    );
}
