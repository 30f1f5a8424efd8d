//! The board itself: its ids, methods, session and CRDT schema, and the wire it speaks.
//!
//! Compiled into both server and client. It does no I/O, reads no clock and draws no randomness:
//! time and random bytes are passed in. Only [`board`] knows a yrs key name; only [`protocol`]
//! knows the wire.

pub mod api;
pub mod board;
pub mod id;
pub mod method;
pub mod protocol;
pub mod session;
pub mod sync;
