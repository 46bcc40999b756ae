//! The JSON Schema, which editors go by, is true to what the reader accepts.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use vcare_spec::Code;

fn schema() -> Value {
    serde_json::from_str(vcare_spec::JSON_SCHEMA).expect("the schema is JSON")
}

fn validator() -> Validator {
    jsonschema::validator_for(&schema()).expect("the schema is a JSON Schema")
}

fn toml_files(folder: &str, at_least: usize) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).expect("the folder is part of the repository");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
    assert!(files.len() >= at_least, "some files are missing: {files:?}");
    files
}

/// `None` for what is not TOML.
fn data(path: &Path) -> Option<Value> {
    let text = fs::read_to_string(path).expect("it can be read");
    toml::from_str::<toml::Table>(&text).ok().map(|table| serde_json::to_value(table).expect("TOML fits into JSON"))
}

#[test]
fn the_committed_specs_keep_it_and_name_it() {
    let files = toml_files("../spec", 5);
    for path in files {
        let data = data(&path).expect("specs are TOML");
        let errors: Vec<String> = validator().iter_errors(&data).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{}", path.display());
        let text = fs::read_to_string(&path).expect("it can be read");
        assert!(text.starts_with("#:schema ./schema.json\n"), "{}", path.display());
    }
}

/// The mistakes that a schema can see are seen by both.
#[test]
fn it_refuses_what_the_reader_refuses() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for path in toml_files("tests/mistakes", 100) {
        let shown = path.to_str().expect("the path is UTF-8");
        let specs = vcare_spec::load(base, &[shown]).expect("it is there");
        let codes: Vec<_> = specs.diagnostics.iter().map(|found| found.code).collect();
        let of_the_form = codes.iter().any(|code| matches!(code, Code::UnknownKey | Code::WrongType));
        let Some(data) = data(&path) else {
            // TOML itself forbids a key that comes twice, and letters of other scripts in keys.
            assert!(
                codes.iter().any(|code| matches!(code, Code::Syntax | Code::Duplicate | Code::Lookalike)),
                "{shown}: {codes:?}"
            );
            continue;
        };
        if of_the_form {
            seen += 1;
            assert!(!validator().is_valid(&data), "{shown}");
        }
    }
    assert!(seen > 15, "{seen} files have a mistake that the schema can see");
}

/// What else a schema can say of values.
#[test]
fn it_refuses_values_that_the_reader_refuses() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for file in [
        "mistakes/address_that_is_none.toml",
        "mistakes/blank_value.toml",
        "mistakes/classes_in_other_words.toml",
        "mistakes/formats_that_cannot_be_read.toml",
        "mistakes/idle_keys.toml",
        "mistakes/more_than_they_say.toml",
        "mistakes/texts_that_say_nothing.toml",
        "shared/credential_without_setting/vcare.toml",
        "shared/envelope/vcare.toml",
    ] {
        let data = data(&base.join(file)).expect("it is TOML");
        assert!(!validator().is_valid(&data), "{file}");
    }
}

/// The keys that the reader says it expects, when it meets one that it does not know.
fn keys_of_the_reader(name: &str, spec: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.toml"));
    fs::write(&path, spec).expect("the folder is for this");
    let specs = vcare_spec::load(Path::new(""), &[path.to_str().expect("the path is UTF-8")]).expect("it is there");
    let unknown = specs.diagnostics.iter().find(|found| found.code == Code::UnknownKey).expect("it has an unknown key");
    unknown.label.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn it_knows_the_same_keys_as_the_reader() {
    let head = "name = \"Demo\"\neffect = \"read\"\nsummary = \"s\"\n";
    let schema = schema();
    for (name, spec, pointer) in [
        ("endpoint", format!("{head}zzz = 1\n"), "/$defs/endpoint/properties"),
        (
            "source",
            format!("{head}source = {{ page = \"p\", zzz = 1 }}\n"),
            "/$defs/endpoint/properties/source/properties",
        ),
        ("rule", format!("{head}[[rule]]\nzzz = 1\n"), "/$defs/endpoint/properties/rule/items/properties"),
        ("field", format!("{head}[request.DEMO]\nA = {{ zzz = 1 }}\n"), "/$defs/field/oneOf/1/properties"),
        (
            "must_be",
            format!("{head}[request.DEMO]\nA = {{ must_be = {{ zzz = 1 }} }}\n"),
            "/$defs/field/oneOf/1/properties/must_be/properties",
        ),
        ("element", format!("{head}[response]\nA = {{ zzz = 1 }}\n"), "/$defs/element/oneOf/1/properties"),
        ("status", format!("{head}[status]\n1 = {{ zzz = 1 }}\n"), "/$defs/status/oneOf/1/properties"),
    ] {
        let properties = schema.pointer(pointer).and_then(Value::as_object).unwrap_or_else(|| panic!("no {pointer}"));
        assert_eq!(keys_of_the_reader(name, &spec), properties.keys().cloned().collect(), "{name}");
    }
}

/// The words of each closed vocabulary, as the reader lists them.
#[test]
fn it_knows_the_same_words_as_the_reader() {
    let schema = schema();
    for (key, pointer) in [
        ("need", "/$defs/field/oneOf/1/properties/need/enum"),
        ("absent", "/$defs/field/oneOf/1/properties/absent/enum"),
        ("sensitive", "/$defs/field/oneOf/1/properties/sensitive/enum"),
        ("from", "/$defs/field/oneOf/1/properties/from/enum"),
        ("dynamic", "/$defs/status/oneOf/1/properties/dynamic/enum"),
        ("effect", "/$defs/endpoint/properties/effect/enum"),
    ] {
        let effect = if key == "effect" { "zzz" } else { "read" };
        let field =
            if key == "dynamic" || key == "effect" { String::new() } else { format!("A = {{ {key} = \"zzz\" }}\n") };
        let dynamic = if key == "dynamic" { "1 = { dynamic = \"zzz\" }\n" } else { "" };
        let spec = format!(
            "name = \"Demo\"\neffect = \"{effect}\"\nsummary = \"s\"\n[request.DEMO]\n{field}[response]\n[status]\n{dynamic}"
        );
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("word-{key}.toml"));
        fs::write(&path, spec).expect("the folder is for this");
        let specs = vcare_spec::load(Path::new(""), &[path.to_str().expect("the path is UTF-8")]).expect("it is there");
        let unknown = specs.diagnostics.iter().find(|found| found.code == Code::UnknownWord).expect("it has one");
        let of_the_reader: BTreeSet<_> = unknown.label.split('`').skip(1).step_by(2).collect();
        let words = schema.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no {pointer}"));
        assert_eq!(of_the_reader, words.iter().filter_map(Value::as_str).collect(), "{key}");
    }
}
