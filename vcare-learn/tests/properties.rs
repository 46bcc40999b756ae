//! Whatever replies are, nothing panics, and what is written is a spec that says it.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use vcare_learn::{Finding, Lesson, learn};
use vcare_spec::Specs;

const SPEC: &str = r#"name    = "FindLine"
effect  = "read"
summary = "Finds a line."

[request.FINDLINE]
MDN           = { need = "required", sensitive = "personal", doc = "The line." }
AGENTID       = "shared"
AGENTPASSWORD = "shared"
SOURCE        = "shared"

[example]
MDN = "5551234567"

[response]
# Above.
line     = { group = "Line", doc = "The line." } # behind
"step_#" = { group = "Step", numbered = "1..2", rust = "steps", doc = "A step." }
home     = { group = "Address", doc = "" }

[group.Line]
"@id"      = ""
owner      = { sensitive = "personal", doc = "" }
date       = ""
city       = "Where it is."
address    = { group = "Address", doc = "" }
"date (2)" = { wire = "date", rust = "second_date", doc = "" }
item       = { repeated = true, doc = "" }

[group.Address]
street = { sensitive = "personal", doc = "" }

[group.Step]
text = ""

[status]
00  = "shared"
13  = "shared"
16  = "shared"
356 = "shared"
457 = "shared"
701 = { name = "NotFound", description = "Line not found.", resolution = "Look for another." }
702 = { name = "Busy", description = "Busy: ", resolution = "Wait.", dynamic = "after" }
"#;

/// No name and no text of a status has it.
const VALUE: &str = "Xyzzy";

const NAMES: &[&str] = &[
    "line",
    "step_1",
    "step_2",
    "step_9",
    "home",
    "owner",
    "date",
    "city",
    "address",
    "item",
    "street",
    "text",
    "a",
    "A",
    "a_1",
    "a_2",
    "b1",
    "b2",
    "b_",
    "number",
    "Number",
    "type",
    "self",
    "Self",
    "Response",
    "Status",
    "Line",
    "Step",
    "crate",
    "statusCode",
    "description",
    "x-y",
    "x.y",
    "_",
    "long_12345",
    "redacted",
    "città",
    "FindLine",
];

const CODES: &[&str] = &["00", "13", "701", "702", "703", "704", "1", "E1", "12345", "", "01"];

const TEXTS: &[&str] = &[
    "SUCCESS",
    "Line not found.",
    "Busy: now",
    "Line is locked.",
    "Not Found",
    "Call 555-1234.",
    "A &amp;amp; B",
    "Lосked \u{200b}out",
    "Unknown",
    "Self",
    "\u{7f}odd\u{85}\"\\",
    "",
];

fn element() -> impl Strategy<Value = String> {
    let attributes = || vec(select(&["id", "kind", "count", "a", "n12345", "città"][..]), 0..3);
    let tag = move |(name, attributes, inside): (&str, Vec<&str>, String)| {
        let mut seen: Vec<&str> = Vec::new();
        let mut out = format!("<{name}");
        for attribute in attributes {
            if !seen.contains(&attribute) {
                seen.push(attribute);
                out.push_str(&format!(" {attribute}='{VALUE}'"));
            }
        }
        format!("{out}>{inside}</{name}>")
    };
    let leaf = (select(NAMES), attributes(), select(&["", VALUE, " "][..]).prop_map(str::to_owned)).prop_map(tag);
    leaf.prop_recursive(4, 24, 5, move |inner| {
        let inside = vec(inner, 0..5).prop_map(|inside| inside.concat());
        (select(NAMES), attributes(), inside).prop_map(tag)
    })
}

fn reply() -> impl Strategy<Value = String> {
    (select(CODES), select(TEXTS), vec(element(), 0..5)).prop_map(|(code, text, inside)| {
        format!(
            "<VcareOssApi><credentials><vendorId>{VALUE}</vendorId></credentials><FindLine><statusCode>{code}</statusCode>\
             <description>FAIL</description><errorDescription>{text}</errorDescription>{}</FindLine></VcareOssApi>",
            inside.concat()
        )
    })
}

/// A folder for a test, with the spec in it.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("replies")).expect("a folder for the test");
    fs::write(folder.join("FindLine.toml"), SPEC).expect("the folder is for this");
    folder
}

fn specs(folder: &Path) -> Specs {
    vcare_spec::load(folder, &["FindLine.toml"]).expect("it is there")
}

fn writable(lesson: &Lesson) -> Vec<&Finding> {
    lesson.findings.iter().filter(|finding| finding.is_news() && finding.not_written.is_none()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_a_spec_that_says_what_replies_have(replies in vec(reply(), 1..5)) {
        let folder = folder("written");
        for (number, reply) in replies.iter().enumerate() {
            fs::write(folder.join(format!("replies/{number}.xml")), reply).expect("the folder is for this");
        }
        let before = specs(&folder);
        let learned = learn(&before, &[folder.join("replies")]);
        for lesson in &learned.lessons {
            lesson.write(&before).unwrap_or_else(|error| panic!("{error}"));
        }
        let after = specs(&folder);
        let mistakes: Vec<String> = after.rendered().collect();
        prop_assert_eq!(mistakes, [""; 0]);
        let text = fs::read_to_string(folder.join("FindLine.toml")).expect("it is there");
        prop_assert!(!text.contains(VALUE) && !text.contains("555-1234"));
        prop_assert!(text.contains("# Above.\n") && text.contains(" # behind\n"));
        for line in SPEC.lines().filter(|line| line.starts_with('[')) {
            prop_assert!(text.contains(line));
        }
        for lesson in &learn(&after, &[folder.join("replies")]).lessons {
            prop_assert_eq!(writable(lesson), Vec::<&Finding>::new());
            let shown = format!("{:?}", lesson.findings);
            prop_assert!(!shown.contains(VALUE) && !shown.contains("555-1234") && !shown.contains("12345"));
        }
    }

    #[test]
    fn nothing_panics_on_any_bytes(
        start in select(&["", "{", "<VcareOssApi><FindLine>", "<VcareOssApi><FindLine><line id='"][..]),
        bytes in vec(any::<u8>(), 0..200),
    ) {
        let folder = folder("bytes");
        fs::write(folder.join("replies/file"), [start.as_bytes(), &bytes].concat()).expect("the folder is for this");
        let learned = learn(&specs(&folder), &[folder]);
        prop_assert!(learned.lessons.is_empty());
    }
}
