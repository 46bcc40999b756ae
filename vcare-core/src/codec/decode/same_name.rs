//! Elements of a structure that share a name.

use smallvec::{SmallVec, smallvec};

use crate::record::{Record, Slot, Value};
use crate::schema::Group;
use crate::text::Text;

/// Texts of elements that share a name with another element of their structure. What comes before and after a text shows
/// which element it belongs to, so this is decided when the whole structure has been read.
#[derive(Default)]
pub(super) struct SameNameTexts<'t> {
    waiting: SmallVec<[Waiting<'t>; 1]>,
}

struct Waiting<'t> {
    name: &'t str,
    /// The index after that of the last element before it.
    from: usize,
    /// The index of the next element after it.
    to: Option<usize>,
    text: Text,
}

impl Waiting<'_> {
    /// How far the element's place in the schema is from where the text came.
    fn distance(&self, index: usize, count: usize) -> usize {
        index.abs_diff(self.from).min((index + 1).abs_diff(self.to.unwrap_or(count)))
    }
}

impl<'t> SameNameTexts<'t> {
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether as many texts wait as there are elements of the name.
    pub(super) fn is_full(&self, group: &Group, name: &str) -> bool {
        let known = group.elements.iter().filter(|element| element.shares_name && element.wire == name).count();
        self.waiting.iter().filter(|text| text.name == name).count() >= known
    }

    pub(super) fn add(&mut self, name: &'t str, from: usize, text: Text) {
        self.waiting.push(Waiting { name, from, to: None, text });
    }

    /// Notes that another element came.
    pub(super) fn element_came(&mut self, index: usize) {
        for text in &mut self.waiting {
            text.to.get_or_insert(index);
        }
    }

    /// Assigns each text to the nearest element of its name, the nearest pair first. Returns texts for which no element is
    /// left.
    pub(super) fn assign(mut self, group: &Group, record: &mut dyn Record) -> Vec<(&'t str, Text)> {
        let mut assigned: SmallVec<[Option<usize>; 2]> = smallvec![None; self.waiting.len()];
        while let Some((position, index)) = self.nearest_pair(group, record, &assigned) {
            assigned[position] = Some(index);
        }
        self.keep_order(&mut assigned);
        let mut left_over = Vec::new();
        for (text, index) in self.waiting.drain(..).zip(assigned) {
            match index.map(|index| record.slot(index)) {
                Some(Slot::Leaf(leaf)) => leaf.set(text.text),
                _ => left_over.push((text.name, text.text)),
            }
        }
        left_over
    }

    /// Puts texts that came between the same elements in order, since nothing else tells them apart.
    fn keep_order(&self, assigned: &mut [Option<usize>]) {
        let have_same_neighbours = |one: &Waiting<'_>, other: &Waiting<'_>| {
            one.name == other.name && one.from == other.from && one.to == other.to
        };
        for position in 1..self.waiting.len() {
            for earlier in 0..position {
                let is_after =
                    assigned[position].is_some_and(|index| assigned[earlier].is_none_or(|first| first > index));
                if is_after && have_same_neighbours(&self.waiting[earlier], &self.waiting[position]) {
                    assigned.swap(earlier, position);
                }
            }
        }
    }

    /// The unassigned text and the free element that are nearest to each other.
    fn nearest_pair(&self, group: &Group, record: &dyn Record, assigned: &[Option<usize>]) -> Option<(usize, usize)> {
        let count = group.elements.len();
        let is_free = |index| {
            let is_empty = matches!(record.get(index), Value::Leaf(leaf) if leaf.text().is_none());
            is_empty && !assigned.contains(&Some(index))
        };
        let mut best: Option<(usize, usize, usize)> = None;
        for (position, text) in self.waiting.iter().enumerate().filter(|(position, _)| assigned[*position].is_none()) {
            for (index, element) in group.elements.iter().enumerate() {
                if element.shares_name && element.wire == text.name && is_free(index) {
                    let distance = text.distance(index, count);
                    if best.is_none_or(|(known, ..)| distance < known) {
                        best = Some((distance, position, index));
                    }
                }
            }
        }
        best.map(|(_, position, index)| (position, index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Leaf;
    use crate::schema::{Element, Repeat, Sensitivity};
    use crate::test_record::Texts;

    /// `before`, two elements `name`, `after`, and again `name`.
    const NAMES: [&str; 5] = ["before", "name", "name", "after", "name"];

    fn group() -> Group {
        let element = |wire| Element {
            wire,
            rust: wire,
            doc: "",
            attribute: false,
            group: None,
            repeat: Repeat::Once,
            shares_name: wire == "name",
            sensitivity: Sensitivity::Open,
            values: Vec::new(),
            example: None,
            learned: false,
        };
        Group { name: "Group", elements: NAMES.map(element).into() }
    }

    /// What the three elements called `name` have after elements came in this order, and what was left over.
    fn read(came: &[&'static str]) -> ([String; 3], Vec<String>) {
        let (group, mut record, mut texts) = (group(), Texts::<5>::default(), SameNameTexts::default());
        let mut from = 0;
        for element in came {
            match NAMES.iter().position(|name| name == element) {
                Some(index) => {
                    texts.element_came(index);
                    from = index + 1;
                }
                None => texts.add("name", from, Text::from(*element)),
            }
        }
        let left_over =
            texts.assign(&group, &mut record).into_iter().map(|(_, text)| text.as_str().to_owned()).collect();
        ([1, 2, 4].map(|index| record.0[index].text().unwrap_or_default().to_owned()), left_over)
    }

    fn texts(texts: [&str; 3]) -> ([String; 3], Vec<String>) {
        (texts.map(str::to_owned), Vec::new())
    }

    #[test]
    fn what_comes_before_and_after_tells_which_is_meant() {
        assert_eq!(read(&["before", "a", "b", "after", "c"]), texts(["a", "b", "c"]));
        assert_eq!(read(&["before", "a", "after"]), texts(["a", "", ""]));
        assert_eq!(read(&["before", "after", "c"]), texts(["", "", "c"]));
        assert_eq!(read(&["after", "c"]), texts(["", "", "c"]));
        // The next element counts, not those after it.
        assert_eq!(read(&["a", "before", "after"]), texts(["a", "", ""]));
    }

    #[test]
    fn neighbours_keep_their_order_whatever_is_absent_around_them() {
        assert_eq!(read(&["a", "b", "after"]), texts(["a", "b", ""]));
        // With nothing after it, the second one is as near to the end.
        assert_eq!(read(&["before", "a", "b"]), texts(["a", "", "b"]));
        assert_eq!(read(&["a", "b", "after", "c"]), texts(["a", "b", "c"]));
        assert_eq!(read(&["a", "b", "c"]), texts(["a", "b", "c"]));
    }

    #[test]
    fn one_too_many_is_given_back() {
        assert_eq!(
            read(&["before", "a", "b", "after", "c", "d"]),
            (["a", "b", "c"].map(str::to_owned), vec!["d".to_owned()])
        );
    }
}
