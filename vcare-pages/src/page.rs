//! What a vendor page says.

use vcare_schema::Content;

mod envelope;
mod gap;
mod status;

pub use self::envelope::Envelope;
pub use self::gap::Gap;
pub use self::status::{SampleFailure, Split, Status, StatusColumns};

/// One page, about one endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its heading.
    pub title: String,
    /// The endpoint's name, as the reply's element or the address spells it.
    pub name: String,
    /// The endpoint's address, where it is stated.
    pub url: Option<String>,
    /// What the endpoint does, in the vendor's words.
    pub summary: String,
    /// The elements around the sample messages.
    pub envelope: Envelope,
    /// The elements of the sample request's credentials block.
    pub credentials: Vec<String>,
    /// The table's rows about them.
    pub credential_rows: Vec<FieldRow>,
    /// The request's blocks in wire order.
    pub blocks: Vec<Block>,
    /// Whether there is a table of fields: without one, the page says nothing of need and format.
    pub has_field_table: bool,
    /// The reply's elements, without the status.
    pub response: Vec<Element>,
    /// Where the sample response breaks off inside of the endpoint's own element: what is left of the next name.
    pub response_breaks_off: Option<String>,
    /// Whether there is a sample of a successful reply: without one, the page says nothing of its elements.
    pub has_response: bool,
    /// The status table.
    pub statuses: Vec<Status>,
    /// What the status table has, where there is one: without it, the statuses are those of the sample failures.
    pub status_table: Option<StatusColumns>,
    /// Where the page breaks off, or leaves out what others have.
    pub gaps: Vec<Gap>,
    /// Where it can break off although nothing tells: it ends with a row of the status table, or within a sample failure, or
    /// the notes of the last field have no full stop.
    pub doubts: Vec<Gap>,
    /// What is odd about the page, for whoever completes the draft.
    pub remarks: Vec<String>,
}

impl Page {
    /// The request's fields, of all blocks, in wire order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.blocks.iter().flat_map(|block| &block.fields)
    }

    /// How a spec addresses the field of this tag: by its tag, or as `BLOCK/TAG` where several blocks have it. Of these it
    /// is the one of the own block, else the first one.
    pub(crate) fn address(&self, own: Option<&str>, tag: &str) -> String {
        let having: Vec<&Block> =
            self.blocks.iter().filter(|block| block.top().any(|field| field.key() == tag)).collect();
        match having.as_slice() {
            [] | [_] => tag.to_owned(),
            [first, ..] => {
                let block = having.iter().find(|block| own == Some(block.tag.as_str())).unwrap_or(first);
                format!("{}/{tag}", block.tag)
            }
        }
    }
}

/// An element around request fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Its element.
    pub tag: String,
    /// Its fields in wire order.
    pub fields: Vec<Field>,
    /// Where the sample request breaks off inside of it: what is left of the next name.
    pub breaks_off: Option<String>,
}

impl Block {
    /// Its fields that stand in no other element.
    pub(crate) fn top(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.within.is_empty())
    }

    /// The fields inside of one of its elements, by the names of those around them.
    pub(crate) fn inside<'b>(&'b self, within: &'b [String]) -> impl Iterator<Item = &'b Field> {
        self.fields.iter().filter(move |field| field.within == within)
    }
}

/// A request field, or an element with fields inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Its element; of numbered ones, the part before the number; of an attribute, its name.
    pub tag: String,
    /// The elements inside the block that it stands in, the outermost first.
    pub within: Vec<String>,
    /// What it is.
    pub kind: FieldKind,
    /// Whether the sample request shows it several times.
    pub repeated: bool,
    /// The first and last number that the sample request shows behind the name.
    pub numbers: Option<(u32, u32)>,
    /// Whether the sample request shows it; else it stands in the table alone.
    pub sampled: bool,
    /// The value that the sample request shows.
    pub value: String,
    /// Its row of the table, where there is one.
    pub row: Option<FieldRow>,
    /// What the sample request shows of it that a spec cannot say.
    pub beyond_specs: Vec<String>,
    /// What is odd about it, for whoever completes the draft.
    pub remarks: Vec<String>,
}

/// What a request field is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// An element with a text.
    #[default]
    Text,
    /// An attribute of the element around it.
    Attribute,
    /// An element with fields inside, which follow it.
    Structure,
}

impl Field {
    /// Whether it is an attribute of the element around it.
    pub fn is_attribute(&self) -> bool {
        self.kind == FieldKind::Attribute
    }

    /// Whether it has fields inside.
    pub fn is_structure(&self) -> bool {
        self.kind == FieldKind::Structure
    }

    /// Its name as a spec writes it: `TAG`, `TAG_#`, `@name`.
    pub fn key(&self) -> String {
        match (self.is_attribute(), self.numbers) {
            (true, _) => format!("@{}", self.tag),
            (false, Some(_)) => format!("{}#", self.tag),
            (false, None) => self.tag.clone(),
        }
    }

    /// Whether tables of fields seldom have a row for it.
    pub(crate) fn may_lack_row(&self) -> bool {
        self.is_structure() || self.is_attribute()
    }

    /// Whether the page has it in one of the two places where it should be, the sample request and the table, or in a
    /// shape that no field has. What stands beyond the place where the page breaks off is not odd.
    pub fn is_odd(&self, page: &Page) -> bool {
        let unsampled = !self.sampled && !page.gaps.contains(&Gap::SampleRequest);
        let without_row =
            !self.may_lack_row() && self.row.is_none() && page.has_field_table && !page.gaps.contains(&Gap::FieldTable);
        unsampled || without_row || !self.beyond_specs.is_empty()
    }
}

/// A row of the field table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldRow {
    /// How the table calls the field: `PLANTYPE ID`.
    pub label: String,
    /// The element, where the table has a cell for it and fills it.
    pub tag: Option<String>,
    /// `string`, `Numeric`, as it stands there.
    pub format: String,
    /// The example, as it stands there.
    pub example: String,
    /// Whether the field has to be there, where that is one of the three words.
    pub need: Option<Need>,
    /// Whether the word is another one, and was taken for the nearest of the three.
    pub is_need_guessed: bool,
    /// The word itself, as it stands there.
    pub need_word: String,
    /// The notes and the validation rules, the latter behind an empty line where the page keeps them apart.
    pub notes: String,
    /// Whether the table breaks off in it.
    pub breaks_off: bool,
    /// What the notes say plainly enough to be read by a program.
    pub facts: Facts,
}

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// Now and then.
    Conditional,
}

impl Need {
    /// As spec files spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Need::Required => "required",
            Need::Optional => "optional",
            Need::Conditional => "conditional",
        }
    }
}

/// What a field's row says of its values.
#[allow(clippy::struct_excessive_bools)] // each is something that a row says or not
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The values that it can have. Empty when the row lists none.
    pub values: Vec<String>,
    /// The characters that it can have: `letters`, `digits`, or the character itself.
    pub chars: Vec<String>,
    /// How many characters it has.
    pub length: Option<Length>,
    /// How many characters it has at least.
    pub least: Option<u32>,
    /// The forms of a date of which it has one: `MM/DD/YYYY`.
    pub dates: Vec<String>,
    /// The types of the file that it is, in base64; none where the row names none.
    pub base64: Option<Vec<String>>,
    /// Whether it is an amount of money.
    pub amount: bool,
    /// Its picture, `9` a digit and `A` a letter: the form of a time.
    pub pattern: Option<String>,
    /// The pictures of which it has one, where there are several.
    pub forms: Vec<String>,
    /// The form in the page's words, where the example has another one.
    pub doubtful_form: Option<String>,
    /// Whether the values stand in the example's place.
    pub are_values_in_example: bool,
    /// Whether spaces at both ends are cut off.
    pub trim: bool,
    /// What the server takes when it is blank.
    pub default: Option<String>,
    /// When it has to be there.
    pub condition: Option<Condition>,
    /// When it need not be there, where the page says that it has to be except then.
    pub unless: Option<Condition>,
    /// The value that it must have, and when.
    pub must_be: Option<(String, Condition)>,
    /// Whether it may be sent empty where it is not needed.
    pub may_be_empty: bool,
    /// Fields of which one has to be there, this one among them.
    pub one_of: Vec<String>,
}

impl Facts {
    /// Whether a value is one that the row allows.
    pub(crate) fn allow(&self, value: &str) -> bool {
        let count = u32::try_from(value.chars().count()).unwrap_or(u32::MAX);
        let length = match self.length {
            Some(Length::Exactly(length)) => count == length,
            Some(Length::AtMost(max)) => count <= max,
            None => true,
        } && self.least.is_none_or(|least| count >= least);
        let allowed = |c: char| {
            self.chars.iter().any(|class| match class.as_str() {
                "letters" => c.is_ascii_alphabetic(),
                "digits" => c.is_ascii_digit(),
                sign => sign.contains(c),
            })
        };
        !value.is_empty()
            && length
            && (!self.amount || Content::<String>::Amount.fits(value))
            && (self.dates.is_empty() || Content::Date(self.dates.clone()).fits(value))
            // A file's bytes are on no page.
            && self.base64.is_none()
            && (self.forms.is_empty() || self.forms.iter().any(|picture| has_form(picture, value)))
            && self.pattern.as_ref().is_none_or(|picture| has_form(picture, value))
            && (self.chars.is_empty() || value.chars().all(allowed))
            && (self.values.is_empty() || self.values.iter().any(|listed| listed == value))
    }
}

/// The picture of a date's form.
pub(crate) fn picture(form: &str) -> String {
    form.chars().map(|c| if c.is_ascii_alphabetic() { '9' } else { c }).collect()
}

/// Whether a text has a picture's form.
pub(crate) fn has_form(picture: &str, text: &str) -> bool {
    picture.chars().count() == text.chars().count()
        && picture.chars().zip(text.chars()).all(|(sign, c)| match sign {
            '9' => c.is_ascii_digit(),
            'A' => c.is_ascii_alphabetic(),
            literal => c == literal,
        })
}

/// How many characters a value has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Just as many.
    Exactly(u32),
    /// Not more.
    AtMost(u32),
}

/// When a field has to be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The other field's tag.
    pub tag: String,
    /// The values of it.
    pub values: Vec<String>,
    /// How the page calls the other field, where that is no field's name and the values told which one is meant.
    pub called: Option<String>,
    /// Whether something else has to hold too.
    pub and_more: bool,
    /// What else has to hold, where that is a field's value too: tags and values.
    pub also: Vec<(String, Vec<String>)>,
}

impl Condition {
    /// The fields and their values, where all that has to hold is known.
    pub(crate) fn terms(&self) -> Option<Vec<(&str, &[String])>> {
        let others = self.also.iter().map(|(tag, values)| (tag.as_str(), values.as_slice()));
        let all = std::iter::once((self.tag.as_str(), self.values.as_slice())).chain(others);
        (!self.and_more || !self.also.is_empty()).then(|| all.collect())
    }
}

/// An element of the reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name; of a numbered element, the part before the number.
    pub name: String,
    /// The first and last number that the sample shows behind the name.
    pub numbers: Option<(u32, u32)>,
    /// Whether the sample shows it several times in a row.
    pub repeated: bool,
    /// Which of its namesakes among its siblings it is, from 1.
    pub occurrence: u32,
    /// Its attributes.
    pub attributes: Vec<String>,
    /// What is inside it.
    pub children: Vec<Element>,
    /// Where the sample breaks off inside of it: what is left of the next name.
    pub breaks_off: Option<String>,
    /// Whether there is text in it beside attributes or elements.
    pub mixed: bool,
    /// What the page says of it.
    pub note: String,
}

impl Element {
    /// Its name as a person would write it: `invoice_#`.
    pub fn shown(&self) -> String {
        match (self.numbers, self.occurrence) {
            (Some(_), _) => format!("{}#", self.name),
            (None, 0 | 1) => self.name.clone(),
            (None, more) => format!("{} ({more})", self.name),
        }
    }
}

/// Whether two lists have the same values, in whatever order.
pub(crate) fn same_set(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|value| other.contains(value))
}
