//! The docs that a person reads.

use std::fmt::Write;

use vcare_spec::model::{
    Condition, Dynamic, Effect, Element, Endpoint, Field, Length, Need, Part, Repeat, Sensitivity, Status,
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
    out.push_str(
        "# Fields\n\n| field | element | need | format | when blank | when wrong |\n|---|---|---|---|---|---|\n",
    );
    for block in &endpoint.blocks {
        for field in &block.fields {
            line!(
                out,
                "| [`{0}`](Self::{0}) | `{1}{2}` | {3} | {4} | {5} | {6} |",
                field.rust,
                // The block's name tells something only where there are several.
                if endpoint.blocks.len() > 1 { format!("{}/", block.wire.value) } else { String::new() },
                field.wire.value,
                need(field),
                cell(&field.format_in_words()),
                code(field.blank.as_ref()),
                field.wrong_in_words()
            );
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
    example(context, endpoint, &mut out);
    out
}

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
    let mut out = format!("{} Element `{}`, {}.", sentence(&field.doc), field.address(), need(field));
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

pub(super) fn constructor(arguments: &[&&Field]) -> String {
    if arguments.is_empty() {
        return "A request without any value yet.".to_owned();
    }
    let mut out = "A request with the fields that every such request needs, in wire order.\n\n".to_owned();
    for field in arguments {
        line!(out, "- `{}`: {}", field.rust, field.doc);
    }
    out
}

pub(super) fn element(element: &Element) -> String {
    let kind = if element.attribute { "Attribute" } else { "Element" };
    let name = match element.repeat {
        Repeat::Once => format!("`{}`", element.wire.value),
        Repeat::Many => format!("`{}`, any number of times", element.wire.value),
        Repeat::Numbered { from, to } => {
            let wire = &element.wire.value;
            match to {
                Some(to) if to == from => format!("`{wire}{from}`"),
                Some(to) => format!("`{wire}{from}` to `{wire}{to}`"),
                None => format!("`{wire}{from}`, `{wire}{}` and so on", from + 1),
            }
        }
    };
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

/// A program that makes the example's request. In a downstream crate it is shown but not run: it cannot know under
/// which path its user keeps the module, nor whether it can be reached from outside.
fn example(context: &Context<'_>, endpoint: &Endpoint, out: &mut String) {
    let name = &endpoint.name.value;
    let mut imports = vec![name.clone()];
    let mut code = format!("let request = {name}::new(");
    let mut arguments = Vec::new();
    let mut setters = String::new();
    let mut secrets = Vec::new();
    for field in endpoint.fields() {
        if field.is_argument() && field.sensitivity == Sensitivity::Secret {
            secrets.push(field.rust.value.as_str());
            arguments.push(field.rust.value.clone());
            continue;
        }
        let Some(item) = endpoint.example.iter().find(|item| item.field.value == field.address()) else { continue };
        let text = &item.value.value;
        let value = match &field.values {
            None => format!("{text:?}"),
            Some(values) => {
                let variant = values.list.iter().find(|value| value.wire.value == *text);
                let variant = variant.map_or("", |value| value.variant.as_str());
                match &values.type_name {
                    Some(own) if !field.shared_values => {
                        imports.push(own.value.clone());
                        format!("{own}::{variant}")
                    }
                    Some(shared) => format!("vcare_api::{shared}::{variant}"),
                    None => format!("vcare_api::YesNo::{}", if text == "Y" { "Yes" } else { "No" }),
                }
            }
        };
        if field.is_argument() {
            arguments.push(value);
        } else {
            let _ = write!(setters, ".{}({value})", field.rust);
        }
    }
    let _ = write!(code, "{}){setters};", arguments.join(", "));
    imports.sort();
    let imports = if let [one] = imports.as_slice() { one.clone() } else { format!("{{{}}}", imports.join(", ")) };
    let (fence, root) = if context.own { ("", "vcare_api") } else { ("text", "crate") };
    line!(out, "\n# Example\n\n```{fence}");
    line!(out, "use vcare_api::Endpoint;");
    line!(out, "use {root}::{}::{imports};\n", endpoint.module);
    // A secret is the caller's own.
    let parameters: Vec<String> = secrets.iter().map(|name| format!("{name}: &str")).collect();
    if context.own && !secrets.is_empty() {
        line!(out, "# fn make({}) {{", parameters.join(", "));
    }
    line!(out, "{code}");
    if secrets.is_empty() {
        line!(out, "assert!(request.validate().is_empty());");
    }
    if context.own {
        if !secrets.is_empty() {
            line!(out, "# }}");
        }
        out.push_str("# async fn call(client: vcare_api::Client, request: impl Endpoint) ");
        line!(out, "-> std::result::Result<(), std::boxed::Box<dyn std::error::Error>> {{");
    }
    line!(out, "let reply = client.call(&request).await?;");
    line!(out, "println!(\"{{:?}}\", reply.response);");
    if context.own {
        line!(out, "# Ok(()) }}");
    }
    line!(out, "```");
}
