//! Forms of dates and times: `YYYY-MM-DD`, `MM/DD/YYYY HH:MM:SS AM/PM`.

use std::sync::LazyLock;

use regex::Regex;

use crate::page::{FieldRow, has_form};
use crate::pattern::pattern;

const DATE: &str = r"(?:Y{4}|Y{2}|M{2}|D{2})(?:[-/. ]?(?:Y{4}|Y{2}|M{2}|D{2})){0,2}";
const TIME: &str = r"HH(?:24|12)?(?::?(?:MM|MI)(?::?SS(?:\.S{1,6})?)?)?(?:\s?(?:AM\s?/\s?PM|AM or PM|AM|PM|TT))?";

static FORM: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{DATE}(?:(?:\s?T\s?|,?\s|-|_)?{TIME})?|{TIME})\b")));
static HALF_OF_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:AM\s?/\s?PM|AM or PM|AM|PM|TT)$"));

/// A form as a picture, where the example has that form.
pub(super) fn picture(row: &FieldRow) -> Option<String> {
    let example = row.example.trim();
    let forms = || FORM.find_iter(&row.format).chain(FORM.find_iter(&row.notes)).map(|form| form.as_str());
    let fitting = forms().map(of_form).find(|picture| has_form(picture, example));
    // The example is what a vendor forgets to change: a whole date's form counts without it, where it is one itself.
    let is_date = || example.chars().filter(char::is_ascii_digit).count() >= 4 && example.contains(['/', '-', '.']);
    fitting.or_else(|| forms().filter(|form| form.len() > 4 && is_date()).map(of_form).next())
}

/// A text without forms: none of what they are made of is a value.
pub(super) fn without_forms(text: &str) -> String {
    // One unit alone can be a value: `MM` for millimetres.
    FORM.replace_all(text, |found: &regex::Captures<'_>| {
        let form = &found[0];
        let several = form.len() > 4 || form.contains(|c: char| !c.is_ascii_alphabetic());
        if several { String::new() } else { form.to_owned() }
    })
    .into_owned()
}

fn of_form(form: &str) -> String {
    let half = HALF_OF_DAY.find(form).map_or(form.len(), |half| half.start());
    let (digits, half) = form.split_at(half);
    // How many hours a day has is no part of the form.
    let digits = digits.replace("24", "").replace("12", "");
    let mut picture: String = digits
        .chars()
        .map(|c| match c.to_ascii_uppercase() {
            'T' => c,
            letter if letter.is_ascii_alphabetic() => '9',
            sign => sign,
        })
        .collect();
    if !half.is_empty() {
        picture.push_str("AA");
    }
    picture
}
