//! `vcare spec`: one module per command.

mod check;
mod compare;
mod expand;
mod explain;
mod import;
mod page;

use crate::args::{Args, Spec};
use crate::exit::{Exit, Failure};
use crate::output;

pub fn run(args: &Args, spec: &Spec) -> Result<Exit, Failure> {
    match spec {
        Spec::Check(check) => check::run(args, check),
        Spec::Explain(explain) => explain::run(explain),
        Spec::Expand(expand) => expand::run(expand),
        Spec::Schema => output::print(vcare_spec::JSON_SCHEMA).map(|()| Exit::Success),
        Spec::Import(import) => import::run(import),
        Spec::Compare(compare) => compare::run(args, compare),
    }
}
