//! How long a server asks to wait before another attempt.

use std::time::{Duration, SystemTime};

/// The wait that the answer of a server that is overloaded or down for a while asks for, by its HTTP status and the header
/// `Retry-After`.
pub(super) fn asked_wait(http_status: u16, header: Option<&str>) -> Option<Duration> {
    let header = header.filter(|_| matches!(http_status, 429 | 503))?;
    parse(header.trim(), SystemTime::now())
}

/// Reads the header `Retry-After`: seconds, or a date. A date that has passed means no wait.
fn parse(header: &str, now: SystemTime) -> Option<Duration> {
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than can be counted are as good as the most that can be.
        return Some(Duration::from_secs(header.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(header).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").expect("it is a date");
        for (header, seconds) in [
            ("0", Some(0)),
            ("120", Some(120)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:50:07 GMT", Some(30)),
            ("Sun, 06 Nov 1994 08:49:07 GMT", Some(0)),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("Sun, 32 Nov 1994 08:50:07 GMT", None),
        ] {
            assert_eq!(parse(header, now).map(|wait| wait.as_secs()), seconds, "{header}");
        }
    }
}
