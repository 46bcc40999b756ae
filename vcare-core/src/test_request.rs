//! A request by itself, for tests: two fields in one block.

use vcare_schema::{Block, Confirm, Effect, Endpoint, Envelope, Field, Group, Length, Need, Repeat, Sensitivity};

use crate::record::Record;
use crate::schema::EndpointSchema;
use crate::test_record::Texts;
use crate::text::Text;

/// An optional field of any text.
pub(crate) fn field(wire: &'static str) -> Field {
    Field {
        wire,
        path: None,
        attribute: false,
        group: None,
        repeat: Repeat::Once,
        rust: wire,
        doc: "",
        need: Need::Optional,
        values: None,
        chars: None,
        length: Length::Any,
        content: None,
        pattern: None,
        trim: false,
        default: None,
        absent_empty: false,
        sensitivity: Sensitivity::Open,
        blank: None,
        wrong: None,
        wrong_length: None,
        must_be: None,
        from: None,
        example: None,
    }
}

/// A write with these fields.
pub(crate) fn schema(fields: [Field; 2], confirm: Option<Confirm>) -> &'static EndpointSchema {
    let endpoint = Endpoint {
        name: "Test",
        path: "",
        summary: "",
        doc: "",
        effect: Effect::Write,
        reads_when: None,
        find_out: None,
        confirm,
        incomplete: Vec::new(),
        page: "",
        url: "",
        envelope: Envelope::default(),
        credentials: Vec::new(),
        request_groups: Vec::new(),
        blocks: vec![Block { wire: "TEST", fields: fields.into() }],
        rules: Vec::new(),
        example: Vec::new(),
        response: Group { name: "Response", elements: Vec::new() },
        groups: Vec::new(),
        statuses: Vec::new(),
    };
    let blank: fn() -> Box<dyn Record> = || Box::new(Texts::<2>::default());
    Box::leak(Box::new(EndpointSchema::__new("Test", endpoint.to_bytes().leak(), blank, blank)))
}

/// A request with these values.
pub(crate) fn request(values: [&'static str; 2]) -> Texts<2> {
    Texts(values.map(|value| Some(Text::from(value))))
}
