//! How a record's values are reached by index.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// What a value is to those who read the schema.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Leaf,
    Leaves,
    Groups,
}

/// The bodies of what gives a request's leaf and the place of one.
pub(super) fn leaves(names: &[Ident]) -> (TokenStream, TokenStream) {
    let places: Vec<(usize, &Ident)> = names.iter().enumerate().collect();
    (leaf(&quote! { & }, &places), leaf(&quote! { &mut }, &places))
}

/// The bodies of `get` and `slot` of a structure.
pub(super) fn access(names: &[Ident], kinds: &[Kind]) -> (TokenStream, TokenStream) {
    let of_kind = |kind| -> Vec<(usize, &Ident)> {
        names.iter().enumerate().zip(kinds).filter(|(_, found)| **found == kind).map(|(named, _)| named).collect()
    };
    let (leaves, lists, groups) = (of_kind(Kind::Leaf), of_kind(Kind::Leaves), of_kind(Kind::Groups));
    let body = |of: &TokenStream, borrow: &TokenStream| {
        let arms = |variant: &TokenStream, places: &[(usize, &Ident)]| -> TokenStream {
            let arm = |(index, name): &(usize, &Ident)| {
                let index = Literal::usize_unsuffixed(*index);
                quote! { #index => __v::#of::#variant(#borrow self.#name), }
            };
            places.iter().map(arm).collect()
        };
        let (lists, groups) = (arms(&quote! { Leaves }, &lists), arms(&quote! { Groups }, &groups));
        let rest = if leaves.is_empty() {
            quote! { __v::no_such_index(index) }
        } else {
            let leaf = leaf(borrow, &leaves);
            quote! { __v::#of::Leaf(#leaf) }
        };
        quote! { match index { #lists #groups _ => #rest, } }
    };
    (body(&quote! { Value }, &quote! { & }), body(&quote! { Slot }, &quote! { &mut }))
}

/// A `match` with nothing but places: the compiler takes less time over these than over a call around each.
fn leaf(borrow: &TokenStream, places: &[(usize, &Ident)]) -> TokenStream {
    let arms = places.iter().map(|(index, name)| {
        let index = Literal::usize_unsuffixed(*index);
        quote! { #index => #borrow self.#name, }
    });
    quote! { match index { #(#arms)* _ => __v::no_such_index(index), } }
}
