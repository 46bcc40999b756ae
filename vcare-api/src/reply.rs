//! What comes back from a call.

use std::fmt;

use bytes::Bytes;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use vcare_core::StatusCode;
use vcare_core::codec::decode;
use vcare_core::codec::{DecodeError, RawReply, Repair, ReplyLimits, UnknownElement};

use crate::endpoint::Endpoint;
use vcare_core::Text;
use vcare_core::codec::{Told, kinds};
use vcare_core::record::Record;
use vcare_core::schema::{EndpointSchema, StatusRow};
use vcare_core::{JsonRecord, SecretValues};

/// A server's answer to a call, with its status and all that came with it.
pub struct Reply<E: Endpoint> {
    /// The status.
    pub status: E::Status,
    /// `SUCCESS`, `FAIL`, or what else the server writes there.
    pub description: Text,
    /// What went wrong, in the server's words.
    pub error_description: Text,
    /// The reference number of the call, as the reply has it; empty if it has none.
    pub reference_number: Text,
    /// The reference number that the request was sent with. Empty for a reply that was [read](Self::read) by itself.
    pub sent_reference_number: Text,
    /// The vendor ID that the server repeats.
    pub vendor_id: Text,
    /// The endpoint's own elements.
    pub response: E::Response,
    /// Elements, attributes and texts that the spec does not name.
    pub unknown_elements: Vec<UnknownElement>,
    /// What was not as it should be, and was read all the same.
    pub repairs: Vec<Repair>,
    body: Bytes,
    secrets: SecretValues,
}

impl<E: Endpoint> Reply<E> {
    /// Reads a reply of this endpoint, whatever its status.
    pub fn read(body: impl Into<Bytes>) -> Result<Self, DecodeError> {
        E::__read(&body.into())
    }

    // Beside whoever calls it, for the same reason as `Endpoint::__read`.
    #[inline]
    pub(crate) fn from_raw(raw: RawReply, response: E::Response) -> Self {
        Self {
            status: E::Status::from_code(raw.code),
            description: raw.description,
            error_description: raw.error_description,
            reference_number: raw.reference_number,
            sent_reference_number: raw.sent_reference_number,
            vendor_id: raw.vendor_id,
            response,
            unknown_elements: raw.unknown_elements,
            repairs: raw.repairs,
            body: raw.body,
            secrets: raw.secrets,
        }
    }

    /// Whether the server did what it was asked to. Only the status code tells.
    pub fn is_success(&self) -> bool {
        E::SCHEMA.is_success(self.status.code())
    }

    /// What the vendor's page advises for this status; empty for one that it does not list.
    pub fn resolution(&self) -> &'static str {
        self.status.row().map_or("", |row| row.resolution)
    }

    pub(crate) fn secrets(&self) -> &SecretValues {
        &self.secrets
    }

    /// The reply as it was received.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

impl<E: Endpoint> fmt::Debug for Reply<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (told, code) = (Told::new(E::SCHEMA, &self.secrets), self.status.code());
        let mut out = f.debug_struct("Reply");
        match self.status.row() {
            Some(_) => out.field("status", &self.status),
            None => out.field("status", &told.code(code)),
        };
        out.field("description", &told.words(code, &self.description))
            .field("error_description", &told.words(code, &self.error_description))
            .field("reference_number", &told.cut(&self.reference_number))
            .field("sent_reference_number", &told.cut(&self.sent_reference_number))
            .field("response", &told.record(&self.response))
            .field("unknown_elements", &told.paths(self.unknown_elements.iter().map(|it| &*it.path)))
            .field("repairs", &kinds(&self.repairs))
            .finish_non_exhaustive()
    }
}

impl<E: Endpoint> Clone for Reply<E> {
    fn clone(&self) -> Self {
        Self {
            status: self.status.clone(),
            description: self.description.clone(),
            error_description: self.error_description.clone(),
            reference_number: self.reference_number.clone(),
            sent_reference_number: self.sent_reference_number.clone(),
            vendor_id: self.vendor_id.clone(),
            response: self.response.clone(),
            unknown_elements: self.unknown_elements.clone(),
            repairs: self.repairs.clone(),
            body: self.body.clone(),
            secrets: self.secrets.clone(),
        }
    }
}

impl<E: Endpoint> Serialize for Reply<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ReplyData {
            schema: E::SCHEMA,
            code: self.status.code(),
            description: &self.description,
            error_description: &self.error_description,
            reference_number: &self.reference_number,
            sent_reference_number: &self.sent_reference_number,
            vendor_id: &self.vendor_id,
            response: &self.response,
            unknown_elements: &self.unknown_elements,
            repairs: &self.repairs,
        }
        .serialize(serializer)
    }
}

/// A reply of an endpoint that is known only at run time.
///
/// It has what [`Reply`] has; its response is reached through [`Record`], or as JSON.
pub struct DynReply {
    /// The endpoint.
    pub schema: &'static EndpointSchema,
    /// Status and surroundings.
    pub raw: RawReply,
    /// The endpoint's own elements.
    pub response: Box<dyn Record>,
}

impl DynReply {
    /// Reads a reply of this endpoint, whatever its status.
    pub fn read(schema: &'static EndpointSchema, body: impl Into<Bytes>) -> Result<Self, DecodeError> {
        let mut response = (schema.new_response)();
        let raw = decode::reply(schema, &body.into(), &mut *response, ReplyLimits::default())?;
        Ok(Self { schema, raw, response })
    }

    /// Reads as much as can be read of what is meant as a reply of this endpoint, for a person to look at.
    ///
    /// With an error, what stood in front of it is there; without a status code, everything is. Such a reply tells
    /// nothing of what the server did.
    pub fn salvage(schema: &'static EndpointSchema, body: impl Into<Bytes>) -> (Self, Option<DecodeError>) {
        let mut response = (schema.new_response)();
        let (raw, error) = decode::salvage(schema, &body.into(), &mut *response, ReplyLimits::default());
        (Self { schema, raw, response }, error)
    }

    /// Whether the server did what it was asked to. Only the status code tells.
    pub fn is_success(&self) -> bool {
        self.schema.is_success(&self.raw.code)
    }

    /// What the spec says of the status; `None` for a code that it does not list.
    pub fn row(&self) -> Option<&'static StatusRow> {
        self.schema.status(&self.raw.code)
    }
}

impl fmt::Debug for DynReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynReply").field("endpoint", &self.schema.name).field("raw", &self.raw).finish_non_exhaustive()
    }
}

impl Serialize for DynReply {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ReplyData {
            schema: self.schema,
            code: &self.raw.code,
            description: &self.raw.description,
            error_description: &self.raw.error_description,
            reference_number: &self.raw.reference_number,
            sent_reference_number: &self.raw.sent_reference_number,
            vendor_id: &self.raw.vendor_id,
            response: &*self.response,
            unknown_elements: &self.raw.unknown_elements,
            repairs: &self.raw.repairs,
        }
        .serialize(serializer)
    }
}

/// A reply as JSON.
struct ReplyData<'a> {
    schema: &'static EndpointSchema,
    code: &'a str,
    description: &'a str,
    error_description: &'a str,
    reference_number: &'a str,
    sent_reference_number: &'a str,
    vendor_id: &'a str,
    response: &'a dyn Record,
    unknown_elements: &'a [UnknownElement],
    repairs: &'a [Repair],
}

impl Serialize for ReplyData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("endpoint", self.schema.name)?;
        out.serialize_entry(
            "outcome",
            match self.code {
                "" => "unknown",
                code if self.schema.is_success(code) => "accepted",
                _ => "rejected",
            },
        )?;
        out.serialize_entry("reference_number", self.reference_number)?;
        if !self.sent_reference_number.is_empty() {
            out.serialize_entry("sent_reference_number", self.sent_reference_number)?;
        }
        out.serialize_entry("vendor_id", self.vendor_id)?;
        out.serialize_entry("status", &StatusData(self))?;
        out.serialize_entry("response", &JsonRecord(self.response))?;
        out.serialize_entry("unknown_elements", &UnknownData(self.unknown_elements))?;
        out.serialize_entry("repairs", self.repairs)?;
        out.end()
    }
}

struct StatusData<'a>(&'a ReplyData<'a>);

impl Serialize for StatusData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0.schema.status(self.0.code);
        let mut out = serializer.serialize_map(Some(5))?;
        out.serialize_entry("code", self.0.code)?;
        out.serialize_entry("name", &row.map(|row| row.name))?;
        out.serialize_entry("description", self.0.description)?;
        out.serialize_entry("error_description", self.0.error_description)?;
        out.serialize_entry("resolution", &row.map(|row| row.resolution))?;
        out.end()
    }
}

struct UnknownData<'a>(&'a [UnknownElement]);

impl Serialize for UnknownData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct One<'a>(&'a UnknownElement);

        impl Serialize for One<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut out = serializer.serialize_map(Some(2))?;
                out.serialize_entry("path", &self.0.path)?;
                out.serialize_entry("value", self.0.value.expose())?;
                out.end()
            }
        }

        let mut out = serializer.serialize_seq(Some(self.0.len()))?;
        for element in self.0 {
            out.serialize_element(&One(element))?;
        }
        out.end()
    }
}
