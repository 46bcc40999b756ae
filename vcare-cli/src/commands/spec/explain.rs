//! `vcare spec explain`.

use vcare_spec::Code;

use crate::args::SpecExplain;
use crate::endpoint::did_you_mean;
use crate::exit::{Exit, Failure};
use crate::output;

pub fn run(explain: &SpecExplain) -> Result<Exit, Failure> {
    let Some(name) = &explain.code else {
        let list: String = Code::all().map(|code| format!("{}\n", title(code))).collect();
        output::print(list)?;
        return Ok(Exit::Success);
    };
    let code = Code::parse(name.trim()).ok_or_else(|| {
        let hint = did_you_mean(name, Code::all().map(Code::as_str));
        Failure::usage(format!("there is no code `{name}`{hint}\n`vcare spec explain` lists them all"))
    })?;
    output::print(code.explanation())?;
    Ok(Exit::Success)
}

/// `V002: Unknown key`, the heading of the explanation.
fn title(code: Code) -> &'static str {
    code.explanation().lines().next().unwrap_or_default().trim_start_matches("# ")
}
