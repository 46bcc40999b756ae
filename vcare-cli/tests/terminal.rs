//! What is asked at a terminal.
#![cfg(unix)]

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};

/// A terminal, and whoever sits in front of it.
struct Terminal {
    user: File,
    command: File,
}

impl Terminal {
    fn new() -> Self {
        let user = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("there is a terminal");
        grantpt(&user).expect("it can be opened");
        unlockpt(&user).expect("it can be opened");
        let name = ptsname(&user, Vec::new()).expect("it has a name");
        // It must not become that of the tests.
        let command = open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).expect("it opens");
        Self { user: user.into(), command: command.into() }
    }

    fn end(&self) -> Stdio {
        self.command.try_clone().expect("it can be shared").into()
    }

    /// Reads until this has been shown, and returns all of it.
    fn shows(&mut self, text: &str) -> String {
        let mut shown = Vec::new();
        let mut byte = [0];
        while !String::from_utf8_lossy(&shown).ends_with(text) {
            self.user.read_exact(&mut byte).expect("it is shown");
            shown.extend(byte);
        }
        String::from_utf8(shown).expect("it is UTF-8")
    }

    fn type_in(&mut self, text: &str) {
        self.user.write_all(text.as_bytes()).expect("it can be typed");
    }

    fn echoes(&self) -> bool {
        tcgetattr(&self.command).expect("it is a terminal").local_modes.contains(LocalModes::ECHO)
    }
}

fn vcare(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vcare"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("VCARE_")) {
        command.env_remove(name);
    }
    command.args(arguments).env("VCARE_AGENT_ID", "a");
    command
}

/// Starts the command at the terminal; what it writes to standard output is read elsewhere.
fn start(terminal: &Terminal, command: &mut Command) -> Child {
    let command = command.stdin(terminal.end()).stderr(terminal.end()).stdout(Stdio::piped());
    command.spawn().expect("it starts")
}

fn ended(child: Child) -> (i32, String) {
    let output = child.wait_with_output().expect("it ends");
    (output.status.code().expect("it is not killed"), String::from_utf8(output.stdout).expect("it is UTF-8"))
}

const QUESTION: &str = "PINNUMBER (not shown): ";

#[test]
fn a_required_secret_is_asked_for_and_not_shown() {
    for arguments in [
        &["check", "ValidatePin"][..],
        &["encode", "ValidatePin"],
        &["--sandbox", "call", "ValidatePin"],
        &["check", "ValidatePin", "PINNUMBER=@-"],
    ] {
        let mut terminal = Terminal::new();
        let child = start(&terminal, &mut vcare(arguments));
        assert_eq!(terminal.shows(QUESTION), QUESTION, "{arguments:?}");
        assert!(!terminal.echoes());
        terminal.type_in("12345678\n");
        assert_eq!(terminal.shows("\n"), "\r\n");
        let (code, out) = ended(child);
        assert_eq!(code, 0, "{arguments:?}: {out}");
        assert!(!out.contains("12345678"), "{out}");
        assert!(terminal.echoes());
    }
}

#[test]
fn what_is_typed_is_checked() {
    for (typed, said) in [
        ("123\n", "PINNUMBER must be 8 to 25 digits"),
        ("\n", "PINNUMBER must not be blank"),
        ("\u{4}", "PINNUMBER must not be blank"),
    ] {
        let mut terminal = Terminal::new();
        let child = start(&terminal, &mut vcare(&["check", "ValidatePin"]));
        terminal.shows(QUESTION);
        terminal.type_in(typed);
        terminal.shows("\r\n");
        let (code, out) = ended(child);
        assert!(code == 3 && out.contains(said), "{typed:?}: {out}");
    }
}

#[test]
fn nobody_is_asked_in_vain() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-secret");
    std::fs::write(&path, "\n").expect("the folder is for this");
    let blank = format!("PINNUMBER=@{}", path.display());
    for (arguments, code) in [
        // Something else is wrong.
        (&["check", "ValidatePin", "SOURCE=X"][..], 3),
        (&["check", "ValidatePin", "SOURC=X"], 2),
        (&["check", "ValidatePin", "SOURC=X", "PINNUMBER=@-"], 2),
        // It is given.
        (&["check", "ValidatePin", &blank], 3),
        // It need not be there.
        (&["encode", "ValidatePin", "--no-validate"], 0),
        (&["check", "GetPlanService", "STATE=MD", "TYPE=LIFELINE", "ZIPCODE=21215"], 0),
    ] {
        let terminal = Terminal::new();
        let (found, out) = ended(start(&terminal, &mut vcare(arguments)));
        assert_eq!(found, code, "{arguments:?}: {out}");
    }
    // The variable has it.
    let terminal = Terminal::new();
    let child = start(&terminal, vcare(&["check", "ValidatePin"]).env("VCARE_PINNUMBER", "12345678"));
    assert_eq!(ended(child).0, 0);
    // Nobody would see the question.
    let terminal = Terminal::new();
    let mut command = vcare(&["check", "ValidatePin"]);
    let child = command.stdin(terminal.end()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    assert_eq!(ended(child.expect("it starts")).0, 3);
}

#[test]
fn a_signal_ends_the_question_and_the_terminal_is_as_before() {
    for name in ["INT", "TERM", "HUP"] {
        let mut terminal = Terminal::new();
        let child = start(&terminal, &mut vcare(&["--sandbox", "call", "ValidatePin"]));
        terminal.shows(QUESTION);
        let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
        assert!(sent.expect("there is a kill").success());
        let said = "error: cancelled; PINNUMBER was not given, nothing was sent\r\n";
        assert_eq!(terminal.shows("nothing was sent\r\n"), format!("\r\n{said}"), "{name}");
        assert_eq!(ended(child), (5, String::new()), "{name}");
        assert!(terminal.echoes(), "{name}");
    }
}
