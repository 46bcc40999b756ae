//! How much of a reply is read.

/// How much of a reply is read before it is refused.
///
/// The defaults allow for hundreds of thousands of plans, and keep a broken server from filling the memory. Besides, reading
/// a reply never takes more than eight times its size in memory, its own bytes included: a reply that would, such as one of
/// nothing but short elements that no spec names, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReplyLimits {
    /// Bytes of the body, after decompression. 64 MiB unless set.
    pub bytes: usize,
    /// How deep elements can be nested; the deepest documented reply has six levels. 64 unless set, and 256 at most.
    pub depth: usize,
    /// How many elements and attributes there can be, declarations of namespaces included. Four million unless set.
    pub elements: usize,
}

impl Default for ReplyLimits {
    fn default() -> Self {
        Self { bytes: 64 * 1024 * 1024, depth: 64, elements: 4_000_000 }
    }
}

impl ReplyLimits {
    /// Sets the limit of bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// Sets the limit of depth.
    #[must_use]
    pub fn depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Sets the limit of elements.
    #[must_use]
    pub fn elements(mut self, elements: usize) -> Self {
        self.elements = elements;
        self
    }
}
