//! Keeps replies as they are received.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use vcare_api::Bytes;
use vcare_api::transport::{Outgoing, Transport, TransportFuture};

use crate::output;

/// How many files of one name there can be: a call has a few attempts, and few calls share a number.
const MOST: u32 = 9_999;

/// The bodies of the answers that came, in order.
#[derive(Clone, Default)]
pub struct Received(Arc<Mutex<Vec<Bytes>>>);

/// A transport that keeps the answers of another one.
pub struct Keeping<T> {
    inner: T,
    received: Received,
}

impl<T> Keeping<T> {
    pub fn new(inner: T, received: Received) -> Self {
        Self { inner, received }
    }
}

impl<T: Transport> Transport for Keeping<T> {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        Box::pin(async move {
            let answer = self.inner.send(request).await;
            if let Ok(incoming) = &answer {
                let mut received = self.received.0.lock().unwrap_or_else(PoisonError::into_inner);
                received.push(incoming.body.clone());
            }
            answer
        })
    }

    fn keeps_deadline(&self) -> bool {
        self.inner.keeps_deadline()
    }

    fn tells_departure(&self) -> bool {
        self.inner.tells_departure()
    }
}

impl Received {
    /// Writes each into a file of its own, and tells where. That one cannot be written is told, and changes nothing else.
    pub fn write(&self, folder: &Path, endpoint: &str, reference_number: &str) {
        let received = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for body in received.iter().filter(|body| !body.is_empty()) {
            match write_new(folder, &stem(endpoint, reference_number), body) {
                Ok(path) => output::note(&format!(
                    "note: the reply is in {}, as it was received: it can hold personal data and secrets",
                    output::path(&path)
                )),
                Err(error) => {
                    output::note(&format!("note: cannot save the reply in {}: {error}", output::path(folder)));
                }
            }
        }
    }
}

/// The name of a file, without its end. A reference number can hold anything.
fn stem(endpoint: &str, reference_number: &str) -> String {
    const LONGEST: usize = 60;
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
    let number: String = reference_number.chars().take(LONGEST).map(plain).collect();
    format!("{endpoint}-{number}")
}

/// Writes a file that was not there before, and that only its owner can read.
fn write_new(folder: &Path, stem: &str, body: &[u8]) -> io::Result<PathBuf> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let (path, mut file) = create(folder, stem)?;
    if let Err(error) = file.write_all(body).and_then(|()| file.sync_all()) {
        drop(file);
        // The file is ours. That it cannot be taken away either adds nothing to the error.
        let _ = std::fs::remove_file(&path);
        return Err(error);
    }
    Ok(path)
}

fn create(folder: &Path, stem: &str) -> io::Result<(PathBuf, File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    for number in 1..=MOST {
        let name = if number == 1 { format!("{stem}.xml") } else { format!("{stem}-{number}.xml") };
        let path = folder.join(name);
        match options.open(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            result => return Ok((path, result?)),
        }
    }
    Err(io::Error::new(ErrorKind::AlreadyExists, "there are too many replies with this reference number"))
}
