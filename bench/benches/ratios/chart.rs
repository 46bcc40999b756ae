//! The charts in `docs/charts`.

use std::fs;
use std::path::Path;

use vcare_api::GetPlanService;
use vcare_bench::chart::{self, Series};
use vcare_bench::documents;

use super::rounds::seconds;
use super::{compile, decode};

/// Plans in a reply.
const PLANS: [u16; 5] = [1, 10, 100, 1_000, 10_000];

/// Draws times against sizes.
pub fn draw() {
    decoding();
    compiling();
}

/// The time that a check takes against the number of endpoints.
fn compiling() {
    let points = compile::points();
    let line = |name: &str, of: fn(&(u32, f64, f64)) -> f64| Series {
        name: name.to_owned(),
        points: points.iter().map(|point| (point.0.into(), of(point))).collect(),
    };
    let series = [line("vcare", |point| point.1), line("serde", |point| point.2)];
    write("compile.svg", &chart::draw("cargo check of a crate with so many endpoints", "endpoints", &series));
}

/// The time that a reply takes against its size.
fn decoding() {
    let mut series: Vec<Series> = Vec::new();
    for plans in PLANS {
        let document = documents::plans(plans.into());
        decode::everyone::<GetPlanService>(&document, |contestants| {
            let times = seconds(contestants);
            series.resize_with(contestants.len(), || Series { name: String::new(), points: Vec::new() });
            for ((series, contestant), time) in series.iter_mut().zip(contestants).zip(times) {
                contestant.name.clone_into(&mut series.name);
                series.points.push((plans.into(), time));
            }
        });
    }
    write("decode.svg", &chart::draw("Reading a reply of GetPlanService", "plans in the reply", &series));
}

fn write(name: &str, chart: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/charts");
    fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(name), chart)).expect("docs/charts can be written");
}
