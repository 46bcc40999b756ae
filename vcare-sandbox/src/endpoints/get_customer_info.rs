//! A customer by whatever names one.

use vcare_api::Sensitive;

use crate::answer::Answer;
use crate::request::Request;
use crate::world::{Customer, World};

pub(super) fn answer(request: &Request<'_>, world: &World) -> Answer {
    let phone = request.get("TELEPHONENUMBER");
    if !phone.is_empty() && !world.customers.iter().any(|customer| has_phone(customer, phone)) {
        return Answer::failure("332");
    }
    match world.customers.iter().find(|customer| fits(customer, request)) {
        Some(customer) => Answer::success(customer.info.clone()),
        None => Answer::failure("243"),
    }
}

pub(super) fn has_phone(customer: &Customer, phone: &str) -> bool {
    customer.info.customer_details.as_ref().is_some_and(|details| is(details.telephone_number.as_ref(), phone))
}

pub(super) fn has_id(customer: &Customer, id: &str) -> bool {
    customer.info.customer_details.as_ref().is_some_and(|details| is(details.customer_id.as_ref(), id))
}

fn is(value: Option<&Sensitive>, wanted: &str) -> bool {
    value.is_some_and(|value| value.expose().eq_ignore_ascii_case(wanted))
}

/// Whether the customer is the one that every given field names.
fn fits(customer: &Customer, request: &Request<'_>) -> bool {
    let Some(details) = &customer.info.customer_details else { return false };
    let given = |wire: &'static str| Some(request.get(wire)).filter(|value| !value.is_empty());
    let same = |value: &Option<Sensitive>, wire| given(wire).is_none_or(|wanted| is(value.as_ref(), wanted));
    same(&details.customer_id, "CUSTOMERID")
        && same(&details.telephone_number, "TELEPHONENUMBER")
        && same(&details.last_name, "LASTNAME")
        && same(&details.email, "EMAIL")
        && same(&details.esn_number, "ESNNUMBER")
        && given("ENROLLMENTID").is_none_or(|wanted| customer.enrollment_id == wanted)
}
