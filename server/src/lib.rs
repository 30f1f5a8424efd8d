//! The Bordsvis server: it keeps the boards, decides what is written into them, and serves the
//! client. `main.rs` parses the arguments and calls [`run`]; see ARCHITECTURE.md for the map.

pub mod access;
pub mod assets;
pub mod config;
pub mod demo;
pub mod error;
pub mod links;
pub mod log;
pub mod metrics;
pub mod room;
pub mod rooms;
pub mod routes;
pub mod security;
mod serve;
pub mod socket;

pub use serve::run;
