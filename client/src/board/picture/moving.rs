//! Intents on where notes are shown.

use bordsvis_shared::board::{Edit, Placer, Position};
use bordsvis_shared::id::{CellId, ClusterId, NoteId, Scope, StepId};
use bordsvis_shared::session::Role;
use leptos::prelude::*;

use super::super::place::{Place, positions};
use super::super::scopes::{self, Blocked};
use super::super::shown::{NoteRef, Shown};
use super::{Picture, only_own};

impl Picture {
    /// Moves notes side by side to a place in a cell: for a facilitator in plenary, for a participant
    /// at the table. One action, however many notes. A note of an earlier step is placed here by it.
    /// What plenary puts somewhere lies there by itself, or in the cluster of the note that it is put
    /// beside: it leaves whatever it was gathered in or merged into.
    pub fn move_notes(
        &self,
        notes: &[NoteRef],
        cell: &CellId,
        place: &Place,
    ) -> Result<(), Blocked> {
        let (_, session, step) = self.here();
        if session.you.role == Role::Facilitator {
            return self.make(self.laid(notes, cell, place)?);
        }
        let scope = scopes::for_arranging(&session, &step).ok_or(Blocked::Forbidden)?;
        only_own(&session, notes)?;
        // As they are shown here: plenary may well have moved them in the step that they come from.
        let moved = |note: NoteRef| note.view.with_untracked(|v| v.placer == Placer::Plenary);
        if notes
            .iter()
            .filter_map(|note| self.note(&note.id))
            .any(moved)
        {
            return Err(Blocked::MovedByPlenary);
        }
        let ids: Vec<NoteId> = notes.iter().map(|note| note.id.clone()).collect();
        let (positions, beside) = self.spot(cell, place, &ids, ids.len());
        let positions = match beside {
            // A table does not gather. On its phone the clusters stand before all else.
            Some(_) => self.spot(cell, &Place::First, &ids, ids.len()).0,
            None => positions,
        };
        let moved = notes.iter().zip(positions).map(|(note, pos)| {
            let edit = if note.step == step {
                let note = note.id.clone();
                Edit::Move { note, pos }
            } else {
                place_edit(note, Some(pos))
            };
            (scope.clone(), edit)
        });
        self.make(moved.collect())
    }

    /// Takes back where plenary or the table put notes, so that each is shown where it was before.
    pub fn put_back(&self, notes: &[NoteRef]) -> Result<(), Blocked> {
        let (_, session, step) = self.here();
        let scope = scopes::for_arranging(&session, &step).ok_or(Blocked::Forbidden)?;
        let leads = session.you.role == Role::Facilitator;
        let edits = notes.iter().flat_map(|note| {
            let apart = leads.then(|| apart(note, None)).into_iter().flatten();
            [place_edit(note, None)].into_iter().chain(apart)
        });
        self.make(edits.map(|edit| (scope.clone(), edit)).collect())
    }

    /// Shows notes in a later step too, last in a cell. They stay where they are in this one.
    pub fn place_later(
        &self,
        notes: &[NoteRef],
        step: &StepId,
        cell: &CellId,
    ) -> Result<(), Blocked> {
        let (_, session, _) = self.here();
        let scope = scopes::for_arranging(&session, step).ok_or(Blocked::Forbidden)?;
        only_own(&session, notes)?;
        let positions = self.last_in(&scope, cell, notes.len());
        let placed = notes.iter().zip(positions);
        let placed = placed.map(|(note, pos)| (scope.clone(), place_edit(note, Some(pos))));
        self.make(placed.collect())
    }

    /// The edits by which plenary puts notes side by side at a place in a cell.
    pub(super) fn laid(
        &self,
        notes: &[NoteRef],
        cell: &CellId,
        place: &Place,
    ) -> Result<Vec<(Scope, Edit)>, Blocked> {
        let scope = self.plenary()?;
        let ids: Vec<NoteId> = notes.iter().map(|note| note.id.clone()).collect();
        let (positions, cluster) = self.spot(cell, place, &ids, ids.len());
        let laid = notes.iter().zip(positions).flat_map(|(note, pos)| {
            let apart = apart(note, cluster.clone());
            [place_edit(note, Some(pos))].into_iter().chain(apart)
        });
        Ok(laid.map(|edit| (scope.clone(), edit)).collect())
    }

    /// Positions for `count` notes at a place in a cell, and the cluster that the place is in: that of
    /// the note that it is beside.
    pub(super) fn spot(
        &self,
        cell: &CellId,
        place: &Place,
        moving: &[NoteId],
        count: usize,
    ) -> (Vec<Position>, Option<ClusterId>) {
        self.shown_now(|shown| {
            let place = beside_root(shown, place);
            let cluster = match &place {
                Place::Before(note) | Place::After(note) => cluster_of(shown, note),
                Place::First | Place::Last => None,
            };
            let clusters = shown.arrangement().clusters(cell).iter();
            let found = clusters.clone().find(|c| Some(&c.id) == cluster.as_ref());
            let there = match found {
                Some(cluster) => &cluster.notes,
                None => shown.arrangement().loose(cell),
            };
            let there: Vec<_> = there.iter().map(|n| (&n.id, &n.pos.rank)).collect();
            let positions = positions(cell, &there, &place, moving, count);
            (positions, found.map(|cluster| cluster.id.clone()))
        })
    }
}

/// Beside a note that was merged into another means beside that one.
fn beside_root(shown: &Shown, place: &Place) -> Place {
    let root = |id: &NoteId| {
        let note = shown.note(id);
        let into = note.and_then(|note| note.view.with_untracked(|view| view.into.clone()));
        into.unwrap_or_else(|| id.clone())
    };
    match place {
        Place::Before(note) => Place::Before(root(note)),
        Place::After(note) => Place::After(root(note)),
        Place::First | Place::Last => place.clone(),
    }
}

fn cluster_of(shown: &Shown, note: &NoteId) -> Option<ClusterId> {
    let note = shown.note(note)?;
    note.view.with_untracked(|view| view.cluster.clone())
}

pub(super) fn place_edit(note: &NoteRef, pos: Option<Position>) -> Edit {
    let note = note.id.clone();
    Edit::Place { note, pos }
}

/// The edits by which a note stands by itself: in a cluster, or loose.
pub(super) fn apart(note: &NoteRef, cluster: Option<ClusterId>) -> [Edit; 2] {
    let [note, again] = [(); 2].map(|()| note.id.clone());
    [
        Edit::Gather { note, cluster },
        Edit::Merge {
            note: again,
            into: None,
        },
    ]
}
