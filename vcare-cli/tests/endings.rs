//! However the command ends, what became of the call is told.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A write over this address.
fn call(address: SocketAddr) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vcare"));
    command.args(["call", "UpdateAccountStatus", "MDN=5551234567", "NEWSTATUS=Suspend", "ACCOUNTTYPE=Electronically"]);
    command.args(["--reference-number", "815", "--attempts", "1"]).env("VCARE_BASE_URL", format!("http://{address}"));
    for name in ["VENDOR_ID", "USERNAME", "PASSWORD", "PIN", "AGENT_ID"] {
        command.env(format!("VCARE_{name}"), "1");
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("it listens");
    (listener, address)
}

/// The whole request of the next connection.
fn request(listener: &TcpListener) -> TcpStream {
    let (mut connection, _) = listener.accept().expect("the command connects");
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"</VCAREOSSAPI>") {
        connection.read_exact(&mut byte).expect("the request comes");
        request.extend(byte);
    }
    connection
}

fn answer(connection: TcpStream, code: &str) {
    let body = format!(
        "<VcareOssApi><credentials><vendorId>1</vendorId><referenceNumber>815</referenceNumber></credentials>\
         <UpdateAccountStatus><statusCode>{code}</statusCode></UpdateAccountStatus></VcareOssApi>"
    );
    answer_with(connection, &body);
}

fn answer_with(mut connection: TcpStream, body: &str) {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    connection.write_all([&head, body].concat().as_bytes()).expect("the command reads");
}

fn signal(name: &str, child: &Child) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(sent.expect("there is a kill").success());
}

fn ended(child: Child) -> (i32, String) {
    let Output { status, stderr, .. } = child.wait_with_output().expect("it ends");
    (status.code().expect("it is not killed"), String::from_utf8(stderr).expect("it writes UTF-8"))
}

/// The signals that end a program and can be caught.
const USUAL: [&str; 7] = ["INT", "TERM", "HUP", "QUIT", "USR1", "USR2", "ALRM"];
#[cfg(target_os = "linux")]
const UNUSUAL: [&str; 11] = ["ABRT", "16", "XCPU", "XFSZ", "VTALRM", "PROF", "POLL", "PWR", "34", "50", "63"];
#[cfg(not(target_os = "linux"))]
const UNUSUAL: [&str; 0] = [];

#[test]
fn a_signal_after_the_request_tells_that_the_outcome_is_unknown() {
    for name in USUAL.into_iter().chain(UNUSUAL) {
        let (listener, address) = listen();
        let child = call(address).spawn().expect("it starts");
        let connection = request(&listener);
        signal(name, &child);
        let (code, error) = ended(child);
        drop(connection);
        assert_eq!(code, 6, "{name}: {error}");
        for said in
            ["the outcome of UpdateAccountStatus (reference number 815) is unknown", "it may have been carried out"]
        {
            assert!(error.contains(said), "{name}: {error}");
        }
    }
}

/// The status that was read of a reply before the signal came.
#[test]
fn a_signal_in_the_middle_of_the_reply_tells_its_status() {
    for name in ["INT", "TERM", "HUP"] {
        let (listener, address) = listen();
        let child = call(address).args(["-o", "json"]).spawn().expect("it starts");
        let mut connection = request(&listener);
        let part = "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<VcareOssApi><credentials><referenceNumber>815\
                    </referenceNumber></credentials><UpdateAccountStatus><statusCode>00</statusCode>";
        connection.write_all(part.as_bytes()).expect("the command reads");
        std::thread::sleep(Duration::from_millis(50));
        signal(name, &child);
        let Output { status, stdout, stderr } = child.wait_with_output().expect("it ends");
        let [json, error] = [stdout, stderr].map(|text| String::from_utf8(text).expect("it writes UTF-8"));
        assert_eq!(status.code(), Some(6), "{name}: {error}");
        assert!(error.contains("the call was cancelled (HTTP status 200); the reply has status 00"), "{name}: {error}");
        assert!(json.contains("\"http_status\": 200") && json.contains("\"code\": \"00\""), "{name}: {json}");
    }
}

/// Nobody accepts the connection behind a full queue, and TLS waits for the server's part.
#[test]
fn a_signal_before_the_request_tells_that_it_was_not_sent() {
    let (listener, address) = listen();
    let mut command = call(address);
    // The handshake is not answered, and before that nothing of the request is sent.
    let child = command.env("VCARE_BASE_URL", format!("https://{address}")).spawn().expect("it starts");
    let (connection, _) = listener.accept().expect("the command connects");
    let mut hello = [0; 5];
    (&connection).read_exact(&mut hello).expect("it says hello");
    signal("TERM", &child);
    let (code, error) = ended(child);
    assert_eq!(code, 5, "{error}");
    assert!(
        error.contains("UpdateAccountStatus (reference number 815) was not sent: the call was cancelled"),
        "{error}"
    );
}

/// A shell that does this first.
fn after(script: &str, inner: &Command) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{script}; exec \"$@\""), "sh"]).arg(inner.get_program()).args(inner.get_args());
    command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn a_signal_that_was_ignored_at_the_start_stays_ignored() {
    let names: &[&str] = if cfg!(target_os = "linux") { &USUAL } else { &["HUP"] };
    for name in names {
        let (listener, address) = listen();
        let child = after(&format!("trap '' {name}"), &call(address)).spawn().expect("it starts");
        let connection = request(&listener);
        signal(name, &child);
        std::thread::sleep(Duration::from_millis(100));
        answer(connection, "00");
        let (code, error) = ended(child);
        assert_eq!((code, error.as_str()), (0, ""), "{name}");
    }
}

/// A shell that runs a script has what it starts in the background ignore Ctrl-C.
#[test]
#[cfg(target_os = "linux")]
fn a_background_job_of_a_script_outlives_ctrl_c() {
    let (listener, address) = listen();
    let inner = call(address);
    let mut shell = Command::new("sh");
    shell.args(["-c", "\"$@\" & echo $!; wait $!", "sh"]).arg(inner.get_program()).args(inner.get_args());
    shell.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut shell = shell.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut pid = String::new();
    BufReader::new(shell.stdout.as_mut().expect("it is piped")).read_line(&mut pid).expect("it says whom it started");
    let connection = request(&listener);
    for name in ["-INT", "-QUIT"] {
        let sent = Command::new("kill").args([name, pid.trim()]).status();
        assert!(sent.expect("there is a kill").success());
    }
    std::thread::sleep(Duration::from_millis(100));
    answer(connection, "00");
    let Output { status, stderr, .. } = shell.wait_with_output().expect("it ends");
    assert_eq!((status.code(), String::from_utf8_lossy(&stderr).as_ref()), (Some(0), ""));
}

/// No file may be larger than nothing: the system ends a program that writes to one, unless it listens.
#[test]
#[cfg(target_os = "linux")]
fn a_limit_of_files_hides_nothing() {
    let (address, server) = server("00");
    let mut command = after("ulimit -f 0", &call(address));
    let out = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("limited.out");
    command.stdout(std::fs::File::create(out).expect("it can be made"));
    let (code, error) = ended(command.spawn().expect("it starts"));
    server.join().expect("it answers");
    assert_eq!(code, 0, "{error}");
    assert!(error.contains("(reference number 815) was carried out; cannot write to standard output"), "{error}");
}

/// In the error, in the table and in the JSON.
#[test]
fn the_number_that_was_sent_is_told_where_the_reply_has_none() {
    for (code, exit) in [("00", 0), ("332", 4)] {
        for format in ["table", "json"] {
            let (listener, address) = listen();
            let child = call(address).args(["--accept-unnumbered", "-o", format]).spawn().expect("it starts");
            let body = format!(
                "<VcareOssApi><credentials><vendorId>acme</vendorId></credentials><UpdateAccountStatus>\
                 <statusCode>{code}</statusCode></UpdateAccountStatus></VcareOssApi>"
            );
            answer_with(request(&listener), &body);
            let Output { status, stdout, stderr } = child.wait_with_output().expect("it ends");
            let [out, error] = [stdout, stderr].map(|text| String::from_utf8(text).expect("it writes UTF-8"));
            assert_eq!(status.code(), Some(exit), "{error}");
            let told = match format {
                "table" => "reference number 815 (the reply has none), vendor acme",
                _ => "\"sent_reference_number\": \"815\"",
            };
            assert!(out.contains(told), "{out}");
            assert_eq!(error.contains("reference number 815; the reply has none"), exit == 4, "{error}");
        }
    }
}

fn server(code: &'static str) -> (SocketAddr, JoinHandle<()>) {
    let (listener, address) = listen();
    (address, std::thread::spawn(move || answer(request(&listener), code)))
}

#[test]
fn output_that_cannot_be_written_hides_nothing() {
    for (code, exit, said) in [
        ("00", 0, "UpdateAccountStatus (reference number 815) was carried out"),
        ("332", 4, "UpdateAccountStatus was rejected with status 332"),
        ("", 6, "the outcome of UpdateAccountStatus (reference number 815) is unknown"),
    ] {
        for full in [true, false] {
            let (address, server) = server(code);
            let mut command = call(address);
            command.args(["-o", "json"]);
            if full {
                command.stdout(std::fs::File::options().write(true).open("/dev/full").expect("it is there"));
            }
            let mut child = command.spawn().expect("it starts");
            // A pipe that nobody reads any more.
            drop(child.stdout.take());
            let (found, error) = ended(child);
            server.join().expect("it answers");
            assert_eq!(found, exit, "{error}");
            assert!(error.contains(said) && error.contains("815"), "{error}");
            assert!(error.contains("cannot write to standard output"), "{error}");
        }
    }
    // Nothing was sent, and that is said too.
    let (_listener, address) = listen();
    let mut command = call(address);
    command.arg("MODE=1").stdout(std::fs::File::options().write(true).open("/dev/full").expect("it is there"));
    let usage = command.output().expect("it starts");
    assert_eq!(usage.status.code(), Some(2));
    let mut command = call(address);
    command.arg("--allow-unlisted").env("VCARE_SOURCE", "\u{1}");
    command.stdout(std::fs::File::options().write(true).open("/dev/full").expect("it is there"));
    let invalid = command.output().expect("it starts");
    let error = String::from_utf8(invalid.stderr).expect("it writes UTF-8");
    assert_eq!(invalid.status.code(), Some(3), "{error}");
    assert!(error.contains("UpdateAccountStatus was not sent"), "{error}");
}

/// A reader that does not read must not keep the command from ending.
#[test]
fn a_signal_ends_the_command_while_its_output_is_not_read() {
    let (listener, address) = listen();
    let mut command = call(address);
    command.args(["-o", "json"]);
    let mut child = command.spawn().expect("it starts");
    let unread = child.stdout.take().expect("it is piped");
    let mut connection = request(&listener);
    let many = "<unknown>x</unknown>".repeat(20_000);
    let body = format!(
        "<VcareOssApi><credentials><referenceNumber>815</referenceNumber></credentials><UpdateAccountStatus>\
         <statusCode>00</statusCode>{many}</UpdateAccountStatus></VcareOssApi>"
    );
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
    connection.write_all([head, body].concat().as_bytes()).expect("the command reads");
    std::thread::sleep(Duration::from_millis(500));
    signal("INT", &child);
    let begun = Instant::now();
    let (code, error) = ended(child);
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop(unread);
    assert_eq!(code, 0, "{error}");
    assert!(error.contains("was carried out; cannot write to standard output"), "{error}");
}

/// Also while clients are connected, one in the middle of its request, one waiting for its reply.
#[test]
fn the_sandbox_ends_well() {
    for name in USUAL {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vcare"));
        command.args(["sandbox", "--listen", "127.0.0.1:0", "--answer", "GetPlanService=silence"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut first = String::new();
        out.read_line(&mut first).expect("it says where it is");
        let address = first.split_once("http://").and_then(|(_, url)| url.split_once('/')).expect("an address").0;
        let connections = ["Content-Length: 0", "Content-Length: 9\r\nExpect: 100-continue"].map(|length| {
            let mut connection = TcpStream::connect(address).expect("it listens");
            let head = format!("POST /vcareOssApi/GetPlanService/ HTTP/1.1\r\nHost: {address}\r\n{length}\r\n\r\n");
            connection.write_all(head.as_bytes()).expect("it reads");
            connection
        });
        let mut said = [0; 12];
        (&connections[1]).read_exact(&mut said).expect("it asks for the rest");
        assert_eq!(said, *b"HTTP/1.1 100");
        signal(name, &child);
        assert_eq!(ended(child), (0, String::new()), "{name}");
    }
}
