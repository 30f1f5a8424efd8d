//! A room: one board as it lives on this server.

pub mod entry;
pub mod state;
