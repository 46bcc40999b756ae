//! `vcare call --save`: replies as they were received.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The exit code, standard output and standard error.
fn run(arguments: &[&str], folder: &Path) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vcare"));
    for (name, _) in
        std::env::vars().filter(|(name, _)| name.starts_with("VCARE_") || name.to_lowercase().ends_with("_proxy"))
    {
        command.env_remove(name);
    }
    for name in ["VCARE_VENDOR_ID", "VCARE_USERNAME", "VCARE_PASSWORD", "VCARE_PIN", "VCARE_AGENT_ID"] {
        command.env(name, "test");
    }
    let output = command.args(arguments).args(["--save", "replies"]).current_dir(folder).output().expect("it starts");
    (
        output.status.code().expect("it is not killed"),
        String::from_utf8(output.stdout).expect("it writes UTF-8"),
        String::from_utf8(output.stderr).expect("it writes UTF-8"),
    )
}

/// A folder of its own for a test, without what an earlier run left in it.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("save").join(test);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{}: {error}", folder.display()),
        Ok(()) | Err(_) => {}
    }
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("replies")).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

const PLANS: [&str; 8] =
    ["--sandbox", "call", "GetPlanService", "STATE=MD", "TYPE=LIFELINE", "ZIPCODE=21215", "-o", "xml"];

#[test]
fn replies_are_kept_as_received_and_never_overwritten() {
    let folder = folder("kept");
    let call = |number: &str| run(&[&PLANS[..], &["--reference-number", number]].concat(), &folder);
    let (code, out, err) = call("4711");
    let expected = "note: the reply is in replies/GetPlanService-4711.xml, as it was received: it can hold personal data and secrets\n";
    assert_eq!((code, err.as_str()), (0, expected));
    let kept = fs::read_to_string(folder.join("replies/GetPlanService-4711.xml")).expect("it is kept");
    assert_eq!(kept, out);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &str| fs::metadata(folder.join(path)).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode("replies"), mode("replies/GetPlanService-4711.xml")), (0o700, 0o600));
    }
    fs::write(folder.join("replies/GetPlanService-4711.xml"), "mine").expect("it can be changed");
    assert_eq!(call("4711").0, 0);
    assert_eq!(call("../../a b").0, 0);
    assert_eq!(fs::read_to_string(folder.join("replies/GetPlanService-4711.xml")).expect("it is there"), "mine");
    let expected = ["GetPlanService-4711-2.xml", "GetPlanService-4711.xml", "GetPlanService-______a_b.xml"];
    assert_eq!(names(&folder), expected);
}

/// What was kept can be learned from: the sandbox answers as the specs say.
#[test]
fn what_was_kept_is_learned_from() {
    let folder = folder("learned");
    assert_eq!(run(&PLANS[..6], &folder).0, 0);
    assert_eq!(run(&["--sandbox", "call", "GetCustomerInfo", "TELEPHONENUMBER=5551234567"], &folder).0, 0);
    let rejected = run(&["--sandbox", "call", "GetCustomerInfo", "TELEPHONENUMBER=1112223333"], &folder);
    assert_eq!(rejected.0, 4);
    assert_eq!(names(&folder).len(), 3);
    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec");
    let mut learn = Command::new(env!("CARGO_BIN_EXE_vcare"));
    let learned =
        learn.args(["spec", "learn", "--spec", spec, "replies"]).current_dir(&folder).output().expect("it starts");
    let out = String::from_utf8_lossy(&learned.stdout);
    assert_eq!(learned.status.code(), Some(0), "{out}");
    assert!(out.contains("nothing new in 3 replies of 2 endpoints"), "{out}");
}

#[test]
fn a_failure_to_save_leaves_the_exit_code() {
    let folder = folder("failed");
    fs::write(folder.join("replies"), "a file").expect("the folder is for this");
    let (code, out, err) = run(&PLANS, &folder);
    assert_eq!(code, 0);
    assert!(out.contains("<planName>"), "{out}");
    assert!(err.starts_with("note: cannot save the reply in replies: "), "{err}");
    let (code, _, err) = run(&["--sandbox", "call", "GetCustomerInfo", "TELEPHONENUMBER=1112223333"], &folder);
    assert_eq!(code, 4);
    assert!(err.contains("cannot save the reply in replies: "), "{err}");
}

/// A reply that cannot be read is the one that somebody wants to look at.
#[test]
fn replies_that_cannot_be_read_are_kept_too() {
    let folder = folder("unreadable");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
    let address = format!("http://{}/vcareOssApi", listener.local_addr().expect("it has one"));
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("the command connects");
        let mut request = Vec::new();
        let mut piece = [0; 4096];
        while !request.windows(13).any(|end| end == b"</VCAREOSSAPI") {
            let count = stream.read(&mut piece).expect("the command sends");
            request.extend_from_slice(&piece[..count]);
        }
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html>Hi<\xff!>\n";
        stream.write_all(answer).expect("the command listens");
    });
    let arguments = [
        "--base-url",
        &address,
        "call",
        "UpdateAccountStatus",
        "MDN=5551234567",
        "NEWSTATUS=Suspend",
        "ACCOUNTTYPE=Electronically",
    ];
    let (code, _, err) = run(&arguments, &folder);
    server.join().expect("it answered");
    assert_eq!(code, 6, "{err}");
    let names = names(&folder);
    assert_eq!(names.len(), 1, "{err}");
    assert_eq!(fs::read(folder.join("replies").join(&names[0])).expect("it is kept"), b"<html>Hi<\xff!>\n");
}
