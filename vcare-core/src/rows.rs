//! The schema as the macro writes it down: plain texts, of which the compiler makes the schema's structures.
//!
//! A hundred endpoints have thousands of fields, elements and statuses. Written as structures, with a path at every
//! value, they take a good part of the time that such a crate is checked; as texts they take next to none of it.
//!
//! Each row begins with its marks, a letter for each thing that it says beside its names; what a mark needs follows in
//! the marks' order. Lists and structures, which are no texts, come in an array of their own, in the order of their
//! marks.

use crate::schema::{
    Chars, ClientValue, Dynamic, Element, Field, Length, MustBe, Need, Repeat, Sensitivity, Shape, StatusRow, Tags,
    ValueRow, When,
};

/// The next of a list, by the index of those before it. No function: the compiler's interpreter pays for each call.
macro_rules! next {
    ($list:ident[$at:ident]) => {{
        $at += 1;
        $list[$at - 1]
    }};
}

/// Elements of a structure. A row: marks, wire name, Rust name, what the marks need.
///
/// # Panics
///
/// In the compiler alone: when a row has a mark that there is not, or lacks what a mark asks for.
pub const fn elements<const N: usize, const M: usize>(
    texts: [&'static str; M],
    groups: &[&'static Shape],
) -> [Element; N] {
    let mut made = [Element::BLANK; N];
    let (mut at, mut group, mut index) = (0, 0, 0);
    while index < N {
        let marks = next!(texts[at]).as_bytes();
        let mut mark = 0;
        let element = &mut made[index];
        element.wire = next!(texts[at]);
        element.rust = next!(texts[at]);
        while mark < marks.len() {
            match next!(marks[mark]) {
                b'd' => element.doc = next!(texts[at]),
                b'e' => element.example = Some(next!(texts[at])),
                b'@' => element.attribute = true,
                b'2' => element.twin = true,
                b'p' => element.sensitivity = Sensitivity::Personal,
                b's' => element.sensitivity = Sensitivity::Secret,
                b'*' => element.repeat = Repeat::Many,
                b'#' => element.repeat = Repeat::Numbered { from: number(next!(texts[at])), to: None },
                b'-' => {
                    let from = number(next!(texts[at]));
                    element.repeat = Repeat::Numbered { from, to: Some(number(next!(texts[at]))) };
                }
                b'g' => element.group = Some(next!(groups[group])),
                _ => panic!("an element has no such mark"),
            }
        }
        index += 1;
    }
    assert!(at == M, "a row has more than its marks say");
    made
}

/// Fields of a block. A row: marks, wire name, start tag, end tag, Rust name, doc, what the marks need.
///
/// # Panics
///
/// In the compiler alone: when a row has a mark that there is not, or lacks what a mark asks for.
pub const fn fields<const N: usize, const M: usize>(
    texts: [&'static str; M],
    values: &[&'static [ValueRow]],
    lists: &[&'static [&'static str]],
) -> [Field; N] {
    let mut made = [Field::BLANK; N];
    let (mut at, mut value, mut list, mut index) = (0, 0, 0, 0);
    while index < N {
        let marks = next!(texts[at]).as_bytes();
        let mut mark = 0;
        let field = &mut made[index];
        field.wire = next!(texts[at]);
        field.tags = Tags { start: next!(texts[at]), end: next!(texts[at]) };
        field.rust = next!(texts[at]);
        field.doc = next!(texts[at]);
        while mark < marks.len() {
            match next!(marks[mark]) {
                b'r' => field.need = Need::Required,
                b'w' => field.need = Need::When(When { field: next!(texts[at]), values: next!(lists[list]) }),
                b'k' => field.need = Need::ServerKnows(next!(texts[at])),
                b'f' => field.format = next!(texts[at]),
                b'v' => field.values = next!(values[value]),
                b'c' => {
                    let kinds = next!(texts[at]).as_bytes();
                    let letters = matches!(kinds, [b'A', ..]);
                    let digits = matches!(kinds, [b'9'] | [b'A', b'9']);
                    field.chars = Some(Chars { letters, digits, others: next!(texts[at]) });
                }
                b'=' => field.length = Length::Exactly(number(next!(texts[at])) as usize),
                b'<' => field.length = Length::AtMost(number(next!(texts[at])) as usize),
                b'9' => field.pattern = Some(next!(texts[at])),
                b't' => field.trim = true,
                b'd' => field.default = Some(next!(texts[at])),
                b'0' => field.absent_empty = true,
                b'p' => field.sensitivity = Sensitivity::Personal,
                b's' => field.sensitivity = Sensitivity::Secret,
                b'b' => field.blank = Some(next!(texts[at])),
                b'x' => field.wrong = Some(next!(texts[at])),
                b'm' => {
                    let text = next!(texts[at]);
                    let when = When { field: next!(texts[at]), values: next!(lists[list]) };
                    field.must_be = Some(MustBe { value: text, when });
                }
                b'!' => field.from = Some(client_value(next!(texts[at]))),
                b'e' => field.example = Some(next!(texts[at])),
                _ => panic!("a field has no such mark"),
            }
        }
        index += 1;
    }
    assert!(at == M, "a row has more than its marks say");
    made
}

/// Rows of a status table. A row: mark, code, name, description, advice.
///
/// # Panics
///
/// In the compiler alone: when a row has a mark that there is not, or lacks what a mark asks for.
pub const fn statuses<const N: usize, const M: usize>(texts: [&'static str; M]) -> [StatusRow; N] {
    let blank = StatusRow { code: "", name: "", description: "", resolution: "", dynamic: Dynamic::No };
    let mut made = [blank; N];
    let (mut at, mut index) = (0, 0);
    while index < N {
        let dynamic = match next!(texts[at]).as_bytes() {
            b"<" => Dynamic::Before,
            b">" => Dynamic::After,
            b"*" => Dynamic::Whole,
            _ => Dynamic::No,
        };
        let (code, name, description) = (next!(texts[at]), next!(texts[at]), next!(texts[at]));
        made[index] = StatusRow { code, name, description, resolution: next!(texts[at]), dynamic };
        index += 1;
    }
    assert!(at == M, "a row has more than its marks say");
    made
}

const fn client_value(letter: &str) -> ClientValue {
    match letter.as_bytes() {
        b"v" => ClientValue::VendorId,
        b"u" => ClientValue::Username,
        b"p" => ClientValue::Password,
        b"n" => ClientValue::Pin,
        b"r" => ClientValue::ReferenceNumber,
        b"a" => ClientValue::AgentId,
        b"w" => ClientValue::AgentPassword,
        b"s" => ClientValue::Source,
        _ => panic!("the client has no such setting"),
    }
}

/// The number that a text is.
const fn number(text: &str) -> u32 {
    let text = text.as_bytes();
    let (mut number, mut index) = (0, 0);
    while index < text.len() {
        number = number * 10 + (text[index] - b'0') as u32;
        index += 1;
    }
    number
}
