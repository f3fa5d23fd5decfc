//! `--group-members inline`: what the list of groups shows, held against a sample.

use meibo::live::{GroupMembers, Wants, codes};

use super::service::{Service, reading};
use crate::model::Company;

const INLINE: Wants = Wants {
    extent: meibo::live::Extent::Plan,
    group_members: GroupMembers::Inline,
};

/// Sixty groups, one of them of 150.
fn company() -> Company {
    let mut company = Company::empty();
    company.add_org("o", None, "本社");
    let keys: Vec<String> = (0..150).map(|n| format!("E{n}")).collect();
    for key in &keys {
        company.add_member(key, "o");
    }
    let all: Vec<&str> = keys.iter().map(String::as_str).collect();
    for n in 0..60 {
        let key = format!("g-{n:02}");
        let members = if n == 41 { &all[..] } else { &all[n..n + 3] };
        company.add_group(&key, &format!("{n}"), "E1", members);
    }
    let mixed = &mut company.group("g-07").props;
    mixed.orgs = meibo::directory::Field::Known(vec![crate::model::key("o")]);
    company
}

#[tokio::test(start_paused = true)]
async fn whole_lists_are_as_good_as_paged_ones() {
    let company = company();
    let desired = company.desired();
    let paged = Service::of(&company);
    let (of_pages, _) = reading(&paged, &desired, Wants::default()).await;
    let inline = Service::of(&company);
    let (shown, told) = reading(&inline, &desired, INLINE).await;
    assert_eq!(
        shown.snapshot.fingerprint(),
        of_pages.snapshot.fingerprint()
    );
    assert_eq!(told.problems(), []);
    assert!(inline.log().len() < paged.log().len() / 2);
    // The largest is in the sample.
    let largest = crate::model::live_id(meibo::directory::Kind::Group, "g-41");
    let path = format!("/groups/{largest}/members");
    assert!(
        inline
            .log()
            .iter()
            .any(|sent| sent.target.starts_with(&path))
    );
}

#[tokio::test(start_paused = true)]
async fn lists_that_are_cut_short_are_not_believed() {
    let company = company();
    let desired = company.desired();
    let (of_pages, _) = reading(&Service::of(&company), &desired, Wants::default()).await;
    let service = Service::with(&company, |a| a.inline_group_lists_are_whole = false);
    let (read, told) = reading(&service, &desired, INLINE).await;
    assert_eq!(read.snapshot.fingerprint(), of_pages.snapshot.fingerprint());
    let problems = told.problems();
    let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [codes::INLINE_NOT_WHOLE], "told once");
    let largest = crate::model::live_id(meibo::directory::Kind::Group, "g-41");
    assert_eq!(problems[0].params["group"], largest.as_str());
    assert_eq!(problems[0].params["of"], "60");
    // Every list once: nothing was read a second time.
    assert_eq!(service.counts()["GET /groups/{id}/members"], 61);
    assert_eq!(service.counts()["GET /groups/{id}/administrators"], 60);
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_not_shown_is_not_empty() {
    let company = company();
    let desired = company.desired();
    let (of_pages, _) = reading(&Service::of(&company), &desired, Wants::default()).await;
    let whole = Service::of(&company);
    // Groups without a word on who is in them, and one with a word nobody knows.
    let service = Service::scripted(
        std::time::Duration::from_millis(200),
        meibo::plan::pace::Limits::default(),
        move |target| {
            let mut body = whole.answer(target)?;
            if target.starts_with("/groups?") {
                let groups = body["groups"].as_array_mut().expect("a list");
                for (n, group) in groups.iter_mut().enumerate().skip(50) {
                    match n {
                        59 => group["members"][0]["type"] = "ROBOT".into(),
                        _ => group["members"] = serde_json::Value::Null,
                    }
                }
            }
            Ok(body)
        },
    );
    let (read, told) = reading(&service, &desired, INLINE).await;
    assert_eq!(read.snapshot.fingerprint(), of_pages.snapshot.fingerprint());
    assert_eq!(told.problems(), []);
}
