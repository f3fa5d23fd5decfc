use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::rt::{Read, ReadBufCursor, Write};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Sleep;

/// How much is read at once.
const CHUNK: usize = 8 << 10;

/// How long the other side of a connection may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// From the first byte of a request's head (for the first request: from the start of
    /// the connection) to its last.
    pub head: Duration,
    /// To take anything of an answer at all.
    pub write: Duration,
}

/// A connection that ends itself where the other side sends a head byte by byte, or
/// takes nothing of its answer: neither may hold its place for ever.
#[derive(Debug)]
pub(super) struct Patient {
    stream: TcpStream,
    patience: Patience,
    /// Whether a request is being answered: what is read then is no head.
    answering: Arc<AtomicBool>,
    head: Option<Pin<Box<Sleep>>>,
    write: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    /// `answering` is set by whoever answers, while it does.
    pub(super) fn new(
        stream: TcpStream,
        patience: Patience,
        answering: Arc<AtomicBool>,
    ) -> Patient {
        Patient {
            stream,
            patience,
            answering,
            head: Some(Box::pin(tokio::time::sleep(patience.head))),
            write: None,
        }
    }

    fn watch_write<T>(
        &mut self,
        cx: &mut Context<'_>,
        polled: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            self.write = None;
            return polled;
        }
        let patience = self.patience.write;
        let timer = self
            .write
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        ended(timer, cx)
    }
}

fn ended<T>(timer: &mut Pin<Box<Sleep>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
    match timer.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
        Poll::Pending => Poll::Pending,
    }
}

impl Read for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let mut chunk = [0; CHUNK];
        // Never longer than the chunk.
        let (chunk, _) = chunk.split_at_mut(buffer.remaining().min(CHUNK));
        let mut read = ReadBuf::new(chunk);
        let polled = Pin::new(&mut self.stream).poll_read(cx, &mut read);
        buffer.put_slice(read.filled());
        if self.answering.load(Ordering::Relaxed) {
            self.head = None;
            return polled;
        }
        let patience = self.patience.head;
        match (polled, &mut self.head) {
            (Poll::Ready(done), head) => {
                if head.is_none() && !read.filled().is_empty() {
                    *head = Some(Box::pin(tokio::time::sleep(patience)));
                }
                Poll::Ready(done)
            }
            (Poll::Pending, Some(timer)) => ended(timer, cx),
            (Poll::Pending, None) => Poll::Pending,
        }
    }
}

impl Write for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.watch_write(cx, polled)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(cx, buffers);
        self.watch_write(cx, polled)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    const SHORT: Duration = Duration::from_millis(100);
    const LONG: Duration = Duration::from_secs(3600);

    /// A connection and its other side.
    async fn pair(patience: Patience) -> (Patient, TcpStream, Arc<AtomicBool>) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let (other, taken) = tokio::join!(TcpStream::connect(address), listener.accept());
        let answering = Arc::new(AtomicBool::new(false));
        let (stream, _) = taken.expect("taken");
        let patient = Patient::new(stream, patience, Arc::clone(&answering));
        (patient, other.expect("connected"), answering)
    }

    async fn read(patient: &mut Patient) -> io::Result<usize> {
        let mut bytes = [0_u8; 64];
        let mut buffer = hyper::rt::ReadBuf::new(&mut bytes);
        poll_fn(|cx| Pin::new(&mut *patient).poll_read(cx, buffer.unfilled())).await?;
        Ok(buffer.filled().len())
    }

    fn say(other: &TcpStream, text: &str) {
        assert_eq!(other.try_write(text.as_bytes()).ok(), Some(text.len()));
    }

    fn timed_out(result: io::Result<usize>) -> bool {
        result.is_err_and(|error| error.kind() == io::ErrorKind::TimedOut)
    }

    #[tokio::test]
    async fn a_head_that_does_not_end_ends_the_connection() {
        let patience = Patience {
            head: SHORT,
            write: LONG,
        };
        let (mut patient, _other, _) = pair(patience).await;
        assert!(timed_out(read(&mut patient).await), "nothing was said");

        let (mut patient, other, answering) = pair(patience).await;
        say(&other, "GET / HT");
        assert_eq!(read(&mut patient).await.expect("some of it"), 8);
        // A byte now and then buys no time.
        let dripping = async {
            loop {
                tokio::time::sleep(SHORT / 4).await;
                say(&other, "T");
            }
        };
        let reading = async {
            loop {
                if let Err(error) = read(&mut patient).await {
                    return error.kind();
                }
            }
        };
        let kind = tokio::select! {
            () = dripping => unreachable!("it never ends"),
            kind = reading => kind,
        };
        assert_eq!(kind, io::ErrorKind::TimedOut);
        // While a request is answered, what comes is no head; and idling is no fault.
        let (mut patient, other, _) = {
            answering.store(false, Ordering::Relaxed);
            pair(patience).await
        };
        let answering = Arc::clone(&patient.answering);
        answering.store(true, Ordering::Relaxed);
        say(&other, "body");
        assert_eq!(read(&mut patient).await.expect("a body"), 4);
        answering.store(false, Ordering::Relaxed);
        let idle = tokio::time::timeout(3 * SHORT, read(&mut patient)).await;
        assert!(idle.is_err(), "{idle:?}");
    }

    #[tokio::test]
    async fn an_answer_that_nobody_takes_ends_the_connection() {
        let patience = Patience {
            head: LONG,
            write: SHORT,
        };
        let (mut patient, _other, _) = pair(patience).await;
        let much = vec![0; 1 << 20];
        let ended = loop {
            let wrote = poll_fn(|cx| Pin::new(&mut patient).poll_write(cx, &much)).await;
            if wrote.is_err() {
                break wrote;
            }
        };
        assert!(timed_out(ended));
    }
}
