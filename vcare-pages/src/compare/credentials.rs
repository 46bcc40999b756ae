//! The block in front of every request.

use vcare_spec::model::Shared;

use super::order::{moved, place};
use super::row::need_of;
use super::{Differences, Part};
use crate::page::Page;
use crate::read::line::bare;

/// It is the same for all endpoints: a page can only differ from what is shared.
pub(super) fn compare(page: &Page, shared: &Shared, out: &mut Differences) {
    if page.credentials.is_empty() {
        return;
    }
    let known: Vec<&str> = shared.credentials.iter().map(|field| field.wire.value.as_str()).collect();
    let shown: Vec<&str> = page.credentials.iter().map(String::as_str).collect();
    for tag in shown.iter().filter(|tag| !known.contains(tag)) {
        out.lacks(Part::Credentials, tag, "shown in the sample request");
    }
    for tag in known.iter().filter(|tag| !shown.contains(tag)) {
        out.beyond(Part::Credentials, tag, "in vcare.toml");
    }
    for field in shared.credentials.iter().filter(|field| shown.contains(&field.wire.value.as_str())) {
        let tag = field.wire.value.as_str();
        let row = page.credential_rows.iter().find(|row| {
            let label = bare(row.tag.as_deref().unwrap_or(&row.label));
            vcare_spec::nearest(&label, [bare(tag).as_str()]).is_some()
        });
        if let Some(need) = row.and_then(|row| row.need).filter(|need| *need != need_of(field)) {
            out.otherwise(Part::Credentials, tag, "need", need.as_str(), need_of(field).as_str());
        }
    }
    for moved in moved(&shown, &known) {
        out.otherwise(Part::Credentials, moved.row, "place", &place(moved.page), &place(moved.spec));
    }
}
