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
        let (_, field) = schema.named_field(confirm.field)?;
        let sent = given(confirm.field);
        let is_sent = |named| sent.is_some_and(|sent| field.is_same(named, sent));
        let wanted = confirm.wanted.iter().find(|wanted| is_sent(wanted.sent)).map(|wanted| wanted.shown);
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

#[cfg(test)]
mod tests {
    use vcare_schema::{AllowedValue, Confirm, Field, Lookup, Values, Wanted};

    use super::*;
    use crate::test_request::{field, request, schema};

    fn write(any_case: bool) -> &'static EndpointSchema {
        let list = vec![AllowedValue { wire: "CANCEL", variant: "Cancel" }];
        let values = Some(Values { type_name: Some("Action"), list, any_case });
        let confirm = Confirm {
            endpoint: "Other",
            lookups: vec![Lookup { to: "LINE", from: "MDN" }],
            element: "state",
            field: "ACTION",
            wanted: vec![Wanted { sent: "CANCEL", shown: "Inactive" }],
        };
        schema([field("MDN"), Field { values, ..field("ACTION") }], Some(confirm))
    }

    #[test]
    fn what_is_wanted_is_found_in_the_letter_case_that_the_field_can_have() {
        let wanted = |any_case, action: &'static str| {
            let request = request(["5551234567", action]);
            Confirmation::of(write(any_case), &RequestValues::of(&request)).expect("it has a number").wanted
        };
        assert_eq!(wanted(true, "Cancel"), Some("Inactive"));
        assert_eq!(wanted(true, "CANCEL"), Some("Inactive"));
        assert_eq!(wanted(true, "Cancels"), None);
        assert_eq!(wanted(false, "CANCEL"), Some("Inactive"));
        assert_eq!(wanted(false, "Cancel"), None);
    }
}
