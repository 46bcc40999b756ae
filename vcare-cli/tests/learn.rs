//! `vcare spec learn`: replies with planted differences, and what it makes of them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    /// The differences of the first endpoint: kind, where, in how many of how many, what.
    fn differences(&self) -> Vec<String> {
        let data: Value = serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out));
        let rows = data["endpoints"][0]["differences"].as_array().cloned().unwrap_or_default();
        let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
        rows.iter()
            .map(|row| {
                let (kind, place, what) = (text(row, "kind"), text(row, "where"), text(row, "what"));
                format!("{kind} {place} {} of {}: {what}", row["replies"], row["of"])
            })
            .collect()
    }

    /// The differences that are new.
    fn news(&self) -> Vec<String> {
        self.differences().into_iter().filter(|row| !row.starts_with("never seen")).collect()
    }
}

/// A folder for a test: `spec` with a spec, `replies` for replies.
struct Place(PathBuf);

impl Place {
    fn new(test: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("learn").join(test);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{}: {error}", folder.display()),
            Ok(()) | Err(_) => {}
        }
        fs::create_dir_all(folder.join("spec")).expect("a folder for the test");
        fs::create_dir_all(folder.join("replies")).expect("a folder for the test");
        let place = Self(folder);
        place.write("spec/FindLine.toml", SPEC);
        place
    }

    fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        fs::write(self.0.join(file), content).expect("the folder is for this");
    }

    fn reply(&self, file: &str, code: &str, error: &str, inside: &str) {
        self.write(&format!("replies/{file}"), reply(code, error, inside));
    }

    fn spec(&self) -> String {
        fs::read_to_string(self.0.join("spec/FindLine.toml")).expect("it is there")
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vcare"));
        let output = command.args(arguments).current_dir(&self.0).stdin(Stdio::null()).output().expect("it starts");
        Ran {
            code: output.status.code().expect("it is not killed"),
            out: String::from_utf8(output.stdout).expect("it writes UTF-8"),
            err: String::from_utf8(output.stderr).expect("it writes UTF-8"),
        }
    }

    fn learn(&self) -> Ran {
        self.run(&["spec", "learn", "replies", "-o", "json"])
    }

    /// Writes, and checks that the spec is a good one in which nothing new is left but what cannot be written.
    fn learn_and_write(&self, left: &[&str]) -> String {
        let ran = self.run(&["spec", "learn", "--write", "replies"]);
        assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
        assert!(ran.err.contains("written: spec/FindLine.toml"), "{}", ran.err);
        let checked = self.run(&["spec", "check"]);
        assert_eq!(checked.code, 0, "{}", checked.out);
        let again = self.learn();
        assert_eq!(again.news(), left, "{}", again.out);
        assert_eq!(again.code, i32::from(!left.is_empty()));
        self.spec()
    }
}

const SPEC: &str = r#"# A line and its plan.

name    = "FindLine"
effect  = "read"
summary = "Finds a line."
source  = { page = "Find Line", url = "https://www.vcareapi.com/vcareOssApi/FindLine/" }

[request.FINDLINE]
MDN           = { need = "required", example = "5551234567", sensitive = "personal", doc = "The line's number." }
AGENTID       = "shared"
AGENTPASSWORD = "shared"
SOURCE        = "shared"

[example]
MDN = "5551234567"

# What comes back.
[response]
line     = { group = "Line", doc = "The line." } # the one
"step_#" = { numbered = "1..2", rust = "steps", doc = "A step." }

# One line.
[group.Line]
"@id"   = "Its ID."
# The one who pays.
owner   = { sensitive = "personal", doc = "Who has it." } # never on the web site
pin     = { sensitive = "secret", doc = "" }
city    = "Where it is."
address = { group = "Address", doc = "" }

[group.Address]
street = { sensitive = "personal", doc = "" }

[status]
00  = "shared"
13  = "shared"
16  = "shared"
356 = "shared"
457 = "shared"
701 = { name = "NotFound", description = "Line not found.", resolution = "Look for another." }
702 = { name = "Busy", description = "Busy: ", resolution = "Wait.", dynamic = "after" } # seen often
"#;

/// A reply to a call of its own.
fn reply(code: &str, error: &str, inside: &str) -> String {
    static CALLS: AtomicU32 = AtomicU32::new(4711);
    let number = CALLS.fetch_add(1, Ordering::Relaxed);
    let word = if code == "00" { "SUCCESS" } else { "FAIL" };
    format!(
        "<?xml version=\"1.0\"?>\n<VcareOssApi xmlns=\"http://www.oss.vcarecorporation.com/oss\"><credentials>\
         <vendorId>Acme Mobile</vendorId><referenceNumber>{number}</referenceNumber></credentials>\
         <FindLine><statusCode>{code}</statusCode><description>{word}</description>\
         <errorDescription>{error}</errorDescription>{inside}</FindLine></VcareOssApi>"
    )
}

fn line(inside: &str) -> String {
    format!(
        "<line id=\"7\"><owner>Jane Doe</owner><pin>1234</pin><city>Towson</city>\
         <address><street>1 Main</street></address>{inside}</line><step_1>a</step_1>"
    )
}

fn exchange(reply: &str) -> String {
    json!({
        "endpoint": "FindLine", "reference_number": "4711", "request": "<VCAREOSSAPI/>", "http_status": 200, "reply": reply,
        "reply_bytes": reply.len(), "error": null, "not_sent": false, "permanent": false,
    })
    .to_string()
}

#[test]
fn replies_that_are_as_the_spec_says_are_nothing_new() {
    let place = Place::new("nothing");
    place.reply("a.xml", "00", "SUCCESS", &line(""));
    place.reply("b.xml", "701", "Line not found.", "");
    place.reply("c.xml", "702", "Busy: since today", "");
    let ran = place.run(&["spec", "learn", "replies"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "nothing new in 3 replies of 1 endpoint\n");
    let before = place.spec();
    assert_eq!(place.run(&["spec", "learn", "--write", "replies"]).code, 0);
    assert_eq!(place.spec(), before);
}

#[test]
fn planted_differences_are_told_with_their_counts() {
    let place = Place::new("planted");
    place.reply("a.xml", "00", "SUCCESS", &line("<tier>Gold</tier><device kind=\"e\"><model>X</model></device>"));
    place.reply("b.xml", "00", "SUCCESS", &(line("<city>Baltimore</city><tier>Basic</tier>") + "<step_3>b</step_3>"));
    place.reply("c.xml", "777", "Account is locked.", "");
    place.reply("d.xml", "777", "Account is locked.", "");
    place.reply("e.xml", "701", "No such line.", "");
    place.reply("f.xml", "701", "No such line.", "");
    let short = "<line id=\"8\" version=\"2\"><owner>x</owner></line><note>n</note><note>m</note>";
    place.write("replies/recorded.jsonl", format!("{}\n\n{}\n", exchange(&reply("00", "SUCCESS", short)), r#"{"endpoint":"FindLine","reference_number":"1","request":null,"http_status":null,"reply":null,"reply_bytes":null,"error":"cut"}"#));
    let ran = place.learn();
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert_eq!(
        ran.differences(),
        [
            "repeats line/city 1 of 7: up to 2 times",
            "element line/tier 2 of 7: text",
            "element line/device 1 of 7: 1 element in it",
            "attribute line/device/@kind 1 of 7: ",
            "element line/device/model 1 of 7: text",
            "attribute line/@version 1 of 7: ",
            "numbers step_# 1 of 7: 1 to 3, where the spec has 1 to 2",
            "element note 1 of 7: text, up to 2 times",
            "status text 701 2 of 7: \"No such line.\"; the spec says \"Line not found.\"",
            "status 777 2 of 7: \"Account is locked.\"",
        ]
    );
    let table = place.run(&["spec", "learn", "replies"]);
    assert_eq!(table.code, 1);
    for said in
        ["FindLine: 7 replies, 3 successful", "line/tier", "2 of 7", "\"Account is locked.\"", "10 differences in 7"]
    {
        assert!(table.out.contains(said), "{said}: {}", table.out);
    }
    for value in ["Gold", "Basic", "Baltimore", "Towson", "Jane", "1234", "4711", "Acme"] {
        assert!(!table.out.contains(value) && !ran.out.contains(value), "{value}");
    }
}

#[test]
fn what_is_new_is_written_into_the_spec_with_marks() {
    let place = Place::new("written");
    place.write("page.toml", SPEC);
    place.reply("a.xml", "00", "SUCCESS", &line("<tier>Gold</tier><device kind=\"e\"><model>X</model></device>"));
    place.reply("b.xml", "00", "SUCCESS", &(line("<city>Baltimore</city><tier>Basic</tier>") + "<step_3>b</step_3>"));
    place.reply("c.xml", "777", "Account is locked.", "");
    place.reply("d.xml", "777", "Account is locked.", "");
    place.reply("e.xml", "701", "No such line.", "");
    place.reply("f.xml", "457", "Invalid Source.", "<x_1>1</x_1><x_2>2</x_2>");
    place.reply("g.xml", "01", "Error Received from Carrier.", "");
    let spec = place.learn_and_write(&[]);
    let expected = SPEC
        .replace(
            "\"step_#\" = { numbered = \"1..2\"",
            "# check: numbers 1 to 3, where the spec has 1 to 2\n\"step_#\" = { numbered = \"1..\"",
        )
        .replace(
            "line     = ",
            "# check: in 1 of 7 replies, not documented: what it means, and who may see it\n\
             \"x_#\"    = { numbered = \"1..\", sensitive = \"personal\", learned = true, doc = \"\" }\nline     = ",
        )
        .replace(
            "city    = \"Where it is.\"",
            "# check: comes up to 2 times, in 1 of 7 replies\ncity    = { repeated = true, doc = \"Where it is.\" }",
        )
        .replace(
            "address = { group = \"Address\", doc = \"\" }\n",
            "address = { group = \"Address\", doc = \"\" }\n\
             # check: in 2 of 7 replies, not documented: what it means, and who may see it\n\
             tier    = { sensitive = \"personal\", learned = true, doc = \"\" }\n\
             # check: in 1 of 7 replies, not documented: what it means\n\
             device  = { group = \"Device\", learned = true, doc = \"\" }\n",
        )
        .replace(
            "\n[status]\n00  = \"shared\"\n",
            "\n[group.Device]\n\
             # check: in 1 of 7 replies, not documented: what it means, and who may see it\n\
             \"@kind\" = { sensitive = \"personal\", learned = true, doc = \"\" }\n\
             # check: in 1 of 7 replies, not documented: what it means, and who may see it\n\
             model   = { sensitive = \"personal\", learned = true, doc = \"\" }\n\
             \n[status]\n00  = \"shared\"\n\
             # check: in 1 of 7 replies, not documented: what to do\n\
             01  = { name = \"CarrierError\", description = \"Error Received from Carrier.\", \
             resolution = \"Please try again with valid data.\", learned = true }\n",
        )
        .replace(
            "701 = { name = \"NotFound\", description = \"Line not found.\", resolution = \"Look for another.\" }",
            "# check: another text in 1 of 7 replies\n701 = { name = \"NotFound\", description = \"Line not found.\", \
             resolution = \"Look for another.\", dynamic = \"whole\" }",
        )
        + "# check: in 2 of 7 replies, not documented: what to do\n\
           777 = { name = \"AccountIsLocked\", description = \"Account is locked.\", resolution = \"\", learned = true }\n";
    assert_eq!(spec, expected);
    let compared = place.run(&["spec", "compare", "page.toml", "spec/FindLine.toml"]);
    assert_eq!(compared.code, 0, "{}", compared.out);
}

/// A value that two replies have is added to those that the spec lists; others are counted.
#[test]
fn values_that_the_spec_does_not_list_are_told() {
    for (name, listed, extended) in [
        ("list", "[\"Towson\"]", "[\"Towson\", \"Ocean City\"]"),
        ("table", "{ Towson = \"Near\" }", "{ Towson = \"Near\", \"Ocean City\" = \"OceanCity\" }"),
    ] {
        let place = Place::new(&format!("values_{name}"));
        let row = |values: &str| format!("city    = {{ values = {values}, doc = \"Where it is.\" }}");
        let spec = SPEC.replace("city    = \"Where it is.\"", &row(listed));
        place.write("spec/FindLine.toml", &spec);
        let city = |city: &str| line("").replace("Towson", city);
        let cities =
            ["Towson", " Ocean\n City ", "Ocean City", "Rockville", "Route 66", "Route 66", "Jane Doe", "Jane Doe", ""];
        for (number, name) in cities.iter().enumerate() {
            place.reply(&format!("{number}.xml"), "00", "SUCCESS", &city(name));
        }
        let twice_in_one = city("Salisbury").repeat(2);
        place.reply("twice.xml", "00", "SUCCESS", &twice_in_one);
        let told = |shown: &str, replies: usize| {
            format!("values line/city {replies} of 10: {shown}a text that is not shown: only one call has it")
        };
        let news = place.learn().news();
        assert!(news.contains(&told("\"Ocean City\", ", 8)), "{news:?}");
        let left: Vec<String> = news.into_iter().filter(|row| !row.starts_with("values")).collect();
        let ran = place.run(&["spec", "learn", "--write", "replies"]);
        assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
        let written = place.spec();
        assert!(written.contains(&row(extended)), "{written}");
        assert!(written.contains("# check: not documented: \"Ocean City\", a text"), "{written}");
        assert_eq!(place.run(&["spec", "check"]).code, 0);
        let again = place.learn().news();
        assert!(again.contains(&told("", 6)), "{again:?} {left:?}");
        for secret in ["Route", "Jane", "Doe", "Rockville", "Salisbury"] {
            assert!(!written.contains(secret) && !ran.out.contains(secret), "{secret}: {written}{}", ran.out);
        }
    }
}

/// A raw reply and its recording, and copies of both, are of one call.
#[test]
fn a_text_of_one_call_is_not_shown_however_often_it_was_kept() {
    let place = Place::new("one_call");
    let locked = reply("777", "Locked.", "");
    place.write("replies/a.xml", &locked);
    place.write("replies/b.xml", &locked);
    place.write("replies/c.jsonl", exchange(&locked.replace("Acme Mobile", "[redacted]")));
    assert_eq!(place.learn().news(), ["status 777 3 of 3: a text that is not shown: only one call has it"]);
    place.reply("d.xml", "777", "Locked.", "");
    assert_eq!(place.learn().news(), ["status 777 4 of 4: \"Locked.\""]);
    let without_number = |name: &str| {
        locked.replace("<referenceNumber>", "<no>").replace("</referenceNumber>", "</no>").replace("Acme", name)
    };
    fs::remove_dir_all(place.0.join("replies")).expect("it is there");
    fs::create_dir(place.0.join("replies")).expect("a folder for the test");
    place.write("replies/a.xml", without_number("Acme"));
    place.write("replies/b.xml", without_number("Acme"));
    assert!(place.learn().out.contains("only one call has it"));
    place.write("replies/b.xml", without_number("Best"));
    assert!(place.learn().out.contains("Locked."));
}

/// Names that clash, in Rust or in TOML, or that Rust keeps for itself.
#[test]
fn rows_get_names_that_are_free() {
    let place = Place::new("names");
    let odd = "<Line><Line/><number>1</number></Line><type/><_/><A.b/><a-b/><a_b/><Owner/><Response><self/><Self><x/></Self></Response>\
               <Status a='1'/><count n='1' N='2'><n/></count><status><y/></status><step><z/></step>";
    place.reply("a.xml", "00", "SUCCESS", &line(odd));
    place.reply(
        "b.xml",
        "00",
        "SUCCESS",
        &format!("{}<FindLine><q/></FindLine><id_1><number/></id_1><id_2/>", line("")),
    );
    place.write("replies/c.xml", reply("99", "Unknown", "").replace("FAIL", "x"));
    place.write("replies/d.xml", reply("88", "Not found", ""));
    place.write("replies/e.xml", reply("88", "Not found", ""));
    let spec = place.learn_and_write(&[]);
    assert!(spec.contains("99  = { name = \"Status99\", description = \"Not documented.\""), "{spec}");
    assert!(spec.contains("88  = { name = \"NotFound2\", description = \"Not found\""), "{spec}");
    assert_eq!(place.run(&["spec", "expand", "spec/FindLine.toml"]).code, 0);
}

/// A structure that stands in two places gets each row once.
#[test]
fn a_structure_in_two_places_is_written_once() {
    let place = Place::new("shared_group");
    let spec = SPEC.replace("city    = ", "second  = { group = \"Address\", doc = \"\" }\ncity    = ");
    place.write("spec/FindLine.toml", spec);
    let inside = "<address><zone><a>1</a></zone><street>s</street><street>t</street></address>\
                  <second><zone><b>1</b></zone><street>s</street><street>t</street></second>";
    place.reply("a.xml", "00", "", &format!("<line>{inside}</line>"));
    let spec = place.learn_and_write(&[]);
    assert_eq!(spec.matches("zone   =").count(), 1, "{spec}");
    assert_eq!(spec.matches("[group.Zone]").count(), 1, "{spec}");
    assert_eq!(spec.matches("repeated = true").count(), 1, "{spec}");
    assert!(spec.contains("\na = {") && spec.contains("\nb = {"), "{spec}");
}

/// What a spec has no words for is told, with the reason, and stays.
#[test]
fn what_cannot_be_written_is_told() {
    let place = Place::new("unwritable");
    let inside = "text<line>text<owner kind='x'>Jane<first/></owner><città/><long_1234567/></line><step_1/><step_1/>\
                  <note lang='e'>n</note>";
    place.write(
        "replies/a.xml",
        reply("00", "SUCCESS", inside).replace("</credentials>", "<server n='1'>x</server></credentials><more/>"),
    );
    place.write("replies/b.xml", reply("E-1", "Odd.", ""));
    place.write("replies/c.xml", reply("13", "Wrong word.", ""));
    let left = [
        "element /VcareOssApi/credentials/server 1 of 3: text",
        "attribute /VcareOssApi/credentials/server/@n 1 of 3: ",
        "element /VcareOssApi/more 1 of 3: empty",
        "text text() 1 of 3: ",
        "text line/text() 1 of 3: ",
        "attribute line/owner/@kind 1 of 3: ",
        "element line/owner/first 1 of 3: empty",
        "element line/città 1 of 3: empty",
        "element line/… 1 of 3: empty",
        "repeats step_# 1 of 3: up to 2 times",
        "attribute note/@lang 1 of 3: ",
        "status text 13 1 of 3: a text that is not shown: only one call has it; the spec says \"Password is invalid.\"",
        "status … 1 of 3: a text that is not shown: only one call has it",
    ];
    let mut found = place.learn().news();
    found.retain(|row| row != "element note 1 of 3: text");
    assert_eq!(found, left);
    let spec = place.learn_and_write(&left);
    assert!(spec.contains("note     = { sensitive = \"personal\", learned = true, doc = \"\" }"), "{spec}");
    let table = place.run(&["spec", "learn", "replies"]).out;
    for reason in ["a spec has no text beside elements", "the spec has text there", "the name may be made of a value"] {
        assert!(table.contains(reason), "{reason}: {table}");
    }
}

/// No value reaches the output or the spec, wherever it stands.
#[test]
fn no_value_is_shown_or_written() {
    let place = Place::new("values");
    let secret = |number: u32| {
        format!(
            "<line id=\"id{number}\" tag=\"Quicksilver\"><owner>Hathaway</owner><pin>9876</pin><city>Towson</city>\
             <nick>Foxglove</nick><Hathaway_file>1</Hathaway_file><n7778889999/><account777888>1</account777888></line>"
        )
    };
    place.reply("a.xml", "00", "Welcome back, Hathaway", &secret(1));
    place.reply("b.xml", "00", "Welcome back, Hathaway", &secret(2));
    for (file, text) in [
        ("c", "MDN 777-888-9999 is not active."),
        ("d", "Mail went to jane@example.com."),
        ("e", "FOXGLOVE is no plan."),
        ("f", "Quicksilver is no tag."),
        ("g", "Vendor Acme Mobile is suspended."),
        ("h", "Pin 9 8 7 6 is wrong."),
    ] {
        place.reply(&format!("{file}1.xml"), &format!("80{}", file.as_bytes()[0] - b'a'), text, "");
        place.reply(&format!("{file}2.xml"), &format!("80{}", file.as_bytes()[0] - b'a'), text, "");
    }
    place.reply("once.xml", "820", "Zebra is once.", "");
    let redacted = reply("821", "[redacted] is no customer", "<line><redacted>[redacted]</redacted></line>");
    place.write("replies/r.jsonl", format!("{0}\n{0}\n", exchange(&redacted)));
    let shown =
        [place.learn(), place.run(&["spec", "learn", "replies"]), place.run(&["spec", "learn", "--write", "replies"])];
    let spec = place.spec();
    assert!(spec.contains("802 = { name = \"Status802\", description = \"Not documented.\", resolution = \"\", dynamic = \"whole\", learned = true }"), "{spec}");
    assert_eq!(place.run(&["spec", "check"]).code, 0);
    let texts = shown.iter().flat_map(|ran| [&ran.out, &ran.err]).chain([&spec]);
    for text in texts {
        let text = text.to_lowercase();
        for value in [
            "jane",
            "hathaway",
            "9876",
            "towson",
            "foxglove",
            "quicksilver",
            "acme",
            "7778",
            "777-888",
            "n777",
            "account7",
            "9 8 7 6",
            "zebra",
            "4711",
            "[redacted] is",
            "example.com",
        ] {
            assert!(!text.contains(value), "{value}: {text}");
        }
    }
}

/// One that cannot be read is named, and the others are read all the same.
#[test]
fn what_cannot_be_read_is_named_and_skipped() {
    let place = Place::new("unread");
    place.reply("good.xml", "00", "SUCCESS", &line(""));
    place.write("replies/binary.bin", [0, 159, 146, 150, 255]);
    place.write("replies/empty.xml", "");
    place.write("replies/page.html", "<html><body>Jane Doe</body></html>");
    place.write("replies/words.txt", "Jane Doe");
    place.write("replies/cut.xml", &reply("00", "SUCCESS", &line("<tier>1</tier>"))[..400]);
    place.write("replies/other.xml", reply("00", "", "").replace("FindLine", "GetJane"));
    place.write("replies/two.xml", reply("00", "", "").replace("<FindLine>", "<FindLine/><FindLine>"));
    place.write("replies/codes.xml", reply("00", "", "<statusCode>01</statusCode>"));
    place.write("replies/deep.xml", reply("00", "", &("<a>".repeat(500) + &"</a>".repeat(500))));
    place.write("replies/.hidden", "Jane Doe");
    let wrong = exchange(&reply("00", "", "")).replacen("FindLine", "GetPlanService", 1);
    place.write(
        "replies/recording.jsonl",
        format!("\u{feff}{}\n{{\"endpoint\": 5551234567}}\n{{\n[]\n{wrong}\n\u{1}{{", exchange(&reply("00", "", ""))),
    );
    fs::File::create(place.0.join("replies/large.xml"))
        .and_then(|file| file.set_len(65 * 1024 * 1024))
        .expect("it is sparse");
    let ran = place.learn();
    assert_eq!((ran.code, ran.news()), (0, Vec::new()), "{}", ran.out);
    for said in [
        "skipped: replies/binary.bin: the reply is not XML",
        "skipped: replies/empty.xml: the reply is empty",
        "skipped: replies/page.html: the root element is not that of the vendor's replies",
        "skipped: replies/words.txt: the reply is not XML",
        "skipped: replies/cut.xml: the reply ends before its root element does",
        "skipped: replies/other.xml: the reply is for `GetJane`, which no spec here describes",
        "skipped: replies/two.xml: the document holds two replies",
        "skipped: replies/codes.xml: the reply has two status codes that differ",
        "skipped: replies/deep.xml: the reply's elements are nested too deep",
        "skipped: replies/recording.jsonl:2: not an exchange of a recording; so are 3 other lines",
        "skipped: replies/recording.jsonl:5: the reply is for `FindLine`, the call was for another endpoint",
        "skipped: replies/large.xml: the reply is larger than 64 MiB",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    assert_eq!(ran.err.lines().count(), 12, "{}", ran.err);
    assert!(!ran.err.contains("Jane Doe") && !ran.err.contains("5551234567"), "{}", ran.err);
    let ran = place.run(&["spec", "learn", "none.xml", "replies/good.xml", "replies/good.xml", "./replies"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("skipped: none.xml: ") && ran.out.contains("in 2 replies"), "{}{}", ran.err, ran.out);
}

#[cfg(unix)]
#[test]
fn odd_files_are_named_and_skipped() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    let place = Place::new("odd_files");
    let at = |name: &str| place.0.join("replies").join(name);
    place.reply("good.xml", "00", "SUCCESS", &line(""));
    symlink(place.0.join("replies"), at("loop")).expect("a link for the test");
    symlink("self", at("self")).expect("a link for the test");
    symlink("nowhere", at("nowhere")).expect("a link for the test");
    symlink("good.xml", at("again.xml")).expect("a link for the test");
    let made = Command::new("mkfifo").arg(at("pipe")).status().expect("it starts");
    assert!(made.success());
    let odd = std::ffi::OsStr::from_bytes(b"odd\xff\x1b[2J.xml");
    let has_odd = fs::write(place.0.join("replies").join(odd), "x").is_ok();
    fs::create_dir(at("shut")).expect("a folder for the test");
    fs::set_permissions(at("shut"), fs::Permissions::from_mode(0o000)).expect("the folder is ours");
    // Root can read it.
    let is_shut = fs::read_dir(at("shut")).is_err();
    let ran = place.learn();
    fs::set_permissions(at("shut"), fs::Permissions::from_mode(0o700)).expect("the folder is ours");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("\"replies\": 1"), "{}", ran.out);
    for said in [
        "replies/loop: a link to a folder that it is in",
        "replies/pipe: not a regular file",
        "replies/self: ",
        "replies/nowhere: ",
    ] {
        assert!(ran.err.contains(&format!("skipped: {said}")), "{said}: {}", ran.err);
    }
    assert_eq!(ran.err.contains("replies/shut: "), is_shut, "{}", ran.err);
    assert_eq!(ran.err.contains("replies/odd\u{fffd}\\u{1b}[2J.xml: "), has_odd, "{}", ran.err);
}

#[test]
fn usage_and_what_cannot_be_done_exit_with_2() {
    let place = Place::new("usage");
    place.reply("a.xml", "777", "Locked.", "");
    for arguments in [
        &["spec", "learn"][..],
        &["spec", "learn", "replies", "-o", "xml"],
        &["--sandbox", "spec", "learn", "replies"],
        &["spec", "learn", "replies", "--spec", "none"],
        &["spec", "learn", "replies", "--spec", "replies"],
        &["spec", "learn", "none.xml"],
        &["spec", "learn", "-"],
    ] {
        let ran = place.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
    let none = place.run(&["spec", "learn", "replies", "--spec", "none"]);
    assert_eq!(none.err, "error: there is no none: name the folder of the spec files with --spec\n");
    assert_eq!(place.run(&["spec", "learn", "replies", "--spec", "spec/FindLine.toml"]).code, 1);
    // Without the only spec that has no mistakes.
    place.write("spec/FindLine.toml", SPEC.replace("effect  = \"read\"", "effect = \"red\""));
    let ran = place.run(&["spec", "learn", "replies"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("skipped: spec/FindLine.toml: the spec has mistakes"), "{}", ran.err);
    assert!(ran.err.contains("skipped: replies/a.xml: the reply is for `FindLine`, which no spec here"), "{}", ran.err);
    // What all specs share decides how every reply is read.
    place.write("spec/FindLine.toml", SPEC);
    let shared = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/vcare.toml")).expect("it is there");
    place.write("spec/vcare.toml", shared.replace("status_code ", "status_cod "));
    let ran = place.run(&["spec", "learn", "replies"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("skipped: spec/vcare.toml: the spec has mistakes"), "{}", ran.err);
}

#[test]
fn the_rest_of_the_file_stays_as_it_is() {
    let place = Place::new("rest");
    let windows = format!("\u{feff}{}", SPEC.replace('\n', "\r\n"));
    place.write("spec/FindLine.toml", &windows);
    place.reply("a.xml", "777", "Locked.", "");
    let spec = place.learn_and_write(&[]);
    assert!(spec.starts_with(&windows), "{spec}");
    assert!(spec.ends_with("learned = true }\r\n") && !spec.replace("\r\n", "").contains('\n'), "{spec:?}");
    // Tables in braces, and none of groups.
    let braces = SPEC
        .replace("# What comes back.\n[response]\n", "")
        .replace("line     = { group = \"Line\", doc = \"The line.\" } # the one\n", "")
        .replace("\"step_#\" = { numbered = \"1..2\", rust = \"steps\", doc = \"A step.\" }\n", "");
    let groups = braces.find("# One line.").expect("it is there")..braces.find("[status]").expect("it is there");
    let braces =
        braces.replace(&braces[groups], "").replace("name    =", "# What comes back.\nresponse = {}\nname    =");
    place.write("spec/FindLine.toml", &braces);
    place.reply("b.xml", "00", "", "<device><model/></device>");
    let spec = place.learn_and_write(&[]);
    assert!(spec.contains("# What comes back.\n[response]\n# check: "), "{spec}");
    assert!(spec.contains("[group.Device]\n# check: "), "{spec}");
}

#[cfg(unix)]
#[test]
fn a_spec_is_replaced_as_a_whole() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    let place = Place::new("replaced");
    let real = place.0.join("FindLine.toml");
    fs::rename(place.0.join("spec/FindLine.toml"), &real).expect("the folder is for this");
    symlink("../FindLine.toml", place.0.join("spec/FindLine.toml")).expect("a link for the test");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("the file is ours");
    let before = fs::metadata(&real).expect("it is there").ino();
    place.reply("a.xml", "777", "Locked.", "");
    place.learn_and_write(&[]);
    let after = fs::metadata(&real).expect("it is there");
    assert!(place.0.join("spec/FindLine.toml").is_symlink());
    assert_eq!(after.permissions().mode() & 0o777, 0o640);
    assert_ne!(after.ino(), before);
    assert_eq!(fs::read_dir(&place.0).expect("it is there").count(), 3);

    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).expect("the file is ours");
    place.reply("b.xml", "778", "Locked.", "");
    let ran = place.run(&["spec", "learn", "--write", "replies"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("cannot write spec/FindLine.toml: the file is read-only"), "{}", ran.err);
    assert!(ran.out.contains("778"), "{}", ran.out);
}

/// The vendor's page has nothing of what was learned, and still says what the spec says.
#[test]
fn compare_passes_over_what_was_learned() {
    let place = Place::new("compared");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../vcare-pages/tests/pages/SendGift.txt");
    fs::remove_file(place.0.join("spec/FindLine.toml")).expect("the folder is for this");
    assert_eq!(place.run(&["spec", "import", page, "--write", "spec/SendGift.toml"]).code, 0);
    let draft = fs::read_to_string(place.0.join("spec/SendGift.toml")).expect("it is written");
    let draft =
        draft.replace("summary = \"\"", "summary = \"Sends it.\"").replace("doc = \"\"", "doc = \"Its own text.\"");
    place.write("spec/SendGift.toml", draft);
    let inside = "<giftID>1</giftID><giftID>2</giftID><box size='1'><wrap>x</wrap></box>";
    for (file, code, text, inside) in
        [("a.xml", "00", "", inside), ("b.xml", "22", "Odd.", ""), ("c.xml", "77", "Odd.", "")]
    {
        place.write(&format!("replies/{file}"), reply(code, text, inside).replace("FindLine", "SendGift"));
    }
    let ran = place.run(&["spec", "learn", "--write", "replies"]);
    assert!(ran.code == 1 && ran.out.contains("6 differences"), "{}{}", ran.out, ran.err);
    assert_eq!(place.run(&["spec", "check"]).code, 0);
    let compared = place.run(&["spec", "compare", page, "spec/SendGift.toml"]);
    assert_eq!((compared.code, compared.out.as_str()), (0, "the spec says what the page says\n"));
    assert_eq!(place.run(&["spec", "learn", "replies"]).code, 0);
}

/// The checks of specs refuse some texts, which a server can say all the same.
#[test]
fn a_text_that_a_spec_cannot_have_is_left_out() {
    let place = Place::new("texts");
    for file in ["a.xml", "b.xml"] {
        place.reply(file, "777", "Bread &amp;amp; butter.", "");
    }
    assert_eq!(place.learn().news(), ["status 777 2 of 2: \"Bread &amp; butter.\""]);
    let spec = place.learn_and_write(&[]);
    assert!(spec.contains("777 = { name = \"Status777\", description = \"Not documented.\""), "{spec}");
}
