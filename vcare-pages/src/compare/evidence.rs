//! Whether a field's row says anything that a rule of the spec can come from.
//!
//! The notes are prose, which a person has read. What can be told is that nothing in them is about the rule: then the
//! page has changed, or the rule was made up. So for each rule of which the row's facts say nothing, its words are
//! searched for what the rule consists of; found there, nothing is told.

use std::sync::LazyLock;

use regex::Regex;
use vcare_spec::model::{self, Chars, Content, Length};

use super::{format, sentences};
use crate::page::{FieldRow, Page, has_form};
use crate::pattern::pattern;
use crate::read::line::squeeze;

static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)num|digit|integer"));
static LETTERS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)letter|alpha|abbreviat|english|character"));
static ABBREVIATED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)abbreviat"));
static ASSUMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:default|treat|assum|consider|omit|otherwise)|\b(?:taken as|left (?:out|blank|empty)|if (?:it is )?(?:blank|empty|not (?:passed|sent|given|provided)))\b",
    )
});
/// A space can be an allowed character as well: that it is cut off has to be said.
static CUT_OFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:trim|strip|leading|trailing)|\bcut off\b|\bspaces?\b.{0,60}\b(?:remov|ignor|start|beginning|both ends)",
    )
});
static EMPTY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:empty|blank|null)\b"));
static LETTER_CASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bcase[ -]?(?:in)?sensitiv|\b(?:any|letter|upper|lower|either|mixed)[ -]?case|\bcase (?:does|is)\b|capital|small letters|insensitiv",
    )
});
/// An example with a point or a sign, too: `10.00`, `$5`.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)amount|decimal|money|price|cost|fee|balance|currency|dollar|cents|payment|number|numeric|float|double|\$|\b\d+\.\d",
    )
});
static PICTURE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:formats?|forms?|pattern|like)\b"));
/// How a letter case that does not matter is told.
const ANY_CASE: &str = "the letter case does not matter";
/// How a trimming is told.
pub(super) const TRIMMED: &str = "spaces at both ends are cut off";
/// The row says the same as another one, whatever that is.
pub(super) static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bsame\b(?:\s+\w+){0,2}\s+as\b|\bas\s+(?:\w+\s+)?above\b|\bsee\s+above\b|\bditto\b")
});
/// Values that a condition leaves out are named: what is left is what the spec has.
pub(super) static ALL_BUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"(?i)\b(?:unless|except|excluding|other than|not)\b[^.;\n]*?(?-i:["'“‘]\w|\b[A-Z0-9][A-Z0-9_-]*\b)"#)
});

/// A rule that nothing in the row is about: what it is, and how the spec has it.
pub(super) fn unfounded(row: &FieldRow, spec: &model::Field, page: &Page) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    let words = squeeze(&format!("{} {} {}", row.format, row.example, row.notes));
    if ELSEWHERE.is_match(&row.notes) {
        return out;
    }
    if let Some(values) = spec.values.as_ref().filter(|_| row.facts.values.is_empty()) {
        let listed = values.list.iter().map(|value| value.wire.value.as_str());
        let lacking: Vec<&str> = listed.filter(|value| !mentions(&words, value)).collect();
        if !lacking.is_empty() {
            out.push(("values", lacking.join(", ")));
        }
    }
    if let Some(chars) = spec.chars.as_ref().filter(|chars| row.facts.chars.is_empty() && !are_named(chars, &words)) {
        out.push(("chars", chars_in_words(&chars.names())));
    }
    if row.facts.length.is_none() && row.facts.least.is_none() {
        let (bounds, told) = (format::in_spec(spec.length), format::of_status(spec, page));
        let known = [(bounds.least, told.least), (bounds.most, told.most)];
        let is_told = |(bound, told): (Option<u32>, Option<u32>)| {
            bound == told || bound.is_none_or(|bound| is_mentioned(bound, row, &words))
        };
        if !known.into_iter().all(is_told) {
            out.push(("length", length_in_words(spec.length)));
        }
    }
    if let Some(content) = &spec.content {
        out.extend(unfounded_content(content, row, &words));
    }
    if let Some(picture) = spec.pattern.as_ref().filter(|_| {
        let facts = &row.facts;
        facts.pattern.is_none() && facts.forms.is_empty() && facts.dates.is_empty() && facts.doubtful_form.is_none()
    }) && !has_form(&picture.value, row.example.trim())
        && !PICTURE.is_match(&words)
    {
        out.push(("pattern", picture.value.clone()));
    }
    if spec.trim && !row.facts.trim && !CUT_OFF.is_match(&row.notes) {
        out.push(("trim", TRIMMED.to_owned()));
    }
    if let Some(default) = spec.default.as_ref().filter(|_| row.facts.default.is_none())
        && !is_assumed(&default.value, row)
    {
        out.push(("default", default.value.clone()));
    }
    if let Some(rule) = spec.must_be.as_ref().filter(|_| row.facts.must_be.is_none())
        && let Some((field, values)) = rule.when.as_one_of()
    {
        let when: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
        let named = std::iter::once(rule.value.value.as_str()).chain(when.iter().copied());
        if !named.clone().all(|value| mentions(&words, value)) {
            out.push(("must_be", format!("{} when {} is {}", rule.value.value, field.value, when.join(" or "))));
        }
    }
    out.extend(sentences::unfounded_condition(row, spec, &words, page));
    if spec.absent_empty && !row.facts.may_be_empty && !EMPTY.is_match(&row.notes) {
        out.push(("absent", "empty".to_owned()));
    }
    if spec.values.as_ref().is_some_and(|values| values.any_case) && !LETTER_CASE.is_match(&words) {
        out.push(("any_case", ANY_CASE.to_owned()));
    }
    out
}

/// Whether the notes say that something is taken for nothing, or name the value elsewhere than in the list of all.
fn is_assumed(value: &str, row: &FieldRow) -> bool {
    let listed = usize::from(row.facts.values.iter().any(|listed| listed.eq_ignore_ascii_case(value)));
    ASSUMED.is_match(&row.notes) || count_of(&row.notes, value) > listed
}

/// Whether the value stands in the text as a word, in whatever case.
pub(super) fn mentions(text: &str, value: &str) -> bool {
    count_of(text, value) > 0
}

fn count_of(text: &str, value: &str) -> usize {
    let (text, value) = (text.to_lowercase(), value.to_lowercase());
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let alone = |at: usize, found: &str| {
        !is_word(text[..at].chars().next_back()) && !is_word(text[at + found.len()..].chars().next())
    };
    text.match_indices(&value).filter(|(at, found)| alone(*at, found)).count()
}

fn are_named(chars: &Chars, words: &str) -> bool {
    (!chars.digits || DIGITS.is_match(words)) && (!chars.letters || LETTERS.is_match(words))
}

/// Whether a number of characters stands there, or is that of the example.
fn is_mentioned(length: u32, row: &FieldRow, words: &str) -> bool {
    let spelt = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let number = usize::try_from(length).unwrap_or(usize::MAX);
    mentions(words, &length.to_string())
        || spelt.get(number).is_some_and(|word| mentions(words, word))
        || row.example.chars().count() == number && row.example.chars().all(|c| c.is_ascii_digit())
        // A state's abbreviation has two letters.
        || length == 2 && ABBREVIATED.is_match(words)
}

/// A date or a file that the row does not speak of.
fn unfounded_content(content: &Content, row: &FieldRow, words: &str) -> Option<(&'static str, String)> {
    let words = words.to_lowercase();
    match content {
        Content::Date(forms) => {
            let is_said = |form: &model::Text| words.contains(&form.value.to_lowercase());
            let known = !row.facts.dates.is_empty() || forms.iter().any(is_said);
            let forms = || forms.iter().map(|form| form.value.as_str()).collect::<Vec<_>>().join(" or ");
            (!known).then(|| ("date", forms()))
        }
        Content::File(_) => (!words.contains("base64")).then(|| ("base64", content.in_words())),
        Content::Amount => (!AMOUNT.is_match(&words)).then(|| ("amount", content.in_words())),
    }
}

/// Classes and characters as a list. Classes stand first.
pub(super) fn chars_in_words(names: &[String]) -> String {
    let is_class = |name: &&String| matches!(name.as_str(), "letters" | "digits");
    let mut classes: Vec<String> = names.iter().filter(is_class).cloned().collect();
    classes.sort_by_key(|name| name != "letters");
    let others = names.iter().filter(|name| !is_class(name)).map(|name| format!("`{name}`"));
    classes.into_iter().chain(others).collect::<Vec<_>>().join(", ")
}

pub(super) fn length_in_words(length: Length) -> String {
    match length {
        Length::Any => String::new(),
        Length::Exactly(length) => format!("exactly {length}"),
        Length::AtMost(max) => format!("at most {max}"),
        Length::AtLeast(min) => format!("at least {min}"),
        Length::Between(min, max) => format!("{min} to {max}"),
    }
}
