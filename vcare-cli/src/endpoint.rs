//! From a name to an endpoint.

use vcare_api::ENDPOINTS;
use vcare_core::Shown;
use vcare_core::schema::EndpointSchema;

use crate::exit::Failure;

/// The endpoint of this name, in whatever letter case.
pub fn by_name(name: &str) -> Option<&'static EndpointSchema> {
    ENDPOINTS.iter().copied().find(|schema| schema.name.eq_ignore_ascii_case(name))
}

/// The endpoint of this name, or what to do about it.
pub fn find(name: &str) -> Result<&'static EndpointSchema, Failure> {
    by_name(name).ok_or_else(|| {
        let names: Vec<_> = ENDPOINTS.iter().map(|schema| schema.name).collect();
        let hint = did_you_mean(name, names.iter().copied());
        let name = Shown::new(name);
        Failure::usage(format!("there is no endpoint `{name}`{hint}\nknown endpoints: {}", names.join(", ")))
    })
}

/// `; did you mean …?`, or nothing where nothing is near.
pub fn did_you_mean<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> String {
    let word = word.to_lowercase();
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| distance * 3 <= candidate.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map_or_else(String::new, |(_, candidate)| format!("; did you mean `{candidate}`?"))
}
