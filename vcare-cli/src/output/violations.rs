//! Broken rules.

use serde_json::json;
use vcare_api::Violation;
use vcare_core::schema::EndpointSchema;

use super::{json, tables};
use crate::args::Format;

pub fn render(schema: &EndpointSchema, violations: &[Violation], format: Format) -> String {
    if format == Format::Json {
        let outcome = if violations.is_empty() { "valid" } else { "invalid" };
        return json(&json!({ "endpoint": schema.name, "outcome": outcome, "violations": violations }));
    }
    if violations.is_empty() {
        return format!("{}: the request keeps all rules\n", schema.name);
    }
    let count = violations.len();
    let rules = if count == 1 { "a rule".to_owned() } else { format!("{count} rules") };
    let rows = violations.iter().map(|violation| {
        let status = violation.status.map_or("", |row| row.code);
        let advice = violation.status.map_or("", |row| row.resolution);
        vec![violation.path.clone(), violation.message.clone(), status.to_owned(), advice.to_owned()]
    });
    let table = tables::table(&["field", "what is wrong", "status", "what the vendor advises"], rows);
    format!("{}: the request breaks {rules}; nothing was sent\n{table}", schema.name)
}
