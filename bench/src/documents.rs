//! The documents that everyone reads.

use std::fmt::Write as _;

use vcare_api::{Endpoint, GetCustomerInfo, GetPlanService, UpdateAccountStatus};
use vcare_core::schema::{Element, EndpointSchema, Group, Repeat};

/// A reply of `GetCustomerInfo` with every element that the spec names, laid out as the live service does: tabs and CR.
pub fn customer() -> String {
    reply(GetCustomerInfo::SCHEMA, |out| write_response(GetCustomerInfo::SCHEMA, &|_| 1, out))
}

/// A reply of `UpdateAccountStatus`, which is little more than a status.
pub fn update() -> String {
    reply(UpdateAccountStatus::SCHEMA, |out| write_response(UpdateAccountStatus::SCHEMA, &|_| 1, out))
}

/// A reply of `GetPlanService` with so many plans.
pub fn plans(count: usize) -> String {
    let how_often = |element: &Element| if element.wire == "planDetail" { count } else { 1 };
    reply(GetPlanService::SCHEMA, |out| write_response(GetPlanService::SCHEMA, &how_often, out))
}

/// So many plans of which each lacks a third of its elements and every other has them the other way round; what they hold
/// has a reference in it. No white space stands between them.
///
/// # Panics
///
/// Never: plans are structures.
pub fn odd_plans(count: usize) -> String {
    let schema = GetPlanService::SCHEMA;
    let inside = |group: &Group| schema.group(&group.elements[0]).expect("plans are structures in a structure");
    let elements = &inside(inside(&schema.response)).elements;
    reply(GetPlanService::SCHEMA, |out| {
        out.push_str("<plan>");
        for plan in 0..count {
            let mut present: Vec<&Element> =
                elements.iter().enumerate().filter(|(index, _)| (index + plan) % 3 != 0).map(|(_, it)| it).collect();
            if plan % 2 == 1 {
                present.reverse();
            }
            out.push_str("<planDetail>");
            for element in present {
                let _ = write!(out, "<{0}>Talk &amp; Text {plan}</{0}>", element.wire);
            }
            out.push_str("</planDetail>");
        }
        out.push_str("</plan>");
    })
}

fn reply(schema: &EndpointSchema, inside: impl FnOnce(&mut String)) -> String {
    let name = schema.name;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<VcareOssApi xmlns=\"{}\">\r\n\t<credentials>\r\n\t\t<vendorId>\
         vendor</vendorId>\r\n\t\t<referenceNumber>1</referenceNumber>\r\n\t</credentials>\r\n\t<{name}>\r\n\t\t\
         <statusCode>00</statusCode>\r\n\t\t<description>SUCCESS</description>\r\n\t\t<errorDescription>SUCCESS\
         </errorDescription>\r\n",
        schema.envelope.namespace
    );
    inside(&mut out);
    let _ = write!(out, "\t</{name}>\r\n</VcareOssApi>\r\n");
    out
}

fn write_response(schema: &EndpointSchema, how_often: &dyn Fn(&Element) -> usize, out: &mut String) {
    write(schema, &schema.response, 2, how_often, out);
}

fn write(
    schema: &EndpointSchema,
    group: &Group,
    depth: usize,
    how_often: &dyn Fn(&Element) -> usize,
    out: &mut String,
) {
    let mut before: Vec<&str> = Vec::new();
    for element in group.elements.iter().filter(|element| !element.attribute) {
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
            let inside = schema.group(element);
            for attribute in inside.iter().flat_map(|group| &group.elements).filter(|inner| inner.attribute) {
                let _ = write!(out, " {}=\"3\"", attribute.wire);
            }
            match inside {
                Some(group) => {
                    out.push_str(">\r\n");
                    write(schema, group, depth + 1, how_often, out);
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
