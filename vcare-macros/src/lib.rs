//! The macro behind `vcare_api::endpoints!`. Use it through that crate.

mod expand;
mod input;

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;

use self::input::Input;

/// Makes the types of the endpoints in spec files. See `vcare_api::endpoints!`.
#[proc_macro]
pub fn endpoints(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let tokens = Input::parse(input.into()).and_then(|input| {
        let manifest_dir = std::env::var("CARGO_MANIFEST_DIR")
            .map_err(|_| compile_error("`endpoints!` works only under cargo: CARGO_MANIFEST_DIR is not set"))?;
        make(&input, &PathBuf::from(manifest_dir))
    });
    tokens.unwrap_or_else(|error| error).into()
}

/// What is wrong comes beside what is right: one bad file does not take the other endpoints away.
fn make(input: &Input, base: &Path) -> Result<TokenStream, TokenStream> {
    let paths: Vec<&str> = input.paths.iter().map(String::as_str).collect();
    let specs = vcare_spec::load(base, &paths).map_err(|error| compile_error(&error.to_string()))?;
    let errors: TokenStream = specs.rendered().map(|text| compile_error(&text)).collect();
    let files = specs.paths.iter().flatten().map(|path| path.to_string_lossy().into_owned());
    let endpoints = expand::expand(&input.root, input.own, &specs);
    Ok(quote! {
        #errors
        // The compiler remembers what it included, and so notices when a file changes.
        #(const _: &[u8] = ::core::include_bytes!(#files);)*
        #endpoints
    })
}

fn compile_error(message: &str) -> TokenStream {
    quote! { ::core::compile_error! { #message } }
}
