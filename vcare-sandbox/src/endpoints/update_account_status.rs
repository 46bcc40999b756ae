//! Suspend, restore, deactivate, reconnect.

use vcare_api::update_account_status::Response;

use super::get_customer_info::{has_id, has_phone};
use crate::answer::Answer;
use crate::request::Request;
use crate::world::World;

/// What can be asked of an account in each status, and what the status is then.
const CHANGES: &[(&str, &str, &str)] = &[
    ("Active", "Suspend", "Suspend"),
    ("Active", "Inactive", "Inactive"),
    ("Suspend", "Restore", "Active"),
    ("Suspend", "Inactive", "Inactive"),
    ("Inactive", "Re-connect", "Active"),
];

pub(super) fn answer(request: &Request<'_>, world: &mut World) -> Answer {
    let (id, phone) = (request.get("CUSTOMERID"), request.get("MDN"));
    let wanted = request.get("NEWSTATUS");
    let found = world
        .customers
        .iter_mut()
        .find(|customer| (id.is_empty() || has_id(customer, id)) && (phone.is_empty() || has_phone(customer, phone)));
    let Some(customer) = found else { return Answer::failure("321") };
    let details = customer.details();
    let status = details.account_status.as_deref().unwrap_or_default().to_owned();
    let Some((_, _, result)) = CHANGES.iter().find(|(from, change, _)| *from == status && *change == wanted) else {
        return refuse(&status, wanted);
    };
    match wanted {
        "Inactive" if !world.inactive_reasons.iter().any(|known| known == request.get("INACTIVEISSUESID")) => {
            return Answer::failure("92");
        }
        "Re-connect" => {
            match world.employees.iter().find(|employee| employee.login == request.get("ASSIGNINVENTORYTO")) {
                None => return Answer::failure("161"),
                Some(employee) if !employee.active => return Answer::failure("162"),
                Some(_) => {}
            }
            if details.lifeline.as_deref() == Some("Y") && request.get("SENDTONLAD").is_empty() {
                return Answer::failure_saying("595", "SENDTONLAD should be Y OR N.".to_owned());
            }
        }
        _ => {}
    }
    details.account_status = Some((*result).into());
    details.suspend_by = (*result == "Suspend").then(|| request.get("AGENTID").into());
    if *result == "Inactive" {
        details.disconnected_by = Some(request.get("AGENTID").into());
    }
    Answer::success(Response::default())
}

/// 642 when the account is already as wanted, 643 when it cannot become so from where it is.
fn refuse(status: &str, wanted: &str) -> Answer {
    if CHANGES.iter().any(|(_, change, result)| *change == wanted && *result == status) {
        return Answer::failure_saying("642", format!("Customer already {status}"));
    }
    let allowed: Vec<_> = CHANGES.iter().filter(|(from, ..)| *from == status).map(|(_, change, _)| *change).collect();
    Answer::failure_saying("643", format!("New status should be: {}", allowed.join(" OR ")))
}
