use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// Work that goes on beside other work.
pub(super) type Work<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// Does all of it side by side; the results in the order of the work. The first failure
/// ends the rest.
pub(super) async fn side_by_side<T, E>(work: Vec<Work<'_, T, E>>) -> Result<Vec<T>, E> {
    let mut running: Vec<Option<Work<'_, T, E>>> = work.into_iter().map(Some).collect();
    let mut done: Vec<Option<T>> = running.iter().map(|_| None).collect();
    poll_fn(|context| {
        let mut waiting = false;
        for (slot, result) in running.iter_mut().zip(&mut done) {
            let Some(work) = slot else { continue };
            match work.as_mut().poll(context) {
                Poll::Pending => waiting = true,
                Poll::Ready(Ok(value)) => {
                    *result = Some(value);
                    *slot = None;
                }
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
            }
        }
        if waiting {
            Poll::Pending
        } else {
            Poll::Ready(Ok(()))
        }
    })
    .await?;
    // Every slot is done, or the loop above would still be waiting.
    Ok(done.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Work, side_by_side};

    fn after(seconds: u64, result: Result<u64, &'static str>) -> Work<'static, u64, &'static str> {
        Box::pin(async move {
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            result
        })
    }

    #[tokio::test(start_paused = true)]
    async fn as_long_as_the_longest_and_in_order() {
        let start = tokio::time::Instant::now();
        let done = side_by_side(vec![after(3, Ok(1)), after(1, Ok(2)), after(2, Ok(3))]).await;
        assert_eq!(done, Ok(vec![1, 2, 3]));
        assert_eq!(start.elapsed().as_secs(), 3);
        assert_eq!(side_by_side::<u64, ()>(vec![]).await, Ok(vec![]));
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_failure_ends_the_rest() {
        let start = tokio::time::Instant::now();
        let done = side_by_side(vec![after(60, Ok(1)), after(1, Err("broken"))]).await;
        assert_eq!(done, Err("broken"));
        assert_eq!(start.elapsed().as_secs(), 1);
    }
}
