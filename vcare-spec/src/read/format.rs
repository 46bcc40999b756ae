//! Reads the parts of a field's format that are more than one key.

use toml::Spanned;
use toml::de::DeValue;

use super::keys::Keys;
use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Content, FileType, Length, Values};
use crate::source::At;

/// `length = 5`, or `min = 8` and `max = 50`.
pub(super) fn read_length(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Length {
    let exact = keys.count(reader, "length");
    let min = keys.count(reader, "min");
    let max = keys.count(reader, "max");
    match (exact, min, max) {
        (Some(_), Some(_), _) | (Some(_), _, Some(_)) => {
            let other = if max.is_some() { "max" } else { "min" };
            let place = reader.place(keys.key_span(other));
            reader.out.push(
                Code::Contradiction,
                &place,
                format!("`length` and `{other}` stand together"),
                "`length` already says how many characters: leave one out",
            );
            Length::Any
        }
        (None, Some(min), Some(max)) if min > max => {
            let place = reader.place(keys.key_span("min"));
            let message = format!("`min` is {min} and `max` is {max}");
            reader.out.push(Code::Contradiction, &place, message, "expected `min` to be less than `max`");
            Length::Any
        }
        (Some(exact), ..) => Length::Exactly(exact),
        (None, Some(min), Some(max)) if min == max => Length::Exactly(min),
        (None, Some(min), Some(max)) => Length::Between(min, max),
        (None, Some(min), None) => Length::AtLeast(min),
        (None, None, Some(max)) => Length::AtMost(max),
        (None, None, None) => Length::Any,
    }
}

/// `date = "MM/DD/YYYY"`, `amount = true` or `base64 = ["jpg"]`: each says all of a value's format.
pub(super) fn read_content(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    owner: &str,
    out: &mut Diagnostics,
) -> Option<Content> {
    let date = keys.read(reader, "date", |reader, value| read_date(reader, value)).map(Content::Date);
    let amount = keys.flag(reader, "amount").then_some(Content::Amount);
    let file = keys.read(reader, "base64", |reader, value| read_file_types(reader, value)).map(Content::File);
    let said = [("date", date), ("amount", amount), ("base64", file)];
    let mut said = said.into_iter().filter_map(|(key, content)| Some((key, content?)));
    let (key, content) = said.next()?;
    let beside = said
        .next()
        .map(|(other, _)| other)
        .or_else(|| ["values", "chars", "length", "min", "max", "pattern"].into_iter().find(|other| keys.has(other)));
    if let Some(other) = beside {
        out.push(
            Code::Contradiction,
            &reader.place(keys.key_span(other)),
            format!("{owner} has `{other}` beside `{key}`"),
            format!("`{key}` already says all of it: leave one out"),
        );
    }
    Some(content)
}

fn read_date(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Vec<At<String>>> {
    let expected = "expected a form such as `MM/DD/YYYY`, or a list of forms";
    let forms = reader.strings(value, "`date`")?;
    if forms.is_empty() {
        reader.out.push(Code::Contradiction, &reader.place(value.span()), "`date` lists no form", expected);
        return None;
    }
    let mut all_known = true;
    let before = reader.out.0.len();
    for form in forms.iter().filter(|form| !vcare_schema::is_form(&form.value)) {
        all_known = false;
        let upper = form.value.to_ascii_uppercase();
        let help = vcare_schema::is_form(&upper).then(|| format!("did you mean `{upper}`?"));
        reader.out.push_with_help(
            Code::BadValue,
            &form.place,
            format!("`{}` is not a form of a date", form.value),
            "expected `YYYY`, `MM` and `DD` once each, with signs between them",
            help,
        );
    }
    let upper: Vec<String> = forms.iter().map(|form| form.value.to_ascii_uppercase()).collect();
    let are_forms = upper.iter().all(|form| vcare_schema::is_form(form));
    let upper: Vec<String> = upper.iter().map(|form| format!("{form:?}")).collect();
    reader.join_since(before, are_forms.then(|| format!("write `date = [{}]`", upper.join(", "))));
    reader.each_once("`date`", forms.iter().map(|form| (form, form.value.as_str())));
    if !all_known {
        return None;
    }
    let pairs = forms.iter().enumerate().flat_map(|(at, form)| forms[..at].iter().map(move |earlier| (earlier, form)));
    let ambiguous = pairs.into_iter().find_map(|(earlier, form)| {
        Some((earlier, form, vcare_schema::read_differently(&earlier.value, &form.value)?))
    });
    if let Some((earlier, form, text)) = ambiguous {
        let message = format!("`{text}` is one day as `{}`, and another as `{}`", earlier.value, form.value);
        let label = "expected forms of which each date has one: leave one of the two out";
        reader.out.push(Code::Contradiction, &form.place, message, label);
    }
    Some(forms)
}

fn read_file_types(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Vec<FileType>> {
    if value.get_ref().as_bool() == Some(true) {
        return Some(Vec::new());
    }
    let words = reader.strings(value, "`base64`")?;
    // The other name of the same type.
    let named = |word: &At<String>| match word.value.as_str() {
        "jpeg" => At::new("jpg".to_owned(), word.place.clone()),
        "tif" => At::new("tiff".to_owned(), word.place.clone()),
        _ => word.clone(),
    };
    let meant: Vec<_> = words.iter().map(named).collect();
    reader.each_once("`base64`", words.iter().zip(&meant).map(|(word, meant)| (word, meant.value.as_str())));
    let mut types = reader.words(&meant, "type of file", FileType::WORDS)?;
    let mut seen = Vec::new();
    types.retain(|found| {
        !seen.contains(found) && {
            seen.push(*found);
            true
        }
    });
    Some(types)
}

/// `any_case = true`, beside `values`.
pub(super) fn read_any_case(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    owner: &str,
    values: Option<&mut Values>,
    out: &mut Diagnostics,
) {
    let any_case = keys.flag(reader, "any_case");
    match values {
        Some(values) => values.any_case = any_case,
        None if any_case && !keys.is_unread("values") => {
            let place = reader.place(keys.key_span("any_case"));
            let label = "`any_case` is about the letter case of listed values";
            out.push(Code::Contradiction, &place, format!("{owner} has `any_case` and no `values`"), label);
        }
        None => {}
    }
}
