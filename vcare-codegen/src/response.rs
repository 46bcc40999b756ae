//! The response struct and the structures inside it.

use proc_macro2::TokenStream;
use quote::quote;
use vcare_spec::model::{Element, Endpoint, Repeat, Sensitive};

use super::{docs, ident, schema};

pub(super) fn response(endpoint: &Endpoint) -> TokenStream {
    let doc = format!("What a reply to [`{}`] holds beside its status.", endpoint.name.value);
    let response = record("Response", &doc, &endpoint.response);
    let groups = endpoint.groups.iter().map(|group| {
        let name = &group.name.value;
        let doc = docs::group(endpoint, name);
        record(name, &doc, &group.elements)
    });
    quote! { #response #(#groups)* }
}

fn record(name: &str, doc: &str, elements: &[Element]) -> TokenStream {
    let shape = schema::shape_name(name);
    let name = ident(name);
    let names: Vec<_> = elements.iter().map(|element| ident(&element.rust)).collect();
    let docs = elements.iter().map(docs::element);
    let types = elements.iter().map(element_type);
    let kinds: Vec<_> = elements.iter().map(kind).collect();
    let indices = 0..names.len();
    let slot_indices = 0..names.len();
    quote! {
        #[doc = #doc]
        #[derive(Default)]
        #[non_exhaustive]
        pub struct #name {
            #(#[doc = #docs] pub #names: #types,)*
        }

        impl __v::Record for #name {
            fn layout(&self) -> __v::Layout {
                __v::Layout::Group(&#shape)
            }

            fn get(&self, index: usize) -> __v::Value<'_> {
                match index {
                    #(#indices => __v::Value::#kinds(&self.#names),)*
                    _ => __v::no_such_index(index),
                }
            }

            fn slot(&mut self, index: usize) -> __v::Slot<'_> {
                match index {
                    #(#slot_indices => __v::Slot::#kinds(&mut self.#names),)*
                    _ => __v::no_such_index(index),
                }
            }
        }

        __v::record! { #name, <#name as ::core::default::Default>::default() }
    }
}

fn element_type(element: &Element) -> TokenStream {
    let inner = match (&element.group, element.sensitive) {
        (Some(group), _) => {
            let group = ident(&group.value);
            quote! { #group }
        }
        (None, Sensitive::No) => quote! { __v::Text },
        (None, Sensitive::Personal | Sensitive::Secret) => quote! { __v::Sensitive },
    };
    match element.repeat {
        Repeat::Once => quote! { ::core::option::Option<#inner> },
        Repeat::Many => quote! { ::std::vec::Vec<#inner> },
        Repeat::Numbered(..) => quote! { ::std::vec::Vec<__v::Numbered<#inner>> },
    }
}

fn kind(element: &Element) -> proc_macro2::Ident {
    ident(match (&element.group, element.repeat) {
        (Some(_), _) => "Groups",
        (None, Repeat::Once) => "Leaf",
        (None, Repeat::Many | Repeat::Numbered(..)) => "Leaves",
    })
}
