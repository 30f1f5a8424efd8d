//! Rooms and sockets as clients meet them: a real server on a real log, and clients that speak the
//! protocol frame by frame.

mod access;
mod board;
mod handshake;
mod hostile;
mod life;
mod slow;
mod support;
mod verdicts;
