//! Values that were sent and must not be shown, wherever they come back.

mod beginning;
mod chars;
mod folded;
mod known;
mod numbers;
mod signs;
mod value;
mod words;

use std::fmt;
use std::sync::Arc;

pub(crate) use self::known::Known;
use crate::schema::{ClientValue, EndpointSchema, Sensitivity};
use crate::values::RequestValues;

/// What stands in place of a value.
pub const REDACTED: &str = "[redacted]";

/// Values that must not be shown. Cheap to clone; overwritten when the last owner drops them.
#[derive(Clone, Default)]
pub struct SecretValues {
    known: Arc<Known>,
    schema: Option<&'static EndpointSchema>,
}

impl SecretValues {
    /// These values.
    pub fn new<'v>(values: impl IntoIterator<Item = &'v str>) -> Self {
        let mut known = Known::default();
        for value in values {
            known.add(value);
        }
        Self { known: Arc::new(known), schema: None }
    }

    /// The credentials of a request, its values that are secret or personal, and those that no spec names.
    pub fn of(schema: &'static EndpointSchema, values: &RequestValues<'_>) -> Self {
        let mut known = Known::default();
        // The vendor ID and the reference number are in every reply.
        let is_shown = |from| matches!(from, Some(ClientValue::VendorId | ClientValue::ReferenceNumber));
        for field in schema.credentials.iter().filter(|field| !is_shown(field.from)) {
            known.add(values.credential(field).unwrap_or_default());
        }
        values.each_text(schema, &mut |field, text| {
            if field.sensitivity != Sensitivity::Open {
                known.add(text);
            }
        });
        for extra in values.record.extra() {
            known.add(extra.value.expose());
        }
        Self { known: Arc::new(known), schema: Some(schema) }
    }

    /// The text with every one of them replaced by `[redacted]`, however it is spelt: in any letter case, in the digits of any
    /// script, and a number of seven or more digits also with up to eight separators between two of them, which are whatever is
    /// neither letter nor digit. Only whole words and numbers are replaced.
    pub fn masked(&self, text: &str) -> String {
        self.known.masked(text)
    }

    /// The beginning of the text, masked like that: so many characters at most, and `…` behind it where it goes on. However long
    /// the text is, little more than that is looked at, and never more than 64 KiB.
    pub fn beginning(&self, text: &str, most: usize) -> String {
        beginning::beginning(&self.known, text, most)
    }

    /// The endpoint whose request they are of.
    pub(crate) fn schema(&self) -> Option<&'static EndpointSchema> {
        self.schema
    }
}

impl fmt::Debug for SecretValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretValues")
    }
}
