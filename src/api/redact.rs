use secrecy::{ExposeSecret, SecretString};

/// What stands for a secret in a text.
const STANDS_FOR: &str = "[secret]";

/// Shorter ones would take harmless text away.
const SHORTEST: usize = 4;

/// The longest text of the service that is passed on.
const LONGEST: usize = 300;

/// Takes secrets out of what others wrote: a server may echo what it was sent.
#[derive(Debug, Default)]
pub(super) struct Redactor {
    secrets: Vec<SecretString>,
}

impl Redactor {
    pub(super) fn add(&mut self, secret: SecretString) {
        if secret.expose_secret().len() >= SHORTEST {
            self.secrets.push(secret);
        }
    }

    /// The text without the secrets, and no longer than a person reads.
    pub(super) fn clean(&self, text: &str) -> String {
        let mut clean = text.to_owned();
        for secret in &self.secrets {
            let secret = secret.expose_secret();
            if clean.contains(secret) {
                clean = clean.replace(secret, STANDS_FOR);
            }
        }
        if let Some((end, _)) = clean.char_indices().nth(LONGEST) {
            clean.truncate(end);
            clean.push('…');
        }
        clean
    }
}

#[cfg(test)]
mod tests {
    use super::Redactor;

    #[test]
    fn secrets_are_taken_out_and_texts_kept_short() {
        let mut redactor = Redactor::default();
        redactor.add("s3cr3t".into());
        redactor.add("".into());
        redactor.add("a".into());
        assert_eq!(
            redactor.clean("bad password s3cr3t, s3cr3t!"),
            "bad password [secret], [secret]!"
        );
        let long = redactor.clean(&"長".repeat(1000));
        assert_eq!(long.chars().count(), 301);
    }
}
