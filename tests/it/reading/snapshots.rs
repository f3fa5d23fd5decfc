//! A snapshot that was read for a configuration that needed less.

use std::path::Path;

use meibo::directory::{Desired, Kind, Pattern, RankKind, Snapshot};
use meibo::live::{Extent, Wants, codes, lacking};

use super::service::{Service, reading};
use crate::environment::Environment;
use crate::model::Company;

async fn snapshot(company: &Company, desired: &Desired) -> Snapshot {
    let service = Service::of(company);
    reading(&service, desired, Wants::default())
        .await
        .0
        .snapshot
}

fn lacks(snapshot: &Snapshot, desired: &Desired) -> Option<String> {
    let problem = lacking(Path::new("s.json"), snapshot, desired, Extent::Plan)?;
    assert_eq!(problem.code, codes::SNAPSHOT_LACKS);
    Some(problem.params["lists"].clone())
}

#[tokio::test(start_paused = true)]
async fn what_was_not_read_is_named() {
    let company = Company::small();
    let all = company.desired();
    let whole = snapshot(&company, &all).await;
    assert_eq!(lacks(&whole, &all), None);

    // A configuration that managed one group less, and no levels.
    let mut less = all.clone();
    less.groups
        .retain(|group| group.declaration.key.as_str() != "g-dev");
    less.ranks.retain(|rank| rank.kind != RankKind::UserType);
    let partial = snapshot(&company, &less).await;
    assert_eq!(lacks(&partial, &less), None);
    assert_eq!(
        lacks(&partial, &all).as_deref(),
        Some("the user types of acme, the members of group g-dev, the masters of group g-dev")
    );
    // What is needed less than what is there is no matter.
    assert_eq!(lacks(&whole, &less), None);

    // Ranks alone.
    let mut ranks = all.clone();
    ranks
        .sections
        .retain(|kind| RankKind::ALL.map(Kind::from).contains(kind));
    ranks.orgs.clear();
    ranks.members.clear();
    ranks.groups.clear();
    ranks.sibling_lists.clear();
    let partial = snapshot(&company, &ranks).await;
    assert_eq!(
        lacks(&partial, &all).as_deref(),
        Some("the members of acme, the orgs of acme, the groups of acme")
    );
    let text = serde_json::to_string(&partial).expect("JSON");
    let again: Snapshot = serde_json::from_str(&text).expect("a snapshot");
    assert_eq!(again, partial, "it is kept in the file");

    // A domain that came later.
    let company = Company::small().with_away();
    assert_eq!(
        lacks(&whole, &company.desired()).as_deref(),
        Some("the members of sub, the orgs of sub, the groups of sub")
    );

    // Owned members, so masters of groups that say nothing of theirs.
    let mut none = all.clone();
    for group in &mut none.groups {
        group.props.masters = meibo::directory::Field::Absent;
    }
    let company = Company::small();
    let partial = snapshot(&company, &none).await;
    let owned = vec![Pattern("*".into())];
    none.policy.owns.insert(Kind::Member, owned);
    assert_eq!(
        lacks(&partial, &none).as_deref(),
        Some("the masters of group g-all, the masters of group g-dev")
    );
}

#[test]
fn the_binary_refuses_it() {
    let environment = Environment::new();
    environment.copy_example("acme");
    let pulled = environment.meibo(&["pull", "acme", "--sandbox", "--out", "whole.json"]);
    pulled.exits(0);
    let plan = ["plan", "acme", "--live", "whole.json"];
    environment.meibo(&plan).exits(0);

    let whole = std::fs::read_to_string(environment.folder().join("whole.json")).expect("a file");
    environment.write("cut.json", &whole[..whole.len() * 9 / 10]);
    let cut = environment
        .meibo(&["plan", "acme", "--live", "cut.json"])
        .exits(1);
    assert!(cut.stderr.contains("M0561"), "{cut}");

    // Read while nothing but the ranks was declared.
    let acme = environment.folder().join("acme");
    std::fs::create_dir(environment.folder().join("ranks")).expect("a folder");
    for file in ["tenant.yaml", "ranks.yaml", "sandbox.json"] {
        let to = environment.folder().join("ranks").join(file);
        std::fs::copy(acme.join(file), to).expect("copied");
    }
    let pull = ["pull", "ranks", "--sandbox", "--out", "ranks.json"];
    environment.meibo(&pull).exits(0);
    let ranks = ["plan", "ranks", "--live", "ranks.json"];
    environment.meibo(&ranks).exits(0);
    let refused = environment
        .meibo(&["plan", "acme", "--live", "ranks.json"])
        .exits(1);
    assert!(refused.stderr.contains("M0565"), "{refused}");
    assert!(refused.stderr.contains("the members of"), "{refused}");
}
