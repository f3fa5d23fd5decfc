use sha2::{Digest, Sha256};

use super::Plan;

/// `sha256:...` over a plan, less its own hash and the two times (design section 4): what
/// was reviewed is what is applied.
pub fn hash(plan: &Plan) -> String {
    let mut bare = plan.clone();
    bare.hash.clear();
    bare.created_at.clear();
    bare.base.read_at.clear();
    let bytes = serde_json::to_vec(&bare)
        .expect("a plan has string keys only and serde_json writes every number");
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        text.push_str(&format!("{byte:02x}"));
    }
    text
}
