//! Sample messages that are not as they should be.

mod support;

use support::read;
use vcare_pages::page::{Element, Page};

fn tags(page: &Page) -> Vec<&str> {
    page.fields().map(|field| field.tag.as_str()).collect()
}

fn request(fields: &str) -> Page {
    read(&format!("Paint\n<VCAREOSSAPI><VCAREOSS><PAINT>{fields}</PAINT></VCAREOSS></VCAREOSSAPI>"))
}

fn reply(elements: &str) -> Vec<Element> {
    let page = read(&format!(
        "Paint\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A></PAINT></VCAREOSS></VCAREOSSAPI>\nSample Response\n<VcareOssApi>\
         <credentials></credentials><Paint><statusCode></statusCode>{elements}</Paint></VcareOssApi>"
    ));
    page.response
}

fn shown(elements: &[Element]) -> String {
    let one = |element: &Element| {
        let inside =
            if element.children.is_empty() { String::new() } else { format!("({})", shown(&element.children)) };
        let many = if element.repeated { "*" } else { "" };
        let numbers = element.numbers.map_or(String::new(), |(first, last)| format!("{first}-{last}"));
        format!("{}{numbers}{many}{inside}", element.shown())
    };
    elements.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_missing_end_tag_makes_an_empty_element() {
    assert_eq!(tags(&request("<A></A><B><C></C><D></D>")), ["A", "B", "C", "D"]);
    assert_eq!(tags(&request("<A><A><B></B>")), ["A", "B"]);
    assert_eq!(tags(&request("<A></X><B></B></Y>")), ["A", "B"]);
    assert_eq!(tags(&read("<VCAREOSSAPI><VCAREOSS><PAINT><A></A><B></B>\n\nSample Response\nnone")), ["A", "B"]);
}

#[test]
fn several_sample_requests_are_taken_together() {
    let one =
        |fields: &str| format!("<?xml version=\"1.0\"?><VCAREOSSAPI><VCAREOSS>{fields}</VCAREOSS></VCAREOSSAPI>\n");
    let page = read(&format!(
        "Paint\nSample Request: 1\n{}Sample Request: 2\n{}",
        one("<PAINT><A></A><C></C></PAINT>"),
        one("<PAINT><A></A><B></B><C></C></PAINT><DRY><D></D></DRY>")
    ));
    assert_eq!(tags(&page), ["A", "B", "C", "D"]);
    assert_eq!(page.blocks.len(), 2);
    assert!(page.remarks[0].contains("2 sample requests"), "{:?}", page.remarks);
}

#[test]
fn lists_numbers_and_namesakes_in_a_reply() {
    assert_eq!(shown(&reply("<a></a><b><c></c></b><b><d></d></b><e></e>")), "a b*(c d) e");
    assert_eq!(shown(&reply("<p_1></p_1><p_2></p_2><q1></q1><q2></q2>")), "p_#1-2 q1 q2");
    assert_eq!(shown(&reply("<p1><a></a></p1><p2><b></b></p2>")), "p#1-2(a b)");
    assert_eq!(shown(&reply("<d></d><x></x><d></d>")), "d x d (2)");
    assert_eq!(shown(&reply("<d><e></e></d><x></x><d><f></f></d>")), "d*(e f) x");
    assert_eq!(shown(&reply("<d k=\"1\"></d><x></x><d k=\"2\"></d>")), "d* x");
    assert_eq!(reply("<a count=\"2\" xmlns:b=\"c\"><x></x></a>")[0].attributes, ["count"]);
}

#[test]
fn an_end_tag_that_is_missing_is_told() {
    let page = read(
        "<html><body><h1>Paint</h1><p>Paints a shop in one colour.</p><pre>&lt;VCAREOSSAPI&gt;&lt;VCAREOSS&gt;&lt;PAINT&gt;\
         &lt;A&gt;&lt;B&gt;&lt;/B&gt;&lt;/PAINT&gt;&lt;/VCAREOSS&gt;&lt;/VCAREOSSAPI&gt;</pre></body></html>",
    );
    let remarks: Vec<_> = page.fields().map(|field| (field.tag.as_str(), field.remarks.len())).collect();
    assert_eq!(remarks, [("A", 1), ("B", 0)]);
    assert_eq!(page.summary, "Paints a shop in one colour.");
}

#[test]
fn text_beside_attributes_is_told() {
    let page = read(
        "Paint\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A></PAINT></VCAREOSS></VCAREOSSAPI>\n<VcareOssApi><Paint>\
         <statusCode>00</statusCode><amount currency=\"USD\">10.00</amount><errors><error code=\"1\"></error></errors>\
         <note>AT&T <b</note></Paint></VcareOssApi>",
    );
    assert_eq!(shown(&page.response), "amount errors(error) note");
    assert!(page.response[0].mixed && !page.response[1].mixed);
    let draft = support::drafted(&page);
    assert!(draft.contains("text in it beside attributes"), "{draft}");
    assert!(draft.contains("error = { group = \"Error\", repeated = true"), "{draft}");
}

/// What is sent and received knows the name better than a heading.
#[test]
fn the_name_is_spelt_as_on_the_wire() {
    let page = |title: &str, address: &str, reply: &str| {
        let text = format!(
            "{title}\nEnd Point https://x.example/vcareOssApi/{address}/\n<VCAREOSSAPI><VCAREOSS><RESERVEMDN><A></A>\
             </RESERVEMDN></VCAREOSS></VCAREOSSAPI>\n<VcareOssApi><{reply}><statusCode>00</statusCode></{reply}></VcareOssApi>"
        );
        read(&text).name
    };
    assert_eq!(page("Reserve MDN", "ReserveMdn", "ReserveMdn"), "ReserveMdn");
    assert_eq!(page("Reserve MDN", "ReserveMdn", "reservemdn"), "ReserveMdn");
    assert_eq!(page("Reserve MDN", "reservemdn", "RESERVEMDN"), "ReserveMDN");
}

#[test]
fn a_page_without_a_status_table_has_those_of_its_failures() {
    let page = read(
        "Paint\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A></PAINT></VCAREOSS></VCAREOSSAPI>\nSample Fail Response\n<VcareOssApi>\
         <Paint><statusCode>12</statusCode><errorDescription>No paint for </errorDescription></Paint></VcareOssApi>\n\
         Error Description: No paint for\nHow to Resolve?: Buy\nsome.\nAnything else.",
    );
    assert!(page.status_table.is_none() && !page.has_response);
    let status = &page.statuses[0];
    assert_eq!(
        (status.code.as_str(), status.description.as_str(), status.resolution.as_str()),
        ("12", "No paint for ", "Buy some.")
    );
}

#[test]
fn a_failure_with_elements_of_its_own_is_no_success() {
    let page = read(
        "Paint\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A></PAINT></VCAREOSS></VCAREOSSAPI>\nSample Response: 1\n<VcareOssApi><Paint>\
         <statusCode>00</statusCode><a></a></Paint></VcareOssApi>\nSample Response: 2\n<VcareOssApi><Paint>\
         <statusCode>7</statusCode><description>FAIL</description><errorDescription>No.</errorDescription><b></b></Paint>\
         </VcareOssApi>",
    );
    assert_eq!(shown(&page.response), "a");
    assert_eq!(page.statuses[0].code, "7");
}

/// Each of the blocks has the field, under a name of its own.
#[test]
fn one_tag_in_two_blocks_is_two_fields() {
    let page = read(
        "Paint\n<VCAREOSSAPI><VCAREOSS><WALL><ZIP></ZIP><INK></INK></WALL><DOOR><KEY></KEY><ZIP></ZIP><SOURCE></SOURCE></DOOR>\
         <ROOF><ZIP></ZIP><SOURCE></SOURCE></ROOF></VCAREOSS></VCAREOSSAPI>\n<VcareOssApi><Paint><statusCode>00</statusCode>\
         </Paint></VcareOssApi>",
    );
    let draft = support::drafted(&page);
    assert_eq!(support::mistakes("two_blocks", &draft), Vec::<String>::new(), "{draft}");
    assert!(draft.contains("odd = [\"WALL\"]"), "{draft}");
    let names =
        |line: &str| line.split_once("rust = \"").and_then(|(_, name)| Some(name.split_once('"')?.0.to_owned()));
    let lines = |tag: &str| draft.lines().filter(|line| line.starts_with(tag)).map(names).collect::<Vec<_>>();
    assert_eq!(lines("ZIP"), [None, Some("door_zip".to_owned()), Some("roof_zip".to_owned())], "{draft}");
    assert_eq!(lines("SOURCE"), [None, Some("roof_source".to_owned())], "{draft}");
    let told = support::in_lines(&support::differences("two_blocks_compared", &page, &draft));
    assert_eq!(told, Vec::<String>::new());
    let without = draft.lines().filter(|line| !line.contains("door_zip")).collect::<Vec<_>>().join("\n");
    let told = support::in_lines(&support::differences("two_blocks_without", &page, &without));
    assert_eq!(told, ["request DOOR/ZIP lacks row: \"\" / \"\""]);
}

/// Conditions, rules and the example name each of them with its block.
#[test]
fn one_tag_in_two_blocks_is_named_with_its_block() {
    let page = read(
        "Paint\nFields\n\nField Name\nField Format\nField Example\nRequired or Optional or Conditional\nNotes & Field Validation Rules\n\
         KIND\tString\tOIL\tRequired\tAllowed values are: OIL, WATER\n\
         INK\tString\tred\tConditional\tRequired if KIND is OIL.\n\
         KIND\tString\tDEEP\tRequired\tAllowed values are: DEEP, FLAT\n\
         KEY\tString\tk\tConditional\tRequired if KIND is FLAT.\n\
         Sample Request\n<VCAREOSSAPI><VCAREOSS><PAINT><KIND></KIND><INK></INK></PAINT><DOOR><KIND></KIND><KEY></KEY></DOOR></VCAREOSS>\
         </VCAREOSSAPI>\n<VcareOssApi><Paint><statusCode>00</statusCode></Paint></VcareOssApi>",
    );
    let draft = support::drafted(&page);
    assert_eq!(support::mistakes("named_blocks", &draft), Vec::<String>::new(), "{draft}");
    for part in [
        "\"PAINT/KIND\" = \"OIL\"",
        "\"DOOR/KIND\"  = \"DEEP\"",
        "{ \"PAINT/KIND\" = \"OIL\" }",
        "rust = \"door_kind\"",
    ] {
        assert!(draft.contains(part), "{part}: {draft}");
    }
    assert_eq!(support::in_lines(&support::differences("named_blocks_compared", &page, &draft)), Vec::<String>::new());
}

/// What the sample request's root declares, a spec can say; what it misspells, it cannot.
#[test]
fn declarations_of_the_sample_request() {
    let family = "xmlns=\"http://www.oss.vcarecorporation.com/oss\"";
    let (xsi, xsd) = ("xmlns:xsi=\"x\"", "xmlns:xsd=\"y\"");
    let page = |request: &str| {
        read(&format!(
            "Paint\n<VCAREOSSAPI {request}><VCAREOSS><PAINT><A></A></PAINT></VCAREOSS></VCAREOSSAPI>\n\
             <VcareOssApi {family}><Paint><statusCode>00</statusCode></Paint></VcareOssApi>"
        ))
    };
    let none = Vec::<String>::new();
    let said = |name: &str, request: &str| {
        let draft = support::drafted(&page(request));
        let name = format!("declares_{name}");
        assert_eq!(support::mistakes(&name, &draft), none, "{draft}");
        assert_eq!(support::in_lines(&support::differences(&name, &page(request), &draft)), none, "{draft}");
        let table = draft.split("[envelope.request]\n").nth(1).and_then(|rest| rest.split("\n\n").next());
        let lines = table.unwrap_or_default().lines().filter(|line| !line.starts_with('#')).map(str::to_owned);
        lines.collect::<Vec<_>>()
    };
    assert_eq!(said("usual", &format!("{family} {xsi}")), none);
    assert_eq!(said("nothing", ""), none);
    assert_eq!(said("both", &format!("{xsi} {xsd}")), ["namespace = false", "prefixes  = [\"xsi\", \"xsd\"]"]);
    assert_eq!(said("none", family), ["prefixes = []"]);
    assert_eq!(said("misspelt", &format!("{family} mlns:xsi=\"x\"")), none);
    let draft = support::drafted(&page(&format!("{family} mlns:xsi=\"x\"")));
    assert!(draft.contains("# check: the sample request declares mlns:xsi, which is not sent\n"), "{draft}");
    let draft = support::drafted(&page(&format!("xmlns=\"http://other\" {xsi}")));
    assert!(draft.contains("# check: the sample request has the namespace \"http://other\""), "{draft}");
    let told =
        support::differences("declares_changed", &page(xsd), &support::drafted(&page(&format!("{family} {xsi}"))));
    assert_eq!(
        support::in_lines(&told),
        [
            "envelope request has otherwise namespace: \"not declared\" / \"declared\"",
            "envelope request has otherwise prefixes: \"xsd\" / \"xsi\"",
        ]
    );
}
