//! The server: routes, sockets, rooms and the log.

pub mod access;
pub mod assets;
pub mod demo;
pub mod links;
pub mod log;
pub mod metrics;
pub mod room;
pub mod rooms;
pub mod security;
pub mod socket;
