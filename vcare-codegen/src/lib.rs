//! From the checked model to Rust. Nothing here decides anything: it writes down what the spec says.
//!
//! Its interface serves the other vcare crates of the same version, and no one else.

mod access;
mod docs;
mod request;
mod response;
mod rows;
mod schema;
mod status;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use vcare_spec::Specs;
use vcare_spec::model::{Endpoint, Field, Values};

/// One module per endpoint, and a list of them all. `root` is the path of the runtime crate; its own call, which also
/// makes what all endpoints share, is `own`.
pub fn expand(root: &TokenStream, own: bool, specs: &Specs) -> TokenStream {
    let context = Context { root, own, specs };
    let modules = specs.endpoints.iter().map(|endpoint| context.module(endpoint));
    let shared = own.then(|| context.shared_enums());
    // Without an endpoint nobody would use it.
    let envelope = (!specs.endpoints.is_empty()).then(|| schema::envelope(root, &specs.shared));
    let requests = specs.endpoints.iter().map(|endpoint| {
        let (module, name) = (ident(&endpoint.module), ident(&endpoint.name.value));
        quote! { #[doc(inline)] pub use self::#module::#name; }
    });
    let schemas = specs.endpoints.iter().map(|endpoint| {
        let module = ident(&endpoint.module);
        quote! { &self::#module::SCHEMA }
    });
    quote! {
        #shared
        #envelope
        #(#modules)*
        #(#requests)*
        /// The endpoints made here, sorted by name.
        pub static ENDPOINTS: &[&#root::schema::EndpointSchema] = &[#(#schemas),*];
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
        let enums = endpoint.fields().filter(|field| !field.shared).filter_map(|field| self.value_enum(field));
        let response = response::response(endpoint);
        let status = status::status(endpoint);
        let schema = schema::schema(endpoint);
        quote! {
            #[doc = #doc]
            pub mod #name {
                #[allow(unused_imports)]
                use #root::__private as __v;
                #request
                #(#enums)*
                #response
                #status
                #schema
            }
        }
    }

    /// The enums of fields in `vcare.toml`, made once, beside the modules.
    fn shared_enums(&self) -> TokenStream {
        self.specs.shared.fields.iter().filter_map(|field| self.value_enum(field)).collect()
    }

    fn value_enum(&self, field: &Field) -> Option<TokenStream> {
        let Values { type_name, list } = field.values.as_ref()?;
        let name = ident(type_name.as_ref()?);
        let root = self.root;
        let doc = format!("Values of `{}`. {}", field.wire.value, field.doc);
        let rows = list.iter().map(|value| {
            let (variant, wire) = (ident(&value.variant), &value.wire.value);
            quote! { #variant = #wire, }
        });
        Some(quote! { #root::__choice! { #[doc = #doc] #name { #(#rows)* } } })
    }

    /// The type of a field's enum, as seen from inside an endpoint's module.
    fn enum_type(&self, field: &Field) -> Option<TokenStream> {
        let root = self.root;
        Some(match &field.values.as_ref()?.type_name {
            None => quote! { #root::YesNo },
            Some(name) => {
                let name = ident(name);
                if field.shared {
                    quote! { #root::#name }
                } else {
                    quote! { #name }
                }
            }
        })
    }
}

fn ident(text: &str) -> Ident {
    Ident::new(text, Span::call_site())
}
