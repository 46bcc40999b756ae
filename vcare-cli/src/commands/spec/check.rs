//! `vcare spec check`.

use std::path::Path;

use serde_json::{Value, json};
use vcare_spec::Specs;

use super::page;
use crate::args::{Args, Format, SpecCheck};
use crate::exit::{Exit, Failure};
use crate::output;

pub fn run(args: &Args, check: &SpecCheck) -> Result<Exit, Failure> {
    let paths: Vec<&str> = check.files.iter().map(String::as_str).collect();
    let specs = match paths[..] {
        ["-"] => vcare_spec::load_bytes("standard input", page::bytes("-")?, page::shared_here()),
        _ if paths.contains(&"-") => {
            return Err(Failure::usage("standard input, `-`, is checked by itself: leave the other files out"));
        }
        _ => vcare_spec::load(Path::new(""), &paths).map_err(|error| Failure::other(error.to_string()))?,
    };
    let text = match args.output {
        Format::Table => text(&specs),
        Format::Json => output::json(&data(&specs)),
        Format::Xml => return Err(Failure::usage("spec check has no XML to show: use --output table or json")),
    };
    output::print(text)?;
    Ok(if specs.diagnostics.is_empty() { Exit::Success } else { Exit::Other })
}

fn text(specs: &Specs) -> String {
    let mut out: String = specs.rendered().map(|text| format!("error: {text}\n\n")).collect();
    // The first file is what all endpoints share.
    let files = specs.files.len() - 1;
    let end = |count: usize| if count == 1 { "" } else { "s" };
    out.push_str(&match specs.diagnostics.len() {
        0 => format!("{files} spec{} without mistakes\n", end(files)),
        count => format!("{count} mistake{} in {files} spec{}\n", end(count), end(files)),
    });
    for (name, path) in oddly_named(specs) {
        out.push_str(&format!("note: {path} holds {name}: specs are looked for in a file of that name, {name}.toml\n"));
    }
    let marks: usize = specs.files.iter().map(|file| file.text.matches("# check:").count()).sum();
    if marks > 0 {
        out.push_str(&format!("{marks} `# check:` mark{} left to see to\n", end(marks)));
    }
    out
}

/// Endpoints whose file has another name. It does no harm, but nobody finds them.
fn oddly_named(specs: &Specs) -> impl Iterator<Item = (&str, &str)> {
    specs.endpoints.iter().filter_map(|endpoint| {
        let file = endpoint.name.place.file;
        let stem = specs.paths[file].as_ref()?.file_stem()?;
        let name = endpoint.name.value.as_str();
        (stem != name).then_some((name, specs.files[file].path.as_str()))
    })
}

fn data(specs: &Specs) -> Value {
    let mistakes: Vec<Value> = specs
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let file = &specs.files[diagnostic.place.file];
            let (line, column) = file.line_and_column(diagnostic.place.start);
            let also = diagnostic.also.iter().map(|place| {
                let file = &specs.files[place.file];
                json!({ "file": file.path, "line": file.line_and_column(place.start).0 })
            });
            json!({
                "code": diagnostic.code.as_str(),
                "file": file.path,
                "line": line,
                "column": column,
                "message": diagnostic.message,
                "expected": diagnostic.label,
                "help": diagnostic.help,
                "also": also.collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({ "files": specs.files.iter().skip(1).map(|file| &file.path).collect::<Vec<_>>(), "mistakes": mistakes })
}
