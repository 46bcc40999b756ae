//! No secret and nothing personal shows: not in logs at the finest level, not in errors, not in `Debug`, not in a recording.
//!
//! Every field and element that a spec marks, and everything that no spec names, holds a value that stands nowhere else;
//! calls of all endpoints meet all kinds of endings; and then everything that was written is searched for those values.

use std::error::Error;
use std::fmt::Write as _;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tracing_subscriber::fmt::format::FmtSpan;
use vcare_api::transport::{HttpTransport, Incoming, Player, Recorder, Scripted, TransportError};
use vcare_api::{CallError, Client, ClientBuilder, Credentials, DynReply, ENDPOINTS, Outcome, Retries, Timeouts};
use vcare_core::record::{Record, Slot};
use vcare_core::schema::{EndpointSchema, Group, Repeat, Sensitivity};
use vcare_tests::log::Log;

/// What all values have in common that must not show.
const MARK: &str = "zq7";

/// Values that stand nowhere else.
#[derive(Default)]
struct Marks(usize);

impl Marks {
    fn next(&mut self) -> String {
        self.0 += 1;
        format!("{MARK}{:05}", self.0)
    }
}

/// A request with a marked value in every field that has a mark in the spec, and beside them all.
fn request(schema: &'static EndpointSchema, marks: &mut Marks) -> Box<dyn Record> {
    let mut request = (schema.new_request)();
    for (index, (_, field)) in schema.fields().enumerate() {
        let Slot::Leaf(leaf) = request.slot(index) else { panic!("request fields are text") };
        match (field.sensitivity, field.example) {
            (Sensitivity::Open, example) => leaf.set(example.unwrap_or("open").into()),
            _ => leaf.set(marks.next().into()),
        }
    }
    request
}

/// The elements of a structure, marked where the spec marks them, with strange ones between.
fn elements(schema: &EndpointSchema, group: &Group, marks: &mut Marks, out: &mut String) {
    for element in group.elements.iter().filter(|element| !element.attribute) {
        let name = match element.repeat {
            Repeat::Numbered { .. } => format!("{}1", element.wire),
            Repeat::Once | Repeat::Many => element.wire.to_owned(),
        };
        let _ = write!(out, "<{name}>");
        match schema.group(element) {
            Some(group) => elements(schema, group, marks, out),
            None if element.sensitivity == Sensitivity::Open => out.push_str("open"),
            None => out.push_str(&marks.next()),
        }
        let _ = write!(out, "</{name}>");
    }
    let _ = write!(out, "<strange odd=\"{}\">{}<![CDATA[{}]]></strange>", marks.next(), marks.next(), marks.next());
    out.push_str(&marks.next());
}

fn reply(schema: &EndpointSchema, number: &str, code: &str, marks: &mut Marks) -> String {
    let mut inside = String::new();
    elements(schema, &schema.response, marks, &mut inside);
    let name = schema.name;
    format!(
        "<?xml version=\"1.0\"?><!-- {} --><VcareOssApi><credentials><vendorId>v</vendorId><referenceNumber>{number}\
         </referenceNumber><accountPassword>{}</accountPassword></credentials><{name}><statusCode>{code}</statusCode>\
         <description>FAIL</description><errorDescription>No.</errorDescription>{inside}</{name}></VcareOssApi>",
        marks.next(),
        marks.next()
    )
}

/// Bodies of all kinds around a reply: whole, cut, mangled, of something else.
fn bodies(whole: &str, marks: &mut Marks) -> Vec<String> {
    let mut bodies = vec![whole.to_owned(), String::new()];
    bodies.extend((0..whole.len()).step_by(41).map(|end| whole[..end].to_owned()));
    for (from, to) in [
        ("</statusCode>", "</StatusCode>"),
        ("<statusCode>", "<!DOCTYPE a><statusCode>"),
        ("<statusCode>", "&undefined;<statusCode>"),
        ("<statusCode>", "<statusCode><statusCode>"),
        ("<statusCode>", "<a b=1>"),
        ("<strange ", "<strange strange "),
        ("</referenceNumber>", "9</referenceNumber>"),
        ("</VcareOssApi>", "</VcareOssApi><again/>"),
        ("</VcareOssApi>", ""),
        ("version=\"1.0\"", "version=\"1.0\" encoding=\"klingon\""),
        ("FAIL", "\u{1}"),
        ("FAIL", "]]>"),
    ] {
        bodies.push(whole.replace(from, to));
    }
    bodies.push(whole.replace(MARK, &format!("&lt;{MARK}")));
    bodies.push(whole.replace(MARK, &format!("<{MARK}")));
    bodies.push(format!("<html><body>{}</body></html>", marks.next()));
    bodies.push(format!("{{\"error\": \"{}\"}}", marks.next()));
    bodies.push(marks.next());
    bodies
}

/// How many calls ended in which way.
#[derive(Debug, Default)]
struct Endings {
    accepted: usize,
    rejected: usize,
    invalid: usize,
    not_sent: usize,
    unknown: usize,
}

impl Endings {
    fn count(&mut self, ending: &Result<DynReply, CallError<DynReply>>) {
        *match ending.as_ref().map_err(CallError::outcome) {
            Ok(_) => &mut self.accepted,
            Err(Outcome::Rejected) => &mut self.rejected,
            Err(Outcome::Invalid) => &mut self.invalid,
            Err(Outcome::NotSent) => &mut self.not_sent,
            Err(Outcome::Unknown) => &mut self.unknown,
        } += 1;
    }
}

/// Everything that a program could print of how a call ended. The ending is counted.
fn shown(ending: &Result<DynReply, CallError<DynReply>>, endings: &mut Endings) -> String {
    endings.count(ending);
    let mut out = format!("{ending:?} {ending:#?}");
    match ending {
        Ok(reply) => {
            let _ = write!(out, "{:?} {:?}", reply.raw, reply.response.layout());
        }
        Err(error) => {
            let _ = write!(out, "{error}");
            let mut source = error.source();
            while let Some(error) = source {
                let _ = write!(out, ": {error} {error:?}");
                source = error.source();
            }
        }
    }
    out
}

fn builder(marks: &mut Marks) -> ClientBuilder {
    Client::builder()
        .credentials(Credentials::new("v", marks.next(), marks.next(), marks.next()))
        .agent("agent")
        .agent_password(marks.next())
        .timeouts(Timeouts::default().read(Duration::from_millis(500)).total(Duration::from_secs(2)))
        .retries(Retries::default().attempts(2).first_wait(Duration::from_millis(1)).budget(1_000))
}

/// A server that answers each connection with the next of these, whatever is asked.
async fn serve(answers: Vec<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = listener.local_addr().expect("it has an address");
    tokio::spawn(async move {
        for answer in answers {
            let (mut socket, _) = listener.accept().await.expect("the client connects");
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            while !request.ends_with(b"</VCAREOSSAPI>") {
                match socket.read(&mut buffer).await {
                    Ok(0) | Err(_) => break,
                    Ok(count) => request.extend_from_slice(&buffer[..count]),
                }
            }
            // A client that has read enough closes the connection.
            let _ = socket.write_all(&answer).await;
        }
    });
    format!("http://{address}/vcareOssApi")
}

#[tokio::test]
async fn nothing_marked_is_shown_anywhere() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();
    let recording = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("secrets.jsonl");
    match std::fs::remove_file(&recording) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("an earlier recording is left: {error}"),
        Ok(()) | Err(_) => {}
    }
    let mut marks = Marks::default();
    let mut out = String::new();
    let mut endings = Endings::default();
    let (mut violated, mut salvaged) = (0, 0);

    for schema in ENDPOINTS {
        let asked = request(schema, &mut marks);
        // Without a network: every body, with and without success, under several HTTP statuses.
        for code in ["00", "13", "999", ""] {
            let whole = reply(schema, "1", code, &mut marks);
            for body in bodies(&whole, &mut marks) {
                for http_status in [200, 500] {
                    let transport = Scripted::in_turn([Ok(Incoming::new(http_status, body.clone()))]);
                    let recorder = Recorder::new(transport, &recording).expect("a file can be written");
                    let client = builder(&mut marks).base_url("https://vendor.example").transport(recorder);
                    let client = client.build().expect("everything is set");
                    let call = client.call_dyn(schema, &*asked).skip_validation().reference_number("1").attempts(1);
                    let _ = write!(out, "{client:?} {call:?}");
                    out.push_str(&shown(&call.await, &mut endings));
                }
                let (reply, error) = DynReply::salvage(schema, body);
                salvaged += usize::from(error.is_some() && !reply.raw.unknown_elements.is_empty());
                let _ = write!(out, "{reply:?} {error:?}");
            }
        }
        // What a caller did wrong.
        let client = builder(&mut marks).base_url("https://vendor.example").transport(Scripted::replying(""));
        let client = client.build().expect("everything is set");
        out.push_str(&shown(&client.call_dyn(schema, &*asked).await, &mut endings));
        let call = client.call_dyn(schema, &*asked).skip_validation().reference_number("1\u{1}");
        out.push_str(&shown(&call.await, &mut endings));
        let violations = client.validate(schema, &*asked);
        violated += violations.len();
        let _ = write!(out, "{violations:?}");
        for violation in violations {
            out.push_str(&violation.to_string());
        }
        for error in [TransportError::not_sent("no route"), TransportError::unknown("cut")] {
            let client =
                builder(&mut marks).base_url("https://vendor.example").transport(Scripted::in_turn([Err(error)]));
            let client = client.build().expect("everything is set");
            out.push_str(&shown(&client.call_dyn(schema, &*asked).skip_validation().await, &mut endings));
        }

        // Over sockets: the libraries below write logs of their own.
        let whole = reply(schema, "1", "13", &mut marks);
        let mut answers: Vec<Vec<u8>> = Vec::new();
        let length = whole.len();
        for head in [
            format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nSet-Cookie: {}\r\n\r\n", marks.next()),
            format!("HTTP/1.1 500 {}\r\nContent-Length: {length}\r\n\r\n", marks.next()),
            format!("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/{}\r\nContent-Length: 0\r\n\r\n", marks.next()),
            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", length + 10),
            format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {length}\r\n\r\n"),
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned(),
            format!("HTTP/1.1 200 OK\r\n{}\u{1}: {}\r\n\r\n", marks.next(), marks.next()),
            format!("{} ", marks.next()),
            String::new(),
        ] {
            // Each attempt of a read finds the same.
            for _ in 0..2 {
                answers.push([head.as_bytes(), whole.as_bytes()].concat());
            }
        }
        let kinds = answers.len();
        let address = serve(answers).await;
        let transport = HttpTransport::builder().no_proxy().build().expect("it can be set up");
        let client = builder(&mut marks).base_url(address).transport(transport).build().expect("everything is set");
        for _ in 0..kinds {
            let call = client.call_dyn(schema, &*asked).skip_validation().reference_number("1").attempts(1);
            out.push_str(&shown(&call.await, &mut endings));
        }
        // Nobody listens any more.
        out.push_str(&shown(&client.call_dyn(schema, &*asked).skip_validation().await, &mut endings));
    }

    // There was something to find in each kind of ending, and in what is shown of it.
    let Endings { accepted, rejected, invalid, not_sent, unknown } = endings;
    assert!(accepted > 3 && rejected > 20 && invalid > 3 && not_sent > 3 && unknown > 1_000, "{endings:?}");
    assert!(violated > 2 && salvaged > 10, "{violated} {salvaged}");
    let log = log.text();
    for part in ["vcare.call", "vcare.attempt", "reference_number=\"1\"", "outcome=\"unknown\"", "hyper_util"] {
        assert!(log.contains(part), "the log has no {part}");
    }
    let recorded = std::fs::read_to_string(&recording).expect("it was written");
    assert!(recorded.lines().count() > 1_000 && recorded.contains("[redacted]"));
    for (name, text) in [("logs", &log), ("texts", &out), ("recording", &recorded)] {
        if let Some(at) = text.find(MARK) {
            let start = text.floor_char_boundary(at.saturating_sub(200));
            let end = text.ceil_char_boundary((at + 60).min(text.len()));
            panic!("a marked value shows in the {name}: …{}…", &text[start..end]);
        }
    }
    // Marks were there to be found.
    assert!(marks.0 > 1_000);

    check_recording(&recording, &mut marks).await;
}

/// What was recorded can be played.
async fn check_recording(recording: &std::path::Path, marks: &mut Marks) {
    let player = Player::open(recording).expect("it is a recording");
    let client = builder(marks).base_url("https://vendor.example").transport(player);
    let client = client.build().expect("everything is set");
    for schema in ENDPOINTS {
        let asked = (schema.new_request)();
        let ending = client.call_dyn(schema, &*asked).skip_validation().reference_number("77").attempts(1).await;
        let reply = ending.unwrap_or_else(|error| panic!("{}: {error}", schema.name));
        assert_eq!(&*reply.raw.reference_number, "77");
    }
}
