//! How much of a reply is read.

/// How much of a reply is read before it is refused.
///
/// The defaults allow for hundreds of thousands of plans, and keep a broken server from filling the memory. In addition, reading
/// a reply never takes more memory than eight times its size, its own bytes included, and 64 KiB: a reply that would take
/// more, such as one that consists of short elements that are not in the spec, is refused.
///
/// In the worst case a client therefore takes eight times `bytes` for each call that is under way: 512 MiB per call with the
/// defaults. Lower `bytes`, or the number of concurrent calls, where that is too much.
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
