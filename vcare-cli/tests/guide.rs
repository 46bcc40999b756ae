//! The guide to writing specs does what it says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The guide's blocks of one language, in order.
fn blocks(language: &str) -> Vec<String> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/README.md");
    let text = fs::read_to_string(guide).expect("the guide is part of the repository");
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| Some(rest.split("```").next()?.to_owned())).collect()
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide");
    fs::create_dir_all(folder.join("spec")).expect("the folder is for this");
    folder
}

/// The complete spec at the top, and the steps of the other one.
fn specs() -> (String, Vec<String>) {
    let mut blocks = blocks("toml");
    let complete = blocks.remove(0);
    assert!(blocks.len() > 3);
    (complete, blocks)
}

fn mistakes(path: &Path) -> Vec<String> {
    let specs = vcare_spec::load(Path::new(""), &[path.to_str().expect("the path is UTF-8")]).expect("it is there");
    specs.rendered().collect()
}

#[test]
fn its_complete_spec_has_no_mistakes() {
    let path = folder().join("spec/FindLine.toml");
    fs::write(&path, specs().0).expect("the folder is for this");
    assert_eq!(mistakes(&path), Vec::<String>::new());
}

/// Only after the last step there are no mistakes.
#[test]
fn its_steps_make_a_spec() {
    let path = folder().join("spec/SendNotice.toml");
    let steps = specs().1;
    let mut text = String::new();
    for (index, step) in steps.iter().enumerate() {
        text.push_str(step);
        text.push('\n');
        fs::write(&path, &text).expect("the folder is for this");
        let told = mistakes(&path);
        assert!(!told.iter().any(|text| text.contains("[V001]") || text.contains("[V002]")), "step {index}: {told:?}");
        assert_eq!(told.is_empty(), index + 1 == steps.len(), "step {index}: {told:?}");
    }
}

#[test]
fn its_commands_run() {
    let folder = folder().join("commands");
    fs::create_dir_all(folder.join("spec")).expect("the folder is for this");
    fs::write(folder.join("spec/SendNotice.toml"), specs().1.join("\n")).expect("the folder is for this");
    let commands: Vec<String> = blocks("console").iter().flat_map(|block| block.lines()).map(str::to_owned).collect();
    assert!(commands.len() > 2);
    for command in commands {
        let arguments = command.strip_prefix("vcare ").expect("the guide runs vcare").split(' ');
        let mut run = Command::new(env!("CARGO_BIN_EXE_vcare"));
        let output = run.args(arguments).current_dir(&folder).output().expect("it starts");
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty(), "{command}");
    }
}

/// Every key that can stand in a spec is in the guide's tables.
#[test]
fn its_tables_name_all_keys() {
    let read = |file: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec").join(file);
        fs::read_to_string(path).expect("it is part of the repository")
    };
    let schema: serde_json::Value = serde_json::from_str(&read("schema.json")).expect("it is JSON");
    let guide = read("README.md");
    let tables = guide.split_once("## All keys").expect("it lists the keys").1;
    let first_cells = tables.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    let named: Vec<&str> = first_cells.flat_map(|cell| cell.split('`')).collect();
    for kind in ["field", "element", "status"] {
        let shapes = schema["$defs"][kind]["oneOf"].as_array().expect("it has shapes");
        let keys: Vec<&String> =
            shapes.iter().filter_map(|shape| shape["properties"].as_object()).flatten().map(|(key, _)| key).collect();
        assert!(keys.len() > 3, "{kind}: {keys:?}");
        for key in keys {
            assert!(named.contains(&key.as_str()), "the guide does not name `{key}` of a {kind}");
        }
    }
}
