//! `vcare call`.

use std::time::Duration;

use vcare_api::{CallError, DynReply, Timeouts};
use vcare_sandbox::{Account, Sandbox};

use super::runtime;
use crate::args::{Args, Call, RequestToSend};
use crate::exit::{Exit, Failure};
use crate::output::{self, example, reply, violations};
use crate::save::Received;
use crate::signals::Signals;
use crate::{endpoint, fields, profile};

pub fn run(args: &Args, call: &Call) -> Result<Exit, Failure> {
    let RequestToSend { request, no_validate } = &call.to_send;
    let schema = endpoint::find(&request.endpoint)?;
    let record = fields::request_to_send(schema, &call.to_send)?;
    runtime()?.block_on(async {
        // Lives as long as the call.
        let sandbox;
        let received = Received::default();
        let client = if args.sandbox {
            let started = Sandbox::new().account(Account::from_env()).start().await;
            sandbox = started.map_err(|error| Failure::other(error.to_string()))?;
            profile::sandbox_client(&sandbox, call, &received)?
        } else {
            profile::vendor_client(args, call, &received)?
        };
        let (timeout, attempts, save) = (call.timeout, call.attempts, call.save.as_deref());
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
        let mut signals = Signals::listen().map_err(|error| Failure::other(format!("cannot start: {error}")))?;
        let result = call.cancel_on(signals.next()).await;
        if let Some(folder) = save {
            received.write(folder, schema.name, &reference_number);
        }
        let (text, exit, outcome) = match &result {
            Ok(answer) => {
                let outcome = format!("{} (reference number {reference_number}) was carried out", schema.name);
                (reply::render(answer, args), Exit::Success, outcome)
            }
            Err(error) => (failed(error, args), error.outcome().into(), output::chain(error)),
        };
        let written = written(text, &mut signals).await;
        match (&result, written) {
            // The violations have been listed.
            (Err(CallError::Invalid(_)) | Ok(_), Ok(())) => {}
            (Err(error), Ok(())) => {
                output::note(&format!("error: {outcome}"));
                if let Some(command) = confirming_command(error) {
                    output::note(&format!("to find out: {command}"));
                }
            }
            // What became of the call is not hidden by what becomes of the text.
            (_, Err(reason)) => output::note(&format!("{outcome}; cannot write to standard output: {reason}")),
        }
        if let Err(CallError::Invalid(invalid)) = &result {
            fields::secrets::note_missing(schema, &invalid.violations);
            if !args.sandbox {
                profile::note_missing(schema, &*record);
            }
        }
        Ok(exit)
    })
}

/// The command that tells whether a write of unknown outcome was carried out.
fn confirming_command(error: &CallError<DynReply>) -> Option<String> {
    let CallError::Unknown(unknown) = error else { return None };
    let confirmation = unknown.confirmation.as_ref()?;
    let fields = confirmation.fields.iter().map(|(wire, value)| example::argument(wire, value.expose()));
    Some(format!("vcare call {} {}", confirmation.endpoint, fields.collect::<Vec<_>>().join(" ")))
}

/// What is written to standard output about a call that failed.
fn failed(error: &CallError<DynReply>, args: &Args) -> Vec<u8> {
    let format = args.output;
    match error {
        CallError::Rejected(answer) => reply::render(answer, args),
        CallError::Invalid(invalid) => violations::render(invalid.schema, &invalid.violations, format).into_bytes(),
        _ => reply::render_failure(error, format).into_bytes(),
    }
}

/// Writes to standard output until a signal comes: a reader that does not read must not keep the command from ending.
async fn written(text: Vec<u8>, signals: &mut Signals) -> std::io::Result<()> {
    let (tell, written) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || tell.send(output::write(text)));
    tokio::select! {
        written = written => written.unwrap_or_else(|gone| Err(std::io::Error::other(gone))),
        () = signals.next() => Err(std::io::ErrorKind::Interrupted.into()),
    }
}
