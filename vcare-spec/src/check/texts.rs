//! Texts that are for readers: that they say something, and in characters of their own.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Condition, Endpoint, Field, Need, Text};

/// The docs of fields. Those without a text are told together: a draft has many of them.
pub(super) fn check_docs<'a>(fields: impl IntoIterator<Item = &'a Field>, out: &mut Diagnostics) {
    let is_empty = |field: &&Field| {
        let is_read = field.keys.iter().any(|found| found.key == "doc") && !field.unread.contains(&"doc");
        is_read && field.doc.value.trim().is_empty()
    };
    let mut empty = fields.into_iter().filter(is_empty);
    let Some(first) = empty.next() else { return };
    out.push(
        Code::MissingKey,
        &first.doc.place,
        format!("the `doc` of field {} says nothing", first.wire.value),
        "expected a text in your own words; where the page says nothing, say that",
    );
    if let Some(pushed) = out.0.last_mut() {
        pushed.also = empty.map(|field| field.doc.place.clone()).collect();
    }
}

/// The texts of an endpoint in its author's own words.
pub(super) fn of_endpoint(endpoint: &Endpoint) -> Vec<&Text> {
    let elements = endpoint.response.iter().chain(endpoint.groups.iter().flat_map(|group| &group.elements));
    let own = [&endpoint.summary, &endpoint.doc, &endpoint.source.page].into_iter().chain(&endpoint.find_out);
    let fields = endpoint.fields().filter(|field| !field.shared);
    own.chain(fields.flat_map(texts_of)).chain(elements.map(|element| &element.doc)).collect()
}

/// The same of fields.
pub(super) fn of_fields(fields: &[Field]) -> Vec<&Text> {
    fields.iter().flat_map(texts_of).collect()
}

fn texts_of(field: &Field) -> impl Iterator<Item = &Text> {
    let condition = match &field.need {
        Need::Conditional(Condition::InWords(words)) => Some(words),
        _ => None,
    };
    condition.into_iter().chain([&field.doc])
}

/// What stands where a text is yet to come. A draft has many of them: they are told together.
pub(super) fn check_placeholders(texts: Vec<&Text>, out: &mut Diagnostics) {
    let mut found = texts.into_iter().filter(|text| is_placeholder(&text.value));
    let Some(first) = found.next() else { return };
    out.push(
        Code::MissingKey,
        &first.place,
        format!("`{}` stands in place of a text", first.value),
        "expected a text in your own words; where the page says nothing, say that",
    );
    if let Some(pushed) = out.0.last_mut() {
        pushed.also = found.map(|text| text.place.clone()).collect();
    }
}

fn is_placeholder(text: &str) -> bool {
    const WORDS: &[&str] = &["todo", "tbd", "tba", "fixme", "xxx", "wip"];
    let word: String = text.trim().chars().take_while(char::is_ascii_alphabetic).collect();
    let rest = &text.trim()[word.len()..];
    let is_word =
        WORDS.contains(&word.to_ascii_lowercase().as_str()) && (rest.is_empty() || rest.starts_with([':', '.']));
    let has_signs_alone = !text.trim().is_empty() && !text.contains(char::is_alphanumeric);
    is_word || has_signs_alone
}

/// What was copied from the source of a page in place of the page.
pub(super) fn check_entities(endpoint: &Endpoint, out: &mut Diagnostics) {
    let of_statuses = endpoint.statuses.iter().filter(|status| !status.shared);
    let of_statuses = of_statuses.flat_map(|status| [&status.description, &status.resolution]);
    let of_fields = endpoint.all_fields().filter(|field| !field.shared).map(|field| &field.doc);
    let elements = endpoint.groups.iter().flat_map(|group| &group.elements).chain(&endpoint.response);
    let texts = of_statuses.chain(of_fields).chain(elements.map(|element| &element.doc));
    for text in texts.chain([&endpoint.summary, &endpoint.doc, &endpoint.source.page]) {
        if let Some((entity, sign)) = entity_in(text) {
            out.push(
                Code::BadValue,
                &text.place,
                format!("`{entity}` is an entity of HTML"),
                format!("expected the character that it stands for, {sign}"),
            );
        }
    }
}

fn entity_in(text: &Text) -> Option<(&'static str, &'static str)> {
    const ENTITIES: &[(&str, &str)] = &[
        ("&amp;", "`&`"),
        ("&lt;", "`<`"),
        ("&gt;", "`>`"),
        ("&quot;", "`\"`, written `\\\"`"),
        ("&apos;", "`'`"),
        ("&#39;", "`'`"),
        ("&nbsp;", "a space"),
    ];
    ENTITIES.iter().copied().find(|(entity, _)| text.value.contains(entity))
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn what_is_yet_to_come_is_no_text() {
        for text in ["TODO", "todo: ask", "TBD.", "?", "???", "...", "\u{2026}", "-", "FIXME"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["", "Todos of the account.", "What is to be done?", "The page says nothing.", "XXXL size"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
