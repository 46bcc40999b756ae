//! Recordings that were cut off in the middle of a line, by a full disk or by the end of a process.
#![cfg(unix)]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::transport::{Player, Recorder, Scripted, Transport};
use vcare_api::{Client, Credentials, Retries};

fn client(transport: impl Transport) -> Client {
    let builder = Client::builder().base_url("https://vendor.example").transport(transport).agent("agent");
    let builder = builder.credentials(Credentials::new("vendor", "user", "password", "1234")).retries(Retries::none());
    builder.build().expect("everything is set")
}

/// A transport that answers with so many plans, of which nothing is taken out.
fn answering(plans: usize) -> Scripted {
    let plans = format!("<planDetail><planName>Größe {}</planName></planDetail>", "x".repeat(60)).repeat(plans);
    Scripted::new(move |request| Ok(Scripted::success(request, &format!("<plan>{plans}</plan>"))))
}

async fn call(client: &Client) -> Result<(), String> {
    let request = GetPlanService::new("MD", PlanType::Lifeline, "21215");
    client.call(&request).await.map(drop).map_err(|error| error.to_string())
}

fn file(name: &str) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&file);
    file
}

/// How many lines have an end.
fn lines(text: &[u8]) -> usize {
    text.split(|byte| *byte == b'\n').count() - 1
}

/// How many exchanges a recording answers with, and which of its lines are torn.
async fn played(file: &Path) -> (usize, Vec<usize>) {
    let player = Arc::new(Player::open(file).expect("it is a recording"));
    let client = client(player.clone());
    let mut answered = 0;
    while call(&client).await == Ok(()) {
        answered += 1;
    }
    (answered, player.torn_lines().to_vec())
}

/// Three exchanges.
async fn recorded(name: &str) -> (PathBuf, Vec<u8>) {
    let file = file(name);
    let client = client(Recorder::new(answering(1), &file).expect("it can be written"));
    for _ in 0..3 {
        call(&client).await.expect("it is answered");
    }
    drop(client);
    let bytes = std::fs::read(&file).expect("it is there");
    (file, bytes)
}

#[tokio::test]
async fn a_recording_that_breaks_off_anywhere_can_be_played() {
    let (file, whole) = recorded("cut.jsonl").await;
    for cut in 0..=whole.len() {
        std::fs::write(&file, &whole[..cut]).expect("it can be written");
        let lines = lines(&whole[..cut]);
        // A line that lacks nothing but its end is whole.
        let lacks_end = whole.get(cut) == Some(&b'\n');
        let begins = cut == 0 || whole[cut - 1] == b'\n';
        let torn = if begins || lacks_end { vec![] } else { vec![lines + 1] };
        assert_eq!(played(&file).await, (lines + usize::from(lacks_end), torn), "cut after {cut} bytes");
    }
}

/// As earlier versions left it: the next line begins inside of the torn one.
#[tokio::test]
async fn what_was_written_behind_a_torn_line_is_not_lost() {
    let (file, whole) = recorded("joined.jsonl").await;
    let first = whole.iter().position(|byte| *byte == b'\n').expect("it has lines");
    for cut in 1..first {
        std::fs::write(&file, [&whole[..cut], &whole].concat()).expect("it can be written");
        assert_eq!(played(&file).await, (3, vec![1]), "cut after {cut} bytes");
    }
}

#[tokio::test]
async fn a_recorder_begins_a_line_of_its_own_behind_a_torn_one() {
    let (file, whole) = recorded("appended.jsonl").await;
    for cut in [1, 20, whole.len() - 30, whole.len() - 1, whole.len()] {
        std::fs::write(&file, &whole[..cut]).expect("it can be written");
        let client = client(Recorder::new(answering(1), &file).expect("it can be written"));
        call(&client).await.expect("it is answered");
        drop(client);
        let (before, torn) = match cut {
            1 | 20 => (0, vec![1]),
            _ if cut == whole.len() - 30 => (2, vec![3]),
            _ => (3, vec![]),
        };
        assert_eq!(played(&file).await, (before + 1, torn), "cut after {cut} bytes");
        let text = std::fs::read_to_string(&file).expect("it is text");
        assert!(text.ends_with('\n') && !text.contains("\n\n"), "cut after {cut} bytes");
    }
}

/// What is no recording at all is not taken for a torn one.
#[test]
fn another_file_is_refused_with_the_line() {
    let file = file("other.jsonl");
    for other in ["<VcareOssApi/>\n", "{\"name\":1}\n", "{\"endpoint\":\"GetPlanService\"}\n", "[]", "\u{1}"] {
        std::fs::write(&file, format!("\n{other}")).expect("it can be written");
        let error = Player::open(&file).expect_err("it is no recording").to_string();
        assert!(error.starts_with("line 2 is no recorded exchange: "), "{other}: {error}");
    }
}

/// The part of the next test that has to be a process of its own: no file of it can be larger than 16 KiB.
#[cfg(target_os = "linux")]
const LIMITED: &str = "VCARE_TESTS_LIMITED";

#[tokio::test]
#[cfg(target_os = "linux")] // `prlimit`
async fn a_write_that_fails_in_the_middle_leaves_whole_lines() {
    let Ok(file) = std::env::var(LIMITED) else {
        let file = file("limited.jsonl");
        let script = "ulimit -S -f 16; trap '' XFSZ; exec \"$@\"";
        let mut shell = Command::new("bash");
        shell.args(["-c", script, "bash"]).arg(std::env::current_exe().expect("it runs"));
        shell.args(["--exact", "a_write_that_fails_in_the_middle_leaves_whole_lines"]).env(LIMITED, &file);
        let output = shell.output().expect("there is a shell");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        assert_eq!(played(&file).await, (4, vec![]));
        return;
    };
    // Each line has some 6 KiB: two have room, and a part of the third.
    let recorder = Arc::new(Recorder::new(answering(48), &file).expect("it can be written"));
    let client = client(recorder.clone());
    let whole_lines = |number: usize| {
        let text = std::fs::read_to_string(&file).expect("it is text");
        assert!(text.is_empty() || text.ends_with('\n'), "the last line is whole");
        assert_eq!(text.lines().count(), number);
    };
    for _ in 0..2 {
        call(&client).await.expect("it is answered");
        recorder.flush().expect("it has room");
    }
    for _ in 0..3 {
        call(&client).await.expect("it is answered");
        recorder.flush().expect_err("it has no room");
        whole_lines(2);
    }
    // There is room again.
    let pid = std::process::id().to_string();
    let raised = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status();
    assert!(raised.expect("there is a program prlimit").success());
    for _ in 0..2 {
        call(&client).await.expect("it is answered");
        recorder.flush().expect("it has room");
    }
    whole_lines(4);
}

/// What was written into a pipe cannot be taken back.
#[tokio::test]
async fn what_cannot_be_taken_back_is_ended_before_the_next_line() {
    let pipe = file("torn.pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("there is a program mkfifo");
    assert!(made.success());
    let opened = std::fs::File::options().read(true).write(true).open(&pipe).expect("it is there");
    let recorder = Arc::new(Recorder::new(answering(2_000), &pipe).expect("it can be opened"));
    let client = client(recorder.clone());
    // More than a pipe holds. It is read from until the writer is in the middle of the line; then nobody reads.
    call(&client).await.expect("it is answered");
    let mut begin = [0; 1_000];
    (&opened).read_exact(&mut begin).expect("it is written");
    drop(opened);
    recorder.flush().expect_err("nobody reads");
    let mut opened = std::fs::File::options().read(true).write(true).open(&pipe).expect("it is there");
    let reading = std::thread::spawn(move || {
        let (mut bytes, mut text) = (vec![0; 64 * 1024], Vec::new());
        while lines(&text) < 2 {
            let length = opened.read(&mut bytes).expect("it can be read");
            text.write_all(&bytes[..length]).expect("it is in memory");
        }
        text
    });
    call(&client).await.expect("it is answered");
    recorder.flush().expect("it is read");
    let text = reading.join().expect("it does not panic");
    let file = file("torn.jsonl");
    std::fs::write(&file, [&begin[..], &text].concat()).expect("it can be written");
    assert_eq!(played(&file).await, (1, vec![1]));
}
