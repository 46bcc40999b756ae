//! What is wrong in a spec file, written for the person who mends it.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use vcare_schema::{Shown, shown_lines};

use crate::source::{Location, SourceFile};

/// The kinds of mistakes. Each has a code that stays the same from version to version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Code {
    /// The file is not TOML, or cannot be read.
    Syntax,
    /// A key that the format does not have.
    UnknownKey,
    /// A key that has to be there is not.
    MissingKey,
    /// A number where a string belongs, and the like.
    WrongType,
    /// A word that the vocabulary does not have.
    UnknownWord,
    /// The same key, tag or status code twice.
    Duplicate,
    /// Two things that would get the same Rust name.
    NameClash,
    /// A name that is no Rust identifier, or a keyword.
    BadRustName,
    /// A tag that is no XML name, or that is written unlike the others.
    BadTag,
    /// A rule, condition or example that names a field that is not there.
    UnknownField,
    /// A field or rule that names a status that is not there.
    UnknownStatus,
    /// An element that names a group that is not there, or `shared` where nothing is shared under that name.
    UnknownReference,
    /// A group that no element names.
    Unreachable,
    /// A condition that no request can meet.
    ImpossibleCondition,
    /// An allowed value, default or example outside the field's own format.
    BadValue,
    /// An example that breaks a rule of its own endpoint.
    BadExample,
    /// A numbered element without bounds, or with bounds that hold nothing.
    BadBounds,
    /// Keys that cannot stand together, or one that does nothing without another.
    Contradiction,
    /// A character that looks like another, or like nothing.
    Lookalike,
}

impl Code {
    /// Whether what is read of the file in spite of the mistake can be judged. TOML keeps the first of two keys, but of
    /// a file that is not TOML nobody knows what is missing.
    pub(crate) fn leaves_the_rest(self) -> bool {
        !matches!(self, Code::Syntax | Code::Lookalike)
    }
}

/// One mistake.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Which kind of mistake.
    pub code: Code,
    /// Where it is.
    pub place: Location,
    /// What is wrong, in one line.
    pub message: String,
    /// What stands under the caret: what was expected.
    pub label: String,
    /// What to do, where that is not plain.
    pub help: Option<String>,
    /// Where else the same mistake stands.
    pub also: Vec<Location>,
    /// Of two that cannot stand beside each other, where the other one stands.
    pub other: Option<Location>,
    /// Whether it is about something that does nothing, so that types can be made without it.
    pub(crate) idle: bool,
}

impl Diagnostic {
    /// Whether the mistake keeps an endpoint from being written down as Rust at all. After any other, its types can
    /// still be made, so that the code that uses them has nothing to complain of.
    pub(crate) fn prevents_types(&self) -> bool {
        let of_its_kind =
            matches!(self.code, Code::BadRustName | Code::NameClash | Code::UnknownReference | Code::Contradiction);
        of_its_kind && !self.idle
    }

    /// The message as the compiler and `vcare spec check` show it, location first.
    pub fn render(&self, files: &[SourceFile]) -> String {
        let file = &files[self.place.file];
        let path = Shown::whole(&file.path);
        if file.text.is_empty() {
            let help = self.help.as_ref().map(|help| format!("\n  = help: {help}")).unwrap_or_default();
            return shown_lines(&format!("{path}: {} [{}]{help}", self.message, self.code.as_str()));
        }
        let (line, column) = file.line_and_column(self.place.start);
        // The lines in question alone: a renderer goes through all that it is given.
        let start = file.text[..self.place.start].rfind('\n').map_or(0, |at| at + 1);
        let end = file.text[self.place.end..].find('\n').map_or(file.text.len(), |at| self.place.end + at);
        let lines = &file.text[start..end];
        let span = self.place.start - start..self.place.end - start;
        let title = format!("{path}:{line}:{column}: {} [{}]", self.message, self.code.as_str());
        let mut group = Level::ERROR.no_name().primary_title(title).element(
            Snippet::source(lines)
                .line_start(line)
                .annotation(AnnotationKind::Primary.span(span).label(self.label.as_str())),
        );
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        if !self.also.is_empty() {
            group = group.element(Level::NOTE.message(format!("the same {}", self.in_words(&self.also, files))));
        }
        let elsewhere =
            |other: &&Location| other.file != self.place.file || file.line_and_column(other.start).0 != line;
        if let Some(other) = self.other.as_ref().filter(elsewhere) {
            let place = self.in_words(std::slice::from_ref(other), files);
            group = group.element(Level::NOTE.message(format!("the other one stands {place}")));
        }
        shown_lines(&Renderer::plain().term_width(200).render(&[group]))
    }

    /// "in line 12 and in other.toml:7".
    fn in_words(&self, places: &[Location], files: &[SourceFile]) -> String {
        let places = places.iter().map(|place| {
            let file = &files[place.file];
            let (line, _) = file.line_and_column(place.start);
            if place.file == self.place.file {
                format!("in line {line}")
            } else {
                format!("in {}:{line}", Shown::whole(&file.path))
            }
        });
        let mut places: Vec<String> = places.collect();
        places.dedup();
        places.join(", ")
    }
}

/// The mistakes found so far.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics(pub(crate) Vec<Diagnostic>);

impl Diagnostics {
    pub(crate) fn push(&mut self, code: Code, place: &Location, message: impl Into<String>, label: impl Into<String>) {
        self.push_with_help(code, place, message, label, None);
    }

    pub(crate) fn push_with_help(
        &mut self,
        code: Code,
        place: &Location,
        message: impl Into<String>,
        label: impl Into<String>,
        help: Option<String>,
    ) {
        let (place, message, label) = (place.clone(), message.into(), label.into());
        self.0.push(Diagnostic { code, place, message, label, help, also: Vec::new(), other: None, idle: false });
    }

    /// Something that does nothing where it stands.
    pub(crate) fn push_idle(&mut self, place: &Location, message: impl Into<String>, label: impl Into<String>) {
        self.push(Code::Contradiction, place, message, label);
        if let Some(pushed) = self.0.last_mut() {
            pushed.idle = true;
        }
    }
}
