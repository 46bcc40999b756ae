//! The endpoint's name, the last part of its address, and the element around its request: three that name one thing, of
//! which one may be copied from another endpoint.

use crate::address::{last_part, misspelt, other_than};
use crate::diagnostic::Diagnostics;
use crate::model::{Endpoint, Shared, Text};
use crate::names;

/// What in `source.odd` says that the url is as the page has it.
const URL: &str = "url";

/// Whether a row of `source.odd` is one of those that only say that something is meant: the url, the endpoint's name, a
/// block, a field of a structure, an element of the reply.
pub(super) fn is_meant(endpoint: &Endpoint, row: &str) -> bool {
    let mut elements = endpoint.groups.iter().flat_map(|group| &group.elements).chain(&endpoint.response);
    row == URL
        || endpoint.name.value == row
        || endpoint.blocks.iter().any(|block| block.wire.value == row)
        || elements.any(|element| element.wire.value == row)
        || endpoint.request_groups.iter().flat_map(|group| &group.fields).any(|field| field.key() == row)
}

/// Each of the three against the others, and the url's beginning.
pub(super) fn check_address(endpoint: &Endpoint, shared: &Shared, was_read: bool, out: &mut Diagnostics) {
    let is_odd = |row: &str| endpoint.source.odd.iter().any(|odd| odd.value == row);
    let (name, path) = (&endpoint.name, &endpoint.path);
    let url = Some(&endpoint.source.url).filter(|url| !url.value.is_empty() && !is_odd(URL));
    let begins_otherwise = url.and_then(|url| match &shared.address {
        Some(stated) => other_than(&url.value, &stated.value),
        None => misspelt(&url.value),
    });
    let odd_url = url.and_then(|url| last_part(&url.value)).filter(|last| *last != path.value);
    let is_called = |block: &Text, other: &str| squeezed(&block.value) == squeezed(other);
    let blocks = || endpoint.blocks.iter().map(|block| &block.wire);
    let is_own = |block: &Text| is_called(block, name) || is_called(block, path) || is_odd(&block.value);
    // A block that could not be read may be the one.
    let odd_block = blocks().next().filter(|_| was_read && !blocks().any(is_own));
    if let (Some(last), Some(_), None) = (odd_url, odd_block, begins_otherwise)
        && blocks().any(|block| is_called(block, last))
    {
        // Two of three agree.
        return report_name(endpoint, last, out);
    }
    match (begins_otherwise, odd_url) {
        (Some(right), odd_url) => report_beginning(endpoint, right, odd_url.is_some(), out),
        (None, Some(last)) => report_url(endpoint, last, out),
        (None, None) => {}
    }
    if let Some(block) = odd_block {
        report_block(endpoint, block, out);
    }
}

fn help(out: &mut Diagnostics, text: impl Into<String>) {
    if let Some(pushed) = out.0.last_mut() {
        pushed.help = Some(text.into());
    }
}

const AS_MEANT: &str = "where the page has it so, name it in `source`: `odd = [\"url\"]`";

/// `right` is what the url should begin with.
fn report_beginning(endpoint: &Endpoint, right: &str, has_odd_end: bool, out: &mut Diagnostics) {
    let (path, url) = (&endpoint.path, &endpoint.source.url);
    let lacks_its_end = url.value.trim_end_matches('/') == right.trim_end_matches('/');
    let message = match (lacks_its_end, has_odd_end) {
        (true, _) => "the url has no last part".to_owned(),
        (false, true) => "the url is not this endpoint's".to_owned(),
        (false, false) => format!("the url begins otherwise than `{right}`"),
    };
    out.push_idle(&url.place, message, format!("expected `{right}{}/`", path.value));
    help(out, AS_MEANT);
}

/// The letters and digits alone, whatever their case.
fn squeezed(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether the spec says a path of its own.
fn has_path(endpoint: &Endpoint) -> bool {
    endpoint.path.place != endpoint.name.place
}

fn report_name(endpoint: &Endpoint, last: &str, out: &mut Diagnostics) {
    let name = &endpoint.name;
    out.push_idle(
        &name.place,
        format!("the endpoint is called `{}`, and its url and its block `{last}`", name.value),
        format!("expected `{}`", names::type_name(last)),
    );
    help(out, format!("where the name is meant, say the address too: `path = \"{last}\"`"));
}

fn report_url(endpoint: &Endpoint, last: &str, out: &mut Diagnostics) {
    let (name, path, url) = (&endpoint.name, &endpoint.path, &endpoint.source.url);
    if has_path(endpoint) {
        let message = format!("the path is `{}`, and the url ends in `{last}`", path.value);
        let label = if last == name.value {
            "leave the path out: the url ends in the endpoint's name".to_owned()
        } else {
            format!("expected `{last}`")
        };
        out.push_idle(&path.place, message, label);
        return help(out, AS_MEANT);
    }
    let message = format!("the url ends in `{last}`, and the endpoint is called `{}`", name.value);
    if last.eq_ignore_ascii_case(&name.value) && names::is_type_name(last) {
        let message = format!("the endpoint is called `{}`, and its url ends in `{last}`", name.value);
        out.push_idle(&name.place, message, format!("expected `{last}`"));
        return help(out, format!("where the name is meant, say the address too: `path = \"{last}\"`"));
    }
    if last.eq_ignore_ascii_case(&name.value) {
        out.push_idle(&url.place, message, format!("expected `path = \"{last}\"` below the name"));
        return help(out, format!("without a path, calls go to `{}`, which is another address", name.value));
    }
    out.push_idle(&url.place, message, format!("expected it to end in `{}`", name.value));
    help(out, format!("where the url is right, say `path = \"{last}\"` below the name"));
}

fn report_block(endpoint: &Endpoint, block: &Text, out: &mut Diagnostics) {
    let name = &endpoint.name;
    let (message, others) = match endpoint.blocks.len() {
        1 => (format!("the block is called {}, and the endpoint `{}`", block.value, name.value), ""),
        _ => (format!("no block is called as the endpoint, `{}`", name.value), "one of them to be called "),
    };
    out.push_idle(&block.place, message, format!("expected {others}{}", name.value.to_ascii_uppercase()));
    help(out, format!("where the page has it so, name it in `source`: `odd = [\"{}\"]`", block.value));
}
