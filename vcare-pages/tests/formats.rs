//! Formats that the vendor states in its own ways: bounds, dates, values in the example's place.

mod support;

use support::{differences, drafted, in_lines, mistakes, read};
use vcare_pages::page::{Facts, Length, Page};

/// A page with field KIND, from the cells behind its name, and these statuses.
fn page_with(cells: [&str; 5], statuses: &str) -> Page {
    read(&format!(
        "Paint\n\nThis API is used to paint.\nEnd Point https://www.example.com/vcareOssApi/Paint/\n\
         Field (Short Description)\tFormat\tField Example\tType\tNotes\tValidation rules\nKIND\t{}\n\
         Sample Request XML\n<VCAREOSSAPI><VCAREOSS><PAINT><KIND></KIND></PAINT></VCAREOSS></VCAREOSSAPI>\n\
         List of status code, description and resolution. | | |\nStatus Code | Description | How to Resolve? |\n\
         00 | SUCCESS | SUCCESS |\n{statuses}Sample Response\n<VcareOssApi><Paint><statusCode>00</statusCode><id></id></Paint></VcareOssApi>",
        cells.join("\t")
    ))
}

fn page(cells: [&str; 5]) -> Page {
    page_with(cells, "")
}

fn facts(cells: [&str; 5]) -> Facts {
    let page = page(cells);
    let row = page.fields().next().and_then(|field| field.row.clone());
    row.unwrap_or_else(|| panic!("no row: {cells:?}")).facts
}

/// The draft's lines about KIND: its marks, and its own. The draft has no mistakes, and says what the page says.
fn draft(name: &str, page: &Page) -> String {
    let draft = drafted(page);
    let name = format!("formats_{name}");
    assert_eq!(mistakes(&name, &draft), Vec::<String>::new(), "{draft}");
    assert_eq!(in_lines(&differences(&name, page, &draft)), Vec::<String>::new(), "{draft}");
    let request = draft.split("[request.PAINT]\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    request.expect("the draft has the block").to_owned()
}

#[test]
fn bounds_of_a_length() {
    let bounds = |notes: &str| {
        let facts = facts(["string", "x1", "Optional", notes, ""]);
        (facts.least, facts.length)
    };
    let range = (Some(8), Some(Length::AtMost(25)));
    for notes in [
        "MIN =8, MAX=25 chars",
        "Min 8 and max 25 characters.",
        "Minimum length 8, maximum length 25.",
        "Between 8 and 25 characters.",
        "The code, 8 to 25 digits.",
        "It has 8-25 characters.",
        "Length should be between 8 and 25.",
        "Length: 8 - 25",
        "Must be greater than 7 and less than 26 characters.",
        "At least 8 and at most 25 symbols",
        "Should have more than 7 characters and not exceed 25 characters.",
    ] {
        assert_eq!(bounds(notes), range, "{notes}");
    }
    assert_eq!(bounds("At least 8 characters."), (Some(8), None));
    assert_eq!(bounds("Minimum 8 characters"), (Some(8), None));
    assert_eq!(bounds("Not less than 8 digits."), (Some(8), None));
    assert_eq!(bounds("Less than 26 characters."), (None, Some(Length::AtMost(25))));
    assert_eq!(bounds("Cannot exceed 25 characters."), (None, Some(Length::AtMost(25))));
    assert_eq!(bounds("No longer than 25 characters"), (None, Some(Length::AtMost(25))));
    // What is counted is something else, or several lengths are named.
    for notes in [
        "Between 8 and 25 days.",
        "At least 8 plans.",
        "8 or 25 digits",
        "Greater than 8 and less than 26.",
        "From 8 - 25",
        "Minimum 8 dollars.",
        "At least one of KIND and SIZE.",
        "It has to contain at least 3 digits.",
        "25 to 8 characters",
    ] {
        assert_eq!(bounds(notes), (None, None), "{notes}");
    }
}

#[test]
fn a_draft_of_bounds() {
    let both = page(["Numeric", "12345678", "Required", "MIN =8, MAX=25 chars", ""]);
    let told = draft("bounds", &both);
    assert!(told.contains("chars = \"digits\", min = 8, max = 25, example = \"12345678\""), "{told}");
    let told = draft("least", &page(["string", "12345678", "Required", "At least 8 characters.", ""]));
    assert!(told.contains("min = 8, example = \"12345678\""), "{told}");
    for (name, notes, page_says) in
        [("less", "MIN =6, MAX=25 chars", "6 to 25"), ("none", "MAX=25 chars", "at most 25")]
    {
        let other = page(["Numeric", "12345678", "Required", notes, ""]);
        let told = in_lines(&differences(&format!("formats_bounds_{name}"), &other, &drafted(&both)));
        assert_eq!(told, [format!("request PAINT/KIND has otherwise length: {page_says:?} / \"8 to 25\"")]);
    }
    // An example that is shorter is none.
    let told = draft("least_example", &page(["string", "abc", "Required", "At least 8 characters.", ""]));
    assert!(!told.contains("example = "), "{told}");
}

/// Of a field whose row has none, the status that the server gives tells the bounds.
#[test]
fn bounds_that_a_status_tells() {
    let row = ["String", "12345678901", "Required", "The one to paint.", ""];
    let status = "351 | Kind must be greater than 8 and less than 26 characters. | Give another one. |\n";
    let told = draft("status", &page_with(row, status));
    assert!(told.contains("min = 9, max = 25, wrong_length = \"351\""), "{told}");
    assert!(told.contains("# check: the length is what status 351 says\n"), "{told}");
    // Where both tell, the row has the word.
    let row = ["Numeric", "12345678901", "Required", "MIN =8, MAX=25 chars", ""];
    let status = "437 | Invalid Kind. | No. |\n701 | Kind should be greater than 8 and less than 25 digits. | No. |\n";
    let page = page_with(row, status);
    let told = draft("status_otherwise", &page);
    assert!(told.contains("min = 8, max = 25, wrong = \"437\", wrong_length = \"701\""), "{told}");
    assert!(told.contains("# check: status 701 says at least 9, at most 24\n"), "{told}");
    // Of several that are as good, the first is taken and the others are told.
    let status = "437 | Invalid Kind. | No. |\n438 | Kind is not valid. | No. |\n439 | Wrong kind. | No. |\n";
    let told = draft("several", &page_with(["String", "A1", "Required", "The one.", ""], status));
    assert!(
        told.contains("wrong = \"437\"")
            && told.contains("# check: 438 and 439 are about it too, and wrong is one status\n"),
        "{told}"
    );
    // What the status says is a reason for the rule as long as it says so.
    let spec = drafted(&page_with(
        ["String", "12345678901", "Required", "The one.", ""],
        "351 | Kind must be less than 26 characters. | No. |\n",
    ));
    let changed = page_with(
        ["String", "12345678901", "Required", "The one.", ""],
        "351 | Kind must be less than 30 characters. | No. |\n",
    );
    let told = in_lines(&differences("formats_status_changed", &changed, &spec));
    assert_eq!(told[0], "request PAINT/KIND has otherwise length: \"\" / \"at most 25\"", "{told:?}");
}

/// A list beside a numeric field, or one that nothing announces, is of something else.
#[test]
fn lists_that_are_no_values() {
    let list = "The number, for category as below.\n• New Paint\n• Old Paint";
    let cells = |format: &str, example: &str, notes: &str| {
        let html = notes.split('\n').map(|line| format!("<p>{line}</p>")).collect::<String>();
        let page = read(&format!(
            "<p>Paint</p><table><tr><th>Field</th><th>Format</th><th>Example</th><th>Type</th><th>Notes</th></tr><tr><td>KIND</td>\
             <td>{format}</td><td>{example}</td><td>Required</td><td>{html}</td></tr></table>\
             <VCAREOSSAPI><VCAREOSS><PAINT><KIND></KIND></PAINT></VCAREOSS></VCAREOSSAPI>"
        ));
        page.fields().next().and_then(|field| field.row.clone()).expect("it has a row").facts.values
    };
    let none: [&str; 0] = [];
    assert_eq!(cells("Numeric", "123", list), none);
    assert_eq!(cells("string", "A-1", list), none);
    assert_eq!(cells("string", "New Paint", list), ["New Paint", "Old Paint"]);
    assert_eq!(cells("string", "", list), ["New Paint", "Old Paint"]);
    assert_eq!(
        cells("string", "A-1", &list.replace("for category as below", "one of the following")),
        ["New Paint", "Old Paint"]
    );
    assert_eq!(cells("Numeric", "1", "One of\n• 1\n• 2"), ["1", "2"]);
    assert_eq!(cells("Numeric", "7", "Should be RED, BLUE"), none);
}

#[test]
fn values_in_the_examples_place() {
    let values = |example: &str| facts(["string", example, "Optional", "How it is done.", ""]).values;
    assert_eq!(values("Y or N"), ["Y", "N"]);
    assert_eq!(values("Prepaid or Postpaid"), ["Prepaid", "Postpaid"]);
    assert_eq!(values("ADD, UPDATE or QUERY"), ["ADD", "UPDATE", "QUERY"]);
    assert_eq!(values("Y/N"), ["Y", "N"]);
    assert_eq!(values("1 / 0"), ["1", "0"]);
    assert_eq!(values("ADD/UPDATE"), ["ADD", "UPDATE"]);
    assert_eq!(values("Yes/No"), ["Yes", "No"]);
    let none: [&str; 0] = [];
    for example in [
        "N/A",
        "01/31/2026",
        "12/26",
        "Lost/Stolen",
        "John Doe",
        "MD, VA",
        "Doe, John",
        "1/10",
        "Any text or number that you like to see there",
    ] {
        assert_eq!(values(example), none, "{example}");
    }
    let told = draft("example", &page(["string", "Prepaid or Postpaid", "Required", "How it is paid.", ""]));
    assert!(told.contains("values = [\"Prepaid\", \"Postpaid\"], example = \"Prepaid\""), "{told}");
    assert!(told.contains("# check: the values stand in the example's place\n"), "{told}");
    assert!(!told.contains("is no value"), "{told}");
    // The notes have the word, and an example that lists their values is none that they do not allow.
    let told = draft(
        "example_listed",
        &page(["string", "RED, BLUE and GREEN", "Required", "Should be RED,BLUE and GREEN.", ""]),
    );
    assert!(told.contains("values = [\"RED\", \"BLUE\", \"GREEN\"], example = \"RED\""), "{told}");
    assert!(!told.contains("is no value") && !told.contains("in the example's place"), "{told}");
    let told = draft("example_several", &page(["string", "MD, VA", "Required", "Where it is.", ""]));
    assert!(told.contains("# check: the page's example lists several: whether these are all its values\n"), "{told}");
}

#[test]
fn dates_in_the_notes() {
    let dates = |example: &str, notes: &str| {
        let facts = facts(["string", example, "Required", notes, ""]);
        assert_eq!((facts.pattern, facts.forms.len()), (None, 0), "{notes}");
        facts.dates
    };
    assert_eq!(dates("", "This is the date MM/DD/YYYY is expected."), ["MM/DD/YYYY"]);
    assert_eq!(dates("", "The day (yyyy-mm-dd)."), ["YYYY-MM-DD"]);
    assert_eq!(dates("20260131", "The day as YYYYMMDD."), ["YYYYMMDD"]);
    let both = ["MM/DD/YYYY", "MM-DD-YYYY"];
    for notes in [
        "This is the date MM/DD/YYYY is expected. hyphen allowed.",
        "MM/DD/YYYY, hyphens are allowed",
        "MM/DD/YYYY. Dashes accepted too.",
        "MM/DD/YYYY ('-' is also allowed)",
        "MM/DD/YYYY or MM-DD-YYYY",
    ] {
        assert_eq!(dates("", notes), both, "{notes}");
        assert_eq!(dates("01/31/2026", notes), both, "{notes}");
    }
    assert_eq!(dates("", "MM/DD/YYYY, no hyphen allowed."), ["MM/DD/YYYY"]);
    assert_eq!(dates("", "MM/DD/YYYY. Hyphens are not allowed."), ["MM/DD/YYYY"]);
    let none: [&str; 0] = [];
    assert_eq!(dates("", "MM"), none);
    assert_eq!(dates("now", "MM/DD/YYYY"), none);
}

/// What is no whole date is a picture; where it has several forms, their characters and length.
#[test]
fn times_and_parts_of_dates() {
    let row = |notes: &str| facts(["string", "", "Required", notes, ""]);
    assert_eq!(row("The day, MM/DD/YYYY HH:MM:SS").pattern.as_deref(), Some("99/99/9999 99:99:99"));
    assert_eq!(row("Expiry MM/YY").pattern.as_deref(), Some("99/99"));
    let several = row("Expiry MM/YY, hyphen allowed");
    assert_eq!(
        (several.forms, several.length),
        (vec!["99/99".to_owned(), "99-99".to_owned()], Some(Length::Exactly(5)))
    );
    assert_eq!(several.chars, ["digits", "/", "-"]);
    let told = draft("months", &page(["string", "", "Required", "Expiry MM/YY, hyphen allowed", ""]));
    assert!(
        told.contains("# check: the page allows the forms 99/99 and 99-99, of which a pattern can say one\n"),
        "{told}"
    );
}

#[test]
fn a_draft_of_dates() {
    let one = page(["string", "", "Required", "MM/DD/YYYY is expected.", ""]);
    let told = draft("date", &one);
    assert!(told.contains("date = \"MM/DD/YYYY\", doc"), "{told}");
    assert!(drafted(&one).contains("KIND = \"01/31/2026\""), "{}", drafted(&one));
    let several = page(["string", "", "Required", "MM/DD/YYYY is expected. hyphen allowed.", ""]);
    let told = draft("dates", &several);
    assert!(told.contains("date = [\"MM/DD/YYYY\", \"MM-DD-YYYY\"]"), "{told}");
    // One of them refuses the others.
    let told = in_lines(&differences("formats_dates", &several, &drafted(&one)));
    assert_eq!(told, ["request PAINT/KIND has otherwise date: \"MM/DD/YYYY or MM-DD-YYYY\" / \"MM/DD/YYYY\""]);
    // A picture says the same of one form.
    let pattern = drafted(&one).replacen("date = \"MM/DD/YYYY\"", "pattern = \"99/99/9999\"", 1);
    let none: [&str; 0] = [];
    assert_eq!(in_lines(&differences("formats_date_picture", &one, &pattern)), none);
    // Nothing that the row says is about a date any more.
    let silent = page(["string", "", "Required", "The day.", ""]);
    let told = in_lines(&differences("formats_date_gone", &silent, &drafted(&one)));
    assert_eq!(told, ["request PAINT/KIND has otherwise date: \"\" / \"MM/DD/YYYY\""]);
    // A day that there is not is no example, and neither is one of another form.
    let told = draft("no_day", &page(["string", "13/45/2026", "Required", "MM/DD/YYYY is expected.", ""]));
    assert!(told.contains("# check: the page's example, 13/45/2026, is no value that it allows\n"), "{told}");
    let told = draft("date_in_doubt", &page(["string", "now", "Required", "MM/DD/YYYY is expected.", ""]));
    assert!(told.contains("# check: the page names the form MM/DD/YYYY, which its example does not have\n"), "{told}");
}

#[test]
fn files_in_base64() {
    let row = ["string", "base64encode", "Required", "A scan of it.", "base64encode string"];
    let status = "782 | These files are not allowed. Only jpg, jpeg, and png. | No. |\n";
    let file = page_with(row, status);
    let told = draft("file", &file);
    assert!(told.contains("base64 = [\"jpg\", \"png\"], wrong = \"782\""), "{told}");
    assert!(told.contains("# check: status 782 is about types of files, and names no field\n"), "{told}");
    let told = draft("any_file", &page(row));
    assert!(told.contains("base64 = true, doc"), "{told}");
    let gone = page_with(["string", "x", "Required", "A scan of it.", ""], status);
    let told = in_lines(&differences("formats_file_gone", &gone, &drafted(&file)));
    assert_eq!(told, ["request PAINT/KIND has otherwise base64: \"\" / \"a file in base64, of type `jpg` or `png`\""]);
    // What says whether something is in base64 is no file.
    assert_eq!(facts(["string", "Y", "Optional", "Whether it is in base64. Y or N", ""]).values, ["Y", "N"]);
}

/// Of several fields of which one has to be there, the page can lack a status for none.
#[test]
fn one_of_several_fields_without_a_status() {
    let page = read(
        "Paint\n\nThis API is used to paint.\nField\tFormat\tField Example\tType\tNotes\n\
         TIN\tstring\tT1\tConditional\tEither TIN or BRUSH is required.\nBRUSH\tstring\tB1\tConditional\tThe brush.\n\
         Sample Request XML\n<VCAREOSSAPI><VCAREOSS><PAINT><TIN></TIN><BRUSH></BRUSH></PAINT></VCAREOSS></VCAREOSSAPI>",
    );
    let draft = drafted(&page);
    assert_eq!(mistakes("formats_one_of", &draft), Vec::<String>::new(), "{draft}");
    let rule = "# check: that one of these is enough; the page has no status for none of them\n[[rule]]\nat_least_one = [\"TIN\", \"BRUSH\"]\n";
    assert!(draft.contains(rule), "{draft}");
}

/// What a page says plainly stands in the draft as a spec says it.
#[test]
fn what_is_plain_is_drafted_as_a_spec_says_it() {
    let rows = [
        ["SUM", "decimal", "10.00", "Required", "What to add. Only numbers and decimal."],
        ["KIND", "string", "CASH", "Required", "How to pay. Expected Value: CASH, CARD, CHECK."],
        ["SHOP", "string", "WEB", "Required", "Where. Expected Value: WEB, PHONE."],
        ["CARD", "Numeric", "41", "Conditional", "Required except when KIND is CASH."],
        ["MAIL", "string", "a@example.com", "Conditional", "Required if KIND=CHECK and SHOP=WEB"],
        ["DOB", "string", "01/31/1980", "Required", "The day in MM/DD/YYYY format."],
        ["DAY", "string", "01/31/1980", "Optional", "Some day."],
    ];
    let page = support::read(&format!(
        "Pay\n\nThis API is used to pay.\nField (Short Description)\tFormat\tField Example\tType\tNotes\n{}\nSample Request XML\n\
         <VCAREOSSAPI><VCAREOSS><PAY>{}</PAY></VCAREOSS></VCAREOSSAPI>\nSample Response\n\
         <VcareOssApi><Pay><statusCode>00</statusCode><id></id></Pay></VcareOssApi>\n",
        rows.map(|row| row.join("\t")).join("\n"),
        rows.map(|[tag, ..]| format!("<{tag}></{tag}>")).concat(),
    ));
    let draft = support::drafted(&page);
    assert_eq!(support::mistakes("plain", &draft), Vec::<String>::new(), "{draft}");
    let line = |tag: &str| draft.lines().find(|line| line.starts_with(&format!("{tag} "))).expect("it is there");
    assert!(line("SUM").contains("amount = true") && line("SUM").contains("example = \"10.00\""), "{draft}");
    assert!(line("CARD").contains("unless = { KIND = \"CASH\" }"), "{draft}");
    assert!(line("MAIL").contains("when = { KIND = \"CHECK\", SHOP = \"WEB\" }"), "{draft}");
    assert!(line("DOB").contains("date = \"MM/DD/YYYY\""), "{draft}");
    assert!(!draft.contains("lists several"), "{draft}");
    assert_eq!(support::in_lines(&support::differences("plain", &page, &draft)), [""; 0]);
    let told = |name: &str, from: &str, to: &str| {
        assert!(draft.contains(from), "{draft}");
        support::in_lines(&support::differences(&format!("plain_{name}"), &page, &draft.replacen(from, to, 1)))
    };
    assert_eq!(
        told("unless", "unless = { KIND = \"CASH\" }", "unless = { KIND = \"CHECK\" }"),
        ["request PAY/CARD has otherwise unless: \"KIND is CASH\" / \"KIND is CHECK\""]
    );
    assert_eq!(
        told("when", "when = { KIND = \"CHECK\", SHOP = \"WEB\" }", "when = { KIND = \"CHECK\" }"),
        ["request PAY/MAIL has otherwise when: \"KIND is CHECK and SHOP is WEB\" / \"KIND is CHECK\""]
    );
    assert_eq!(
        told("amount", "amount = true, ", ""),
        ["request PAY/SUM has otherwise amount: \"an amount like 12 or 12.50\" / \"\""]
    );
}

/// A sentence that one of several fields is enough says when each of them is needed; a status alone does not.
#[test]
fn fields_of_which_one_is_enough() {
    let page = |notes: &str, status: &str| {
        support::read(&format!(
            "Pay\n\nThis API is used to pay.\nField (Short Description)\tFormat\tField Example\tType\tNotes\n\
             CUSTOMER ID\tNumeric\t12\tConditional\t{notes}\nMDN\tNumeric\t555\tConditional\tThe phone.\n\
             Sample Request XML\n<VCAREOSSAPI><VCAREOSS><PAY><CUSTOMERID></CUSTOMERID><MDN></MDN></PAY></VCAREOSS></VCAREOSSAPI>\n\
             Status Code\tDescription\tHow to Resolve?\n00\tSUCCESS\tSUCCESS\n226\t{status}\tPlease provide one.\n\
             Sample Response\n<VcareOssApi><Pay><statusCode>00</statusCode><id></id></Pay></VcareOssApi>\n"
        ))
    };
    let both = "Customer ID or MDN is required.";
    let (when, in_words) =
        (["when = { MDN = false }", "when = { CUSTOMERID = false }"], "condition = \"no MDN is given\"");
    for (name, notes, status, is_said) in [
        ("either", "Either CUSTOMER ID or MDN is required.", "Nothing to pay.", true),
        ("either_with_status", "Either CUSTOMER ID or MDN is required.", both, true),
        ("status", "Who pays.", both, false),
    ] {
        let page = page(notes, status);
        let draft = support::drafted(&page);
        assert_eq!(support::mistakes(&format!("enough_{name}"), &draft), Vec::<String>::new(), "{draft}");
        assert!(draft.contains("at_least_one = [\"CUSTOMERID\", \"MDN\"]"), "{draft}");
        assert_eq!(when.iter().all(|when| draft.contains(when)), is_said, "{draft}");
        assert_eq!(draft.contains(in_words), !is_said, "{draft}");
        assert_eq!(
            support::in_lines(&support::differences(&format!("enough_{name}"), &page, &draft)),
            [""; 0],
            "{name}"
        );
    }
}
