//! Tags in another letter case than the others of their request. The vendor's are in capitals.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Endpoint, Field, Text};

/// The tags of an endpoint with small letters, where most have none.
pub(super) fn odd_tags(endpoint: &Endpoint) -> Vec<&Text> {
    // Attributes have letters of their own.
    let elements = || endpoint.fields().filter(|field| !field.attribute);
    let fields = || elements().map(|field| &field.wire);
    let own = elements().filter(|field| !field.shared).map(|field| &field.wire);
    let is_meant = |tag: &Text| {
        let mut odd = endpoint.source.odd.iter().map(|odd| odd.value.rsplit('/').next().unwrap_or_default());
        odd.any(|odd| odd == tag.value)
    };
    let tags = endpoint.blocks.iter().map(|block| &block.wire).chain(own).filter(|tag| !is_meant(tag));
    odd_among(fields(), tags)
}

/// Those with small letters, where most of `all` have none.
fn odd_among<'a>(all: impl Iterator<Item = &'a Text>, tags: impl Iterator<Item = &'a Text>) -> Vec<&'a Text> {
    let (small, capital): (Vec<_>, Vec<_>) = all.partition(|tag| has_small_letters(&tag.value));
    tags.filter(|tag| capital.len() > small.len() && has_small_letters(&tag.value)).collect()
}

fn has_small_letters(tag: &str) -> bool {
    tag.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Each of them, unless it is told as one of two that differ in letter case alone.
pub(super) fn check_tags(endpoint: &Endpoint, out: &mut Diagnostics) {
    for tag in odd_tags(endpoint) {
        let is_told = |other: &str| other != tag.value && other.eq_ignore_ascii_case(&tag.value);
        if !endpoint.fields().any(|field| is_told(&field.wire.value)) {
            let help = format!("where the sample has it so, name it in `source`: `odd = [\"{}\"]`", tag.value);
            report(tag, Some(help), out);
        }
    }
}

/// The tags of the credentials, or of what endpoints take over.
pub(super) fn check_shared_tags(fields: &[Field], out: &mut Diagnostics) {
    let tags = || fields.iter().map(|field| &field.wire);
    for tag in odd_among(tags(), tags()) {
        report(tag, None, out);
    }
}

fn report(tag: &Text, help: Option<String>, out: &mut Diagnostics) {
    let message = format!("{} has small letters, and the other tags are in capitals", tag.value);
    let label = format!("expected {}", tag.value.to_ascii_uppercase());
    out.push_with_help(Code::BadTag, &tag.place, message, label, help);
}
