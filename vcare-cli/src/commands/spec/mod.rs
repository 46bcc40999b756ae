//! `vcare spec`: one module per command.

mod check;
mod compare;
mod import;
mod page;

use crate::args::{Args, Spec};
use crate::exit::{Exit, Failure};

pub fn run(args: &Args, spec: &Spec) -> Result<Exit, Failure> {
    match spec {
        Spec::Check(check) => check::run(args, check),
        Spec::Import(import) => import::run(import),
        Spec::Compare(compare) => compare::run(args, compare),
    }
}
