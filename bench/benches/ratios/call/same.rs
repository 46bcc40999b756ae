//! Both callers have to send the same request and read the same values, or the times mean nothing.

use std::net::SocketAddr;

use serde::Serialize;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use vcare_bench::beside::Beside;

use super::caller::Caller;
use super::ours::Ours;
use super::over_serde::OverSerde;
use super::server;
use crate::same_values;

/// Each makes one call to a server that keeps the request.
pub fn assert<E, R>(runtime: &Runtime, reply: &str, request: &E, peer: &R)
where
    E: Beside + Clone,
    R: Serialize + Clone + Send + Sync + 'static,
{
    let ours = runtime.block_on(exchange(reply, |server| Ours::new(server, request.clone())));
    let peer = runtime.block_on(exchange(reply, |server| OverSerde::<E, R>::new(server, peer.clone())));
    let expected = same_values::in_document(reply);
    assert_eq!(same_values::in_reply(&ours.read), expected, "vcare reads other values");
    assert_eq!(same_values::in_peer(&peer.read), expected, "the peer reads other values");
    assert_eq!(first_line(&ours.sent), first_line(&peer.sent), "the requests go elsewhere");
    assert_eq!(elements(&ours.sent), elements(&peer.sent), "the peer sends another request");
}

struct Exchange<R> {
    /// With its head.
    sent: String,
    read: R,
}

async fn exchange<C: Caller>(reply: &str, caller: impl FnOnce(SocketAddr) -> C) -> Exchange<C::Reply> {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
    let caller = caller(listener.local_addr().expect("it is bound"));
    let (sent, read) = tokio::join!(server::answer_one(&listener, reply), caller.call());
    Exchange { sent, read }
}

/// The method and the path.
fn first_line(sent: &str) -> Option<&str> {
    sent.lines().next()
}

/// All elements of a request's body: how deep they are, and what is in them.
fn elements(sent: &str) -> Vec<String> {
    let body = sent.split_once("\r\n\r\n").expect("a request has a head").1;
    let tree = roxmltree::Document::parse(body).expect("the request is well-formed");
    let elements = tree.descendants().filter(roxmltree::Node::is_element);
    let shown = elements.map(|element| {
        let (depth, name, attributes) = (element.ancestors().count(), element.tag_name(), element.attributes());
        let text = element.text().unwrap_or_default().trim();
        format!("{depth} {name:?} {:?} {text:?}", attributes.collect::<Vec<_>>())
    });
    shown.collect()
}
