//! `vcare decode`.

use std::io::Read;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use vcare_api::schema::EndpointSchema;
use vcare_api::{DynReply, ENDPOINTS};

use crate::args::{Args, Decode};
use crate::endpoint;
use crate::exit::{Exit, Failure};
use crate::output::{self, reply};

pub fn run(args: &Args, decode: &Decode) -> Result<Exit, Failure> {
    let (schema, file) = what(decode)?;
    let body = read(file.as_deref())?;
    let schema = match schema {
        Some(schema) => schema,
        None => tell(&body)?,
    };
    let answer = DynReply::read(schema, body).map_err(unreadable)?;
    output::print(&reply::show(&answer, args.output))?;
    Ok(if answer.is_success() { Exit::Success } else { Exit::Rejected })
}

/// One argument is an endpoint if there is one of that name, else a file.
fn what(decode: &Decode) -> Result<(Option<&'static EndpointSchema>, Option<PathBuf>), Failure> {
    match (&decode.first, &decode.second) {
        (Some(name), Some(file)) => Ok((Some(endpoint::find(name)?), Some(file.clone()))),
        (Some(one), None) => match endpoint::known(one) {
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
                .map_err(|error| Failure::other(format!("cannot read {}: {error}", path.display())))?;
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
fn tell(body: &Bytes) -> Result<&'static EndpointSchema, Failure> {
    let any = ENDPOINTS.first().ok_or_else(|| Failure::other("no endpoints are built in"))?;
    let name = vcare_api::reply_name(body, any).map_err(unreadable)?;
    let Some(name) = name else {
        return Err(Failure { exit: Exit::Unknown, message: "the reply names no endpoint".to_owned() });
    };
    endpoint::known(&name).ok_or_else(|| {
        let message = format!("the reply is for `{name}`, which no spec describes");
        Failure { exit: Exit::Unknown, message }
    })
}

#[allow(clippy::needless_pass_by_value)] // as `map_err` hands it over
fn unreadable(error: vcare_api::DecodeError) -> Failure {
    Failure { exit: Exit::Unknown, message: error.to_string() }
}
