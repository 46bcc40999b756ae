//! What of a page is not at hand.

/// Where a page breaks off, or leaves out what others have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The table of fields breaks off.
    FieldTable,
    /// The sample request breaks off.
    SampleRequest,
    /// The status table breaks off.
    StatusTable,
    /// The page says that the statuses stand elsewhere.
    StatusesElsewhere,
    /// The sample response of a success breaks off.
    SampleResponse,
}

impl Gap {
    /// The part of a spec that lacks something for it.
    pub fn part(self) -> &'static str {
        match self {
            Gap::FieldTable | Gap::SampleRequest => "request",
            Gap::StatusTable | Gap::StatusesElsewhere => "status",
            Gap::SampleResponse => "response",
        }
    }

    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Gap::FieldTable => "the table of fields breaks off",
            Gap::SampleRequest => "the sample request breaks off",
            Gap::StatusTable => "the status table breaks off",
            Gap::StatusesElsewhere => "the statuses stand elsewhere",
            Gap::SampleResponse => "the sample response breaks off",
        }
    }
}
