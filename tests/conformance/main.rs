//! The documented facts of the service and what shows each of them.
mod extract;

#[test]
fn skeleton() {
    let reference = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/lineworks-api.md"
    ))
    .unwrap();
    for fact in extract::extract(&reference) {
        println!(
            "{}-{:02} {} {}",
            fact.section, fact.ordinal, fact.fingerprint, fact.text
        );
    }
}
