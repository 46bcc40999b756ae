//! Elements that the caller added to a request.

use super::{BrokenRule, Violation};
use crate::codec::{is_xml_name, is_xml_text};
use crate::record::Record;
use crate::schema::EndpointSchema;
use vcare_schema::Shown;

pub(super) fn check(schema: &EndpointSchema, record: &dyn Record, violations: &mut Vec<Violation>) {
    let Some(block) = schema.blocks.first() else { return };
    for extra in record.extra() {
        let name = &extra.name;
        let mut fields = schema.credentials.iter().chain(schema.fields().map(|(_, field)| field));
        let (rule, message) = if fields.any(|field| field.wire.eq_ignore_ascii_case(name)) {
            (BrokenRule::AddedTwice, format!("{} is a field of the request: set it, do not add it", Shown::new(name)))
        } else if !is_xml_name(name) {
            (BrokenRule::Unencodable, "an added element has a name that XML does not allow".to_owned())
        } else if !is_xml_text(extra.value.expose()) {
            (BrokenRule::Unencodable, format!("{} has a control character that XML cannot carry", Shown::new(name)))
        } else {
            continue;
        };
        violations.push(Violation { field: "extra", wire: "", block: block.wire, rule, message, status: None });
    }
}
