//! What the sandbox knows when it starts.

use serde::Deserialize;
use toml::Table;

/// Plans, customers and all the rest. Read from TOML; `Seed::default()` is the built-in one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    #[serde(default, rename = "area")]
    pub(crate) areas: Vec<Area>,
    #[serde(default, rename = "plan")]
    pub(crate) plans: Vec<Plan>,
    #[serde(default, rename = "customer")]
    pub(crate) customers: Vec<Customer>,
    #[serde(default, rename = "employee")]
    pub(crate) employees: Vec<Employee>,
    #[serde(default)]
    pub(crate) inactive_reasons: InactiveReasons,
    #[serde(default, rename = "plan_type")]
    pub(crate) plan_types: Vec<PlanType>,
    #[serde(default, rename = "income")]
    pub(crate) incomes: Vec<Income>,
    #[serde(default, rename = "sim")]
    pub(crate) sims: Vec<Sim>,
    #[serde(default)]
    pub(crate) enrollments: Enrollments,
    #[serde(default)]
    pub(crate) pins: Pins,
}

/// ZIP codes of a state where service is available.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Area {
    pub(crate) state: String,
    pub(crate) zips: Vec<String>,
}

/// A plan, and where it is sold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    pub(crate) state: String,
    #[serde(default)]
    pub(crate) zips: Vec<String>,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) tribal: bool,
    /// Elements of `planDetail`.
    #[serde(rename = "plan")]
    pub(crate) detail: Table,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Customer {
    #[serde(default)]
    pub(crate) enrollment_id: String,
    /// Elements of `GetCustomerInfo`'s reply.
    pub(crate) info: Table,
    /// Elements of `usages` in the reply of `GetUsagesDetails`.
    #[serde(default)]
    pub(crate) usages: Table,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Employee {
    pub(crate) login: String,
    pub(crate) active: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InactiveReasons {
    pub(crate) ids: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanType {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) state: String,
    pub(crate) plan_id: String,
    pub(crate) active: bool,
}

/// The income of a household of so many persons.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Income {
    pub(crate) persons: String,
    pub(crate) annual: String,
}

/// A SIM that can be activated, and its phone number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sim {
    pub(crate) esn: String,
    pub(crate) mdn: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Enrollments {
    pub(crate) ids: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pins {
    pub(crate) numbers: Vec<String>,
}

/// A seed that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the sandbox's seed cannot be used: {0}")]
pub struct SeedError(pub(crate) String);

impl Seed {
    /// Reads a seed in the form of the built-in one. Elements that no spec has are found when the sandbox starts.
    pub fn parse(text: &str) -> Result<Self, SeedError> {
        toml::from_str(text).map_err(|error| SeedError(error.to_string()))
    }
}

impl Default for Seed {
    fn default() -> Self {
        toml::from_str(include_str!("../seed.toml")).expect("the built-in seed is read by the tests")
    }
}
