//! Rows that stand in another order.

/// A row that stands elsewhere: the row, and what stands before it in the one and in the other list.
#[derive(Debug)]
pub(super) struct Moved<'r> {
    pub(super) row: &'r str,
    pub(super) page: &'r str,
    pub(super) spec: &'r str,
}

/// The fewest rows that have to move for both lists to have the same order. Rows that one of them lacks do not count.
pub(super) fn moved<'r>(page: &[&'r str], spec: &[&'r str]) -> Vec<Moved<'r>> {
    let page: Vec<&str> = page.iter().copied().filter(|row| spec.contains(row)).collect();
    let spec: Vec<&str> = spec.iter().copied().filter(|row| page.contains(row)).collect();
    if page == spec {
        return Vec::new();
    }
    let stays = in_order(&page, &spec);
    let before = |list: &[&'r str], row: &str| {
        let at = list.iter().position(|known| *known == row);
        at.and_then(|at| at.checked_sub(1)).map_or("", |at| list[at])
    };
    page.iter()
        .zip(stays)
        .filter(|(_, stays)| !stays)
        .map(|(row, _)| Moved { row, page: before(&page, row), spec: before(&spec, row) })
        .collect()
}

/// Which rows of `page` belong to a longest run that both lists have in the same order.
fn in_order(page: &[&str], spec: &[&str]) -> Vec<bool> {
    let places: Vec<usize> =
        page.iter().map(|row| spec.iter().position(|known| known == row).unwrap_or_default()).collect();
    // best[i]: how long a rising run that ends at i is, and where it comes from.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(places.len());
    for (index, place) in places.iter().enumerate() {
        let from = (0..index).filter(|before| places[*before] < *place).max_by_key(|before| best[*before].0);
        best.push((from.map_or(1, |from| best[from].0 + 1), from));
    }
    let mut stays = vec![false; places.len()];
    let mut at = (0..best.len()).max_by_key(|index| best[*index].0);
    while let Some(index) = at {
        stays[index] = true;
        at = best[index].1;
    }
    stays
}

/// How a place is shown.
pub(super) fn place(before: &str) -> String {
    if before.is_empty() { "first".to_owned() } else { format!("after {before}") }
}
