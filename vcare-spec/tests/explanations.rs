//! The snippets of each explanation do what they say.

use std::path::Path;

use vcare_spec::{Code, Specs};

/// A file around a snippet: what the snippet does not say itself.
fn complete(snippet: &str) -> String {
    let mut out = "name = \"Demo\"\neffect = \"read\"\nsummary = \"Demonstrates.\"\n\n".to_owned();
    out.push_str(snippet);
    for table in ["[request.DEMO]\n", "[response]\n", "[status]\n00 = \"shared\"\n"] {
        let heading = table.lines().next().unwrap_or_default();
        if !snippet.contains(heading) {
            out.push_str(&format!("\n{table}"));
        }
    }
    out
}

fn load(name: &str, snippet: &str) -> Specs {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.toml"));
    std::fs::write(&path, complete(snippet)).expect("the folder is for this");
    vcare_spec::load(Path::new(""), &[path.to_str().expect("the path is UTF-8")]).expect("the file is there")
}

#[test]
fn the_wrong_snippet_has_the_mistake_and_the_right_one_none() {
    for code in Code::all() {
        let name = code.as_str();
        assert_eq!(Code::parse(name), Some(code));
        let text = code.explanation();
        assert!(text.starts_with(&format!("# {name}: ")), "{text}");
        let snippets: Vec<&str> = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        let [wrong, right] = snippets[..] else { panic!("{name} has not two snippets") };
        let found: Vec<_> = load(&format!("{name}-wrong"), wrong).diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(found, [code], "{name}: its wrong snippet has this mistake alone");
        let right = load(&format!("{name}-right"), right);
        assert!(right.diagnostics.is_empty(), "{name}: {:?}", right.rendered().collect::<Vec<_>>());
    }
}
