//! The docs that a person reads.

mod example;

use std::fmt::Write;

use vcare_spec::model::{
    Condition, Dynamic, Effect, Element, Endpoint, Field, Length, Need, Part, Repeat, RequestGroup, Sensitivity, Status,
};
use vcare_spec::{At, LEARNED, constant_name};

use super::Context;

/// Writing to a `String` does not fail.
macro_rules! line {
    ($out:expr, $($format:tt)*) => {{ let _ = writeln!($out, $($format)*); }};
}

pub(super) fn module(endpoint: &Endpoint) -> String {
    let mut out = format!("{}\n\n", endpoint.summary);
    line!(out, "Request [`{}`], answer [`Response`], statuses [`Status`].", endpoint.name.value);
    out
}

pub(super) fn request(context: &Context<'_>, endpoint: &Endpoint) -> String {
    let mut out = format!("{}\n\n", endpoint.summary);
    if !endpoint.doc.is_empty() {
        line!(out, "{}\n", endpoint.doc.trim());
    }
    match endpoint.effect {
        Effect::Read => line!(out, "The call only reads: sending it twice does no harm.\n"),
        Effect::Write => {
            line!(out, "The call changes something: one whose outcome is unknown must not be sent again unseen.\n");
            if let Some(when) = &endpoint.reads_when {
                line!(out, "It only reads when {}.\n", cell(&when.in_words()));
            }
            if let Some(find_out) = &endpoint.find_out {
                line!(out, "To find out whether it was carried out, {}.\n", find_out.value);
            }
        }
    }
    if !endpoint.source.page.is_empty() {
        line!(out, "Source: the vendor's page \"{}\", `{}`.\n", endpoint.source.page, endpoint.source.url);
    }
    if let Some(incomplete) = Part::incomplete_in_words(&endpoint.incomplete) {
        line!(out, "{incomplete}\n");
    }
    out.push_str(FIELDS);
    for block in &endpoint.blocks {
        for field in &block.fields {
            // The block's name tells something only where there are several.
            let before = if endpoint.blocks.len() > 1 { format!("{}/", block.wire.value) } else { String::new() };
            field_row(&before, field, &mut out);
        }
    }
    for rule in &endpoint.rules {
        let status =
            rule.status.as_ref().map_or(String::new(), |status| format!(", or the status is {}", status.value));
        line!(out, "\n{}{status}.", capitalized(&rule.in_words()));
    }
    out.push_str("\n# Statuses\n\n| code | variant | description | what to do |\n|---|---|---|---|\n");
    for status in &endpoint.statuses {
        line!(
            out,
            "| {0} | [`{1}`](Status::{1}) | {2} | {3} |",
            status.code.value,
            status.name,
            cell(status.description.trim()),
            cell(&status.resolution)
        );
    }
    example::write(context, endpoint, &mut out);
    out
}

fn field_row(before: &str, field: &Field, out: &mut String) {
    let format = match &field.group {
        Some(group) => format!("a [`{}`]", group.value),
        None => cell(&field.format_in_words()),
    };
    let times = match field.repeat {
        Repeat::Once => "",
        Repeat::Many => ", any number of times",
        Repeat::Numbered { .. } => ", for each number",
    };
    line!(
        out,
        "| [`{0}`](Self::{0}) | `{before}{1}` | {2} | {format}{times} | {3} | {4} |",
        field.rust,
        field.key(),
        need(field),
        code(field.blank.as_ref()),
        field.wrong_in_words()
    );
}

/// A structure inside the request is explained by the fields that hold it.
pub(super) fn request_group(endpoint: &Endpoint, group: &RequestGroup) -> String {
    let is_holder = |field: &&Field| field.group.as_ref().is_some_and(|name| name.value == group.name.value);
    let mut out = String::new();
    if let Some(holder) = endpoint.all_fields().find(is_holder) {
        line!(out, "{} The inside of element `{}`.\n", sentence(&holder.doc), holder.key());
    }
    out.push_str(FIELDS);
    group.fields.iter().for_each(|field| field_row("", field, &mut out));
    out
}

const FIELDS: &str =
    "# Fields\n\n| field | element | need | format | when blank | when wrong |\n|---|---|---|---|---|---|\n";

fn capitalized(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

fn code(code: Option<&At<String>>) -> &str {
    code.map_or("", |code| code.value.as_str())
}

/// Text inside a table's cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('[', "\\[").replace('<', "&lt;").replace('\n', " ")
}

fn need(field: &Field) -> String {
    match &field.need {
        Need::Required if field.from.is_some() => "required; the client can fill it".to_owned(),
        Need::Required => match &field.default {
            Some(default) => format!("required; the server takes `{}` when it is left out", default.value),
            None => "required".to_owned(),
        },
        Need::Optional => "optional".to_owned(),
        Need::Conditional(Condition::When(when)) => format!("when {}", cell(&when.in_words())),
        Need::Conditional(Condition::Unless(when)) => format!("required unless {}", cell(&when.in_words())),
        Need::Conditional(Condition::InWords(words)) => format!("when {}", cell(words)),
    }
}

pub(super) fn field(field: &Field) -> String {
    let kind = if field.attribute { "Attribute" } else { "Element" };
    let name = element_name(field.address().trim_start_matches('@').trim_end_matches('#'), field.repeat);
    let mut out = format!("{} {kind} {name}, {}.", sentence(&field.doc), need(field));
    let format = field.format_in_words();
    if !format.is_empty() {
        let _ = write!(out, " Must be {format}.");
    } else if field.length == Length::Any && field.trim {
        out.push_str(" Spaces at both ends are cut off.");
    }
    if let Some(must_be) = &field.must_be {
        let _ = write!(out, " Must be `{}` when {}.", must_be.value.value, must_be.when.in_words());
    }
    out.push_str(mark(field.sensitivity));
    out
}

fn sentence(doc: &str) -> String {
    if doc.is_empty() || doc.ends_with(['.', '!', '?']) { doc.to_owned() } else { format!("{doc}.") }
}

fn mark(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Open => "",
        Sensitivity::Personal => " Personal data.",
        Sensitivity::Masked => " Personal data, of which tables show the end alone.",
        Sensitivity::Secret => " Secret.",
    }
}

/// `what` is "A request" or "A structure".
pub(super) fn constructor(what: &str, arguments: &[&Field]) -> String {
    if arguments.is_empty() {
        return format!("{what} without any value yet.");
    }
    let each = what.trim_start_matches("A ");
    let mut out = format!("{what} with the fields that every such {each} needs, in wire order.\n\n");
    for field in arguments {
        line!(out, "- `{}`: {}", field.rust, field.doc);
    }
    out
}

pub(super) fn element(element: &Element) -> String {
    let kind = if element.attribute { "Attribute" } else { "Element" };
    let name = element_name(&element.wire.value, element.repeat);
    let doc = if element.doc.is_empty() { String::new() } else { format!("{} ", sentence(&element.doc)) };
    let values = documented_values(element);
    format!("{doc}{kind} {name}.{values}{}{}", mark(element.sensitivity), learned(element.learned))
}

/// The constants for an element's values.
fn documented_values(element: &Element) -> String {
    if element.values.is_empty() {
        return String::new();
    }
    let links = element.values.iter().map(|value| {
        let constant = constant_name(&element.rust, &value.variant);
        format!("[`{}`](Self::{constant})", value.wire.value)
    });
    format!(" The vendor documents {}.", links.collect::<Vec<_>>().join(", "))
}

/// An element's name, and how often it comes.
fn element_name(wire: &str, repeat: Repeat) -> String {
    match repeat {
        Repeat::Once => format!("`{wire}`"),
        Repeat::Many => format!("`{wire}`, any number of times"),
        Repeat::Numbered { from, to } => match to {
            Some(to) if to == from => format!("`{wire}{from}`"),
            Some(to) => format!("`{wire}{from}` to `{wire}{to}`"),
            None => format!("`{wire}{from}`, `{wire}{}` and so on", from + 1),
        },
    }
}

/// For what the vendor's page does not have.
fn learned(learned: bool) -> String {
    if learned { format!(" It was {LEARNED}.") } else { String::new() }
}

/// A group is explained by the elements that hold it.
pub(super) fn group(endpoint: &Endpoint, name: &str) -> String {
    let everything = endpoint.groups.iter().flat_map(|group| &group.elements).chain(&endpoint.response);
    let holder = everything.into_iter().find(|e| e.group.as_ref().is_some_and(|group| group.value == name));
    match holder {
        Some(holder) => {
            let number = if matches!(holder.repeat, Repeat::Numbered { .. }) { "#" } else { "" };
            format!("{} The inside of element `{}{number}`.", sentence(&holder.doc), holder.wire.value)
        }
        None => String::new(),
    }
}

pub(super) fn status(status: &Status) -> String {
    let success = if status.success { " It means success." } else { "" };
    let dynamic = match status.dynamic {
        Dynamic::No => "",
        Dynamic::Before => " The server writes something before it.",
        Dynamic::After => " The server writes something after it.",
        Dynamic::Whole => " The server writes a text of its own.",
    };
    // Replies have no advice.
    let todo =
        if status.resolution.is_empty() { String::new() } else { format!("\n\nWhat to do: {}", status.resolution) };
    format!(
        "{}: {}{dynamic}{success}{}{todo}",
        status.code.value,
        sentence(status.description.trim()),
        learned(status.learned),
    )
}
