//! Bytes that nobody finds in memory later.

/// A buffer that is overwritten when it is dropped, what lies behind its length included: at once, not byte by byte as
/// `Zeroizing` does it.
pub(crate) struct Wiped(Vec<u8>);

impl From<Vec<u8>> for Wiped {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl AsRef<[u8]> for Wiped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.clear();
        self.0.resize(self.0.capacity(), 0);
        // Without it, the compiler could leave out what nobody reads.
        zeroize::optimization_barrier(self.0.as_slice());
    }
}
