//! Whole calls over loopback: with vcare, and as a user writes them with reqwest and quick-xml's serde layer.
//!
//! Callers share one thread and the server has another, each on a processor of its own where there are two. Wherever else
//! the scheduler would put them changes what waking costs, and with it every ratio. The server is the same for both. It
//! answers sooner than any other would, so the callers' own work weighs more here than it does elsewhere. A reply with
//! everything in it shows most of reading; one with little but a status shows the rest.

mod caller;
mod ours;
mod over_serde;
mod same;
mod server;

use std::hint::black_box;

use core_affinity::CoreId;
use serde::Serialize;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use vcare_bench::beside::Beside;
use vcare_bench::{documents, requests};

use self::caller::{Caller, NUMBER};
use self::ours::Ours;
use self::over_serde::OverSerde;
use super::figure;
use super::rounds::{Contestant, over_the_first};

/// Calls in a row that each of those in flight makes.
const IN_A_ROW: usize = 16;

pub fn measure() {
    let processors = core_affinity::get_core_ids().unwrap_or_default();
    let (callers, server) = (processors.first().copied(), processors.last().copied());
    let measured = std::thread::spawn(move || {
        callers.map(core_affinity::set_for_current);
        compare("call_customer", server, &documents::customer(), (requests::vcare(), requests::serde(NUMBER)));
        compare("call_update", server, &documents::update(), (requests::update(), requests::serde_update(NUMBER)));
    });
    measured.join().expect("everyone can call");
}

fn compare<E, R>(name: &str, processor: Option<CoreId>, reply: &str, (request, peer): (E, R))
where
    E: Beside + Clone,
    R: Serialize + Clone + Send + Sync + 'static,
{
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    same::assert(&runtime, reply, &request, &peer);
    let address = server::start(processor, reply);
    let (peer, ours) = (OverSerde::<E, R>::new(address, peer), Ours::new(address, request));
    for in_flight in [1, 64] {
        let ratios = over_the_first(&mut [
            Contestant::new("serde", || calls(&runtime, in_flight, &peer)),
            Contestant::new("vcare", || calls(&runtime, in_flight, &ours)),
        ]);
        figure(&format!("{name}_over_serde_{in_flight}_in_flight"), ratios[1]);
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
                    drop(black_box(caller.call().await));
                }
            });
        }
        callers.join_all().await;
    });
}
