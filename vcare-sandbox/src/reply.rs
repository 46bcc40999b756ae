//! What is sent back.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};

pub(crate) type Reply = Response<ReplyBody>;

/// Why a request is not answered: a status, and a text for a person.
pub(crate) type Refusal = (StatusCode, String);

/// A reply with success.
pub(crate) fn ok(content_type: &'static str, body: impl Into<ReplyBody>) -> Reply {
    let mut reply = Response::new(body.into());
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    reply
}

/// XML, as the vendor labels it.
pub(crate) fn xml(body: impl Into<ReplyBody>) -> Reply {
    ok("text/xml; charset=utf-8", body)
}

/// A reply for a person.
pub(crate) fn plain(status: StatusCode, text: impl Into<String>) -> Reply {
    let mut reply = ok("text/plain; charset=utf-8", text.into());
    *reply.status_mut() = status;
    reply
}

/// The body of a reply, which may break off.
pub(crate) struct ReplyBody {
    rest: Bytes,
    /// How many bytes are announced and never come.
    missing: usize,
    waited: bool,
}

impl<T: Into<Bytes>> From<T> for ReplyBody {
    fn from(whole: T) -> Self {
        Self { rest: whole.into(), missing: 0, waited: false }
    }
}

impl ReplyBody {
    /// Announces all bytes and sends the first half, then the connection ends.
    pub(crate) fn cut_in_half(whole: impl Into<Bytes>) -> Self {
        let mut rest = whole.into();
        let length = rest.len();
        rest.truncate(length / 2);
        Self { missing: length - rest.len(), rest, waited: false }
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.rest)))));
        }
        if self.missing == 0 {
            return Poll::Ready(None);
        }
        // When a body fails, hyper drops what it has not written yet. It writes while the body makes it wait.
        if !self.waited {
            self.waited = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.missing == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact((self.rest.len() + self.missing) as u64)
    }
}
