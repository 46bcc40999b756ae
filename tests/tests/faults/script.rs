//! What a server does with a connection, step by step.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;
use vcare_tests::server::{Connection, Request};

use crate::messages::response;

/// Makes an answer of a request.
type Make = dyn Fn(&Request) -> Vec<u8> + Send + Sync;

/// One step.
#[derive(Clone)]
pub enum Step {
    /// Reads as many bytes of a request.
    Part(usize),
    /// Reads a request to its end.
    Request,
    /// Sends what is made of the last request.
    Send(Arc<Make>),
    /// Sends the same, a byte at a time.
    Drip(fn(&Request) -> Vec<u8>),
    /// Sends this again and again.
    Forever(String),
    /// Says nothing more.
    Hang,
    /// Ends as the protocol wants it.
    Close,
    /// Ends TCP without a word.
    Cut,
    /// Ends with a reset.
    Reset,
}

/// The steps.
pub type Script = Vec<Step>;

/// Sends what is made of the last request.
pub fn send(make: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> Step {
    Step::Send(Arc::new(make))
}

/// Sends this, whatever was asked.
pub fn say(bytes: impl Into<Vec<u8>>) -> Step {
    let bytes = bytes.into();
    send(move |_| bytes.clone())
}

/// Goes through the steps again and again, until one ends the connection or the client does.
pub async fn play(mut connection: Connection, script: Script) {
    let mut last = Request { head: String::new(), body: String::new() };
    loop {
        for step in &script {
            match step {
                Step::Part(bytes) => connection.part(*bytes).await,
                Step::Request => match connection.request().await {
                    Some(request) => last = request,
                    None => return,
                },
                Step::Send(make) => {
                    connection.send(&make(&last)).await;
                }
                Step::Drip(make) => {
                    for byte in make(&last) {
                        if !connection.send(&[byte]).await {
                            return;
                        }
                        sleep(Duration::from_millis(50)).await;
                    }
                }
                Step::Forever(text) => while connection.send(text.as_bytes()).await {},
                Step::Hang => return connection.listen().await,
                Step::Close => return connection.close().await,
                Step::Cut => return connection.cut().await,
                Step::Reset => return connection.reset(),
            }
        }
    }
}

/// Answers as long as it is asked.
pub async fn answer_well(mut connection: Connection) {
    while let Some(request) = connection.request().await {
        connection.send(&response("200 OK", request.good_reply())).await;
    }
}
