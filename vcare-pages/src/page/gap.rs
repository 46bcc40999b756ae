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
    /// The page ends before its statuses.
    NoStatuses,
    /// The sample response of a success breaks off.
    SampleResponse,
    /// The page has no sample response of a success.
    NoResponse,
}

impl Gap {
    /// The part of a spec that lacks something for it.
    pub fn part(self) -> &'static str {
        match self {
            Gap::FieldTable | Gap::SampleRequest => "request",
            Gap::StatusTable | Gap::StatusesElsewhere | Gap::NoStatuses => "status",
            Gap::SampleResponse | Gap::NoResponse => "response",
        }
    }

    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Gap::FieldTable => "the table of fields breaks off",
            Gap::SampleRequest => "the sample request breaks off",
            Gap::StatusTable => "the status table breaks off",
            Gap::StatusesElsewhere => "the statuses stand elsewhere",
            Gap::NoStatuses => "there are no statuses",
            Gap::SampleResponse => "the sample response breaks off",
            Gap::NoResponse => "there is no sample response of a success",
        }
    }
}
