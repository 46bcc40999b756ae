//! Asks at the terminal for what must not be seen.

use std::io::{IsTerminal, Write, stderr, stdin};

use vcare_core::Wiped;

use crate::commands::runtime;
use crate::exit::{Exit, Failure};
use crate::fields::read::bytes_while;
use crate::signals::Signals;

/// Whether a terminal can be told not to show what is typed.
pub const IS_KNOWN: bool = cfg!(unix);

/// Whether someone can be asked.
pub fn is_there() -> bool {
    IS_KNOWN && stdin().is_terminal() && stderr().is_terminal()
}

/// Asks for a value. What is typed is not shown.
pub fn ask(name: &str) -> Result<Wiped, Failure> {
    let failed = |error: std::io::Error| Failure::other(format!("cannot ask for {name}: {error}"));
    runtime()?.block_on(async {
        // A signal must not leave the terminal as it is while it is asked.
        let mut signals = Signals::listen().map_err(failed)?;
        let unseen = Unseen::start().map_err(failed)?;
        // Who is asked without knowing it can still end the command.
        let _ = write!(stderr(), "{name} (not shown): ");
        let (tell, typed) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || tell.send(bytes_while(stdin().lock(), |bytes| !bytes.ends_with(b"\n"))));
        let typed = tokio::select! {
            typed = typed => Some(typed.unwrap_or_else(|gone| Err(std::io::Error::other(gone)))),
            () = signals.next() => None,
        };
        drop(unseen);
        // A line end that was typed has been shown.
        if !matches!(&typed, Some(Ok(line)) if line.ends_with(b"\n")) {
            let _ = writeln!(stderr());
        }
        let cancelled =
            || Failure { exit: Exit::NotSent, message: format!("cancelled; {name} was not given, nothing was sent") };
        typed.ok_or_else(cancelled)?.map_err(failed)
    })
}

/// The terminal of standard input does not show what is typed, other than line ends, until this is dropped.
#[cfg(unix)]
struct Unseen(rustix::termios::Termios);

#[cfg(unix)]
impl Unseen {
    fn start() -> std::io::Result<Self> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

        let before = tcgetattr(stdin())?;
        let mut unseen = before.clone();
        unseen.local_modes.remove(LocalModes::ECHO);
        unseen.local_modes.insert(LocalModes::ECHONL);
        // What was typed before the question, and was seen, is no answer to it.
        tcsetattr(stdin(), OptionalActions::Flush, &unseen)?;
        Ok(Self(before))
    }
}

#[cfg(unix)]
impl Drop for Unseen {
    fn drop(&mut self) {
        // A terminal that is gone shows nothing.
        let _ = rustix::termios::tcsetattr(stdin(), rustix::termios::OptionalActions::Now, &self.0);
    }
}

#[cfg(not(unix))]
struct Unseen;

#[cfg(not(unix))]
impl Unseen {
    fn start() -> std::io::Result<Self> {
        Err(std::io::ErrorKind::Unsupported.into())
    }
}
