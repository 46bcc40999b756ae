//! Keys and headings that stand twice.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::syntax::{blank, is_duplicate};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Location;

/// Reports them, and gives the tables that they stand in. What stands below a second heading is read as a part of the
/// first one's table; where its keys are there already, it is another table's, and left out of the text.
pub(super) fn report_repeated(file: usize, text: &mut String, out: &mut Diagnostics) -> Vec<String> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let duplicates: Vec<Range<usize>> =
        errors.iter().filter(|error| is_duplicate(error)).filter_map(Error::span).collect();
    let mut repeated = Vec::new();
    let mut left_out: Vec<Range<usize>> = Vec::new();
    let mut section = 0..0;
    // A rule with single brackets beside others.
    let is_rule = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with("rule]"));
    let single = text.match_indices("\n[rule]").map(|(at, _)| at + "\n[".len());
    let single: Vec<usize> = single.filter(|_| duplicates.iter().any(|span| is_rule(span.start))).collect();
    if let Some((first, others)) = single.split_first() {
        let place = |at: usize| Location::new(file, at..at + "rule".len());
        let label = "expected `[[rule]]`, with two brackets on each side";
        out.push(Code::WrongType, &place(*first), "a heading of one rule among several has single brackets", label);
        if let Some(pushed) = out.0.last_mut() {
            pushed.also = others.iter().map(|at| place(*at)).collect();
        }
        left_out.extend(single.iter().map(|at| section_at(text, *at)));
    }
    for span in duplicates {
        let is_single = |at: &usize| section_at(text, *at).contains(&span.start);
        if !single.is_empty() && (is_rule(span.start) || single.iter().any(is_single)) {
            continue;
        }
        // What stands below a second heading was told with it.
        if section.contains(&span.start) {
            if left_out.last() != Some(&section) {
                left_out.push(section.clone());
            }
            continue;
        }
        let place = Location::new(file, span.clone());
        let key = text.get(span.clone()).unwrap_or_default();
        if let Some(parent) = heading_of(text, span.start) {
            section = section_at(text, span.start);
            repeated.push(parent);
            let label = "the second one: its lines belong below the first, or another heading was meant";
            out.push(Code::Duplicate, &place, format!("the heading of `{key}` stands twice"), label);
            continue;
        }
        let heading = heading_above(text, span.start);
        // The tables of the envelope have keys of the same names: the heading between the two is missing.
        if heading.as_deref() == Some("envelope.request") && !text.contains("\n[envelope.response]") {
            section = span.start..section_at(text, span.start).end;
            left_out.push(section.clone());
            repeated.push("envelope".to_owned());
            let label = "expected the heading [envelope.response] above this line, as it seems";
            out.push(Code::MissingKey, &place, "there is no [envelope.response]", label);
            continue;
        }
        // So do a block and the example.
        let in_a_block = heading.as_deref().is_some_and(|heading| heading.starts_with("request."));
        if in_a_block && is_example(line_at(text, span.start)) && !text.contains("\n[example]") {
            let end = section_at(text, span.start).end;
            let mut begin = line_start(text, span.start);
            while begin > 0 && is_example(line_at(text, begin - 1)) {
                begin = line_start(text, begin - 1);
            }
            section = begin..end;
            left_out.push(section.clone());
            let label = "expected the heading [example] above this line, as it seems";
            let key = line_at(text, begin).find([' ', '=']).unwrap_or_default();
            out.push(Code::MissingKey, &Location::new(file, begin..begin + key), "there is no [example]", label);
            continue;
        }
        let is_rule = heading.as_deref() == Some("[rule");
        // What a second rule says is told with the first of its keys.
        let is_told = is_rule && repeated.last() == heading.as_ref();
        repeated.extend(heading);
        if is_told {
            continue;
        }
        let label = if is_rule {
            "expected `[[rule]]` above a second rule"
        } else {
            "the second one: a key can stand once in a table"
        };
        out.push(Code::Duplicate, &place, format!("`{key}` stands twice"), label);
    }
    for range in left_out {
        blank(text, range);
    }
    repeated
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_at(text: &str, at: usize) -> &str {
    text[line_start(text, at)..].lines().next().unwrap_or_default()
}

/// Whether the line gives a tag a value, as those of the example do.
fn is_example(line: &str) -> bool {
    line.split_once('=').is_some_and(|(_, value)| value.trim().starts_with('"') && value.trim() != "\"shared\"")
}

/// Of a key in a heading, the table that it is a part of.
fn heading_of(text: &str, at: usize) -> Option<String> {
    let line = &text[line_start(text, at)..at];
    line.starts_with('[').then(|| line.trim_start_matches('[').trim_end_matches('.').to_owned())
}

/// The heading above a key that begins its line.
fn heading_above(text: &str, at: usize) -> Option<String> {
    let before = &text[..at];
    let begins_line = before.is_empty() || before.ends_with('\n');
    let heading = before.lines().rev().find_map(|line| Some(line.strip_prefix('[')?.split_once(']')?.0));
    begins_line.then(|| heading.unwrap_or_default().to_owned())
}

/// A heading and all that stands below it.
fn section_at(text: &str, at: usize) -> Range<usize> {
    let end = text[at..].find("\n[").map_or(text.len(), |end| at + end + 1);
    line_start(text, at)..end
}
