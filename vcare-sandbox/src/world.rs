//! The state behind the sandbox.

use vcare_api::get_customer_info::{CustomerDetails, Response};
use vcare_api::get_plan_service::PlanDetail;
use vcare_api::get_usages_details::Usages;
use vcare_core::record::Record;

use crate::fill::fill;
use crate::seed::{Area, Employee, Income, PlanType, Seed, SeedError, Sim};

/// Everything that calls see and change.
pub(crate) struct World {
    pub(crate) areas: Vec<Area>,
    pub(crate) plans: Vec<Plan>,
    pub(crate) customers: Vec<Customer>,
    pub(crate) employees: Vec<Employee>,
    pub(crate) inactive_reasons: Vec<String>,
    pub(crate) plan_types: Vec<PlanType>,
    pub(crate) incomes: Vec<Income>,
    pub(crate) sims: Vec<Sim>,
    /// IDs of enrollments that have no account yet.
    pub(crate) enrollments: Vec<String>,
    pub(crate) pins: Vec<String>,
}

pub(crate) struct Plan {
    pub(crate) state: String,
    pub(crate) zips: Vec<String>,
    pub(crate) kind: String,
    pub(crate) tribal: bool,
    pub(crate) detail: PlanDetail,
}

pub(crate) struct Customer {
    pub(crate) enrollment_id: String,
    pub(crate) info: Response,
    pub(crate) usages: Usages,
}

impl Customer {
    /// What the reply says of the account. The seed is refused without it.
    pub(crate) fn details(&mut self) -> &mut CustomerDetails {
        self.info.customer_details.get_or_insert_default()
    }
}

impl World {
    pub(crate) fn new(seed: Seed) -> Result<Self, SeedError> {
        let mut plans = Vec::new();
        for plan in seed.plans {
            let mut detail = PlanDetail::default();
            fill_record(&mut detail, &plan.detail, "plan")?;
            plans.push(Plan { state: plan.state, zips: plan.zips, kind: plan.kind, tribal: plan.tribal, detail });
        }
        let mut customers = Vec::new();
        for customer in seed.customers {
            let mut info = Response::default();
            fill_record(&mut info, &customer.info, "customer.info")?;
            let status = info.customer_details.as_ref().and_then(|details| details.account_status.as_deref());
            if !status.is_some_and(|status| matches!(status, "Active" | "Suspend" | "Inactive")) {
                let reason = "customer.info.CustomerDetails: AccountStatus must be Active, Suspend or Inactive";
                return Err(SeedError(reason.to_owned()));
            }
            let mut usages = Usages::default();
            fill_record(&mut usages, &customer.usages, "customer.usages")?;
            customers.push(Customer { enrollment_id: customer.enrollment_id, info, usages });
        }
        Ok(Self {
            areas: seed.areas,
            plans,
            customers,
            employees: seed.employees,
            inactive_reasons: seed.inactive_reasons.ids,
            plan_types: seed.plan_types,
            incomes: seed.incomes,
            sims: seed.sims,
            enrollments: seed.enrollments.ids,
            pins: seed.pins.numbers,
        })
    }
}

fn fill_record(record: &mut dyn Record, values: &toml::Table, place: &str) -> Result<(), SeedError> {
    fill(record, values).map_err(|reason| SeedError(format!("{place}: {reason}")))
}
