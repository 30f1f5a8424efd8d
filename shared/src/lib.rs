//! The board itself: its ids, methods, session and CRDT schema, and the wire it speaks.
//!
//! Compiled into both server and client. It does no I/O, reads no clock and draws no randomness:
//! time and random bytes are passed in. Only [`board`] knows a yrs key name; only [`protocol`]
//! knows the wire.

pub mod api;
pub mod board;
pub mod id;
pub mod json;
pub mod method;
pub mod protocol;
pub mod session;
pub mod sync;

/// Collects into an ordered map or set by inserting one after the other. `collect` would sort first,
/// and the code for that weighs several kilobytes in the client for each type.
pub fn gather<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut gathered = C::default();
    gathered.extend(items);
    gathered
}
