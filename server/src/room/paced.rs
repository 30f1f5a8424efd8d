//! Something that is sent at most once in a while: at once if it was quiet, and otherwise later and
//! then only the newest of it.

use std::time::Duration;

use tokio::time::Instant;

/// When to send it.
pub(super) struct Paced {
    period: Duration,
    last: Option<Instant>,
    due: Option<Instant>,
}

impl Paced {
    /// At most once in `period`.
    pub fn new(period: Duration) -> Self {
        Self {
            period,
            last: None,
            due: None,
        }
    }

    /// There is something new to send.
    pub fn ask(&mut self, now: Instant) {
        let due = self.last.map_or(now, |last| now.max(last + self.period));
        self.due.get_or_insert(due);
    }

    /// When it is to be sent, if it is.
    pub fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Whether it is to be sent now; if so, it counts as sent.
    pub fn take(&mut self, now: Instant) -> bool {
        let due = self.due.take_if(|due| *due <= now).is_some();
        if due {
            self.last = Some(now);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_goes_at_once_and_the_next_wait_together() {
        let period = Duration::from_secs(1);
        let mut paced = Paced::new(period);
        let start = Instant::now();
        assert!(!paced.take(start));
        paced.ask(start);
        assert!(paced.take(start));
        paced.ask(start + period / 4);
        paced.ask(start + period / 2);
        assert!(!paced.take(start + period / 2));
        assert_eq!(paced.due(), Some(start + period));
        assert!(paced.take(start + period));
        assert_eq!(paced.due(), None);
    }
}
