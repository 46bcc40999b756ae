//! Any bytes as a page of the vendor's: a draft is made of it, or the reason why not is told. The draft is TOML.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vcare_spec::model::Shared;

static SHARED: LazyLock<Shared> = LazyLock::new(|| vcare_spec::load_bytes("", Vec::new(), None).shared);

fuzz_target!(|bytes: &[u8]| {
    match vcare_pages::read(bytes) {
        Ok(page) => {
            let draft = vcare_pages::draft(&page, &SHARED);
            let specs = vcare_spec::load_bytes("draft.toml", draft.into_bytes(), None);
            let syntax = specs.diagnostics.iter().find(|found| found.code == vcare_spec::Code::Syntax);
            assert!(syntax.is_none(), "the draft is no TOML");
            if let [spec] = specs.endpoints.as_slice() {
                drop(format!("{:?}", vcare_pages::compare(&page, spec, &specs.shared)));
            }
        }
        Err(error) => drop(error.to_string()),
    }
});
