//! Elements that the caller added to a request.

use super::{BrokenRule, Violation};
use crate::codec::{is_xml_name, is_xml_text};
use crate::record::Record;
use crate::schema::{Block, EndpointSchema};
use vcare_schema::Shown;

pub(super) fn check(schema: &EndpointSchema, record: &dyn Record, violations: &mut Vec<Violation>) {
    let Some(first) = schema.blocks.first() else { return };
    for extra in record.extra() {
        let name = &extra.name;
        let named = extra.block.as_ref().and_then(|block| schema.blocks.iter().find(|known| *known.wire == **block));
        let block = named.unwrap_or(first);
        // In a block that the caller names, the fields of others are not there twice.
        let is_near = |of: &Block| named.is_none_or(|named| std::ptr::eq(named, of));
        let fields = schema.fields().filter(|(of, _)| is_near(of)).map(|(_, field)| field);
        let mut fields = schema.credentials.iter().chain(fields);
        let (rule, message) = if fields.any(|field| field.is_called(name)) {
            (BrokenRule::AddedTwice, format!("{} is a field of the request: set it, do not add it", Shown::new(name)))
        } else if !is_xml_name(name) {
            (BrokenRule::Unencodable, "an added element has a name that XML does not allow".to_owned())
        } else if !is_xml_text(extra.value.expose()) {
            (BrokenRule::Unencodable, format!("{} has a control character that XML cannot carry", Shown::new(name)))
        } else {
            continue;
        };
        let path = Shown::new(name).to_string();
        violations.push(Violation { field: "extra", wire: "", path, block: block.wire, rule, message, status: None });
    }
}
