//! Connections, from their beginning to their end.

use std::convert::Infallible;
use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use hyper::header::{CONNECTION, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncWriteExt, copy, sink};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::handle::{Shared, handle};
use crate::impatient::Impatient;

/// The largest head of a request that is taken, in bytes. About as much is read ahead from a connection.
const LARGEST_HEAD: usize = 64 << 10;

/// How long the end of a connection waits for the client's end.
const LINGER: Duration = Duration::from_secs(2);

/// How long accepting waits after it failed.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers connections, so many at a time, until it is dropped. Then they end.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>, max_connections: usize) {
    let free = Arc::new(Semaphore::new(max_connections));
    let mut connections = JoinSet::new();
    // It is never closed.
    while let Ok(place) = free.clone().acquire_owned().await {
        let socket = accept(&listener).await;
        let (shared, free) = (shared.clone(), free.clone());
        connections.spawn(async move {
            converse(socket, shared, free).await;
            drop(place);
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((socket, _)) => return socket,
            // Either the connection has ended already, or the process has too many files open, which passes.
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// Answers the requests of a connection.
async fn converse(socket: TcpStream, shared: Arc<Shared>, free: Arc<Semaphore>) {
    let time = shared.request_timeout;
    let service = service_fn(move |request| {
        let (shared, free) = (shared.clone(), free.clone());
        Box::pin(async move {
            let mut reply = handle(&shared, request).await;
            if free.available_permits() == 0 {
                // Somebody may be waiting for this connection to end.
                reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, Infallible>(reply)
        })
    });
    let mut http = http1::Builder::new();
    // hyper counts the time between two requests as part of the second one's head.
    http.timer(TokioTimer::new()).header_read_timeout(time);
    http.max_header_size(LARGEST_HEAD).max_buf_size(LARGEST_HEAD);
    let mut connection = http.serve_connection(TokioIo::new(Impatient::new(socket, time)), service);
    let served = poll_fn(|cx| connection.poll_without_shutdown(cx)).await;
    // hyper has answered what it could not parse.
    if served.is_ok() || served.is_err_and(|error| error.is_parse()) {
        end(connection.into_parts().io.into_inner()).await;
    }
}

/// Ends a connection after its last reply. The system would reset it when there are bytes left to read, and the client
/// would lose the reply; so they are read.
async fn end(mut socket: Impatient) {
    if socket.shutdown().await.is_ok() {
        let _ = timeout(LINGER, copy(&mut socket, &mut sink())).await;
    }
}
