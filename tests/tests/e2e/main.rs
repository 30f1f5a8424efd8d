//! End to end: a module for each concern, in one binary.

mod browser;
mod cli;
mod contract;
mod durability;
mod foreign;
mod hostile;
mod http;
mod keys;
mod openapi;
mod secrecy;
mod session;
mod wire;
