//! Values from files and from standard input.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn vcare(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vcare"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("VCARE_")) {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

fn finish(command: &mut Command, input: &[u8]) -> Ran {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let input = input.to_vec();
    // Whoever is told of a mistake may have read nothing.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    let _ = writer.join().expect("the writer ends");
    Ran {
        code: output.status.code().expect("it is not killed"),
        out: String::from_utf8(output.stdout).expect("it writes UTF-8"),
        err: String::from_utf8(output.stderr).expect("it writes UTF-8"),
    }
}

/// Shows the request of an endpoint that has a field for any text, `ASSIGNINVENTORYTO`.
fn encode(arguments: &[&str], input: &[u8]) -> Ran {
    finish(&mut vcare(&[&["encode", "UpdateAccountStatus", "--no-validate"], arguments].concat()), input)
}

/// A file of its own for a test.
fn file(name: &str, bytes: &[u8]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("values");
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("the folder is for this");
    path.into_os_string().into_string().expect("the path is UTF-8")
}

#[test]
fn a_value_is_a_text_or_what_a_file_or_standard_input_holds() {
    let holds = |name: &str, bytes: &[u8]| format!("@{}", file(name, bytes));
    let base64 = |name: &str, bytes: &[u8]| format!("@base64:{}", file(name, bytes));
    let cases: [(String, &[u8], &str); 16] = [
        ("a=b".into(), b"", "a=b"),
        ("@@home".into(), b"", "@home"),
        ("@@".into(), b"", "@"),
        ("@@@x".into(), b"", "@@x"),
        ("a@b".into(), b"", "a@b"),
        (holds("plain", b"from a file"), b"", "from a file"),
        (holds("line", b"one\n"), b"", "one"),
        (holds("crlf", b"one\r\n"), b"", "one"),
        (holds("lines", b"one\ntwo\n\n"), b"", "one\ntwo\n"),
        (holds("cr", b"one\r"), b"", "one&#13;"),
        (holds("at", b"@@no file\n"), b"", "@@no file"),
        ("@-".into(), "Zo\u{eb}\n".as_bytes(), "Zo\u{eb}"),
        (base64("bytes", b"\xff\xfe\0"), b"", "//4A"),
        (base64("text", b"ab\n"), b"", "YWIK"),
        ("@base64:-".into(), b"a", "YQ=="),
        (holds("base64:odd", b"by its path"), b"", "by its path"),
    ];
    for (value, input, expected) in cases {
        let ran = encode(&[&format!("ASSIGNINVENTORYTO={value}")], input);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{value}");
        let element = format!("<ASSIGNINVENTORYTO>{expected}</ASSIGNINVENTORYTO>");
        assert!(ran.out.contains(&element), "{value}: {}", ran.out);
    }
    let nothing = encode(&[&format!("ASSIGNINVENTORYTO={}", holds("nothing", b"\n"))], b"");
    assert!(nothing.out.contains("<ASSIGNINVENTORYTO></ASSIGNINVENTORYTO>"), "{}", nothing.out);
}

#[test]
fn added_elements_are_read_the_same_way() {
    let path = file("extra", b"<from a file>\n");
    let ran = encode(
        &["--extra", &format!("NOTE=@{path}"), "--extra", "MORE=@@x", "--extra", "LAST=@-", "--extra", "END=1"],
        b"typed",
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = "<NOTE>&lt;from a file&gt;</NOTE><MORE>@x</MORE><LAST>typed</LAST><END>1</END>";
    assert!(ran.out.contains(expected), "{}", ran.out);
}

#[test]
fn everything_that_cannot_be_read_is_told_at_once() {
    let latin = file("latin", b"caf\xe9 4711");
    let folder = env!("CARGO_TARGET_TMPDIR");
    let huge = file("huge", b"");
    let sparse = std::fs::File::options().write(true).open(&huge).expect("it is there");
    sparse.set_len((32 << 20) + 1).expect("nothing of it is written");
    let ran = encode(
        &[
            "CUSTOMERID=@no/such/file",
            &format!("MDN=@{folder}"),
            &format!("NEWSTATUS=@{latin}"),
            &format!("ACCOUNTTYPE=@{huge}"),
            "INACTIVEISSUESID=@",
            "SENDTONLAD=@base64:",
            "ASSIGNINVENTORYTO=@no\u{1b}[2Jsuch",
            "--extra",
            "OTHER\u{1b}=@base64:no/such/file",
        ],
        b"",
    );
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    for said in [
        "error: CUSTOMERID: cannot read no/such/file: ".to_owned(),
        format!("error: MDN: cannot read {folder}: "),
        format!("error: NEWSTATUS: {latin} is not UTF-8: NEWSTATUS=@base64:{latin} sends its bytes in base64"),
        format!("error: ACCOUNTTYPE: {huge} has more than 32 MiB, which is the most that a value can have"),
        "error: INACTIVEISSUESID: no file is named: give INACTIVEISSUESID=@FILE, INACTIVEISSUESID=@- for standard input, \
         or INACTIVEISSUESID=@@ for a text that begins with `@`"
            .to_owned(),
        "error: SENDTONLAD: no file is named: ".to_owned(),
        "error: ASSIGNINVENTORYTO: cannot read no\\u{1b}[2Jsuch: ".to_owned(),
        "error: OTHER\\u{1b}: cannot read no/such/file: ".to_owned(),
    ] {
        assert!(ran.err.contains(&said), "{said}\n{}", ran.err);
    }
    assert!(!ran.err.contains("caf") && !ran.err.contains("4711"), "no value is shown: {}", ran.err);
    // Beside what is wrong with other arguments.
    let ran = encode(&["STAT=1", "MDN=@no/such/file", "TOWN"], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no field `STAT`") && ran.err.contains("MDN: cannot read"), "{}", ran.err);
}

#[test]
fn standard_input_is_read_once_and_has_bounds() {
    for (first, second) in [("@-", "@-"), ("@-", "@base64:-"), ("@base64:-", "@-")] {
        let ran = encode(&[&format!("CUSTOMERID={first}"), "--extra", &format!("X={second}")], b"1");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        let said = "X: standard input is CUSTOMERID already: it can be read once";
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    let ran = encode(&["MDN=@-"], b"caf\xe9");
    assert_eq!(ran.code, 2);
    let said = "MDN: standard input is not UTF-8: MDN=@base64:- sends its bytes in base64";
    assert!(ran.err.contains(said), "{}", ran.err);
    let ran = encode(&["MDN=@-"], &vec![b'1'; (32 << 20) + 1]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("MDN: standard input has more than 32 MiB"), "{}", ran.err);
    let ran = encode(&["ASSIGNINVENTORYTO=@-"], &vec![b'1'; 32 << 20]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    #[cfg(unix)]
    {
        let ran = encode(&["MDN=@/dev/zero"], b"");
        assert!(ran.err.contains("MDN: /dev/zero has more than 32 MiB"), "{}", ran.err);
    }
}

#[test]
fn check_reads_values_and_shows_none() {
    let zip = file("zip", b"2121\n");
    let mut check = vcare(&["check", "GetPlanService", "STATE=@-", "TYPE=LIFELINE", &format!("ZIPCODE=@{zip}")]);
    let ran = finish(&mut check, b"MD\n");
    assert_eq!(ran.code, 3);
    assert!(ran.out.contains("breaks a rule") && ran.out.contains("ZIPCODE must be exactly 5 digits"), "{}", ran.out);
    assert!(!ran.out.contains("2121"), "{}", ran.out);
}

/// Makes a call over a server of its own, and shows the request that it sent.
fn called(mut command: Command, input: &[u8]) -> (Ran, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("it listens");
    let server = std::thread::spawn(move || {
        let (connection, _) = listener.accept().expect("the command connects");
        let mut reader = BufReader::new(&connection);
        let mut request = Vec::new();
        while !request.ends_with(b"</VCAREOSSAPI>") {
            assert_ne!(reader.read_until(b'>', &mut request).expect("the request comes"), 0, "it breaks off");
        }
        let text = String::from_utf8(request).expect("it is UTF-8");
        let endpoint = text.strip_prefix("POST /").and_then(|rest| rest.split('/').next()).expect("it is a call");
        let body = format!(
            "<VcareOssApi><credentials><referenceNumber>815</referenceNumber></credentials><{endpoint}>\
             <statusCode>00</statusCode></{endpoint}></VcareOssApi>"
        );
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        (&connection).write_all([head, body].concat().as_bytes()).expect("the command reads");
        text
    });
    command.args(["--reference-number", "815"]).env("VCARE_BASE_URL", format!("http://{address}"));
    for name in ["VENDOR_ID", "USERNAME", "PASSWORD", "PIN", "AGENT_ID"] {
        command.env(format!("VCARE_{name}"), "1");
    }
    let ran = finish(&mut command, input);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    (ran, server.join().expect("it answers"))
}

/// An argument cannot be as long.
#[test]
fn a_file_of_megabytes_can_be_sent() {
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &vec![0xff; 3 << 20]].concat();
    let path = file("large", &png);
    let (_, request) =
        called(vcare(&["call", "UploadProof", "ENROLLMENTID=AN1", &format!("PROOFFILE=@base64:{path}")]), b"");
    let (_, rest) = request.split_once("<PROOFFILE>").expect("it is sent");
    let (sent, _) = rest.split_once("</PROOFFILE>").expect("all of it is sent");
    assert!(sent.starts_with("iVBORw0KGgr/////") && sent.len() == png.len().div_ceil(3) * 4);
    // Nobody has to encode the file, and a file that is none of an image is told before it is sent.
    let text = file("text", b"no image");
    let ran =
        finish(&mut vcare(&["check", "UploadProof", "ENROLLMENTID=AN1", &format!("PROOFFILE=@base64:{text}")]), b"");
    assert!(ran.code == 3 && ran.out.contains("PROOFFILE must be a file in base64"), "{}", ran.out);
}

#[test]
fn a_secret_comes_from_a_file_standard_input_or_its_variable() {
    let path = file("pin", b"12345678\n");
    for (argument, variable, input) in [
        (Some(format!("PINNUMBER=@{path}")), Some("99999999"), &b""[..]),
        (Some("PINNUMBER=@-".to_owned()), Some("99999999"), b"12345678\r\n"),
        (Some("pinnumber=@-".to_owned()), None, b"12345678"),
        (Some("PINNUMBER=@-".to_owned()), None, b"\xef\xbb\xbf12345678\r\n"),
        (None, Some("12345678"), b""),
    ] {
        let mut command = vcare(&["call", "ValidatePin"]);
        command.args(&argument).envs(variable.map(|value| ("VCARE_PINNUMBER", value)));
        let (ran, request) = called(command, input);
        assert!(request.contains("<PINNUMBER>12345678</PINNUMBER>"), "{argument:?}: {request}");
        let shown = format!("{}{}", ran.out, ran.err);
        assert!(!shown.contains("12345678") && !shown.contains("99999999"), "{argument:?}: {shown}");
    }
    // One that a setting fills.
    let mut command = vcare(&["call", "GetPlanService", "STATE=MD", "TYPE=LIFELINE", "ZIPCODE=21215"]);
    command.arg(format!("AGENTPASSWORD=@{path}")).env("VCARE_AGENT_PASSWORD", "other");
    let (_, request) = called(command, b"");
    assert!(request.contains("<AGENTPASSWORD>12345678</AGENTPASSWORD>"), "{request}");
}

/// Nobody can be asked where there is no terminal.
#[test]
fn a_secret_that_is_missing_is_told_with_the_ways_to_give_it() {
    for arguments in [
        &["--sandbox", "call", "ValidatePin"][..],
        &["call", "ValidatePin", "--base-url", "https://vendor.invalid"],
        &["check", "ValidatePin"],
        &["encode", "ValidatePin"],
        &["check", "ValidatePin", "PINNUMBER=@-"],
    ] {
        let mut command = vcare(arguments);
        for name in ["VENDOR_ID", "USERNAME", "PASSWORD", "PIN", "AGENT_ID"] {
            command.env(format!("VCARE_{name}"), "1");
        }
        // What is blank is not set.
        let ran = finish(command.env("VCARE_PINNUMBER", " "), b"\n");
        assert_eq!(ran.code, 3, "{arguments:?}: {}", ran.err);
        assert!(ran.out.contains("PINNUMBER must not be blank"), "{arguments:?}: {}", ran.out);
        let said = "note: PINNUMBER is a secret: give PINNUMBER=@FILE, or PINNUMBER=@- for standard input, or set \
                    VCARE_PINNUMBER, or leave it out to be asked at a terminal\n";
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    // One that is wrong was given.
    let ran = finish(&mut vcare(&["check", "ValidatePin", "AGENTID=a", "PINNUMBER=@-"]), b"1");
    assert_eq!((ran.code, ran.err.as_str()), (3, ""), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_told_beside_the_rest() {
    use std::os::unix::ffi::OsStrExt;

    let mut command = vcare(&["check", "ValidatePin", "AGENT=1", "AGENTPASSWORD=@no/such/file"]);
    let ran = finish(command.env("VCARE_PINNUMBER", std::ffi::OsStr::from_bytes(b"12345678\xe9")), b"");
    assert_eq!(ran.code, 2);
    for said in ["no field `AGENT`", "AGENTPASSWORD: cannot read", "not UTF-8: VCARE_PINNUMBER"] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    assert!(!ran.err.contains("12345678"), "{}", ran.err);
}

#[test]
fn a_secret_in_the_arguments_is_refused_with_all_other_ways() {
    for value in ["geheim-4711", "@@geheim-4711"] {
        let arguments = [&format!("AGENTPASSWORD={value}"), &format!("PINNUMBER={value}"), "STAT=MD"];
        let ran = finish(vcare(&["check", "ValidatePin"]).args(arguments), b"");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        for said in [
            "error: PINNUMBER is a secret, which others could see in the arguments: give PINNUMBER=@FILE, or \
             PINNUMBER=@- for standard input, or set VCARE_PINNUMBER, or leave it out to be asked at a terminal\n",
            "error: AGENTPASSWORD is a secret, which others could see in the arguments: give AGENTPASSWORD=@FILE, or \
             AGENTPASSWORD=@- for standard input, or set VCARE_AGENT_PASSWORD\n",
            "no field `STAT`",
        ] {
            assert!(ran.err.contains(said), "{}", ran.err);
        }
        assert!(!ran.err.contains("4711"), "{}", ran.err);
    }
    // No part of what a secret's file holds is shown either.
    let path = file("latin-secret", b"geheim\xe9");
    let ran = finish(&mut vcare(&["check", "ValidatePin", &format!("PINNUMBER=@{path}")]), b"");
    assert!(ran.err.contains("is not UTF-8") && !ran.err.contains("geheim"), "{}", ran.err);
}

/// What `describe` shows can be typed as it stands. A secret is on standard input there: a PIN that the sandbox knows.
#[test]
fn the_examples_of_describe_can_be_typed() {
    let run = |arguments: &[&str]| finish(&mut vcare(arguments), b"").out;
    let all: serde_json::Value = serde_json::from_str(&run(&["describe", "-o", "json"])).expect("it writes JSON");
    for endpoint in all["endpoints"].as_array().expect("a list") {
        let name = endpoint["endpoint"].as_str().expect("a name");
        let text = run(&["describe", name]);
        let example = text.lines().find(|line| line.starts_with("  vcare --sandbox call ")).expect("there is one");
        let program = PathBuf::from(env!("CARGO_BIN_EXE_vcare"));
        let folder = program.parent().expect("it is in a folder").to_str().expect("the path is UTF-8");
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("PATH=\"{folder}:$PATH\" {}", example.trim())]);
        let ran = finish(&mut shell, b"12345678\n");
        assert_eq!(ran.code, 0, "{example}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn the_help_tells_how_values_are_given() {
    for command in ["call", "check", "encode"] {
        let help = finish(&mut vcare(&[command, "--help"]), b"").out;
        for said in ["@@", "FIELD=@FILE", "FIELD=@-", "FIELD=@base64:FILE", "32 MiB", "VCARE_"] {
            assert!(help.contains(said), "{command}: {said}: {help}");
        }
    }
}
