//! The addresses of a request's fields: a tag alone, or `BLOCK/TAG` where two blocks have a field of that tag.
//!
//! A spec can write `BLOCK/TAG` everywhere, and in a condition a tag alone for a field of its own block. Here each name
//! becomes the field's address, so that whatever comes later knows each field under one name.

use vcare_schema::{NoField, find};

use crate::model::{Condition, Endpoint, Need, Text, When};

impl Endpoint {
    /// The place of the field that an address means, in wire order. `own` is the block in which the address stands.
    pub(crate) fn find(&self, address: &str, own: Option<&str>) -> Result<usize, NoField> {
        let names = self
            .blocks
            .iter()
            .flat_map(|block| block.fields.iter().map(|field| (block.wire.value.as_str(), field.wire.value.as_str())));
        find(names, address, own, str::eq)
    }

    /// Gives each field its address, and takes each name for the address that it means. One that means none, or several,
    /// stays: that is told later.
    pub(crate) fn resolve(mut self) -> Self {
        let paths: Vec<Option<Text>> = self
            .blocks
            .iter()
            .flat_map(|block| block.fields.iter().map(move |field| (block, &field.wire)))
            .map(|(block, wire)| {
                let is_ambiguous = matches!(self.find(&wire.value, None), Err(NoField::Ambiguous(_)));
                is_ambiguous.then(|| Text::new(format!("{}/{}", block.wire.value, wire.value), wire.place.clone()))
            })
            .collect();
        let fields = self.blocks.iter_mut().flat_map(|block| &mut block.fields);
        fields.zip(paths).for_each(|(field, path)| field.path = path);

        // Each name with the block in which it stands.
        let known = self.clone();
        let resolve = |name: &mut Text, own: Option<&str>| {
            if let Ok(field) =
                known.find(&name.value, own).and_then(|at| known.fields().nth(at).ok_or(NoField::Unknown))
            {
                field.address().clone_into(&mut name.value);
            }
        };
        let resolve_when = |when: &mut When, own: Option<&str>| {
            when.all.iter_mut().for_each(|is| resolve(&mut is.field, own));
        };
        for block in &mut self.blocks {
            let own = Some(block.wire.value.as_str());
            for field in &mut block.fields {
                if let Need::Conditional(Condition::When(when) | Condition::Unless(when)) = &mut field.schema.need {
                    resolve_when(when, own);
                }
                if let Some(must_be) = &mut field.schema.must_be {
                    resolve_when(&mut must_be.when, own);
                }
            }
        }
        if let Some(when) = &mut self.reads_when {
            resolve_when(when, None);
        }
        self.rules.iter_mut().flat_map(|rule| &mut rule.fields).for_each(|name| resolve(name, None));
        self.example.iter_mut().for_each(|item| resolve(&mut item.field, None));
        if let Some(confirm) = &mut self.confirm {
            confirm.lookups.iter_mut().for_each(|lookup| resolve(&mut lookup.from, None));
            resolve(&mut confirm.field, None);
        }
        self
    }
}
