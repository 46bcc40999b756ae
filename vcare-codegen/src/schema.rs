//! The static schema.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use vcare_spec::At;
use vcare_spec::model::{
    Block, ClientValue, Dynamic, Effect, Element, Endpoint, Envelope, Field, Length, Need, Repeat, Sensitive, Status,
    When,
};

use super::{Context, ident};

/// The name of a group's static.
pub(super) fn shape_name(group: &str) -> Ident {
    ident(&format!("SHAPE_{group}"))
}

pub(super) fn schema(context: &Context<'_>, endpoint: &Endpoint) -> TokenStream {
    let envelope = envelope(&context.specs.shared.envelope, &context.specs.shared.credentials);
    let Endpoint { path, summary, doc, source, .. } = endpoint;
    let (page, url) = (&source.page, &source.url);
    let name = &endpoint.name.value;
    let request = ident(name);
    let title = format!("What the spec of `{name}` says.");
    let effect = ident(match endpoint.effect {
        Effect::Read => "Read",
        Effect::Write => "Write",
    });
    let find_out = endpoint.find_out.as_ref().map_or("", |text| text.value.as_str());
    let blocks = endpoint.blocks.iter().map(block);
    let rules = endpoint.rules.iter().map(|rule| {
        let fields = rule.at_least_one.iter().map(|field| &field.value);
        let status = &rule.status.value;
        quote! { __v::schema::AtLeastOne { fields: &[#(#fields),*], status: #status } }
    });
    let example = endpoint.example.iter().map(|item| {
        let (field, value) = (&item.field.value, &item.value.value);
        quote! { (#field, #value) }
    });
    let statuses = endpoint.statuses.iter().map(status);
    let shapes = std::iter::once(("Response", &endpoint.response))
        .chain(endpoint.groups.iter().map(|group| (group.name.value.as_str(), &group.elements)))
        .map(|(name, elements)| {
            let (shape, elements) = (shape_name(name), elements.iter().map(element));
            quote! {
                #[allow(non_upper_case_globals)]
                static #shape: __v::schema::Shape = __v::schema::Shape { name: #name, elements: &[#(#elements),*] };
            }
        });
    quote! {
        #(#shapes)*

        #[doc = #title]
        pub static SCHEMA: __v::EndpointSchema = __v::EndpointSchema {
            name: #name,
            path: #path,
            summary: #summary,
            doc: #doc,
            effect: __v::schema::Effect::#effect,
            find_out: #find_out,
            page: #page,
            url: #url,
            envelope: &#envelope,
            blocks: &[#(#blocks),*],
            rules: &[#(#rules),*],
            example: &[#(#example),*],
            response: &SHAPE_Response,
            statuses: &[#(#statuses),*],
            new_request: || ::std::boxed::Box::new(#request::__blank()),
            new_response: || ::std::boxed::Box::new(<Response as ::core::default::Default>::default()),
        };
    }
}

fn envelope(envelope: &Envelope, credentials: &[Field]) -> TokenStream {
    let Envelope {
        namespace,
        request_root,
        request_credentials,
        request_body,
        response_root,
        response_credentials,
        vendor_id,
        reference_number,
        status_code,
        description,
        error_description,
    } = envelope;
    let request_start = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{request_root} xmlns=\"{}\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><{request_credentials}>",
        namespace.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
    );
    let request_middle = format!("</{request_credentials}><{request_body}>");
    let request_end = format!("</{request_body}></{request_root}>");
    let credentials = credentials.iter().map(field);
    quote! {
        __v::schema::Envelope {
            namespace: #namespace,
            request_start: #request_start,
            request_middle: #request_middle,
            request_end: #request_end,
            request_root: #request_root,
            request_credentials: #request_credentials,
            request_body: #request_body,
            credentials: &[#(#credentials),*],
            response_root: #response_root,
            response_credentials: #response_credentials,
            vendor_id: #vendor_id,
            reference_number: #reference_number,
            status_code: #status_code,
            description: #description,
            error_description: #error_description,
        }
    }
}

fn block(block: &Block) -> TokenStream {
    let wire = &block.wire.value;
    let fields = block.fields.iter().map(field);
    let tags = tags(wire);
    quote! { __v::schema::Block { wire: #wire, tags: #tags, fields: &[#(#fields),*] } }
}

/// Written down whole, since putting them together takes time at each request.
fn tags(wire: &str) -> TokenStream {
    let (start, end) = (format!("<{wire}>"), format!("</{wire}>"));
    quote! { __v::schema::Tags { start: #start, end: #end } }
}

/// Only what differs from a field about which nothing is said.
fn field(field: &Field) -> TokenStream {
    let (wire, rust, doc, format) = (&field.wire.value, &field.rust, &field.doc, field.format_in_words());
    let condition = field.condition.as_ref().map(value);
    let need = match (field.need.value, &field.when, condition) {
        (Need::Required, ..) => quote! { Required },
        (Need::Conditional, Some(condition), _) => {
            let condition = when(condition);
            quote! { When(#condition) }
        }
        (Need::Conditional, None, Some(condition)) => quote! { ServerKnows(#condition) },
        _ => quote! { Optional },
    };
    let tags = tags(wire);
    let mut parts = vec![quote! { wire: #wire, tags: #tags, rust: #rust, doc: #doc, need: __v::schema::Need::#need }];
    let mut text = |name: &str, value: Option<&String>| {
        if let Some(value) = value {
            let name = ident(name);
            parts.push(quote! { #name: ::core::option::Option::Some(#value) });
        }
    };
    text("pattern", field.pattern.as_ref().map(value));
    text("default", field.default.as_ref().map(value));
    text("blank", field.blank.as_ref().map(value));
    text("wrong", field.wrong.as_ref().map(value));
    text("example", field.example.as_ref().map(value));
    if !format.is_empty() {
        parts.push(quote! { format: #format });
    }
    if let Some(values) = &field.values {
        let rows = values.list.iter().map(|row| {
            let (wire, variant) = (&row.wire.value, &row.variant);
            quote! { __v::schema::ValueRow { wire: #wire, variant: #variant } }
        });
        parts.push(quote! { values: &[#(#rows),*] });
    }
    if let Some(chars) = &field.chars {
        let (letters, digits, others) = (chars.letters, chars.digits, &chars.others);
        let chars = quote! { __v::schema::Chars { letters: #letters, digits: #digits, others: #others } };
        parts.push(quote! { chars: ::core::option::Option::Some(#chars) });
    }
    match field.length {
        Length::Any => {}
        Length::Exactly(count) => {
            let count = count as usize;
            parts.push(quote! { length: __v::schema::Length::Exactly(#count) });
        }
        Length::AtMost(count) => {
            let count = count as usize;
            parts.push(quote! { length: __v::schema::Length::AtMost(#count) });
        }
    }
    if field.trim {
        parts.push(quote! { trim: true });
    }
    if field.absent_empty {
        parts.push(quote! { absent_empty: true });
    }
    parts.extend(sensitivity(field.sensitive));
    if let Some(must_be) = &field.must_be {
        let (value, when) = (&must_be.value.value, when(&must_be.when));
        let must_be = quote! { __v::schema::MustBe { value: #value, when: #when } };
        parts.push(quote! { must_be: ::core::option::Option::Some(#must_be) });
    }
    if let Some(from) = field.from {
        let from = ident(match from {
            ClientValue::VendorId => "VendorId",
            ClientValue::Username => "Username",
            ClientValue::Password => "Password",
            ClientValue::Pin => "Pin",
            ClientValue::ReferenceNumber => "ReferenceNumber",
            ClientValue::AgentId => "AgentId",
            ClientValue::AgentPassword => "AgentPassword",
            ClientValue::Source => "Source",
        });
        parts.push(quote! { from: ::core::option::Option::Some(__v::schema::ClientValue::#from) });
    }
    quote! { __v::schema::Field { #(#parts,)* ..__v::schema::Field::BLANK } }
}

fn value(text: &At<String>) -> &String {
    &text.value
}

fn when(when: &When) -> TokenStream {
    let field = &when.field.value;
    let values = when.values.iter().map(value);
    quote! { __v::schema::When { field: #field, values: &[#(#values),*] } }
}

fn sensitivity(sensitive: Sensitive) -> Option<TokenStream> {
    let word = ident(match sensitive {
        Sensitive::No => return None,
        Sensitive::Personal => "Personal",
        Sensitive::Secret => "Secret",
    });
    Some(quote! { sensitivity: __v::schema::Sensitivity::#word })
}

fn element(element: &Element) -> TokenStream {
    let (wire, rust, doc) = (&element.wire.value, &element.rust, &element.doc);
    let mut parts = vec![quote! { wire: #wire, rust: #rust }];
    if !doc.is_empty() {
        parts.push(quote! { doc: #doc });
    }
    if element.attribute {
        parts.push(quote! { attribute: true });
    }
    if let Some(group) = &element.group {
        let shape = shape_name(&group.value);
        parts.push(quote! { group: ::core::option::Option::Some(&#shape) });
    }
    match element.repeat {
        Repeat::Once => {}
        Repeat::Many => parts.push(quote! { repeat: __v::schema::Repeat::Many }),
        Repeat::Numbered(from, to) => {
            let to = match to {
                Some(to) => quote! { ::core::option::Option::Some(#to) },
                None => quote! { ::core::option::Option::None },
            };
            parts.push(quote! { repeat: __v::schema::Repeat::Numbered { from: #from, to: #to } });
        }
    }
    if element.twin {
        parts.push(quote! { twin: true });
    }
    parts.extend(sensitivity(element.sensitive));
    if let Some(example) = &element.example {
        parts.push(quote! { example: ::core::option::Option::Some(#example) });
    }
    quote! { __v::schema::Element { #(#parts,)* ..__v::schema::Element::BLANK } }
}

fn status(status: &Status) -> TokenStream {
    let Status { name, description, resolution, .. } = status;
    let code = &status.code.value;
    let dynamic = ident(match status.dynamic {
        Dynamic::No => "No",
        Dynamic::Before => "Before",
        Dynamic::After => "After",
        Dynamic::Whole => "Whole",
    });
    quote! {
        __v::schema::StatusRow {
            code: #code,
            name: #name,
            description: #description,
            resolution: #resolution,
            dynamic: __v::schema::Dynamic::#dynamic,
        }
    }
}
