//! The same page as text and as HTML.

mod support;

use support::{page, read};
use vcare_pages::page::Page;

/// What of a page does not depend on how it was saved.
fn rows(page: &Page) -> impl PartialEq + std::fmt::Debug + use<> {
    let fields: Vec<_> = page
        .fields()
        .map(|field| {
            let row = field.row.clone().unwrap_or_default();
            (field.tag.clone(), field.sampled, row.label, row.format, row.example, row.need_word, row.facts)
        })
        .collect();
    let statuses: Vec<_> = page
        .statuses
        .iter()
        .map(|status| (status.code.clone(), status.description.clone(), status.resolution.clone()))
        .collect();
    let head = (page.title.clone(), page.name.clone(), page.url.clone(), page.summary.clone());
    (head, page.credentials.clone(), fields, page.response.clone(), statuses)
}

#[test]
fn html_and_text_read_alike() {
    let (mut text, html) = (page("SendGift.txt"), page("SendGift.html"));
    for name in ["SendGift", "swapDevice"] {
        let [text, html] = ["txt", "html"].map(|ending| support::drafted(&page(&format!("{name}.{ending}"))));
        assert_eq!(html, text, "{name}");
    }
    // Only the HTML fills the column of tags.
    for field in text.blocks.iter_mut().flat_map(|block| &mut block.fields) {
        if let Some(row) = &mut field.row {
            row.tag = None;
        }
    }
    assert!(text.fields().any(|field| field.row.is_some()) && !text.response.is_empty() && !text.statuses.is_empty());
    assert_eq!(format!("{:#?}", rows(&html)), format!("{:#?}", rows(&text)));
}

#[test]
fn marks_of_markdown_are_no_text() {
    let page = read(
        "# Paint\n\nThis API is used to **paint**.\n\n## Sample Request XML\n```xml\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A></PAINT>\
         </VCAREOSS></VCAREOSSAPI>\n```\n### Sample Fail Response\n```xml\n<VcareOssApi><Paint><statusCode>12</statusCode>\
         <errorDescription>No paint.</errorDescription></Paint></VcareOssApi>\n```\n**How to Resolve?:** Buy some.\n",
    );
    assert_eq!((page.title.as_str(), page.summary.as_str()), ("Paint", "This API is used to paint."));
    assert_eq!(page.statuses[0].resolution, "Buy some.");
}

/// Some browsers copy a table with each cell on a line of its own.
#[test]
fn cells_on_lines_of_their_own_read_as_a_table() {
    for gap in ["\n", "\n\n", "\n \t\n"] {
        let cells = |line: &[&str]| line.join(gap);
        let text = [
            "Paint\n\nThis API is used to paint.".to_owned(),
            cells(&["Field (Short Description)", "Value/Tag Name", "Format", "Field Example", "Type", "Notes"]),
            cells(&["COLOUR", "string", "Red", "Required", "Which one.", "Red, Blue"]),
            cells(&["Email", "EMAIL", "string", "a@example.com", "Optional", "Who asks."]),
            cells(&["SHOP NUMBER", "Numeric", "Conditional", "Required if COLOUR is Red", "Exactly 4 digits."]),
            "Sample Request XML\n<VCAREOSSAPI><VCAREOSS><PAINT><SHOPNUMBER></SHOPNUMBER><EMAIL></EMAIL>\
             <COLOUR></COLOUR></PAINT></VCAREOSS></VCAREOSSAPI>\nList of status code, description and resolution."
                .to_owned(),
            cells(&["Status Code", "Description", "How to Resolve?"]),
            cells(&["00", "SUCCESS", "SUCCESS"]),
            cells(&["21", "Colour is required. It has none", "Please provide a Colour"]),
            cells(&["12", "Invalid Colour.", "Only Red and Blue."]),
        ]
        .join("\n");
        let page = read(&text);
        let rows: Vec<_> = page
            .fields()
            .map(|field| {
                let row = field.row.clone().unwrap_or_default();
                (field.tag.clone(), row.label, row.example, row.need_word, row.facts)
            })
            .collect();
        assert_eq!(rows.len(), 3, "{rows:#?}");
        let labels: Vec<_> =
            rows.iter().map(|row| (row.0.as_str(), row.1.as_str(), row.2.as_str(), row.3.as_str())).collect();
        assert_eq!(
            labels,
            [
                ("SHOPNUMBER", "SHOP NUMBER", "", "Conditional"),
                ("EMAIL", "Email", "a@example.com", "Optional"),
                ("COLOUR", "COLOUR", "Red", "Required"),
            ]
        );
        assert_eq!(rows[2].4.values, ["Red", "Blue"]);
        assert_eq!(rows[0].4.length, Some(vcare_pages::page::Length::Exactly(4)));
        assert_eq!(rows[0].4.condition.as_ref().map(|when| when.tag.as_str()), Some("COLOUR"));
        let statuses: Vec<_> = page
            .statuses
            .iter()
            .map(|status| (status.code.as_str(), status.description.as_str(), status.resolution.as_str()))
            .collect();
        assert_eq!(
            statuses,
            [
                ("00", "SUCCESS", "SUCCESS"),
                ("21", "Colour is required. It has none", "Please provide a Colour"),
                ("12", "Invalid Colour.", "Only Red and Blue."),
            ]
        );
        assert_eq!((page.title.as_str(), page.summary.as_str()), ("Paint", "This API is used to paint."));
    }
}

#[test]
fn windows_line_ends_change_nothing() {
    let text = support::text("pages/SendGift.txt");
    assert_eq!(format!("{:?}", rows(&read(&text.replace('\n', "\r\n")))), format!("{:?}", rows(&read(&text))));
}

#[test]
fn cells_kept_apart_by_tabs_or_bars_read_as_a_table() {
    for separator in ["\t", " | "] {
        let cells = |line: &[&str]| line.join(separator);
        let heading = [
            "Field (Short Description)",
            "Value/Tag Name",
            "Format",
            "Field Example",
            "Type",
            "Notes",
            "Validation rules",
        ];
        let table = [
            cells(&heading),
            cells(&["COLOUR", "", "string", "Red", "Required", "Which one.", "Red, Blue"]),
            cells(&["NOTE", "NOTES", "string", "Hello", "Optional", "Any text", "Max length 20"]),
        ];
        let page = read(&format!(
            "Paint\n\nThis API is used to paint.\n{}\nSample Request XML\n<VCAREOSSAPI><VCAREOSS><PAINT><NOTES></NOTES>\
             <COLOUR></COLOUR></PAINT></VCAREOSS></VCAREOSSAPI>\n",
            table.join("\n")
        ));
        let fields: Vec<_> =
            page.fields().map(|field| (field.tag.as_str(), field.row.as_ref().expect("it has a row"))).collect();
        assert_eq!(fields[0].0, "NOTES");
        assert_eq!(
            (fields[0].1.label.as_str(), fields[0].1.facts.length),
            ("NOTE", Some(vcare_pages::page::Length::AtMost(20)))
        );
        assert_eq!(
            (fields[1].0, fields[1].1.facts.values.as_slice()),
            ("COLOUR", &["Red".to_owned(), "Blue".to_owned()][..])
        );
    }
}

/// A cell of several lines, with further cells behind its last one.
#[test]
fn cells_of_several_lines() {
    for (separator, end) in [("\t", ""), (" | ", " |")] {
        let row = |cells: &[&str]| format!("{}{end}", cells.join(separator));
        let table = [
            row(&["Field", "Format", "Field Example", "Type", "Notes", "Validation rules"]),
            row(&["SIZE", "Numeric", "5", "Optional", "How large\nit is.", "Max length 3"]),
            row(&["COLOUR", "string", "Red", "Required", "Which one:\n\n  • Red\n  • Blue\n", "-"]),
            row(&["SHOP", "string", "S1", "Required", "Where.", "Alphanumeric"]),
        ];
        let page = read(&format!(
            "Paint\n\nThis API is used to paint.\n{}\nSample Request XML\n<VCAREOSSAPI><VCAREOSS><PAINT><SIZE></SIZE><COLOUR></COLOUR>\
             <SHOP></SHOP></PAINT></VCAREOSS></VCAREOSSAPI>\nStatus Code{separator}Description{separator}How to Resolve?\n\
             00{separator}SUCCESS\n12{separator}No paint.{separator}Buy\nsome.\n",
            table.join("\n")
        ));
        let facts = |at: usize| page.fields().nth(at).and_then(|field| field.row.clone()).expect("it has a row").facts;
        assert_eq!(facts(0).length, Some(vcare_pages::page::Length::AtMost(3)), "{separator}");
        assert_eq!(facts(1).values, ["Red", "Blue"], "{separator}");
        assert_eq!(facts(2).chars, ["letters", "digits"], "{separator}");
        let told: Vec<&str> = page.statuses.iter().map(|status| status.resolution.as_str()).collect();
        assert_eq!(told, ["", "Buy some."], "{separator}");
    }
}
