//! Knows some PINs.

use vcare_api::validate_pin::Response;

use crate::answer::Answer;
use crate::request::Request;
use crate::world::World;

pub(super) fn answer(request: &Request<'_>, world: &World) -> Answer {
    let pin = request.get("PINNUMBER");
    if !world.pins.iter().any(|known| known == pin) {
        return Answer::failure("437");
    }
    let mut response = Response::default();
    response.msg_code = Some("00".into());
    response.pin = Some(pin.into());
    Answer::success(response)
}
