use vcare_api::update_account_status::{AccountType, NewStatus, UpdateAccountStatus};

fn main() {
    let _ = UpdateAccountStatus::new(NewStatus::Suspended, AccountType::Electronically);
}
