//! Whether the runtime around a call has what the call needs.

use std::panic::catch_unwind;
use std::time::Duration;

use tokio::runtime::Handle;

use crate::transport::Transport;

/// What the runtime around a call lacks. A transport that keeps the deadline by itself needs timers or not.
pub(super) fn problem(transport: &dyn Transport) -> Option<&'static str> {
    if Handle::try_current().is_err() {
        return Some("a call has to be awaited inside a tokio runtime; without one, use the blocking client");
    }
    (!transport.keeps_deadline() && !has_timers()).then_some(NO_TIMERS)
}

pub(crate) const NO_TIMERS: &str = "the tokio runtime has no timers: build it with `enable_all`";

/// Whether the current runtime has timers. tokio tells only by a panic, which the panic hook prints although it is caught here.
pub(crate) fn has_timers() -> bool {
    catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).is_ok()
}
