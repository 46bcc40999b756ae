//! Several samples of one thing, taken together.

/// Adds to `into` what it does not have yet, each behind the one that it follows in `from`. `join` gets what both have.
pub(super) fn merge<T>(
    into: &mut Vec<T>,
    from: Vec<T>,
    same: impl Fn(&T, &T) -> bool,
    mut join: impl FnMut(&mut T, T),
) {
    // What has nothing in common follows.
    let common = from.iter().any(|new| into.iter().any(|known| same(known, new)));
    let mut at = if common { 0 } else { into.len() };
    for item in from {
        match into.iter().position(|known| same(known, &item)) {
            Some(known) => {
                at = known + 1;
                join(&mut into[known], item);
            }
            None => {
                into.insert(at.min(into.len()), item);
                at += 1;
            }
        }
    }
}
