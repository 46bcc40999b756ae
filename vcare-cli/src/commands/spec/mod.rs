//! `vcare spec`: one module per command.

mod check;
mod compare;
mod expand;
mod explain;
mod import;
mod learn;
mod page;

use crate::args::{Args, Format, Spec, SpecArgs};
use crate::exit::{Exit, Failure};
use crate::output;

pub fn run(args: &Args, spec: &SpecArgs) -> Result<Exit, Failure> {
    if args.sandbox || spec.sandbox || args.base_url.is_some() || spec.base_url.is_some() {
        return Err(Failure::usage("the spec commands call no one: leave --sandbox and --base-url out"));
    }
    match &spec.spec {
        Spec::Check(check) => check::run(args, check),
        Spec::Explain(explain) => explain::run(args, explain),
        Spec::Expand(expand) => only_text(args, "expand", "Rust").and_then(|()| expand::run(expand)),
        Spec::Schema if args.output == Format::Xml => Err(Failure::usage("the schema is JSON: leave --output out")),
        Spec::Schema => output::print(vcare_spec::JSON_SCHEMA).map(|()| Exit::Success),
        Spec::Import(import) => only_text(args, "import", "TOML").and_then(|()| import::run(import)),
        Spec::Compare(compare) => compare::run(args, compare),
        Spec::Learn(learn) => learn::run(args, learn),
    }
}

/// For a command whose result has a form of its own.
fn only_text(args: &Args, command: &str, form: &str) -> Result<(), Failure> {
    match args.output {
        Format::Table => Ok(()),
        Format::Json | Format::Xml => Err(Failure::usage(format!("spec {command} shows {form}: leave --output out"))),
    }
}
