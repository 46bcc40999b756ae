//! The lines of a recording.

use serde::{Deserialize, Serialize};

use crate::transport::TransportErrorKind;

/// One exchange, as it stands in a file.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Exchange<R = String> {
    pub(super) endpoint: String,
    pub(super) reference_number: String,
    /// The request's XML.
    pub(super) request: Option<String>,
    /// What came back; none when nothing did. With an error, only the head came whole.
    pub(super) http_status: Option<u16>,
    /// The reply's XML; none when it could not be read, so that nothing tells what is in it.
    pub(super) reply: Option<R>,
    /// How long the reply was, before anything was taken out.
    pub(super) reply_bytes: Option<usize>,
    /// Why nothing came back.
    pub(super) error: Option<String>,
    /// Whether it is certain that nothing was sent.
    #[serde(default)]
    pub(super) not_sent: bool,
    /// Whether another attempt would have failed the same way.
    #[serde(default, alias = "hopeless")]
    pub(super) permanent: bool,
}

impl Exchange {
    /// What the failed attempt came to.
    pub(super) fn error_kind(&self) -> TransportErrorKind {
        TransportErrorKind::new(self.not_sent, self.permanent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An exchange without an answer, with these keys at its end.
    fn failed(keys: &str) -> Exchange {
        let exchange = format!(
            r#"{{"endpoint":"GetPlanService","reference_number":"1","request":null,"http_status":null,"reply":null,"reply_bytes":null,"error":"cut"{keys}}}"#
        );
        serde_json::from_str(&exchange).expect("it is an exchange")
    }

    #[test]
    fn what_a_failed_attempt_came_to_is_read_from_either_key() {
        for (keys, expected) in [
            ("", TransportErrorKind::Unknown),
            (r#","not_sent":false,"permanent":false"#, TransportErrorKind::Unknown),
            (r#","not_sent":false,"permanent":true"#, TransportErrorKind::UnknownPermanent),
            (r#","not_sent":true,"permanent":false"#, TransportErrorKind::NotSent),
            (r#","not_sent":true,"permanent":true"#, TransportErrorKind::NotSentPermanent),
            // As recordings of earlier versions have it.
            (r#","not_sent":false,"hopeless":true"#, TransportErrorKind::UnknownPermanent),
            (r#","not_sent":true,"hopeless":false"#, TransportErrorKind::NotSent),
            (r#","not_sent":true,"hopeless":true"#, TransportErrorKind::NotSentPermanent),
        ] {
            assert_eq!(failed(keys).error_kind(), expected, "{keys}");
        }
    }

    #[test]
    fn the_keys_of_a_recording_stay() {
        let written = serde_json::to_value(failed(r#","not_sent":true,"permanent":true"#)).expect("it is JSON");
        let mut keys: Vec<_> = written.as_object().expect("it is an object").keys().map(String::as_str).collect();
        let mut expected = [
            "endpoint",
            "reference_number",
            "request",
            "http_status",
            "reply",
            "reply_bytes",
            "error",
            "not_sent",
            "permanent",
        ];
        expected.sort_unstable();
        keys.sort_unstable();
        assert_eq!(keys, expected);
        assert_eq!((&written["not_sent"], &written["permanent"]), (&true.into(), &true.into()));
    }
}
