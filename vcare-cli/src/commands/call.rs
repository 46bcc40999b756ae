//! `vcare call`.

use std::time::Duration;

use vcare_api::{CallError, DynReply, Timeouts};
use vcare_sandbox::{Account, Sandbox};

use super::runtime;
use crate::args::{Args, Call, RequestToSend};
use crate::exit::{Exit, Failure};
use crate::output::{self, reply, violations};
use crate::{endpoint, fields, profile};

pub fn run(args: &Args, call: &Call) -> Result<Exit, Failure> {
    let RequestToSend { request, no_validate } = &call.to_send;
    let schema = endpoint::find(&request.endpoint)?;
    let record = fields::request(schema, request)?;
    runtime()?.block_on(async {
        // Lives as long as the call.
        let sandbox;
        let client = if args.sandbox {
            let started = Sandbox::new().account(Account::from_env()).start().await;
            sandbox = started.map_err(|error| Failure::other(error.to_string()))?;
            profile::sandbox_client(&sandbox, call)?
        } else {
            profile::vendor_client(args, call)?
        };
        let (timeout, attempts) = (call.timeout, call.attempts);
        let mut call = client.call_dyn(schema, &*record);
        if let Some(seconds) = timeout {
            call = call.timeouts(Timeouts::default().total(Duration::from_secs(seconds)));
        }
        if let Some(attempts) = attempts {
            call = call.attempts(attempts);
        }
        if let Some(number) = &request.reference_number {
            call = call.reference_number(number);
        }
        if request.allow_unlisted {
            call = call.allow_unlisted();
        }
        if *no_validate {
            call = call.skip_validation();
        }
        let reference_number = call.reference().to_owned();
        let result = tokio::select! {
            result = call => result,
            _ = tokio::signal::ctrl_c() => {
                let look = schema.advice().map_or(String::new(), |advice| format!("; {advice}"));
                let message = format!("interrupted: the outcome of {} (reference number {reference_number}) is unknown{look}", schema.name);
                return Err(Failure { exit: Exit::Unknown, message });
            }
        };
        match result {
            Ok(answer) => {
                // The call is done, whatever becomes of what is said about it.
                output::print(reply::render(&answer, args.output)).map_err(|failure| Failure {
                    message: format!("{} was carried out, but {}", schema.name, failure.message),
                    ..failure
                })?;
                Ok(Exit::Success)
            }
            Err(error) => {
                let exit = failed(args, &error);
                if matches!(error, CallError::Invalid(_)) && !args.sandbox {
                    profile::note_missing(schema, &*record);
                }
                exit
            }
        }
    })
}

fn failed(args: &Args, error: &CallError<DynReply>) -> Result<Exit, Failure> {
    match error {
        CallError::Rejected(answer) => output::print(reply::render(answer, args.output))?,
        CallError::Invalid(invalid) => {
            output::print(violations::render(invalid.schema, &invalid.violations, args.output))?;
        }
        _ => output::print(reply::show_failure(error, args.output))?,
    }
    if !matches!(error, CallError::Invalid(_)) {
        output::note(&format!("error: {}", output::chain(error)));
    }
    Ok(error.outcome().into())
}
