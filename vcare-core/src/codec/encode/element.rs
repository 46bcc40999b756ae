//! Elements and their tags.

use super::escape::{self, Place};

pub(super) fn element(out: &mut String, name: &str, text: &str) {
    open(out, name);
    escape::write(out, text, Place::Text);
    close(out, name);
}

pub(super) fn open(out: &mut String, name: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
}

pub(super) fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}
