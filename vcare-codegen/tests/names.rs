//! The spec's reader knows the names at the root of `vcare_api`: an endpoint called so would not compile there.

use std::fs;
use std::path::Path;

use syn::{Item, UseTree};
use vcare_spec::Code;

fn names(tree: &UseTree, out: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => names(&path.tree, out),
        UseTree::Name(name) => out.push(name.ident.to_string()),
        UseTree::Rename(rename) => out.push(rename.rename.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, out)),
        UseTree::Glob(_) => panic!("what a `*` brings cannot be told from the file"),
    }
}

/// `yes_no` → `YesNo`: the endpoint that would get this module.
fn endpoint(name: &str) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    name.split('_').filter(|part| !part.is_empty()).map(capital).collect()
}

#[test]
fn no_endpoint_is_called_as_something_of_the_sdk() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vcare-api/src/lib.rs");
    let root = syn::parse_file(&fs::read_to_string(root).expect("the crate stands beside this one"));
    let mut taken = Vec::new();
    for item in root.expect("it is Rust").items {
        match item {
            Item::Mod(module) => taken.push(module.ident.to_string()),
            Item::ExternCrate(named) => taken.extend(named.rename.map(|(_, name)| name.to_string())),
            Item::Use(used) => names(&used.tree, &mut taken),
            _ => {}
        }
    }
    taken.retain(|name| !name.starts_with("__"));
    assert!(taken.len() > 35, "{taken:?}");
    for name in taken {
        let spec = format!(
            "name = \"{}\"\neffect = \"read\"\nsummary = \"Is called so.\"\n\
             [request.DEMO]\nCODE = {{ need = \"optional\", doc = \"A code.\" }}\n[response]\n[status]\n00 = \"shared\"\n",
            endpoint(&name)
        );
        let found = vcare_spec::load_bytes("Demo.toml", spec.into_bytes(), None).diagnostics;
        assert!(found.iter().any(|found| found.code == Code::NameClash), "{name} can be an endpoint: {found:?}");
    }
}
