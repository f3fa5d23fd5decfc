use std::path::Path;

use crate::source::load;

fn example(name: &str) -> crate::source::Loaded {
    load(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("examples")
            .join(name),
    )
}

#[test]
fn the_examples_load_without_a_word() {
    for name in ["minimal", "acme"] {
        let loaded = example(name);
        assert_eq!(loaded.problems, [], "{name}");
        let desired = loaded.desired.expect("no problems");
        assert!(
            !desired.members.is_empty() && !desired.orgs.is_empty(),
            "{name}"
        );
    }
}
