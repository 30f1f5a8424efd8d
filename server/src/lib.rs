//! The server: routes, sockets, rooms and the log.

pub mod assets;
pub mod demo;
pub mod security;
pub mod room;
