//! Sample requests with elements inside of others.

mod support;

use support::{differences, drafted, in_lines, mistakes, read};
use vcare_pages::page::Page;

/// A page with a table of fields and this inside of the request's block.
fn page(rows: &[(&str, &str, &str, &str)], inside: &str) -> Page {
    let rows: String = rows
        .iter()
        .map(|(label, example, need, notes)| format!("{label}\tString\t{example}\t{need}\t{notes}\n"))
        .collect();
    read(&format!(
        "Paint\nFields\n\nField Name\nField Format\nField Example\nRequired or Optional or Conditional\nNotes & Field Validation Rules\n\
         {rows}Sample Request\n<VCAREOSSAPI><VCAREOSS>{inside}</VCAREOSS></VCAREOSSAPI>\n\
         <VcareOssApi><Paint><statusCode>00</statusCode></Paint></VcareOssApi>"
    ))
}

fn lines() -> Page {
    page(
        &[
            ("MODE", "NEW", "Required", "Allowed values are: NEW, PORT"),
            ("LINE", "", "Required", ""),
            ("MDN", "5551234567", "Required", "10 digits."),
            ("PIN", "", "Conditional", "Required if KIND is VOICE."),
            ("KIND", "VOICE", "Required", "Allowed values are: VOICE, DATA"),
            ("NOTE", "a note", "Optional", ""),
            ("SIZE", "5", "Required", ""),
        ],
        "<PAINT form=\"1\"><MODE>NEW</MODE><LINE type=\"x\"><MDN></MDN><KIND></KIND><PIN></PIN><EXTRA><CODE>1</CODE></EXTRA></LINE>\
         <LINE><MDN></MDN></LINE><NOTE>a</NOTE><NOTE>b</NOTE><LEVEL_1><SIZE></SIZE></LEVEL_1><LEVEL_2><SIZE></SIZE></LEVEL_2></PAINT>",
    )
}

#[test]
fn a_page_has_what_its_sample_request_nests() {
    let page = lines();
    let shown = |field: &vcare_pages::page::Field| {
        let many = if field.repeated { "*" } else { "" };
        format!("{}{}{many}", field.within.iter().map(|name| format!("{name}/")).collect::<String>(), field.key())
    };
    let fields: Vec<String> = page.fields().map(shown).collect();
    assert_eq!(
        fields,
        [
            "@form",
            "MODE",
            "LINE*",
            "LINE/@type",
            "LINE/MDN",
            "LINE/KIND",
            "LINE/PIN",
            "LINE/EXTRA",
            "LINE/EXTRA/CODE",
            "NOTE*",
            "LEVEL_#",
            "LEVEL_/SIZE"
        ]
    );
    let with_row = page.fields().filter(|field| field.row.is_some()).count();
    assert_eq!(with_row, 7);
    // Two fields that end in a number are two fields.
    let flat = self::page(&[], "<PAINT><ADDRESS1></ADDRESS1><ADDRESS2></ADDRESS2></PAINT>");
    assert_eq!(flat.fields().map(vcare_pages::page::Field::key).collect::<Vec<_>>(), ["ADDRESS1", "ADDRESS2"]);
}

#[test]
fn a_draft_nests_what_the_page_nests() {
    let page = lines();
    let draft = drafted(&page);
    assert_eq!(mistakes("nested", &draft), Vec::<String>::new(), "{draft}");
    for part in [
        "group = \"Line\", repeated = true, need = \"required\"",
        "[request_group.Line]\n",
        "[request_group.Extra]\n",
        "group = \"Extra\", need = \"optional\"",
        "repeated = true, need = \"optional\"",
        "group = \"Level\", numbered = \"1..2\"",
        "[request_group.Level]\n",
        "when = { KIND = \"VOICE\" }",
        "\"LINE[1]/MDN\"",
    ] {
        assert!(draft.contains(part), "{part}: {draft}");
    }
    // What stands in a structure that may be left out is not in the example.
    assert!(!draft.contains("LEVEL_1/SIZE"), "{draft}");
    assert_eq!(in_lines(&differences("nested_same", &page, &draft)), Vec::<String>::new(), "{draft}");
}

#[test]
fn what_is_nested_otherwise_is_told() {
    let page = lines();
    let draft = drafted(&page);
    let told = |name: &str, from: &str, to: &str| {
        assert!(draft.contains(from), "{from}: {draft}");
        in_lines(&differences(name, &page, &draft.replacen(from, to, 1)))
    };
    let once =
        draft.replacen("group = \"Line\", repeated = true, ", "group = \"Line\", ", 1).replace("LINE[1]/", "LINE/");
    assert_eq!(
        in_lines(&differences("nested_once", &page, &once)),
        ["request PAINT/LINE has otherwise how often: \"several times\" / \"once\""]
    );
    assert_eq!(
        told("nested_numbers", "numbered = \"1..2\"", "numbered = \"1..1\""),
        ["request PAINT/LEVEL_# has otherwise numbers: \"1..2\" / \"1..1\""]
    );
    assert_eq!(
        told(
            "nested_need",
            "PIN     = { need = \"conditional\", when = { KIND = \"VOICE\" }",
            "PIN = { need = \"optional\""
        ),
        ["request PAINT/LINE/PIN has otherwise need: \"conditional\" / \"optional\""]
    );
    let more = "[request_group.Extra]\nMORE = { need = \"optional\", doc = \"\" }\n";
    assert_eq!(
        told("nested_more", "[request_group.Extra]\n", more),
        ["request PAINT/LINE/EXTRA/MORE has beyond row: \"\" / \"optional\""]
    );
    assert_eq!(
        told("nested_less", "\"@type\"", "\"@types\""),
        [
            "request PAINT/LINE/@type lacks row: \"\" / \"\"",
            "request PAINT/LINE/@types has beyond row: \"\" / \"optional\""
        ]
    );
}

/// An element that is open keeps what is inside, and is a structure.
#[test]
fn a_sample_that_breaks_off_inside_of_an_element() {
    let page = read("Paint\nSample Request\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A><LIST><B></B><C");
    let draft = drafted(&page);
    assert!(draft.contains("the sample breaks off here, in a name that begins with \"C\""), "{draft}");
    assert!(draft.contains("[request_group.List]\n"), "{draft}");
}
