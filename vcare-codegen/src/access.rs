//! How a record's values are reached by index.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;

/// What a value is to those who read the schema.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Leaf,
    Leaves,
    Groups,
}

/// The bodies of `get` and `slot`. The arms of a kind stand in a `match` of their own: the compiler takes less time over
/// a place alone than over a call around each.
pub(super) fn access(names: &[Ident], kinds: &[Kind]) -> (TokenStream, TokenStream) {
    let arms = |kind| -> Vec<(usize, &Ident)> {
        names.iter().enumerate().zip(kinds).filter(|(_, found)| **found == kind).map(|(named, _)| named).collect()
    };
    let get = |kind| arm(&quote! { Value }, &quote! { & }, kind, &arms(kind));
    let slot = |kind| arm(&quote! { Slot }, &quote! { &mut }, kind, &arms(kind));
    let all = |of: &dyn Fn(Kind) -> Option<TokenStream>| {
        let others: Vec<_> = [Kind::Leaves, Kind::Groups].into_iter().filter_map(of).collect();
        let leaf = of(Kind::Leaf).unwrap_or_else(|| quote! { _ => __v::no_such_index(index), });
        quote! { match index { #(#others)* #leaf } }
    };
    (all(&get), all(&slot))
}

fn arm(of: &TokenStream, borrow: &TokenStream, kind: Kind, places: &[(usize, &Ident)]) -> Option<TokenStream> {
    let variant = ident(match kind {
        Kind::Leaf => "Leaf",
        Kind::Leaves => "Leaves",
        Kind::Groups => "Groups",
    });
    let (indices, names): (Vec<_>, Vec<_>) = places.iter().copied().unzip();
    let indices: Vec<_> = indices.into_iter().map(proc_macro2::Literal::usize_unsuffixed).collect();
    match kind {
        _ if places.is_empty() => None,
        Kind::Leaf => Some(quote! {
            _ => __v::#of::#variant(match index {
                #(#indices => #borrow self.#names,)*
                _ => __v::no_such_index(index),
            }),
        }),
        Kind::Leaves | Kind::Groups => Some(quote! { #(#indices => __v::#of::#variant(#borrow self.#names),)* }),
    }
}
