//! What an answer says of the call it should belong to.

use super::attempt::AttemptError;
use crate::error::UnknownReason;
use crate::reply::SUCCESS;
use crate::transport::Incoming;
use vcare_core::codec::{RawReply, Repair, RepairKind, ReplyLimits, decode};
use vcare_core::record::Record;
use vcare_core::schema::EndpointSchema;

/// Reads an answer. Only a status code tells what the server did.
pub(super) fn read(
    schema: &'static EndpointSchema,
    reference_number: &str,
    incoming: &Incoming,
    limits: ReplyLimits,
    response: &mut dyn Record,
) -> Result<RawReply, AttemptError> {
    let unknown = |reason| Err(AttemptError::Unknown(reason));
    let fine = (200..300).contains(&incoming.http_status);
    let mut raw = match decode::reply(schema, &incoming.body, response, limits) {
        Ok(raw) => raw,
        Err(_) if !fine => return unknown(UnknownReason::HttpStatus(incoming.http_status)),
        Err(error) => return unknown(UnknownReason::Unreadable(error)),
    };
    if raw.reference_number.is_empty() {
        let path = schema.envelope.response_root.to_owned();
        raw.repairs.push(Repair { kind: RepairKind::NoReferenceNumber, path, line: 1, column: 1, times: 1 });
    } else if *raw.reference_number != *reference_number.trim() {
        return unknown(UnknownReason::OtherReferenceNumber);
    }
    match (raw.code == SUCCESS, fine) {
        (true, true) => Ok(raw),
        // Success under an HTTP status of failure contradicts itself.
        (true, false) => unknown(UnknownReason::HttpStatus(incoming.http_status)),
        (false, _) => Err(AttemptError::Rejected(Box::new(raw))),
    }
}
