//! The status codes of replies, and their texts.

use std::collections::BTreeMap;

use vcare_schema::{Dynamic, Endpoint, StatusRow};
use vcare_spec::model::Text;

use crate::head::Head;
use crate::texts::{Texts, squeezed};

/// How many different codes are kept.
const MOST: usize = 1_000;

/// Status codes, with the replies that have each.
#[derive(Default)]
pub(crate) struct Statuses(BTreeMap<String, Seen>);

/// A status code.
#[derive(Default)]
pub(crate) struct Seen {
    /// The replies that have it.
    pub(crate) replies: usize,
    /// Those that say something else than the spec.
    pub(crate) otherwise: usize,
    /// What they say.
    pub(crate) texts: Texts,
}

impl Statuses {
    pub(crate) fn add(&mut self, schema: &Endpoint<Text>, head: &Head) {
        if head.code.is_empty() || (self.0.len() >= MOST && !self.0.contains_key(&head.code)) {
            return;
        }
        let seen = self.0.entry(head.code.clone()).or_default();
        seen.replies += 1;
        let fits = schema.status(&head.code).is_some_and(|row| head.texts.iter().any(|text| fits(row, text)));
        if let Some(text) = head.texts.first().filter(|_| !fits) {
            seen.otherwise += 1;
            seen.texts.add(text, head.call);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Seen)> {
        self.0.iter().map(|(code, seen)| (code.as_str(), seen))
    }

    pub(crate) fn get(&self, code: &str) -> Option<&Seen> {
        self.0.get(code)
    }
}

/// Whether a text is what a row of the status table says.
pub(crate) fn fits(row: &StatusRow<Text>, text: &str) -> bool {
    let (description, resolution) = (squeezed(&row.description.value), squeezed(&row.resolution.value));
    let fits = match row.dynamic {
        Dynamic::No => text == description,
        Dynamic::Before => text.ends_with(&description),
        Dynamic::After => text.starts_with(&description),
        Dynamic::Whole => true,
    };
    fits || text == resolution
}

/// Which part of a description the server writes anew each time, as these texts show it.
pub(crate) fn dynamic(description: &str, texts: &Texts) -> Dynamic {
    let description = squeezed(description);
    if texts.iter().all(|text| text.starts_with(&description)) {
        Dynamic::After
    } else if texts.iter().all(|text| text.ends_with(&description)) {
        Dynamic::Before
    } else {
        Dynamic::Whole
    }
}
