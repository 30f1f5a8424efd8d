//! The signals that the views read, and how they are brought up to date: at most once for each frame
//! that is drawn, however much has happened since the last.

use std::rc::Rc;
use std::sync::Arc;

use bordsvis_shared::protocol::{RefusalReason, Summary};
use bordsvis_shared::session::Session;
use leptos::prelude::*;

use super::core::Desk;
use crate::outbox::Refused;
use crate::socket::Connection;

/// Whether what one did is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// The board has not been reached yet, and nothing waits.
    Connecting,
    /// Everything is saved.
    Saved,
    /// So many edits are on their way.
    Waiting(usize),
    /// There is no network; so many edits wait for it, and nothing gets lost.
    Offline(usize),
}

/// The signals of a board.
pub struct Signals {
    pub session: ArcRwSignal<Option<Arc<Session>>>,
    /// By how many milliseconds the server's clock is ahead of the device's.
    pub ahead: ArcRwSignal<i64>,
    pub summary: ArcRwSignal<Summary>,
    pub connection: ArcRwSignal<Connection>,
    pub saving: ArcRwSignal<Saving>,
    pub refused: ArcRwSignal<Vec<Refused>>,
    pub denied: ArcRwSignal<Option<RefusalReason>>,
}

impl Signals {
    pub fn new() -> Self {
        Self {
            session: ArcRwSignal::new(None),
            ahead: ArcRwSignal::default(),
            summary: ArcRwSignal::default(),
            connection: ArcRwSignal::new(Connection::Connecting),
            saving: ArcRwSignal::new(Saving::Connecting),
            refused: ArcRwSignal::default(),
            denied: ArcRwSignal::new(None),
        }
    }

    /// Tells what has changed.
    pub fn draw(&self, desk: &mut Desk) {
        let changed = desk.documents.read_changed();
        if !changed.is_empty() {
            desk.links = None;
        }
        let (waiting, count) = desk.documents.waiting();
        if let Some(session) = &desk.session {
            let mut arranged = Vec::new();
            for (at, drawn) in desk.drawn.iter().enumerate() {
                let mut before = desk.drawn[..at].iter();
                if !before.any(|before| Rc::ptr_eq(before, drawn)) {
                    drawn.draw(desk, session, &changed, &waiting, &mut arranged);
                }
            }
        }
        let saving = match (desk.live, count) {
            (true, 0) => Saving::Saved,
            (true, count) => Saving::Waiting(count),
            (false, 0) if !desk.was_live => Saving::Connecting,
            (false, count) => Saving::Offline(count),
        };
        tell(&self.saving, saving);
    }
}

/// Sets a signal whose value differs.
pub fn tell<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
