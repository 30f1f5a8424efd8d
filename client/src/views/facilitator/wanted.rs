//! A note that one wants to be led to, in whichever step it lies: the focus goes there as soon as that
//! step is on the desk.

use bordsvis_shared::id::{NoteId, StepId};
use leptos::prelude::*;

use super::desk::{Desk, GroupBy};
use super::lead::{Lead, use_lead};
use crate::reactive::{effect, stored};

/// Where one wants to be led.
#[derive(Clone, Copy)]
pub struct Wanted {
    lead: Lead,
    note: StoredValue<Option<NoteId>>,
    asked: Trigger,
}

/// Where one wants to be led.
pub fn use_wanted() -> Wanted {
    expect_context()
}

impl Wanted {
    pub fn new() -> Self {
        Self {
            lead: use_lead(),
            note: stored(None),
            asked: Trigger::new(),
        }
    }

    /// Leads to a note in a step.
    pub fn go(&self, step: &StepId, note: &NoteId) {
        self.note.set_value(Some(note.clone()));
        self.lead.look(step);
        self.asked.notify();
    }

    /// Gives the focus to the note that is wanted, once a desk shows it.
    pub fn find_on(&self, desk: Desk) {
        let Self { note, asked, .. } = *self;
        effect(move || {
            asked.track();
            desk.picture.track();
            let Some(id) = note.get_value() else { return };
            let Some(found) = desk.picture.note(&id) else {
                return;
            };
            note.set_value(None);
            desk.by.set(GroupBy::Cell);
            let (cluster, into) = found
                .view
                .with_untracked(|view| (view.cluster.clone(), view.into.clone()));
            if let Some(cluster) = cluster {
                desk.folded.update(|folded| {
                    folded.remove(&cluster);
                });
            }
            desk.focus_on(&into.unwrap_or(id));
        });
    }
}
