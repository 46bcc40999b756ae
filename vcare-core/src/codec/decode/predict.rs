//! A fast path for elements that come as predicted: in the schema's order, and plain.
//!
//! Nearly all elements of a reply do. They are read directly from the document's bytes, a whole element at a time. Anything
//! else is left to quick-xml, which reads it slower, with exact errors.

use std::ops::Range;

use super::Decoder;
use super::ahead::siblings_ahead;
use crate::codec::bounds::Bounds;
use crate::codec::growth::FullList;
use crate::codec::tokens::{Predicted, Run};
use crate::record::{Groups, Numbered, Record, Slot};
use crate::schema::{Element, Group, Repeat};
use crate::text::Text;

/// How many elements in a row may be absent. After more, the next element is looked up by its name.
const MAX_ABSENT: usize = 2;

/// What a text takes in a list of them. Lists double their capacity, and a text can have a number.
pub(super) const LEAF: usize = 2 * size_of::<Numbered<Text>>();

impl<'t> Decoder<'t> {
    /// Reads the elements that come as predicted, from this index on. Returns the index of the first that was read, and the
    /// one after the last; `None` if none was.
    pub(super) fn read_in_order(
        &mut self,
        group: &'static Group,
        record: &mut dyn Record,
        index: usize,
    ) -> Option<Range<usize>> {
        let mut run = self.tokens.run();
        let read = self.predict(&mut run, group, record, index);
        self.tokens.advance_past(&run);
        read
    }

    /// Reads the next element, if it has this name and is plain. Returns its text.
    pub(super) fn read_leaf(&mut self, name: &str) -> Option<Text> {
        let mut run = self.tokens.run();
        let text = self.predict_leaf(&mut run, name);
        self.tokens.advance_past(&run);
        text
    }

    /// Reads the next element, if it has this name and holds just these two elements, which are plain. Returns their texts.
    pub(super) fn read_pair(&mut self, name: &str, inner: [&str; 2]) -> Option<[Text; 2]> {
        let mut run = self.tokens.run();
        if !run.open(name) {
            return None;
        }
        let texts = [self.predict_leaf(&mut run, inner[0])?, self.predict_leaf(&mut run, inner[1])?];
        if !run.close(name) {
            return None;
        }
        self.tokens.advance_past(&run);
        Some(texts)
    }

    fn predict(
        &mut self,
        run: &mut Run<'t>,
        group: &'static Group,
        record: &mut dyn Record,
        from: usize,
    ) -> Option<Range<usize>> {
        let (mut read, mut index) = (from..from, from);
        while index - read.end <= MAX_ABSENT
            && let Some(element) = group.elements.get(index)
            && !element.attribute
            && !element.shares_name
        {
            let is_read = match record.slot(index) {
                Slot::Leaf(leaf) => {
                    leaf.text().is_none_or(str::is_empty)
                        && self.predict_leaf(run, element.wire).is_some_and(|text| {
                            leaf.set(text);
                            true
                        })
                }
                Slot::Leaves(leaves) => {
                    let before = leaves.count();
                    while !self.tokens.bounds.is_passed(run.position())
                        && let Some((name, number)) = expected_name(element, run)
                        && let Some(text) = self.predict_leaf(run, name)
                    {
                        leaves.add(number, text);
                        self.tokens.bounds.take(LEAF);
                    }
                    leaves.count() > before
                }
                Slot::Groups(groups) => {
                    let is_expected = element.repeat != Repeat::Once || groups.count() == 0;
                    is_expected && self.predict_groups(run, element, groups)
                }
            };
            if is_read {
                read = if read.is_empty() { index } else { read.start }..index + 1;
            }
            index += 1;
        }
        (!read.is_empty()).then_some(read)
    }

    #[inline]
    fn predict_leaf(&mut self, run: &mut Run<'t>, name: &str) -> Option<Text> {
        match run.element(name) {
            Predicted::Plain(span) => Some(self.text_at(span)),
            Predicted::WithReferences => run
                .element_with_references(name, &mut self.scratch, &mut self.tokens.bounds)
                .then(|| self.scratch_text()),
            Predicted::Other => None,
        }
    }

    /// Reads structures that come as predicted from start to end: one, or all there are if the element can repeat. Returns
    /// whether there was one.
    fn predict_groups(&mut self, run: &mut Run<'t>, element: &'static Element, groups: &mut dyn Groups) -> bool {
        let Some(group) = self.schema.and_then(|schema| schema.predictable_group(element)) else { return false };
        let mut any = false;
        loop {
            let before = run.clone();
            let Some((name, number)) = expected_name(element, run).filter(|(name, _)| run.open(name)) else {
                return any;
            };
            self.make_room(groups, name, run.position());
            if self.tokens.bounds.is_passed(run.position()) {
                *run = before;
                return any;
            }
            let memory = self.tokens.bounds.memory();
            self.predict(run, group, groups.add(number), 0);
            if !run.close(name) {
                groups.remove_last();
                self.tokens.bounds.set_memory_back(memory);
                *run = before;
                return any;
            }
            any = true;
            if element.repeat == Repeat::Once || self.tokens.bounds.is_passed(run.position()) {
                return any;
            }
        }
    }

    /// Reserves capacity for one more structure, of which the start tag ends at this byte, and for some of those that may
    /// follow.
    pub(super) fn make_room(&mut self, groups: &mut dyn Groups, name: &str, read: usize) {
        if !groups.is_full() {
            return;
        }
        let rest = &self.document.as_bytes()[read..];
        // An empty one takes at least its name and `</>`.
        let (count, size, shortest) = (groups.count(), groups.item_size(), name.len() + 3);
        let full = FullList { count, size, shortest, read, left: rest.len() };
        let ahead = |bounds: &mut Bounds| siblings_ahead(rest, name, size, bounds);
        if let Some(more) = full.grow(&mut self.tokens.bounds, ahead) {
            groups.reserve(more);
        }
    }
}

/// The name that the next element must have to be this one, and the number in it, if it has one.
#[inline]
fn expected_name<'n>(element: &'static Element, run: &Run<'n>) -> Option<(&'n str, Option<u32>)> {
    match element.repeat {
        Repeat::Numbered { .. } => run.name().and_then(|name| Some((name, element.match_name(name)?))),
        Repeat::Once | Repeat::Many => Some((element.wire, None)),
    }
}

#[cfg(test)]
mod tests {
    use vcare_schema::{Effect, Endpoint, Envelope};

    use super::*;
    use crate::codec::limits::ReplyLimits;
    use crate::codec::tokens::Token;
    use crate::generated::no_such_index;
    use crate::record::{Layout, Value};
    use crate::schema::{EndpointSchema, Sensitivity};
    use crate::test_record::Texts;

    const NUMBERED: Repeat = Repeat::Numbered { from: 1, to: None };

    /// `part`, `item` and `entry` hold structures, and so does `box`, whose structures have an attribute.
    fn elements() -> Vec<Element> {
        let (once, many) = (Repeat::Once, Repeat::Many);
        let leaves =
            [("a", once), ("b", once), ("c", once), ("d", once), ("e", once), ("list", many), ("note", NUMBERED)];
        let groups = [("part", once, 0), ("item", many, 0), ("entry", NUMBERED, 0), ("box", once, 1)];
        let leaves = leaves.map(|(wire, repeat)| element(wire, repeat, None));
        leaves.into_iter().chain(groups.map(|(wire, repeat, group)| element(wire, repeat, Some(group)))).collect()
    }

    fn element(wire: &'static str, repeat: Repeat, group: Option<usize>) -> Element {
        Element {
            wire,
            rust: wire,
            doc: "",
            attribute: wire == "id",
            group,
            repeat,
            shares_name: false,
            sensitivity: Sensitivity::Open,
            values: Vec::new(),
            example: None,
            learned: false,
        }
    }

    fn index(wire: &str) -> usize {
        elements().iter().position(|element| element.wire == wire).expect("it is an element")
    }

    fn schema() -> &'static EndpointSchema {
        let inner = |names: &[&'static str]| Group {
            name: "Inner",
            elements: names.iter().map(|wire| element(wire, Repeat::Once, None)).collect(),
        };
        let endpoint = Endpoint {
            name: "Test",
            path: "",
            summary: "",
            doc: "",
            effect: Effect::Read,
            reads_when: None,
            find_out: None,
            confirm: None,
            incomplete: Vec::new(),
            page: "",
            url: "",
            envelope: Envelope::default(),
            credentials: Vec::new(),
            request_groups: Vec::new(),
            blocks: Vec::new(),
            rules: Vec::new(),
            example: Vec::new(),
            response: Group { name: "Outer", elements: elements() },
            groups: vec![inner(&["x", "y"]), inner(&["x", "y", "id"])],
            statuses: Vec::new(),
        };
        let blank: fn() -> Box<dyn Record> = || Box::new(Outer::default());
        Box::leak(Box::new(EndpointSchema::__new("Test", endpoint.to_bytes().leak(), blank, blank)))
    }

    type Inner = Texts<3>;

    #[derive(Default)]
    struct Outer {
        leaves: [Option<Text>; 5],
        list: Vec<Text>,
        note: Vec<Numbered<Text>>,
        part: Option<Inner>,
        item: Vec<Inner>,
        entry: Vec<Numbered<Inner>>,
        boxed: Option<Inner>,
    }

    impl Record for Outer {
        fn layout(&self) -> Layout {
            no_such_index(0)
        }

        fn get(&self, index: usize) -> Value<'_> {
            match index {
                0..5 => Value::Leaf(&self.leaves[index]),
                5 => Value::Leaves(&self.list),
                6 => Value::Leaves(&self.note),
                7 => Value::Groups(&self.part),
                8 => Value::Groups(&self.item),
                9 => Value::Groups(&self.entry),
                10 => Value::Groups(&self.boxed),
                _ => no_such_index(index),
            }
        }

        fn slot(&mut self, index: usize) -> Slot<'_> {
            match index {
                0..5 => Slot::Leaf(&mut self.leaves[index]),
                5 => Slot::Leaves(&mut self.list),
                6 => Slot::Leaves(&mut self.note),
                7 => Slot::Groups(&mut self.part),
                8 => Slot::Groups(&mut self.item),
                9 => Slot::Groups(&mut self.entry),
                10 => Slot::Groups(&mut self.boxed),
                _ => no_such_index(index),
            }
        }
    }

    /// The values of a record: `a=1`, `note2=3`, `item(x=4,)`.
    fn values(record: &dyn Record, names: &[&str]) -> String {
        let name =
            |name: &str, number: Option<u32>| format!("{name}{}", number.map_or(String::new(), |it| it.to_string()));
        let mut out = String::new();
        for (index, wire) in names.iter().enumerate() {
            match record.get(index) {
                Value::Leaf(leaf) => out.extend(leaf.text().map(|text| format!("{wire}={text},"))),
                Value::Leaves(leaves) => out.extend((0..leaves.count()).map(|index| {
                    let (number, leaf) = leaves.at(index);
                    format!("{}={},", name(wire, number), leaf.text().unwrap_or_default())
                })),
                Value::Groups(groups) => out.extend((0..groups.count()).map(|index| {
                    let (number, inner) = groups.at(index);
                    format!("{}({}),", name(wire, number), values(inner, &["x", "y", "id"]))
                })),
            }
        }
        out
    }

    /// What was predicted in a document.
    #[derive(Debug, PartialEq, Eq)]
    struct Read {
        indices: Option<Range<usize>>,
        values: String,
        /// The content of the root that is left.
        rest: String,
    }

    /// The elements from the one of this name to the one of that name, with these values.
    fn read_up_to(first: &str, last: &str, values: &str, rest: &str) -> Read {
        Read { indices: Some(index(first)..index(last) + 1), values: values.to_owned(), rest: rest.to_owned() }
    }

    /// Nothing was read, and the position is as it was.
    fn nothing(rest: &str) -> Read {
        Read { indices: None, values: String::new(), rest: rest.to_owned() }
    }

    /// Calls `f` with a decoder inside the root of a document that has this content. Returns what is left.
    fn decode<T>(content: &str, f: impl FnOnce(&mut Decoder<'_>) -> T) -> (T, String) {
        let document = Text::from(format!("<r>{content}</r>"));
        let mut decoder = Decoder::new(&document, Some(schema()), ReplyLimits::default(), Bounds::none());
        assert!(matches!(decoder.tokens.next(), Ok(Token::Open { .. })));
        let result = f(&mut decoder);
        let rest = document[decoder.tokens.position()..].strip_suffix("</r>").expect("the root's end is not read");
        (result, rest.to_owned())
    }

    fn read_into(record: &mut Outer, group: &'static Group, from: usize, content: &str) -> Read {
        let (indices, rest) = decode(content, |decoder| decoder.read_in_order(group, record, from));
        let names: Vec<_> = group.elements.iter().map(|element| element.wire).collect();
        Read { indices, values: values(record, &names), rest }
    }

    /// What is predicted from the element of this name on.
    fn read_from(name: &str, content: &str) -> Read {
        read_into(&mut Outer::default(), &schema().response, index(name), content)
    }

    #[test]
    fn elements_in_order_are_read() {
        let all = "<a>1</a>\n<b/><c>x &amp; y</c><d>4</d><e>5</e><list>6</list><note7>8</note7>\
                   <part><x>9</x></part><item><y>10</y></item><entry1></entry1>";
        let values = "a=1,b=,c=x & y,d=4,e=5,list=6,note7=8,part(x=9,),item(y=10,),entry1(),";
        assert_eq!(read_from("a", all), read_up_to("a", "entry", values, ""));
    }

    #[test]
    fn up_to_two_elements_in_a_row_can_be_absent() {
        assert_eq!(read_from("a", "<a>1</a><c>3</c>"), read_up_to("a", "c", "a=1,c=3,", ""));
        assert_eq!(read_from("a", "<a>1</a><d>4</d>"), read_up_to("a", "d", "a=1,d=4,", ""));
        assert_eq!(read_from("a", "<c>3</c><list>6</list>"), read_up_to("c", "list", "c=3,list=6,", ""));
        assert_eq!(read_from("a", "<a>1</a><e>5</e>"), read_up_to("a", "a", "a=1,", "<e>5</e>"));
        assert_eq!(read_from("a", " <d>4</d>"), nothing(" <d>4</d>"));
    }

    #[test]
    fn what_comes_before_is_not_looked_for() {
        assert_eq!(read_from("b", "<a>1</a>"), nothing("<a>1</a>"));
        assert_eq!(read_from("a", "<b>2</b><a>1</a>"), read_up_to("b", "b", "b=2,", "<a>1</a>"));
    }

    #[test]
    fn what_is_not_plain_is_left_where_it_is() {
        for next in [
            "<b x=''>2</b>",
            "<!-- --><b>2</b>",
            "<b><!-- --></b>",
            "<b><![CDATA[2]]></b>",
            "<b>&no;</b>",
            "<b>& </b>",
            "<b><c/></b>",
            "<p:b>2</p:b>",
            "<list x=''/>",
            "<note1><!-- --></note1>",
        ] {
            let expected = read_up_to("a", "a", "a=1,", &format!(" {next}"));
            assert_eq!(read_from("a", &format!("<a>1</a> {next}")), expected);
        }
    }

    #[test]
    fn an_element_with_a_text_is_not_read_again() {
        let group = &schema().response;
        let mut record = Outer::default();
        record.leaves[0] = Some(Text::from("1"));
        assert_eq!(
            read_into(&mut record, group, 0, "<a>2</a>"),
            Read { values: "a=1,".to_owned(), ..nothing("<a>2</a>") }
        );
        record.leaves[0] = Some(Text::default());
        assert_eq!(read_into(&mut record, group, 0, "<a>2</a>"), read_up_to("a", "a", "a=2,", ""));
    }

    #[test]
    fn nothing_is_predicted_from_an_attribute_or_a_shared_name_on() {
        let ends_prediction: [fn(&mut Element); 2] =
            [|element| element.attribute = true, |element| element.shares_name = true];
        for change in ends_prediction {
            let mut group = schema().response.clone();
            change(&mut group.elements[1]);
            let group = Box::leak(Box::new(group));
            let read = read_into(&mut Outer::default(), group, 0, "<a>1</a><b>2</b><c>3</c>");
            assert_eq!(read, read_up_to("a", "a", "a=1,", "<b>2</b><c>3</c>"));
            assert_eq!(read_into(&mut Outer::default(), group, 1, "<b>2</b>"), nothing("<b>2</b>"));
        }
    }

    #[test]
    fn an_element_that_repeats_is_read_as_often_as_it_comes() {
        let lists = "<list>1</list><list>2</list><list><x/></list>";
        assert_eq!(read_from("list", lists), read_up_to("list", "list", "list=1,list=2,", "<list><x/></list>"));
        let items = "<item/><item><x>1</x></item><item><x>2</x></item><item></item>";
        let expected = read_up_to("item", "item", "item(x=1,),item(x=2,),item(),", "");
        assert_eq!(read_from("item", items.strip_prefix("<item/>").expect("it is there")), expected);
        // An empty tag is not read as a structure.
        assert_eq!(read_from("item", items), nothing(items));
        let parts = "<part></part><part></part>";
        assert_eq!(read_from("part", parts), read_up_to("part", "part", "part(),", "<part></part>"));
    }

    #[test]
    fn numbers_in_names_are_read() {
        let read = read_from("note", "<note1>a</note1><note0>b</note0><note30>c</note30>");
        assert_eq!(read, read_up_to("note", "note", "note1=a,note0=b,note30=c,", ""));
        let read = read_from("entry", "<entry2><x>1</x></entry2><entry7><y>2</y></entry7>");
        assert_eq!(read, read_up_to("entry", "entry", "entry2(x=1,),entry7(y=2,),", ""));
        for other in
            ["<note>a</note>", "<note01>a</note01>", "<notes>a</notes>", "<note1>a</note2>", "<entry1></entry2>"]
        {
            assert_eq!(read_from("note", other), nothing(other));
        }
    }

    #[test]
    fn a_structure_is_read_as_a_whole_or_not_at_all() {
        for part in [
            "<part><x>1</x><other/></part>",
            "<part><y>2</y><x>1</x></part>",
            "<part><x>1</x>text</part>",
            "<part><x>1</x><!-- --></part>",
            "<part id=''><x>1</x></part>",
        ] {
            assert_eq!(read_from("part", part), nothing(part));
            let after = format!("<list>1</list>{part}");
            assert_eq!(read_from("list", &after), read_up_to("list", "list", "list=1,", part));
        }
        let items = "<item><x>1</x></item>\n<item><x>2</x><x>3</x></item>";
        let rest = items.split_once("</item>").expect("there are two").1;
        assert_eq!(read_from("item", items), read_up_to("item", "item", "item(x=1,),", rest));
    }

    #[test]
    fn a_structure_that_is_there_is_not_read_again() {
        let mut record = Outer { part: Some(Inner::default()), ..Outer::default() };
        let part = "<part><x>1</x></part>";
        let read = read_into(&mut record, &schema().response, index("part"), part);
        assert_eq!(read, Read { values: "part(),".to_owned(), ..nothing(part) });
    }

    #[test]
    fn a_structure_that_can_have_attributes_is_not_predicted() {
        let content = "<box><x>1</x></box>";
        assert_eq!(read_from("box", content), nothing(content));
    }

    #[test]
    fn a_single_element_is_read_if_it_is_plain() {
        let read =
            |content: &str| decode(content, |decoder| decoder.read_leaf("a").map(|text| text.as_str().to_owned()));
        assert_eq!(read(" <a>1</a><a>2</a>"), (Some("1".to_owned()), "<a>2</a>".to_owned()));
        assert_eq!(read("<a>&lt;</a>"), (Some("<".to_owned()), String::new()));
        for other in [" <b>1</b>", "<a x=''>1</a>", "<a>&no;</a>"] {
            assert_eq!(read(other), (None, other.to_owned()));
        }
    }

    #[test]
    fn a_pair_is_read_as_a_whole_or_not_at_all() {
        let read = |content: &str| {
            decode(content, |decoder| {
                let texts = decoder.read_pair("pair", ["x", "y"]);
                texts.map(|texts| texts.map(|text| text.as_str().to_owned()))
            })
        };
        let pair = Some(["1", "&"].map(str::to_owned));
        assert_eq!(read("<pair><x>1</x>\n<y>&amp;</y></pair><x/>"), (pair, "<x/>".to_owned()));
        for other in [
            "<pair><x>1</x></pair>",
            "<pair><y>1</y><x>2</x></pair>",
            "<pair><x>1</x><y>2</y><z/></pair>",
            "<pair id=''><x>1</x><y>2</y></pair>",
            "<other><x>1</x><y>2</y></other>",
        ] {
            assert_eq!(read(other), (None, other.to_owned()));
        }
    }

    #[test]
    fn capacity_for_structures_is_reserved_from_those_before() {
        // With `<r>` and `</r>`, the document has 100 bytes.
        let content = " ".repeat(93);
        let capacity_after = |count: usize, position: usize| {
            let mut groups: Vec<Inner> = Vec::with_capacity(count);
            groups.extend((0..count).map(|_| Inner::default()));
            assert_eq!(groups.capacity(), count);
            decode(&content, |decoder| decoder.make_room(&mut groups, "n", position));
            groups.capacity() - count
        };
        // So few are too few to tell.
        assert_eq!([0, 1, 3].map(|count| capacity_after(count, 50)), [4, 3, 1]);
        // As many as there were in the first half, and the one that begins.
        assert_eq!(capacity_after(8, 50), 1 + 8);
        // A quarter of the document is left: a third of those before.
        assert_eq!(capacity_after(9, 75), 1 + 3);
        // Never more than double.
        assert_eq!(capacity_after(4, 20), 1 + 4);
        // At least an eighth, although only one more would be about as long as those before.
        assert_eq!(capacity_after(16, 92), 1 + 2);
        // No more than there can be: one takes at least four bytes.
        assert_eq!(capacity_after(64, 92), 1 + 2);
        assert_eq!(capacity_after(64, 60), 1 + 10);
        let mut groups: Vec<Inner> = Vec::with_capacity(9);
        groups.extend((0..8).map(|_| Inner::default()));
        decode(&content, |decoder| decoder.make_room(&mut groups, "n", 50));
        assert_eq!(groups.capacity(), 9, "there is room for one more");
    }
}
