//! `vcare decode`.

use std::io::Read;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use vcare_api::{DecodeError, DecodeErrorKind, DynReply, ENDPOINTS};
use vcare_core::schema::EndpointSchema;

use crate::args::{Args, Decode};
use crate::endpoint;
use crate::exit::{Exit, Failure};
use crate::output::{self, reply};

pub fn run(args: &Args, decode: &Decode) -> Result<Exit, Failure> {
    let (schema, file) = what(decode)?;
    let body = read(file.as_deref())?;
    let schema = match schema {
        Some(schema) => schema,
        None => tell(args, &body)?,
    };
    let (answer, error) = DynReply::salvage(schema, body);
    if let Some(error) = error {
        // Without a status code a reply tells nothing of what was done, but it was read, and nothing of it is lost.
        return match error.kind {
            DecodeErrorKind::NoStatusCode | DecodeErrorKind::BlankStatusCode => {
                output::print(reply::render(&answer, args))?;
                Err(Failure { exit: Exit::Unknown, message: error.to_string() })
            }
            _ => Err(unreadable(args, Some(schema.name), &error)?),
        };
    }
    output::print(reply::render(&answer, args))?;
    Ok(if answer.is_success() { Exit::Success } else { Exit::Rejected })
}

/// One argument is an endpoint if there is one of that name, else a file.
fn what(decode: &Decode) -> Result<(Option<&'static EndpointSchema>, Option<PathBuf>), Failure> {
    match (&decode.first, &decode.second) {
        (Some(name), Some(file)) => Ok((Some(endpoint::find(name)?), Some(file.clone()))),
        (Some(one), None) => match endpoint::by_name(one) {
            Some(schema) => Ok((Some(schema), None)),
            None => Ok((None, Some(PathBuf::from(one)))),
        },
        (None, _) => Ok((None, None)),
    }
}

fn read(file: Option<&Path>) -> Result<Bytes, Failure> {
    let mut body = Vec::new();
    match file {
        Some(path) if path != Path::new("-") => {
            body = std::fs::read(path)
                .map_err(|error| Failure::other(format!("cannot read {}: {error}", output::path(path))))?;
        }
        _ => {
            std::io::stdin()
                .read_to_end(&mut body)
                .map_err(|error| Failure::other(format!("cannot read standard input: {error}")))?;
        }
    }
    Ok(body.into())
}

/// The endpoint that the reply names.
fn tell(args: &Args, body: &Bytes) -> Result<&'static EndpointSchema, Failure> {
    let any = ENDPOINTS.first().ok_or_else(|| Failure::other("no endpoints are built in"))?;
    let name = match vcare_core::codec::decode::reply_name(&any.envelope, body) {
        Ok(name) => name,
        Err(error) => return Err(unreadable(args, None, &error)?),
    };
    let Some(name) = name else {
        return Err(Failure { exit: Exit::Unknown, message: "the reply names no endpoint".to_owned() });
    };
    endpoint::by_name(&name).ok_or_else(|| {
        let message = format!("the reply is for `{}`, which no spec describes", vcare_core::Shown::new(&name));
        Failure { exit: Exit::Unknown, message }
    })
}

fn unreadable(args: &Args, endpoint: Option<&str>, error: &DecodeError) -> Result<Failure, Failure> {
    output::print(reply::render_unreadable(endpoint, error, args.output))?;
    Ok(Failure { exit: Exit::Unknown, message: error.to_string() })
}
