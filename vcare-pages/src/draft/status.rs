//! What a draft says of the status table.

use std::collections::BTreeSet;

use vcare_spec::model::Shared;

use super::codes;
use super::names;
use super::toml::{Lines, check, comment, string, table};
use crate::page::{Page, Split, Status, StatusColumns};
use crate::read::line::squeeze;

/// Writes the table.
pub(super) fn write(page: &Page, shared: &Shared, out: &mut String) {
    let mut lines = Lines::default();
    let without_advice = page.status_table == Some(StatusColumns::WithoutAdvice);
    if without_advice {
        comment(
            &check("the page's table has no advice: a shared row has that of vcare.toml, another one has none"),
            out,
        );
    }
    let mut taken = BTreeSet::new();
    let is_same = |known: &vcare_spec::model::Status, status: &Status| {
        let joined = |description: &str, resolution: &str| squeeze(&format!("{description} {resolution}"));
        if status.split != Split::Stated {
            return joined(&known.description, &known.resolution) == joined(&status.description, &status.resolution);
        }
        let without = without_advice && status.resolution.is_empty();
        *known.description == status.description && (without || *known.resolution == status.resolution)
    };
    let taken_over = |status: &Status| {
        shared.statuses.iter().find(|known| known.code.value == status.code && is_same(known, status))
    };
    for known in page.statuses.iter().filter_map(taken_over) {
        taken.insert(known.name.value.clone());
    }
    if !page.statuses.iter().any(|status| status.code == "00") {
        lines.push(vec![check("the page lists no 00")], "00", string("shared"));
    }
    for status in &page.statuses {
        let mut comments: Vec<String> = status.remarks.iter().map(|remark| check(remark)).collect();
        let value =
            if taken_over(status).is_some() { string("shared") } else { own(status, &mut taken, &mut comments) };
        lines.push(comments, &status.code, value);
    }
    lines.write("[status]", out);
}

fn own(status: &Status, taken: &mut BTreeSet<String>, comments: &mut Vec<String>) -> String {
    let name = names::free_type(&codes::name(status), taken);
    let mut entries = vec![
        ("name", string(&name)),
        ("description", string(&status.description)),
        ("resolution", string(&status.resolution)),
    ];
    if status.split == Split::Guessed {
        comments.push(check("where the description ends and the resolution begins"));
    }
    if let Some(dynamic) = dynamic(status) {
        entries.push(("dynamic", string(dynamic)));
        comments.push(check("what part of it the server writes anew each time"));
    }
    table(&entries)
}

/// Which part the server adds: a description that begins or ends with a blank is a part of a sentence.
fn dynamic(status: &Status) -> Option<&'static str> {
    let description = &status.description;
    if description.starts_with(' ') {
        Some("before")
    } else if description.ends_with(' ') {
        Some("after")
    } else {
        let text = format!("{description} {}", status.resolution).to_lowercase();
        (text.contains("dynamic") || text.starts_with("custom message")).then_some("whole")
    }
}
