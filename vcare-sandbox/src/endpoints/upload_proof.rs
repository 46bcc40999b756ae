//! Takes a proof for an enrollment that the sandbox knows, and forgets it.

use vcare_api::upload_proof::Response;

use crate::answer::Answer;
use crate::request::Request;
use crate::world::World;

pub(super) fn answer(request: &Request<'_>, world: &World) -> Answer {
    let id = request.get("ENROLLMENTID");
    let is_known = world.enrollments.iter().any(|known| known == id)
        || world.customers.iter().any(|customer| customer.enrollment_id == id);
    if is_known { Answer::success(Response::default()) } else { Answer::failure("59") }
}
