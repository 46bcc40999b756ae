//! Those who call.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use vcare_api::{Client, Endpoint};
use vcare_bench::requests;

/// What the server's reply carries, and so every request.
const NUMBER: &str = "1";

const XML: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");

pub trait Caller: Clone + Send + 'static {
    /// One call, up to the reply's last byte.
    fn call(&self) -> impl Future<Output = Bytes> + Send;
}

/// vcare: checks and writes the request, sends it, and reads the reply into its type.
#[derive(Clone)]
pub struct Ours<E> {
    client: Client,
    request: E,
}

impl<E: Endpoint + Clone> Ours<E> {
    pub fn new(server: SocketAddr, request: E) -> Self {
        let client = Client::builder().base_url(format!("http://{server}")).credentials(requests::credentials());
        Self { client: client.build().expect("everything is set"), request }
    }
}

impl<E: Endpoint + Clone> Caller for Ours<E> {
    async fn call(&self) -> Bytes {
        let call = self.client.call(&self.request).reference_number(NUMBER);
        call.await.expect("the server answers").body().clone()
    }
}

/// reqwest, set as vcare sets it.
#[derive(Clone)]
pub struct Bare {
    client: reqwest::Client,
    url: Url,
    body: Bytes,
}

impl Bare {
    pub fn new<E: Endpoint>(server: SocketAddr, request: &E) -> Self {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .pool_idle_timeout(Duration::from_secs(20))
            .user_agent(concat!("vcare-api/", env!("CARGO_PKG_VERSION")))
            .no_proxy();
        let body = requests::client().__encode(E::SCHEMA, request, NUMBER);
        Self {
            client: client.build().expect("everything is set"),
            url: Url::parse(&format!("http://{server}/{}/", E::SCHEMA.path)).expect("it is an address"),
            body: body.into(),
        }
    }
}

impl Caller for Bare {
    async fn call(&self) -> Bytes {
        let request = self.client.post(self.url.clone()).header(CONTENT_TYPE, XML);
        let response = request.body(self.body.clone()).send().await.expect("the server answers");
        response.bytes().await.expect("the reply comes whole")
    }
}
