//! Bodies of requests: read within bounds, and what is refused is let run out, so that
//! whoever sends it hears the answer instead of a broken connection.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use hyper::body::{Body as _, Incoming};

/// A body that is not there by then is refused.
const TIME: Duration = Duration::from_secs(60);
/// What is refused is read on for so long ...
const DRAIN_TIME: Duration = Duration::from_secs(2);
/// ... and so far, and thrown away.
const DRAIN_BYTES: usize = 16 << 20;

/// Why a body is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotTaken {
    /// It is longer than allowed, by its own word or in fact.
    TooLong,
    /// It broke off, or its chunks are none.
    Broken,
    /// It did not come in time.
    TooSlow,
}

/// Reads a body of at most so many bytes.
///
/// # Errors
/// Where it is longer, broken or slow.
pub(super) async fn read(
    headers: &HeaderMap,
    body: &mut Incoming,
    limit: usize,
) -> Result<Bytes, NotTaken> {
    let said = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<u64>().ok())
        .unwrap_or(0);
    if usize::try_from(said).map_or(true, |said| said > limit) {
        return Err(NotTaken::TooLong);
    }
    tokio::time::timeout(TIME, collect(body, limit))
        .await
        .unwrap_or(Err(NotTaken::TooSlow))
}

async fn collect(body: &mut Incoming, limit: usize) -> Result<Bytes, NotTaken> {
    let mut whole = Vec::new();
    while let Some(piece) = next(body).await {
        let piece = piece.map_err(|_| NotTaken::Broken)?;
        if whole.len() + piece.len() > limit {
            return Err(NotTaken::TooLong);
        }
        whole.extend_from_slice(&piece);
    }
    Ok(Bytes::from(whole))
}

/// Lets the rest of a refused body run out, within bounds. One that waits to be asked for
/// (`Expect: 100-continue`) is never asked for.
pub(super) async fn drain(headers: &HeaderMap, body: &mut Incoming) {
    if headers.contains_key(header::EXPECT) {
        return;
    }
    let draining = async {
        let mut read = 0;
        while let Some(Ok(piece)) = next(body).await {
            read += piece.len();
            if read > DRAIN_BYTES {
                break;
            }
        }
    };
    // The answer is given all the same.
    let _ = tokio::time::timeout(DRAIN_TIME, draining).await;
}

/// The next piece; trailers are passed over.
async fn next(body: &mut Incoming) -> Option<Result<Bytes, hyper::Error>> {
    loop {
        match poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await? {
            Ok(frame) => {
                if let Ok(piece) = frame.into_data() {
                    return Some(Ok(piece));
                }
            }
            Err(error) => return Some(Err(error)),
        }
    }
}
