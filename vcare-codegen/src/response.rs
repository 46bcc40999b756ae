//! The response struct and the structures inside it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use vcare_spec::constant_name;
use vcare_spec::model::{Element, Endpoint, Repeat, Sensitivity};

use super::access::{self, Kind};
use super::{docs, ident};

pub(super) fn response(endpoint: &Endpoint) -> TokenStream {
    let doc = format!("What a reply to [`{}`] holds beside its status.", endpoint.name.value);
    let response = record("Response", &doc, &endpoint.response, &quote! { __v::Layout::response(&SCHEMA) });
    let groups = endpoint.groups.iter().enumerate().map(|(index, group)| {
        let name = &group.name.value;
        let doc = docs::group(endpoint, name);
        let index = Literal::usize_unsuffixed(index);
        record(name, &doc, &group.elements, &quote! { __v::Layout::group(&SCHEMA, #index) })
    });
    quote! { #response #(#groups)* }
}

fn record(name: &str, doc: &str, elements: &[Element], layout: &TokenStream) -> TokenStream {
    let name = ident(name);
    let names: Vec<_> = elements.iter().map(|element| ident(&element.rust)).collect();
    let docs = elements.iter().map(docs::element);
    let types = elements.iter().map(element_type);
    let kinds: Vec<_> = elements.iter().map(kind).collect();
    let (get, slot) = access::access(&names, &kinds);
    let blanks = elements.iter().map(|element| match element.repeat {
        Repeat::Once => quote! { __v::None },
        Repeat::Many | Repeat::Numbered { .. } => quote! { __v::Vec::new() },
    });
    let constants = constants(&name, elements);
    quote! {
        #[doc = #doc]
        #[non_exhaustive]
        pub struct #name {
            #(#[doc = #docs] pub #names: #types,)*
        }

        #constants

        impl __v::Record for #name {
            fn layout(&self) -> __v::Layout {
                #layout
            }

            fn get(&self, index: usize) -> __v::Value<'_> {
                #get
            }

            fn slot(&mut self, index: usize) -> __v::Slot<'_> {
                #slot
            }
        }

        impl __v::Default for #name {
            fn default() -> Self {
                Self { #(#names: #blanks,)* }
            }
        }

        __v::record! { #name, <#name as __v::Default>::default() }
    }
}

/// A constant for each value that the vendor documents.
fn constants(name: &Ident, elements: &[Element]) -> Option<TokenStream> {
    let values = elements.iter().flat_map(|element| element.values.iter().map(move |value| (element, value)));
    let constants: Vec<_> = values
        .map(|(element, value)| {
            let doc = format!("A value of [`{0}`](Self::{0}).", element.rust.value);
            let constant = ident(&constant_name(&element.rust, &value.variant));
            let text = &value.wire.value;
            quote! { #[doc = #doc] pub const #constant: &'static __v::str = #text; }
        })
        .collect();
    (!constants.is_empty()).then(|| quote! { impl #name { #(#constants)* } })
}

fn element_type(element: &Element) -> TokenStream {
    let inner = match (&element.group, element.sensitivity) {
        (Some(group), _) => {
            let group = ident(&group.value);
            quote! { #group }
        }
        (None, Sensitivity::Open) => quote! { __v::Text },
        (None, _) => quote! { __v::Sensitive },
    };
    match element.repeat {
        Repeat::Once => quote! { __v::Option<#inner> },
        Repeat::Many => quote! { __v::Vec<#inner> },
        Repeat::Numbered { .. } => quote! { __v::Vec<__v::Numbered<#inner>> },
    }
}

fn kind(element: &Element) -> Kind {
    match (&element.group, element.repeat) {
        (Some(_), _) => Kind::Groups,
        (None, Repeat::Once) => Kind::Leaf,
        (None, Repeat::Many | Repeat::Numbered { .. }) => Kind::Leaves,
    }
}
