//! What errors, logs and tables tell of a reply: not too much, and no secret.

use std::borrow::Cow;
use std::fmt;

use super::schema_names::is_in_schema;
use crate::debug::{Cut, Whole};
use crate::record::Record;
use crate::schema::EndpointSchema;
use crate::secrets::SecretValues;
use crate::status::shown_code;

/// How many characters of one text are shown.
pub(crate) const MOST: usize = 300;

/// How many characters of one text tables show.
const MOST_IN_TABLES: usize = 64 * 1024;

/// Of a list, so many items are shown.
pub(crate) const MOST_ITEMS: usize = 50;

/// What may be told of a reply's texts. What the spec has itself is told as it is; only what is not from there is masked.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    schema: Option<&'a EndpointSchema>,
    secrets: &'a SecretValues,
}

impl<'a> Told<'a> {
    /// Of a reply of this endpoint, to a request with these secrets.
    pub fn new(schema: &'a EndpointSchema, secrets: &'a SecretValues) -> Self {
        Self { schema: Some(schema), secrets }
    }

    pub(crate) fn of(secrets: &'a SecretValues) -> Self {
        Self { schema: secrets.schema(), secrets }
    }

    /// Any text from the reply.
    pub fn text(&self, text: &str) -> String {
        self.secrets.beginning(text, MOST)
    }

    /// The same for tables, which show more of a text.
    pub fn long_text(&self, text: &str) -> String {
        self.secrets.beginning(text, MOST_IN_TABLES)
    }

    /// A text that is known to hold no secret, for `Debug`.
    pub fn cut<'t>(&self, text: &'t str) -> impl fmt::Debug + 't {
        Cut(text)
    }

    /// A status code.
    pub fn code<'c>(&self, code: &'c str) -> Cow<'c, str> {
        if self.is_listed(code) { code.into() } else { self.secrets.masked(shown_code(code)).into() }
    }

    /// What the server says beside a status code. The spec's own text for the code holds nothing of the request.
    pub fn words(&self, code: &str, text: &str) -> String {
        let row = self.schema.and_then(|schema| schema.status(code));
        let is_own = row.is_some_and(|row| row.description.trim() == text.trim());
        if is_own { text.to_owned() } else { self.text(text) }
    }

    /// The path of an element, without numbers and names of the spec's being taken for secrets.
    pub fn path(&self, path: &str) -> String {
        let mut out = String::new();
        for (index, step) in path.split('/').enumerate() {
            if index > 0 {
                out.push('/');
            }
            if out.len() > MOST {
                out.push('…');
                break;
            }
            let (mark, step) = step.strip_prefix('@').map_or(("", step), |name| ("@", name));
            let (name, number) = step.split_at(step.find('[').unwrap_or(step.len()));
            let is_own = name == "text()" || self.schema.is_some_and(|schema| is_in_schema(schema, name));
            out.push_str(mark);
            out.push_str(&if is_own { Cow::from(name) } else { self.text(name).into() });
            out.push_str(number);
        }
        out
    }

    /// What a reply holds, for `Debug`.
    pub fn record<'r>(self, record: &'r dyn Record) -> impl fmt::Debug + 'r
    where
        'a: 'r,
    {
        Whole { record, told: Some(self) }
    }

    /// Paths, for `Debug`.
    pub fn paths<'p>(&self, paths: impl ExactSizeIterator<Item = &'p str>) -> impl fmt::Debug {
        let count = paths.len();
        Paths { shown: paths.take(MOST_ITEMS).map(|path| self.path(path)).collect(), count }
    }

    fn is_listed(&self, code: &str) -> bool {
        self.schema.is_some_and(|schema| schema.status(code).is_some())
    }
}

struct Paths {
    shown: Vec<String>,
    count: usize,
}

impl fmt::Debug for Paths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        list.entries(&self.shown);
        if self.shown.len() < self.count { list.finish_non_exhaustive() } else { list.finish() }
    }
}
