//! The documents that everyone reads.

use std::fmt::Write as _;

use vcare_api::schema::{Element, EndpointSchema, Repeat, Shape};
use vcare_api::{Endpoint, GetCustomerInfo, GetPlanService, UpdateAccountStatus};

/// A reply of `GetCustomerInfo` with every element that the spec names, laid out as the live service does: tabs and CR.
pub fn customer() -> String {
    reply(GetCustomerInfo::SCHEMA, |_| 1)
}

/// A reply of `UpdateAccountStatus`, which is little more than a status.
pub fn update() -> String {
    reply(UpdateAccountStatus::SCHEMA, |_| 1)
}

/// A reply of `GetPlanService` with so many plans.
pub fn plans(count: usize) -> String {
    reply(GetPlanService::SCHEMA, |element| if element.wire == "planDetail" { count } else { 1 })
}

fn reply(schema: &EndpointSchema, how_often: impl Fn(&Element) -> usize) -> String {
    let name = schema.name;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<VcareOssApi xmlns=\"{}\">\r\n\t<credentials>\r\n\t\t<vendorId>\
         vendor</vendorId>\r\n\t\t<referenceNumber>1</referenceNumber>\r\n\t</credentials>\r\n\t<{name}>\r\n\t\t\
         <statusCode>00</statusCode>\r\n\t\t<description>SUCCESS</description>\r\n\t\t<errorDescription>SUCCESS\
         </errorDescription>\r\n",
        schema.envelope.namespace
    );
    write(schema.response, 2, &how_often, &mut out);
    let _ = write!(out, "\t</{name}>\r\n</VcareOssApi>\r\n");
    out
}

fn write(shape: &Shape, depth: usize, how_often: &dyn Fn(&Element) -> usize, out: &mut String) {
    let mut before: Vec<&str> = Vec::new();
    for element in shape.elements.iter().filter(|element| !element.attribute) {
        // Derived types cannot tell two elements of one name apart: the documents have the first alone.
        if before.contains(&element.wire) {
            continue;
        }
        before.push(element.wire);
        let (numbers, times) = match element.repeat {
            Repeat::Numbered { .. } => (true, 3),
            Repeat::Once => (false, 1),
            Repeat::Many => (false, how_often(element)),
        };
        for number in 1..=times {
            let name = if numbers { format!("{}{number}", element.wire) } else { element.wire.to_owned() };
            let indent = "\t".repeat(depth);
            let _ = write!(out, "{indent}<{name}");
            for attribute in element.group.iter().flat_map(|group| group.elements).filter(|inner| inner.attribute) {
                let _ = write!(out, " {}=\"3\"", attribute.wire);
            }
            match element.group {
                Some(group) => {
                    out.push_str(">\r\n");
                    write(group, depth + 1, how_often, out);
                    let _ = write!(out, "{indent}</{name}>\r\n");
                }
                None => {
                    let value = element.example.unwrap_or("value");
                    let _ = write!(out, ">{value}</{name}>\r\n");
                }
            }
        }
    }
}
