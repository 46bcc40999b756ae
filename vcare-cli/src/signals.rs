//! Signals that ask the command to end.

/// Comes when the command is asked to end: by Ctrl-C, and on Unix by SIGTERM, or by SIGHUP unless that was ignored at the
/// start, as `nohup` does it.
pub struct Signals(#[cfg(unix)] Vec<tokio::signal::unix::Signal>);

impl Signals {
    /// Listens from now on. Has to be called inside the runtime.
    #[cfg(unix)]
    pub fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        let mut kinds = vec![SignalKind::interrupt(), SignalKind::terminate()];
        if may_listen_to_hangup() {
            kinds.push(SignalKind::hangup());
        }
        Ok(Self(kinds.into_iter().map(signal).collect::<Result<_, _>>()?))
    }

    #[cfg(not(unix))]
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self())
    }

    /// Waits for the next one.
    #[cfg(unix)]
    pub async fn next(&mut self) {
        std::future::poll_fn(|cx| {
            if self.0.iter_mut().any(|signal| signal.poll_recv(cx).is_ready()) {
                std::task::Poll::Ready(())
            } else {
                std::task::Poll::Pending
            }
        })
        .await;
    }

    #[cfg(not(unix))]
    pub async fn next(&mut self) {
        // Where there is no Ctrl-C to wait for, nothing comes.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Listening to a signal that is ignored would end the ignoring. Only Linux tells which are, without code that is unsafe;
/// elsewhere the signal keeps what it does.
#[cfg(unix)]
fn may_listen_to_hangup() -> bool {
    const HANGUP: u64 = 1;
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return false };
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & HANGUP == 0)
}
