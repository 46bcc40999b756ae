//! Tables that stand inside of another one by mistake: by a heading with a part too many, or by a dot in a key.

use super::keys::{Entry, Keys};
use super::reader::{Reader, Stray, has_fields};
use crate::diagnostic::Code;
use crate::names;

/// The endpoint's own tables that stand inside of another one, `[response.status]`. Each is told once, and not missed
/// where it belongs.
pub(super) fn find_nested(reader: &mut Reader<'_>, keys: &Keys<'_, '_>) {
    const OWN: &[&str] = &["request", "example", "response", "group", "status"];
    let mut found = Vec::new();
    for outer in OWN {
        let Some(table) = keys.get(outer).and_then(|value| value.get_ref().as_table()) else { continue };
        for (key, value) in table {
            let own = OWN.iter().find(|own| *own == key.get_ref() && !keys.has(own));
            let has_heading = value.get_ref().is_table() && value.span().start < key.span().start;
            if let Some(own) = own.filter(|_| has_heading) {
                found.push((*own, *outer, key.span()));
            }
        }
    }
    for (own, outer, span) in found {
        let place = reader.place(span);
        reader.out.push(
            Code::MissingKey,
            &place,
            format!("there is no [{own}]"),
            format!("expected the heading `[{own}]`: this one puts it inside of [{outer}]"),
        );
        reader.strays.push(Stray { key: own, start: place.start });
    }
}

/// The block that stands alone inside of another one, as in `[request.VCAREOSS.SENDNOTICE]`.
pub(super) fn block_inside<'a, 'i>(
    reader: &mut Reader<'_>,
    outer: &Entry<'a, 'i>,
    fields: &Keys<'a, 'i>,
) -> Option<Entry<'a, 'i>> {
    let [inner] = fields.entries() else { return None };
    let has_heading = inner.value.span().start < inner.key_span.start;
    if !has_heading || !has_fields(inner.value.get_ref()) {
        return None;
    }
    let place = reader.place(inner.key_span.clone());
    reader.out.push(
        Code::UnknownKey,
        &place,
        format!("block {} stands inside of {}", inner.key, outer.key),
        format!("expected `[request.{}]`", inner.key),
    );
    Some(Entry { key: inner.key, key_span: inner.key_span.clone(), value: inner.value })
}

/// The whole of a key with a dot in it, as it is written: `7.01 = …`.
pub(super) fn dotted(entry: &Entry<'_, '_>) -> Option<String> {
    let table = entry.value.get_ref().as_table().filter(|_| entry.value.span().start == entry.key_span.start)?;
    let (key, value) = table.iter().next().filter(|_| table.len() == 1)?;
    let has_heading = value.span().start < key.span().start;
    (!has_heading).then(|| format!("{}.{}", entry.key, key.get_ref()))
}

/// Of a tag with a dot, what TOML makes of it.
pub(super) fn report_dotted_tag(reader: &mut Reader<'_>, entry: &Entry<'_, '_>, written: &str) {
    let place = reader.place(entry.key_span.start..entry.key_span.start + written.len());
    let label = if names::is_tag(written) {
        format!("expected quotes around it where the dot is part of the tag: \"{written}\"")
    } else {
        "expected a tag".to_owned()
    };
    let message = format!("`{written}` is two keys: a dot begins a table inside of another");
    reader.out.push(Code::BadTag, &place, message, label);
}
