//! A record for tests: so many texts, none of which has a value at first.

use crate::generated::no_such_index;
use crate::record::{Layout, Record, Slot, Value};
use crate::text::Text;

pub(crate) struct Texts<const N: usize>(pub(crate) [Option<Text>; N]);

impl<const N: usize> Default for Texts<N> {
    fn default() -> Self {
        Self([const { None }; N])
    }
}

impl<const N: usize> Record for Texts<N> {
    fn layout(&self) -> Layout {
        no_such_index(0)
    }

    fn get(&self, index: usize) -> Value<'_> {
        Value::Leaf(&self.0[index])
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        Slot::Leaf(&mut self.0[index])
    }
}
