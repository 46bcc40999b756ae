//! `vcare spec expand`.

use std::path::Path;

use quote::quote;

use crate::args::SpecExpand;
use crate::exit::{Exit, Failure};
use crate::output;

pub fn run(expand: &SpecExpand) -> Result<Exit, Failure> {
    let specs = vcare_spec::load(Path::new(""), &[&expand.file]).map_err(|error| Failure::other(error.to_string()))?;
    if !specs.diagnostics.is_empty() {
        let text: Vec<String> = specs.rendered().collect();
        return Err(Failure::other(text.join("\n\nerror: ")));
    }
    let root = quote! { ::vcare_api };
    let tokens = vcare_codegen::expand(&root, false, &specs);
    let file: syn::File = syn::parse2(tokens)
        .map_err(|error| Failure::other(format!("the expansion is no Rust, which is a mistake of vcare's: {error}")))?;
    output::print(prettyplease::unparse(&file))?;
    Ok(Exit::Success)
}
