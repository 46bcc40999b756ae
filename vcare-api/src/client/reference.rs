//! Reference numbers.

use std::time::{SystemTime, UNIX_EPOCH};

/// A number that no other call has had: seconds since 1970, then eight random digits. 18 digits, as a `long` holds.
pub(super) fn new_reference_number() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    format!("{:010}{:08}", seconds % 10_000_000_000, fastrand::u32(..100_000_000))
}
