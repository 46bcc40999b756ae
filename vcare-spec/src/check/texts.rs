//! Texts that are for readers: that they say something, and in characters of their own.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Endpoint, Field, Text};

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
