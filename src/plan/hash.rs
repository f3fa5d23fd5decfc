use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Plan;

/// `sha256:…` over everything a plan says but its hash, when it was made and when its base
/// was read: equal inputs give equal hashes.
pub fn hash(plan: &Plan) -> String {
    let mut value = serde_json::to_value(plan)
        .expect("a plan has string keys only, and its numbers are finite");
    if let Value::Object(members) = &mut value {
        members.remove("hash");
        members.remove("createdAt");
        if let Some(Value::Object(base)) = members.get_mut("base") {
            base.remove("readAt");
        }
    }
    let digest = Sha256::digest(value.to_string().as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
