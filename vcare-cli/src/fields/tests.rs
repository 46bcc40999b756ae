//! Arguments for requests of specs that are made for this.

use clap::Parser;
use vcare_core::record::Record;
use vcare_core::schema::EndpointSchema;

use super::given;
use crate::args::Request;

#[allow(missing_docs, dead_code)]
mod made {
    vcare_api::endpoints! { "../tests/compile/specs/AddLines.toml", "../tests/compile/specs/JoinLines.toml" }
}

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    request: Request,
}

/// The request that these arguments make, or what is said of them.
fn request(schema: &'static EndpointSchema, arguments: &[&str]) -> Result<Box<dyn Record>, String> {
    let arguments = ["vcare", schema.name].into_iter().chain(arguments.iter().copied());
    let arguments = Arguments::try_parse_from(arguments).map_err(|error| error.to_string())?;
    given(schema, &arguments.request).map(|(request, _)| request).map_err(|failure| failure.message)
}

fn told(schema: &'static EndpointSchema, arguments: &[&str]) -> String {
    request(schema, arguments).err().unwrap_or_default()
}

#[test]
fn a_tag_that_two_blocks_have_is_given_with_its_block() {
    let schema = &made::join_lines::SCHEMA;
    let made =
        request(schema, &["joinlines/mdn=1", "MEMBER/MDN=2", "ACTION=JOIN", "MEMBER/LIMIT=3"]).expect("it is right");
    let texts = ["JOINLINES/MDN", "MEMBER/MDN", "ACTION", "LIMIT"].map(|name| made.text(name));
    assert_eq!(texts, [Some("1"), Some("2"), Some("JOIN"), Some("3")]);
    for (arguments, expected) in [
        (&["MDN=1"][..], "several blocks of JoinLines have a field MDN: give JOINLINES/MDN=VALUE or MEMBER/MDN=VALUE"),
        (&["MEMBER/MDN=1", "member/mdn=2"], "MEMBER/MDN is given twice"),
        (&["LIMIT=1", "MEMBER/LIMIT=2"], "LIMIT is given twice"),
        (&["MEMBER/PIN=1"], "MEMBER/PIN is a secret, which others could see in the arguments: "),
        (&["MEMBER/PIN=@-", "JOINLINES/PIN=@-"], "MEMBER/PIN already: it can be read once"),
        (&["JOINLINES/MDM=1"], "; did you mean `JOINLINES/MDN`?"),
        (&["JOINLINES/LIMIT=1"], "JoinLines has no field `JOINLINES/LIMIT`; did you mean"),
        (&["--extra", "MEMBER/MDN=1"], "MEMBER/MDN is a field of the request: "),
        (&["--extra", "MDN=1"], "JOINLINES/MDN is a field of the request: "),
        (&["--extra", "JOINLINES/LIMIT=1", "--extra", "MEMBER/LIMIT=1"], "LIMIT is a field of the request: "),
    ] {
        let told = told(schema, arguments);
        assert!(told.contains(expected), "{arguments:?}: {told}");
        assert_eq!(told.matches("error").count(), 0, "{told}");
    }
    let added = request(schema, &["--extra", "JOINLINES/LIMIT=1"]).expect("another block has it");
    assert_eq!(added.extra().len(), 1);
}

#[test]
fn what_is_nested_is_given_by_its_path() {
    let schema = &made::add_lines::SCHEMA;
    let arguments = [
        "mode=NEW",
        "LINE[2]/MDN=2",
        "line[1]/mdn=1",
        "LINE[1]/@type=VOICE",
        "LINE[2]/FEATURE[1]/CODE=A",
        "NOTE[2]=b",
        "NOTE[1]=a",
        "LEVEL_1/SIZE=5",
        "TAG_2=y",
        "TAG_1=x",
        "@version=3",
        "BILLING/CONTACT/PHONE[1]=9",
    ];
    let made = request(schema, &arguments).expect("it is right");
    for (path, expected) in [
        ("LINE[1]/MDN", "1"),
        ("LINE[2]/MDN", "2"),
        ("LINE[1]/@type", "VOICE"),
        ("LINE[2]/FEATURE[1]/CODE", "A"),
        ("NOTE[1]", "a"),
        ("NOTE[2]", "b"),
        ("LEVEL_1/SIZE", "5"),
        ("TAG_2", "y"),
        ("@version", "3"),
        ("BILLING/CONTACT/PHONE[1]", "9"),
    ] {
        assert_eq!(made.text(path), Some(expected), "{path}");
    }
    for (arguments, expected) in [
        (
            &["LINE[1]/MDN=1", "LINE[3]/MDN=1"][..],
            "LINE[3] is given and LINE[2] is not: they are numbered without gaps",
        ),
        (&["NOTE[2]=1"], "NOTE[2] is given and NOTE[1] is not: they are numbered without gaps"),
        (&["TAG_1=1", "TAG_3=1"], "TAG_3 is given and TAG_2 is not: they are numbered without gaps"),
        (&["LINE[1]/FEATURE[2]/CODE=1"], "LINE[1]/FEATURE[2] is given and LINE[1]/FEATURE[1] is not"),
        (&["LINE=1"], "LINE can come several times: write LINE[1]/@type for the first"),
        (&["LINE[1]/MDN=1", "line[1]/mdn=2"], "LINE[1]/MDN is given twice"),
        (
            &["CONTACT/NAME=1"],
            "several blocks of AddLines have a field CONTACT/NAME: give ADDLINES/CONTACT/NAME=VALUE or",
        ),
        (
            &["LINE[1]/PIN=1"],
            "LINE[1]/PIN is a secret, which others could see in the arguments: give LINE[1]/PIN=@FILE, or LINE[1]/PIN=@- for standard input",
        ),
    ] {
        let told = told(schema, arguments);
        assert!(told.contains(expected), "{arguments:?}: {told}");
    }
    assert!(!told(schema, &["LINE[1]/PIN=1"]).contains("VCARE_"), "a variable cannot tell which one it is for");
}

#[test]
fn the_description_has_what_is_nested() {
    let schema = &made::add_lines::SCHEMA;
    let text = crate::output::description::text(schema);
    let command = text.rsplit("vcare --sandbox call AddLines ").next().expect("it ends with an example");
    let arguments: Vec<String> = command.lines().next().expect("it is a line").split(' ').map(unquoted).collect();
    let made =
        request(schema, &arguments.iter().map(String::as_str).collect::<Vec<_>>()).expect("the example is right");
    assert!(vcare_core::validate::validate(schema, &*made).is_empty());
    for row in ["  @type", "  MDN", "    CODE", "any number", "1 to 3"] {
        assert!(text.contains(row), "{row}: {text}");
    }
    let data = crate::output::description::data(schema);
    let line =
        &data["fields"].as_array().expect("it is a list").iter().find(|it| it["wire"] == "LINE").expect("it is there");
    assert_eq!((&line["kind"], &line["repeat"]), (&"group".into(), &"many".into()));
    assert_eq!(line["fields"][0]["address"], "@type");
    assert_eq!(line["fields"][3]["fields"][0]["wire"], "CODE");
}

/// As a shell takes a word.
fn unquoted(word: &str) -> String {
    word.replace('\'', "")
}
