//! How a request's field is addressed: by its tag, or as `BLOCK/TAG`, which tells the two apart where two blocks have a
//! field of that tag.

use crate::{Endpoint, Field};

/// Why an address leads to no field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoField {
    /// The request has no such field.
    Unknown,
    /// Several blocks have the tag. These are the ways to write it.
    Ambiguous(Vec<String>),
    /// It leads to no single text, or beyond one: what is wrong, and what to write.
    NotThere(String),
}

/// The place of the field that an address means, among fields with their blocks. `own` is the block in which the
/// address stands: there a tag alone means that block's field. `same` compares names.
pub fn find<'a>(
    fields: impl Iterator<Item = (&'a str, &'a str)>,
    address: &str,
    own: Option<&str>,
    same: impl Fn(&str, &str) -> bool,
) -> Result<usize, NoField> {
    let (block, tag) = match address.split_once('/') {
        Some((block, tag)) => (Some(block), tag),
        None => (None, address),
    };
    let is_meant = |of: &str| block.is_none_or(|block| same(of, block));
    let meant: Vec<(usize, &str, &str)> = fields
        .enumerate()
        .filter(|(_, (of, wire))| same(wire, tag) && is_meant(of))
        .map(|(place, (of, wire))| (place, of, wire))
        .collect();
    match meant.as_slice() {
        [] => Err(NoField::Unknown),
        [(only, ..)] => Ok(*only),
        several => match several.iter().find(|(_, of, _)| own == Some(*of)) {
            Some((place, ..)) => Ok(*place),
            None => Err(NoField::Ambiguous(several.iter().map(|(_, of, wire)| format!("{of}/{wire}")).collect())),
        },
    }
}

impl<T: AsRef<str>> Field<T> {
    /// What a person calls it: its tag, or `BLOCK/TAG` where another block has the tag too.
    pub fn address(&self) -> &str {
        self.path.as_ref().unwrap_or(&self.wire).as_ref()
    }

    /// Its address without the block: `MDN`, `LINE_#`, `@type`.
    pub fn key(&self) -> &str {
        self.address().rsplit('/').next().unwrap_or_default()
    }
}

impl<T: AsRef<str>> Endpoint<T> {
    /// Index and description of the request field with this address: its tag, or `BLOCK/TAG`. `None` where there is none,
    /// or where the tag alone could mean several.
    pub fn field(&self, address: &str) -> Option<(usize, &Field<T>)> {
        self.find(address, str::eq).ok()
    }

    /// The same with the reason where there is none. `same` compares names.
    pub fn find(&self, address: &str, same: impl Fn(&str, &str) -> bool) -> Result<(usize, &Field<T>), NoField> {
        let names = self.fields().map(|(block, field)| (block.wire.as_ref(), field.key()));
        let index = find(names, address, None, same)?;
        self.fields().nth(index).map(|(_, field)| (index, field)).ok_or(NoField::Unknown)
    }

    /// The field that the schema itself names so, in a condition or a rule: there, each name is the field's
    /// [address](Field::address).
    pub fn named_field(&self, address: &str) -> Option<(usize, &Field<T>)> {
        let mut fields = self.blocks.iter().flat_map(|block| &block.fields).enumerate();
        fields.find(|(_, field)| field.address() == address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [(&str, &str); 4] = [("A", "MDN"), ("A", "KIND"), ("B", "MDN"), ("B", "NOTE")];

    #[test]
    fn a_tag_of_two_blocks_is_addressed_with_its_block() {
        let found = |address, own| find(FIELDS.into_iter(), address, own, str::eq);
        let ambiguous = || Err(NoField::Ambiguous(vec!["A/MDN".to_owned(), "B/MDN".to_owned()]));
        for (address, own, expected) in [
            ("KIND", None, Ok(1)),
            ("A/KIND", None, Ok(1)),
            ("B/KIND", None, Err(NoField::Unknown)),
            ("MDN", None, ambiguous()),
            ("MDN", Some("A"), Ok(0)),
            ("MDN", Some("B"), Ok(2)),
            ("A/MDN", Some("B"), Ok(0)),
            ("MDN", Some("C"), ambiguous()),
            ("NOTE", Some("A"), Ok(3)),
            ("mdn", None, Err(NoField::Unknown)),
            ("C/MDN", None, Err(NoField::Unknown)),
            ("/MDN", None, Err(NoField::Unknown)),
            ("", None, Err(NoField::Unknown)),
        ] {
            assert_eq!(found(address, own), expected, "{address} in {own:?}");
        }
        assert_eq!(find(FIELDS.into_iter(), "b/mdn", None, str::eq_ignore_ascii_case), Ok(2));
    }
}
