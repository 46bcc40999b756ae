//! Names that are free.

use std::collections::BTreeSet;

use heck::ToPascalCase;

/// How many words of a text make a name.
const MOST_WORDS: usize = 7;

/// The name, or the name with a number behind it, which is then taken.
pub(super) fn free(taken: &mut BTreeSet<String>, name: &str, separator: &str) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}{separator}{number}");
        number += 1;
    }
    free
}

/// The name of a type or a variant: that of the text's first words, or else another.
pub(super) fn type_name(text: &str, fallback: &str) -> String {
    let ascii: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = ascii.split_whitespace().take(MOST_WORDS).collect();
    let name = words.join(" ").to_pascal_case();
    // `Unknown` is the variant of all codes without a row.
    if vcare_spec::is_type_name(&name) && name != "Unknown" { name } else { fallback.to_owned() }
}
