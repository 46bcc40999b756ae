//! `vcare spec explain`.

use serde_json::{Value, json};
use vcare_spec::Code;

use crate::args::{Args, Format, SpecExplain};
use crate::endpoint::did_you_mean;
use crate::exit::{Exit, Failure};
use crate::output;

pub fn run(args: &Args, explain: &SpecExplain) -> Result<Exit, Failure> {
    let codes = match &explain.code {
        Some(name) => vec![code(name)?],
        None => Code::all().collect(),
    };
    output::print(match args.output {
        Format::Json => output::json(&codes.iter().map(|code| data(*code)).collect::<Value>()),
        Format::Table if explain.code.is_some() => codes.iter().map(|code| code.explanation()).collect(),
        Format::Table => codes.iter().map(|code| format!("{}\n", title(*code))).collect(),
        Format::Xml => return Err(Failure::usage("spec explain has no XML to show: use --output table or json")),
    })?;
    Ok(Exit::Success)
}

/// The code as it is typed: `V014`, `v014`, `V14` or `14`.
fn code(name: &str) -> Result<Code, Failure> {
    let digits = name.trim().trim_start_matches(['V', 'v']);
    let number = digits.parse::<u16>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let full = number.map_or_else(|| name.trim().to_owned(), |number| format!("V{number:03}"));
    Code::parse(&full).ok_or_else(|| {
        let hint = did_you_mean(&full, Code::all().map(Code::as_str));
        Failure::usage(format!(
            "there is no code `{}`{hint}\n`vcare spec explain` lists them all",
            vcare_core::Shown::new(name)
        ))
    })
}

fn data(code: Code) -> Value {
    let title = title(code).trim_start_matches(code.as_str()).trim_start_matches(": ");
    json!({ "code": code.as_str(), "title": title, "explanation": code.explanation() })
}

/// `V002: Unknown key`, the heading of the explanation.
fn title(code: Code) -> &'static str {
    code.explanation().lines().next().unwrap_or_default().trim_start_matches("# ")
}
