//! What the end-to-end tests share: the real server as a process of its own, and clients that talk
//! to it over real sockets. The tests themselves are one binary, `tests/e2e`, with a module for each
//! concern.
//!
//! Nothing here sleeps to give the server time. Whatever is waited for is waited for by name, for at
//! most [`DEADLINE`], and a wait that fails says what was seen instead.

mod api;
pub mod browser;
mod device;
pub mod npm;
mod server;
mod wire;

use std::time::Duration;

pub use api::{Workshop, post, step, table};
pub use device::{Device, note};
pub use server::{Ended, Server, run_to_end};
pub use wire::{Closed, Wire};

/// How long anything is waited for. Far more than a slow machine under load takes; what has not
/// come by then does not come.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// So many random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    bytes
}
