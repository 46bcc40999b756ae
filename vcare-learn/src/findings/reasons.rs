//! Why a difference is not written.

pub(super) const NOT_PLAIN: &str = "a spec has only names of ASCII letters, digits, `_`, `-` and `.`";
pub(super) const HIDDEN: &str = "the name may be made of a value";
pub(super) const IN_ENVELOPE: &str = "it is around what a spec describes";
pub(super) const IN_TEXT: &str = "the spec has text there";
pub(super) const IN_UNWRITTEN: &str = "what it is in is not written";
pub(super) const WITH_TEXT: &str = "in a spec, an element with text alone has none";
pub(super) const BESIDE: &str = "a spec has no text beside elements";
pub(super) const NAMESAKES: &str = "the spec tells elements of this name apart by their place";
pub(super) const TWICE_NUMBERED: &str = "the spec has one for each number";
pub(super) const NO_VALUE: &str = "no value of it may be shown";
pub(super) const NO_CODE: &str = "a spec has only codes of two to five digits";
pub(super) const SHARED: &str = "`vcare.toml` says it for all endpoints";
pub(super) const NOT_KEPT: &str = "there are too many";
