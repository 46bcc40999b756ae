//! Reads a saved vendor page.

mod failures;
mod gaps;
mod heading;
mod html;
pub(crate) mod label;
pub(crate) mod line;
mod matching;
mod merge;
pub(crate) mod notes;
mod request;
mod response;
mod rows;
mod sample;
mod samples;
mod stacked;
mod statuses;
mod text;
mod title;
mod unfinished;

use self::sample::Node;
use self::samples::Samples;
use crate::error::PageError;
use crate::page::{Element, Envelope, Gap, Page};

/// Reads a page from the bytes of its file: text or HTML, in UTF-8, UTF-16 with its mark, or windows-1252.
pub fn read(bytes: &[u8]) -> Result<Page, PageError> {
    let text = decode(bytes)?;
    let lines = if html::is_html(&text) { html::lines(&text)? } else { text::lines(&text) };
    let samples = Samples::of(&lines);
    if samples.count == 0 {
        return Err(PageError::NoSample);
    }
    if samples.requests.is_empty() {
        return Err(PageError::NoRequest { found: samples.count });
    }
    let request = request::read(&samples.requests);
    if request.blocks.iter().all(|block| block.tag.is_empty()) {
        return Err(PageError::NoBlock);
    }

    let replies: Vec<&Node> = samples.replies.iter().map(|reply| reply.root).collect();
    let names = endpoints(&samples.requests, &replies);
    if names.len() > 1 {
        return Err(PageError::SeveralEndpoints { names });
    }
    let successes = samples.successes();
    let failures = failures::read(&lines, &samples.replies);
    let statuses = statuses::read(&lines, &failures, samples.successes().is_empty());
    let mut response = response::elements(&successes);
    annotate(&mut response, &title::element_notes(&lines));

    let mut page = Page {
        envelope: envelope(&samples.requests, &replies),
        credentials: request.credentials,
        blocks: request.blocks,
        response,
        response_breaks_off: response::cut(&successes),
        has_response: !successes.is_empty(),
        statuses: statuses.rows,
        status_table: statuses.table,
        remarks: request.remarks,
        ..Page::default()
    };
    gaps::put(&mut page, request.breaks_off, &samples, statuses.gap);
    page.doubts.extend(statuses.are_last.then_some(Gap::StatusTable));
    page.doubts.extend(samples.last_breaks_off.then_some(Gap::SampleResponse));
    if successes.len() > 1 {
        page.remarks
            .push(format!("the page shows {} sample responses: [response] has the elements of all", successes.len()));
    }
    let tags: Vec<String> =
        page.credentials.iter().cloned().chain(page.fields().map(|field| field.tag.clone())).collect();
    if let Some((rows, remarks)) = rows::read(&lines, &tags) {
        page.has_field_table = true;
        page.remarks.extend(remarks);
        let last = rows.last().cloned();
        matching::put_rows(&mut page, rows);
        if let Some(last) = last {
            rows::mark_gap(&mut page, &last);
        }
    }
    title::put(&mut page, &lines, &replies);
    Ok(page)
}

/// The endpoints that the samples belong to. Sample requests of one endpoint share a block, and its replies their
/// element; only where neither is so, there are several.
fn endpoints(requests: &[&Node], replies: &[&Node]) -> Vec<String> {
    let mut blocks: Vec<Vec<String>> = Vec::new();
    for request in requests {
        let own = request::blocks(request);
        match blocks.iter_mut().find(|known| known.iter().any(|tag| own.contains(tag))) {
            Some(known) => known.extend(own),
            None => blocks.push(own),
        }
    }
    let mut names: Vec<String> = Vec::new();
    for reply in replies.iter().filter_map(|root| response::reply(root)) {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(&reply.name)) {
            names.push(reply.name.clone());
        }
    }
    if blocks.len() < 2 { Vec::new() } else { names }
}

/// What stands around the messages, from the first sample that shows it.
fn envelope(requests: &[&Node], replies: &[&Node]) -> Envelope {
    let request = requests.iter().find(|root| root.child("VCAREOSS").is_some());
    // A sample without a root begins with the endpoint's own element.
    let reply = replies.iter().find(|root| root.child("statusCode").is_none());
    Envelope {
        request_root: request.map_or(String::new(), |root| root.name.clone()),
        namespace: request.and_then(|root| root.namespace.clone()).unwrap_or_default(),
        declared: request.map_or(Vec::new(), |root| root.declared.clone()),
        response_root: reply.map_or(String::new(), |root| root.name.clone()),
        response_namespace: reply.and_then(|root| root.namespace.clone()).unwrap_or_default(),
        response_credentials: names_inside(replies, "credentials"),
    }
}

/// The names of what stands in an element of the samples, each once.
fn names_inside(roots: &[&Node], element: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for node in roots.iter().filter_map(|root| root.child(element)).flat_map(|block| &block.children) {
        if !names.contains(&node.name) {
            names.push(node.name.clone());
        }
    }
    names
}

fn decode(bytes: &[u8]) -> Result<String, PageError> {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => match bytes.iter().position(|byte| *byte == 0) {
            Some(at) => return Err(PageError::Binary { at }),
            None => match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
            },
        },
    };
    if text.trim().is_empty() {
        return Err(PageError::Empty);
    }
    Ok(text.replace("\r\n", "\n").replace(['\r', '\u{a0}'], " "))
}

/// Puts what the page says of elements to the elements of that name.
fn annotate(elements: &mut [Element], notes: &[(String, String)]) {
    for element in elements {
        let first = element.numbers.map(|(first, _)| format!("{}{first}", element.name));
        let name = first.as_ref().unwrap_or(&element.name);
        // Of namesakes, nothing tells which one a note means; the first is taken.
        if element.occurrence == 1
            && let Some((_, note)) = notes.iter().find(|(about, _)| about == name)
        {
            element.note.clone_from(note);
        }
        annotate(&mut element.children, notes);
    }
}
