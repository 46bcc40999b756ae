//! `vcare spec learn`.

use std::path::Path;

use serde_json::{Value, json};
use vcare_learn::{Finding, Learned, Lesson};
use vcare_spec::Specs;

use crate::args::{Args, Format, SpecLearn};
use crate::exit::{Exit, Failure};
use crate::output::{self, tables};

pub fn run(args: &Args, learn: &SpecLearn) -> Result<Exit, Failure> {
    if args.output == Format::Xml {
        return Err(Failure::usage("spec learn has no XML to show: use --output table or json"));
    }
    // 1 says that something is new, whatever else fails.
    look(args, learn).map_err(|failure| Failure { exit: Exit::Usage, ..failure })
}

fn look(args: &Args, learn: &SpecLearn) -> Result<Exit, Failure> {
    if !Path::new(&learn.spec).exists() {
        let folder = tables::plain(&learn.spec);
        return Err(Failure::usage(format!("there is no {folder}: name the folder of the spec files with --spec")));
    }
    let specs = vcare_spec::load(Path::new(""), &[&learn.spec]).map_err(|error| Failure::other(error.to_string()))?;
    let learned = vcare_learn::learn(&specs, &learn.files);
    for skipped in &learned.skipped {
        output::note(&format!("skipped: {}", tables::plain(&skipped.to_string())));
    }
    output::print(match args.output {
        Format::Json => output::json(&data(&learned)),
        Format::Table | Format::Xml if learned.lessons.is_empty() => String::new(),
        Format::Table | Format::Xml => text(&learned),
    })?;
    if learned.lessons.is_empty() {
        return Err(Failure::other("no reply could be read"));
    }
    if learn.write {
        write(&specs, &learned.lessons)?;
    }
    Ok(if learned.has_news() { Exit::Other } else { Exit::Success })
}

/// Writes what can be written. One spec that cannot does not keep the others from it.
fn write(specs: &Specs, lessons: &[Lesson]) -> Result<(), Failure> {
    let mut failed = Vec::new();
    for lesson in lessons.iter().filter(|lesson| lesson.writable() > 0) {
        match lesson.write(specs) {
            Ok(()) => output::note(&format!("written: {}; see to each `# check:`", tables::plain(&lesson.spec))),
            Err(error) => failed.push(error.to_string()),
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Failure::other(failed.join("\nerror: "))) }
}

fn text(learned: &Learned) -> String {
    let mut out = String::new();
    for lesson in learned.lessons.iter().filter(|lesson| !lesson.findings.is_empty()) {
        let replies = count(lesson.replies, "reply", "replies");
        out.push_str(&format!("{}: {replies}, {} successful\n", lesson.endpoint, lesson.successes));
        let rows = lesson.findings.iter().map(|finding| {
            let Finding { kind, place, replies, of, says, not_written, .. } = finding;
            let reason = not_written.map(|reason| format!("not to be written: {reason}"));
            let remarks = [says.clone(), reason.unwrap_or_default()];
            let remarks: Vec<String> = remarks.into_iter().filter(|remark| !remark.is_empty()).collect();
            vec![kind.as_str().to_owned(), place.clone(), format!("{replies} of {of}"), remarks.join("; ")]
        });
        out.push_str(&tables::table(&["new", "where", "in", "what"], rows));
    }
    let news = learned.lessons.iter().flat_map(|lesson| &lesson.findings).filter(|finding| finding.is_news()).count();
    let replies = learned.lessons.iter().map(|lesson| lesson.replies).sum();
    let end = format!("in {} of {}", count(replies, "reply", "replies"), endpoints(learned));
    out.push_str(&match news {
        0 => format!("nothing new {end}\n"),
        news => format!("{} {end}\n", count(news, "difference", "differences")),
    });
    out
}

fn endpoints(learned: &Learned) -> String {
    count(learned.lessons.len(), "endpoint", "endpoints")
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn data(learned: &Learned) -> Value {
    let finding = |finding: &Finding| {
        json!({
            "kind": finding.kind.as_str(),
            "where": finding.place,
            "replies": finding.replies,
            "of": finding.of,
            "what": finding.says,
            "is_new": finding.is_news(),
            "not_written": finding.not_written,
        })
    };
    let lesson = |lesson: &Lesson| {
        json!({
            "endpoint": lesson.endpoint,
            "spec": lesson.spec,
            "replies": lesson.replies,
            "successes": lesson.successes,
            "differences": lesson.findings.iter().map(finding).collect::<Vec<_>>(),
        })
    };
    let skipped = learned.skipped.iter().map(|skipped| {
        json!({
            "file": skipped.file.to_string_lossy(),
            "line": skipped.line,
            "other_lines": skipped.others,
            "reason": skipped.reason,
        })
    });
    json!({
        "endpoints": learned.lessons.iter().map(lesson).collect::<Vec<_>>(),
        "skipped": skipped.collect::<Vec<_>>(),
    })
}
