//! Regular expressions that are part of this program.

use regex::Regex;

/// Compiles a constant.
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is a constant, and tested")
}
