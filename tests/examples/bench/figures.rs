//! What many measurements come to.

use std::fmt;

/// The middle one, and the one that only one in twenty exceeds.
pub struct Percentiles {
    p50: f64,
    p95: f64,
}

impl Percentiles {
    /// Those of some measurements; there must be one.
    pub fn of(mut measured: Vec<f64>) -> Self {
        measured.sort_by(f64::total_cmp);
        let at = |part: f64| measured[(part * (measured.len() - 1) as f64).round() as usize];
        Self {
            p50: at(0.5),
            p95: at(0.95),
        }
    }
}

/// As two cells of a table.
impl fmt::Display for Percentiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0} | {:.0}", self.p50, self.p95)
    }
}
