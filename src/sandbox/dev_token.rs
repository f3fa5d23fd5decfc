//! The dev token: opens every call of the API and everything under `/sandbox/`.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use secrecy::{ExposeSecret, SecretString};

/// The token that was printed at start. Its `Debug` form keeps it secret.
#[derive(Clone, Debug)]
pub(super) struct DevToken(SecretString);

impl DevToken {
    /// A token of this text.
    pub(super) fn new(text: SecretString) -> DevToken {
        DevToken(text)
    }

    /// Whether an `Authorization` header bears it: `Bearer`, one space, the token. Takes
    /// as long for a near miss as for a far one.
    pub(super) fn admits(&self, authorization: Option<&str>) -> bool {
        authorization
            .and_then(|header| header.strip_prefix("Bearer "))
            .is_some_and(|given| {
                verify_slices_are_equal(given.as_bytes(), self.0.expose_secret().as_bytes()).is_ok()
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_admits_its_bearer_alone() {
        let token = DevToken::new(SecretString::from("meibo-dev-0123"));
        assert!(token.admits(Some("Bearer meibo-dev-0123")));
        for other in [
            None,
            Some(""),
            Some("meibo-dev-0123"),
            Some("bearer meibo-dev-0123"),
            Some("Bearer  meibo-dev-0123"),
            Some("Bearer meibo-dev-012"),
            Some("Bearer meibo-dev-01234"),
            Some("Bearer meibo-dev-0124"),
            Some("Bearer "),
        ] {
            assert!(!token.admits(other), "{other:?}");
        }
        assert!(!format!("{token:?}").contains("0123"));
    }
}
