//! Commands that can be typed.

use std::fmt::Write;

use vcare_core::schema::{Content, EndpointSchema, Field};

use crate::fields::secrets;

/// The example of an endpoint as a command, and how to give what it does not show.
pub fn text(schema: &'static EndpointSchema) -> String {
    let mut arguments: Vec<_> = schema.example.iter().map(|item| argument(item.field, item.value)).collect();
    let mut notes = String::new();
    let mut place = "-";
    for field in needed_secrets(schema) {
        arguments.push(format!("{}=@{place}", field.address()));
        // Writing to a `String` does not fail.
        let _ = writeln!(notes, "  {} is a secret: {}", field.address(), secrets::ways(field));
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
    if plain { format!("{wire}={at}{value}") } else { format!("{wire}='{at}{}'", value.replace('\'', "'\\''")) }
}

/// The secrets that the example's request needs. An example shows none.
fn needed_secrets(schema: &'static EndpointSchema) -> Vec<&'static Field> {
    let mut request = (schema.new_request)();
    for item in &schema.example {
        request.set_text(item.field, item.value);
    }
    let found = vcare_core::validate::validate(schema, &*request);
    secrets::missing(schema, &found).map(|(_, field)| field).collect()
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
