//! From the checked model to Rust. Nothing here decides anything: it writes down what the spec says.
//!
//! Its interface serves the other vcare crates of the same version, and no one else.

mod access;
mod docs;
mod request;
mod response;
mod schema;
mod status;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use vcare_spec::Specs;
use vcare_spec::model::{Endpoint, Field, Values};

/// One module per endpoint, and a list of them all. `root` is the path of the runtime crate; its own call, which also
/// makes what all endpoints share, is `own`.
///
/// The crate around it may have types and macros of any name, and the call may stand in a function. So what is made
/// here names the runtime crate's things by their full path, and its own without `self::` or `super::`, which do not
/// lead to what stands in a function.
pub fn expand(root: &TokenStream, own: bool, specs: &Specs) -> TokenStream {
    let context = Context { root, own, specs };
    let contents = specs.endpoints.iter().map(|endpoint| context.module(endpoint));
    let shared = own.then(|| context.shared());
    let modules: Vec<_> = specs.endpoints.iter().map(|endpoint| ident(&endpoint.module)).collect();
    let names = specs.endpoints.iter().map(|endpoint| ident(&endpoint.name.value));
    quote! {
        #shared
        #(#contents)*
        #(#[doc(inline)] pub use #modules::#names;)*
        /// The endpoints made here, sorted by name.
        pub static ENDPOINTS: &[&#root::EndpointSchema] = &[#(&#modules::SCHEMA),*];
    }
}

/// What every part of the expansion needs to know.
struct Context<'a> {
    root: &'a TokenStream,
    own: bool,
    specs: &'a Specs,
}

impl Context<'_> {
    fn module(&self, endpoint: &Endpoint) -> TokenStream {
        let root = self.root;
        let name = ident(&endpoint.module);
        let doc = docs::module(endpoint);
        let request = request::request(self, endpoint);
        let groups = request::groups(self, endpoint);
        let enums = endpoint.all_fields().filter(|field| !field.shared_values).filter_map(value_enum);
        let response = response::response(endpoint);
        let status = status::status(endpoint);
        let schema = schema::schema(self, endpoint);
        quote! {
            #[doc = #doc]
            pub mod #name {
                use #root::__private as __v;
                #request
                #groups
                #(#enums)*
                #response
                #status
                #schema
            }
        }
    }

    /// The enums of the fields in `vcare.toml`, generated once.
    fn shared(&self) -> TokenStream {
        let root = self.root;
        let enums = self.specs.shared.fields.iter().filter_map(value_enum);
        quote! {
            use #root::__private as __v;
            #(#enums)*
        }
    }

    /// The type of a field's enum, as seen from inside an endpoint's module.
    fn enum_type(&self, field: &Field) -> Option<TokenStream> {
        let root = self.root;
        Some(match &field.values.as_ref()?.type_name {
            None => quote! { #root::YesNo },
            Some(name) => {
                let name = ident(name);
                if field.shared_values {
                    quote! { #root::#name }
                } else {
                    quote! { #name }
                }
            }
        })
    }
}

fn value_enum(field: &Field) -> Option<TokenStream> {
    let Values { type_name, list, .. } = field.values.as_ref()?;
    let name = ident(type_name.as_ref()?);
    let doc = format!("Values of `{}`. {}", field.wire.value, field.doc);
    let rows = list.iter().map(|value| {
        let (variant, wire) = (ident(&value.variant), &value.wire.value);
        quote! { #variant = #wire, }
    });
    Some(quote! { __v::choice! { #[doc = #doc] #name { #(#rows)* } } })
}

fn ident(text: &str) -> Ident {
    Ident::new(text, Span::call_site())
}
