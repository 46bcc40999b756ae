//! From a request to its reply.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::Incoming;
use hyper::header::{ALLOW, CONNECTION, HeaderValue};
use hyper::{Method, Request, StatusCode};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use vcare_core::schema::EndpointSchema;

use crate::account::Account;
use crate::body;
use crate::decide::answer;
use crate::forced::{Fault, Forced};
use crate::guard;
use crate::host::Host;
use crate::reply::{Refusal, Reply, ReplyBody, ok, plain, xml};
use crate::world::World;

/// The path before the endpoint's name.
pub(crate) const BASE_PATH: &str = "/vcareOssApi";

/// What all connections share.
pub(crate) struct Shared {
    pub(crate) endpoints: Vec<&'static EndpointSchema>,
    pub(crate) account: Account,
    pub(crate) world: Mutex<World>,
    pub(crate) forced: HashMap<String, Forced>,
    pub(crate) allowed: Vec<Host>,
    pub(crate) request_timeout: Duration,
    /// Bytes that are free for bodies.
    pub(crate) memory: Semaphore,
}

/// Answers a request.
pub(crate) async fn handle(shared: &Shared, request: Request<Incoming>) -> Reply {
    let refused = |(status, text): Refusal| {
        let mut reply = plain(status, text);
        // The rest of the request may still come, and is not read.
        reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        reply
    };
    let (head, body) = request.into_parts();
    if let Err(refusal) = guard::check(&head.uri, &head.headers, &shared.allowed) {
        return refused(refusal);
    }
    let path = head.uri.path().strip_prefix(BASE_PATH).and_then(|rest| rest.strip_prefix('/'));
    let name = path.unwrap_or_default().trim_end_matches('/');
    let Some(schema) = shared.endpoints.iter().find(|schema| schema.path == name).copied() else {
        let known: Vec<_> = shared.endpoints.iter().map(|schema| schema.path).collect();
        let text = format!("No such endpoint. This sandbox answers {BASE_PATH}/…/ for: {}\n", known.join(", "));
        return plain(StatusCode::NOT_FOUND, text);
    };
    if head.method != Method::POST {
        let mut reply = plain(StatusCode::METHOD_NOT_ALLOWED, "Post the request's XML.\n");
        reply.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
        return reply;
    }
    let Ok(read) = timeout(shared.request_timeout, body::read(body, &shared.memory)).await else {
        return refused((StatusCode::REQUEST_TIMEOUT, "The request's body did not arrive in time.\n".to_owned()));
    };
    let (body, permit) = match read {
        Ok((body, permit)) => (Bytes::from(body), permit),
        Err(refusal) => return refused(refusal),
    };
    match shared.forced.get(schema.name) {
        Some(Forced::Fault(Fault::Silence)) => {
            drop((body, permit));
            std::future::pending().await
        }
        Some(Forced::Fault(Fault::Empty)) => xml(Bytes::new()),
        Some(Forced::Fault(Fault::Html)) => ok("text/html", "<html><body>Maintenance</body></html>"),
        Some(Forced::Fault(Fault::Unavailable)) => {
            let mut reply = Reply::new(Bytes::new().into());
            *reply.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            reply
        }
        Some(Forced::Fault(fault)) => broken_reply(*fault, answered(shared, schema, &body, Some("00"))),
        Some(Forced::Status(code)) => reply(answered(shared, schema, &body, Some(code))),
        None => reply(answered(shared, schema, &body, None)),
    }
}

type Answered = Result<String, String>;

fn answered(shared: &Shared, schema: &'static EndpointSchema, body: &Bytes, forced: Option<&str>) -> Answered {
    // A panic while the lock was held would have been a failed request; the state is still as good as any.
    let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
    answer(schema, body, &shared.account, &mut world, forced)
        .map(|text| text.to_string())
        .map_err(|error| error.to_string().replacen("the reply", "the request", 1))
}

fn reply(answered: Answered) -> Reply {
    match answered {
        Ok(text) => xml(text),
        Err(reason) => plain(StatusCode::BAD_REQUEST, format!("Not a request: {reason}\n")),
    }
}

fn broken_reply(fault: Fault, answered: Answered) -> Reply {
    let Ok(text) = answered else { return reply(answered) };
    if fault == Fault::OtherReferenceNumber {
        return xml(match text.split_once("<referenceNumber>") {
            Some((before, after)) => format!("{before}<referenceNumber>0{after}"),
            None => text,
        });
    }
    xml(ReplyBody::cut_in_half(text))
}
