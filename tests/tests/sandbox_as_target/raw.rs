//! A client that sends exactly what a test says.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use vcare_sandbox::{RunningSandbox, Sandbox};

/// The path that suspends an account.
pub const PATH: &str = "/vcareOssApi/UpdateAccountStatus/";

/// A test that waits longer than this has failed.
const TOO_LONG: Duration = Duration::from_mins(1);

/// Starts a sandbox.
pub async fn start(sandbox: Sandbox) -> RunningSandbox {
    sandbox.start().await.expect("it starts")
}

/// The sandbox's `host:port`.
pub fn address(sandbox: &RunningSandbox) -> String {
    let url = sandbox.base_url();
    url.trim_start_matches("http://").split('/').next().unwrap_or_default().to_owned()
}

/// A connection to a sandbox.
pub struct Raw {
    socket: TcpStream,
    read: Vec<u8>,
}

impl Raw {
    pub async fn connect(sandbox: &RunningSandbox) -> Self {
        let socket = TcpStream::connect(address(sandbox)).await.expect("it listens");
        Self { socket, read: Vec::new() }
    }

    /// Sends this. What a server that has closed the connection does not take is lost.
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.takes(bytes).await;
    }

    /// Sends this; `false` when the server has closed the connection.
    pub async fn takes(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        timeout(TOO_LONG, self.socket.write_all(bytes.as_ref())).await.expect("the server reads or closes").is_ok()
    }

    /// Ends what this side sends, and waits until the server does so too.
    pub async fn close(mut self) {
        self.socket.shutdown().await.expect("the connection is open");
        self.rest().await;
    }

    /// What comes until this is there, this included. Less when the connection ends.
    pub async fn until(&mut self, end: &str) -> String {
        let end = end.as_bytes();
        loop {
            if let Some(found) = self.read.windows(end.len()).position(|window| window == end) {
                return text(self.read.drain(..found + end.len()).collect());
            }
            if !self.more().await {
                return text(std::mem::take(&mut self.read));
            }
        }
    }

    /// A reply of known length: its head and its body.
    pub async fn reply(&mut self) -> (String, String) {
        let head = self.until("\r\n\r\n").await;
        let length = content_length(&head);
        while self.read.len() < length && self.more().await {}
        let length = length.min(self.read.len());
        (head, text(self.read.drain(..length).collect()))
    }

    /// All that comes until the connection ends.
    pub async fn rest(&mut self) -> String {
        while self.more().await {}
        text(std::mem::take(&mut self.read))
    }

    /// Whether the connection is open and nothing has come for some time.
    pub async fn hears_nothing(&mut self) -> bool {
        self.read.is_empty() && timeout(Duration::from_millis(200), self.socket.readable()).await.is_err()
    }

    /// Reads; `false` at the end, also when the server resets the connection.
    async fn more(&mut self) -> bool {
        let read = timeout(TOO_LONG, self.socket.read_buf(&mut self.read)).await.expect("the server goes on");
        read.is_ok_and(|bytes| bytes > 0)
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("the server writes UTF-8")
}

/// What a head says of the body's length.
pub fn content_length(head: &str) -> usize {
    let value = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no length: {head}"))
}

/// Sends one request on a connection of its own, and gives back what comes until the server closes it.
pub async fn exchange(sandbox: &RunningSandbox, request: impl AsRef<[u8]>) -> String {
    let mut connection = Raw::connect(sandbox).await;
    connection.send(request).await;
    connection.rest().await
}

/// A request that suspends the account, with these lines in its head.
pub fn suspend(lines: &str) -> String {
    let body = suspend_body();
    format!("POST {PATH} HTTP/1.1\r\n{lines}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

/// The XML of that request.
pub fn suspend_body() -> String {
    body(
        "UPDATEACCOUNTSTATUS",
        "<NEWSTATUS>Suspend</NEWSTATUS><ACCOUNTTYPE>Electronically</ACCOUNTTYPE><MDN>5551234567</MDN>",
    )
}

/// What the account's status is.
pub async fn account_status(sandbox: &RunningSandbox) -> String {
    let body = body("GETCUSTOMERINFO", "<TELEPHONENUMBER>5551234567</TELEPHONENUMBER>");
    let request = format!(
        "POST /vcareOssApi/GetCustomerInfo/ HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        address(sandbox),
        body.len()
    );
    let reply = exchange(sandbox, request).await;
    let status = reply.split_once("<AccountStatus>").and_then(|(_, rest)| rest.split_once('<'));
    status.unwrap_or_else(|| panic!("no status: {reply}")).0.to_owned()
}

fn body(block: &str, fields: &str) -> String {
    format!(
        "<VCAREOSSAPI xmlns=\"http://www.oss.vcarecorporation.com/oss\"><CREDENTIALS><VENDORID>demo-vendor</VENDORID>\
         <USERNAME>demo-user</USERNAME><PASSWORD>demo-password</PASSWORD><PIN>123456789</PIN><REFERENCENUMBER>1\
         </REFERENCENUMBER></CREDENTIALS><VCAREOSS><{block}>{fields}<AGENTID>a</AGENTID></{block}></VCAREOSS>\
         </VCAREOSSAPI>"
    )
}
