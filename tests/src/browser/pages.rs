//! The views, as the people who use them know them: what they can do there, by the words on the page.

mod home;
mod join;
mod table;

pub use home::{Created, Home};
pub use join::Join;
pub use table::Table;
