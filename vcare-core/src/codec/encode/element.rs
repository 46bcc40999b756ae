//! Elements and their tags.

use super::escape::{self, Context};

pub(super) fn element(out: &mut String, name: &str, text: &str) {
    open(out, name);
    escape::write(out, text, Context::Text);
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
