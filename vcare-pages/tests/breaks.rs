//! Pages that break off.

mod support;

use support::{differences, drafted, in_lines, mistakes, read};
use vcare_pages::page::{Element, Gap, Page};

const REQUEST: &str =
    "<?xml version=\"1.0\"?><VCAREOSSAPI><VCAREOSS><PAINT><A></A><B></B></PAINT></VCAREOSS></VCAREOSSAPI>";
const REPLY: &str = "<?xml version=\"1.0\"?><VcareOssApi><credentials><vendorId></vendorId><referenceNumber></referenceNumber></credentials><Paint>\
                     <statusCode>00</statusCode><description>SUCCESS</description><errorDescription>SUCCESS</errorDescription>";

/// A page whose sample response ends like that.
fn reply(end: &str) -> Page {
    read(&format!("Paint\n\nThis API paints.\nSample Request XML\n{REQUEST}\nSample Response XML\n{REPLY}{end}"))
}

/// A page whose sample request ends like that, before a whole sample response.
fn request(end: &str) -> Page {
    read(&format!(
        "Paint\n\nThis API paints.\nSample Request XML\n<?xml version=\"1.0\"?><VCAREOSSAPI><VCAREOSS>{end}\nSample Response XML\n\
         {REPLY}<id></id></Paint></VcareOssApi>"
    ))
}

/// Elements with what is inside them; `~` where the sample breaks off inside, with what is left of the next name.
fn shown(elements: &[Element]) -> String {
    let one = |element: &Element| {
        let inside =
            if element.children.is_empty() { String::new() } else { format!("({})", shown(&element.children)) };
        let many = if element.repeated { "*" } else { "" };
        let cut = element.breaks_off.as_ref().map_or(String::new(), |begun| format!("~{begun}"));
        format!("{}{many}{inside}{cut}", element.shown())
    };
    elements.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn tags(page: &Page) -> Vec<&str> {
    page.fields().map(|field| field.tag.as_str()).collect()
}

/// The `# check:` marks of a draft, each with the line that follows. The draft has no mistakes.
fn marks(name: &str, page: &Page) -> Vec<(String, String)> {
    let draft = drafted(page);
    assert_eq!(mistakes(&format!("breaks_{name}"), &draft), Vec::<String>::new(), "{draft}");
    let lines: Vec<&str> = draft.lines().collect();
    let mark = |at: usize| {
        let text = lines[at].strip_prefix("# check: ")?;
        let next = lines[at + 1..].iter().find(|line| !line.starts_with('#')).copied().unwrap_or_default();
        Some((text.to_owned(), next.split(" =").next().unwrap_or_default().trim().to_owned()))
    };
    (0..lines.len()).filter_map(mark).collect()
}

#[test]
fn open_elements_of_a_reply_stay_groups() {
    let page = reply("<id></id><plans><plan><name></name><pri");
    assert_eq!(shown(&page.response), "id plans(plan(name)~pri)~");
    assert_eq!(page.gaps, [Gap::SampleResponse]);
    let told: Vec<_> = marks("groups", &page).into_iter().filter(|(text, _)| text.contains("breaks off")).collect();
    let mark = |text: &str, row: &str| (text.to_owned(), row.to_owned());
    assert_eq!(
        told,
        [
            mark("the sample response breaks off: see whether the page is whole elsewhere", "incomplete"),
            mark("the sample breaks off here", "plans"),
            mark("the sample breaks off here, in a name that begins with \"pri\"", "plan"),
        ]
    );
}

#[test]
fn a_reply_can_break_off_anywhere() {
    let cut = |end: &str| {
        let page = reply(end);
        (shown(&page.response), page.response_breaks_off)
    };
    let some = |begun: &str| Some(begun.to_owned());
    assert_eq!(cut("<id></id>"), ("id".to_owned(), some("")));
    assert_eq!(cut("<id>1234</i"), ("id".to_owned(), some("")));
    assert_eq!(cut("<id>1234</"), ("id".to_owned(), some("")));
    assert_eq!(cut("<id>12"), ("id~".to_owned(), some("")));
    assert_eq!(cut("<id></id><na"), ("id".to_owned(), some("na")));
    assert_eq!(cut("<id></id><na a=\"b"), ("id".to_owned(), some("")));
    assert_eq!(cut("<id></id><plan><name></name></plan><plan><na"), ("id plan*(name)".to_owned(), some("na")));
    assert_eq!(cut("<id></id><plan><name></name> ... "), ("id plan(name)~".to_owned(), some("")));
    assert!(!reply("<plan><name></name> ... ").response[0].mixed);
    assert_eq!(cut("<id></id><!-- and"), ("id".to_owned(), some("")));
    // Without the last end tags, nothing of the endpoint's own is missing.
    assert_eq!(cut("<id></id></Paint>"), ("id".to_owned(), None));
    assert_eq!(reply("<id></id></Paint></Vcar").gaps, []);
}

/// What follows a sample that breaks off is no part of it.
#[test]
fn text_behind_a_sample_that_breaks_off() {
    for behind in ["\n\nSUCCESS\n<id> is the number.", "\nSUCCESS", "\nSample Fail Response: 1\nNone."] {
        let page = reply(&format!("<id></id><plan><na{behind}"));
        assert_eq!(shown(&page.response), "id plan~na", "{behind}");
    }
    let page = read(&format!(
        "Paint\n<VCAREOSSAPI>\n<VCAREOSS>\n<PAINT>\n<A></A>\n<B></B>\n\n{REPLY}<id></id></Paint></VcareOssApi>"
    ));
    assert_eq!((tags(&page), shown(&page.response)), (vec!["A", "B"], "id".to_owned()));
    // Nor is a reply whose declaration is missing.
    let page = read(
        "Paint\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A><B>\n<VcareOssApi><Paint><statusCode></statusCode><id></id></Paint></VcareOssApi>",
    );
    assert_eq!((tags(&page), shown(&page.response)), (vec!["A", "B"], "id".to_owned()));
}

#[test]
fn a_reply_that_breaks_off_before_its_element() {
    for end in [
        "<?xml version=\"1.0\"?> <VcareOssApi xmlns=\"http://x",
        "<?xml vers",
        "<VcareOssApi><credentials> <vendorId>A</vendorId> <",
        "",
    ] {
        let page =
            read(&format!("Paint\n\nThis API paints.\nSample Request XML\n{REQUEST}\nSample Response XML\n{end}"));
        assert_eq!(page.gaps, [Gap::NoStatuses, Gap::SampleResponse], "{end}");
        assert!(!page.has_response);
        assert!(page.remarks.iter().any(|remark| remark.contains("breaks off before")), "{:?}", page.remarks);
    }
}

/// A page that is whole up to its sample failures is whole.
#[test]
fn a_failure_that_breaks_off_hides_nothing() {
    let whole = format!("{REPLY}<id></id></Paint></VcareOssApi>");
    for cut in [
        "<?xml version=\"1.0\"?><VcareOssApi xmlns=\"htt",
        "<?xml version=\"1.0\"?><VcareOssApi><Paint><status",
        "<?xml version=\"1.0\"?><VcareOssApi><Paint><statusCode>0",
        "<?xml version=\"1.0\"?><VcareOssApi><Paint><statusCode>1",
        "",
    ] {
        let page = read(&format!(
            "Paint\nSample Request XML\n{REQUEST}\nSample Response XML\n{whole}\nSample Fail Response: 1\n{cut}"
        ));
        assert_eq!((page.gaps.len(), page.statuses.len(), shown(&page.response)), (0, 0, "id".to_owned()), "{cut}");
    }
    let cut = "<VcareOssApi><Paint><statusCode>12</statusCode><description>FAIL</description><errorDescription>No pai";
    let page = read(&format!(
        "Paint\nSample Request XML\n{REQUEST}\nSample Response XML\n{whole}\nSample Fail Response: 1\n{cut}"
    ));
    assert_eq!(page.statuses.len(), 1);
    assert_eq!((page.statuses[0].code.as_str(), page.statuses[0].description.as_str()), ("12", ""));
}

#[test]
fn a_request_that_breaks_off() {
    let cut = |end: &str| {
        let page = request(end);
        assert_eq!(page.gaps, [Gap::SampleRequest], "{end}");
        (tags(&page).join(" "), page.blocks.last().and_then(|block| block.breaks_off.clone()))
    };
    let some = |begun: &str| Some(begun.to_owned());
    assert_eq!(cut("<PAINT><A></A><B></B>"), ("A B".to_owned(), some("")));
    assert_eq!(cut("<PAINT><A></A><B></B><COL"), ("A B".to_owned(), some("COL")));
    assert_eq!(cut("<PAINT><A></A><B></B"), ("A B".to_owned(), some("")));
    assert_eq!(cut("<PAINT><A></A></PAINT>"), ("A".to_owned(), None));
    assert_eq!(cut("<PAINT><A></A></PAINT><DRY><B></B><"), ("A B".to_owned(), some("")));
    // An end tag without its slash.
    assert_eq!(cut("<PAINT><A><A><B></B>"), ("A B".to_owned(), some("")));
    let page = request("<PAINT><A></A><B></B><COL");
    let told = marks("request", &page);
    let here = told.iter().find(|(text, _)| text == "the sample breaks off here, in a name that begins with \"COL\"");
    assert!(here.is_some(), "{told:?}");
    assert!(told.iter().any(|(_, row)| row == "incomplete"), "{told:?}");
    assert!(request("<PAINT><A></A></PAINT>").remarks[0].contains("whether another one follows"));
}

/// An element that is open is kept as one that has others inside, as it would be with its end tag.
#[test]
fn an_open_element_of_a_request_keeps_what_is_inside() {
    let page = request("<PAINT><A></A><LIST><B></B><C");
    let shapes: Vec<_> =
        page.fields().map(|field| (field.tag.as_str(), field.is_structure(), field.within.join("/"))).collect();
    assert_eq!(shapes, [("A", false, String::new()), ("LIST", true, String::new()), ("B", false, "LIST".to_owned())]);
    assert_eq!(page.blocks[0].breaks_off.as_deref(), Some("C"));
    let page = request("<PAINT><A></A><B>");
    assert_eq!(tags(&page), ["A", "B"]);
    let remarks: Vec<_> = page.fields().map(|field| field.remarks.join(" ")).collect();
    assert_eq!(remarks, ["", "the sample breaks off here: whether it is a field"]);
}

/// Another sample goes on where one breaks off.
#[test]
fn several_samples_of_which_one_is_whole() {
    let page = read(&format!(
        "Paint\nSample Request: 1\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A>\nSample Request: 2\n{REQUEST}\nSample Response: 1\n\
         {REPLY}<plan><id></id></plan></Paint></VcareOssApi>\nSample Response: 2\n{REPLY}<plan><na"
    ));
    assert_eq!((tags(&page), shown(&page.response)), (vec!["A", "B"], "plan(id)".to_owned()));
    assert_eq!(page.blocks[0].breaks_off, None);
    assert_eq!(page.gaps, [Gap::SampleRequest, Gap::SampleResponse]);
}

/// What comparing a page with a spec says.
fn told(name: &str, page: &Page, spec: &str) -> Vec<String> {
    in_lines(&differences(&format!("breaks_{name}"), page, spec))
}

const WHOLE: &str = "<id></id><plan><name></name><price></price></plan><more></more></Paint></VcareOssApi>";

/// That the page is incomplete is told once, and nothing that stands beyond the place where it breaks off.
#[test]
fn a_comparison_with_a_reply_that_breaks_off() {
    let spec = drafted(&reply(WHOLE));
    let once = "endpoint page has otherwise incomplete: \"the sample response breaks off\" / \"\"";
    for cut in [
        "",
        "<i",
        "<id></id>",
        "<id></id><plan>",
        "<id></id><plan><name></na",
        "<id></id><plan><name></name><price></price></plan>",
    ] {
        assert_eq!(told("reply", &reply(cut), &spec), [once], "{cut}");
    }
    // What stands before that place is compared.
    assert_eq!(
        told("reply_before", &reply("<plan><price></price><ne"), &spec),
        [once, "response plan/name has beyond row: \"\" / \"\"", "response id has beyond row: \"\" / \"\"",]
    );
    assert_eq!(
        told("reply_new", &reply("<id></id><new></new><plan><na"), &spec),
        [once, "response new lacks row: \"\" / \"\""]
    );
    let lost = read(&format!("Paint\nSample Request XML\n{REQUEST}\nSample Response XML\n<VcareOssApi><cred"));
    assert_eq!(told("reply_lost", &lost, &spec), [once]);
}

#[test]
fn a_comparison_with_a_request_that_breaks_off() {
    let spec = drafted(&request("<PAINT><A></A><B></B><C></C></PAINT><DRY><D></D></DRY></VCAREOSS></VCAREOSSAPI>"));
    let once = "endpoint page has otherwise incomplete: \"the sample request breaks off\" / \"\"";
    for cut in ["<PAINT>", "<PAINT><A></A>", "<PAINT><A></A><B", "<PAINT><A></A><B></B><C></C></PAINT>"] {
        assert_eq!(told("request", &request(cut), &spec), [once], "{cut}");
    }
    assert_eq!(
        told("request_before", &request("<PAINT><A></A><C></C>"), &spec),
        [once, "request PAINT/B has beyond row: \"\" / \"optional\""]
    );
    assert_eq!(
        told("request_block", &request("<PAINT><A></A><B></B></PAINT><D"), &spec),
        [once, "request PAINT/C has beyond row: \"\" / \"optional\""]
    );
}

/// HTML whose samples stand unescaped, and which ends within one.
#[test]
fn html_that_breaks_off_in_a_sample() {
    let whole = format!("{REPLY}<id></id><plan><name></name></plan></Paint></VcareOssApi>");
    for (frame, end) in
        [("pre", ""), ("pre", "</pre>"), ("textarea", "</textarea><p>SUCCESS</p>"), ("p", "</p><h3>More</h3>")]
    {
        for cut in ["<id></id><plan><na", "<id></id><plan><name></name", "<id></id><pl"] {
            let html = |reply: &str| {
                read(&format!(
                    "<html><body><h1>Paint</h1><p>This API paints.</p><h3>Sample Request XML</h3><pre>{REQUEST}</pre>\
                     <h3>Sample Response XML</h3><{frame}>{reply}{end}"
                ))
            };
            let page = html(&format!("{REPLY}{cut}"));
            assert_eq!(shown(&page.response), shown(&reply(cut).response), "{frame} {end} {cut}");
            assert_eq!(page.gaps, [Gap::SampleResponse], "{frame} {end} {cut}");
            assert_eq!(shown(&html(&whole).response), "id plan(name)");
        }
    }
    // Two samples, of which the first breaks off.
    let page = read(&format!(
        "<html><body><h1>Paint</h1><pre>{}</pre><pre>{whole}</pre></body></html>",
        REQUEST.split("</PAINT>").next().expect("it has the block")
    ));
    assert_eq!((tags(&page), shown(&page.response)), (vec!["A", "B"], "id plan(name)".to_owned()));
}

/// A tag that is not finished at the end of its line, before another line of text.
#[test]
fn a_sample_on_several_lines_that_breaks_off() {
    let page = reply("\n<id></id>\n<plan>\n<na\nSUCCESS\n<id> This is the number.\n");
    assert_eq!(shown(&page.response), "id plan~na");
    // A tag can go on in the next line.
    let page = reply("\n<id></id>\n<plan\n count=\"2\"\n kind=\"x\">\n<name></name>\n<pri");
    assert_eq!(shown(&page.response), "id plan(name)~pri");
    assert_eq!(page.response[1].attributes, ["count", "kind"]);
}
