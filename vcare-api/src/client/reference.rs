//! Reference numbers.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many numbers there are in a second.
const NUMBERS_PER_SECOND: u32 = 100_000_000;

/// Counts the calls of this program, from a random number, so that other programs count elsewhere.
static COUNTER: LazyLock<AtomicU32> = LazyLock::new(|| AtomicU32::new(fastrand::u32(..NUMBERS_PER_SECOND)));

/// A number that no other call has had: seconds since 1970, then eight digits that count. 18 digits, as a `long` holds.
pub(super) fn new_reference_number() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let count = COUNTER.fetch_add(1, Ordering::Relaxed) % NUMBERS_PER_SECOND;
    format!("{:018}", seconds % 10_000_000_000 * u64::from(NUMBERS_PER_SECOND) + u64::from(count))
}
