//! The pages: one for each thing that somebody comes to do.

pub mod accessibility;
pub mod cards;
mod code;
mod create;
mod create_details;
mod created;
pub mod device;
pub mod facilitator;
pub mod home;
pub mod join;
mod known;
mod news;
mod printed;
pub mod remote;
mod said;
pub mod screen;
mod seat;
pub mod table;
pub mod worksheets;
