//! Connections: how many, how long they may idle, and how much of a head they may send.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioTimer;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::exchange;
use super::patient::{Patience, Patient};
use super::service::Service;

/// More wait until one of them ends.
pub(super) const MAX_CONNECTIONS: usize = 256;
/// More headers are refused with 431.
const MAX_HEADERS: usize = 100;
/// A request line and headers that are longer in all are refused with 431.
const HEAD_BYTES: usize = 64 << 10;
/// A connection may say nothing for so long: longer than clients keep one, so that none
/// is ended under a request.
const IDLE: Duration = Duration::from_secs(120);
/// How long open connections may take to end at shutdown.
const LAST_WORDS: Duration = Duration::from_secs(2);

const PATIENCE: Patience = Patience {
    head: Duration::from_secs(10),
    write: Duration::from_secs(30),
};

/// Answers on a listener until told to stop; then lets what is being answered end.
pub(super) async fn serve(
    listener: TcpListener,
    service: Arc<Service>,
    mut stop: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut open = JoinSet::new();
    loop {
        // Those that ended need not be remembered.
        while open.try_join_next().is_some() {}
        let next = async {
            // Never closed, so a place comes free some time.
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            _ = stop.changed() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let (service, stop) = (Arc::clone(&service), stop.clone());
                open.spawn(async move {
                    connection(stream, peer, service, stop).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    let ends = async { while open.join_next().await.is_some() {} };
    // What is still open then is aborted with the set.
    let _ = tokio::time::timeout(LAST_WORDS, ends).await;
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    service: Arc<Service>,
    mut stop: watch::Receiver<bool>,
) {
    // Answers are small and written whole.
    let _ = stream.set_nodelay(true);
    let answering = Arc::new(AtomicBool::new(false));
    let io = Patient::new(stream, PATIENCE, Arc::clone(&answering));
    let of_requests = Arc::clone(&service);
    let stopping = stop.clone();
    let requests = service_fn(move |request| {
        answering.store(true, Ordering::Relaxed);
        let (service, answering) = (Arc::clone(&of_requests), Arc::clone(&answering));
        let stopping = stopping.clone();
        async move {
            let answer = exchange::answer(service, peer.ip(), request, stopping).await;
            answering.store(false, Ordering::Relaxed);
            answer
        }
    });
    let mut serving = std::pin::pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(IDLE)
            .max_headers(MAX_HEADERS)
            .max_buf_size(HEAD_BYTES)
            .serve_connection(io, requests)
    );
    let ended = tokio::select! {
        ended = serving.as_mut() => ended,
        _ = stop.changed() => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    match ended {
        // hyper has answered it with 400, 414 or 431 already.
        Err(error) if error.is_parse() => exchange::note_unreadable(&service),
        Err(error) => tracing::debug!(%error, "a connection broke off"),
        Ok(()) => {}
    }
}
