//! The console as a person uses it, in a real browser. The pictures are kept under
//! `target/console-screenshots`.

use serde_json::Value;

use super::browser::{Browser, is_there};
use super::company::{Company, HOSTILE_ORG, PENDING};

/// Whatever was loaded came from the sandbox, styles hold, and no script of a name ran.
async fn all_is_ours(browser: &Browser, company: &Company) {
    let loaded = browser
        .ask("return performance.getEntriesByType('resource').map((entry) => entry.name);")
        .await;
    let loaded: Vec<String> = serde_json::from_value(loaded).expect("addresses");
    assert!(
        loaded.iter().any(|name| name.ends_with("/console.js")),
        "{loaded:?}"
    );
    for name in loaded {
        assert!(name.starts_with(&company.address), "{name} is not ours");
    }
    let rules = browser
        .ask("return document.styleSheets[0].cssRules.length;")
        .await;
    assert!(rules.as_u64().is_some_and(|rules| rules > 50), "{rules}");
    assert!(
        browser.client.get_alert_text().await.is_err(),
        "a name became a script"
    );
    // Nothing runs out of the window.
    let over = "return document.documentElement.scrollWidth <= window.innerWidth;";
    assert_eq!(
        browser.ask(over).await,
        Value::Bool(true),
        "the page is wider than the window"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_person_finds_edits_and_switches() {
    if !is_there() {
        return;
    }
    let company = Company::open().await;
    let browser = Browser::open("en", false).await;
    open_and_pick(&browser, &company).await;
    search(&browser).await;
    edit(&browser, &company).await;
    hostile(&browser, &company).await;
    live(&browser, &company).await;
    sync(&browser, &company).await;
    language(&browser, &company).await;
    narrow(&browser, &company).await;
    browser.close().await;
}

async fn open_and_pick(browser: &Browser, company: &Company) {
    browser.goto(&company.address).await;
    browser.sees("h1", "acme.example").await;
    browser.sees(".tiles", "Members").await;
    browser.picture("01-home").await;
    all_is_ours(browser, company).await;
    // A branch opens in place.
    let before = browser.client.current_url().await.expect("an address");
    let sales = org_of(company, "sales");
    let row = format!("#tree .row:has(a[href$='org={sales}'])");
    browser.click(&format!("{row} a.twisty")).await;
    browser
        .find(&format!(
            "#tree li:has(> .row > a[href$='org={sales}']) > ul a.node"
        ))
        .await;
    assert_eq!(
        browser.client.current_url().await.expect("an address"),
        before
    );
    // And closes again.
    browser.click(&format!("{row} a.twisty")).await;
    browser
        .until("return !!document.querySelector('#tree ul ul ul[hidden]');")
        .await;
    browser.click(&format!("{row} a.node")).await;
    browser.sees("main h1", "営業本部").await;
    assert!(browser.count("table.members tbody tr").await > 0);
    browser.picture("02-org").await;
    browser.click("table.members a.name").await;
    browser.sees("main", "Posts").await;
    browser.picture("03-member").await;
    for (n, room) in ["groups", "levels", "positions", "user-types", "conditions"]
        .iter()
        .enumerate()
    {
        browser
            .goto(&format!("{}/console/{room}", company.address))
            .await;
        browser.find("main h1").await;
        all_is_ours(browser, company).await;
        browser.picture(&format!("{:02}-{room}", n + 4)).await;
    }
    browser
        .click("main a[href*='/conditions'], .rooms a[href$='/groups']")
        .await;
    browser.click("tbody th a").await;
    browser.sees("main", "Masters").await;
    browser.picture("09-group").await;
}

fn org_of(company: &Company, key: &str) -> String {
    let answer = company.by_key("orgunits", key).json();
    answer["orgUnitId"].as_str().expect("an id").to_owned()
}

async fn search(browser: &Browser) {
    browser.fill("#find", "ほった").await;
    browser.press("\u{e007}").await;
    browser.sees("main", "堀田").await;
    browser.sees("#found", "found").await;
    browser.picture("10-search").await;
    browser
        .click("select[name=state] option[value=suspended]")
        .await;
    browser.fill(".filters [name=q]", "").await;
    browser.click(".filters button.primary").await;
    browser.sees("#found", "2 members found").await;
    browser.sees("main", "after failed logins").await;
    browser.picture("11-search-suspended").await;
}

async fn edit(browser: &Browser, company: &Company) {
    let sales = org_of(company, "sales");
    browser
        .goto(&format!("{}/console/?org={sales}", company.address))
        .await;
    browser.click(".act:first-of-type summary").await;
    browser.picture("12-rename").await;
    browser
        .fill(".act[open] input[name=name]", "営業統括本部")
        .await;
    browser.click(".act[open] button.primary").await;
    browser.sees(".notice.done", "renamed").await;
    browser.sees("main h1", "営業統括本部").await;
    browser.sees("#tree", "営業統括本部").await;
    browser.picture("13-renamed").await;
    assert_eq!(
        company.by_key("orgunits", "sales").json()["orgUnitName"],
        "営業統括本部"
    );
    // A refusal is said in words, and the page stays.
    browser.click("summary.danger").await;
    browser.click(".act[open] button.danger").await;
    browser.sees(".notice.refused", "Move them first").await;
    browser.sees("main h1", "営業統括本部").await;
    browser.picture("14-refused").await;
    // Moved to the first place below another.
    let to = org_of(company, "dev");
    browser.click(".actions a.button").await;
    browser.sees("main", "New parent").await;
    browser.click(&format!("main a[href$='to={to}']")).await;
    browser.fill("input[name=place]", "1").await;
    browser.picture("15-move").await;
    browser.click("main form button.primary").await;
    browser.sees(".notice.done", "moved").await;
    let moved = company.by_key("orgunits", "sales").json();
    assert_eq!(moved["parentOrgUnitId"], to.as_str());
    assert_eq!(moved["displayOrder"], 1);
}

async fn hostile(browser: &Browser, company: &Company) {
    let legal = org_of(company, HOSTILE_ORG);
    browser
        .goto(&format!("{}/console/?org={legal}", company.address))
        .await;
    browser
        .sees(
            "main h1",
            "<script>alert(1)</script><img src=x onerror=alert(2)>U+202E",
        )
        .await;
    all_is_ours(browser, company).await;
    assert_eq!(browser.count("main img").await, 0);
    browser.picture("16-hostile-name").await;
}

async fn live(browser: &Browser, company: &Company) {
    browser
        .goto(&format!("{}/console/calls", company.address))
        .await;
    // Told from a page that was loaded anew.
    browser.ask("document.body.dataset.same = 'yes';").await;
    let answer = company
        .door
        .call("GET", "/groups/externalKey:nobody-has-this", None);
    assert_eq!(answer.status, 404);
    browser.sees("table.calls", "nobody-has-this").await;
    browser.sees("table.calls", "notFound").await;
    browser.sees(".pace", "GET /groups/{}").await;
    let same = browser.ask("return document.body.dataset.same;").await;
    assert_eq!(same, "yes", "the page was loaded anew");
    browser.picture("17-calls").await;
    // The narrow panel beside every other page does the same.
    browser
        .goto(&format!("{}/console/groups", company.address))
        .await;
    company
        .door
        .call("GET", "/directory/levels?domainId=20000123", None);
    browser.sees("aside.live", "GET /directory/levels").await;
}

async fn sync(browser: &Browser, company: &Company) {
    browser
        .goto(&format!("{}/console/sync", company.address))
        .await;
    browser.picture("18-sync").await;
    browser.click("input[name=enabled]").await;
    browser.click("input[name=organizationMember]").await;
    browser.click(".switches button.primary").await;
    browser.sees(".warning", "This deletes 1 member").await;
    let pending = company.by_key("users", PENDING).json();
    let name = pending["userName"]["lastName"].as_str().expect("a name");
    browser.sees(".warning", name).await;
    browser.picture("19-sync-warning").await;
    browser.click(".warning a.button").await;
    browser.find("input[name=enabled]:not(:checked)").await;
    assert_eq!(company.by_key("users", PENDING).status, 200);
    browser.click("input[name=enabled]").await;
    browser.click("input[name=organizationMember]").await;
    browser.click(".switches button.primary").await;
    browser.click(".warning button.danger").await;
    browser.find("input[name=enabled]:checked").await;
    assert_eq!(company.by_key("users", PENDING).status, 404);
    browser.picture("20-sync-on").await;
    let sales = org_of(company, "sales");
    browser
        .goto(&format!("{}/console/?org={sales}", company.address))
        .await;
    browser.sees(".notice.locked", "read-only").await;
    assert_eq!(browser.count(".act").await, 0);
    browser.picture("21-read-only").await;
}

async fn language(browser: &Browser, company: &Company) {
    browser.click(".tongues a").await;
    browser.find("html[lang=ja]").await;
    browser.sees(".rooms", "組織図").await;
    browser.picture("22-japanese").await;
    browser
        .goto(&format!("{}/console/calls", company.address))
        .await;
    browser.find("html[lang=ja]").await;
    browser.sees("main h1", "API 呼び出し").await;
    all_is_ours(browser, company).await;
}

async fn narrow(browser: &Browser, company: &Company) {
    let sales = org_of(company, "sales");
    for (width, name) in [(820, "23-tablet"), (500, "24-phone")] {
        browser.resize(width, 900).await;
        for path in [
            format!("/?org={sales}"),
            "/sync".to_owned(),
            "/search?q=a".to_owned(),
        ] {
            browser
                .goto(&format!("{}/console{path}", company.address))
                .await;
            browser.find("main h1").await;
            all_is_ours(browser, company).await;
        }
        browser
            .goto(&format!("{}/console/?org={sales}", company.address))
            .await;
        browser.picture(name).await;
    }
    let dark = Browser::open("ja", true).await;
    dark.goto(&format!("{}/console/?org={sales}", company.address))
        .await;
    dark.find("html[lang=ja]").await;
    dark.picture("25-dark").await;
    dark.goto(&format!("{}/console/", company.address)).await;
    dark.picture("26-dark-home").await;
    dark.close().await;
}
