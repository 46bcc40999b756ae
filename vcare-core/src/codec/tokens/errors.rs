//! Errors that are reported by more than one function.

use crate::codec::error::DecodeErrorKind;

pub(super) const IMPROPER_NAME: DecodeErrorKind = DecodeErrorKind::Malformed("an element without a proper name");
pub(super) const HYPHENS_IN_COMMENT: DecodeErrorKind = DecodeErrorKind::Malformed("a comment that holds `--`");
pub(super) const IMPROPER_INSTRUCTION: DecodeErrorKind =
    DecodeErrorKind::Malformed("a processing instruction without a proper name");
