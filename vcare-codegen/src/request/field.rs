//! A field of a request or of a structure inside one: its type, its place in `new`, its setters.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use vcare_spec::model::{Field, Repeat, Sensitivity};

use crate::access::Kind;
use crate::{Context, ident};

pub(super) fn kind(field: &Field) -> Kind {
    match (&field.group, field.repeat) {
        (Some(_), _) => Kind::Groups,
        (None, Repeat::Once) => Kind::Leaf,
        (None, Repeat::Many | Repeat::Numbered { .. }) => Kind::Leaves,
    }
}

/// The type of the struct's field.
pub(super) fn stored_type(context: &Context<'_>, field: &Field) -> TokenStream {
    let inner = base_type(context, field);
    match field.repeat {
        Repeat::Once if field.is_text() && field.is_argument() => inner,
        Repeat::Once => quote! { __v::Option<#inner> },
        Repeat::Many => quote! { __v::Vec<#inner> },
        Repeat::Numbered { .. } => quote! { __v::Vec<__v::Numbered<#inner>> },
    }
}

/// The type of an argument of `new`, and what is made of it.
pub(super) fn argument(context: &Context<'_>, field: &Field) -> (TokenStream, TokenStream) {
    let (name, accepted) = (ident(&field.rust), accepted_type(context, field));
    let value = quote! { #name };
    match field.repeat {
        Repeat::Once if field.is_text() => (accepted, converted(field, &value)),
        Repeat::Once => (accepted, quote! { __v::Some(#value) }),
        Repeat::Many | Repeat::Numbered { .. } => {
            let one = quote! { value };
            let one = converted(field, &one);
            let all = match field.repeat {
                Repeat::Numbered { from, .. } => {
                    let from = Literal::u32_unsuffixed(from);
                    quote! { __v::numbered(#from, #value, |value| #one) }
                }
                _ => quote! { __v::listed(#value, |value| #one) },
            };
            (quote! { impl __v::IntoIterator<Item = #accepted> }, all)
        }
    }
}

/// One setter, or of what comes several times one that adds one and one that adds all of several.
pub(super) fn setters(context: &Context<'_>, field: &Field, doc: &str) -> Vec<TokenStream> {
    let (name, accepted) = (ident(&field.rust), accepted_type(context, field));
    let value = converted(field, &quote! { value });
    if field.is_single() {
        if field.is_argument() {
            return Vec::new();
        }
        return vec![quote! {
            #[doc = #doc]
            pub fn #name(mut self, value: #accepted) -> Self {
                self.#name = __v::Some(#value);
                self
            }
        }];
    }
    let add = match field.repeat {
        Repeat::Numbered { from, .. } => {
            let from = Literal::u32_unsuffixed(from);
            quote! { __v::add_numbered(&mut self.#name, #from, #value); }
        }
        _ => quote! { self.#name.push(#value); },
    };
    let all = format_ident!("{}_all", field.rust.value);
    let adds_one = format!("Adds one. {doc}");
    let adds_all = format!("Adds all of these, as [`{0}`](Self::{0}) adds one.", field.rust.value);
    vec![
        quote! {
            #[doc = #adds_one]
            pub fn #name(mut self, value: #accepted) -> Self {
                #add
                self
            }
        },
        quote! {
            #[doc = #adds_all]
            pub fn #all(mut self, values: impl __v::IntoIterator<Item = #accepted>) -> Self {
                for value in values {
                    #add
                }
                self
            }
        },
    ]
}

fn converted(field: &Field, value: &TokenStream) -> TokenStream {
    if field.values.is_some() || field.group.is_some() {
        value.clone()
    } else {
        quote! { __v::Into::into(#value) }
    }
}

fn base_type(context: &Context<'_>, field: &Field) -> TokenStream {
    if let Some(group) = &field.group {
        let group = ident(&group.value);
        return quote! { #group };
    }
    match (context.enum_type(field), field.sensitivity) {
        (Some(name), _) => name,
        (None, Sensitivity::Open) => quote! { __v::Text },
        (None, _) => quote! { __v::Sensitive },
    }
}

/// What a caller may hand over: of an enum, its values alone, so that a slip in one does not compile.
fn accepted_type(context: &Context<'_>, field: &Field) -> TokenStream {
    let base = base_type(context, field);
    if field.values.is_some() || field.group.is_some() {
        base
    } else {
        quote! { impl __v::Into<#base> }
    }
}
