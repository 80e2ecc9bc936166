//! The two axes.

use chrono::NaiveDate;

/// From 0, or below it, to somewhat above the largest value; never empty.
pub(super) fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (least, most) =
        values.fold((0.0_f64, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
    let room = (most - least) * 0.12;
    if room > 0.0 { (if least < 0.0 { least - room } else { 0.0 }, most + room) } else { (0.0, 1.0) }
}

/// The day and month that a place on the axis is of; empty between days.
pub(super) fn label(days: &[(NaiveDate, Option<f64>)], at: f64) -> String {
    let mut places = days.iter().zip(0_u32..);
    let day = places.find(|(_, place)| (f64::from(*place) - at).abs() < 1e-6);
    day.map(|((date, _), _)| date.format("%m-%d").to_string()).unwrap_or_default()
}

/// Heights of two numbers in pixels from the top, moved until they are so far apart; where they are equal, the second
/// stands above.
pub(super) fn apart(heights: [Option<i32>; 2], least: i32) -> [Option<i32>; 2] {
    let [Some(first), Some(second)] = heights else { return heights };
    let missing = least - (first - second).abs();
    if missing <= 0 {
        return heights;
    }
    let (more, less) = (missing - missing / 2, missing / 2);
    if first < second {
        [Some(first - less), Some(second + more)]
    } else {
        [Some(first + more), Some(second - less)]
    }
}
