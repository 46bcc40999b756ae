//! The addresses of a request's fields: a tag alone, or `BLOCK/TAG` where two blocks have a field of that tag.
//!
//! A spec can write `BLOCK/TAG` everywhere, and in a condition a tag alone for a field of its own block. Here each name
//! becomes the field's address, so that whatever comes later knows each field under one name.

use vcare_schema::{NoField, find};

use crate::model::{Condition, Endpoint, Need, Shared, Text, When};
use crate::nesting;

impl Endpoint {
    /// The place of the field that an address means, in wire order. `own` is the block in which the address stands.
    pub(crate) fn find(&self, address: &str, own: Option<&str>) -> Result<usize, NoField> {
        let names = self
            .blocks
            .iter()
            .flat_map(|block| block.fields.iter().map(|field| (block.wire.value.as_str(), field.key())));
        find(names, address, own, str::eq)
    }

    /// Gives each field its address, and takes each name for the address that it means. One that means none, or several,
    /// stays: that is told later.
    pub(crate) fn resolve(mut self) -> Self {
        let fields = self.blocks.iter().flat_map(|block| block.fields.iter().map(move |field| (block, field)));
        let paths: Vec<Option<Text>> = fields
            .map(|(block, field)| {
                let is_ambiguous = matches!(self.find(field.key(), None), Err(NoField::Ambiguous(_)));
                let path = || Text::new(format!("{}/{}", block.wire.value, field.key()), field.wire.place.clone());
                if is_ambiguous { Some(path()) } else { field.path.clone() }
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
        let known_groups = nesting::Nesting::new(&known);
        for group in &mut self.request_groups {
            // A name that the group has, or one around it, is that field's; else it is the request's.
            let own = known_groups.block_of(&group.name.value);
            let is_inside = |name: &Text| known_groups.has(&group.name.value, &name.value);
            let resolve_outer = |when: &mut When| {
                when.all.iter_mut().filter(|is| !is_inside(&is.field)).for_each(|is| resolve(&mut is.field, own));
            };
            for field in &mut group.fields {
                if let Need::Conditional(Condition::When(when) | Condition::Unless(when)) = &mut field.schema.need {
                    resolve_outer(when);
                }
                if let Some(must_be) = &mut field.schema.must_be {
                    resolve_outer(&mut must_be.when);
                }
            }
        }
        if let Some(when) = &mut self.reads_when {
            resolve_when(when, None);
        }
        self.rules.iter_mut().flat_map(|rule| &mut rule.fields).for_each(|name| resolve(name, None));
        let schema = known.schema(&Shared::default());
        for item in &mut self.example {
            if let Ok(located) = schema.locate(&item.field.value, str::eq) {
                item.field.value = located.path;
            }
        }
        if let Some(confirm) = &mut self.confirm {
            confirm.lookups.iter_mut().for_each(|lookup| resolve(&mut lookup.from, None));
            resolve(&mut confirm.field, None);
        }
        self
    }
}
