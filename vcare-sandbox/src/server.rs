//! The HTTP server.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use vcare_api::ENDPOINTS;
use vcare_core::schema::EndpointSchema;

use crate::account::Account;
use crate::decide::answer;
use crate::forced::{Fault, Forced};
use crate::seed::{Seed, SeedError};
use crate::world::World;

/// The path before the endpoint's name.
const BASE_PATH: &str = "/vcareOssApi";

/// A sandbox that is about to start.
#[derive(Debug)]
#[must_use]
pub struct Sandbox {
    endpoints: Vec<&'static EndpointSchema>,
    account: Account,
    seed: Seed,
    listen: SocketAddr,
    forced: HashMap<String, Forced>,
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Sandbox {
    /// The endpoints of `vcare-api`, the demonstration's account, the built-in seed, a free port on loopback.
    pub fn new() -> Self {
        Self {
            endpoints: ENDPOINTS.to_vec(),
            account: Account::demo(),
            seed: Seed::default(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            forced: HashMap::new(),
        }
    }

    /// Answers these endpoints too, as those of a crate with specs of its own.
    pub fn endpoints(mut self, endpoints: &[&'static EndpointSchema]) -> Self {
        self.endpoints.extend_from_slice(endpoints);
        self
    }

    /// Knows this account.
    pub fn account(mut self, account: Account) -> Self {
        self.account = account;
        self
    }

    /// Starts with this data.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// Listens on this address.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Answers an endpoint's calls in this way, whatever they say. Nothing is carried out.
    pub fn force(mut self, endpoint: impl Into<String>, forced: Forced) -> Self {
        self.forced.insert(endpoint.into(), forced);
        self
    }

    /// Starts to answer, until the result is dropped. Needs a runtime of tokio.
    pub async fn start(self) -> Result<RunningSandbox, StartError> {
        let world = World::new(self.seed)?;
        let failed = |source| StartError::Listen { address: self.listen, source };
        let listener = TcpListener::bind(self.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let account = self.account.clone();
        let shared =
            Shared { endpoints: self.endpoints, account: self.account, world: Mutex::new(world), forced: self.forced };
        let router = Router::new().fallback(handle).with_state(Arc::new(shared));
        let task = tokio::spawn(async move {
            // It ends with the runtime or when it is dropped; until then it does not give up.
            let _ = axum::serve(listener, router).await;
        });
        Ok(RunningSandbox { address, account, task })
    }
}

/// Why a sandbox could not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The seed cannot be used.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
}

/// A sandbox that answers. It stops when this is dropped.
#[derive(Debug)]
pub struct RunningSandbox {
    address: SocketAddr,
    account: Account,
    task: JoinHandle<()>,
}

impl RunningSandbox {
    /// The address for a client.
    pub fn base_url(&self) -> String {
        format!("http://{}{BASE_PATH}", self.address)
    }

    /// The account that it knows.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Waits as long as it runs.
    pub async fn run(mut self) {
        let _ = (&mut self.task).await;
    }
}

impl Drop for RunningSandbox {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Shared {
    endpoints: Vec<&'static EndpointSchema>,
    account: Account,
    world: Mutex<World>,
    forced: HashMap<String, Forced>,
}

async fn handle(State(shared): State<Arc<Shared>>, method: Method, uri: Uri, body: Bytes) -> Response {
    let path = uri.path().strip_prefix(BASE_PATH).and_then(|rest| rest.strip_prefix('/'));
    let name = path.unwrap_or_default().trim_end_matches('/');
    let Some(schema) = shared.endpoints.iter().find(|schema| schema.path == name).copied() else {
        let known: Vec<_> = shared.endpoints.iter().map(|schema| schema.path).collect();
        let text = format!("No such endpoint. This sandbox answers {BASE_PATH}/…/ for: {}\n", known.join(", "));
        return (StatusCode::NOT_FOUND, text).into_response();
    };
    if method != Method::POST {
        let text = "Post the request's XML.\n";
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "POST")], text).into_response();
    }
    match shared.forced.get(schema.name) {
        Some(Forced::Fault(Fault::Silence)) => std::future::pending().await,
        Some(Forced::Fault(Fault::Empty)) => xml(Body::empty()),
        Some(Forced::Fault(Fault::Html)) => {
            ([(header::CONTENT_TYPE, "text/html")], "<html><body>Maintenance</body></html>").into_response()
        }
        Some(Forced::Fault(Fault::Unavailable)) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Some(Forced::Fault(fault)) => broken_reply(*fault, &reply(&shared, schema, &body, Some("00"))),
        Some(Forced::Status(code)) => respond(reply(&shared, schema, &body, Some(code))),
        None => respond(reply(&shared, schema, &body, None)),
    }
}

type Replied = Result<String, String>;

fn reply(shared: &Shared, schema: &'static EndpointSchema, body: &Bytes, forced: Option<&str>) -> Replied {
    // A panic while the lock was held would have been a failed request; the state is still as good as any.
    let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
    answer(schema, body, &shared.account, &mut world, forced)
        .map(|text| text.to_string())
        .map_err(|error| error.to_string().replacen("the reply", "the request", 1))
}

fn respond(replied: Replied) -> Response {
    match replied {
        Ok(text) => xml(Body::from(text)),
        Err(reason) => (StatusCode::BAD_REQUEST, format!("Not a request: {reason}\n")).into_response(),
    }
}

fn broken_reply(fault: Fault, replied: &Replied) -> Response {
    let Ok(text) = replied else { return respond(replied.clone()) };
    if fault == Fault::OtherReferenceNumber {
        let other = match text.split_once("<referenceNumber>") {
            Some((before, after)) => format!("{before}<referenceNumber>0{after}"),
            None => text.clone(),
        };
        return xml(Body::from(other));
    }
    // More is announced than comes: the server closes the connection in the middle of the body.
    let mut response = xml(Body::from(text[..text.len() / 2].to_owned()));
    response.headers_mut().insert(header::CONTENT_LENGTH, text.len().into());
    response
}

fn xml(body: Body) -> Response {
    ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], body).into_response()
}
