//! A value that several places name and its field cannot have. It is one slip: in the field's format, or where the value
//! was first written.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Endpoint, State};
use crate::source::Location;

/// Tells each of them once, with the other places. `odd` are the example's values that do not fit, by their fields.
pub(super) fn join(endpoint: &Endpoint, odd: BTreeMap<&str, Diagnostic>, out: &mut Diagnostics) {
    let named = named_values(endpoint);
    let mut first: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut joined: Vec<Diagnostic> = Vec::new();
    out.0.extend(odd.into_values());
    out.0.sort_by(|a, b| a.place.cmp(&b.place));
    for found in out.0.drain(..) {
        let is_about_a_value = matches!(found.code, Code::ImpossibleCondition | Code::BadValue | Code::BadExample);
        let value = named.get(&found.place).filter(|_| is_about_a_value);
        match value.and_then(|value| first.get(value)) {
            Some(index) => joined[*index].also.push(found.place),
            None => {
                first.extend(value.map(|value| (*value, joined.len())));
                joined.push(found);
            }
        }
    }
    out.0 = joined;
}

/// The places where a value of a field is named, with the field and the value.
fn named_values(endpoint: &Endpoint) -> BTreeMap<Location, (&str, &str)> {
    let mut out = BTreeMap::new();
    for field in endpoint.fields() {
        let own = field.default.iter().chain(&field.example).chain(field.must_be.as_ref().map(|must| &must.value));
        out.extend(own.map(|value| (value.place.clone(), (field.address(), value.value.as_str()))));
    }
    let of_fields = endpoint.fields().flat_map(|field| field.conditions());
    for is in of_fields.chain(&endpoint.reads_when).flat_map(|when| &when.all) {
        let State::OneOf(values) = &is.state else { continue };
        out.extend(values.iter().map(|value| (value.place.clone(), (is.field.value.as_str(), value.value.as_str()))));
    }
    if let Some(confirm) = &endpoint.confirm {
        let sent = confirm.wanted.iter().map(|wanted| &wanted.sent);
        out.extend(sent.map(|value| (value.place.clone(), (confirm.field.value.as_str(), value.value.as_str()))));
    }
    let example = endpoint.example.iter();
    out.extend(example.map(|item| (item.value.place.clone(), (item.field.value.as_str(), item.value.value.as_str()))));
    out
}
