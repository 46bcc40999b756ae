//! What a name tells of the text below it, where the spec has no place for it.

use std::collections::HashMap;

use crate::schema::{Endpoint, EndpointSchema, Sensitivity};

/// Which names specs mark, however they are spelt: in any letter case, with a number behind them, or with a prefix.
#[derive(Debug, Default)]
pub struct SensitiveNames(HashMap<String, Sensitivity>);

impl SensitiveNames {
    /// The names of an endpoint, and those of the others that it does not have.
    pub fn new<'e>(own: &Endpoint, others: impl IntoIterator<Item = &'e &'static EndpointSchema>) -> Self {
        let mut names = Self::default();
        names.add(own);
        for other in others {
            names.add(other);
        }
        names
    }

    /// Adds the names of an endpoint that no earlier one has.
    fn add(&mut self, endpoint: &Endpoint) {
        let mut added: HashMap<String, Sensitivity> = HashMap::new();
        let elements = endpoint.all_elements().map(|element| (element.wire, element.sensitivity));
        for (name, sensitivity) in elements {
            let level = added.entry(folded(name)).or_default();
            *level = sensitivity.max(*level);
        }
        // What a reply calls so counts before what a request calls so, unless anyone may see it.
        let mut of_requests: HashMap<String, Sensitivity> = HashMap::new();
        let fields = endpoint.all_fields().chain(&endpoint.credentials);
        for field in fields {
            let level = of_requests.entry(folded(field.wire)).or_default();
            *level = field.sensitivity.max(*level);
        }
        for (name, sensitivity) in of_requests {
            let level = added.entry(name).or_default();
            if *level == Sensitivity::Open {
                *level = sensitivity;
            }
        }
        for (name, sensitivity) in added {
            self.0.entry(name).or_insert(sensitivity);
        }
    }

    /// Who must not see the text with this path: an [`UnknownElement::path`](super::UnknownElement::path). The strictest of its
    /// steps counts.
    pub fn sensitivity(&self, path: &str) -> Sensitivity {
        let steps = path.split('/').filter(|step| !step.is_empty());
        let of_step = |step| {
            let name = folded(step);
            self.0.get(&name).copied().or_else(|| is_social_security(&name).then_some(Sensitivity::Masked))
        };
        steps.filter_map(of_step).max().unwrap_or_default()
    }
}

/// Whether a name that no spec has is one of a social security number: `SSN`, `customer_ssn`, `SocialSecurityNumber`.
fn is_social_security(folded: &str) -> bool {
    let letters: String = folded.chars().filter(|c| c.is_alphabetic()).collect();
    letters.starts_with("ssn") || letters.ends_with("ssn") || letters.contains("socialsecurity")
}

/// A step of a path without what does not change its meaning: the mark of an attribute, a prefix, a number, letter case.
fn folded(step: &str) -> String {
    let step = step.strip_prefix('@').unwrap_or(step);
    let step = step.split_once('[').map_or(step, |(name, _)| name);
    let step = step.rsplit_once(':').map_or(step, |(_, local)| local);
    let name = step.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | '.'));
    if name.is_empty() { step } else { name }.to_lowercase()
}
