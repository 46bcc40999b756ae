use vcare_api::manage_plan_type::Status;

fn name(status: Status) -> &'static str {
    // The vendor can add codes: a match needs a way out.
    match status {
        Status::Success => "success",
        Status::Unknown(_) => "unknown",
    }
}

fn main() {
    name(Status::Success);
}
