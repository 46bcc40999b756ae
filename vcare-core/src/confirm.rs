//! How to find out whether a write was carried out, for one request.

use crate::record::{Layout, Record, Value};
use crate::schema::EndpointSchema;
use crate::sensitive::Sensitive;
use crate::text::Text;
use crate::values::RequestValues;

/// What to ask after a write whose answer was lost, and what is answered if all is as the write wanted it.
///
/// It tells the state, not who brought it about: another call may have done it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Confirmation {
    /// The endpoint to ask, which only reads.
    pub endpoint: &'static str,
    /// The wire names and values of its request's fields.
    pub fields: Vec<(&'static str, Sensitive)>,
    /// The path of the reply's element that shows the state: `CustomerDetails/AccountStatus`.
    pub element: &'static str,
    /// What the element holds if all is as wanted; `None` where the documents do not say.
    pub wanted: Option<&'static str>,
}

impl Confirmation {
    /// What the spec says of a request; `None` where it says nothing, or where the request has none of the values that the
    /// other endpoint is asked about.
    pub fn of(schema: &'static EndpointSchema, values: &RequestValues<'_>) -> Option<Self> {
        let confirm = schema.confirm.as_ref()?;
        let given = |wire| values.given(schema, wire);
        let fields: Vec<_> = confirm
            .lookups
            .iter()
            .filter_map(|lookup| Some((lookup.to, Sensitive::from(Text::from(given(lookup.from)?)))))
            .collect();
        let sent = given(confirm.field);
        let wanted = confirm.wanted.iter().find(|wanted| Some(wanted.sent) == sent).map(|wanted| wanted.shown);
        (!fields.is_empty()).then_some(Self { endpoint: confirm.endpoint, fields, element: confirm.element, wanted })
    }

    /// Whether a reply of the endpoint to ask shows the wanted state; `None` where it does not have the element, or where
    /// the wanted state is not known.
    pub fn is_as_wanted(&self, response: &dyn Record) -> Option<bool> {
        let shown = text_at(response, self.element)?;
        Some(shown == self.wanted?)
    }
}

/// The text of the first element with this path.
fn text_at(record: &dyn Record, path: &str) -> Option<String> {
    let Some((first, rest)) = path.split_once('/') else { return record.text(path).map(str::to_owned) };
    let Layout::Group(group) = record.layout() else { return None };
    let index = group.elements.iter().position(|element| element.wire == first)?;
    match record.get(index) {
        Value::Groups(groups) if groups.count() > 0 => text_at(groups.at(0).1, rest),
        _ => None,
    }
}
