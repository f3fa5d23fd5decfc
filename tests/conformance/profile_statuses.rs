//! Facts 5.8: profile statuses.

use jiff::SignedDuration;
use meibo::world::{Method, reasons};
use serde_json::{Value, json};

use crate::bodies::{with, without};
use crate::tenant::{AWAY, HOME, Tenant};

const DEFINED: &str = "/directory/profile-statuses";
const SET: &str = "/users/externalKey:E1/user-profile-statuses";
const ICONS: [&str; 22] = [
    "BUSY",
    "URGENT",
    "FOCUS_MODE",
    "PHONE",
    "MEETING",
    "AWAY",
    "BACK_SOON",
    "EATING",
    "TEA_TIME",
    "AT_HOME",
    "AT_OFFICE",
    "EDUCATION",
    "WORKING_OUTSIDE",
    "BUSINESS_TRIP",
    "OFF",
    "HALF_DAY",
    "VACATION",
    "ABSENCE",
    "SICK_LEAVE",
    "LEAVE_OF_ABSENCE",
    "ACTION",
    "ONLINE",
];

fn custom(id: &str) -> Value {
    json!({"domainId": HOME, "profileStatusId": id, "iconType": "MEETING",
        "profileStatusName": "会議中", "displayOrder": 9})
}

fn ids(list: &Value) -> Vec<&str> {
    let list = list["profileStatuses"].as_array().expect("a list");
    list.iter()
        .map(|status| status["profileStatusId"].as_str().expect("an id"))
        .collect()
}

#[test]
fn definitions() {
    proves!["5.8-01"];
    let mut t = Tenant::acme();
    // Four are built in; custom ones take one of twelve ids.
    let built_in = ["BUSY", "AWAY", "LEAVE_OFFICE", "ABSENCE"];
    assert_eq!(ids(&t.read(DEFINED)), built_in);
    let made = t.create(DEFINED, custom("CUSTOM12"));
    let expected = with(
        custom("CUSTOM12"),
        json!({"i18nNames": [], "useDefaultStatus": true, "enableSettingByUser": true}),
    );
    assert_eq!(made, expected);
    let one = format!("{DEFINED}/CUSTOM12");
    assert_eq!(t.read(&one), made);
    for id in ["CUSTOM00", "CUSTOM13", "MINE"] {
        let refused = t.post(DEFINED, custom(id)).refused(400);
        assert_eq!(refused, reasons::UNKNOWN_VALUE);
    }
    // What is required, and what the values may be.
    let required = ["iconType", "profileStatusName", "displayOrder", "domainId"];
    for name in required {
        for (method, path) in [(Method::Post, DEFINED), (Method::Put, one.as_str())] {
            let body = without(custom("CUSTOM01"), name);
            let lacking = t.call(method, path, Some(body)).refused(400);
            assert_eq!(lacking, reasons::MISSING_PROPERTY, "{name}");
        }
    }
    for icon in ICONS {
        let patched = t.patch(&one, json!({"iconType": icon})).is(200);
        assert_eq!(patched["iconType"], icon);
    }
    t.patch(
        &one,
        json!({"profileStatusName": "会".repeat(20), "displayOrder": 1}),
    )
    .is(200);
    for (change, reason) in [
        (json!({"iconType": "LUNCH"}), reasons::UNKNOWN_VALUE),
        (
            json!({"profileStatusName": "会".repeat(21)}),
            reasons::TOO_LONG,
        ),
        (json!({"displayOrder": 0}), reasons::OUT_OF_RANGE),
        (json!({"useDefaultStatus": null}), reasons::NOT_NULLABLE),
        (json!({"enableSettingByUser": "no"}), reasons::WRONG_TYPE),
        (
            json!({"i18nNames": [{"language": "en_US"}]}),
            reasons::MISSING_PROPERTY,
        ),
    ] {
        assert_eq!(t.patch(&one, change).refused(400), reason);
    }
    // PATCH keeps what it does not name, PUT takes the defaults.
    let more = json!({"useDefaultStatus": false, "enableSettingByUser": false,
        "i18nNames": [{"language": "en_US", "name": "Meeting"}]});
    t.patch(&one, more.clone()).is(200);
    let kept = t.patch(&one, json!({"displayOrder": 3})).is(200);
    for name in ["useDefaultStatus", "enableSettingByUser", "i18nNames"] {
        assert_eq!(kept[name], more[name]);
    }
    let put = t
        .put(&one, without(custom("CUSTOM12"), "profileStatusId"))
        .is(200);
    assert_eq!(put, expected);
    t.delete(&one).is_empty();
    assert_eq!(t.get(&one).refused(404), reasons::NO_SUCH_STATUS);
    // Of what is built in only three properties change.
    let busy = format!("{DEFINED}/BUSY");
    let before = t.read(&busy);
    let three = json!({"useDefaultStatus": false, "enableSettingByUser": false, "displayOrder": 8});
    let all = with(
        three.clone(),
        json!({"iconType": "OFF", "profileStatusName": "別", "i18nNames": []}),
    );
    let after = t.patch(&busy, all).is(200);
    assert_eq!(after, with(before, three));
    // At most ten of its own in a domain.
    for n in 1..=10 {
        t.create(DEFINED, custom(&format!("CUSTOM{n:02}")));
    }
    let eleventh = t.post(DEFINED, custom("CUSTOM11")).refused(403);
    assert_eq!(eleventh, reasons::TOO_MANY_STATUSES);
    let elsewhere = with(custom("CUSTOM11"), json!({"domainId": AWAY}));
    t.create(DEFINED, elsewhere);
}

#[test]
fn a_domain_switches_them_on_and_off() {
    proves!["5.8-01"];
    let mut t = Tenant::acme();
    t.act(&format!("{DEFINED}/disable?domainId={AWAY}"))
        .is_empty();
    let away = format!("{DEFINED}?domainId={AWAY}");
    assert_eq!(t.get(&away).refused(403), reasons::FEATURE_DISABLED);
    t.read(DEFINED);
    t.act(&format!("{DEFINED}/enable?domainId={AWAY}"))
        .is_empty();
    t.read(&away);
}

#[test]
fn no_pages() {
    proves!["1.4-08"];
    let mut t = Tenant::acme();
    for n in 1..=10 {
        t.create(DEFINED, custom(&format!("CUSTOM{n:02}")));
    }
    let all = t.read(&format!("{DEFINED}?count=1"));
    assert_eq!(ids(&all).len(), 14);
    assert_eq!(all.get("responseMetaData"), None);
    for (from, to) in [(None, 1), (Some(2), 3)] {
        let body = times(&t, from, to);
        t.create(SET, body);
    }
    let all = t.read(&format!("{SET}?count=1"));
    assert_eq!(all["userProfileStatuses"].as_array().map(Vec::len), Some(2));
    assert_eq!(all.get("responseMetaData"), None);
}

/// A status from and to so many hours from now.
fn times(t: &Tenant, from: Option<i64>, to: i64) -> Value {
    let now = t.now();
    let at = |hours: i64| (now + SignedDuration::from_hours(hours)).to_string();
    json!({"profileStatusId": "BUSY", "startTime": from.map(at), "endTime": at(to)})
}

#[test]
fn what_a_user_has_set() {
    proves!["5.8-02", "5.1.1-19"];
    let mut t = Tenant::acme();
    assert_eq!(t.read(SET), json!({"userProfileStatuses": []}));
    let mail = json!({"internal": {"content": "い".repeat(300), "sentDirectlyToMe": true},
        "external": {"content": "out", "sentDirectlyToMe": false}});
    let sent = with(
        times(&t, None, 2),
        json!({"statusMessage": "あ".repeat(50), "autoReplyMail": mail,
            "scheduleType": "RESERVED", "profileStatusName": "mine"}),
    );
    let present = t.create(SET, sent.clone());
    let name = t.read(&format!("{DEFINED}/BUSY"))["profileStatusName"].clone();
    // What is read-only is not taken from the body.
    assert_eq!(
        present,
        with(
            sent,
            json!({"userProfileStatusId": present["userProfileStatusId"],
            "iconUrl": null, "scheduleType": "PRESENT", "profileStatusName": name})
        )
    );
    let id = present["userProfileStatusId"].as_str().expect("an id");
    let one = format!("{SET}/{id}");
    assert_eq!(t.read(&one), present);
    // One is present and one reserved; a third is of no use.
    let later = times(&t, Some(3), 4);
    let reserved = t.create(SET, later.clone());
    assert_eq!(reserved["scheduleType"], "RESERVED");
    let listed = json!({"userProfileStatuses": [present, reserved]});
    assert_eq!(t.read(SET), listed);
    for body in [later.clone(), json!({"profileStatusId": "AWAY"})] {
        assert_eq!(t.post(SET, body).refused(409), reasons::SECOND_STATUS);
    }
    assert_eq!(t.read(SET), listed);
    // Limits.
    for (change, reason) in [
        (
            json!({"profileStatusId": "CUSTOM01"}),
            reasons::UNKNOWN_VALUE,
        ),
        (json!({"statusMessage": "あ".repeat(51)}), reasons::TOO_LONG),
        (
            json!({"endTime": null, "startTime": later["startTime"]}),
            reasons::MISSING_PROPERTY,
        ),
        (json!({"endTime": "tomorrow"}), reasons::BAD_FORMAT),
        (
            json!({"autoReplyMail": {"internal": {"content": "い".repeat(301)}}}),
            reasons::TOO_LONG,
        ),
        (
            json!({"autoReplyMail": {"external": {"content": "い".repeat(301)}}}),
            reasons::TOO_LONG,
        ),
        (
            json!({"autoReplyMail": {"external": {"sentDirectlyToMe": 1}}}),
            reasons::WRONG_TYPE,
        ),
    ] {
        assert_eq!(t.patch(&one, change).refused(400), reason);
    }
    // PATCH keeps the rest, PUT does not.
    let patched = t.patch(&one, json!({"statusMessage": "席外し"})).is(200);
    assert_eq!(patched, with(present, json!({"statusMessage": "席外し"})));
    let put = t.put(&one, json!({"profileStatusId": "AWAY"})).is(200);
    assert_eq!(put["profileStatusId"], "AWAY");
    for name in ["statusMessage", "startTime", "endTime", "autoReplyMail"] {
        assert_eq!(put[name], Value::Null, "{name}");
    }
    // At its time the reserved one takes the place of the present one, and then ends.
    t.at(SignedDuration::from_hours(3));
    let now = t.read(SET)["userProfileStatuses"].clone();
    assert_eq!(
        now,
        json!([with(reserved.clone(), json!({"scheduleType": "PRESENT"}))])
    );
    assert_eq!(t.get(&one).refused(404), reasons::NO_SUCH_STATUS);
    t.at(SignedDuration::from_hours(1));
    assert_eq!(t.read(SET), json!({"userProfileStatuses": []}));
    let again = t.create(SET, json!({"profileStatusId": "ABSENCE"}));
    let one = format!(
        "{SET}/{}",
        again["userProfileStatusId"].as_str().expect("an id")
    );
    t.delete(&one).is_empty();
    assert_eq!(t.get(&one).refused(404), reasons::NO_SUCH_STATUS);
    let nobody = SET.replace("E1", "E99");
    assert_eq!(t.get(&nobody).refused(404), reasons::NOT_FOUND);
}
