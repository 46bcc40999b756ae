//! The static schema.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use vcare_spec::model::{Block, Effect, Endpoint, Envelope, Shared};

use super::{Context, ident, rows};

/// The name of a group's static.
pub(super) fn shape_name(group: &str) -> Ident {
    ident(&format!("SHAPE_{group}"))
}

pub(super) fn schema(context: &Context<'_>, endpoint: &Endpoint) -> TokenStream {
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
    let statuses = rows::statuses(&endpoint.statuses);
    let shapes = std::iter::once(("Response", &endpoint.response))
        .chain(endpoint.groups.iter().map(|group| (group.name.value.as_str(), &group.elements)))
        .map(|(name, elements)| {
            let (shape, elements) = (shape_name(name), rows::elements(elements));
            quote! {
                static #shape: __v::schema::Shape = __v::schema::Shape { name: #name, elements: &#elements };
            }
        });
    // Nothing outside of the module can be named in it, for the module may stand in a function.
    let (own_envelope, envelope) = if context.has_own_envelope() {
        (Some(self::envelope(&quote! { static ENVELOPE }, &context.specs.shared)), quote! { ENVELOPE })
    } else {
        (None, quote! { __v::ENVELOPE })
    };
    quote! {
        #own_envelope
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
            statuses: &#statuses,
            new_request: || __v::Box::new(#request::__blank()),
            new_response: || __v::Box::new(<Response as __v::Default>::default()),
        };
    }
}

/// What all endpoints of a call share. `item` is what stands before the type.
pub(super) fn envelope(item: &TokenStream, shared: &Shared) -> TokenStream {
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
    } = &shared.envelope;
    let request_start = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{request_root} xmlns=\"{}\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><{request_credentials}>",
        namespace.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
    );
    let request_middle = format!("</{request_credentials}><{request_body}>");
    let request_end = format!("</{request_body}></{request_root}>");
    let credentials = rows::fields(&shared.credentials);
    quote! {
        #item: __v::schema::Envelope = __v::schema::Envelope {
            namespace: #namespace,
            request_start: #request_start,
            request_middle: #request_middle,
            request_end: #request_end,
            request_root: #request_root,
            request_credentials: #request_credentials,
            request_body: #request_body,
            credentials: &#credentials,
            response_root: #response_root,
            response_credentials: #response_credentials,
            vendor_id: #vendor_id,
            reference_number: #reference_number,
            status_code: #status_code,
            description: #description,
            error_description: #error_description,
        };
    }
}

fn block(block: &Block) -> TokenStream {
    let wire = &block.wire.value;
    let (start, end) = (format!("<{wire}>"), format!("</{wire}>"));
    let fields = rows::fields(&block.fields);
    quote! {
        __v::schema::Block { wire: #wire, tags: __v::schema::Tags { start: #start, end: #end }, fields: &#fields }
    }
}
