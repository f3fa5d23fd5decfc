use meibo::directory::RankKind;
use meibo::plan::Step;

use crate::model::{Company, HOME};
use crate::run::{run, told};

#[test]
fn everything_is_made_from_nothing() {
    let mut before = Company::small();
    for handle in [
        "L1", "L2", "L3", "P1", "P2", "FT", "PT", "hq", "sales", "sales-1", "sales-2", "dev",
        "dev-1", "E1", "E2", "E3", "E4", "E5", "g-all", "g-dev",
    ] {
        before.remove(handle);
    }
    insta::assert_snapshot!(told(&run(&before, &Company::small()).plan));
}

#[test]
fn ranked_lists_are_switched_on_where_asked() {
    let mut after = Company::small();
    after.tenant.domains[0].enable = RankKind::ALL.into();
    let mut live = Company::empty().live();
    let state = live.domains.get_mut(&HOME).expect("the first domain");
    for kind in RankKind::ALL {
        *state.feature_mut(kind) = meibo::directory::FeatureState::Off;
    }
    let run = crate::run::run_live(&live, &after);
    let place = |is: &dyn Fn(&Step) -> bool| run.plan.steps.iter().position(is);
    for (list, kind) in [
        ("levels", "level"),
        ("positions", "position"),
        ("userTypes", "userType"),
    ] {
        let on = place(&|step| step.op == "enable" && step.key == list);
        let first = place(&|step| step.kind == kind);
        assert!(on.is_some() && on < first, "{}", told(&run.plan));
    }
}

#[test]
fn what_is_as_declared_needs_no_call() {
    let run = run(&Company::small(), &Company::small());
    assert!(run.plan.steps.is_empty());
}

#[test]
fn two_domains_need_no_call_either() {
    let company = Company::small().with_away();
    assert!(run(&company, &company).plan.steps.is_empty());
}

#[test]
fn the_file_says_what_the_model_says() {
    for company in [
        Company::empty(),
        Company::small(),
        Company::small().with_away(),
    ] {
        crate::folder::decodes(&company);
    }
}
