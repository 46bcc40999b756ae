//! How much memory reading a reply takes.

#[path = "bounds/documents.rs"]
mod documents;

use bytes::Bytes;
use dhat::{HeapStats, Profiler};
use vcare_api::{DecodeErrorKind, ReplyLimits};

use self::documents::{documents, read};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// The body included.
#[test]
fn no_reply_takes_more_than_eight_times_its_size() {
    let mut read_whole = Vec::new();
    for document in documents() {
        let profiler = Profiler::builder().testing().build();
        let before = HeapStats::get().curr_bytes;
        let body = Bytes::from(document.body.clone());
        let (raw, response, error) = read(&document, &body, ReplyLimits::default().into());
        let peak = HeapStats::get().max_bytes - before;
        let most = 8 * body.len() + 128 * 1024;
        #[allow(clippy::cast_precision_loss)]
        let times = peak as f64 / body.len() as f64;
        println!("{}: {times:.1} {error:?}", document.name);
        assert!(peak <= most, "{}: {times:.1} times {}, {error:?}", document.name, body.len());
        match error.map(|error| error.kind) {
            None => read_whole.push(document.name),
            Some(DecodeErrorKind::TooMuchMemory) => assert_eq!(raw.code, "00", "{}", document.name),
            Some(other) => panic!("{}: {other:?}", document.name),
        }
        drop((response, raw));
        drop(profiler);
    }
    // What comes from real servers is not refused.
    for name in ["longer unknown elements", "rows of unknown elements", "rows as they come", "one long text"] {
        assert!(read_whole.contains(&name), "{name} is refused; read are {read_whole:?}");
    }
}
