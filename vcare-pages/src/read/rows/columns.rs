//! Which cell of a row stands in which column.
//!
//! A heading can have more cells than the rows below it, or one for two columns. Then what stands in the cells tells: a
//! need, a format, an element of the sample request. Where that leaves the heading's order as good as another one, the
//! heading has the word.

use std::collections::BTreeMap;

use super::format::is_format;
use super::need::{is_nearly_need, is_need, need};
use crate::read::heading::{FieldColumn, field_column, field_columns};
use crate::read::line::bare;

/// No table has more columns; beyond them, the heading's order is taken.
const MOST: usize = 32;
/// By how much another order has to be better in each row.
const BETTER: i32 = 2;
/// What it costs to leave a column of the heading out, in each row.
const LEFT_OUT: i32 = 1;
/// What it costs to leave a cell without a column.
const LOST: i32 = 2;
/// Neither an example nor a format is longer.
const LONGEST_SHORT: usize = 60;

/// The column of each cell of a row.
pub(super) type Columns = Vec<Option<FieldColumn>>;

/// The columns below one heading, for each number of cells that its rows have.
pub(super) struct Heading {
    by_width: BTreeMap<usize, Columns>,
    has_need: bool,
    /// What has to be said of rows whose cells may stand in other columns.
    pub(super) remark: Option<String>,
}

impl Heading {
    /// `tags` are the elements of the sample request, bare.
    pub(super) fn new(cells: &[String], rows: &[&[String]], tags: &[String]) -> Self {
        let plain: Columns = cells.iter().map(|cell| field_column(cell)).collect();
        let has_need = plain.contains(&Some(FieldColumn::Need));
        let mut by_width: BTreeMap<usize, Columns> = BTreeMap::new();
        let mut remark = None;
        let mut same_width: BTreeMap<usize, Vec<&[String]>> = BTreeMap::new();
        for row in rows {
            same_width.entry(row.len()).or_default().push(row);
        }
        for (width, rows) in same_width {
            let (columns, is_sure) = fitting(cells, &plain, &rows, width, tags);
            if !is_sure {
                remark = Some(format!(
                    "the heading of the table of fields has {} cells, and a row has {width}: whether each stands in its column",
                    cells.len()
                ));
            }
            by_width.insert(width, columns);
        }
        Self { by_width, has_need, remark }
    }

    /// The columns of a row.
    pub(super) fn of(&self, row: &[String]) -> &[Option<FieldColumn>] {
        self.by_width.get(&row.len()).map_or(&[], Vec::as_slice)
    }

    /// Whether a row stops before its need. Empty cells at a row's end can be left out of a text; that of the need is not
    /// empty.
    pub(super) fn is_short(&self, row: &[String]) -> bool {
        self.has_need && !self.of(row).contains(&Some(FieldColumn::Need))
    }
}

/// The columns of rows of one width, and whether they are sure.
fn fitting(cells: &[String], plain: &Columns, rows: &[&[String]], width: usize, tags: &[String]) -> (Columns, bool) {
    let mut left: Columns = plain.clone();
    left.resize(width, None);
    let named: Vec<Named> = cells
        .iter()
        .flat_map(|cell| {
            let columns = field_columns(cell);
            let is_alone = columns.len() < 2;
            let columns = if columns.is_empty() { vec![None] } else { columns.into_iter().map(Some).collect() };
            columns.into_iter().map(move |column| Named { column, is_alone })
        })
        .collect();
    if width > MOST || named.len() > MOST {
        return (left, true);
    }
    let looks: Vec<Vec<Look>> = rows.iter().map(|row| row.iter().map(|cell| Look::of(cell, tags)).collect()).collect();
    let score = |at: usize, column: Option<FieldColumn>| looks.iter().map(|row| row[at].score(column)).sum::<i32>();
    let count = i32::try_from(rows.len()).unwrap_or(i32::MAX / 1000);
    let (best, columns) = align(width, &named, count, &score);
    let lost = |at: &usize| left[*at].is_none() && *at >= plain.len();
    let kept: i32 = (0..width).map(|at| score(at, left[at])).sum::<i32>()
        - LOST * count * i32::try_from((0..width).filter(lost).count()).unwrap_or(0);
    let columns = if best >= kept.saturating_add(BETTER.saturating_mul(count)) { columns } else { left };
    if width == plain.len() {
        return (columns, true);
    }
    // Most rows have a need in its column; and where a column before it is left out, a format in its own.
    let most = |wanted: FieldColumn, fits: fn(Look) -> bool| {
        let at = columns.iter().position(|column| *column == Some(wanted));
        at.is_some_and(|at| looks.iter().filter(|row| fits(row[at])).count() * 2 > looks.len())
    };
    let before = |columns: &Columns| columns.iter().position(|column| *column == Some(FieldColumn::Need));
    let is_whole = before(&columns) == before(plain);
    let is_sure = match before(&columns) {
        Some(_) => most(FieldColumn::Need, Look::is_need) && (is_whole || most(FieldColumn::Format, Look::is_format)),
        // What stops before its need is told elsewhere.
        None => true,
    };
    (columns, is_sure)
}

/// A column that the heading names.
struct Named {
    column: Option<FieldColumn>,
    /// Whether its cell of the heading names no other.
    is_alone: bool,
}

/// The best way to put cells to columns, both in order.
fn align(
    width: usize,
    named: &[Named],
    rows: i32,
    score: &impl Fn(usize, Option<FieldColumn>) -> i32,
) -> (i32, Columns) {
    // The best score of the cells and columns from there on. Columns behind the last cell can be left out.
    let mut best = vec![vec![0_i32; named.len() + 1]; width + 1];
    for at in (0..width).rev() {
        best[at][named.len()] = best[at + 1][named.len()] - LOST * rows;
        for (column, heading) in named.iter().enumerate().rev() {
            best[at][column] = options(at, column, heading, &best, rows, score).into_iter().max().unwrap_or(0);
        }
    }
    let mut columns: Columns = Vec::with_capacity(width);
    let mut column = 0;
    while columns.len() < width {
        let at = columns.len();
        let Some(heading) = named.get(column) else {
            columns.push(None);
            continue;
        };
        let [taken, skipped, _] = options(at, column, heading, &best, rows, score);
        if taken == best[at][column] {
            columns.push(heading.column);
            column += 1;
        } else if skipped == best[at][column] {
            column += 1;
        } else {
            columns.push(None);
        }
    }
    (best[0][0], columns)
}

/// What it is worth to put the cell to the column, to leave the column out, and to leave the cell without one.
fn options(
    at: usize,
    column: usize,
    heading: &Named,
    best: &[Vec<i32>],
    rows: i32,
    score: &impl Fn(usize, Option<FieldColumn>) -> i32,
) -> [i32; 3] {
    let left_out = if heading.is_alone { LEFT_OUT * rows } else { 0 };
    [
        best[at + 1][column + 1] + score(at, heading.column),
        best[at][column + 1] - left_out,
        best[at + 1][column] - LOST * rows,
    ]
}

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Empty,
    Need,
    /// A word such as "Yes", which can be a need or an example.
    Answer,
    Format,
    /// An element of the sample request.
    Tag,
    Short,
    Long,
}

impl Look {
    fn of(cell: &str, tags: &[String]) -> Self {
        let cell = cell.trim();
        if bare(cell).is_empty() {
            Look::Empty
        } else if is_need(cell) || is_nearly_need(cell) {
            Look::Need
        } else if tags.contains(&bare(cell)) {
            Look::Tag
        } else if is_format(cell) {
            Look::Format
        } else if need(cell).is_some() {
            Look::Answer
        } else if cell.len() <= LONGEST_SHORT {
            Look::Short
        } else {
            Look::Long
        }
    }

    fn is_need(self) -> bool {
        matches!(self, Look::Need | Look::Answer)
    }

    fn is_format(self) -> bool {
        self == Look::Format
    }

    /// How well it stands in a column.
    fn score(self, column: Option<FieldColumn>) -> i32 {
        use FieldColumn::{Example, Format, Label, Need, Notes, Tag, Validation};
        let Some(column) = column else { return if self == Look::Need { -3 } else { 0 } };
        match column {
            Label => match self {
                Look::Tag => 3,
                Look::Short | Look::Answer => 1,
                Look::Empty | Look::Long => -2,
                Look::Format | Look::Need => -3,
            },
            Tag => match self {
                Look::Tag => 3,
                Look::Empty | Look::Short | Look::Answer => 0,
                Look::Long => -2,
                Look::Format | Look::Need => -3,
            },
            Format => match self {
                Look::Format => 3,
                Look::Empty | Look::Short | Look::Answer => 0,
                Look::Tag => -1,
                Look::Long => -2,
                Look::Need => -3,
            },
            Example => match self {
                Look::Empty | Look::Short | Look::Answer => 0,
                Look::Tag | Look::Format | Look::Long => -1,
                Look::Need => -3,
            },
            Need => match self {
                Look::Need => 4,
                Look::Answer => 2,
                // The heading "Type" can be that of formats.
                Look::Empty | Look::Format => 0,
                Look::Tag | Look::Short => -1,
                Look::Long => -3,
            },
            Notes | Validation => match self {
                Look::Long => 1,
                Look::Empty | Look::Short | Look::Answer | Look::Format => 0,
                Look::Tag => -1,
                Look::Need => -3,
            },
        }
    }
}
