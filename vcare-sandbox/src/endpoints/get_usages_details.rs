//! What a customer used. The page lists no failure: an unknown number gets a success without `usages`.

use vcare_api::get_usages_details::Response;

use super::get_customer_info::has_phone;
use crate::answer::Answer;
use crate::request::Request;
use crate::world::World;

pub(super) fn answer(request: &Request<'_>, world: &World) -> Answer {
    let phone = request.get("TELEPHONENUMBER");
    let customer = world.customers.iter().find(|customer| has_phone(customer, phone));
    let mut response = Response::default();
    response.usages = customer.map(|customer| customer.usages.clone());
    Answer::success(response)
}
