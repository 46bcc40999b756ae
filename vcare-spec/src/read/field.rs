//! Reads a request field's line.

use toml::Spanned;
use toml::de::DeValue;

use super::keys::{Entry, Keys, Reader};
use crate::diagnostic::Code;
use crate::model::{Chars, ClientValue, Field, Length, MustBe, Need, Sensitive, Value, Values, When};
use crate::names;
use crate::source::At;

const NEEDS: &[(&str, Need)] =
    &[("required", Need::Required), ("optional", Need::Optional), ("conditional", Need::Conditional)];

const CLIENT_VALUES: &[(&str, ClientValue)] = &[
    ("vendor_id", ClientValue::VendorId),
    ("username", ClientValue::Username),
    ("password", ClientValue::Password),
    ("pin", ClientValue::Pin),
    ("reference_number", ClientValue::ReferenceNumber),
    ("agent_id", ClientValue::AgentId),
    ("agent_password", ClientValue::AgentPassword),
    ("source", ClientValue::Source),
];

const SENSITIVE: &[(&str, Sensitive)] = &[("personal", Sensitive::Personal), ("secret", Sensitive::Secret)];

/// Reads the table behind a tag.
pub(super) fn read_field(reader: &mut Reader<'_>, entry: &Entry<'_, '_>) -> Option<Field> {
    let wire = read_tag(reader, entry)?;
    let mut keys = reader.table(entry.value, &format!("field {}", entry.key))?;
    let owner = format!("field {}", entry.key);

    let need = keys
        .required(reader, "need", &owner)
        .and_then(|text| Some(At::new(reader.word(&text, "need", NEEDS)?, text.place)));
    let rust = read_rust_name(reader, &mut keys, || names::field_name(entry.key));
    let doc = keys.required(reader, "doc", &owner).map(|doc| doc.value).unwrap_or_default();
    let condition = keys.string(reader, "condition");
    let when = keys.get("when").and_then(|value| read_when(reader, value));
    let values = keys.get("values").and_then(|value| read_values(reader, value, &rust));
    let chars = keys.get("chars").and_then(|value| read_chars(reader, value));
    let length = read_length(reader, &mut keys);
    let pattern = keys.string(reader, "pattern");
    let trim = keys.flag(reader, "trim");
    let default = keys.string(reader, "default");
    let absent_empty = match keys.string(reader, "absent") {
        Some(text) => reader.word(&text, "way to send an absent field", &[("empty", true), ("left out", false)]),
        None => None,
    };
    let sensitive = read_sensitive(reader, &mut keys);
    let blank = keys.string(reader, "blank");
    let wrong = keys.string(reader, "wrong");
    let must_be = keys.get("must_be").and_then(|value| read_must_be(reader, value));
    let from = keys.string(reader, "from").and_then(|text| reader.word(&text, "setting of the client", CLIENT_VALUES));
    let example = keys.string(reader, "example");
    keys.finish(reader, &owner);

    Some(Field {
        rust,
        doc,
        // A field whose need is misspelt is still there for the rules that name it.
        need: need.unwrap_or_else(|| {
            let supposed = if when.is_some() || condition.is_some() { Need::Conditional } else { Need::Optional };
            At::new(supposed, wire.place.clone())
        }),
        wire,
        condition,
        when,
        values,
        chars,
        length,
        pattern,
        trim,
        default,
        absent_empty: absent_empty.unwrap_or(false),
        sensitive,
        blank,
        wrong,
        must_be,
        from,
        example,
        shared: false,
    })
}

/// The key as a tag, with a message where it cannot be one.
pub(super) fn read_tag(reader: &mut Reader<'_>, entry: &Entry<'_, '_>) -> Option<At<String>> {
    let place = reader.place(entry.key_span.clone());
    if names::is_tag(entry.key) {
        return Some(At::new(entry.key.to_owned(), place));
    }
    reader.out.push(
        Code::BadTag,
        &place,
        format!("`{}` cannot be an element's name", entry.key),
        "expected a letter or `_`, then letters, digits, `_`, `-` or `.`",
    );
    None
}

/// `rust = "…"`, or the name derived from the wire name.
pub(super) fn read_rust_name(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    derive: impl FnOnce() -> String,
) -> String {
    let Some(name) = keys.string(reader, "rust") else { return derive() };
    if !names::is_identifier(&name.value) {
        let what = if names::is_keyword(&name.value) { "a keyword of Rust" } else { "no identifier in Rust" };
        reader.out.push(
            Code::BadRustName,
            &name.place,
            format!("`{}` is {what}", name.value),
            "expected a name like `plan_type`",
        );
        return derive();
    }
    name.value
}

/// `sensitive = "personal"` or `"secret"`.
pub(super) fn read_sensitive(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Sensitive {
    keys.string(reader, "sensitive")
        .and_then(|text| reader.word(&text, "kind of sensitive data", SENSITIVE))
        .unwrap_or_default()
}

/// `{ NEWSTATUS = "Inactive" }`: one field and its value or values.
fn read_when(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<When> {
    let keys = reader.table(value, "`when`")?;
    let [entry] = keys.entries() else {
        let place = reader.place(value.span());
        reader.out.push(
            Code::Contradiction,
            &place,
            format!("`when` names {} fields", keys.entries().len()),
            "expected one field and its value or values: `{ MODE = \"ADD\" }`",
        );
        return None;
    };
    let field = At::new(entry.key.to_owned(), reader.place(entry.key_span.clone()));
    let values = reader.strings(entry.value, &format!("the value of {}", entry.key));
    (!values.is_empty()).then_some(When { field, values })
}

/// `{ value = "N", when = { … } }`.
fn read_must_be(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<MustBe> {
    let mut keys = reader.table(value, "`must_be`")?;
    let must = keys.required(reader, "value", "`must_be`");
    let when = match keys.get("when") {
        Some(when) => read_when(reader, when),
        None => {
            let place = reader.place(value.span());
            reader.out.push(
                Code::MissingKey,
                &place,
                "`must_be` has no `when`",
                "expected `when = { FIELD = \"value\" }` here",
            );
            None
        }
    };
    keys.finish(reader, "`must_be`");
    Some(MustBe { value: must?, when: when? })
}

/// `["ADD", "UPDATE"]`, or `{ ADD = "Add" }` where a value gives no good name for a variant.
fn read_values(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>, rust: &str) -> Option<Values> {
    let list: Vec<Value> = match value.get_ref() {
        DeValue::Table(table) => Keys::new(table, value.span())
            .entries()
            .iter()
            .filter_map(|entry| {
                let wire = At::new(entry.key.to_owned(), reader.place(entry.key_span.clone()));
                let variant = reader.string(entry.value, &format!("the variant's name for {}", entry.key))?;
                Some(check_variant(reader, wire, &variant))
            })
            .collect(),
        _ => reader
            .strings(value, "an allowed value")
            .into_iter()
            .map(|wire| {
                // A name that had to be mended is no name that anyone would choose.
                let derived = heck::ToPascalCase::to_pascal_case(wire.value.as_str());
                let variant = At::new(derived, wire.place.clone());
                check_variant(reader, wire, &variant)
            })
            .collect(),
    };
    if list.is_empty() {
        let place = reader.place(value.span());
        let label = "expected the values that the field can have";
        reader.out.push(Code::Contradiction, &place, "`values` lists no value", label);
        return None;
    }
    let yes_no = list.len() == 2 && list[0].wire.value == "Y" && list[1].wire.value == "N";
    Some(Values { type_name: (!yes_no).then(|| names::type_name(rust)), list })
}

fn check_variant(reader: &mut Reader<'_>, wire: At<String>, variant: &At<String>) -> Value {
    if !names::is_identifier(&variant.value) || variant.value == "Unlisted" {
        reader.out.push_with_help(
            Code::BadRustName,
            &variant.place,
            format!("`{}` cannot be the name of a variant", variant.value),
            "expected a name like `Active`",
            Some(format!("give each value a name: `values = {{ \"{}\" = \"SomeName\" }}`", wire.value)),
        );
    }
    Value { wire, variant: variant.value.clone() }
}

/// `"digits"`, `"letters"`, or a list of these and single characters.
fn read_chars(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Chars> {
    let mut chars = Chars::default();
    let words = reader.strings(value, "`chars`");
    for word in &words {
        let mut single = word.value.chars();
        match (word.value.as_str(), single.next(), single.next()) {
            ("letters", ..) => chars.letters = true,
            ("digits", ..) => chars.digits = true,
            (_, Some(one), None) => chars.others.push(one),
            _ => {
                reader.word::<()>(word, "class of characters", &[("letters", ()), ("digits", ()), ("-", ())]);
            }
        }
    }
    if words.is_empty() && value.get_ref().is_array() {
        let place = reader.place(value.span());
        let label = "expected `\"digits\"`, `\"letters\"`, or a list of these and single characters";
        reader.out.push(Code::Contradiction, &place, "`chars` lists nothing", label);
    }
    (chars != Chars::default()).then_some(chars)
}

/// `length = 5` or `max = 50`.
fn read_length(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Length {
    let exact = keys.count(reader, "length");
    let max = keys.count(reader, "max");
    match (exact, max) {
        (Some(_), Some(_)) => {
            let place = reader.place(keys.key_span("max"));
            reader.out.push(
                Code::Contradiction,
                &place,
                "`length` and `max` stand together",
                "`length` already says how many characters: leave one out",
            );
            Length::Any
        }
        (Some(exact), None) => Length::Exactly(exact),
        (None, Some(max)) => Length::AtMost(max),
        (None, None) => Length::Any,
    }
}
