//! Guidelines for incomes, where service is available.

use vcare_api::get_program_income_list::{IncomeBase, IncomeBaseInfo, Response};

use crate::answer::Answer;
use crate::request::Request;
use crate::world::World;

pub(super) fn answer(request: &Request<'_>, world: &World) -> Answer {
    let zip = request.get("ZIP");
    if !world.areas.iter().any(|area| area.zips.iter().any(|served| served == zip)) {
        return Answer::failure("19");
    }
    let mut info = IncomeBaseInfo::default();
    info.income_base = world
        .incomes
        .iter()
        .map(|income| {
            let mut base = IncomeBase::default();
            base.persons_household = Some(income.persons.as_str().into());
            base.annual_income = Some(income.annual.as_str().into());
            base
        })
        .collect();
    let mut response = Response::default();
    response.income_base_info = Some(info);
    Answer::success(response)
}
