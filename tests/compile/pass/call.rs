//! What a user writes for an endpoint of the crate.

use vcare_api::update_account_status::{AccountType, NewStatus, Status, UpdateAccountStatus};
use vcare_api::{CallError, Client, Endpoint, Outcome, YesNo};

#[allow(dead_code)]
async fn suspend(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let request = UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically)
        .mdn("5551234567")
        .send_to_nlad(YesNo::No)
        .source(vcare_api::Source::Api);
    match client.call(&request).await {
        Ok(reply) => assert!(reply.is_success()),
        Err(error) if error.outcome() == Outcome::NotSent => assert!(error.may_retry()),
        Err(CallError::Rejected(reply)) => match reply.status {
            Status::AlreadyInStatus => {}
            Status::Unknown(code) => println!("{code}"),
            _ => {}
        },
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

fn main() {
    let request = UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5551234567");
    assert!(request.validate().is_empty());
}
