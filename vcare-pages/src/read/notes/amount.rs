//! Whether a value is an amount of money.

use std::sync::LazyLock;

use regex::Regex;
use vcare_schema::Content;

use crate::page::FieldRow;
use crate::pattern::pattern;
use crate::read::line::bare;

static DECIMAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:numbers?|digits|numeric)\s*(?:and|or|with|,|&)\s*(?:an?\s+)?(?:decimals?|dots?|periods?)\b|\bdecimals?\s+(?:values?|numbers?|only)\b",
    )
});
static MONEY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)amount|price|\bcosts?\b|\bfees?\b|balance|money|dollars?|\bcents\b|\bcharges?\b|payment|\$")
});

/// A decimal number that the row calls money, or that has cents.
pub(super) fn is_amount(row: &FieldRow) -> bool {
    let format = bare(&row.format);
    let is_named = ["amount", "currency", "money"].iter().any(|name| format.starts_with(name));
    let is_decimal = ["decimal", "float", "double"].iter().any(|name| format.starts_with(name));
    let example = row.example.trim();
    let has_cents = example.rsplit_once('.').is_some_and(|(_, cents)| cents.len() == 2);
    let is_money = has_cents || MONEY.is_match(&row.label) || MONEY.is_match(&row.notes);
    let fits = example.is_empty() || Content::<String>::Amount.fits(example);
    fits && (is_named || (is_money && (is_decimal || DECIMAL.is_match(&row.notes))))
}
