//! Where a reply's elements go.

use vcare_core::EndpointSchema;
use vcare_core::record::Record;

/// A response that is filled by an attempt. Each attempt begins with an empty one.
pub(super) trait ResponseSlot: Send {
    /// The response, emptied.
    fn emptied(&mut self) -> &mut dyn Record;
}

impl<R: Record + Default> ResponseSlot for R {
    fn emptied(&mut self) -> &mut dyn Record {
        *self = R::default();
        self
    }
}

/// The response of an endpoint that is known only at run time.
pub(super) struct DynResponse {
    schema: &'static EndpointSchema,
    record: Box<dyn Record>,
}

impl DynResponse {
    pub(super) fn new(schema: &'static EndpointSchema) -> Self {
        Self { schema, record: (schema.new_response)() }
    }

    pub(super) fn into_record(self) -> Box<dyn Record> {
        self.record
    }
}

impl ResponseSlot for DynResponse {
    fn emptied(&mut self) -> &mut dyn Record {
        self.record = (self.schema.new_response)();
        &mut *self.record
    }
}
