//! How a reply is read.

use std::time::Instant;

use super::limits::ReplyLimits;

/// How a reply is read. Made from [`ReplyLimits`] where nothing else differs from the defaults.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct ReadOptions<'a> {
    /// How much is read before the reply is refused.
    pub limits: ReplyLimits,
    /// The HTTP header `Content-Type`. Its `charset` counts where the document does not name an encoding.
    pub content_type: Option<&'a str>,
    /// When reading has to be over. None unless set.
    pub deadline: Option<Instant>,
}

impl From<ReplyLimits> for ReadOptions<'_> {
    fn from(limits: ReplyLimits) -> Self {
        Self { limits, ..Self::default() }
    }
}

impl<'a> ReadOptions<'a> {
    /// Sets the HTTP header `Content-Type`.
    #[must_use]
    pub fn content_type(mut self, header: Option<&'a str>) -> Self {
        self.content_type = header;
        self
    }

    /// Sets the time at which reading has to be over. It is looked at every 64 KiB.
    #[must_use]
    pub fn deadline(mut self, deadline: Instant) -> Self {
        self.deadline = Some(deadline);
        self
    }
}
