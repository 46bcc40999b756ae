//! Activates a SIM that the sandbox knows. The page has no status for one that is active already.

use vcare_api::sim_activation::Response;

use crate::answer::Answer;
use crate::request::Request;
use crate::world::World;

pub(super) fn answer(request: &Request<'_>, world: &World) -> Answer {
    let Some(sim) = world.sims.iter().find(|sim| sim.esn == request.get("ESN")) else { return Answer::failure("04") };
    let mut response = Response::default();
    response.response = Some("SUCCESSFULLY ACTIVATED".into());
    response.mdn = Some(sim.mdn.as_str().into());
    Answer::success(response)
}
