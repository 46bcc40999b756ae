//! `vcare spec compare`.

use std::ffi::OsStr;
use std::path::Path;

use serde_json::{Value, json};
use vcare_pages::Difference;

use super::page;
use crate::args::{Args, Format, SpecCompare};
use crate::exit::{Exit, Failure};
use crate::output::{self, tables};

pub fn run(args: &Args, compare: &SpecCompare) -> Result<Exit, Failure> {
    if args.output == Format::Xml {
        return Err(Failure::usage("spec compare has no XML to show: use --output table or json"));
    }
    let page = if Path::new(&compare.page).extension() == Some(OsStr::new("toml")) {
        let (other, shared) = page::spec(&compare.page)?;
        vcare_pages::page_of(&other, &shared)
    } else {
        page::page(&compare.page)?
    };
    let (spec, shared) = page::spec(&compare.spec)?;
    let differences = vcare_pages::compare(&page, &spec, &shared);
    output::print(&match args.output {
        Format::Json => output::json(&data(compare, &spec.name.value, &differences)),
        Format::Table | Format::Xml => text(&differences),
    })?;
    Ok(if differences.is_empty() { Exit::Success } else { Exit::Other })
}

fn text(differences: &[Difference]) -> String {
    if differences.is_empty() {
        return "the spec says what the page says\n".to_owned();
    }
    // A blank at an end tells something, and cannot be seen.
    let shown = |text: &str| if text.trim() == text { text.to_owned() } else { format!("{text:?}") };
    let rows = differences.iter().map(|difference| {
        vec![
            difference.part.as_str().to_owned(),
            difference.row.clone(),
            format!("{} {}", difference.kind.as_str(), if difference.what == "row" { "it" } else { difference.what }),
            shown(&difference.page),
            shown(&difference.spec),
        ]
    });
    let table = tables::table(&["in", "row", "the spec", "the page says", "the spec says"], rows);
    let end = if differences.len() == 1 { "" } else { "s" };
    format!("{table}{} difference{end}\n", differences.len())
}

fn data(compare: &SpecCompare, endpoint: &str, differences: &[Difference]) -> Value {
    let differences: Vec<Value> = differences
        .iter()
        .map(|difference| {
            json!({
                "part": difference.part.as_str(),
                "row": difference.row,
                "the_spec": difference.kind.as_str(),
                "what": difference.what,
                "page": difference.page,
                "spec": difference.spec,
            })
        })
        .collect();
    json!({ "endpoint": endpoint, "page": compare.page, "spec": compare.spec, "differences": differences })
}
