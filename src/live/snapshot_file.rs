use std::io::{self, Read};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeSeed;

use super::codes;
use super::snapshot_stream::{Refused, Stream, refuses};
use crate::directory::{SNAPSHOT_FORMAT, Snapshot};
use crate::source::{Problem, open_regular_file, write_private_file};

/// Saves a snapshot. It holds personal data, so only the owner may read the file.
///
/// # Errors
/// Where it cannot be written.
pub fn save(path: &Path, snapshot: &Snapshot) -> Result<(), Problem> {
    write_private_file(path, |out| {
        serde_json::to_writer(&mut *out, snapshot)?;
        out.write_all(b"\n")
    })
    .map_err(|error| {
        Problem::error(codes::SNAPSHOT_NOT_WRITTEN)
            .with("path", path.display())
            .with("why", error)
    })
}

/// What there is to say of a snapshot that cannot be read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    format_version: u32,
    tenant: String,
}

/// Loads a snapshot before it is known of which tenant it should be: [`load`] says what is
/// wrong with one that cannot be read.
pub fn load_ahead(path: &Path) -> Option<Snapshot> {
    parse(&bytes(path).ok()?, None, &mut None).ok()
}

/// Loads a snapshot of a tenant.
///
/// # Errors
/// A file that cannot be read, is no snapshot, or is one of another format or tenant.
pub fn load(path: &Path, tenant: &str) -> Result<Snapshot, Problem> {
    let about = |code| Problem::error(code).with("path", path.display());
    let unreadable = |error: io::Error| about(codes::SNAPSHOT_UNREADABLE).with("why", error);
    let mut refused = None;
    let text = bytes(path).map_err(unreadable)?;
    let error = match parse(&text, Some(tenant), &mut refused) {
        Ok(snapshot) => return Ok(snapshot),
        Err(error) => error,
    };
    // A later format may look quite different: its number is the better message.
    let refused = refused.or_else(|| {
        let head = serde_json::from_slice::<Head>(&text).ok()?;
        refuses(head.format_version, &head.tenant, Some(tenant))
    });
    Err(match refused {
        Some(Refused::Format(found)) => about(codes::SNAPSHOT_FORMAT)
            .with("found", found)
            .with("expected", SNAPSHOT_FORMAT),
        Some(Refused::Tenant(found)) => about(codes::SNAPSHOT_TENANT)
            .with("found", found)
            .with("expected", tenant),
        Some(Refused::Misfiled(id)) => {
            about(codes::SNAPSHOT_DAMAGED).with("why", format!("{id} stands under another id"))
        }
        // Serde's own words may quote a value.
        None => about(codes::SNAPSHOT_DAMAGED).with(
            "why",
            format!(
                "{} at line {} column {}",
                match error.classify() {
                    serde_json::error::Category::Eof => "it stops in the middle",
                    serde_json::error::Category::Data => "something unexpected",
                    _ => "no JSON",
                },
                error.line(),
                error.column()
            ),
        ),
    })
}

/// The whole file: it is read in a third of the time then, and takes less memory than what
/// is read of it.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_regular_file(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn parse(
    text: &[u8],
    tenant: Option<&str>,
    refused: &mut Option<Refused>,
) -> serde_json::Result<Snapshot> {
    let mut json = serde_json::Deserializer::from_slice(text);
    let snapshot = Stream { tenant, refused }.deserialize(&mut json)?;
    json.end()?;
    Ok(snapshot)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::directory::{Directory, SNAPSHOT_FORMAT, Snapshot};
    use crate::live::codes;

    use super::{load, load_ahead, save};

    fn snapshot() -> Snapshot {
        Snapshot {
            format_version: SNAPSHOT_FORMAT,
            tenant: "acme".to_owned(),
            read_at: jiff::Timestamp::UNIX_EPOCH,
            directory: Directory::default(),
        }
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("snapshot.json");
        save(&path, &snapshot()).expect("saved");
        assert_eq!(load(&path, "acme"), Ok(snapshot()));
        assert_eq!(load_ahead(&path), Some(snapshot()));
    }

    #[test]
    fn anything_else_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("snapshot.json");
        let good = serde_json::to_string(&snapshot()).expect("JSON");
        for (text, code) in [
            (good.clone(), codes::SNAPSHOT_TENANT),
            (
                good.replace("\"formatVersion\":1", "\"formatVersion\":2"),
                codes::SNAPSHOT_FORMAT,
            ),
            (
                "{\"formatVersion\": 9, \"tenant\": \"x\", \"all\": \"new\"}".to_owned(),
                codes::SNAPSHOT_FORMAT,
            ),
            // Whose it is stands before anything can be wrong with the rest.
            (good[..good.len() / 2].to_owned(), codes::SNAPSHOT_TENANT),
            (
                good[..good.len() / 2].replace("acme", "other"),
                codes::SNAPSHOT_DAMAGED,
            ),
            (
                r#"{"directory":{},"readAt":"2026-01-01T00:00:00Z","tenant":"x","formatVersion":1}"#.to_owned(),
                codes::SNAPSHOT_TENANT,
            ),
            (
                r#"{"formatVersion":1,"tenant":"other","tenant":"other"}"#.to_owned(),
                codes::SNAPSHOT_DAMAGED,
            ),
            (String::new(), codes::SNAPSHOT_DAMAGED),
            ("[]".to_owned(), codes::SNAPSHOT_DAMAGED),
            ("{}".to_owned(), codes::SNAPSHOT_DAMAGED),
        ] {
            fs::write(&path, &text).expect("written");
            let problem = load(&path, "other").expect_err("refused");
            assert_eq!(problem.code, code, "{text}");
        }
        for no_file in [folder.path().join("gone"), folder.path().to_owned()] {
            let problem = load(&no_file, "acme").expect_err("no file");
            assert_eq!(problem.code, codes::SNAPSHOT_UNREADABLE);
            assert!(problem.params["why"].contains("(os error"), "{problem:?}");
        }
    }

    #[test]
    fn an_object_under_another_id_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("snapshot.json");
        let text = r#"{"formatVersion":1,"tenant":"acme","readAt":"2026-01-01T00:00:00Z","directory":{"orgs":{"a":{"id":"b","domain":1,"displayOrder":1,"props":{"features":{}}}}}}"#;
        fs::write(&path, text).expect("written");
        let problem = load(&path, "acme").expect_err("refused");
        assert_eq!(problem.code, codes::SNAPSHOT_DAMAGED);
        assert!(problem.params["why"].starts_with("a stands"), "{problem:?}");
    }
}
