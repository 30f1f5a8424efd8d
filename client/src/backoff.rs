//! How long to wait before the next attempt to connect: longer after each failure, and never the
//! same for everybody, so that a server that comes back is not met by all at once.

/// The shortest wait, in milliseconds: a hiccup of the network is over by then.
const SHORTEST: u32 = 500;
/// The longest wait after the first failure, in milliseconds. A server that restarts loses everybody
/// at the same moment, and a second and a half spreads a thousand of them well enough.
const FIRST: u32 = 2_000;
/// The longest wait ever, in milliseconds: whoever looks at the page meanwhile sees that it tries.
const LONGEST: u32 = 15_000;

/// The failures since the connection last worked.
#[derive(Debug, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// Counts a failure, and tells how many milliseconds to wait.
    pub fn wait(&mut self, random: u32) -> u32 {
        let longest = (FIRST << self.failures.min(8)).min(LONGEST);
        self.failures += 1;
        SHORTEST + random % (longest - SHORTEST)
    }

    /// The connection works.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_fifteen_seconds_and_start_over() {
        let mut backoff = Backoff::default();
        let longest: Vec<u32> = (0..6)
            .map(|_| {
                // The random number that gives the longest wait is the one just below the span.
                let mut same = Backoff {
                    failures: backoff.failures,
                };
                let span = (FIRST << backoff.failures).min(LONGEST) - SHORTEST;
                backoff.wait(0);
                same.wait(span - 1)
            })
            .collect();
        assert_eq!(longest, [1_999, 3_999, 7_999, 14_999, 14_999, 14_999]);
        assert_eq!(backoff.wait(0), 500);
        backoff.reset();
        assert!(backoff.wait(u32::MAX) < 2_000);
    }

    #[test]
    fn a_night_without_network_overflows_nothing() {
        let mut backoff = Backoff::default();
        assert!((0..100_000).all(|n| (500..15_000).contains(&backoff.wait(n))));
    }
}
