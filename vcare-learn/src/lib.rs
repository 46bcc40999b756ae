//! What replies have that the specs do not say.
//!
//! Nobody may have tried an endpoint yet whose spec was written from the vendor's page. [`learn`] reads replies, raw or from
//! recordings, holds each against the spec of its endpoint, and tells where the two differ. [`Lesson::write`] puts it into the
//! spec, where it waits for a person behind a `# check:`.
//!
//! # What is shown of a reply
//!
//! No value of an element or an attribute is told or written, only that it is there, unless the spec lists the values that it
//! can have. Such a value and the text of a status are told and written if
//!
//! - replies to two calls have the same,
//! - it has no digits that stand together: none, or single ones with letters between them, as in "1 of 5 lines",
//! - it has no `@`, and no `[redacted]`, which stands for a value in a recording,
//! - it repeats no value of an element that is sensitive or that no spec names, of any reply that was read,
//! - it is not longer than 200 characters.
//!
//! A name that no spec has is shown, unless it may be made of a value: if it has four digits in a row, if a value of a sensitive
//! element is a word of it, if a recording has `redacted` in its place, or if it is longer than 64 characters.
//! A status code is shown if it has up to eight letters and digits, one to five of them digits.

mod files;
mod findings;
mod head;
mod names;
mod numbers;
mod observation;
mod reading;
mod recording;
mod secrets;
mod statuses;
mod texts;
mod tree;
mod write;

use std::path::{Path, PathBuf};

use bytes::Bytes;
use vcare_spec::Specs;
use vcare_spec::model::Endpoint;

use self::files::Files;
pub use self::files::Skipped;
pub use self::findings::{Finding, Kind};
use self::observation::Observation;
use self::secrets::{CompleteSecrets, Secrets};
pub use self::write::WriteError;

/// What replies have that the specs do not say.
#[derive(Debug)]
pub struct Learned {
    /// What was learned of each endpoint that a reply was read of, sorted by name.
    pub lessons: Vec<Lesson>,
    /// What could not be read, and why.
    pub skipped: Vec<Skipped>,
}

/// What was learned of one endpoint.
#[derive(Debug)]
pub struct Lesson {
    /// The endpoint's name.
    pub endpoint: String,
    /// The path of its spec, as it was given.
    pub spec: String,
    /// How many replies were read.
    pub replies: usize,
    /// How many of them say that the call succeeded.
    pub successes: usize,
    /// The differences: elements in the replies' order, statuses, and elements that no reply has.
    pub findings: Vec<Finding>,
    /// The place of the spec in [`Specs::files`].
    file: usize,
    observation: Observation,
    secrets: CompleteSecrets,
}

impl Learned {
    /// Whether replies have anything that the specs do not say. That a reply lacks something is nothing new.
    pub fn has_news(&self) -> bool {
        self.lessons.iter().flat_map(|lesson| &lesson.findings).any(Finding::is_news)
    }
}

/// Reads replies from files, folders and, for `-`, standard input. A spec with mistakes is skipped, and the replies to it are;
/// all are if there are mistakes in the file that all endpoints share.
pub fn learn(specs: &Specs, paths: &[PathBuf]) -> Learned {
    let is_whole = |file: usize| !specs.diagnostics.iter().any(|found| found.place.file == file);
    let endpoints: Vec<&Endpoint> =
        specs.endpoints.iter().filter(|endpoint| is_whole(0) && is_whole(endpoint.name.place.file)).collect();
    let names: Vec<&str> = endpoints.iter().map(|endpoint| endpoint.name.as_str()).collect();
    let mut observations: Vec<Observation> =
        endpoints.iter().map(|endpoint| Observation::new(endpoint.schema(&specs.shared))).collect();
    let mut secrets = Secrets::default();
    let take = |endpoint: Option<&str>, body: &Bytes| {
        let head = head::read(body, &specs.shared.envelope, &names, endpoint)?;
        observations[head.endpoint].add(body, &head, &mut secrets);
        Ok(())
    };
    let mut files = Files::new(take);
    for (file, _) in specs.files.iter().enumerate().filter(|(file, _)| !is_whole(*file)) {
        files.skip(Path::new(&specs.files[file].path), None, "the spec has mistakes, which `vcare spec check` tells");
    }
    for path in paths {
        files.read(path);
    }
    let skipped = files.into_skipped();
    let secrets = secrets.complete();
    let lessons = endpoints.iter().zip(observations).filter(|(_, observation)| observation.replies > 0);
    let lessons = lessons.map(|(endpoint, observation)| {
        let file = endpoint.name.place.file;
        Lesson {
            endpoint: endpoint.name.value.clone(),
            spec: specs.files[file].path.clone(),
            replies: observation.replies,
            successes: observation.successes,
            findings: findings::of(&observation, endpoint, &secrets),
            file,
            observation,
            secrets: secrets.clone(),
        }
    });
    Learned { lessons: lessons.collect(), skipped }
}
