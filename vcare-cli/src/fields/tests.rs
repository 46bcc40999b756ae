//! Arguments for requests of specs that are made for this.

use clap::Parser;
use vcare_core::record::Record;
use vcare_core::schema::EndpointSchema;

use super::given;
use crate::args::Request;

#[allow(missing_docs, dead_code)]
mod made {
    vcare_api::endpoints! { "../tests/compile/specs/JoinLines.toml" }
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
