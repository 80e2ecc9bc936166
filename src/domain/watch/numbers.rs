//! Medians, and how far values lie from them.

/// The median; none of nothing.
pub(super) fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let given = values.into_iter();
    let mut values = Vec::with_capacity(given.size_hint().1.unwrap_or_default());
    values.extend(given);
    values.sort_unstable_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get(values.len().saturating_sub(1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

/// The standard deviation of a normal distribution for each of its median absolute deviation.
const NORMAL: f64 = 1.4826;

/// How far values lie from a middle: 1.4826 times the median of the distances, which a few wild days don't move.
pub(super) fn spread(values: &[f64], middle: f64) -> Option<f64> {
    median(values.iter().map(|value| (value - middle).abs())).map(|distance| distance * NORMAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_spreads_of_few_values() {
        assert_eq!(median([]), None);
        assert_eq!(median([3.0]), Some(3.0));
        assert_eq!(median([9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median([4.0, 1.0, 2.0, 100.0]), Some(3.0));
        assert_eq!(spread(&[1.0, 2.0, 3.0, 100.0], 2.0), Some(NORMAL));
        assert_eq!(spread(&[], 0.0), None);
    }
}
