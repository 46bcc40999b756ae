//! Status codes: what the generated enums have in common.

use std::fmt;

use crate::schema::StatusRow;
use crate::text::Text;

/// A status code of one endpoint. Codes that the spec does not list are kept as they came.
pub trait StatusCode: Clone + fmt::Debug + PartialEq + Send + Sync + 'static {
    /// The status with this code.
    fn from_code(code: Text) -> Self;

    /// The code: `00`.
    fn code(&self) -> &str;

    /// What the spec says of it; `None` for a code that it does not list.
    fn row(&self) -> Option<&'static StatusRow>;
}

/// A status code as it may be shown: the server can write anything there, so what does not look like a code is `…`.
pub fn shown_code(code: &str) -> &str {
    if code.len() <= 8 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) { code } else { "…" }
}
