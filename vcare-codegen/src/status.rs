//! The status enum.

use proc_macro2::TokenStream;
use quote::quote;
use vcare_spec::model::Endpoint;

use super::{docs, ident};

pub(super) fn status(endpoint: &Endpoint) -> TokenStream {
    let doc = format!("What the server can answer to [`{}`].", endpoint.name.value);
    let rows = endpoint.statuses.iter().map(|status| {
        let (variant, code, doc) = (ident(&status.name), &status.code.value, docs::status(status));
        quote! { #[doc = #doc] #variant = #code, }
    });
    quote! { __v::status! { #[doc = #doc] Status, SCHEMA { #(#rows)* } } }
}
