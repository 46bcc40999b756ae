//! The `vcare` command.

mod args;
mod commands;
mod endpoint;
mod exit;
mod fields;
mod output;
mod profile;
mod save;
mod signals;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command};
use self::exit::{Exit, Failure};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return misused(&error),
    };
    let result = run(&args);
    let exit = result.unwrap_or_else(|failure| {
        output::note(&format!("error: {}", failure.message));
        failure.exit
    });
    exit.into()
}

/// Says what is wrong with the arguments, or shows the help that they ask for.
fn misused(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    // An argument can hold anything; what is harmless is shown in colours.
    if vcare_core::shown_lines(&text) == text {
        error.exit();
    }
    output::note(text.trim_end());
    Exit::Usage.into()
}

fn run(args: &Args) -> Result<Exit, Failure> {
    profile::check_variables()?;
    match &args.command {
        Command::Call(call) => commands::call::run(args, call),
        Command::Check(check) => commands::check::run(args, check),
        Command::Encode(encode) => commands::encode::run(args, encode),
        Command::Decode(decode) => commands::decode::run(args, decode),
        Command::Describe(describe) => commands::describe::run(args, describe),
        Command::Sandbox(sandbox) => commands::sandbox::run(sandbox),
        Command::Spec(spec) => commands::spec::run(args, spec),
    }
}
