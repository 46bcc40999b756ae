//! Hosts with several addresses, some of which do not answer.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use vcare_api::transport::HttpTransport;
use vcare_tests::server::Server;

use crate::connecting::crowded;
use crate::endpoints::{self, ALL, patient};
use crate::script::answer_well;

/// One address drops what is sent to it; the other has a server. The time to connect is set for the client, for the call
/// alone, and by the end of the call.
#[tokio::test]
#[cfg(target_os = "linux")] // all of 127.0.0.0/8 is this machine
async fn an_address_that_does_not_answer_leaves_time_for_the_next() {
    let crowd = crowded().await;
    let dead = crowd.listener.local_addr().expect("it has an address");
    let live = TcpListener::bind(("127.0.0.2", dead.port())).await.expect("the port is free at this address");
    let server = Server::start_on(live, None, answer_well);
    let addresses: [IpAddr; 2] = [dead.ip(), server.address().ip()];
    let transport = HttpTransport::builder().no_proxy().resolve("vendor.example", addresses).build();
    let transport = transport.expect("it can be set up");
    let base_url = format!("http://vendor.example:{}/oss", dead.port());
    let client = endpoints::client(base_url, transport).allow_plain_http().build().expect("everything is set");
    let time = Duration::from_secs(4);
    let request = endpoints::request(ALL[2]);
    for (name, timeouts) in [
        ("the time to connect", patient().connect(time)),
        ("another time to connect", patient().connect(time + Duration::from_secs(1))),
        ("the end of the call", patient().total(time + Duration::from_secs(2))),
    ] {
        let begun = Instant::now();
        let call = client.call_dyn(ALL[2], &*request).reference_number("815").attempts(1).timeouts(timeouts);
        assert_eq!(call.await.map(drop).map_err(|error| error.outcome()), Ok(()), "{name}");
        assert!(begun.elapsed() > Duration::from_secs(1), "{name}: the first address was not tried");
    }
    assert_eq!(server.seen().requests(), 3);
}
