//! Commands that can be typed.

use std::fmt::Write;

use vcare_core::schema::{Content, EndpointSchema, Located};

use crate::fields::secrets;

/// The example of an endpoint as a command, and how to give what it does not show.
pub fn text(schema: &'static EndpointSchema) -> String {
    let mut arguments: Vec<_> = schema.example.iter().map(|item| argument(item.field, item.value)).collect();
    let mut notes = String::new();
    let mut place = "-";
    for found in needed_secrets(schema) {
        arguments.push(format!("{}=@{place}", found.path));
        // Writing to a `String` does not fail.
        let _ = writeln!(notes, "  {} is a secret: {}", found.path, secrets::ways(&found));
        // Standard input can be read once.
        place = "FILE";
    }
    for (_, field) in schema.fields().filter(|(_, field)| matches!(field.content, Some(Content::File(_)))) {
        let _ = writeln!(notes, "  {0} is a file: give {0}=@base64:FILE", field.address());
    }
    format!("  vcare --sandbox call {} {}\n{notes}", schema.name, arguments.join(" "))
}

/// An argument as a shell and the command take it.
pub fn argument(wire: &str, value: &str) -> String {
    let at = if value.starts_with('@') { "@" } else { "" };
    let plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:@".contains(c));
    let text = if plain { format!("{at}{value}") } else { format!("'{at}{}'", value.replace('\'', "'\\''")) };
    // A shell would look for files of the names that brackets mean.
    if wire.contains('[') { format!("'{wire}='{text}") } else { format!("{wire}={text}") }
}

/// The secrets that the example's request needs. An example shows none.
fn needed_secrets(schema: &'static EndpointSchema) -> Vec<Located<'static>> {
    let mut request = (schema.new_request)();
    for item in &schema.example {
        request.set_text(item.field, item.value);
    }
    let found = vcare_core::validate::validate(schema, &*request);
    secrets::missed(schema, &found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_and_the_command_take_the_text_as_it_is() {
        for (text, expected) in [
            ("01/31/2026", "A=01/31/2026"),
            ("a@b", "A=a@b"),
            ("@home", "A=@@home"),
            ("@ home", "A='@@ home'"),
            ("it's", "A='it'\\''s'"),
            ("", "A="),
        ] {
            assert_eq!(argument("A", text), expected);
        }
    }
}
