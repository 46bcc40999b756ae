//! XML on a terminal: nothing in it steers the terminal, and it stays the same XML.

use std::io::Write;
use std::process::{Command, Stdio};

fn vcare(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vcare"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("it is piped").write_all(input).expect("it reads its input");
    child.wait_with_output().expect("it ends").stdout
}

fn shown(document: &[u8]) -> String {
    String::from_utf8(vcare(&["decode", "-o", "xml"], document)).expect("it is UTF-8")
}

/// What the command reads in a document, but for repairs.
fn read(document: &[u8]) -> serde_json::Value {
    let json = vcare(&["decode", "-o", "json"], document);
    let mut data: serde_json::Value = serde_json::from_slice(&json).expect("it is JSON");
    data["repairs"].take();
    data
}

fn is_safe(text: &str) -> bool {
    !text.contains(|c: char| {
        (c.is_control() && c != '\n') || "\u{61C}\u{200B}\u{200E}\u{202e}\u{2028}\u{2066}\u{FEFF}\u{E0041}".contains(c)
    })
}

/// A reply with this inside.
fn reply(inside: &str) -> String {
    format!("<VcareOssApi><GetPlanService><statusCode>00</statusCode>{inside}</GetPlanService></VcareOssApi>")
}

const HOSTILE: &str = "a\u{9b}2J\u{202e}b\u{2028}c\rd\te\u{200B}f\u{2066}g";

#[test]
fn what_would_steer_a_terminal_is_written_as_a_reference() {
    for inside in [
        format!("<odd>{HOSTILE}</odd>"),
        format!("<odd a='{HOSTILE}' b=\"{HOSTILE}>'\">x</odd\t>"),
        format!("<odd><![CDATA[<{HOSTILE}&]]>]]&gt;</odd>"),
        format!("<odd><![CDATA[\u{202e}]]></odd><odd><![CDATA[]]></odd>{HOSTILE}"),
        format!("<!-- <odd '{HOSTILE} --><odd>x</odd><?pi {HOSTILE} '?>"),
        "<odd\n\ta\t=\r\n'\u{202e}'/>\r\n".to_owned(),
    ] {
        let document = reply(&inside);
        let shown = shown(document.as_bytes());
        assert!(is_safe(&shown), "{shown:?}");
        assert_eq!(read(shown.as_bytes()), read(document.as_bytes()), "{shown:?}");
    }
    let shown = shown(reply("<odd a='\u{202e}'>\u{1F600}\u{202e}</odd><odd><![CDATA[a\u{2028}b]]></odd>").as_bytes());
    assert!(shown.contains("<odd a='&#x202E;'>\u{1F600}&#x202E;</odd>"), "{shown}");
    assert!(shown.contains("<odd><![CDATA[a]]>&#x2028;<![CDATA[b]]></odd>"), "{shown}");
}

/// No reference can stand in a name: it is written with the character's number instead.
#[test]
fn a_name_that_would_steer_a_terminal_is_spelt_out() {
    let shown = shown(reply("<o\u{61C}d\u{E0041}>x</o\u{61C}d\u{E0041}>").as_bytes());
    assert!(is_safe(&shown) && shown.contains("<o_x61C_d_xE0041_>x</o_x61C_d_xE0041_>"), "{shown}");
    assert_eq!(read(shown.as_bytes())["unknown_elements"][0]["value"], "x");
}

#[test]
fn harmless_xml_is_shown_byte_by_byte() {
    for document in [
        reply("<odd>\u{e9} \u{1F600}\tx</odd>\r\n\t<!-- é -->"),
        format!("\u{FEFF}<?xml version='1.0' encoding='utf-8'?>\r\n{}", reply("")),
    ] {
        assert_eq!(vcare(&["decode", "-o", "xml"], document.as_bytes()), document.as_bytes());
    }
    let latin = reply("<odd>x\u{E9}\r\n</odd>");
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).expect("it is in Latin-1")).collect();
    assert_eq!(vcare(&["decode", "-o", "xml"], &latin), latin);
}

/// In another encoding than the terminal's, harmless characters can be bytes that steer it.
#[test]
fn other_encodings_become_utf_8_where_their_bytes_could_steer_a_terminal() {
    let document = format!("<?xml version=\"1.0\" encoding='UTF-16'?>{}", reply("<odd>é\u{5B1B}\u{202e}</odd>"));
    let wide: Vec<u8> = "\u{FEFF}".encode_utf16().chain(document.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let shown_wide = shown(&wide);
    assert!(is_safe(&shown_wide) && shown_wide.contains("é\u{5B1B}&#x202E;"), "{shown_wide}");
    assert!(shown_wide.starts_with("<?xml version=\"1.0\" encoding='UTF-8'?><VcareOssApi>"), "{shown_wide}");
    assert_eq!(read(shown_wide.as_bytes()), read(&wide));

    let document = format!("<?xml version='1.0' encoding='windows-1252'?>{}", reply("<odd>x\u{9B}31m\u{E9}</odd>"));
    let latin: Vec<u8> = document.chars().map(|c| u8::try_from(u32::from(c)).expect("it is in Latin-1")).collect();
    let shown_latin = shown(&latin);
    assert!(shown_latin.contains("encoding='UTF-8'") && shown_latin.contains("x\u{203A}31mé"), "{shown_latin}");
    assert_eq!(read(shown_latin.as_bytes()), read(&latin));
}

#[test]
fn a_request_is_shown_like_that_too() {
    let arguments = ["encode", "GetCustomerInfo", "LASTNAME=x\u{202e}y\u{9b}", "--extra", "ODD=\u{2028}"];
    for output in ["xml", "table"] {
        let shown = String::from_utf8(vcare(&[&arguments[..], &["-o", output]].concat(), b"")).expect("it is UTF-8");
        assert!(is_safe(&shown) && shown.contains(">x&#x202E;y&#x9B;<") && shown.contains(">&#x2028;<"), "{shown}");
    }
}
