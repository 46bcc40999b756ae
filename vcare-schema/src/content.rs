//! What a value is, where its characters alone do not tell: a date, an amount of money, or a file.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::{date, one_of};

/// What a value is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Content<T = &'static str> {
    /// A date in one of these forms, such as `MM/DD/YYYY`.
    Date(Vec<T>),
    /// An amount of money: digits, and at most two behind a point.
    Amount,
    /// A file in base64, of one of these types; of any where there are none.
    File(Vec<FileType>),
}

/// A type of file, which its first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // each is the type of that name
pub enum FileType {
    Jpg,
    Png,
    Gif,
    Pdf,
    Tiff,
    Bmp,
}

impl FileType {
    /// Each type with its word in spec files and JSON.
    pub const WORDS: &[(&str, Self)] = &[
        ("jpg", Self::Jpg),
        ("png", Self::Png),
        ("gif", Self::Gif),
        ("pdf", Self::Pdf),
        ("tiff", Self::Tiff),
        ("bmp", Self::Bmp),
    ];

    /// Its word in spec files and JSON.
    pub fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(_, found)| *found == self).map_or("", |(word, _)| *word)
    }

    /// What such files begin with.
    fn marks(self) -> &'static [&'static [u8]] {
        match self {
            Self::Jpg => &[b"\xFF\xD8\xFF"],
            Self::Png => &[b"\x89PNG\r\n\x1A\n"],
            Self::Gif => &[b"GIF87a", b"GIF89a"],
            Self::Pdf => &[b"%PDF-"],
            Self::Tiff => &[b"II*\0", b"MM\0*"],
            Self::Bmp => &[b"BM"],
        }
    }
}

impl<T: AsRef<str>> Content<T> {
    /// Whether a value is one.
    pub fn fits(&self, value: &str) -> bool {
        match self {
            Self::Date(forms) => date::read_any(forms, value).is_some(),
            Self::Amount => is_amount(value),
            Self::File(types) => first_bytes(value).is_some_and(|bytes| {
                types.is_empty() || types.iter().any(|it| it.marks().iter().any(|mark| bytes.starts_with(mark)))
            }),
        }
    }

    /// Whether a value has the form of a date, and there is no such day.
    pub fn is_no_day(&self, value: &str) -> bool {
        matches!(self, Self::Date(forms) if date::is_no_day(forms, value))
    }

    /// What a value must be, as the end of a sentence: "a date like MM/DD/YYYY".
    pub fn in_words(&self) -> String {
        match self {
            Self::Date(forms) => {
                let forms: Vec<&str> = forms.iter().map(AsRef::as_ref).collect();
                format!("a date like {}", forms.join(" or "))
            }
            Self::Amount => "an amount like 12 or 12.50".to_owned(),
            Self::File(types) if types.is_empty() => "a file in base64".to_owned(),
            Self::File(types) => {
                format!("a file in base64, of type {}", one_of(types.iter().map(|it| it.as_str())))
            }
        }
    }
}

fn is_amount(value: &str) -> bool {
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match value.split_once('.') {
        Some((whole, cents)) => is_number(whole) && is_number(cents) && cents.len() <= 2,
        None => is_number(value),
    }
}

/// How many characters are decoded at a time: whole groups of four.
const PIECE: usize = 4096;

/// The first bytes of a file in base64; `None` where the text is not base64, line ends left aside.
fn first_bytes(value: &str) -> Option<Vec<u8>> {
    let text: Vec<u8> = value.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let mut first = None;
    let mut pieces = text.chunks(PIECE).peekable();
    while let Some(piece) = pieces.next() {
        // Only the end is padded.
        if pieces.peek().is_some() && piece.contains(&b'=') {
            return None;
        }
        let bytes = STANDARD.decode(piece).ok()?;
        first.get_or_insert(bytes);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(content: &Content, value: &str) -> bool {
        content.fits(value)
    }

    #[test]
    fn amounts_have_digits_and_at_most_two_behind_the_point() {
        for (value, is_amount) in [
            ("0", true),
            ("12", true),
            ("12.5", true),
            ("12.50", true),
            ("12.500", false),
            (".50", false),
            ("12.", false),
            ("-1", false),
            ("1,000", false),
            ("$5", false),
            ("1e3", false),
            ("", false),
        ] {
            assert_eq!(fits(&Content::Amount, value), is_amount, "{value}");
        }
    }

    #[test]
    fn the_first_bytes_tell_a_files_type() {
        let png = STANDARD.encode([b"\x89PNG\r\n\x1A\n".as_slice(), &[7; 10_000]].concat());
        let lines: Vec<String> =
            png.as_bytes().chunks(76).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
        for (value, is_png) in [
            (png.as_str(), true),
            (&lines.join("\r\n"), true),
            (&png[..png.len() - 1], false),
            (&format!("{png}="), false),
            (&format!("{}=={}", &png[..40], &png[40..]), false),
            (&STANDARD.encode(b"GIF89a and more"), false),
            ("data:image/png;base64,iVBORw0KGgo=", false),
            ("scan.png", false),
            ("", false),
        ] {
            assert_eq!(fits(&Content::File(vec![FileType::Png]), value), is_png, "{}", &value[..value.len().min(40)]);
        }
        let gif = STANDARD.encode(b"GIF89a");
        assert!(fits(&Content::File(vec![FileType::Png, FileType::Gif]), &gif));
        assert!(fits(&Content::File(Vec::new()), &STANDARD.encode(b"anything")));
    }
}
