//! Sentences of a page that went: every key of the spec that comes from one is told.

mod support;

use support::{differences, in_lines, read};
use vcare_pages::page::Page;

/// The table's rows: label, format, example, need, notes.
const ROWS: [[&str; 5]; 8] = [
    ["CUSTOMER ID", "Numeric", "12", "Conditional", "Either CUSTOMER ID or MDN is required."],
    ["MDN", "Numeric", "5551234567", "Conditional", "The phone."],
    ["KIND", "string", "CASH", "Required", "How to pay. Expected Value: CASH, CARD. Values are not case sensitive."],
    ["CARD", "Numeric", "41", "Conditional", "Required except when KIND is CASH."],
    ["SUM", "decimal", "10.00", "Optional", "What to pay."],
    [
        "REASON",
        "string",
        "x",
        "Conditional",
        "Required if KIND is CARD. You can pass empty value when KIND is not CARD.",
    ],
    ["FIRST", "string", "1", "Optional", "The first, which is not greater than the last."],
    ["LAST", "string", "2", "Optional", "The last one."],
];

fn page(rows: &[[&str; 5]], end: &str) -> Page {
    let table: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
    let tags: String = ROWS.iter().map(|row| row[0].replace(' ', "")).map(|tag| format!("<{tag}></{tag}>")).collect();
    read(&format!(
        "Pay\n\nThis API is used to pay.\nEnd Point https://www.example.com/vcareOssApi/Pay/\n\
         Field (Short Description)\tFormat\tField Example\tType\tNotes\n{}\nSample Request XML\n\
         <VCAREOSSAPI><VCAREOSS><PAY>{tags}</PAY></VCAREOSS></VCAREOSSAPI>\nStatus Code\tDescription\tHow to Resolve?\n\
         00\tSUCCESS\tSUCCESS\n12\tInvalid kind.\tGive another.\nSample Response\n\
         <VcareOssApi><Pay><statusCode>00</statusCode><id></id>{end}",
        table.join("\n")
    ))
}

const END: &str = "</Pay></VcareOssApi>";

const SPEC: &str = r#"
name = "Pay"
effect = "write"
summary = "Pays."
source = { page = "Pay", url = "https://www.example.com/vcareOssApi/Pay/" }

[request.PAY]
CUSTOMERID = { need = "conditional", when = { MDN = false }, chars = "digits", doc = "d" }
MDN = { need = "conditional", when = { CUSTOMERID = false }, chars = "digits", doc = "d" }
KIND = { need = "required", values = ["CASH", "CARD"], any_case = true, wrong = "12", doc = "d" }
CARD = { need = "conditional", unless = { KIND = "CASH" }, chars = "digits", doc = "d" }
SUM = { need = "optional", amount = true, doc = "d" }
REASON = { need = "conditional", when = { KIND = "CARD" }, absent = "empty", doc = "d" }
FIRST = { need = "optional", date = "MM/DD/YYYY", doc = "d" }
LAST = { need = "optional", date = "MM/DD/YYYY", doc = "d" }

[[rule]]
at_least_one = ["CUSTOMERID", "MDN"]

[[rule]]
in_order = ["FIRST", "LAST"]

[example]
MDN = "5551234567"
KIND = "CASH"

[response]
id = "d"

[status]
00 = "shared"
12 = { name = "InvalidKind", description = "Invalid kind.", resolution = "Give another." }
"#;

/// What comparing says, besides the dates, of which this page says nothing.
fn told(name: &str, page: &Page, spec: &str) -> Vec<String> {
    let lines = in_lines(&differences(&format!("sentences_{name}"), page, spec));
    lines.into_iter().filter(|line| !line.contains("otherwise date")).collect()
}

/// What comparing says when a sentence is taken out of the page.
fn without(name: &str, sentence: &str) -> Vec<String> {
    let mut rows = ROWS.map(|row| row.map(str::to_owned));
    let notes = rows.iter_mut().map(|row| &mut row[4]).find(|notes| notes.contains(sentence)).expect("it is there");
    *notes = notes.replace(sentence, "");
    let rows: Vec<[&str; 5]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    told(name, &page(&rows, END), SPEC)
}

#[test]
fn sentences_that_went_are_told() {
    assert_eq!(told("all", &page(&ROWS, END), SPEC), [""; 0]);
    assert_eq!(
        without("unless", "Required except when KIND is CASH."),
        ["request PAY/CARD has otherwise unless: \"\" / \"KIND is CASH\""]
    );
    assert_eq!(
        without("any_case", "Values are not case sensitive."),
        ["request PAY/KIND has otherwise any_case: \"\" / \"the letter case does not matter\""]
    );
    assert_eq!(
        without("rule", "Either CUSTOMER ID or MDN is required."),
        [
            "request PAY/CUSTOMERID has otherwise when: \"\" / \"MDN is not given\"",
            "request PAY/MDN has otherwise when: \"\" / \"CUSTOMERID is not given\"",
            "request rule has otherwise at_least_one: \"\" / \"CUSTOMERID, MDN\"",
        ]
    );
    assert_eq!(
        without("absent", "You can pass empty value when KIND is not CARD."),
        ["request PAY/REASON has otherwise absent: \"\" / \"empty\""]
    );
    assert_eq!(
        without("order", ", which is not greater than the last"),
        ["request rule has otherwise in_order: \"\" / \"FIRST, LAST\""]
    );
}

/// A rule can come from its status, and differ on purpose.
#[test]
fn rules_that_come_from_elsewhere() {
    let mut rows = ROWS;
    rows[0][4] = "Who pays.";
    let with_status = SPEC.replacen("[\"CUSTOMERID\", \"MDN\"]", "[\"CUSTOMERID\", \"MDN\"]\nstatus = \"12\"", 1);
    let optional = with_status.replace("\"conditional\", when = { MDN = false }", "\"optional\"");
    let optional =
        optional.replace("\"conditional\", when = { CUSTOMERID = false }", "\"conditional\", condition = \"c\"");
    let page = page(&rows, END);
    assert!(told("other_status", &page, &optional).iter().any(|line| line.contains("at_least_one")));
    let mut named = page.clone();
    named.statuses[1].description = "Customer ID is required.".to_owned();
    let named_spec = optional.replacen("\"Invalid kind.\"", "\"Customer ID is required.\"", 1);
    let lines = told("own_status", &named, &named_spec);
    assert!(!lines.iter().any(|line| line.contains("at_least_one")), "{lines:?}");
    let odd = optional.replacen("vcareOssApi/Pay/\"", "vcareOssApi/Pay/\", odd = [\"MDN\"]", 1);
    let lines = told("odd", &page, &odd);
    assert!(!lines.iter().any(|line| line.contains("at_least_one")), "{lines:?}");
    // A page without a table of fields says nothing of rules.
    let mut silent = page.clone();
    silent.has_field_table = false;
    assert!(!told("no_table", &silent, &optional).iter().any(|line| line.contains("at_least_one")));
}

/// A spec can say of a page that it breaks off when it is whole by now. That is told once; not where the page can break
/// off although nothing tells.
#[test]
fn a_page_that_is_whole_by_now() {
    let says = |parts: &str| SPEC.replacen("\n[request", &format!("\nincomplete = [{parts}]\n\n[request"), 1);
    for (parts, shown) in
        [("\"response\"", "response"), ("\"request\", \"response\", \"status\"", "request, response, status")]
    {
        assert_eq!(
            told("whole", &page(&ROWS, END), &says(parts)),
            [format!("endpoint page has otherwise incomplete: \"\" / {shown:?}")]
        );
    }
    assert_eq!(told("cut", &page(&ROWS, "<mo"), &says("\"response\"")), [""; 0]);
    let failure = format!("{END}\nSample Fail Response: 1\n<VcareOssApi><Pay><stat");
    assert_eq!(told("failure", &page(&ROWS, &failure), &says("\"response\"")), [""; 0]);
    let mut open = ROWS;
    open[7][4] = "The last one of the";
    let lines = told("open", &page(&open, END), &says("\"request\""));
    assert_eq!(lines, [""; 0]);
}
