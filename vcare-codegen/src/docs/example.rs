//! The example's request as a program.

use std::collections::BTreeSet;
use std::fmt::Write;

use vcare_spec::model::{Endpoint, Field, Repeat, Sensitivity};

use crate::Context;

/// Writing to a `String` does not fail.
macro_rules! line {
    ($out:expr, $($format:tt)*) => {{ let _ = writeln!($out, $($format)*); }};
}

/// A program that makes the example's request. In a downstream crate it is shown but not run: it cannot know under
/// which path its user keeps the module, nor whether it can be reached from outside.
pub(super) fn write(context: &Context<'_>, endpoint: &Endpoint, out: &mut String) {
    let name = &endpoint.name.value;
    let mut program = Program { endpoint, imports: BTreeSet::new(), secrets: Vec::new() };
    let code = program.made(name, &endpoint.fields().collect::<Vec<_>>(), "");
    let imports: Vec<String> = program.imports.into_iter().collect();
    let imports = if let [one] = imports.as_slice() { one.clone() } else { format!("{{{}}}", imports.join(", ")) };
    let secrets = program.secrets;
    let (fence, root) = if context.own { ("", "vcare_api") } else { ("text", "crate") };
    line!(out, "\n# Example\n\n```{fence}");
    line!(out, "use vcare_api::Endpoint;");
    line!(out, "use {root}::{}::{imports};\n", endpoint.module);
    // A secret is the caller's own.
    let parameters: Vec<String> = secrets.iter().map(|name| format!("{name}: &str")).collect();
    if context.own && !secrets.is_empty() {
        line!(out, "# fn make({}) {{", parameters.join(", "));
    }
    line!(out, "let request = {code};");
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

struct Program<'a> {
    endpoint: &'a Endpoint,
    /// The types that it names.
    imports: BTreeSet<String>,
    /// The arguments whose values the example does not show.
    secrets: Vec<String>,
}

impl<'a> Program<'a> {
    /// The request, or a structure inside it. `before` is its path in the example, with a `/` behind it.
    fn made(&mut self, name: &str, fields: &[&'a Field], before: &str) -> String {
        self.imports.insert(name.to_owned());
        let mut arguments = Vec::new();
        let mut setters = String::new();
        for field in fields {
            let path = if before.is_empty() { field.address().to_owned() } else { format!("{before}{}", field.key()) };
            if field.is_text() && field.is_argument() && field.sensitivity == Sensitivity::Secret {
                let name = field.rust.value.clone();
                if !self.secrets.contains(&name) {
                    self.secrets.push(name.clone());
                }
                arguments.push(name);
                continue;
            }
            let values: Vec<String> = items(field, &path).map_while(|item| self.value(field, &item)).collect();
            match (field.is_argument(), field.is_single()) {
                (true, true) => arguments.extend(values),
                (true, false) => arguments.push(format!("[{}]", values.join(", "))),
                (false, _) => values.iter().for_each(|value| {
                    // Writing to a `String` does not fail.
                    let _ = write!(setters, ".{}({value})", field.rust);
                }),
            }
        }
        format!("{name}::new({}){setters}", arguments.join(", "))
    }

    /// The value at a path; `None` where the example has none.
    fn value(&mut self, field: &'a Field, path: &str) -> Option<String> {
        if let Some(group) = self.endpoint.request_group(field) {
            let before = format!("{path}/");
            let is_there = self.endpoint.example.iter().any(|item| item.field.value.starts_with(&before));
            let fields: Vec<&Field> = group.fields.iter().collect();
            return is_there.then(|| self.made(&group.name.value, &fields, &before));
        }
        let item = self.endpoint.example.iter().find(|item| item.field.value == path)?;
        let text = &item.value.value;
        let Some(values) = &field.values else { return Some(format!("{text:?}")) };
        let variant = values.list.iter().find(|value| value.wire.value == *text);
        let variant = variant.map_or("", |value| value.variant.as_str());
        Some(match &values.type_name {
            Some(own) if !field.shared_values => {
                self.imports.insert(own.value.clone());
                format!("{own}::{variant}")
            }
            Some(shared) => format!("vcare_api::{shared}::{variant}"),
            None => format!("vcare_api::YesNo::{}", if text == "Y" { "Yes" } else { "No" }),
        })
    }
}

/// The paths of a field's values: of one, or of as many as there may be.
fn items(field: &Field, path: &str) -> Box<dyn Iterator<Item = String>> {
    let path = path.to_owned();
    match field.repeat {
        Repeat::Once => Box::new(std::iter::once(path)),
        Repeat::Many => Box::new((1..).map(move |item: u32| format!("{path}[{item}]"))),
        Repeat::Numbered { from, .. } => {
            Box::new((from..).map(move |number| format!("{}{number}", path.trim_end_matches('#'))))
        }
    }
}
