//! `vcare sandbox`.

use std::fmt::Write;

use vcare_sandbox::{Account, Forced, RunningSandbox, Sandbox, Seed, StartError};

use super::runtime;
use crate::args::SandboxArgs;
use crate::endpoint;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::signals::Signals;

pub fn run(args: &SandboxArgs) -> Result<Exit, Failure> {
    if !args.listen.ip().is_loopback() {
        return Err(Failure::usage("the sandbox is for this machine: give a loopback address, as 127.0.0.1:8080"));
    }
    let mut sandbox = Sandbox::new().account(Account::from_env()).listen(args.listen);
    if let Some(path) = &args.seed {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::other(format!("cannot read {}: {error}", output::path(path))))?;
        let seed = Seed::parse(&text).map_err(|error| Failure::usage(format!("{}: {error}", output::path(path))))?;
        sandbox = sandbox.seed(seed);
    }
    for name in &args.allow_host {
        sandbox = sandbox.allow_host(name);
    }
    for argument in &args.answer {
        let Some((name, answer)) = argument.split_once('=') else {
            return Err(Failure::usage("give --answer as ENDPOINT=CODE or ENDPOINT=FAULT"));
        };
        let forced: Forced = answer.parse().map_err(|error| Failure::usage(format!("--answer: {error}")))?;
        sandbox = sandbox.force(endpoint::find(name)?.name, forced);
    }
    runtime()?.block_on(async {
        let running = sandbox.start().await.map_err(|error| match error {
            StartError::HostName { .. } => Failure::usage(format!("--allow-host: {error}")),
            error => Failure::other(error.to_string()),
        })?;
        let mut signals = Signals::listen().map_err(|error| Failure::other(format!("cannot start: {error}")))?;
        output::print(greeting(&running))?;
        tokio::select! {
            () = running.run() => Err(Failure::other("the sandbox stopped")),
            () = signals.next() => Ok(Exit::Success),
        }
    })
}

/// The address, and the account where it is made up. What came from the environment is not shown.
fn greeting(running: &RunningSandbox) -> String {
    let mut out = format!("The sandbox answers at {0}\n\nexport VCARE_BASE_URL={0}\n", running.base_url());
    for (variable, value) in running.account().demo_values() {
        // Writing to a `String` does not fail.
        let _ = writeln!(out, "export {variable}={value}");
    }
    if std::env::var_os("VCARE_AGENT_ID").is_none() {
        out.push_str("export VCARE_AGENT_ID=demo-agent\n");
    }
    out.push_str("\nCtrl-C stops it.\n");
    out
}
