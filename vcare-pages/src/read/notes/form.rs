//! Forms of dates and times: `YYYY-MM-DD`, `MM/DD/YYYY HH:MM:SS AM/PM`.

use std::sync::LazyLock;

use regex::Regex;

use crate::page::{FieldRow, Length, has_form};
use crate::pattern::pattern;
use crate::read::line::bare;

const DATE: &str = r"(?:Y{4}|Y{2}|M{2}|D{2})(?:[-/. ]?(?:Y{4}|Y{2}|M{2}|D{2})){0,2}";
const TIME: &str = r"HH(?:24|12)?(?::?(?:MM|MI)(?::?SS(?:\.S{1,6})?)?)?(?:\s?(?:AM\s?/\s?PM|AM or PM|AM|PM|TT))?";

static FORM: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{DATE}(?:(?:\s?T\s?|,?\s|-|_)?{TIME})?|{TIME})\b")));
static HALF_OF_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:AM\s?/\s?PM|AM or PM|AM|PM|TT)$"));

static JOINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:or|/|,|,\s*or)\s*$"));
/// "hyphen allowed", "'-' is also accepted": another sign between the parts of a date.
static OTHER_SIGN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?ix)(?P<no>\b(?:no|not|without)\s+)? (?P<signs>(?:\b(?:hyphens?|dash(?:es)?|slash(?:es)?|dots?|periods?)\b|["'“‘(][-/.]["'”’)])
        (?:\s*(?:,|or|and|/)\s*(?:\b(?:hyphens?|dash(?:es)?|slash(?:es)?|dots?|periods?)\b|["'“‘(][-/.]["'”’)]))*)
        \s*(?:is|are)?\s*(?P<not>not\s+)?(?:also\s+)?(?:allowed|accepted|permitted|fine|ok)\b"#,
    )
});

/// What the form of a value is.
pub(super) enum Form {
    /// A date in one of these forms.
    Dates(Vec<String>),
    /// This picture.
    One(String),
    /// One of these pictures.
    Several(Vec<String>),
    /// The example has another one than these words of the page.
    Doubtful(String),
}

/// The form that a row names.
pub(super) fn form(row: &FieldRow) -> Option<Form> {
    let example = row.example.trim();
    let texts = [row.format.as_str(), row.notes.as_str()];
    let named = || texts.into_iter().flat_map(|text| FORM.find_iter(text).map(move |form| (text, form)));
    let is_whole = |form: &str| form.len() > 4;
    // The example is what a vendor forgets to change: a whole date's form counts without it, where it is one itself.
    let is_date = example.chars().filter(char::is_ascii_digit).count() >= 4 && example.contains(['/', '-', '.']);
    let fitting = named().find(|(_, form)| has_form(&of_form(form.as_str()), example));
    let first = || named().find(|(_, form)| is_whole(form.as_str()));
    let without_example = || first().filter(|_| is_date || bare(example).is_empty());
    let Some((text, chosen)) = fitting.or_else(without_example) else {
        return first().map(|(_, form)| Form::Doubtful(form.as_str().to_owned()));
    };
    let mut allowed = vec![chosen.as_str().to_uppercase()];
    let mut add = |form: String| {
        if !allowed.contains(&form) {
            allowed.push(form);
        }
    };
    // "MM/DD/YYYY or MM-DD-YYYY".
    let forms: Vec<_> = FORM.find_iter(text).collect();
    for pair in forms.windows(2) {
        let is_pair = JOINED.is_match(&text[pair[0].end()..pair[1].start()]);
        if is_pair && pair.contains(&chosen) && pair.iter().all(|form| is_whole(form.as_str())) {
            for form in pair {
                add(form.as_str().to_uppercase());
            }
        }
    }
    for sign in other_signs(text) {
        add(chosen.as_str().to_uppercase().replace(['-', '/', '.'], &sign.to_string()));
    }
    if allowed.iter().all(|form| vcare_schema::is_form(form)) {
        return Some(Form::Dates(allowed));
    }
    let mut pictures: Vec<String> = Vec::new();
    for picture in allowed.iter().map(|form| of_form(form)) {
        if !pictures.contains(&picture) {
            pictures.push(picture);
        }
    }
    Some(if pictures.len() > 1 { Form::Several(pictures) } else { Form::One(pictures.remove(0)) })
}

fn other_signs(text: &str) -> Vec<char> {
    let allowed =
        OTHER_SIGN.captures_iter(text).filter(|found| found.name("no").is_none() && found.name("not").is_none());
    allowed
        .flat_map(|found| {
            let signs = found["signs"].to_lowercase();
            let named = [("hyphen", '-'), ("dash", '-'), ("slash", '/'), ("dot", '.'), ("period", '.')];
            let by_word = named.into_iter().filter(|(word, _)| signs.contains(word)).map(|(_, sign)| sign);
            let quoted = ['-', '/', '.'].into_iter().filter(|sign| signs.contains(*sign));
            by_word.chain(quoted).collect::<Vec<char>>()
        })
        .collect()
}

/// The characters and the length of values of several forms.
pub(super) fn in_common(pictures: &[String]) -> (Vec<String>, Option<Length>) {
    let mut chars: Vec<String> = Vec::new();
    for sign in pictures.iter().flat_map(|picture| picture.chars()) {
        let name = match sign {
            '9' => "digits".to_owned(),
            'A' => "letters".to_owned(),
            sign => sign.to_string(),
        };
        if !chars.contains(&name) {
            chars.push(name);
        }
    }
    let lengths = || pictures.iter().map(|picture| u32::try_from(picture.chars().count()).unwrap_or(u32::MAX));
    let longest = lengths().max();
    let same = lengths().min() == longest;
    (chars, longest.map(|longest| if same { Length::Exactly(longest) } else { Length::AtMost(longest) }))
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
