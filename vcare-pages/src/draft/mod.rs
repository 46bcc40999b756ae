//! A draft of a spec from a page.

mod answers;
mod blocks;
mod codes;
mod envelope;
mod field;
mod format;
mod gaps;
mod names;
mod odd;
mod response;
mod rules;
mod shared_field;
mod status;
mod structure;
mod toml;

use vcare_spec::model::Shared;

use self::field::{Context, Drafted, UsedNames};
use self::names::Names;
use self::response::Response;
use self::rules::OneOf;
use self::toml::{Lines, check, comment, gist, list, string, table};
use crate::naming::{endpoint_name, reads};
use crate::page::Page;

/// Where the vendor's endpoints are, by the pattern that all stated addresses follow.
const BASE_URL: &str = "https://www.vcareapi.com/vcareOssApi";

/// The text of a spec file. Every guess, and whatever the page does not say, is marked with `# check:`.
pub fn draft(page: &Page, shared: &Shared) -> String {
    // For editors: the schema stands beside the specs.
    let mut out = String::from("#:schema ./schema.json\n\n");
    comment(
        &format!("Drafted from the page {}: see to each `check`, then take the mark away.", toml::string(&page.title)),
        &mut out,
    );
    write_head(page, shared, &mut out);

    let names = Names::new(page);
    let rules = rules::of(page);
    let context = Context { page, shared, names: &names, rules: &rules };
    let mut taken = UsedNames::default();
    taken.types.extend(["Response".to_owned(), "Status".to_owned(), endpoint_name(&page.name)]);
    // Shared fields keep their names, whatever stands before them.
    for known in shared.fields.iter().filter(|known| page.fields().any(|field| field.tag == known.wire.value)) {
        taken.fields.insert(known.rust.value.clone());
    }
    let drafted = blocks::write(&context, &mut taken, &mut out);
    rules::write(&rules, &mut out);
    write_example(&drafted, &rules, &mut out);
    out.push('\n');
    if !page.response.is_empty() {
        comment(&check("the docs, and what can name a person: `sensitive` is guessed from the names"), &mut out);
    }
    Response::new(&names, taken.types).write(page, &mut out);
    out.push('\n');
    if !page.statuses.is_empty() {
        comment(&check("the names of the statuses, made of their descriptions"), &mut out);
    }
    status::write(page, shared, &mut out);
    out
}

/// Name, effect, summary and source.
fn write_head(page: &Page, shared: &Shared, out: &mut String) {
    let mut lines = Lines::default();
    let name = endpoint_name(&page.name);
    lines.push(Vec::new(), "name", string(&name));
    let effect = if reads(&page.name) { "read" } else { "write" };
    lines.push(vec![check("effect, guessed from the name")], "effect", string(effect));
    let summary = if page.summary.is_empty() {
        "write summary; the page says nothing".to_owned()
    } else {
        format!("write summary; the page says: {}", gist(&page.summary))
    };
    lines.push(vec![check(&summary)], "summary", string(""));
    let mut comments = Vec::new();
    let url = page.url.clone().unwrap_or_else(|| {
        comments.push(check("the page states no address; this is the family's pattern"));
        format!("{BASE_URL}/{}/", page.name)
    });
    let mut source = vec![("page", string(&page.title)), ("url", string(&url))];
    let odd = odd::rows(page);
    if !odd.is_empty() {
        comments.push(check("`odd` names what the page says two things of, or spells in its own way: see to each row"));
        source.push(("odd", list(&odd, false)));
    }
    lines.push(comments, "source", table(&source));
    let last = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if last != name && !last.is_empty() {
        let differs = (last != page.name).then(|| check("the address ends otherwise than the reply's element"));
        lines.push(differs.into_iter().collect(), "path", string(last));
    }
    gaps::push_incomplete(page, &mut lines);
    let mut text = String::new();
    lines.write("", &mut text);
    out.push_str(&text);
    for remark in &page.remarks {
        comment(&check(remark), out);
    }
    envelope::write(&page.envelope, &shared.envelope.namespace, out);
}

/// A request that breaks no rule: what is required, and what that makes required.
fn write_example(drafted: &[Drafted], rules: &[OneOf], out: &mut String) {
    let mut given: Vec<(&str, &str)> = Vec::new();
    let add = |given: &mut Vec<(&str, &str)>, field: &'_ Drafted| {
        !given.iter().any(|(tag, _)| *tag == field.address) && !field.example.is_empty()
    };
    for field in drafted.iter().filter(|field| field.argument) {
        if add(&mut given, field) {
            given.push((&field.address, &field.example));
        }
    }
    for OneOf { tags, .. } in rules {
        let first = drafted.iter().find(|field| tags.contains(&field.address) && field.when.is_none());
        if let Some(field) = first.filter(|_| !tags.iter().any(|tag| given.iter().any(|(known, _)| known == tag))) {
            given.push((&field.address, &field.example));
        }
    }
    // One field can make the next one required, and that another.
    for _ in 0..drafted.len() {
        let holds = |field: &Drafted| field.when.as_ref().is_some_and(|when| when.holds(&given));
        let Some(field) = drafted.iter().find(|field| holds(field) && add(&mut given.clone(), field)) else { break };
        given.push((&field.address, &field.example));
    }
    let in_order = drafted.iter().filter(|field| given.iter().any(|(tag, _)| *tag == field.address));
    let mut lines = Lines::default();
    let mut seen: Vec<&str> = Vec::new();
    for field in in_order {
        if !seen.contains(&field.address.as_str()) {
            seen.push(&field.address);
            let made_up = field.is_made_up.then(|| check("made up: the page shows no value"));
            lines.push(made_up.into_iter().collect(), &field.address, string(&field.example));
        }
    }
    if !seen.is_empty() {
        out.push('\n');
        lines.write("[example]", out);
    }
}
