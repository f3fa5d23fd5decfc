//! Bodies that no healthy server sends.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use hyper::body::{Body, Frame};
use tokio::time::Sleep;

use crate::sandbox::service::Service;

/// Long enough for what was written to be on its way when the connection breaks off.
const LINGER: Duration = Duration::from_millis(20);

/// Some bytes, and then the connection breaks off.
#[derive(Debug)]
pub(super) struct Cut {
    bytes: Option<Bytes>,
    linger: Option<Pin<Box<Sleep>>>,
}

impl Cut {
    /// These bytes are sent yet.
    pub(super) fn after(bytes: Bytes) -> Cut {
        Cut {
            bytes: Some(bytes),
            linger: None,
        }
    }
}

impl Body for Cut {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(bytes) = self.bytes.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        let linger = self
            .linger
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(LINGER)));
        linger
            .as_mut()
            .poll(cx)
            .map(|()| Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}

/// The beginning of a JSON object, and then white space for ever.
pub(super) struct Drip {
    service: Arc<Service>,
    pause: Duration,
    waiting: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl Drip {
    /// A byte every so often, by the sandbox's clock.
    pub(super) fn every(service: Arc<Service>, pause: Duration) -> Drip {
        Drip {
            service,
            pause,
            waiting: None,
        }
    }
}

impl Body for Drip {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let byte = match &mut self.waiting {
            None => "{",
            Some(waiting) => {
                if waiting.as_mut().poll(cx).is_pending() {
                    return Poll::Pending;
                }
                " "
            }
        };
        let (service, pause) = (Arc::clone(&self.service), self.pause);
        self.waiting = Some(Box::pin(async move { service.clock.sleep(pause).await }));
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(byte.as_bytes())))))
    }
}
