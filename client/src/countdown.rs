//! How much time is left, second by second, by the server's clock: the devices of a room agree neither
//! with it nor with one another.

use gloo_timers::callback::Interval;
use js_sys::Date;
use leptos::prelude::*;

use crate::board::Board;
use crate::reactive::{memo, state};

/// How often the time is looked at, in milliseconds: often enough that no second is skipped.
const OFTEN: u32 = 250;

/// How much time is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// The seconds, of which the last has not passed: 0 once the time is over.
    pub seconds: u32,
    /// Whether they pass.
    pub running: bool,
}

impl Left {
    /// Whether the time is over.
    pub fn is_over(self) -> bool {
        self.seconds == 0
    }

    /// As it is read: `8:05`, `1:08:05`.
    pub fn read(self) -> String {
        let (hours, minutes, seconds) = (
            self.seconds / 3_600,
            self.seconds / 60 % 60,
            self.seconds % 60,
        );
        if hours > 0 {
            format!("{hours}:{minutes:02}:{seconds:02}")
        } else {
            format!("{minutes}:{seconds:02}")
        }
    }
}

/// What the board's timer says, if there is one, until the owner goes.
pub fn timer(board: Board) -> Memo<Option<Left>> {
    let now = ticking(board);
    memo(move || {
        let timer = board.session.with(|session| session.timer)?;
        Some(Left {
            seconds: whole_seconds(timer.left(now.get())),
            running: timer.is_running(),
        })
    })
}

/// The seconds until something that happens at a time of the server's, until the owner goes; `None`
/// where nothing will.
pub fn until(
    board: Board,
    at: impl Fn() -> Option<i64> + Send + Sync + 'static,
) -> Memo<Option<u32>> {
    let now = ticking(board);
    memo(move || Some(whole_seconds(at()? - now.get())))
}

/// The server's clock, in milliseconds since 1970.
fn ticking(board: Board) -> Signal<i64> {
    let device = || Date::now() as i64;
    let at = state(device());
    let tick = Interval::new(OFTEN, move || {
        at.try_set(device());
    });
    StoredValue::new_local(tick);
    Signal::derive(move || at.get() + board.ahead.get())
}

fn whole_seconds(milliseconds: i64) -> u32 {
    u32::try_from((milliseconds.max(0) + 999) / 1_000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_counted_until_they_have_passed() {
        for (milliseconds, seconds) in [(-5, 0), (0, 0), (1, 1), (1_000, 1), (1_001, 2)] {
            assert_eq!(whole_seconds(milliseconds), seconds);
        }
    }

    #[test]
    fn time_is_read_as_on_a_clock() {
        let read = |seconds| {
            let running = true;
            Left { seconds, running }.read()
        };
        assert_eq!(read(0), "0:00");
        assert_eq!(read(485), "8:05");
        assert_eq!(read(3_600 + 485), "1:08:05");
    }
}
