//! The pages: one for each thing that somebody comes to do.

pub mod accessibility;
pub mod screen;
