//! Adding and changing plan types.

use vcare_api::manage_plan_type::Response;

use crate::answer::Answer;
use crate::request::Request;
use crate::seed::PlanType;
use crate::world::World;

pub(super) fn answer(request: &Request<'_>, world: &mut World) -> Answer {
    let plan_type = if request.get("MODE") == "ADD" {
        let last = world.plan_types.iter().filter_map(|known| known.id.parse::<u64>().ok()).max().unwrap_or(0);
        world.plan_types.push(PlanType {
            id: last.saturating_add(1).to_string(),
            name: String::new(),
            state: String::new(),
            plan_id: String::new(),
            active: true,
        });
        world.plan_types.last_mut()
    } else {
        world.plan_types.iter_mut().find(|known| known.id == request.get("PLANTYPEID"))
    };
    let Some(plan_type) = plan_type else { return Answer::failure("608") };
    // What an update does not give stays as it is.
    let set = |slot: &mut String, wire| {
        let value = request.get(wire);
        if !value.is_empty() {
            value.clone_into(slot);
        }
    };
    set(&mut plan_type.name, "PLANTYPENAME");
    set(&mut plan_type.state, "STATE");
    set(&mut plan_type.plan_id, "PLANID");
    match request.get("STATUS") {
        "" => {}
        status => plan_type.active = status == "1",
    }
    let mut response = Response::default();
    response.plan_type_id = Some(plan_type.id.as_str().into());
    response.plan_type_name = Some(plan_type.name.as_str().into());
    Answer::success(response)
}
