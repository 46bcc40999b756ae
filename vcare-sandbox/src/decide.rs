//! Deciding what to answer.

use bytes::Bytes;
use vcare_api::{DecodeError, Text};
use vcare_core::codec::server::{ReceivedRequest, ReplyHead, write_reply};
use vcare_core::record::Record;
use vcare_core::schema::{ClientValue, EndpointSchema};

use crate::account::Account;
use crate::answer::Answer;
use crate::endpoints;
use crate::request::Request;
use crate::world::World;

/// Reads a request and answers it: credentials first, then the fields' rules, then the endpoint itself. A forced
/// status takes the place of the rest once the request could be read.
pub(crate) fn answer(
    schema: &'static EndpointSchema,
    body: &Bytes,
    account: &Account,
    world: &mut World,
    forced: Option<&str>,
) -> Result<Text, DecodeError> {
    let (received, record) = ReceivedRequest::read(schema, body)?;
    let answer = match forced {
        Some(code) => Answer::failure(code),
        None => decide(schema, &received, &*record, account, world),
    };
    let row = schema.status(&answer.code);
    let text = answer.text.as_deref().or(row.map(|row| row.description)).unwrap_or_default();
    let head = ReplyHead {
        vendor_id: received.credential(ClientValue::VendorId),
        reference_number: received.credential(ClientValue::ReferenceNumber),
        code: &answer.code,
        description: if answer.code == "00" { "SUCCESS" } else { "FAIL" },
        error_description: text,
    };
    Ok(write_reply(schema, &head, answer.response.as_deref()))
}

fn decide(
    schema: &'static EndpointSchema,
    received: &ReceivedRequest,
    record: &dyn Record,
    account: &Account,
    world: &mut World,
) -> Answer {
    for field in &schema.credentials {
        if let (Some(which), Some(code)) = (field.from, field.wrong)
            && !account.matches(which, received.credential(which))
        {
            return Answer::failure(code);
        }
    }
    // A rule whose status the documents do not name is not one that the vendor is known to check.
    let violation = received.violations(record).into_iter().find_map(|violation| Some((violation.status?, violation)));
    if let Some((row, violation)) = violation {
        return Answer::failure_saying(row.code, violation.server_text());
    }
    endpoints::answer(&Request { schema, record }, world)
}
