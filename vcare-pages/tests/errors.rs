//! Pages that cannot be read, and texts of any kind.

mod support;

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use proptest::prelude::*;
use vcare_pages::{PageError, read};

#[test]
fn what_is_no_page_is_told() {
    let error = |bytes: &[u8]| read(bytes).expect_err("it is no page");
    assert_eq!(error(b""), PageError::Empty);
    assert_eq!(error(b" \r\n\t"), PageError::Empty);
    assert_eq!(error(b"PNG\0\x01"), PageError::Binary { at: 3 });
    assert_eq!(error(b"Hello"), PageError::NoSample);
    assert_eq!(error(b"<html><body><table><tr><td>Status Code</td></tr></table></body></html>"), PageError::NoSample);
    assert_eq!(
        error(b"<?xml version=\"1.0\"?><VcareOssApi><A><statusCode>1</statusCode></A></VcareOssApi>"),
        PageError::NoRequest { found: 1 }
    );
    assert_eq!(error(b"<VCAREOSSAPI><VCAREOSS></VCAREOSS></VCAREOSSAPI>"), PageError::NoBlock);
    let two = format!("{}\n{}", support::text("pages/SendGift.txt"), support::text("pages/ListGifts.txt"));
    let names = vec!["SendGift".to_owned(), "ListGifts".to_owned()];
    assert_eq!(error(two.as_bytes()), PageError::SeveralEndpoints { names });
    assert!(error(b"Hello").to_string().contains("looked for"));
}

#[test]
fn another_encoding_is_read() {
    let text = "Paint \u{201c}me\u{201d}\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A></PAINT></VCAREOSS></VCAREOSSAPI>";
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read(&utf16).expect("it is read").title, "Paint \u{201c}me\u{201d}");
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '\u{201c}' => 0x93,
            '\u{201d}' => 0x94,
            c => c as u8,
        })
        .collect();
    assert_eq!(read(&windows).expect("it is read").title, "Paint \u{201c}me\u{201d}");
}

#[test]
fn a_page_nested_without_end_is_read_or_refused() {
    let page =
        |depth| format!("{}<VCAREOSSAPI><VCAREOSS><PAINT></PAINT></VCAREOSS></VCAREOSSAPI>", "<div>".repeat(depth));
    assert!(read(page(1_000).as_bytes()).is_ok());
    assert_eq!(read(page(100_000).as_bytes()), Err(PageError::TooDeep { limit: 3_000 }));
    let (divs, elements) = ("<div>".repeat(1_000), "<A>".repeat(4_000));
    let page = read(format!("{divs}<VCAREOSSAPI><VCAREOSS><PAINT>{elements}</VCAREOSSAPI>").as_bytes());
    assert_eq!(page.map(|page| page.blocks[0].tag.clone()).as_deref(), Ok("PAINT"));
}

/// Pieces that pages are made of, in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<?xml ?>",
        "<VCAREOSSAPI>",
        "</VCAREOSSAPI>",
        "<VCAREOSS>",
        "<PAINT>",
        "</PAINT>",
        "<A>",
        "</A>",
        "<A_1/>",
        "<A_2 b='c'/>",
        "<VcareOssApi>",
        "</VcareOssApi>",
        "<statusCode>12</statusCode>",
        "<errorDescription> x",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "Status Code",
        "Description",
        "How to Resolve?:",
        "Error Description:",
        "Sample Fail Response",
        "Type",
        "Format",
        "Field",
        "Required",
        "Conditional",
        "string",
        "Numeric",
        "A",
        "is",
        "if",
        "=",
        "\"ADD\"",
        "or",
        "Max length",
        "50",
        "digits",
        "\n",
        " ",
        "|",
        "\t",
        "• ",
        "é",
        "\u{201c}",
        "12",
        "&lt;",
        "&",
        "<",
        ">",
        ". ",
        ", ",
        "only",
        "should be",
        "Y",
        "N",
        "Default value",
        "Require",
        "/",
        "#",
        "(",
        "MM/DD/YYYY",
        "hyphen allowed",
        "MIN =8",
        "MAX=25 chars",
        "base64",
        "less than 26 characters",
        "is required.",
        "<VcareOss",
        "</",
        "<PAINT><B>",
        "xmlns:xsd='d'",
        "Sample Response XML",
        "Sample Request XML",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.join(" "))
}

/// How many of the pages made of pieces were read.
static READ: AtomicUsize = AtomicUsize::new(0);

const CASES: u32 = 400;

#[test]
fn any_draft_is_toml() {
    drafts_are_toml();
    // A draft is made of a page that is read: if few are, the property says little.
    let read = READ.load(Relaxed);
    assert!(read > CASES as usize * 2 / 5, "{read} of {CASES} pages were read");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_without_a_sample_is_refused(text in any::<String>()) {
        let error = read(text.as_bytes()).expect_err("it holds no sample");
        prop_assert!(matches!(error, PageError::Empty | PageError::Binary { .. } | PageError::NoSample), "{error}");
    }

    fn drafts_are_toml(text in soup()) {
        let page = format!("{text}\n<VCAREOSSAPI><VCAREOSS><PAINT><A></A><B>x</B></PAINT></VCAREOSS></VCAREOSSAPI>\n{text}");
        if let Ok(page) = read(page.as_bytes()) {
            READ.fetch_add(1, Relaxed);
            let draft = support::drafted(&page);
            let mistakes = support::mistakes("soup", &draft);
            prop_assert!(!mistakes.iter().any(|mistake| mistake.contains("[V001]")), "{}\n{draft}", mistakes.join("\n"));
        }
    }
}
