//! `vcare spec`: one module per command.

mod check;

use crate::args::{Args, Spec};
use crate::exit::{Exit, Failure};

pub fn run(args: &Args, spec: &Spec) -> Result<Exit, Failure> {
    match spec {
        Spec::Check(check) => check::run(args, check),
    }
}
