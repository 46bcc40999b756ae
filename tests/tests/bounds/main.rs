//! How much time reading a reply may take, and how many elements it may have. The memory is measured in a program of its
//! own, since all tests of one share it.

mod documents;

use std::time::Instant;

use bytes::Bytes;
use vcare_api::{DecodeErrorKind, Endpoint, GetPlanService, ReplyLimits};
use vcare_core::codec::ReadOptions;
use vcare_tests::reply_with;

use self::documents::{Document, OK, documents, read};

#[test]
fn reading_ends_with_the_time_for_it_and_keeps_the_status() {
    for document in documents() {
        let body = Bytes::from(document.body.clone());
        let options = ReadOptions::from(ReplyLimits::default()).deadline(Instant::now());
        let (raw, _, error) = read(&document, &body, options);
        let error = error.unwrap_or_else(|| panic!("{} is read all the same", document.name));
        assert!(
            matches!(error.kind, DecodeErrorKind::OutOfTime | DecodeErrorKind::TooMuchMemory),
            "{}: {error}",
            document.name
        );
        assert_eq!(raw.code, "00", "{}: {error}", document.name);
    }
    // The clock is looked at after so many bytes; a short reply that is there is read.
    let short = reply_with("GetPlanService", "1", OK);
    let document = Document { name: "short", schema: GetPlanService::SCHEMA, body: short.into_bytes() };
    let options = ReadOptions::from(ReplyLimits::default()).deadline(Instant::now());
    assert!(read(&document, &Bytes::from(document.body.clone()), options).2.is_none());
}

/// A mistake at the end of a long text is not reached.
#[test]
fn the_clock_is_looked_at_inside_long_texts() {
    let long = |part: &str| part.repeat(40_000);
    for inside in [
        format!("<planName>{}&no;</planName>", long("&lt;")),
        format!("<odd>{}&no;</odd>", long("&lt;")),
        format!("<odd a='{}&no;'/>", long("&lt;")),
        format!("<odd a='{}&no;'/>", long("\t\r\n")),
        format!("<odd a='{}&no;'/>", long("& ")),
    ] {
        let body = Bytes::from(reply_with(
            "GetPlanService",
            "1",
            &format!("{OK}<plan><planDetail>{inside}</planDetail></plan>"),
        ));
        let document = Document { name: "", schema: GetPlanService::SCHEMA, body: Vec::new() };
        let late = ReadOptions::from(ReplyLimits::default()).deadline(Instant::now());
        let kind = |options| read(&document, &body, options).2.map(|error| error.kind);
        assert_eq!(kind(late), Some(DecodeErrorKind::OutOfTime), "{inside:.40}");
        assert_eq!(kind(ReplyLimits::default().into()), Some(DecodeErrorKind::UndefinedEntity), "{inside:.40}");
    }
}

#[test]
fn attributes_and_namespaces_count_towards_the_limit_of_elements() {
    let elements = |document: &str, most| {
        let body = Bytes::from(reply_with("GetPlanService", "1", &format!("{OK}{document}")));
        let document = Document { name: "", schema: GetPlanService::SCHEMA, body: Vec::new() };
        let (_, _, error) = read(&document, &body, ReplyLimits::default().elements(most).into());
        error.map(|error| error.kind)
    };
    // The root, the its namespace, the credentials with the two values, the endpoint's element, and the status.
    let (own, error) = (7, Some(DecodeErrorKind::TooManyElements));
    for (inside, counted) in
        [("<a/>", 1), ("<a b=''/>", 2), ("<a xmlns='x' xmlns:b='y'/>", 3), ("<a b='' c=''>1</a>", 3)]
    {
        assert_eq!(elements(inside, own + counted), None, "{inside}");
        assert_eq!(elements(inside, own + counted - 1), error, "{inside}");
    }
}
