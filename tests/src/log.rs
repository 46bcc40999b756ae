//! A place for logs that a test can read.

use std::io;
use std::sync::{Arc, Mutex};

/// Keeps what is written to it. Clones share it.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// All that was written.
    ///
    /// # Panics
    ///
    /// When a logger panicked, or wrote what is no text.
    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("no logger panics").clone()).expect("logs are UTF-8")
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no logger panics").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
