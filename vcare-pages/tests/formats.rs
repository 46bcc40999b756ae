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
fn the_least_length_is_marked() {
    let told = draft("least", &page(["Numeric", "12345678", "Required", "MIN =8, MAX=25 chars", ""]));
    assert!(told.contains("# check: at least 8 characters: min = 8\n"), "{told}");
    assert!(told.contains("chars = \"digits\", max = 25, example = \"12345678\""), "{told}");
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
    assert!(told.contains("max = 25, wrong = \"351\""), "{told}");
    assert!(told.contains("# check: max is what status 351 says\n"), "{told}");
    assert!(told.contains("# check: at least 9 characters: min = 9\n"), "{told}");
    // Where both tell, the row has the word.
    let row = ["Numeric", "12345678901", "Required", "MIN =8, MAX=25 chars", ""];
    let status = "437 | Invalid Kind. | No. |\n701 | Kind should be greater than 8 and less than 25 digits. | No. |\n";
    let page = page_with(row, status);
    let told = draft("status_otherwise", &page);
    assert!(told.contains("max = 25, wrong = \"701\""), "{told}");
    assert!(told.contains("# check: status 701 says at least 9, at most 24\n"), "{told}");
    assert!(told.contains("# check: 437 is about it too, and a field has one status for a wrong value\n"), "{told}");
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
    let form = |example: &str, notes: &str| {
        let facts = facts(["string", example, "Required", notes, ""]);
        (facts.pattern.unwrap_or_default(), facts.forms.join(" "))
    };
    let one = |picture: &str| (picture.to_owned(), String::new());
    assert_eq!(form("", "This is the date MM/DD/YYYY is expected."), one("99/99/9999"));
    assert_eq!(form("", "The day (yyyy-mm-dd)."), one("9999-99-99"));
    assert_eq!(form("", "The day, MM/DD/YYYY HH:MM:SS"), one("99/99/9999 99:99:99"));
    let both = (String::new(), "99/99/9999 99-99-9999".to_owned());
    for notes in [
        "This is the date MM/DD/YYYY is expected. hyphen allowed.",
        "MM/DD/YYYY, hyphens are allowed",
        "MM/DD/YYYY. Dashes accepted too.",
        "MM/DD/YYYY ('-' is also allowed)",
        "MM/DD/YYYY or MM-DD-YYYY",
    ] {
        assert_eq!(form("", notes), both, "{notes}");
        assert_eq!(form("01/31/2026", notes), both, "{notes}");
    }
    assert_eq!(form("", "MM/DD/YYYY, no hyphen allowed."), one("99/99/9999"));
    assert_eq!(form("", "MM/DD/YYYY. Hyphens are not allowed."), one("99/99/9999"));
    assert_eq!(form("", "MM"), one(""));
}

#[test]
fn a_draft_of_dates() {
    let told = draft("date", &page(["string", "", "Required", "MM/DD/YYYY is expected.", ""]));
    assert!(told.contains("pattern = \"99/99/9999\""), "{told}");
    let several = page(["string", "", "Required", "MM/DD/YYYY is expected. hyphen allowed.", ""]);
    let told = draft("dates", &several);
    assert!(told.contains("chars = [\"digits\", \"/\", \"-\"], length = 10"), "{told}");
    assert!(
        told.contains("# check: the page allows the forms 99/99/9999 and 99-99-9999, of which a pattern can say one\n"),
        "{told}"
    );
    assert!(drafted(&several).contains("KIND = \"11/11/1111\""), "{}", drafted(&several));
    // A picture of one of them refuses the others.
    let spec = drafted(&page(["string", "", "Required", "MM/DD/YYYY is expected.", ""]));
    let told = in_lines(&differences("formats_dates", &several, &spec));
    assert_eq!(told, ["request PAINT/KIND has otherwise pattern: \"99/99/9999 or 99-99-9999\" / \"99/99/9999\""]);
    // An example of another form leaves the form in doubt.
    let told = draft("date_in_doubt", &page(["string", "now", "Required", "MM/DD/YYYY is expected.", ""]));
    assert!(told.contains("# check: the page names the form MM/DD/YYYY, which its example does not have\n"), "{told}");
}
