//! The server: routes, sockets, rooms and the log.

pub mod demo;
