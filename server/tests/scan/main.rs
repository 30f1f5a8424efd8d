//! The update scanner: each of its rules, and that it agrees with yrs about what an update does.

mod against_yrs;
mod edits;
mod format;
mod hostile;
mod known;
mod stock_yjs;
mod write;
mod yrs_document;
