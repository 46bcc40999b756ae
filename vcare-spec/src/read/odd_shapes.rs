//! Values in another shape than the format's, where it is plain what they mean.

use toml::Spanned;
use toml::de::DeValue;

use super::reader::Reader;
use crate::diagnostic::Code;
use crate::model::AllowedValue;
use crate::names;

/// Reports a `when` in words, `"KIND is MAIL"`. `key` is the key that it is the value of.
pub(super) fn report_when_in_words(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    key: &str,
    text: &str,
    expected: &str,
) {
    let help = comparison(text).map(|(field, value)| format!("write `{key} = {{ {field} = \"{value}\" }}`"));
    let message = format!("`{key}` is a string where a table belongs");
    reader.out.push_with_help(Code::WrongType, &reader.place(value.span()), message, expected, help);
}

/// `KIND = MAIL`, `KIND is "MAIL"`: the field and the value.
fn comparison(text: &str) -> Option<(&str, &str)> {
    let (field, value) = ["==", "=", " is ", ":"].iter().find_map(|sign| text.split_once(sign))?;
    let value = value.trim().trim_matches(['"', '\'']);
    let is_value = !value.is_empty() && !value.contains(['"', ' ']);
    Some((field.trim(), value)).filter(|(field, _)| names::is_tag(field) && is_value)
}

/// Reports values that are named by pairs, `[["A", "Name"]]`, or by tables of their own, `[{ A = "Name" }]`.
pub(super) fn report_named_one_by_one(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> bool {
    let named: Option<Vec<String>> = value.get_ref().as_array().and_then(|list| list.iter().map(named).collect());
    let Some(named) = named.filter(|named| !named.is_empty()) else { return false };
    reader.out.push_with_help(
        Code::WrongType,
        &reader.place(value.span()),
        "`values` names its values one by one",
        "expected one table with all of them",
        Some(format!("write `values = {{ {} }}`", named.join(", "))),
    );
    true
}

fn named(item: &Spanned<DeValue<'_>>) -> Option<String> {
    let (value, name) = match item.get_ref() {
        DeValue::Array(pair) => match pair.iter().as_slice() {
            [value, name] => (value.get_ref().as_str()?, name.get_ref().as_str()?),
            _ => return None,
        },
        DeValue::Table(table) => {
            let (value, name) = table.iter().next().filter(|_| table.len() == 1)?;
            (value.get_ref().as_ref(), name.get_ref().as_str()?)
        }
        _ => return None,
    };
    Some(format!("{value:?} = {name:?}"))
}

/// Reports values and names that stand in each other's place: `{ Sms = "SMS" }`.
pub(super) fn report_swapped(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>, list: &[AllowedValue]) -> bool {
    let is_swapped = |value: &AllowedValue| {
        let (wire, variant) = (value.wire.value.as_str(), value.variant.value.as_str());
        wire != variant && wire == names::type_name(variant) && !variant.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    if list.is_empty() || !list.iter().all(is_swapped) {
        return false;
    }
    let right: Vec<String> =
        list.iter().map(|value| format!("{:?} = {:?}", value.variant.value, value.wire.value)).collect();
    reader.out.push_with_help(
        Code::Contradiction,
        &reader.place(value.span()),
        "values and their names stand in each other's place",
        "expected what is sent in front of the `=`, and its name in Rust behind it",
        Some(format!("write `values = {{ {} }}`", right.join(", "))),
    );
    true
}

/// Classes and single characters in one text, `"digits."` or `"A-Z0-9"`, as the list that they mean.
pub(super) fn mixed_classes(word: &str) -> Option<Vec<String>> {
    const CLASSES: &[(&str, &str)] = &[
        ("a-z", "letters"),
        ("0-9", "digits"),
        ("letters", "letters"),
        ("digits", "digits"),
        ("and ", ""),
        ("or ", ""),
    ];
    let lower = word.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut out: Vec<String> = Vec::new();
    while let Some(sign) = rest.chars().next() {
        let (found, length) = match CLASSES.iter().find(|(start, _)| rest.starts_with(start)) {
            Some((start, class)) => (*class, start.len()),
            // Between the others they only keep them apart.
            None if matches!(sign, ' ') || rest.starts_with(", ") => ("", 1),
            None if sign.is_ascii_punctuation() => (&rest[..1], 1),
            None => return None,
        };
        rest = &rest[length..];
        if !found.is_empty() && !out.iter().any(|class| class == found) {
            out.push(found.to_owned());
        }
    }
    let has_class = out.iter().any(|class| class.len() > 1);
    has_class.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_in_one_text_are_taken_apart() {
        let found = |word: &str| mixed_classes(word).map(|classes| classes.join(" "));
        assert_eq!(found("digits.").as_deref(), Some("digits ."));
        assert_eq!(found("digits, .").as_deref(), Some("digits ."));
        assert_eq!(found("A-Za-z0-9_-").as_deref(), Some("letters digits _ -"));
        assert_eq!(found("letters and digits").as_deref(), Some("letters digits"));
        assert_eq!(found(".-"), None);
        assert_eq!(found("varchar"), None);
    }

    #[test]
    fn a_comparison_is_found_in_words() {
        assert_eq!(comparison("KIND = MAIL"), Some(("KIND", "MAIL")));
        assert_eq!(comparison("KIND is \"MAIL\""), Some(("KIND", "MAIL")));
        assert_eq!(comparison("the account has one"), None);
    }
}
