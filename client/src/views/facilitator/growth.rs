//! Which tables write at the moment: those whose count of notes has grown of late. Pure.

/// How long a table counts as writing after its last note, in milliseconds.
const LATELY: f64 = 60_000.0;

/// The counts as they were last seen, and when each of them grew.
#[derive(Debug, Default)]
pub struct Growth {
    seen: Vec<Seen>,
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    count: u32,
    /// When it grew, in milliseconds since 1970; never, as far as is known, where it is `None`.
    grew: Option<f64>,
}

impl Growth {
    /// Sees the counts of all tables, from table 1.
    pub fn see(&mut self, counts: &[u32], now: f64) {
        for (at, count) in counts.iter().copied().enumerate() {
            match self.seen.get_mut(at) {
                Some(seen) => {
                    if count > seen.count {
                        seen.grew = Some(now);
                    }
                    seen.count = count;
                }
                // What was there before one came is no news.
                None => self.seen.push(Seen { count, grew: None }),
            }
        }
    }

    /// Whether each table writes, from table 1.
    pub fn writing(&self, now: f64) -> Vec<bool> {
        let lately = |grew: f64| now - grew < LATELY;
        let seen = self.seen.iter();
        seen.map(|seen| seen.grew.is_some_and(lately)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_writes_for_a_minute_after_its_count_has_grown() {
        let mut growth = Growth::default();
        growth.see(&[4, 0], 0.0);
        assert_eq!(growth.writing(1.0), [false, false]);
        growth.see(&[4, 1], 1_000.0);
        assert_eq!(growth.writing(1_001.0), [false, true]);
        growth.see(&[3, 1], 2_000.0);
        assert_eq!(growth.writing(1_000.0 + LATELY), [false, false]);
    }

    #[test]
    fn a_table_that_is_added_has_not_written_yet() {
        let mut growth = Growth::default();
        growth.see(&[1], 0.0);
        growth.see(&[1, 0], 10.0);
        assert_eq!(growth.writing(11.0), [false, false]);
        growth.see(&[1, 2], 20.0);
        assert_eq!(growth.writing(21.0), [false, true]);
    }
}
