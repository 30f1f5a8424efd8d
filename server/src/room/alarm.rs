//! When the board itself is to say that it is time: once for each time that something is due, however
//! often it is asked.

use std::time::Duration;

use tokio::time::Instant;

use super::now;

/// The next time that something is due.
#[derive(Default)]
pub(super) struct Alarm {
    /// By the clock that entries carry, and by the one that can be waited for.
    set: Option<(i64, Instant)>,
    /// The last time that it rang for.
    rang: Option<i64>,
}

impl Alarm {
    /// Sets it to what is due next, in milliseconds since 1970. Returns whether it rings now.
    pub fn rings(&mut self, next: Option<i64>) -> bool {
        let next = next.filter(|next| self.rang != Some(*next));
        if self.set.map(|(at, _)| at) != next {
            self.set = next.map(|at| {
                let wait = u64::try_from(at - now()).unwrap_or(0);
                (at, Instant::now() + Duration::from_millis(wait))
            });
        }
        // The two clocks may differ by a little; the entry has to come after what it is for.
        let ring = self.set.filter(|(at, _)| *at <= now());
        if let Some((at, _)) = ring {
            self.rang = Some(at);
            self.set = None;
        }
        ring.is_some()
    }

    /// When to ask again.
    pub fn due(&self) -> Option<Instant> {
        self.set.map(|(_, due)| due.max(Instant::now() + TICK))
    }
}

/// How long to wait where one clock says that it is time and the other does not yet.
const TICK: Duration = Duration::from_millis(1);
