//! The macro behind `vcare_api::endpoints!`. Use it through that crate.

mod input;

use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse_macro_input;
use vcare_spec::Specs;

use self::input::Input;

/// Makes the types of the endpoints in spec files. See `vcare_api::endpoints!`.
#[proc_macro]
pub fn endpoints(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as Input);
    // Without cargo, paths are taken from where the compiler was started.
    let base = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    make(&input, &base).into()
}

/// What is wrong comes beside what is right: one bad file does not take the other endpoints away.
fn make(input: &Input, base: &Path) -> TokenStream {
    let texts: Vec<String> = input.paths.iter().map(syn::LitStr::value).collect();
    let paths: Vec<&str> = texts.iter().map(String::as_str).collect();
    // Without specs there is still the empty list of endpoints: one error is enough.
    let (specs, unread) = match vcare_spec::load(base, &paths) {
        Ok(specs) => (specs, None),
        Err(error) => (Specs::default(), Some(compile_error(input.span(&error.path), &error))),
    };
    let unwatched = paths.iter().filter(|path| base.join(path).is_dir() && !has_build_script()).map(|path| {
        let message = format!(
            "`{path}` is a folder, and nothing tells cargo to look again when a file is added to it: \
             name its files one by one, or add a build.rs with\n\n\
             fn main() {{\n    println!(\"cargo::rerun-if-changed={path}\");\n}}"
        );
        compile_error(input.span(path), &message)
    });
    let mistakes = specs.diagnostics.iter().map(|diagnostic| {
        let span = input.span(&specs.files[diagnostic.place.file].path);
        compile_error(span, &diagnostic.render(&specs.files))
    });
    let errors: TokenStream = mistakes.chain(unread).chain(unwatched).collect();
    let files = specs.paths.iter().flatten().map(|path| path.to_string_lossy().into_owned());
    let root = &input.root;
    let endpoints = vcare_codegen::expand(root, input.own, &specs);
    quote! {
        #errors
        // The compiler remembers what it included, and so notices when a file changes.
        #(const _: &[#root::__private::u8] = #root::__private::include_bytes!(#files);)*
        #endpoints
    }
}

/// Cargo gives a crate this folder when it has a build script. What the script watches, only its author knows.
fn has_build_script() -> bool {
    std::env::var_os("OUT_DIR").is_some()
}

fn compile_error(span: Span, message: &impl std::fmt::Display) -> TokenStream {
    syn::Error::new(span, message).into_compile_error()
}
