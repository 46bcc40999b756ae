//! What can be answered.

use vcare_core::record::Record;

/// A status, and what goes with it.
pub(crate) struct Answer {
    pub(crate) code: String,
    /// What the server says; `None` for the spec's description of the code.
    pub(crate) text: Option<String>,
    pub(crate) response: Option<Box<dyn Record>>,
}

impl Answer {
    pub(crate) fn success(response: impl Record + 'static) -> Self {
        Self::success_with(Box::new(response))
    }

    pub(crate) fn success_with(response: Box<dyn Record>) -> Self {
        Self { code: "00".to_owned(), text: None, response: Some(response) }
    }

    /// A failure in the words of the status table.
    pub(crate) fn failure(code: &str) -> Self {
        Self { code: code.to_owned(), text: None, response: None }
    }

    /// A failure whose words the server chooses.
    pub(crate) fn failure_saying(code: &str, text: String) -> Self {
        Self { code: code.to_owned(), text: Some(text), response: None }
    }
}
