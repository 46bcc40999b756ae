//! The endpoint's name, its address and its effect.

mod support;

use support::{differences, drafted, in_lines, mistakes, read};
use vcare_pages::page::Page;

/// A page about an endpoint whose reply and address are called so. Without an address, none is stated.
fn page(reply: &str, address: &str) -> Page {
    let end_point = if address.is_empty() {
        String::new()
    } else {
        format!("End Point https://x.example/vcareOssApi/{address}/\n")
    };
    read(&format!(
        "{reply}\n\nThis API is there.\n{end_point}<VCAREOSSAPI><VCAREOSS><{}><A></A></{0}></VCAREOSS></VCAREOSSAPI>\n\
         <VcareOssApi><{reply}><statusCode>00</statusCode></{reply}></VcareOssApi>",
        reply.to_uppercase()
    ))
}

/// The value of a key in the draft's head. The draft has no mistakes, and says what its page says.
fn head(reply: &str, address: &str, key: &str) -> String {
    let page = page(reply, address);
    let draft = drafted(&page);
    let name = format!("names_{reply}_{address}_{key}");
    assert_eq!(mistakes(&name, &draft), Vec::<String>::new(), "{draft}");
    assert_eq!(in_lines(&differences(&name, &page, &draft)), Vec::<String>::new());
    let line =
        draft.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix("= ").map(str::to_owned));
    line.unwrap_or_default().trim_matches('"').to_owned()
}

/// A Rust type begins with a capital; what is posted to keeps the vendor's letters.
#[test]
fn a_name_with_a_small_first_letter() {
    assert_eq!(head("getPaints", "getPaints", "name"), "GetPaints");
    assert_eq!(head("getPaints", "getPaints", "path"), "getPaints");
    assert_eq!(head("getPaints", "getPaints", "effect"), "read");
    // The family's pattern has the vendor's letters too.
    assert!(drafted(&page("getPaints", "")).contains("/vcareOssApi/getPaints/"));
    assert_eq!(head("getPaints", "", "path"), "getPaints");
    assert_eq!(head("GetPaints", "GetPaints", "path"), "");
    assert_eq!(head("getPaints", "GetPaints", "name"), "GetPaints");
    assert_eq!(head("getPaints", "GetPaints", "path"), "");
}

#[test]
fn the_verb_tells_the_effect() {
    for name in [
        "GetPaints",
        "getPaints",
        "listPaints",
        "CheckPaint",
        "QueryPaint",
        "searchPaint",
        "RetrievePaint",
        "get_paints",
    ] {
        assert_eq!(head(name, name, "effect"), "read", "{name}");
    }
    // Words that begin like such a verb, and verbs that change something.
    for name in ["Getaway", "ListenIn", "updatePaint", "PaintGet", "CheckinPaint", "ValidatePaint"] {
        assert_eq!(head(name, name, "effect"), "write", "{name}");
    }
}

/// What looks like a slip, and is how the page has it, is named in `odd`.
#[test]
fn names_that_look_like_slips() {
    let odd = |name: &str, page: &Page| {
        let draft = drafted(page);
        let name = format!("names_slips_{name}");
        assert_eq!(mistakes(&name, &draft), Vec::<String>::new(), "{draft}");
        assert_eq!(in_lines(&differences(&name, page, &draft)), Vec::<String>::new(), "{draft}");
        let source = draft.lines().find(|line| line.starts_with("source ")).expect("the draft has the line");
        source.split("odd = ").nth(1).unwrap_or_default().trim_end_matches(" }").to_owned()
    };
    let request = |blocks: &str| {
        read(&format!(
            "Paint\n\nThis API is there.\nEnd Point https://x.example/vcareOssApi/Paint/\n<VCAREOSSAPI><VCAREOSS>{blocks}</VCAREOSS>\
             </VCAREOSSAPI>\nStatus Code | Description | How to Resolve?\n00 | SUCCESS | SUCCESS\n"
        ))
    };
    assert_eq!(odd("none", &request("<PAINT><A></A></PAINT>")), "");
    assert_eq!(odd("block", &request("<COLOUR><A></A></COLOUR>")), "[\"COLOUR\"]");
    assert_eq!(odd("one_of_two", &request("<COLOUR><A></A></COLOUR><PAINT><B></B></PAINT>")), "");
    assert_eq!(odd("letters", &request("<PAINT><A></A><B></B><Zip></Zip></PAINT>")), "[\"Zip\"]");
    assert_eq!(odd("small", &request("<PAINT><a></a><b></b><Zip></Zip></PAINT>")), "");
    let failure = "<VcareOssApi><Paint><statusCode>7</statusCode><description>FAIL</description>\
                   <errorDescription>No.</errorDescription></Paint></VcareOssApi>";
    let code =
        read(&format!("Paint\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A></PAINT></VCAREOSS></VCAREOSSAPI>\n{failure}"));
    assert_eq!(odd("code", &code), "[\"7\"]");
}

/// Nothing that looks like a secret is shown.
#[test]
fn secrets_have_no_example() {
    let page = read(
        "Paint\n\nThis API is there.\nField\tFormat\tField Example\tType\tNotes\nCARD NUMBER\tNumeric\t4111111111111111\tRequired\t\
         The card.\nSample Request XML\n<VCAREOSSAPI><VCAREOSS><PAINT><CARDNUMBER></CARDNUMBER></PAINT></VCAREOSS></VCAREOSSAPI>",
    );
    let draft = drafted(&page);
    assert_eq!(mistakes("names_secret", &draft), Vec::<String>::new(), "{draft}");
    assert!(!draft.contains("example") && draft.matches("4111").count() == 0, "{draft}");
}
