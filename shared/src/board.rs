//! The board's CRDT documents: how notes lie in yrs, how they are edited, and how the documents of
//! one step make one picture. Nothing outside this module knows a yrs key name.

mod edit;
mod rank;
mod schema;
mod splice;
mod view;

pub use edit::{Edit, EditError, MAX_NOTE_TEXT};
pub use rank::{InvalidRank, Rank};
pub use schema::{Cluster, Content, Note, Placement, Position, ROOTS, Replica};
pub use splice::Splice;
pub use view::{Arrangement, PlacedNote, Placer, arrange};
