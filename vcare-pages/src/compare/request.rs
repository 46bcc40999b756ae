//! Fields of the request.

use std::collections::BTreeSet;

use vcare_spec::model::{self, Endpoint, Shared};

use super::gaps::Open;
use super::order::{moved, place};
use super::row::need_of;
use super::{Differences, Part, blocks, credentials, is_odd, nested, row};
use crate::page::{Block, Field, Need, Page};

pub(super) fn compare(page: &Page, spec: &Endpoint, shared: &Shared, open: Open<'_>, out: &mut Differences) {
    credentials::compare(page, shared, out);
    let mut request = Request { page, spec, open, pairs: blocks::pairs(page, spec), met: BTreeSet::new() };
    request.compare(out);
    request.tell_beyond(out);
}

/// Where a field stands in the spec: its block's number and its own.
type Place = (usize, usize);

struct Request<'a> {
    page: &'a Page,
    spec: &'a Endpoint,
    open: Open<'a>,
    /// For each block of the page, the one of the spec.
    pairs: Vec<Option<usize>>,
    /// The fields of the spec that the page has.
    met: BTreeSet<Place>,
}

impl<'a> Request<'a> {
    fn compare(&mut self, out: &mut Differences) {
        for (at, block) in self.page.blocks.iter().enumerate() {
            let known = self.pairs[at].map(|pair| &self.spec.blocks[pair]);
            match known {
                // A spec leaves out a block without a field of its own.
                None if block.top().all(|field| self.is_odd(&block.tag, &field.key())) => {}
                None => out.lacks(Part::Request, &block.tag, "a block"),
                Some(known) if known.wire.value != block.tag && !is_odd(self.spec, &known.wire.value) => {
                    out.otherwise(Part::Request, &block.tag, "name", &block.tag, &known.wire.value);
                }
                Some(_) => {}
            }
            for field in block.top() {
                self.compare_field(at, field, out);
            }
            if let Some(known) = known {
                compare_order(block, known, out);
            }
        }
    }

    fn compare_field(&mut self, block: usize, field: &Field, out: &mut Differences) {
        let tag = &self.page.blocks[block].tag;
        let key = field.key();
        let row = format!("{tag}/{key}");
        let Some(place) = self.place_of(block, &key) else {
            match self.nearly(block, &key) {
                Some(place) => {
                    self.met.insert(place);
                    let nearly = self.field(place).key();
                    if !self.is_odd(&self.spec.blocks[place.0].wire.value, nearly) {
                        out.otherwise(Part::Request, &row, "name", &key, nearly);
                    }
                }
                // Of an odd one it is known that another block has it too.
                None if self.is_odd(tag, &key) => {}
                None if field.is_structure() && self.has_flat(block, field) => self.compare_flat(block, field, out),
                None => out.lacks(Part::Request, &row, &in_words(field)),
            }
            return;
        };
        self.met.insert(place);
        if field.sampled && self.pairs[block] != Some(place.0) {
            out.otherwise(Part::Request, &row, "block", tag, &self.spec.blocks[place.0].wire.value);
        }
        if self.is_odd(&self.spec.blocks[place.0].wire.value, &key) {
            return;
        }
        self.compare_found(block, field, self.field(place), &row, out);
    }

    /// A field of the page and the one of the spec that it is.
    fn compare_found(&self, block: usize, field: &Field, known: &model::Field, row: &str, out: &mut Differences) {
        for shape in &field.beyond_specs {
            out.otherwise(Part::Request, row, "shape", shape, "a field with text");
        }
        nested::compare_shape(&self.page.blocks[block], field, known, self.spec, row, out);
        if !field.sampled && !self.open.request() {
            out.otherwise(Part::Request, row, "sample", "not in the sample request", "a field");
        }
        match &field.row {
            Some(said) => row::compare(row, said, known, self.page, out),
            None if self.page.has_field_table && !self.open.table() && !field.may_lack_row() => {
                out.otherwise(Part::Request, row, "table", "not in the table", "a field");
            }
            None => {}
        }
        if field.is_structure()
            && let Some(group) = self.spec.request_group(known)
        {
            let within: Vec<String> = field.within.iter().cloned().chain([field.tag.clone()]).collect();
            let shown = &self.page.blocks[block];
            let level = nested::Level { block: shown, within: &within, known: &group.fields, row };
            let is_cut = shown.breaks_off.is_some() && nested::is_last(shown, &within);
            nested::compare_level(&level, self.spec, is_cut, out, &mut |field, known, row, out| {
                self.compare_found(block, field, known, row, out);
            });
        }
    }

    /// Whether the spec has what the page shows inside of an element beside it.
    fn has_flat(&self, block: usize, field: &Field) -> bool {
        self.inside(block, field).all(|inside| self.place_of(block, &inside.key()).is_some())
    }

    /// What the spec has beside the element that it stands in.
    fn compare_flat(&mut self, block: usize, field: &Field, out: &mut Differences) {
        let tag = &self.page.blocks[block].tag;
        let inside: Vec<&Field> = self.inside(block, field).collect();
        for inside in inside {
            let Some(place) = self.place_of(block, &inside.key()) else { continue };
            self.met.insert(place);
            let row = format!("{tag}/{}", inside.key());
            for shape in &inside.beyond_specs {
                out.otherwise(Part::Request, &row, "shape", shape, "a field with text");
            }
            let shape = format!("inside an element {} of its own", field.tag);
            out.otherwise(Part::Request, &row, "shape", &shape, "a field with text");
        }
    }

    fn inside(&self, block: usize, field: &Field) -> impl Iterator<Item = &'a Field> + use<'a> {
        let within: Vec<String> = field.within.iter().cloned().chain([field.tag.clone()]).collect();
        self.page.blocks[block].fields.iter().filter(move |inside| inside.within == within)
    }

    /// Whether the spec names the field as one that it has otherwise on purpose.
    fn is_odd(&self, block: &str, tag: &str) -> bool {
        is_odd(self.spec, tag) || is_odd(self.spec, &format!("{block}/{tag}"))
    }

    fn field(&self, (block, field): Place) -> &'a model::Field {
        &self.spec.blocks[block].fields[field]
    }

    /// The field of that tag: in the block's own pair, or in a block whose pair has none.
    fn place_of(&self, block: usize, tag: &str) -> Option<Place> {
        let inside = |at: usize| {
            let field = self.spec.blocks[at].fields.iter().position(|known| known.key() == tag)?;
            Some((at, field))
        };
        let is_free = |at: &usize| {
            let pair = self.pairs.iter().position(|pair| *pair == Some(*at));
            pair.is_none_or(|shown| !self.page.blocks[shown].top().any(|field| field.key() == tag))
        };
        self.pairs[block].and_then(inside).or_else(|| (0..self.spec.blocks.len()).filter(is_free).find_map(inside))
    }

    /// A field whose tag differs in the letters' case alone.
    fn nearly(&self, block: usize, tag: &str) -> Option<Place> {
        let own = self.pairs[block];
        let places = self.spec.blocks.iter().enumerate().flat_map(|(at, block)| {
            block.fields.iter().enumerate().map(move |(number, field)| ((at, number), field.key()))
        });
        let mut fitting: Vec<Place> =
            places.filter(|(_, wire)| wire.eq_ignore_ascii_case(tag) && *wire != tag).map(|(place, _)| place).collect();
        fitting.retain(|place| !self.met.contains(place));
        fitting.iter().find(|(at, _)| own == Some(*at)).or_else(|| fitting.first()).copied()
    }

    /// Tells what the spec has and the page has not.
    fn tell_beyond(&self, out: &mut Differences) {
        for (at, block) in self.spec.blocks.iter().enumerate() {
            let shown = self.pairs.iter().position(|pair| *pair == Some(at)).map(|shown| &self.page.blocks[shown]);
            if shown.is_none() {
                // The sample request breaks off before it.
                if self.open.request() {
                    continue;
                }
                out.beyond(Part::Request, &block.wire.value, "a block");
            }
            let end = match shown {
                Some(shown) if shown.breaks_off.is_some() => self.last_met(at),
                _ => block.fields.len(),
            };
            for (number, field) in block.fields.iter().enumerate().take(end) {
                let tag = field.key();
                // An odd field can stand in the table alone, which breaks off.
                let is_cut = self.open.table() && self.is_odd(&block.wire.value, tag);
                if !is_cut && !self.met.contains(&(at, number)) {
                    out.beyond(Part::Request, &format!("{}/{tag}", block.wire.value), need_of(field).as_str());
                }
            }
        }
    }

    /// The number behind the last field of a block that the page has.
    fn last_met(&self, block: usize) -> usize {
        self.met.range((block, 0)..(block + 1, 0)).next_back().map_or(0, |(_, field)| field + 1)
    }
}

fn compare_order(block: &Block, known: &model::Block, out: &mut Differences) {
    let is_in_order = |field: &&Field| field.sampled && !field.is_attribute();
    let shown: Vec<String> = block.top().filter(is_in_order).map(Field::key).collect();
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let has: Vec<&str> = known.fields.iter().filter(|field| !field.attribute).map(|field| field.key()).collect();
    for moved in moved(&shown, &has) {
        let row = format!("{}/{}", block.tag, moved.row);
        out.otherwise(Part::Request, &row, "place", &place(moved.page), &place(moved.spec));
    }
}

fn in_words(field: &Field) -> String {
    let need = field.row.as_ref().and_then(|row| row.need).map_or("", Need::as_str);
    if field.sampled {
        need.to_owned()
    } else {
        format!("{need}, in the table alone").trim_start_matches(", ").to_owned()
    }
}
