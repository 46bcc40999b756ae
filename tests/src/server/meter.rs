//! Where one request on a connection ends and the next begins.

use std::collections::VecDeque;

use super::seen::Seen;

/// A request that came whole.
#[derive(Clone, Debug)]
pub struct Request {
    /// Request line and headers.
    pub head: String,
    /// The XML.
    pub body: String,
}

impl Request {
    /// The endpoint that it was sent to: the last part of the path.
    pub fn endpoint(&self) -> &str {
        let path = self.head.split(' ').nth(1).unwrap_or_default();
        path.trim_matches('/').rsplit('/').next().unwrap_or_default()
    }

    /// Its reference number.
    pub fn number(&self) -> &str {
        let after = self.body.split_once("<REFERENCENUMBER>").map_or("", |(_, after)| after);
        after.split('<').next().unwrap_or_default()
    }

    /// A reply of its endpoint that says success.
    pub fn good_reply(&self) -> String {
        crate::reply_with(self.endpoint(), self.number(), "<statusCode>00</statusCode>")
    }
}

/// Takes bytes as they come, and counts a request with its first.
#[derive(Debug, Default)]
pub(super) struct Meter {
    current: Vec<u8>,
    whole: VecDeque<Request>,
}

impl Meter {
    pub(super) fn feed(&mut self, mut bytes: &[u8], seen: &Seen) {
        seen.read(bytes.len());
        while !bytes.is_empty() {
            if self.current.is_empty() {
                seen.request_began();
            }
            let before = self.current.len();
            self.current.extend_from_slice(bytes);
            let Some((head, end)) = bounds(&self.current) else { return };
            bytes = &bytes[end - before..];
            let text = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
            let request = Request { head: text(&self.current[..head]), body: text(&self.current[head..end]) };
            seen.request_came_whole(request.number());
            self.whole.push_back(request);
            self.current.clear();
        }
    }

    /// The next request that came whole.
    pub(super) fn next(&mut self) -> Option<Request> {
        self.whole.pop_front()
    }
}

/// Where the head ends and where the body does, once all of it is there.
fn bounds(request: &[u8]) -> Option<(usize, usize)> {
    let head = request.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&request[..head]).to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
    let end = head + length.map_or(0, |length| length.trim().parse().expect("the client counts right"));
    (request.len() >= end).then_some((head, end))
}
