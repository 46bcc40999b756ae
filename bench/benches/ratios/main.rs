//! Everything that can be measured, side by side in one run: `cargo bench --bench ratios`.
//!
//! Prints one line for each figure, `name value`: ratios and counts alone, since those are the same on other machines.
//! `cargo bench --bench ratios -- chart` draws `docs/charts` anew instead: the times of one machine stand there alone.

mod call;
mod chart;
mod decode;
mod encode;
mod rounds;
mod same_values;

fn main() {
    if std::env::args().any(|argument| argument == "chart") {
        return chart::draw();
    }
    decode::measure();
    encode::measure();
    call::measure();
    counted();
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
