//! The static schema.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use vcare_spec::model::{Block, Effect, Endpoint, Envelope, Shared};

use super::{ident, rows};

/// The name of a group's static.
pub(super) fn shape_name(group: &str) -> Ident {
    ident(&format!("SHAPE_{group}"))
}

pub(super) fn schema(endpoint: &Endpoint) -> TokenStream {
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
                #[allow(non_upper_case_globals)]
                static #shape: __v::schema::Shape = __v::schema::Shape { name: #name, elements: &#elements };
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
            envelope: &super::__ENVELOPE,
            blocks: &[#(#blocks),*],
            rules: &[#(#rules),*],
            example: &[#(#example),*],
            response: &SHAPE_Response,
            statuses: &#statuses,
            new_request: || ::std::boxed::Box::new(#request::__blank()),
            new_response: || ::std::boxed::Box::new(<Response as ::core::default::Default>::default()),
        };
    }
}

/// What all endpoints of a call share.
pub(super) fn envelope(root: &TokenStream, shared: &Shared) -> TokenStream {
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
    let credentials = rows::fields(&quote! { #root::__private }, &shared.credentials);
    quote! {
        static __ENVELOPE: #root::schema::Envelope = #root::schema::Envelope {
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
    let fields = rows::fields(&quote! { __v }, &block.fields);
    quote! {
        __v::schema::Block { wire: #wire, tags: __v::schema::Tags { start: #start, end: #end }, fields: &#fields }
    }
}
