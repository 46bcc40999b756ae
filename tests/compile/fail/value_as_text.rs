use vcare_api::manage_plan_type::{ManagePlanType, Mode};

fn main() {
    let _ = ManagePlanType::new("ADD");
    let _ = ManagePlanType::new(Mode::Add).plan_type_status("1");
}
