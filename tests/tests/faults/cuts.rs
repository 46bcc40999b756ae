//! A good reply that breaks off, at every byte.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use vcare_api::{Client, Outcome};
use vcare_core::schema::EndpointSchema;
use vcare_tests::server::{Connection, Request, Server};

use crate::endpoints::{self, READ_AND_WRITE};
use crate::messages::{chunked, response, until_the_end};

type Answer = fn(&Request) -> Vec<u8>;

const ANSWERS: [(&str, Answer); 3] = [
    ("with a length", |request| response("200 OK", request.good_reply())),
    ("in chunks", |request| chunked(&request.good_reply(), "0\r\n\r\n")),
    ("until the end", |request| until_the_end(&request.good_reply())),
];

/// How the connection ends after the cut.
#[derive(Clone, Copy, Debug)]
enum End {
    Close,
    Reset,
}

const AT_ONCE: usize = 16;

/// The reference number says where the reply is cut, always in as many digits.
fn number(cut: usize) -> String {
    (100_000 + cut).to_string()
}

async fn answer_cut(mut connection: Connection, answer: Answer, end: End) {
    let Some(request) = connection.request().await else { return };
    let cut = request.number().parse::<usize>().expect("it is the number of a cut") - 100_000;
    connection.send(&answer(&request)[..cut]).await;
    match end {
        End::Close => connection.close().await,
        End::Reset => connection.reset(),
    }
}

/// How long the answer is when it is whole.
fn length(schema: &EndpointSchema, answer: Answer) -> usize {
    let head = format!("POST /{}/ HTTP/1.1", schema.path.trim_matches('/'));
    let body = format!("<REFERENCENUMBER>{}</REFERENCENUMBER>", number(0));
    answer(&Request { head, body }).len()
}

async fn cut_everywhere(schema: &'static EndpointSchema, name: &str, answer: Answer, end: End) {
    let server = Server::start(None, move |connection| answer_cut(connection, answer, end)).await;
    let client = endpoints::client(server.base_url(), endpoints::plain());
    let client: Client = client.build().expect("everything is set");
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let whole = length(schema, answer);
    let mut calls = JoinSet::new();
    for cut in 0..=whole {
        let (client, turns) = (client.clone(), turns.clone());
        calls.spawn(async move {
            let _turn = turns.acquire().await.expect("it is never closed");
            let request = endpoints::request(schema);
            let call = client.call_dyn(schema, &*request).reference_number(number(cut)).attempts(1);
            (cut, call.await.map(drop).map_err(|error| error.outcome()))
        });
    }
    for (cut, ended) in calls.join_all().await {
        let context = format!("{} {name}, {end:?} after {cut} of {whole} bytes", schema.name);
        // A reset can overtake what was sent before it, whole or not.
        match (cut == whole, end) {
            (true, End::Close) => assert_eq!(ended, Ok(()), "{context}"),
            (true, End::Reset) => assert!(matches!(ended, Ok(()) | Err(Outcome::Unknown)), "{context}: {ended:?}"),
            (false, _) => assert_eq!(ended, Err(Outcome::Unknown), "{context}"),
        }
    }
    drop(client);
    assert!(server.seen().all_closed().await);
    assert_eq!(server.seen().requests(), whole + 1, "{} {name}", schema.name);
    assert!((0..=whole).all(|cut| server.seen().with_number(&number(cut)) == 1), "{} {name}", schema.name);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_breaks_off_is_never_a_success() {
    for schema in READ_AND_WRITE {
        for (name, answer) in ANSWERS {
            for end in [End::Close, End::Reset] {
                cut_everywhere(schema, name, answer, end).await;
            }
        }
    }
}
