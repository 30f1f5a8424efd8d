//! The demonstration: a board filled with what participants might write.

pub mod samples;
