//! A server on loopback that answers every POST with the same reply, as fast as it can.

use std::net::SocketAddr;
use std::sync::Arc;

use core_affinity::CoreId;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;

/// Starts one that lasts as long as the program, on a thread of its own, so that it takes no turns from its callers.
pub fn start(processor: Option<CoreId>, reply: &str) -> SocketAddr {
    let answer: Arc<[u8]> = answer(reply).into();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        processor.map(core_affinity::set_for_current);
        let runtime = Builder::new_current_thread().enable_io().build().expect("a runtime starts");
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
            sender.send(listener.local_addr().expect("it is bound")).expect("somebody waits for it");
            loop {
                let (connection, _) = listener.accept().await.expect("a connection comes");
                tokio::spawn(serve(connection, answer.clone()));
            }
        });
    });
    receiver.recv().expect("the server starts")
}

/// Answers one request, and returns it with its head.
pub async fn answer_one(listener: &TcpListener, reply: &str) -> String {
    let (mut connection, _) = listener.accept().await.expect("a connection comes");
    let mut received = Vec::new();
    while request(&received).is_none() {
        let length = connection.read_buf(&mut received).await.expect("the request can be received");
        assert_ne!(length, 0, "the request comes whole");
    }
    connection.write_all(&answer(reply)).await.expect("the caller waits for the answer");
    String::from_utf8(received).expect("the request is UTF-8")
}

/// The reply with its head.
fn answer(reply: &str) -> Vec<u8> {
    let length = reply.len();
    format!("HTTP/1.1 200 OK\r\ncontent-type: text/xml; charset=utf-8\r\ncontent-length: {length}\r\n\r\n{reply}")
        .into_bytes()
}

/// Answers one request after the other, until the caller hangs up.
async fn serve(mut connection: TcpStream, answer: Arc<[u8]>) {
    connection.set_nodelay(true).expect("a socket can be told");
    let mut received = Vec::with_capacity(16 * 1024);
    loop {
        while let Some(length) = request(&received) {
            received.drain(..length);
            if connection.write_all(&answer).await.is_err() {
                return;
            }
        }
        if !matches!(connection.read_buf(&mut received).await, Ok(1..)) {
            return;
        }
    }
}

/// How long the request is that has come, once all of it has.
fn request(received: &[u8]) -> Option<usize> {
    let head = received.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&received[..head]).expect("a head is ASCII");
    let mut headers = text.lines().filter_map(|line| line.split_once(':'));
    let (_, length) = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-length")).expect("it has a length");
    let length: usize = length.trim().parse().expect("a length is a number");
    (received.len() >= head + length).then_some(head + length)
}
