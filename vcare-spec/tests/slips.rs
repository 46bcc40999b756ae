//! One slip, one message. Each slip is made in a spec that is right otherwise, and the one message about it stands below
//! it. `VCARE_BLESS=1` writes the messages anew.
//!
//! In `slips/*.txt` each slip begins with `## ` and its name. `- ` and `+ ` are what is replaced and by what: lines, or a
//! part of one. A sign that no one sees is written `\u{a0}`. The slips of `vcare.txt` are made in `vcare.toml`, the others
//! in `SendNotice.toml`.

use std::fs;
use std::path::{Path, PathBuf};

struct Slip<'a> {
    name: &'a str,
    edit: Vec<&'a str>,
    message: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slips")
}

fn shared_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vcare.toml")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn slips(text: &str) -> Vec<Slip<'_>> {
    text.strip_prefix("## ").expect("a file begins with a slip").split("\n## ").map(slip).collect()
}

fn slip(part: &str) -> Slip<'_> {
    let (name, rest) = part.split_once('\n').expect("a slip has an edit");
    let lines = rest.lines().filter(|line| !line.is_empty());
    let (edit, message): (Vec<_>, Vec<_>) = lines.partition(|line| line.starts_with(['-', '+']));
    Slip { name, edit, message: message.join("\n") }
}

/// `\u{a0}` → the sign itself.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("`\\u{` ends with `}`");
        let code = u32::from_str_radix(code, 16).expect("it is a code point");
        out.push(char::from_u32(code).expect("it is a character"));
        out.push_str(rest);
    }
    out
}

fn edited(base: &str, slip: &Slip<'_>) -> String {
    let side = |sign: char| -> String {
        let lines = slip.edit.iter().filter_map(|line| line.strip_prefix(sign));
        lines.map(|line| unescaped(line.strip_prefix(' ').unwrap_or(line))).collect::<Vec<_>>().join("\n")
    };
    let (old, new) = (side('-'), side('+'));
    assert_eq!(base.matches(&old).count(), 1, "{}: `{old}` stands once in the file", slip.name);
    base.replacen(&old, &new, 1)
}

/// What is said, without the lines of the file.
fn told(endpoint: &str, shared: &Path) -> Vec<String> {
    let shared = shared.to_str().expect("the path is UTF-8");
    let specs = vcare_spec::load_bytes("SendNotice.toml", endpoint.as_bytes().to_vec(), Some(shared));
    let shown = |message: &str| {
        let message = message.replace(shared, "vcare.toml");
        let lines = message.lines().map(|line| line.trim_start_matches([' ', '|']).trim_end());
        let is_source = |line: &str| line.split_once(" |").is_some_and(|(number, _)| number.parse::<u32>().is_ok());
        lines.filter(|line| !line.is_empty() && !is_source(line)).map(cut).collect::<Vec<_>>().join("\n")
    };
    specs.rendered().map(|message| shown(&message)).collect()
}

/// Of a long list of what was expected, the beginning is enough.
fn cut(line: &str) -> String {
    const MOST: usize = 120;
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// Compares a file's messages with what is said, and adds what differs to `wrong`.
fn check(path: &Path, wrong: &mut Vec<String>) {
    let endpoint = read(&folder().join("SendNotice.toml"));
    let in_shared = path.file_stem().is_some_and(|name| name == "vcare");
    let text = read(path);
    let mut blessed = Vec::new();
    for slip in slips(&text) {
        let found = if in_shared {
            // In a folder of its own: beside other specs it would be theirs too.
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("slips");
            fs::create_dir_all(&folder).expect("the folder is for this");
            let shared = folder.join("vcare.toml");
            fs::write(&shared, edited(&read(&shared_file()), &slip)).expect("the folder is for this");
            told(&endpoint, &shared)
        } else {
            told(&edited(&endpoint, &slip), &shared_file())
        };
        match found.as_slice() {
            [message] if *message == slip.message => {}
            [message] => wrong.push(format!("{}:\n{message}\ninstead of\n{}", slip.name, slip.message)),
            several => wrong.push(format!("{}: {} messages\n{}", slip.name, several.len(), several.join("\n"))),
        }
        blessed.push(format!("## {}\n{}\n{}\n", slip.name, slip.edit.join("\n"), found.join("\n")));
    }
    if std::env::var_os("VCARE_BLESS").is_some() {
        fs::write(path, blessed.join("\n")).expect("the folder can be written to");
    }
}

#[test]
fn each_slip_is_one_message() {
    assert_eq!(told(&read(&folder().join("SendNotice.toml")), &shared_file()), [""; 0], "without a slip it is right");
    let entries = fs::read_dir(folder()).expect("the folder is part of the repository");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    assert!(paths.len() > 7, "some files are missing: {paths:?}");
    let mut wrong = Vec::new();
    for path in &paths {
        check(path, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A sign of TOML that is left out or stands twice: wherever that is, it is one message.
#[test]
fn a_sign_too_few_or_too_many_is_one_message() {
    let base = read(&folder().join("SendNotice.toml"));
    let signs: Vec<(usize, char)> = base.char_indices().filter(|(_, sign)| "\"{}[],=".contains(*sign)).collect();
    assert!(signs.len() > 300, "{}", signs.len());
    for (at, sign) in signs {
        let line = base[..at].matches('\n').count() + 1;
        for times in [0, 2] {
            let mut text = base.clone();
            text.replace_range(at..at + sign.len_utf8(), &sign.to_string().repeat(times));
            let found = told(&text, &shared_file());
            assert_eq!(found.len(), 1, "line {line}: `{sign}` {times} times: {}", found.join("\n"));
        }
    }
}

/// What looks like a slip can be meant, and there is a way to say so.
#[test]
fn what_is_named_as_odd_is_meant() {
    let base = read(&folder().join("SendNotice.toml"));
    let edits = [
        (
            "www.vcareapi.com/vcareOssApi/SendNotice/\"",
            "www.example.com/api/Other/\", odd = [\"url\", \"OTHER\", \"Way\", \"7\"]",
        ),
        ("[request.SENDNOTICE]", "[request.OTHER]"),
        ("WAY      =", "Way      ="),
        ("[status]", "[status]\n7 = { name = \"Odd\", description = \"Odd.\", resolution = \"\" }"),
        ("\"A note.\"", "\"A n\\u043Ete.\""),
    ];
    let text = edits.iter().fold(base, |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text.replacen(old, new, 1)
    });
    assert_eq!(told(&text, &shared_file()), [""; 0]);
}
