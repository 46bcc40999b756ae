//! The same call as a user writes it without vcare: reqwest, and quick-xml's serde layer with derived types.
//!
//! The request's struct is ready, as vcare's request is. vcare does more: it checks the request against the spec, and that
//! the reply has the request's reference number.

use std::marker::PhantomData;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Url, retry};
use serde::Serialize;
use vcare_bench::beside::Beside;
use vcare_bench::readers;

use super::caller::Caller;

const XML: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");

pub struct OverSerde<E, R> {
    client: Client,
    url: Url,
    request: Arc<R>,
    endpoint: PhantomData<fn() -> E>,
}

impl<E: Beside, R: Serialize> OverSerde<E, R> {
    pub fn new(server: SocketAddr, request: R) -> Self {
        Self {
            client: client(),
            url: Url::parse(&format!("http://{server}/{}/", E::SCHEMA.path)).expect("it is an address"),
            request: request.into(),
            endpoint: PhantomData,
        }
    }
}

/// reqwest, with the settings and the times that vcare has unless a user sets others.
fn client() -> Client {
    let client = Client::builder()
        .redirect(Policy::none())
        .retry(retry::never())
        .no_proxy()
        .http1_only()
        .user_agent("vcare-bench")
        .pool_idle_timeout(Duration::from_secs(20))
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_mins(3))
        .timeout(Duration::from_mins(5));
    client.build().expect("everything is set")
}

impl<E, R> Clone for OverSerde<E, R> {
    fn clone(&self) -> Self {
        let Self { client, url, request, endpoint } = self;
        Self { client: client.clone(), url: url.clone(), request: request.clone(), endpoint: *endpoint }
    }
}

impl<E: Beside, R: Serialize + Send + Sync + 'static> Caller for OverSerde<E, R> {
    type Reply = E::Serde;

    async fn call(&self) -> E::Serde {
        let root = E::SCHEMA.envelope.request_root;
        let body = quick_xml::se::to_string_with_root(root, &*self.request).expect("the request can be written");
        let request = self.client.post(self.url.clone()).header(CONTENT_TYPE, XML).body(body);
        let response = request.send().await.expect("the server answers");
        let reply = response.bytes().await.expect("the reply comes whole");
        readers::serde(str::from_utf8(&reply).expect("the reply is UTF-8"))
    }
}
