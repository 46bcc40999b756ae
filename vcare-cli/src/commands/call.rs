//! `vcare call`.

use vcare_api::schema::Effect;
use vcare_api::{CallError, DynReply};
use vcare_sandbox::{Account, Sandbox};

use super::runtime;
use crate::args::{Args, Request};
use crate::exit::{Exit, Failure};
use crate::output::{self, reply, violations};
use crate::{endpoint, fields, profile};

pub fn run(args: &Args, request: &Request) -> Result<Exit, Failure> {
    let schema = endpoint::find(&request.endpoint)?;
    let record = fields::request(schema, request)?;
    runtime()?.block_on(async {
        // Lives as long as the call.
        let sandbox;
        let client = if args.sandbox {
            let started = Sandbox::new().account(Account::from_env()).start().await;
            sandbox = started.map_err(|error| Failure::other(error.to_string()))?;
            profile::sandbox_client(&sandbox)?
        } else {
            profile::vendor_client(args)?
        };
        let mut call = client.call_dyn(schema, &*record);
        if let Some(number) = &request.reference_number {
            call = call.reference_number(number);
        }
        if request.allow_unlisted {
            call = call.allow_unlisted();
        }
        if request.no_validate {
            call = call.skip_validation();
        }
        let reference_number = call.reference().to_owned();
        let result = tokio::select! {
            result = call => result,
            _ = tokio::signal::ctrl_c() => {
                let look = match schema.effect {
                    Effect::Read => "",
                    Effect::Write => "; it may have been carried out: look at the account before sending it again",
                };
                let message = format!("interrupted: the outcome of {} (reference number {reference_number}) is unknown{look}", schema.name);
                return Err(Failure { exit: Exit::Unknown, message });
            }
        };
        match result {
            Ok(answer) => {
                output::print(&reply::show(&answer, args.output))?;
                Ok(Exit::Success)
            }
            Err(error) => failed(args, &error),
        }
    })
}

fn failed(args: &Args, error: &CallError<DynReply>) -> Result<Exit, Failure> {
    match error {
        CallError::Rejected(answer) => output::print(&reply::show(answer, args.output))?,
        CallError::Invalid(invalid) => {
            output::print(&violations::show(invalid.schema, &invalid.violations, args.output))?;
        }
        _ => output::print(&reply::show_failure(error, args.output))?,
    }
    if !matches!(error, CallError::Invalid(_)) {
        eprintln!("error: {error}");
    }
    Ok(error.outcome().into())
}
