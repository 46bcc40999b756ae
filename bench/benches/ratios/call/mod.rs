//! Whole calls over loopback, beside bare reqwest that sends and receives the same bytes.
//!
//! Callers share one thread and the server has another, each on a processor of its own where there are two. Wherever else
//! the scheduler would put them changes what waking costs, and with it every ratio. The server is the same for both. It
//! answers sooner than any other would, so the work weighs more here than it does elsewhere: of a reply with everything in
//! it most is reading, which bare reqwest leaves to others; a reply with little but a status shows the rest.

mod callers;
mod server;

use core_affinity::CoreId;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use vcare_api::Endpoint;
use vcare_bench::{documents, requests};

use self::callers::{Bare, Caller, Ours};
use super::figure;
use super::rounds::{Contestant, over_the_first};

/// Calls in a row that each of those in flight makes.
const IN_A_ROW: usize = 16;

pub fn measure() {
    let processors = core_affinity::get_core_ids().unwrap_or_default();
    let (callers, server) = (processors.first().copied(), processors.last().copied());
    let measured = std::thread::spawn(move || {
        callers.map(core_affinity::set_for_current);
        compare("call", server, &documents::customer(), requests::vcare());
        compare("call_update", server, &documents::update(), requests::update());
    });
    measured.join().expect("everyone can call");
}

fn compare<E: Endpoint + Clone>(name: &str, processor: Option<CoreId>, reply: &str, request: E) {
    let address = server::start(processor, reply);
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let (bare, ours) = (Bare::new(address, &request), Ours::new(address, request));
    assert_eq!(runtime.block_on(bare.call()), reply, "bare reqwest receives the reply");
    assert_eq!(runtime.block_on(ours.call()), reply, "vcare receives the reply");
    for in_flight in [1, 64] {
        let ratios = over_the_first(&mut [
            Contestant::new("reqwest", || calls(&runtime, in_flight, &bare)),
            Contestant::new("vcare", || calls(&runtime, in_flight, &ours)),
        ]);
        figure(&format!("{name}_over_reqwest_{in_flight}_in_flight"), ratios[1]);
    }
}

/// So many calls at once, each followed by the next.
fn calls(runtime: &Runtime, in_flight: usize, caller: &impl Caller) {
    runtime.block_on(async {
        let mut callers = JoinSet::new();
        for _ in 0..in_flight {
            let caller = caller.clone();
            callers.spawn(async move {
                for _ in 0..IN_A_ROW {
                    caller.call().await;
                }
            });
        }
        callers.join_all().await;
    });
}
