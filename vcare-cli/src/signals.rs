//! Signals that ask the command to end.

/// Comes when the command is asked to end: by Ctrl-C, and on Unix by any signal that can be caught and would end it. Such are
/// SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2 and SIGALRM. One that was ignored at the start stays ignored, as `nohup` has it for
/// SIGHUP, and a shell without job control for SIGINT and SIGQUIT of what it starts in the background.
///
/// SIGPIPE is ignored in any case: writing to a pipe that nobody reads fails, and that is told. SIGKILL cannot be caught, and after
/// SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP and SIGSYS a program cannot go on.
pub struct Signals(#[cfg(unix)] Vec<tokio::signal::unix::Signal>);

impl Signals {
    /// Listens from now on. Has to be called inside the runtime.
    #[cfg(unix)]
    pub fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        let ignored = ignored();
        let stays_ignored = |kind: &SignalKind| match ignored {
            Some(mask) => is_in(mask, kind.as_raw_value()),
            // Only this one is ignored so often that it is left alone where nothing tells.
            None => *kind == SignalKind::hangup(),
        };
        let usual = [
            SignalKind::interrupt(),
            SignalKind::terminate(),
            SignalKind::hangup(),
            SignalKind::quit(),
            SignalKind::user_defined1(),
            SignalKind::user_defined2(),
            SignalKind::alarm(),
        ];
        let usual = usual.into_iter().filter(|kind| !stays_ignored(kind));
        let mut signals = usual.map(signal).collect::<Result<Vec<_>, _>>()?;
        if ignored.is_some() {
            let more = unusual().map(SignalKind::from_raw).filter(|kind| !stays_ignored(kind));
            // Those that the runtime does not take keep what they do.
            signals.extend(more.filter_map(|kind| signal(kind).ok()));
        }
        Ok(Self(signals))
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

/// The further signals that would end the command on Linux: SIGABRT, SIGSTKFLT, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGIO and
/// SIGPWR, and those for real time. On some processors they have other numbers.
#[cfg(unix)]
fn unusual() -> impl Iterator<Item = i32> {
    let is_numbered_so = cfg!(all(
        target_os = "linux",
        any(target_arch = "x86_64", target_arch = "x86", target_arch = "aarch64", target_arch = "arm")
    ));
    [6, 16, 24, 25, 26, 27, 29, 30].into_iter().chain(34..=64).filter(move |_| is_numbered_so)
}

/// The signals that were ignored at the start, as bits. Listening to one would end the ignoring. Only Linux tells them without
/// code that is unsafe.
#[cfg(unix)]
fn ignored() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

/// Whether a signal's bit is set. Signals are counted from 1.
#[cfg(unix)]
fn is_in(mask: u64, signal: i32) -> bool {
    u32::try_from(signal - 1).ok().and_then(|bit| mask.checked_shr(bit)).is_some_and(|mask| mask & 1 == 1)
}
