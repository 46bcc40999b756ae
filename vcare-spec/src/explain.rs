//! The codes of mistakes, and what each of them means.

use crate::diagnostic::Code;

/// Code, text in messages, explanation.
const TABLE: &[(Code, &str, &str)] = &[
    (Code::Syntax, "V001", include_str!("explain/V001.md")),
    (Code::UnknownKey, "V002", include_str!("explain/V002.md")),
    (Code::MissingKey, "V003", include_str!("explain/V003.md")),
    (Code::WrongType, "V004", include_str!("explain/V004.md")),
    (Code::UnknownWord, "V005", include_str!("explain/V005.md")),
    (Code::Duplicate, "V006", include_str!("explain/V006.md")),
    (Code::NameClash, "V007", include_str!("explain/V007.md")),
    (Code::BadRustName, "V008", include_str!("explain/V008.md")),
    (Code::BadTag, "V009", include_str!("explain/V009.md")),
    (Code::UnknownField, "V010", include_str!("explain/V010.md")),
    (Code::UnknownStatus, "V011", include_str!("explain/V011.md")),
    (Code::UnknownReference, "V012", include_str!("explain/V012.md")),
    (Code::Unreachable, "V013", include_str!("explain/V013.md")),
    (Code::ImpossibleCondition, "V014", include_str!("explain/V014.md")),
    (Code::BadValue, "V015", include_str!("explain/V015.md")),
    (Code::BadExample, "V016", include_str!("explain/V016.md")),
    (Code::BadBounds, "V017", include_str!("explain/V017.md")),
    (Code::Contradiction, "V018", include_str!("explain/V018.md")),
    (Code::Lookalike, "V019", include_str!("explain/V019.md")),
];

impl Code {
    /// All of them, in order.
    pub fn all() -> impl Iterator<Item = Code> {
        TABLE.iter().map(|(code, ..)| *code)
    }

    /// The code with this text, in whatever letter case.
    pub fn parse(text: &str) -> Option<Code> {
        TABLE.iter().find(|(_, name, _)| name.eq_ignore_ascii_case(text)).map(|(code, ..)| *code)
    }

    /// The code as shown in messages: `V002`.
    pub fn as_str(self) -> &'static str {
        self.row().1
    }

    /// What it means, with a snippet that is wrong and the same one right. Markdown.
    pub fn explanation(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> &'static (Code, &'static str, &'static str) {
        // The enum's variants stand in the table's order: a test holds the two together.
        &TABLE[self as usize]
    }
}
