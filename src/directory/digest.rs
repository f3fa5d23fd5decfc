use std::io::{self, BufWriter, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

/// `sha256:…` over a value's compact JSON, which is never held whole.
///
/// # Errors
/// What cannot be said in JSON: keys that are no text.
pub fn digest(value: &impl Serialize) -> serde_json::Result<String> {
    let mut hasher = Sha256::new();
    {
        // JSON is written a few bytes at a time.
        let mut buffered = BufWriter::with_capacity(BLOCK, Hashing(&mut hasher));
        serde_json::to_writer(&mut buffered, value)?;
        buffered.flush().map_err(serde_json::Error::io)?;
    }
    let digest = hasher.finalize();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("sha256:{hex}"))
}

/// Bytes that are hashed at a time.
const BLOCK: usize = 1 << 14;

struct Hashing<'a>(&'a mut Sha256);

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
