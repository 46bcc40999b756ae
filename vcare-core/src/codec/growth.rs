//! How lists grow whose length is known only when the document has been read.

use super::bounds::Bounds;

/// From how many items on the number of further ones is estimated.
const MIN_TO_ESTIMATE: usize = 4;

/// A list without capacity for one more item.
pub(super) struct FullList {
    /// How many items it has.
    pub(super) count: usize,
    /// How many bytes an item takes.
    pub(super) size: usize,
    /// The fewest bytes of the document that an item is read from.
    pub(super) shortest: usize,
    /// How many bytes of the document have been read, and how many are left.
    pub(super) read: usize,
    pub(super) left: usize,
}

impl FullList {
    /// By how many items the list grows within these bounds: by one, and by some of those that may follow. Their memory is
    /// counted. `None` if there is too little; then reading ends with the next check.
    ///
    /// While a list grows, it is in memory twice. Where there is too little memory for this to happen again, `ahead` is
    /// asked how many items follow for certain, and the list grows to its final length at once.
    pub(super) fn grow(&self, bounds: &mut Bounds, ahead: impl FnOnce(&mut Bounds) -> Option<usize>) -> Option<usize> {
        let Self { count, size, .. } = *self;
        // No more than the rest can hold.
        let most = self.left / self.shortest;
        // At least an eighth more, since all items may have to be moved each time.
        let least = 1 + (count / 8).min(most);
        let estimate = self.left.saturating_mul(count) / self.read.max(1);
        let likely = match count {
            // So few are too few to tell.
            0..MIN_TO_ESTIMATE => MIN_TO_ESTIMATE - count,
            _ => 1 + estimate.min(count).max(count / 8).min(most),
        };
        let memory = bounds.memory_left();
        let fits = memory.saturating_sub(count.saturating_mul(size)) / size.max(1);
        let in_the_end = count.saturating_add(estimate.min(most)).saturating_add(1);
        let growing_again = likely.saturating_add(in_the_end).saturating_mul(size);
        // Half of the memory is left to what else is read, and to estimates that are too low.
        let is_tight = fits < likely || count >= MIN_TO_ESTIMATE && growing_again > memory / 2;
        let ahead = if is_tight { ahead(bounds) } else { None };
        let more = match ahead {
            Some(ahead) if ahead < fits => least.max(ahead + 1),
            _ => likely,
        };
        let more = more.min(fits);
        if more < least {
            bounds.take_all();
            return None;
        }
        bounds.take(more.saturating_mul(size));
        Some(more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(count: usize, read: usize, left: usize) -> FullList {
        FullList { count, size: 10, shortest: 5, read, left }
    }

    /// By how many items the list grows, and how many bytes are left afterwards of so many.
    fn grow(list: &FullList, memory: usize, ahead: Option<usize>) -> (Option<usize>, usize) {
        let mut bounds = Bounds::new(None, 0, 0);
        bounds.take(bounds.memory_left() - memory);
        (list.grow(&mut bounds, |_| ahead), bounds.memory_left())
    }

    #[test]
    fn with_much_memory_a_list_doubles_at_most() {
        for ahead in [None, Some(90)] {
            assert_eq!(grow(&list(100, 1000, 1000), 10_000, ahead), (Some(101), 8990));
            assert_eq!(grow(&list(100, 1000, 500), 10_000, ahead), (Some(51), 9490));
            assert_eq!(grow(&list(100, 1000, 9000), 60_000, ahead), (Some(101), 58_990));
        }
    }

    #[test]
    fn with_little_memory_a_list_grows_once() {
        // Nine hundred more are estimated: doubling now, and growing to a thousand later, would take half of the memory.
        assert_eq!(grow(&list(100, 1000, 9000), 22_000, Some(890)), (Some(891), 13_090));
        assert_eq!(grow(&list(100, 1000, 9000), 10_000, Some(899)), (Some(900), 1000));
        // There is too little for all of those ahead: the list of a hundred is in memory until it has grown.
        assert_eq!(grow(&list(100, 1000, 9000), 9000, Some(799)), (Some(800), 1000));
        assert_eq!(grow(&list(100, 1000, 9000), 9000, Some(800)), (Some(101), 7990));
        // How many follow is not known.
        assert_eq!(grow(&list(100, 1000, 9000), 10_000, None), (Some(101), 8990));
    }

    #[test]
    fn with_too_little_memory_a_list_grows_by_an_eighth_or_not_at_all() {
        assert_eq!(grow(&list(100, 1000, 1000), 1130, None), (Some(13), 1000));
        assert_eq!(grow(&list(100, 1000, 1000), 1129, None), (None, 0));
        assert_eq!(grow(&list(100, 1000, 1000), 1500, Some(0)), (Some(13), 1370));
        // At the end of the document, by no more than can follow.
        assert_eq!(grow(&list(100, 1000, 10), 1030, None), (Some(3), 1000));
    }
}
