//! What stands between the macro's braces.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::{Error, Parse, ParseStream, Result};
use syn::{Ident, LitStr, Token};

const EXAMPLE: &str = "vcare_api::endpoints! { \"spec/AddDataTopup.toml\" }";

/// `root, own | theirs, "path", …`. The first two come from the macro's wrapper in `vcare_api`.
pub(crate) struct Input {
    /// Path of the runtime crate.
    pub(crate) root: TokenStream,
    /// Whether this is the runtime crate's own call, which also makes what all endpoints share.
    pub(crate) own: bool,
    /// The files and folders, from the calling crate's folder.
    pub(crate) paths: Vec<LitStr>,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut root = input.parse::<Option<Token![::]>>()?.into_token_stream();
        input.parse::<Ident>()?.to_tokens(&mut root);
        input.parse::<Token![,]>()?;
        let own = input.parse::<Ident>()? == "own";
        input.parse::<Token![,]>()?;
        if input.is_empty() {
            let needs = format!("expected the path of a spec file or of a folder of them, as in `{EXAMPLE}`");
            return Err(Error::new(Span::call_site(), needs));
        }
        let paths = input.parse_terminated(path, Token![,])?.into_iter().collect();
        Ok(Self { root, own, paths })
    }
}

impl Input {
    /// Where the path stands that led to a file; the whole call for a file that it does not name.
    pub(crate) fn span(&self, file: &str) -> Span {
        let leads = |path: &&LitStr| {
            let path = path.value();
            let below = file.strip_prefix(path.trim_end_matches('/'));
            file == path || below.is_some_and(|rest| rest.starts_with('/'))
        };
        self.paths.iter().find(leads).map_or_else(Span::call_site, LitStr::span)
    }
}

fn path(input: ParseStream<'_>) -> Result<LitStr> {
    if !input.peek(LitStr) {
        return Err(input.error(format!("expected a path in quotes, as in `{EXAMPLE}`")));
    }
    let literal: LitStr = input.parse()?;
    if literal.value().is_empty() {
        return Err(Error::new(literal.span(), "expected the path of a spec file or of a folder of them"));
    }
    if !literal.suffix().is_empty() {
        return Err(Error::new(literal.span(), format!("expected a path without `{}` behind it", literal.suffix())));
    }
    Ok(literal)
}
