//! What is measured of someone who calls.

/// The number in the server's reply, and so in every request.
pub const NUMBER: &str = "1";

pub trait Caller: Clone + Send + 'static {
    /// The reply, read into a type.
    type Reply;

    /// A whole call: the request is written and sent, the reply is received and read.
    fn call(&self) -> impl Future<Output = Self::Reply> + Send;
}
