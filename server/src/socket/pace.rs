//! How fast one socket is listened to, whoever sits behind its address.

use std::num::NonZeroU32;

use governor::clock::Clock;
use governor::{DefaultDirectRateLimiter as Limit, Quota};
use tokio::time::sleep;

/// Updates for each second, sustained and at once. A person makes one for each tap, or seven a second
/// while typing; what comes back online sends what was done meanwhile in one.
const UPDATES: (u32, u32) = (50, 200);
/// Frames of any kind. A facilitator's page opens some hundred documents at once, each with a handful
/// of frames.
const FRAMES: (u32, u32) = (200, 2_000);
/// Bytes. The burst holds the first syncs of somebody who worked offline all day.
const BYTES: (u32, u32) = (256 * 1024, 8 * 1024 * 1024);

/// The pace of one socket.
pub(super) struct Pace {
    updates: Limit,
    frames: Limit,
    bytes: Limit,
}

impl Pace {
    /// Nothing heard yet.
    pub fn new() -> Self {
        Self {
            updates: limit(UPDATES),
            frames: limit(FRAMES),
            bytes: limit(BYTES),
        }
    }

    /// Whether another update may be taken now. If not, it is to be refused.
    pub fn allows_update(&self) -> bool {
        self.updates.check().is_ok()
    }

    /// Waits until a frame of so many bytes may be listened to: who sends more than that is slowed
    /// down, and nobody else.
    pub async fn frame(&self, bytes: usize) {
        wait(&self.frames, 1).await;
        wait(&self.bytes, bytes as u32).await;
    }
}

fn limit((sustained, burst): (u32, u32)) -> Limit {
    let cells = |n| NonZeroU32::new(n).expect("limits are not zero");
    let quota = Quota::per_second(cells(sustained)).allow_burst(cells(burst));
    Limit::direct(quota)
}

async fn wait(limit: &Limit, cells: u32) {
    let Some(cells) = NonZeroU32::new(cells) else {
        return;
    };
    // No message is larger than the burst; one that were would not be slowed down.
    while let Ok(Err(not_until)) = limit.check_n(cells) {
        sleep(not_until.wait_time_from(limit.clock().now())).await;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[test]
    fn bursts_pass_and_a_flood_does_not() {
        let pace = Pace::new();
        let taken = (0..10_000).filter(|_| pace.allows_update()).count();
        assert!(
            taken >= UPDATES.1 as usize && taken < 1_000,
            "{taken} taken"
        );
    }

    #[tokio::test]
    async fn frames_wait_rather_than_fail() {
        let pace = Pace::new();
        pace.frame(BYTES.1 as usize).await;
        let next = pace.frame(BYTES.0 as usize);
        assert!(timeout(Duration::from_millis(1), next).await.is_err());
    }
}
