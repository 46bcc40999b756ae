//! Line charts as SVG: both axes logarithmic, so that work in proportion is a straight line at the slope of one.
//!
//! Nothing lies behind the lines, and all colours are of middling lightness: a chart can be read on white and on black.

use std::fmt::Write as _;

/// One line.
pub struct Series {
    /// What stands beside it.
    pub name: String,
    /// Sizes and seconds.
    pub points: Vec<(f64, f64)>,
}

const COLOURS: [&str; 7] = ["#e5484d", "#3b82f6", "#d6409f", "#d97706", "#8b5cf6", "#22a06b", "#0e9aa7"];
const TEXT_COLOR: &str = "#808890";
const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 440.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 150.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 52.0;
/// Names of lines that end together stand below each other, so far apart.
const LINE_HEIGHT: f64 = 17.0;

/// Draws times against sizes.
///
/// # Panics
///
/// When a size or a time is not above zero, or there is none.
pub fn draw(title: &str, sizes: &str, series: &[Series]) -> String {
    let points = || series.iter().flat_map(|series| &series.points);
    let across = Axis::over(points().map(|point| point.0), LEFT, WIDTH - RIGHT);
    let up = Axis::over(points().map(|point| point.1), HEIGHT - BOTTOM, TOP);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"{TEXT_COLOR}\">\n<title>{title}</title>\n"
    );
    text(&mut out, (LEFT, 24.0), "start", title);
    text(&mut out, (across.middle(), HEIGHT - 12.0), "middle", sizes);
    for tick in across.ticks() {
        let x = across.place(tick);
        line(&mut out, (x, TOP), (x, HEIGHT - BOTTOM));
        text(&mut out, (x, HEIGHT - BOTTOM + 18.0), "middle", &count(tick));
    }
    for tick in up.ticks() {
        let y = up.place(tick);
        line(&mut out, (LEFT, y), (WIDTH - RIGHT, y));
        text(&mut out, (LEFT - 8.0, y + 4.0), "end", &time(tick));
    }
    let mut ends = Vec::new();
    for (series, colour) in series.iter().zip(COLOURS.iter().cycle()) {
        let places: Vec<(f64, f64)> = series.points.iter().map(|(x, y)| (across.place(*x), up.place(*y))).collect();
        let path: String = places.iter().map(|(x, y)| format!("{x:.1},{y:.1} ")).collect();
        let path = path.trim_end();
        let _ = writeln!(out, "<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
        for (x, y) in &places {
            let _ = writeln!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>");
        }
        ends.extend(places.last().map(|(_, y)| (*y, colour, &series.name)));
    }
    ends.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut free = TOP;
    for (y, colour, name) in ends {
        let y = y.max(free);
        free = y + LINE_HEIGHT;
        let (x, y) = (WIDTH - RIGHT + 10.0, y + 4.0);
        let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{colour}\">{name}</text>");
    }
    out.push_str("</svg>\n");
    out
}

/// An axis: what it begins and ends with, as powers of ten, and where that is.
struct Axis {
    values: (f64, f64),
    places: (f64, f64),
}

impl Axis {
    fn over(values: impl Iterator<Item = f64>, begin: f64, end: f64) -> Self {
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            assert!(value > 0.0, "{value} has no place on a logarithmic axis");
            (least, most) = (least.min(value.log10()), most.max(value.log10()));
        }
        assert!(least.is_finite(), "a chart needs points");
        // A twentieth of a power to each side, so that no point lies on the frame.
        Self { values: (least - 0.05, most + 0.05), places: (begin, end) }
    }

    fn place(&self, value: f64) -> f64 {
        let (least, most) = self.values;
        let (begin, end) = self.places;
        begin + (value.log10() - least) / (most - least) * (end - begin)
    }

    fn middle(&self) -> f64 {
        f64::midpoint(self.places.0, self.places.1)
    }

    /// Powers of ten; where these are few, their double and their fivefold as well.
    fn ticks(&self) -> Vec<f64> {
        let (least, most) = self.values;
        let steps: &[f64] = if most - least < 2.0 { &[1.0, 2.0, 5.0] } else { &[1.0] };
        #[allow(clippy::cast_possible_truncation)] // powers of ten that anyone measures
        let powers = least.floor() as i32..=most.ceil() as i32;
        let all = powers.flat_map(|power| steps.iter().map(move |step| step * 10_f64.powi(power)));
        all.filter(|tick| (least..=most).contains(&tick.log10())).collect()
    }
}

fn count(value: f64) -> String {
    if value < 1_000.0 { format!("{value}") } else { format!("{},000", value / 1000.0) }
}

fn time(seconds: f64) -> String {
    let units = [(1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")];
    // The tick is a product of powers, and so a bit beside what it stands for.
    let (unit, name) = units.into_iter().find(|(unit, _)| seconds >= unit * 0.999).unwrap_or((1e-9, "ns"));
    format!("{:.0} {name}", seconds / unit)
}

fn line(out: &mut String, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    let ends = format!("x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"");
    let _ = writeln!(out, "<line {ends} stroke=\"{TEXT_COLOR}\" stroke-opacity=\"0.3\"/>");
}

fn text(out: &mut String, (x, y): (f64, f64), anchor: &str, text: &str) {
    let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>");
}
