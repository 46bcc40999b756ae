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

/// Each step leaves fewer mistakes than the one before; after the last there is none.
#[test]
fn its_steps_make_a_spec() {
    let path = folder().join("spec/SendNotice.toml");
    let steps = blocks("toml");
    assert!(steps.len() > 3);
    let mut text = String::new();
    for (index, step) in steps.iter().enumerate() {
        text.push_str(step);
        text.push('\n');
        fs::write(&path, &text).expect("the folder is for this");
        let specs = vcare_spec::load(Path::new(""), &[path.to_str().expect("the path is UTF-8")]).expect("it is there");
        let told: Vec<String> = specs.rendered().collect();
        assert!(!told.iter().any(|text| text.contains("[V001]") || text.contains("[V002]")), "step {index}: {told:?}");
        assert_eq!(told.is_empty(), index + 1 == steps.len(), "step {index}: {told:?}");
    }
}

#[test]
fn its_commands_run() {
    let folder = folder().join("commands");
    fs::create_dir_all(folder.join("spec")).expect("the folder is for this");
    fs::write(folder.join("spec/SendNotice.toml"), blocks("toml").join("\n")).expect("the folder is for this");
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
