//! The times that are left to a request.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::transport::{Departure, Outgoing, TransportError};

/// The shortest time that the runtime's clock tells apart.
const TICK: Duration = Duration::from_millis(1);

/// After how many bytes of a reply the clock is looked at.
pub(super) const LOOK_EVERY: usize = 64 * 1024;

/// The time limits of one request.
pub(super) struct Clock {
    pub(super) begun: Instant,
    connect: Duration,
    read: Duration,
    deadline: Instant,
}

impl Clock {
    pub(super) fn new(request: &Outgoing) -> Self {
        let (connect, read) = (request.connect_timeout, request.read_timeout);
        Self { begun: Instant::now(), connect, read, deadline: request.deadline.into() }
    }

    /// Whether the time for the call is over.
    pub(super) fn is_over(&self) -> bool {
        Instant::now() >= self.deadline
    }

    /// The end of a time that begins then, or the deadline if that comes first.
    fn limit_after(&self, begin: Instant, time: Duration) -> Instant {
        begin.checked_add(time).map_or(self.deadline, |at| at.min(self.deadline))
    }

    /// Waits for the answer to a request, whose silence counts from when sending began.
    ///
    /// Whether it began is checked only when a limit may have passed, which is never for most requests.
    pub(super) async fn wait_for_answer<T>(
        &self,
        mut sending: Pin<&mut impl Future<Output = T>>,
        departure: &Departure,
        too_slow: impl FnOnce() -> TransportError,
    ) -> Result<T, TransportError> {
        let mut now = self.begun;
        let connect = self.limit_after(now, self.connect);
        loop {
            let next = match departure.begun() {
                Some(begin) => self.limit_after(begin, self.read),
                None => connect.min(self.limit_after(now, self.read.max(TICK))),
            };
            if let Ok(answer) = timeout_at(next, &mut sending).await {
                return Ok(answer);
            }
            now = Instant::now();
            match departure.begun() {
                Some(begin) if self.limit_after(begin, self.read) <= now => {
                    return Err(TransportError::unknown("the server did not answer in time"));
                }
                None if connect <= now && departure.give_up() => {
                    return Err(too_slow());
                }
                _ => {}
            }
        }
    }

    /// Waits for the next part of the answer.
    pub(super) async fn wait_for_part<T>(
        &self,
        part: impl Future<Output = T>,
        late: &'static str,
    ) -> Result<T, TransportError> {
        let end = || self.limit_after(Instant::now(), self.read);
        at_once_or_by(part, end).await.ok_or_else(|| TransportError::unknown(late))
    }
}

/// What comes at once, or else by this time. Only if it does not come at once, the clock is read and a timer made.
async fn at_once_or_by<T>(work: impl Future<Output = T>, end: impl FnOnce() -> Instant) -> Option<T> {
    let mut work = pin!(work);
    let at_once = poll_fn(|cx| match work.as_mut().poll(cx) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => Poll::Ready(None),
    });
    match at_once.await {
        Some(value) => Some(value),
        None => timeout_at(end(), work).await.ok(),
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use bytes::Bytes;
    use http_body::Body;
    use tokio::time::{advance, sleep};

    use super::super::body::RequestBody;
    use super::*;
    use crate::transport::TransportErrorKind;

    const SECOND: Duration = Duration::from_secs(1);

    /// A clock with these times, in seconds: to connect, of silence, and for the whole call.
    fn clock(connect: u32, read: u32, total: u32) -> Clock {
        let begun = Instant::now();
        Clock { begun, connect: SECOND * connect, read: SECOND * read, deadline: begun + SECOND * total }
    }

    /// Lets the request leave after so many seconds, and answers so many seconds after that.
    async fn server(departure: &Departure, connect: u32, answer: u32) -> &'static str {
        let mut body = RequestBody::new(Bytes::from_static(b"xml"), departure);
        sleep(SECOND * connect).await;
        let asked = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await;
        assert!(asked.is_some_and(|frame| frame.is_ok()), "the request was given up before it was sent");
        sleep(SECOND * answer).await;
        "answer"
    }

    /// How waiting for such a server ends, and after how many seconds.
    async fn ask(clock: Clock, connect: u32, answer: u32) -> (Result<&'static str, TransportErrorKind>, u64) {
        let departure = Departure::default();
        let sending = pin!(server(&departure, connect, answer));
        let slow = || TransportError::not_sent("too slow");
        let ending = clock.wait_for_answer(sending, &departure, slow).await.map_err(|error| error.kind);
        (ending, clock.begun.elapsed().as_secs())
    }

    const NOT_SENT: Result<&str, TransportErrorKind> = Err(TransportErrorKind::NotSent);
    const UNKNOWN: Result<&str, TransportErrorKind> = Err(TransportErrorKind::Unknown);

    #[tokio::test(start_paused = true)]
    async fn an_answer_in_time_is_taken() {
        assert_eq!(ask(clock(5, 10, 60), 4, 9).await, (Ok("answer"), 13));
        // Silence counts from when sending began, however long connecting took.
        assert_eq!(ask(clock(20, 2, 60), 19, 1).await, (Ok("answer"), 20));
    }

    #[tokio::test(start_paused = true)]
    async fn what_takes_too_long_ends_at_the_first_limit() {
        assert_eq!(ask(clock(5, 10, 60), 6, 0).await, (NOT_SENT, 5));
        assert_eq!(ask(clock(5, 10, 60), 1, 11).await, (UNKNOWN, 11));
        assert_eq!(ask(clock(5, 10, 3), 4, 0).await, (NOT_SENT, 3));
        assert_eq!(ask(clock(5, 10, 8), 4, 9).await, (UNKNOWN, 8));
        assert_eq!(ask(clock(20, 2, 60), 19, 3).await, (UNKNOWN, 21));
    }

    /// What connects too slowly is not sent later, and the time to connect counts however short the silence may be.
    #[tokio::test(start_paused = true)]
    async fn what_connects_too_slowly_is_given_up() {
        for (connect, read) in [(5, 10), (5, 2), (5, 0)] {
            let (clock, departure) = (clock(connect, read, 60), Departure::default());
            let slow = || TransportError::not_sent("too slow");
            assert!(clock.wait_for_answer(pin!(pending::<()>()), &departure, slow).await.is_err());
            assert_eq!(clock.begun.elapsed(), SECOND * connect);
            assert!(!departure.begin(), "it was given up");
        }
        // Sending begins while silence is waited for, and takes no longer to be noticed than that.
        assert_eq!(ask(clock(30, 2, 60), 1, 60).await, (UNKNOWN, 3));
        assert_eq!(ask(clock(5, 0, 60), 1, 1).await, (UNKNOWN, 1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_leaves_at_the_last_moment_is_waited_for() {
        assert_eq!(ask(clock(5, 10, 60), 5, 1).await, (Ok("answer"), 6));
        assert_eq!(ask(clock(5, 10, 60), 5, 11).await, (UNKNOWN, 15));
    }

    #[tokio::test(start_paused = true)]
    async fn a_time_that_no_clock_can_count_to_ends_at_the_deadline() {
        let mut forever = clock(1, 1, 7);
        (forever.connect, forever.read) = (Duration::MAX, Duration::MAX);
        assert_eq!(ask(forever, 1, 60).await, (UNKNOWN, 7));
    }

    #[tokio::test(start_paused = true)]
    async fn silence_counts_anew_at_each_part() {
        let clock = clock(5, 2, 9);
        for _ in 0..4 {
            assert!(clock.wait_for_part(sleep(SECOND + SECOND / 2), "late").await.is_ok());
        }
        let late = clock.wait_for_part(pending::<()>(), "late").await.expect_err("it never comes");
        assert_eq!((late.kind, late.reason.as_str()), (TransportErrorKind::Unknown, "late"));
        assert_eq!(clock.begun.elapsed(), SECOND * 8);
        // The deadline ends it earlier.
        assert!(clock.wait_for_part(pending::<()>(), "late").await.is_err());
        assert_eq!(clock.begun.elapsed(), SECOND * 9);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_there_is_taken_even_at_the_deadline() {
        let clock = clock(5, 2, 9);
        advance(SECOND * 10).await;
        assert_eq!(clock.wait_for_part(ready("here"), "late").await.ok(), Some("here"));
    }
}
