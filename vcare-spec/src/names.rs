//! From the vendor's names to Rust's.

use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};

/// `planID` → `plan_id`.
pub fn field_name(wire: &str) -> String {
    mend(wire.to_snake_case())
}

/// `plan_type` → `PlanType`.
pub fn type_name(text: &str) -> String {
    mend(text.to_pascal_case())
}

/// The constant for a value of an element: `account_status` and `Active` → `ACCOUNT_STATUS_ACTIVE`.
pub fn constant_name(element: &str, value: &str) -> String {
    format!("{}_{}", element.to_shouty_snake_case(), value.to_shouty_snake_case())
}

/// `GetPlanService` → `get_plan_service`.
pub(crate) fn module_name(endpoint: &str) -> String {
    mend(endpoint.to_snake_case())
}

/// Whether the text can stand as the name of a struct beside Rust's own types.
pub fn is_type_name(text: &str) -> bool {
    is_identifier(text) && text.starts_with(|first: char| first.is_ascii_uppercase())
}

/// A help line that gives the text in the letters of a type's name, where that can be one.
pub(crate) fn as_type_name(text: &str) -> Option<String> {
    let name = text.to_pascal_case();
    is_type_name(&name).then(|| format!("did you mean `{name}`?"))
}

/// What to say of a text that cannot be the name of a variant, and what to write instead. `reserved` are the names that
/// each such enum has itself, for what the spec does not list.
pub(crate) fn why_no_variant(text: &str, reserved: &[&str]) -> (String, Option<String>) {
    if text.trim().is_empty() {
        return ("the name of a variant is empty".to_owned(), None);
    }
    if reserved.contains(&text) {
        let message = format!("`{text}` is the variant for what the spec does not list");
        return (message, None);
    }
    if is_keyword(text) {
        return (format!("`{text}` is a keyword of Rust, and cannot be the name of a variant"), None);
    }
    (format!("`{text}` cannot be the name of a variant"), as_type_name(text))
}

/// What was derived may be a keyword, or begin with a digit, or be nothing.
fn mend(name: String) -> String {
    if is_keyword(&name) {
        format!("{name}_")
    } else if name.starts_with(|first: char| first.is_ascii_digit()) || name.is_empty() {
        format!("n{name}")
    } else {
        name
    }
}

/// Whether the text can stand as an identifier in Rust.
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
        && text != "_"
        && !is_keyword(text)
}

/// Whether Rust 2024 keeps the word for itself.
pub(crate) fn is_keyword(text: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
        "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct",
        "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while",
        "yield",
    ];
    KEYWORDS.binary_search(&text).is_ok()
}

/// What stands at the root of `vcare_api`, where an endpoint's type and module would stand beside it.
const OF_THE_SDK: &[&str] = &[
    "BrokenRule",
    "BuildError",
    "Bytes",
    "Call",
    "CallError",
    "Client",
    "ClientBuilder",
    "Confirmation",
    "Credentials",
    "DecodeError",
    "DecodeErrorKind",
    "DynCall",
    "DynReply",
    "Dynamic",
    "Effect",
    "Endpoint",
    "EndpointError",
    "EndpointSchema",
    "Invalid",
    "NotSent",
    "Numbered",
    "Outcome",
    "RawReply",
    "Record",
    "Repair",
    "RepairKind",
    "Reply",
    "ReplyLimits",
    "Retries",
    "Sensitive",
    "StatusCode",
    "StatusRow",
    "Text",
    "Timeouts",
    "UnknownElement",
    "UnknownOutcome",
    "UnknownReason",
    "Violation",
    "YesNo",
    "blocking",
    "client",
    "endpoint",
    "error",
    "guide",
    "reply",
    "transport",
    "vcare_api",
];

/// Whether a type or module of this name would clash with one of `vcare_api`.
pub(crate) fn is_of_the_sdk(name: &str) -> bool {
    OF_THE_SDK.binary_search(&name).is_ok()
}

/// Whether the text can stand as an element's name in XML: the ASCII part of the rule, without a colon.
pub fn is_tag(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
