//! The schema's lists as rows of texts, of which `vcare_api` makes the structures.

use proc_macro2::TokenStream;
use quote::quote;
use vcare_spec::At;
use vcare_spec::model::{ClientValue, Dynamic, Element, Field, Length, Need, Repeat, Sensitive, Status, Values, When};

use super::schema::shape_name;

/// Marks say what follows; what they ask for is pushed behind them.
struct Row {
    marks: String,
    texts: Vec<String>,
}

impl Row {
    fn new(names: &[&String]) -> Self {
        Self { marks: String::new(), texts: names.iter().map(|name| (*name).clone()).collect() }
    }

    fn mark(&mut self, mark: char, texts: &[&str]) {
        self.marks.push(mark);
        self.texts.extend(texts.iter().map(|text| (*text).to_owned()));
    }

    fn text(&mut self, mark: char, text: Option<&At<String>>) {
        if let Some(text) = text {
            self.mark(mark, &[&text.value]);
        }
    }

    fn sensitivity(&mut self, sensitive: Sensitive) {
        match sensitive {
            Sensitive::No => {}
            Sensitive::Personal => self.mark('p', &[]),
            Sensitive::Secret => self.mark('s', &[]),
        }
    }

    fn into_texts(self) -> impl Iterator<Item = String> {
        std::iter::once(self.marks).chain(self.texts)
    }
}

/// Elements of a structure.
pub(super) fn elements(elements: &[Element]) -> TokenStream {
    let count = elements.len();
    let texts = elements.iter().flat_map(|element| self::element(element).into_texts());
    let groups = elements.iter().filter_map(|element| element.group.as_ref()).map(|group| shape_name(&group.value));
    quote! { __v::elements::<#count, _>([#(#texts),*], &[#(&#groups),*]) }
}

fn element(element: &Element) -> Row {
    let mut row = Row::new(&[&element.wire.value, &element.rust]);
    if !element.doc.is_empty() {
        row.mark('d', &[&element.doc]);
    }
    if let Some(example) = &element.example {
        row.mark('e', &[example]);
    }
    if element.attribute {
        row.mark('@', &[]);
    }
    if element.twin {
        row.mark('2', &[]);
    }
    row.sensitivity(element.sensitive);
    match element.repeat {
        Repeat::Once => {}
        Repeat::Many => row.mark('*', &[]),
        Repeat::Numbered(from, None) => row.mark('#', &[&from.to_string()]),
        Repeat::Numbered(from, Some(to)) => row.mark('-', &[&from.to_string(), &to.to_string()]),
    }
    if element.group.is_some() {
        row.mark('g', &[]);
    }
    row
}

/// Fields of a block.
pub(super) fn fields(fields: &[Field]) -> TokenStream {
    let count = fields.len();
    let texts = fields.iter().flat_map(|field| self::field(field).into_texts());
    let values = fields.iter().filter_map(|field| field.values.as_ref()).map(values);
    let lists = fields.iter().flat_map(conditions).map(|when| {
        let values = when.values.iter().map(|value| &value.value);
        quote! { &[#(#values),*] }
    });
    quote! { __v::fields::<#count, _>([#(#texts),*], &[#(#values),*], &[#(#lists),*]) }
}

fn values(values: &Values) -> TokenStream {
    let rows = values.list.iter().map(|row| {
        let (wire, variant) = (&row.wire.value, &row.variant);
        quote! { __v::schema::ValueRow { wire: #wire, variant: #variant } }
    });
    quote! { &[#(#rows),*] }
}

/// The conditions that have a list, in the order of their marks.
fn conditions(field: &Field) -> impl Iterator<Item = &When> {
    let when = field.when.as_ref().filter(|_| field.need.value == Need::Conditional);
    when.into_iter().chain(field.must_be.as_ref().map(|must_be| &must_be.when))
}

fn field(field: &Field) -> Row {
    let wire = &field.wire.value;
    // Tags are written down whole, since putting them together takes time at each request.
    let mut row = Row::new(&[wire, &format!("<{wire}>"), &format!("</{wire}>"), &field.rust, &field.doc]);
    match (field.need.value, &field.when, &field.condition) {
        (Need::Required, ..) => row.mark('r', &[]),
        (Need::Conditional, Some(when), _) => row.mark('w', &[&when.field.value]),
        (Need::Conditional, None, Some(condition)) => row.mark('k', &[&condition.value]),
        _ => {}
    }
    let format = field.format_in_words();
    if !format.is_empty() {
        row.mark('f', &[&format]);
    }
    if field.values.is_some() {
        row.mark('v', &[]);
    }
    if let Some(chars) = &field.chars {
        let kinds = format!("{}{}", if chars.letters { "A" } else { "" }, if chars.digits { "9" } else { "" });
        row.mark('c', &[&kinds, &chars.others]);
    }
    match field.length {
        Length::Any => {}
        Length::Exactly(count) => row.mark('=', &[&count.to_string()]),
        Length::AtMost(count) => row.mark('<', &[&count.to_string()]),
    }
    row.text('9', field.pattern.as_ref());
    if field.trim {
        row.mark('t', &[]);
    }
    row.text('d', field.default.as_ref());
    if field.absent_empty {
        row.mark('0', &[]);
    }
    row.sensitivity(field.sensitive);
    row.text('b', field.blank.as_ref());
    row.text('x', field.wrong.as_ref());
    if let Some(must_be) = &field.must_be {
        row.mark('m', &[&must_be.value.value, &must_be.when.field.value]);
    }
    if let Some(from) = field.from {
        row.mark('!', &[client_value(from)]);
    }
    row.text('e', field.example.as_ref());
    row
}

fn client_value(value: ClientValue) -> &'static str {
    match value {
        ClientValue::VendorId => "v",
        ClientValue::Username => "u",
        ClientValue::Password => "p",
        ClientValue::Pin => "n",
        ClientValue::ReferenceNumber => "r",
        ClientValue::AgentId => "a",
        ClientValue::AgentPassword => "w",
        ClientValue::Source => "s",
    }
}

/// Rows of a status table.
pub(super) fn statuses(statuses: &[Status]) -> TokenStream {
    let count = statuses.len();
    let texts = statuses.iter().flat_map(|status| {
        let dynamic = match status.dynamic {
            Dynamic::No => "",
            Dynamic::Before => "<",
            Dynamic::After => ">",
            Dynamic::Whole => "*",
        };
        [dynamic, &status.code.value, &status.name, &status.description, &status.resolution]
    });
    quote! { __v::statuses::<#count, _>([#(#texts),*]) }
}
