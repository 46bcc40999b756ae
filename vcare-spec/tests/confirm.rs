//! `[confirm]` is compared with the endpoint to ask, where that is among the specs.

use std::fs;
use std::path::Path;

/// What is said of `UpdateAccountStatus` beside `GetCustomerInfo`, with one text in place of another.
fn told(name: &str, old: &str, new: &str) -> Vec<String> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("confirm").join(name);
    fs::create_dir_all(&to).expect("the folder is for this");
    for file in ["vcare.toml", "GetCustomerInfo.toml", "UpdateAccountStatus.toml"] {
        let text = fs::read_to_string(from.join(file)).expect("the file is part of the repository");
        let is_write = file.starts_with("Update");
        assert!(!is_write || text.matches(old).count() == 1, "{old} stands once");
        let text = if is_write { text.replacen(old, new, 1) } else { text };
        fs::write(to.join(file), text).expect("the folder is for this");
    }
    let specs = vcare_spec::load(&to, &["."]).expect("the folder is there");
    specs.diagnostics.iter().map(|found| format!("{} {:?}", found.message, found.help)).collect()
}

#[test]
fn what_the_other_endpoint_lacks_is_told() {
    for (name, old, new, message) in [
        ("right", "[confirm]", "[confirm]", ""),
        (
            "field",
            "TELEPHONENUMBER = \"MDN\"",
            "TELEPHONENUMER = \"MDN\"",
            "GetCustomerInfo has no field TELEPHONENUMER",
        ),
        (
            "element",
            "CustomerDetails/AccountStatus",
            "CustomerDetails/AccountState",
            "has no element `AccountState` there",
        ),
        (
            "swapped",
            "TELEPHONENUMBER = \"MDN\"",
            "MDN = \"TELEPHONENUMBER\"",
            "the sides of `with` are swapped: MDN is a field of this request",
        ),
        ("itself", "endpoint = \"GetCustomerInfo\"", "endpoint = \"UpdateAccountStatus\"", "asks the write itself"),
        ("group", "CustomerDetails/AccountStatus", "CustomerDetails", "is a group, and holds no text itself"),
        (
            "shown",
            "Restore = \"Active\"",
            "Restore = \"Activ\"",
            "`Activ` is not among the values of CustomerDetails/AccountStatus",
        ),
        ("path", "CustomerDetails/AccountStatus", "AccountStatus", "has no element `AccountStatus` there"),
        (
            "endpoint",
            "endpoint = \"GetCustomerInfo\"",
            "endpoint = \"GetCustomerInf\"",
            "no endpoint is called `GetCustomerInf`",
        ),
        // It may be another crate's.
        ("elsewhere", "endpoint = \"GetCustomerInfo\"", "endpoint = \"FindLine\"", ""),
    ] {
        let found = told(name, old, new);
        assert_eq!(found.len(), usize::from(!message.is_empty()), "{name}: {found:?}");
        assert!(found.iter().all(|found| found.contains(message)), "{name}: {found:?}");
    }
}
