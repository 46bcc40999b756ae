//! The static schema: what the spec says, as bytes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use vcare_spec::model::Endpoint;

use super::{Context, ident};

pub(super) fn schema(context: &Context<'_>, endpoint: &Endpoint) -> TokenStream {
    let name = &endpoint.name.value;
    let request = ident(name);
    let title = format!("What the spec of `{name}` says.");
    let bytes = Literal::byte_string(&endpoint.schema(&context.specs.shared).to_bytes());
    quote! {
        #[doc = #title]
        pub static SCHEMA: __v::EndpointSchema = __v::EndpointSchema::__new(
            #name,
            #bytes,
            || __v::Box::new(#request::__blank()),
            || __v::Box::new(<Response as __v::Default>::default()),
        );
    }
}
