//! Times side by side.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How often everyone has a turn, after the warm-up.
const ROUNDS: usize = 41;
const WARM_UP: usize = 3;
/// How long a turn takes at least, so that the clock's steps do not count.
const TURN: Duration = Duration::from_millis(8);

/// Something that is measured.
pub struct Contestant<'a> {
    pub name: &'static str,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Contestant<'a> {
    pub fn new<T>(name: &'static str, mut run: impl FnMut() -> T + 'a) -> Self {
        Self { name, run: Box::new(move || drop(black_box(run()))) }
    }
}

/// The time of each contestant over that of the first: medians over all rounds, in each of which everyone had a turn.
pub fn over_the_first(contestants: &mut [Contestant<'_>]) -> Vec<f64> {
    let rounds = rounds(contestants);
    (0..contestants.len()).map(|one| median(rounds.iter().map(|times| times[one] / times[0]).collect())).collect()
}

/// The time of each contestant in seconds: medians over all rounds.
pub fn seconds(contestants: &mut [Contestant<'_>]) -> Vec<f64> {
    let rounds = rounds(contestants);
    (0..contestants.len()).map(|one| median(rounds.iter().map(|times| times[one]).collect())).collect()
}

/// The times of all contestants in each round after the warm-up.
fn rounds(contestants: &mut [Contestant<'_>]) -> Vec<Vec<f64>> {
    let turns: Vec<u32> = contestants.iter_mut().map(turn).collect();
    let round = |_| {
        let times = contestants.iter_mut().zip(&turns).map(|(contestant, turns)| {
            let begun = Instant::now();
            for _ in 0..*turns {
                (contestant.run)();
            }
            begun.elapsed().as_secs_f64() / f64::from(*turns)
        });
        times.collect()
    };
    (0..WARM_UP + ROUNDS).map(round).skip(WARM_UP).collect()
}

/// How many runs make a turn.
fn turn(contestant: &mut Contestant<'_>) -> u32 {
    let begun = Instant::now();
    (contestant.run)();
    let once = begun.elapsed().max(Duration::from_nanos(50));
    u32::try_from(TURN.as_nanos() / once.as_nanos()).unwrap_or(u32::MAX).clamp(1, 100_000)
}

/// The one in the middle.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { f64::midpoint(values[middle - 1], values[middle]) }
}
