//! What stands between the macro's braces.

use proc_macro2::{TokenStream, TokenTree};

use crate::compile_error;

/// `root, own | theirs, "path", …`. The first two come from the macro's wrapper in `vcare_api`.
pub(crate) struct Input {
    /// Path of the runtime crate.
    pub(crate) root: TokenStream,
    /// Whether this is the runtime crate's own call, which also makes what all endpoints share.
    pub(crate) own: bool,
    /// The files and folders, from the calling crate's folder.
    pub(crate) paths: Vec<String>,
}

impl Input {
    pub(crate) fn parse(tokens: TokenStream) -> Result<Self, TokenStream> {
        let mut parts: Vec<Vec<TokenTree>> = vec![Vec::new()];
        for token in tokens {
            match &token {
                TokenTree::Punct(punct) if punct.as_char() == ',' => parts.push(Vec::new()),
                _ => parts.last_mut().expect("starts with one part").push(token),
            }
        }
        parts.retain(|part| !part.is_empty());
        let mut parts = parts.into_iter();
        let (Some(root), Some(mode)) = (parts.next(), parts.next()) else {
            return Err(compile_error("call this macro as `vcare_api::endpoints!`"));
        };
        let own = mode.first().is_some_and(|token| token.to_string() == "own");
        let paths = parts.map(|part| string(&part)).collect::<Result<Vec<_>, _>>()?;
        if paths.is_empty() {
            return Err(compile_error("expected the path of a spec file or of a folder of them, as in \"spec\""));
        }
        Ok(Self { root: root.into_iter().collect(), own, paths })
    }
}

/// A plain string literal. Macros hand literals on inside invisible groups.
fn string(tokens: &[TokenTree]) -> Result<String, TokenStream> {
    let literal = match tokens {
        [TokenTree::Group(group)] => return string(&group.stream().into_iter().collect::<Vec<_>>()),
        [TokenTree::Literal(literal)] => literal.to_string(),
        _ => String::new(),
    };
    let text = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match text {
        Some(text) if !text.contains('\\') => Ok(text.to_owned()),
        _ => Err(compile_error("expected a path as a plain string, as in \"spec/AddDataTopup.toml\"")),
    }
}
