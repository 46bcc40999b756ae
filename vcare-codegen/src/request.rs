//! The request struct, and the structures inside it.

mod field;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use vcare_spec::model::{Endpoint, Field};

use self::field::{argument, kind, setters, stored_type};
use super::access::{self, Kind};
use super::{Context, docs, ident};

pub(super) fn request(context: &Context<'_>, endpoint: &Endpoint) -> TokenStream {
    let name = ident(&endpoint.name.value);
    let doc = docs::request(context, endpoint);
    let fields: Vec<&Field> = endpoint.fields().collect();
    let names: Vec<_> = fields.iter().map(|field| ident(&field.rust)).collect();
    let parts = parts(context, "A request", &fields);
    let Parts { docs, types, new, blanks, setters } = &parts;
    let record = record(&name, &names, &fields);
    quote! {
        #[doc = #doc]
        #[non_exhaustive]
        pub struct #name {
            #(#[doc = #docs] pub #names: #types,)*
            extra: __v::Vec<__v::ExtraElement>,
        }

        impl #name {
            #new

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

/// The structures inside the request.
pub(super) fn groups(context: &Context<'_>, endpoint: &Endpoint) -> TokenStream {
    let groups = endpoint.request_groups.iter().enumerate().map(|(index, group)| {
        let name = ident(&group.name.value);
        let doc = docs::request_group(endpoint, group);
        let fields: Vec<&Field> = group.fields.iter().collect();
        let names: Vec<_> = fields.iter().map(|field| ident(&field.rust)).collect();
        let Parts { docs, types, new, blanks, setters } = parts(context, "A structure", &fields);
        let index = Literal::usize_unsuffixed(index);
        let (get, slot) = access::access(&names, &kinds(&fields));
        quote! {
            #[doc = #doc]
            #[non_exhaustive]
            pub struct #name {
                #(#[doc = #docs] pub #names: #types,)*
            }

            impl #name {
                #new

                fn __blank() -> Self {
                    Self { #(#names: #blanks,)* }
                }

                #(#setters)*
            }

            impl __v::Record for #name {
                fn layout(&self) -> __v::Layout {
                    __v::Layout::request_group(&SCHEMA, #index)
                }

                fn get(&self, index: usize) -> __v::Value<'_> {
                    #get
                }

                fn slot(&mut self, index: usize) -> __v::Slot<'_> {
                    #slot
                }
            }

            impl __v::Blank for #name {
                fn blank() -> Self {
                    Self::__blank()
                }
            }

            __v::record! { #name, #name::__blank() }
        }
    });
    groups.collect()
}

/// What requests and the structures inside them are made of.
struct Parts {
    docs: Vec<String>,
    types: Vec<TokenStream>,
    new: TokenStream,
    blanks: Vec<TokenStream>,
    setters: Vec<TokenStream>,
}

fn parts(context: &Context<'_>, what: &str, fields: &[&Field]) -> Parts {
    let docs: Vec<_> = fields.iter().map(|field| docs::field(field)).collect();
    let arguments: Vec<_> = fields.iter().copied().filter(|field| field.is_argument()).collect();
    let made = arguments.iter().map(|field| argument(context, field));
    let (names, (types, values)): (Vec<_>, (Vec<_>, Vec<_>)) =
        arguments.iter().map(|field| ident(&field.rust)).zip(made).unzip();
    let doc = docs::constructor(what, &arguments);
    let new = quote! {
        #[doc = #doc]
        pub fn new(#(#names: #types),*) -> Self {
            let mut __made = Self::__blank();
            #(__made.#names = #values;)*
            __made
        }
    };
    let blanks = fields.iter().map(|field| match kind(field) {
        Kind::Leaf if field.is_argument() => quote! { __v::Default::default() },
        Kind::Groups if field.is_single() => quote! { __v::None },
        Kind::Leaf => quote! { __v::None },
        Kind::Leaves | Kind::Groups => quote! { __v::Vec::new() },
    });
    Parts {
        types: fields.iter().map(|field| stored_type(context, field)).collect(),
        new,
        blanks: blanks.collect(),
        setters: fields.iter().zip(&docs).flat_map(|(field, doc)| setters(context, field, doc)).collect(),
        docs,
    }
}

fn kinds(fields: &[&Field]) -> Vec<Kind> {
    fields.iter().map(|field| kind(field)).collect()
}

/// How the schema's readers reach its values.
fn record(name: &Ident, names: &[Ident], fields: &[&Field]) -> TokenStream {
    let extra = quote! {
        fn extra(&self) -> &[__v::ExtraElement] {
            &self.extra
        }

        fn add_extra(&mut self, element: __v::ExtraElement) {
            self.extra.push(element);
        }
    };
    if !fields.iter().all(|field| field.is_text()) {
        let (get, slot) = access::access(names, &kinds(fields));
        return quote! {
            impl __v::Record for #name {
                fn layout(&self) -> __v::Layout {
                    __v::Layout::Request(&SCHEMA)
                }

                fn get(&self, index: usize) -> __v::Value<'_> {
                    #get
                }

                fn slot(&mut self, index: usize) -> __v::Slot<'_> {
                    #slot
                }

                #extra
            }
        };
    }
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

            #extra
        }
    }
}
