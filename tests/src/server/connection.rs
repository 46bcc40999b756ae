//! A connection, and all that can be done to it.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::meter::{Meter, Request};
use super::seen::Open;

/// A connection that a client has made.
#[derive(Debug)]
pub struct Connection {
    wire: Wire,
    meter: Meter,
    open: Open,
}

#[derive(Debug)]
enum Wire {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl Connection {
    /// Nothing when TLS comes to nothing.
    pub(super) async fn establish(socket: TcpStream, tls: Option<TlsAcceptor>, open: Open) -> Option<Self> {
        socket.set_nodelay(true).expect("an accepted socket can be set up");
        let wire = match tls {
            None => Wire::Plain(socket),
            Some(tls) => Wire::Tls(Box::new(tls.accept(socket).await.ok()?)),
        };
        Some(Self { wire, meter: Meter::default(), open })
    }

    /// The next request, whole; nothing when the client closes before.
    pub async fn request(&mut self) -> Option<Request> {
        loop {
            if let Some(request) = self.meter.next() {
                return Some(request);
            }
            if self.read(16 * 1024).await? == 0 {
                return None;
            }
        }
    }

    /// Reads as many bytes, or fewer when the client closes before.
    pub async fn part(&mut self, bytes: usize) {
        let mut left = bytes;
        while left > 0 {
            match self.read(left).await {
                None | Some(0) => return,
                Some(count) => left -= count,
            }
        }
    }

    /// Sends this. False when the client takes no more.
    pub async fn send(&mut self, bytes: &[u8]) -> bool {
        let sent = async {
            match &mut self.wire {
                Wire::Plain(socket) => socket.write_all(bytes).await,
                Wire::Tls(stream) => {
                    stream.write_all(bytes).await?;
                    stream.flush().await
                }
            }
        };
        sent.await.is_ok()
    }

    /// Reads until the client closes, and says nothing.
    pub async fn listen(&mut self) {
        while self.read(16 * 1024).await.is_some_and(|count| count > 0) {}
    }

    /// Ends as the protocol wants it, and reads what still comes.
    pub async fn close(mut self) {
        let _ = match &mut self.wire {
            Wire::Plain(socket) => socket.shutdown().await,
            Wire::Tls(stream) => stream.shutdown().await,
        };
        self.listen().await;
    }

    /// Ends TCP under whatever runs above it, and reads what still comes.
    pub async fn cut(mut self) {
        let _ = self.socket().shutdown().await;
        self.listen().await;
    }

    /// Ends with a reset.
    ///
    /// # Panics
    ///
    /// When the system knows no resets.
    pub fn reset(mut self) {
        self.socket().set_zero_linger().expect("a socket can be told to reset");
    }

    async fn read(&mut self, most: usize) -> Option<usize> {
        let mut buffer = vec![0; most];
        let count: io::Result<usize> = match &mut self.wire {
            Wire::Plain(socket) => socket.read(&mut buffer).await,
            Wire::Tls(stream) => stream.read(&mut buffer).await,
        };
        let count = count.ok()?;
        self.meter.feed(&buffer[..count], &self.open.0);
        Some(count)
    }

    fn socket(&mut self) -> &mut TcpStream {
        match &mut self.wire {
            Wire::Plain(socket) => socket,
            Wire::Tls(stream) => stream.get_mut().0,
        }
    }
}
