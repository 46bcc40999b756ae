//! Any text as a spec: each mistake is told, whatever it is.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let specs = vcare_spec::load_bytes("fuzz.toml", file.to_vec(), None);
    let messages: Vec<String> = specs.rendered().collect();
    assert!(!specs.endpoints.is_empty() || !messages.is_empty(), "neither an endpoint nor a mistake");
});
