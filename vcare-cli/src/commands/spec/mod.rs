//! `vcare spec`: one module per command.

mod check;
mod expand;
mod explain;

use crate::args::{Args, Spec};
use crate::exit::{Exit, Failure};

pub fn run(args: &Args, spec: &Spec) -> Result<Exit, Failure> {
    match spec {
        Spec::Check(check) => check::run(args, check),
        Spec::Explain(explain) => explain::run(explain),
        Spec::Expand(expand) => expand::run(expand),
    }
}
