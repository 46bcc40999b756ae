//! Why a page cannot be read.

/// Why a page cannot be read: what was looked for, and not found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// There is no text in it.
    #[error("the page is empty: expected the text or the HTML of a vendor page")]
    Empty,
    /// It is something else than text.
    #[error("the page is no text (byte {at} is zero): expected the text or the HTML of a vendor page")]
    Binary {
        /// Where the first such byte is, from 0.
        at: usize,
    },
    /// Its elements stand inside each other without end.
    #[error("the page's HTML is nested more than {limit} elements deep: expected a page as the vendor's site shows it")]
    TooDeep {
        /// How deep is read.
        limit: usize,
    },
    /// It has no XML.
    #[error(
        "the page has no sample request: looked for XML that begins with `<?xml` or `<VCAREOSSAPI`, and found none. \
         Is it a page about one endpoint of the XML API, saved whole?"
    )]
    NoSample,
    /// It has XML, and none of it is a request.
    #[error(
        "the page has no sample request: looked for XML with a `<VCAREOSS>` block, and found only {found} other {}",
        if *found == 1 { "sample" } else { "samples" }
    )]
    NoRequest {
        /// How many samples there are.
        found: usize,
    },
    /// It is about several endpoints.
    #[error(
        "the page is about several endpoints, {}: save each by itself, from its heading to its last sample",
        names.join(" and ")
    )]
    SeveralEndpoints {
        /// What their replies are called.
        names: Vec<String>,
    },
    /// The request has no block.
    #[error("the sample request is empty: looked for a block with fields inside `<VCAREOSS>`, and found none")]
    NoBlock,
}
