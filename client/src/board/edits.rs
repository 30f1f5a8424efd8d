//! Edits: made, taken back, made again.

use std::rc::Rc;

use bordsvis_shared::board::{Change, Edit, EditError, Rank, Undone, Way};
use bordsvis_shared::id::{CellId, NoteId, Scope, StepId};
use bordsvis_shared::protocol::RefusalReason;
use bordsvis_shared::session::Session;
use js_sys::Date;
use leptos::prelude::*;

use super::core::{Core, Desk};
use super::scopes::{self, Blocked};

impl Core {
    /// Makes edits that belong together and can be taken back together, where `step` is shown. Where
    /// a document can't be written, none of them is made.
    pub(super) fn make(
        self: &Rc<Self>,
        step: &StepId,
        edits: Vec<(Scope, Edit)>,
    ) -> Result<(), Blocked> {
        let (changes, result) = self.edit(edits);
        self.desk.borrow_mut().history.record(step, changes);
        result
    }

    /// Makes edits, and says how they can be taken back, also those that were made before one failed.
    pub(super) fn edit(
        self: &Rc<Self>,
        edits: Vec<(Scope, Edit)>,
    ) -> (Vec<Change>, Result<(), Blocked>) {
        let mut desk = self.desk.borrow_mut();
        let Some(session) = desk.session.clone() else {
            return (Vec::new(), Err(Blocked::Loading));
        };
        let blocked = edits
            .iter()
            .find_map(|(scope, _)| desk.blocked(&session, scope));
        if let Some(blocked) = blocked {
            return (Vec::new(), Err(blocked));
        }
        let made = desk.documents.edit(edits, Date::now() as i64);
        drop(desk);
        self.send(made.send);
        self.changed();
        let result = match made.failed {
            None => Ok(()),
            Some(EditError::NoSuchNote(_) | EditError::NoSuchCluster(_)) => Err(Blocked::Gone),
            Some(EditError::TooLong) => Err(Blocked::TooLong),
        };
        (made.changes, result)
    }

    /// Takes back one's last action in a step, or does it again.
    pub(super) fn turn(self: &Rc<Self>, way: Way, step: &StepId) -> Undone {
        let mut desk = self.desk.borrow_mut();
        let Desk {
            history, documents, ..
        } = &mut *desk;
        let stands = |scope: &Scope, edit: &Edit| {
            documents
                .content(scope)
                .is_some_and(|content| edit.stands(content))
        };
        let Some((edits, fallen)) = history.take(way, step, stands) else {
            return Undone::Nothing;
        };
        drop(desk);
        let standing = edits.len();
        let (changes, result) = self.edit(edits);
        let made = changes.len();
        self.desk.borrow_mut().history.turned(way, step, changes);
        self.draw_soon();
        match made {
            0 => Undone::None,
            _ if made == standing && fallen == 0 && result.is_ok() => Undone::All,
            _ => Undone::Some,
        }
    }

    /// Makes a refused edit again.
    pub(super) fn retry(self: &Rc<Self>, number: u32) -> Result<(), Blocked> {
        let list = &self.signals.refused;
        let refused = list.with_untracked(|list| list.iter().find(|r| r.number == number).cloned());
        let Some(refused) = refused else {
            return Ok(());
        };
        self.edit(vec![(refused.scope, refused.edit)]).1?;
        self.dismiss(number);
        Ok(())
    }

    /// Forgets a refused edit.
    pub(super) fn dismiss(&self, number: u32) {
        self.signals
            .refused
            .update(|list| list.retain(|refused| refused.number != number));
        if let Some(outbox) = &self.desk.borrow().outbox {
            outbox.drop_refused(number);
        }
    }

    /// What lies in a cell by a document alone, in order.
    pub(super) fn lying_in(&self, scope: &Scope, cell: &CellId) -> Vec<(NoteId, Rank)> {
        let mut desk = self.desk.borrow_mut();
        let Some(content) = desk.documents.content(scope) else {
            return Vec::new();
        };
        let written = content.notes.iter().map(|(note, said)| (note, &said.pos));
        let placed = content.placements.iter();
        let placed = placed.filter_map(|(note, placement)| Some((note, placement.pos.as_ref()?)));
        let lying = written.chain(placed).filter(|(_, pos)| pos.cell == *cell);
        let mut lying: Vec<_> = lying
            .map(|(note, pos)| (note.clone(), pos.rank.clone()))
            .collect();
        lying.sort_by(|a, b| a.1.cmp(&b.1));
        lying
    }
}

impl Desk {
    /// Why a document can't be written now.
    pub(super) fn blocked(&self, session: &Session, scope: &Scope) -> Option<Blocked> {
        let phase = self.documents.phase(scope);
        let writable = self.documents.is_writable(scope);
        scopes::blocked(session, scope, phase, writable, self.live)
    }
}

/// What the server would have said.
pub(super) fn reason(blocked: Blocked) -> RefusalReason {
    match blocked {
        Blocked::Loading | Blocked::Offline => RefusalReason::Unavailable,
        Blocked::Locked => RefusalReason::Locked,
        Blocked::Closed => RefusalReason::Closed,
        Blocked::TableClosed => RefusalReason::TableClosed,
        Blocked::Individual => RefusalReason::Individual,
        Blocked::NotRevealed => RefusalReason::NotRevealed,
        Blocked::Forbidden | Blocked::MovedByPlenary => RefusalReason::Forbidden,
        Blocked::Gone => RefusalReason::NotFound,
        Blocked::TooLong => RefusalReason::TooLarge,
    }
}
