//! A crate that gives its own meaning to names that Rust has by default.

#![allow(dead_code, unused_macros)]

macro_rules! only_a_name {
    ($($name:ident)*) => {
        $(macro_rules! $name { () => {}; })*
    };
}

only_a_name! {
    assert assert_eq compile_error concat env file format include include_bytes include_str matches panic stringify
    unreachable vec write
}

mod alloc {}
mod core {}
mod std {}
mod serde {}
mod vcare_macros {}

trait Clone {}
trait Debug {}
trait Default {}
trait From {}
trait Hash {}
trait Into {}
trait PartialEq {}

mod vendor {
    #![allow(non_camel_case_types)]

    struct Box;
    struct Option;
    struct Result;
    struct String;
    struct Vec;
    struct Some;
    struct None;
    struct Ok;
    struct str;
    struct u8;
    struct usize;

    vcare_api::endpoints! { "specs/Names.toml" }
}

fn main() {
    use vcare_api::{Endpoint, StatusCode};
    use vendor::names::{Kind, Names, Response, Status};

    let request = Names::new("5551234567").kind(Kind::Selfish).self_("x").source(vcare_api::Source::Api);
    if !request.validate().is_empty() || vendor::ENDPOINTS.len() != 1 || request.kind != Some(Kind::Selfish) {
        unreachable_here("the request is right");
    }
    let mut response = <Response as ::core::default::Default>::default();
    response.into = Some(vcare_api::Text::from_static("a text"));
    if response != ::core::clone::Clone::clone(&response) || Status::from_code("702".into()) != Status::None {
        unreachable_here("a copy is the same, and a code has its status");
    }
}

fn unreachable_here(what: &str) -> ! {
    ::core::panic!("{what}")
}
