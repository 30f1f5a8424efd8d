//! The client: every screen, in Leptos, compiled to WebAssembly.
//!
//! Components emit intents and never fetch or write state themselves; what can be told without a
//! browser lives in modules of its own, tested natively.

#![forbid(unsafe_code)]

pub mod board;

mod backoff;
mod drafts;
mod keep;
mod listening;
mod lock;
mod outbox;
mod random;
mod socket;
