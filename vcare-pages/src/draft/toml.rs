//! Spec files as text.

/// A string in quotes.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A key, in quotes where it needs them.
pub(super) fn key(text: &str) -> String {
    let bare = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if bare { text.to_owned() } else { string(text) }
}

/// `["A", "B"]`; one alone stands without brackets where `single` allows it.
pub(super) fn list(items: &[String], single: bool) -> String {
    match items {
        [one] if single => string(one),
        _ => format!("[{}]", items.iter().map(|item| string(item)).collect::<Vec<_>>().join(", ")),
    }
}

/// `{ a = …, b = … }`.
pub(super) fn table(entries: &[(&str, String)]) -> String {
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", entries.join(", "))
}

/// Lines `key = value` below one another, comments above theirs, with the signs in a column up to a width.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    end: Vec<String>,
}

#[derive(Debug)]
struct Line {
    comments: Vec<String>,
    key: String,
    value: String,
}

/// A longer key would push all others to the right.
const WIDEST: usize = 32;

impl Lines {
    pub(super) fn push(&mut self, comments: Vec<String>, name: &str, value: String) {
        self.lines.push(Line { comments, key: key(name), value });
    }

    /// Adds a comment below the last line.
    pub(super) fn end_with(&mut self, comment: String) {
        self.end.push(comment);
    }

    /// Whether there is no line but comments.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines below their heading.
    pub(super) fn write(&self, heading: &str, out: &mut String) {
        out.push_str(heading);
        out.push('\n');
        let width =
            self.lines.iter().map(|line| line.key.chars().count()).filter(|width| *width <= WIDEST).max().unwrap_or(0);
        for line in &self.lines {
            for text in &line.comments {
                comment(text, out);
            }
            out.push_str(&format!("{:width$} = {}\n", line.key, line.value));
        }
        self.write_end(out);
    }
}

impl Lines {
    /// The comments below the last line.
    pub(super) fn write_end(&self, out: &mut String) {
        for text in &self.end {
            comment(text, out);
        }
    }
}

/// A line of comment. What a page says can hold anything, a comment only what TOML allows in one.
pub(super) fn comment(text: &str, out: &mut String) {
    out.push_str("# ");
    let plain: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    out.push_str(&plain.join(" "));
    out.push('\n');
}

/// A mark for a person: what is guessed, or not said.
pub(super) fn check(text: &str) -> String {
    format!("check: {text}")
}

/// The beginning of what the page says, to be said anew in other words.
pub(super) fn gist(text: &str) -> String {
    const LONGEST: usize = 140;
    let text = crate::read::line::squeeze(text);
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(start, _)| start))
}
