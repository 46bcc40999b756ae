//! Everything that can be measured, side by side in one run: `cargo bench --bench ratios`.
//!
//! Prints one line for each figure, `name value`: ratios and counts alone, since those are the same on other machines.
//! With names of parts behind `--`, as in `cargo bench --bench ratios -- decode encode`, only those are measured.
//! `cargo bench --bench ratios -- chart` draws `docs/charts` anew: the times of one machine stand there alone.

mod call;
mod chart;
mod compile;
mod decode;
mod encode;
mod rounds;
mod same_values;

/// A name, and what measures and prints.
type Part = (&'static str, fn());

const PARTS: [Part; 5] = [
    ("decode", decode::measure),
    ("encode", encode::measure),
    ("call", call::measure),
    ("counted", counted),
    ("compile", compile::measure),
];

fn main() {
    // Cargo adds options of its own.
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if named == ["chart"] {
        return chart::draw();
    }
    for name in &named {
        assert!(PARTS.iter().any(|(part, _)| part == name), "there is no part `{name}`");
    }
    for (name, measure) in PARTS {
        if named.is_empty() || named.iter().any(|wanted| wanted == name) {
            measure();
        }
    }
}

/// Prints a figure.
pub(crate) fn figure(name: &str, value: f64) {
    println!("{name} {value:.3}");
}

/// Allocations and peaks are counted in a program of their own: counting costs time.
fn counted() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_counted")).output().expect("it was built with this");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    print!("{}", String::from_utf8_lossy(&output.stdout));
}
