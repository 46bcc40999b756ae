//! What a reply says of itself: the endpoint and the status.

use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;
use vcare_core::codec::decode::{Tag, walk};
use vcare_spec::model::Envelope;

use crate::texts::squeezed;

/// What a reply says of itself.
pub(crate) struct Head {
    /// Which of the endpoints it is for.
    pub(crate) endpoint: usize,
    /// The status code; empty if there is none.
    pub(crate) code: String,
    /// The texts of the status that are more than `SUCCESS`, `FAIL` or the code; that of the error comes first.
    pub(crate) texts: Vec<String>,
    /// Which call it answers: the same for a raw reply and its recording, as far as replies tell.
    pub(crate) call: u64,
}

/// Which element it is.
#[derive(Clone, Copy)]
enum Told {
    Code,
    Description,
    Error,
    ReferenceNumber,
}

#[derive(Default)]
struct Reading {
    depth: usize,
    /// The endpoint whose element is open, or was.
    endpoint: Option<usize>,
    inside: bool,
    told: Option<Told>,
    code: String,
    description: String,
    error: String,
    reference_number: String,
    in_credentials: bool,
    /// The name of another element beside the credentials.
    other: Option<String>,
    problem: Option<String>,
}

/// Goes through the whole reply, so that one that is broken further on is not counted. The error says why it cannot be read,
/// and holds no text of it. `expected` is the endpoint that a recording names.
pub(crate) fn read(body: &Bytes, envelope: &Envelope, names: &[&str], expected: Option<&str>) -> Result<Head, String> {
    let mut reading = Reading::default();
    let result = walk(body, |tag| match tag {
        Tag::Start { name, .. } => reading.start(name, envelope, names),
        Tag::End { text } => reading.end(text),
    });
    if let Some(problem) = reading.problem {
        return Err(problem);
    }
    result.map_err(|error| error.without_text())?;
    let Some(endpoint) = reading.endpoint else {
        // A name that could be an endpoint's is no value.
        let is_name = |name: &String| name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        return Err(match reading.other.filter(is_name) {
            Some(name) => format!("the reply is for `{name}`, which no spec here describes"),
            None => "the reply is for no endpoint that a spec here describes".to_owned(),
        });
    };
    if expected.is_some_and(|expected| !expected.eq_ignore_ascii_case(names[endpoint])) {
        return Err(format!("the reply is for `{}`, the call was for another endpoint", names[endpoint]));
    }
    let (error, description) = (squeezed(&reading.error), squeezed(&reading.description));
    let usual = ["", "SUCCESS", "FAIL", &reading.code];
    let mut texts = vec![error];
    if texts[0] != description {
        texts.push(description);
    }
    texts.retain(|text| !usual.contains(&text.as_str()));
    let mut call = DefaultHasher::new();
    if reading.reference_number.is_empty() {
        body.hash(&mut call);
    } else {
        reading.reference_number.hash(&mut call);
    }
    Ok(Head { endpoint, code: reading.code, texts, call: call.finish() })
}

impl Reading {
    fn start(&mut self, name: &str, envelope: &Envelope, names: &[&str]) {
        match self.depth {
            0 if !name.eq_ignore_ascii_case(&envelope.response_root.value) => {
                self.fail("the root element is not that of the vendor's replies");
            }
            1 if name == envelope.response_credentials.value => self.in_credentials = true,
            1 => self.start_endpoint(name, names),
            2 if self.in_credentials => {
                self.told = (name == envelope.reference_number.value).then_some(Told::ReferenceNumber);
            }
            2 if self.inside => {
                self.told = if name.eq_ignore_ascii_case(&envelope.status_code.value) {
                    Some(Told::Code)
                } else if name == envelope.description.value {
                    Some(Told::Description)
                } else if name == envelope.error_description.value {
                    Some(Told::Error)
                } else {
                    None
                };
            }
            _ => {}
        }
        self.depth += 1;
    }

    fn start_endpoint(&mut self, name: &str, names: &[&str]) {
        let Some(found) = names.iter().position(|known| known.eq_ignore_ascii_case(name)) else {
            self.other.get_or_insert_with(|| name.to_owned());
            return;
        };
        self.inside = true;
        if self.endpoint.replace(found).is_some() {
            self.fail("the document holds two replies");
        }
    }

    fn end(&mut self, text: &str) {
        self.depth -= 1;
        if self.depth == 1 {
            (self.inside, self.in_credentials) = (false, false);
        }
        if self.depth != 2 {
            return;
        }
        let text = text.trim();
        // Of elements that come twice, the first that says something counts, as when a reply is read.
        let slot = match self.told.take() {
            None => return,
            Some(Told::Description) => &mut self.description,
            Some(Told::Error) => &mut self.error,
            Some(Told::ReferenceNumber) => &mut self.reference_number,
            Some(Told::Code) if self.code.is_empty() || text.is_empty() || self.code == text => &mut self.code,
            Some(Told::Code) => return self.fail("the reply has two status codes that differ"),
        };
        if slot.is_empty() {
            text.clone_into(slot);
        }
    }

    fn fail(&mut self, reason: &str) {
        self.problem.get_or_insert_with(|| reason.to_owned());
    }
}
