//! How much memory recording takes.

#[path = "bounds/documents.rs"]
#[allow(dead_code)] // what the other tests read with
mod documents;

use std::sync::Arc;

use bytes::Bytes;
use dhat::{HeapStats, Profiler};
use vcare_api::get_plan_service::PlanType;
use vcare_api::transport::{Recorder, Scripted, Transport};
use vcare_api::{Client, Credentials, Endpoint, GetCustomerInfo, GetPlanService, Retries};

use vcare_core::schema::EndpointSchema;
use vcare_tests::reply_with;

use self::documents::{OK, documents};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

fn client(transport: impl Transport) -> Client {
    let builder = Client::builder().base_url("https://vendor.example").transport(transport).agent("agent");
    let builder = builder.credentials(Credentials::new("vendor", "user", "password", "1234")).retries(Retries::none());
    builder.build().expect("everything is set")
}

/// Those that take the most memory to record, and what no two elements of have in common.
fn recorded() -> Vec<(&'static str, &'static EndpointSchema, Vec<u8>)> {
    let names = [
        "short unknown elements",
        "text beside elements",
        "bare ampersands",
        "one long text",
        "one long text with references",
        "rows as they come",
        "windows-1252",
        "UTF-16",
    ];
    let known = documents().into_iter().filter(|document| names.contains(&document.name));
    let known = known.map(|document| (document.name, document.schema, document.body));
    let customer = |name, part: fn(usize) -> String| {
        let inside: String = (0..20_000).map(part).collect();
        (name, GetCustomerInfo::SCHEMA, reply_with("GetCustomerInfo", "1", &format!("{OK}{inside}")).into_bytes())
    };
    let others = [
        customer("numbers", |number| format!("<a>{}</a>", 5_550_000_000_u64 + number as u64)),
        customer("words", |number| format!("<a>w{number}</a>")),
        customer("words with signs around them", |number| format!("<a>-{number}-</a>")),
        customer("names", |number| format!("<a{number}/>")),
    ];
    known.chain(others).collect()
}

/// Its own bytes and those of the line included.
#[tokio::test]
async fn recording_takes_no_more_than_eight_times_the_size_of_a_reply() {
    let file = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("memory.jsonl");
    for (name, schema, body) in recorded() {
        let _ = std::fs::remove_file(&file);
        let body = Bytes::from(body);
        let recorder = Arc::new(Recorder::new(Scripted::replying(body.clone()), &file).expect("it can be written"));
        let client = client(recorder.clone());
        let profiler = Profiler::builder().testing().build();
        let before = HeapStats::get().curr_bytes;
        let ended = if schema.name == GetCustomerInfo::SCHEMA.name {
            client.call(&GetCustomerInfo::new().telephone_number("5551234567")).await.map(drop).is_ok()
        } else {
            client.call(&GetPlanService::new("MD", PlanType::Lifeline, "21215")).await.map(drop).is_ok()
        };
        recorder.flush().expect("it is written");
        let peak = HeapStats::get().max_bytes - before;
        drop(profiler);
        assert!(!ended, "{name}: it is for another call");
        #[allow(clippy::cast_precision_loss)]
        let times = peak as f64 / body.len() as f64;
        println!("{name}: {times:.1}");
        // A euro sign is one byte there, and three in UTF-8.
        let size = if name == "windows-1252" { 3 * body.len() } else { body.len() };
        assert!(peak <= 8 * size + 128 * 1024, "{name}: {times:.1} times {}", body.len());
        let written = std::fs::metadata(&file).expect("it is there").len();
        assert!(written > 500 && recorder.dropped() == 0, "{name}: {written} bytes are written");
    }
}
