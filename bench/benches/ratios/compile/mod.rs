//! What compiling endpoints costs, beside the same messages as types with serde's derived code.
//!
//! A time is that of a whole `cargo` that compiles one crate and nothing else: what it depends on is there, and the
//! crate's file was touched. Incremental compilation is off, but where a change is what is measured.

mod cargo;
mod code;
mod dependencies;
mod touched;

use std::collections::BTreeMap;
use std::path::Path;

use vcare_bench::synthetic::{COUNTS, Synthetic};

use self::cargo::{Cargo, Way};
use super::figure;
use super::rounds::median;

/// How often vcare's crates and those of serde have a turn. A release build of serde's takes minutes.
const ROUNDS: [(Way, usize, usize); 3] = [(Way::Check, 5, 3), (Way::Debug, 3, 3), (Way::Release, 3, 1)];

/// Every crate's times in all rounds.
type Times = BTreeMap<String, Vec<f64>>;

pub fn measure() {
    let cargo = Cargo::new(synthetic());
    for (way, rounds, serde_rounds) in ROUNDS {
        let name = way.name();
        let times = times(&cargo, way, &["vcare-128", "serde-128", "vcare-32"], (rounds, serde_rounds));
        figure(&format!("compile_128_{name}_over_serde"), over(&times, "vcare-128", "serde-128"));
        figure(&format!("compile_growth_32_to_128_{name}"), over(&times, "vcare-128", "vcare-32"));
        if way == Way::Check {
            // Without what handing the tokens over to the compiler takes.
            let macro_times = (0..rounds).map(|_| cargo.time_of_program("expander-128")).collect();
            figure("compile_macro_share_of_check", median(macro_times) / median(times["vcare-128"].clone()));
        }
    }
    let code = |member| code::bytes(&cargo.library(member));
    figure("compile_128_code_bytes_over_serde", code("vcare-128") / code("serde-128"));
    touched::measure(&cargo);
    dependencies::measure();
}

fn synthetic() -> Synthetic {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the bench is a folder of the repository");
    Synthetic::write(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile"), repository).expect("it can be written")
}

fn times(cargo: &Cargo, way: Way, members: &[&str], (rounds, serde_rounds): (usize, usize)) -> Times {
    // What they depend on is built with the smallest, which also warm the caches.
    for member in ["vcare-8", "serde-8"] {
        cargo.time(way, member);
    }
    let mut times = Times::new();
    for round in 0..rounds {
        for member in members.iter().filter(|member| !member.starts_with("serde") || round < serde_rounds) {
            times.entry((*member).to_owned()).or_default().push(cargo.time(way, member));
        }
    }
    times
}

/// One's median over the other's. The crates took turns.
fn over(times: &Times, one: &str, other: &str) -> f64 {
    median(times[one].clone()) / median(times[other].clone())
}

/// What a chart of time against size shows: endpoints, seconds of a check with vcare, seconds with serde.
pub fn points() -> Vec<(u32, f64, f64)> {
    let members = COUNTS.map(|count| [format!("vcare-{count}"), format!("serde-{count}")]);
    let names: Vec<&str> = members.iter().flatten().map(String::as_str).collect();
    let times = times(&Cargo::new(synthetic()), Way::Check, &names, (3, 3));
    let seconds = |kind: &str, count: u32| median(times[&format!("{kind}-{count}")].clone());
    COUNTS.iter().map(|count| (*count, seconds("vcare", *count), seconds("serde", *count))).collect()
}
