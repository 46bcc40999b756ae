//! What an answer says of the call it should belong to.

use std::time::Instant;

use vcare_core::codec::{RawReply, ReadOptions, Repair, RepairKind, ReplyLimits, decode};
use vcare_core::record::Record;
use vcare_core::schema::{Effect, EndpointSchema};

use super::attempt::AttemptError;
use super::retry_after::asked_wait;
use crate::error::UnknownReason;
use crate::transport::{Incoming, TransportError};

/// Reads the answer to a call. Only a status code tells what the server did, and only in a whole reply to this call.
pub(super) struct Reader<'a> {
    pub(super) schema: &'static EndpointSchema,
    pub(super) effect: Effect,
    pub(super) reference_number: &'a str,
    pub(super) limits: ReplyLimits,
    /// When the call has to be over.
    pub(super) deadline: Instant,
    /// Whether a reply to a write can be without a reference number.
    pub(super) accept_unnumbered: bool,
}

/// Which call a reply belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    ThisCall,
    OtherCall,
    /// It has no reference number.
    NotSaid,
}

impl Reader<'_> {
    pub(super) fn read(&self, incoming: &Incoming, response: &mut dyn Record) -> Result<RawReply, AttemptError> {
        let schema = self.schema;
        let options = self.options().content_type(incoming.content_type.as_deref());
        let (mut raw, error) = decode::salvage(schema, &incoming.body, response, options);
        let owner = self.owner(&raw);
        let has_failed = !(200..300).contains(&incoming.http_status);
        let reason = match error {
            Some(_) if has_failed => Some(UnknownReason::HttpStatus(incoming.http_status)),
            Some(error) => Some(UnknownReason::Unreadable(error)),
            None if owner == Owner::OtherCall => Some(UnknownReason::OtherReferenceNumber),
            // Sent by a confused server or proxy, it can arrive just as the next write goes out.
            None if owner == Owner::NotSaid && self.effect == Effect::Write && !self.accept_unnumbered => {
                Some(UnknownReason::NoReferenceNumber)
            }
            // Success under an HTTP status of failure contradicts itself.
            None if schema.is_success(&raw.code) && has_failed => Some(UnknownReason::HttpStatus(incoming.http_status)),
            None => None,
        };
        if let Some(reason) = reason {
            let http_status = incoming.http_status;
            return Err(AttemptError::Unknown {
                reason: reason.into(),
                is_in_own_words: true,
                http_status: Some(http_status),
                status_code: status_code(&raw, owner),
                retry_after: asked_wait(http_status, incoming.retry_after.as_deref()),
            });
        }
        raw.sent_reference_number = match owner {
            Owner::ThisCall => raw.reference_number.clone(),
            _ => self.reference_number.trim().into(),
        };
        if owner == Owner::NotSaid {
            let path = schema.envelope.response_root.to_owned();
            raw.repairs.push(Repair { kind: RepairKind::NoReferenceNumber, path, line: 1, column: 1, times: 1 });
        }
        if schema.is_success(&raw.code) { Ok(raw) } else { Err(AttemptError::Rejected(Box::new(raw))) }
    }

    /// The error of a reply that broke off, with the status code in the part that came.
    pub(super) fn broken_off(&self, mut error: TransportError) -> AttemptError {
        let (part, content_type) = (error.part.take(), error.content_type.take());
        let mut error = AttemptError::from(error);
        if let (AttemptError::Unknown { status_code: told, .. }, Some(part)) = (&mut error, part) {
            let mut response = (self.schema.new_response)();
            let options = self.options().content_type(content_type.as_deref());
            let (raw, _) = decode::salvage(self.schema, &part, &mut *response, options);
            *told = status_code(&raw, self.owner(&raw));
        }
        error
    }

    fn options(&self) -> ReadOptions<'static> {
        ReadOptions::from(self.limits).deadline(self.deadline)
    }

    fn owner(&self, raw: &RawReply) -> Owner {
        match raw.reference_number.as_str() {
            "" => Owner::NotSaid,
            number if number == self.reference_number.trim() => Owner::ThisCall,
            _ => Owner::OtherCall,
        }
    }
}

/// The code to tell of a reply that cannot count, unless it is certainly another call's.
fn status_code(raw: &RawReply, owner: Owner) -> Option<vcare_core::Text> {
    (owner != Owner::OtherCall && !raw.code.is_empty()).then(|| raw.code.clone())
}
