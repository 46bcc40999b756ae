//! The request struct.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use vcare_spec::model::{Endpoint, Field, Sensitivity};

use super::{Context, access, docs, ident};

pub(super) fn request(context: &Context<'_>, endpoint: &Endpoint) -> TokenStream {
    let name = ident(&endpoint.name.value);
    let doc = docs::request(context, endpoint);
    let fields: Vec<&Field> = endpoint.fields().collect();
    let names: Vec<_> = fields.iter().map(|field| ident(&field.rust)).collect();
    let docs: Vec<_> = fields.iter().map(|field| docs::field(field)).collect();
    let types = fields.iter().map(|field| {
        let base = base_type(context, field);
        if field.is_argument() {
            base
        } else {
            quote! { __v::Option<#base> }
        }
    });

    let arguments: Vec<_> = fields.iter().filter(|field| field.is_argument()).collect();
    let argument_names: Vec<_> = arguments.iter().map(|field| ident(&field.rust)).collect();
    let argument_values = arguments.iter().map(|field| {
        let name = ident(&field.rust);
        if field.values.is_some() {
            quote! { #name }
        } else {
            quote! { __v::Into::into(#name) }
        }
    });
    let argument_types = arguments.iter().map(|field| accepted_type(context, field));
    let new_doc = docs::constructor(&arguments);

    let setters = fields.iter().zip(&docs).filter(|(field, _)| !field.is_argument()).map(|(field, doc)| {
        let (name, accepted) = (ident(&field.rust), accepted_type(context, field));
        let value = if field.values.is_some() {
            quote! { value }
        } else {
            quote! { __v::Into::into(value) }
        };
        quote! {
            #[doc = #doc]
            pub fn #name(mut self, value: #accepted) -> Self {
                self.#name = __v::Some(#value);
                self
            }
        }
    });
    let record = record(&name, &names);
    let blanks = fields.iter().map(|field| {
        if field.is_argument() {
            quote! { __v::Default::default() }
        } else {
            quote! { __v::None }
        }
    });

    quote! {
        #[doc = #doc]
        #[non_exhaustive]
        pub struct #name {
            #(#[doc = #docs] pub #names: #types,)*
            extra: __v::Vec<__v::ExtraElement>,
        }

        impl #name {
            #[doc = #new_doc]
            pub fn new(#(#argument_names: #argument_types),*) -> Self {
                let mut __made = Self::__blank();
                #(__made.#argument_names = #argument_values;)*
                __made
            }

            fn __blank() -> Self {
                Self { #(#names: #blanks,)* extra: __v::Vec::new() }
            }

            #(#setters)*

            /// Adds an element that the spec does not name, at the end of the first block.
            pub fn element(mut self, name: impl __v::Into<__v::Text>, value: impl __v::Into<__v::Sensitive>) -> Self {
                self.extra.push(__v::ExtraElement { block: __v::None, name: __v::Into::into(name), value: __v::Into::into(value) });
                self
            }
        }

        #record

        __v::record! { #name, #name::__blank() }

        impl __v::Endpoint for #name {
            type Response = Response;
            type Status = Status;
            const SCHEMA: &'static __v::EndpointSchema = &SCHEMA;
        }
    }
}

/// How the schema's readers reach its values.
fn record(name: &Ident, names: &[Ident]) -> TokenStream {
    let (leaf, slot) = access::leaves(names);
    quote! {
        impl #name {
            fn __leaf(&self, index: usize) -> &dyn __v::Leaf {
                #leaf
            }
        }

        impl __v::Record for #name {
            fn layout(&self) -> __v::Layout {
                __v::Layout::Request(&SCHEMA)
            }

            fn get(&self, index: usize) -> __v::Value<'_> {
                __v::Value::Leaf(self.__leaf(index))
            }

            fn leaf(&self, index: usize) -> __v::Option<&dyn __v::Leaf> {
                __v::Some(self.__leaf(index))
            }

            fn slot(&mut self, index: usize) -> __v::Slot<'_> {
                __v::Slot::Leaf(#slot)
            }

            fn extra(&self) -> &[__v::ExtraElement] {
                &self.extra
            }

            fn add_extra(&mut self, element: __v::ExtraElement) {
                self.extra.push(element);
            }
        }
    }
}

fn base_type(context: &Context<'_>, field: &Field) -> TokenStream {
    match (context.enum_type(field), field.sensitivity) {
        (Some(name), _) => name,
        (None, Sensitivity::Open) => quote! { __v::Text },
        (None, _) => quote! { __v::Sensitive },
    }
}

/// What a caller may hand over: of an enum, its values alone, so that a slip in one does not compile.
fn accepted_type(context: &Context<'_>, field: &Field) -> TokenStream {
    let base = base_type(context, field);
    if field.values.is_some() {
        base
    } else {
        quote! { impl __v::Into<#base> }
    }
}
