//! A call with vcare.

use std::net::SocketAddr;

use vcare_api::{Client, Endpoint, Reply};
use vcare_bench::requests;

use super::caller::{Caller, NUMBER};

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
    type Reply = Reply<E>;

    async fn call(&self) -> Reply<E> {
        let call = self.client.call(&self.request).reference_number(NUMBER);
        call.await.expect("the server answers")
    }
}
