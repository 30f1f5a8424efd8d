//! The board's CRDT documents: how notes lie in yrs, how they are edited and how that is taken back,
//! and how the documents of one step make one picture. Nothing outside this module knows a yrs key
//! name.

mod edit;
mod history;
mod links;
mod merged;
mod rank;
mod schema;
mod splice;
mod view;

pub use edit::{Edit, EditError, MAX_CLUSTER_TITLE, MAX_NOTE_TEXT, Target};
pub use history::{Change, History, Undone, Way};
pub use links::{Links, Written};
pub use rank::{InvalidRank, Rank};
pub use schema::{Cluster, Content, Note, Placement, Position, ROOTS, Replica};
pub use splice::Splice;
pub use view::{Arrangement, PlacedCluster, PlacedNote, Placer, arrange};
