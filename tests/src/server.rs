//! A server over raw sockets that counts what it sees: for faults that no HTTP library would commit.

mod connection;
mod meter;
mod seen;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

pub use self::connection::Connection;
pub use self::meter::Request;
pub use self::seen::Seen;

/// A server on a port of its own. It ends when it is dropped, with all its connections.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    encrypted: bool,
    seen: Arc<Seen>,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Starts a server that does this with each connection.
    ///
    /// # Panics
    ///
    /// When no port is free.
    pub async fn start<H, F>(tls: Option<TlsAcceptor>, handle: H) -> Self
    where
        H: Fn(Connection) -> F + Send + Sync + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        Self::start_on(listener, tls, handle)
    }

    /// Starts a server on this socket.
    ///
    /// # Panics
    ///
    /// When the socket has no address.
    pub fn start_on<H, F>(listener: TcpListener, tls: Option<TlsAcceptor>, handle: H) -> Self
    where
        H: Fn(Connection) -> F + Send + Sync + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let address = listener.local_addr().expect("it has an address");
        let seen = Arc::new(Seen::default());
        let (encrypted, handle, counts) = (tls.is_some(), Arc::new(handle), seen.clone());
        let accepting = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                let (socket, _) = listener.accept().await.expect("connections can be accepted");
                let (tls, handle, open) = (tls.clone(), handle.clone(), counts.open());
                connections.spawn(async move {
                    if let Some(connection) = Connection::establish(socket, tls, open).await {
                        handle(connection).await;
                    }
                });
                while connections.try_join_next().is_some() {}
            }
        });
        Self { address, encrypted, seen, accepting }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What a client takes for its address.
    pub fn base_url(&self) -> String {
        let scheme = if self.encrypted { "https" } else { "http" };
        format!("{scheme}://{}/vcareOssApi", self.address)
    }

    /// What it has seen so far.
    pub fn seen(&self) -> &Seen {
        &self.seen
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}
