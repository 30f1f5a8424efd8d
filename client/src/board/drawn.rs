//! One step as one view shows it: from documents to signals.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

use bordsvis_shared::board::{Arrangement, Content, Target, Way, arrange};
use bordsvis_shared::gather;
use bordsvis_shared::id::{CellId, Scope, StepId};
use bordsvis_shared::method::parking;
use bordsvis_shared::session::Session;
use leptos::prelude::*;

use super::core::Desk;
use super::scopes::{self, Blocked, Reach};
use super::shown::Shown;
use super::signals::tell;

/// What has been put together of a step for this frame, out of documents that say something. Pictures of
/// different reach often come to the same.
pub type Arranged = (StepId, Vec<Scope>, Rc<Arrangement>);

/// A picture that a view holds.
pub struct Drawn {
    pub step: StepId,
    pub reach: Reach,
    pub shown: RefCell<Shown>,
    pub blocked: ArcRwSignal<Option<Blocked>>,
    pub loading: ArcRwSignal<bool>,
    pub can_undo: ArcRwSignal<bool>,
    pub can_redo: ArcRwSignal<bool>,
    /// The cells of the step the last time, parking among them: what lies in none of them is parked.
    cells: RefCell<HashSet<CellId>>,
    /// The documents that were put together the last time.
    from: RefCell<BTreeSet<Scope>>,
}

impl Drawn {
    pub fn new(step: StepId, reach: Reach) -> Self {
        Self {
            cells: RefCell::default(),
            step,
            reach,
            shown: RefCell::default(),
            blocked: ArcRwSignal::new(Some(Blocked::Loading)),
            loading: ArcRwSignal::new(true),
            can_undo: ArcRwSignal::new(false),
            can_redo: ArcRwSignal::new(false),
            from: RefCell::default(),
        }
    }

    /// Tells what has changed, where `changed` documents say something else than before and what is
    /// `waiting` has unsaved edits; `arranged` is shared by all pictures of the frame.
    pub fn draw(
        &self,
        desk: &Desk,
        session: &Session,
        changed: &BTreeSet<Scope>,
        waiting: &HashSet<Target>,
        arranged: &mut Vec<Arranged>,
    ) {
        let wanted = scopes::of_picture(session, &self.step, self.reach);
        let known = |scope: &Scope| desk.documents.is_known(scope);
        let (from, missing): (BTreeSet<Scope>, BTreeSet<Scope>) =
            wanted.into_iter().partition(known);
        let blocked = match scopes::for_arranging(session, &self.step) {
            Some(scope) => desk.blocked(session, &scope),
            None => Some(Blocked::Forbidden),
        };
        tell(&self.blocked, blocked);
        tell(&self.loading, !missing.is_empty());
        tell(&self.can_undo, desk.history.can(Way::Undo, &self.step));
        tell(&self.can_redo, desk.history.can(Way::Redo, &self.step));
        let step = session.method.step(&self.step).into_iter();
        let own = step.flat_map(|step| step.cells()).map(|cell| cell.id);
        let cells: HashSet<CellId> = own.chain([parking().id.clone()]).collect();
        let same = *self.from.borrow() == from && *self.cells.borrow() == cells;
        self.shown.borrow_mut().wait(waiting);
        if same && !from.iter().any(|scope| changed.contains(scope)) {
            // What is written from the notes of this step lies in documents of later ones.
            let later = scopes::of_later(session, &self.step);
            if later.iter().any(|scope| changed.contains(scope)) {
                self.shown.borrow().changed().notify();
            }
            return;
        }
        let documents = desk.documents.contents();
        let documents = documents
            .filter(|(scope, content)| from.contains(scope) && **content != Content::default());
        let documents: BTreeMap<Scope, &Content> =
            gather(documents.map(|(scope, content)| (scope.clone(), content)));
        let mut there = arranged.iter();
        let there =
            there.find(|(step, scopes, _)| *step == self.step && documents.keys().eq(scopes));
        let arrangement = there.map(|(_, _, arrangement)| Rc::clone(arrangement));
        let arrangement = arrangement.unwrap_or_else(|| {
            let is_cell = |cell: &CellId| cells.contains(cell);
            let arrangement = Rc::new(arrange(&self.step, &documents, is_cell, &parking().id));
            let scopes = documents.keys().cloned().collect();
            arranged.push((self.step.clone(), scopes, Rc::clone(&arrangement)));
            arrangement
        });
        let me = &session.you.participant;
        self.shown.borrow_mut().update(arrangement, me.as_str());
        self.from.replace(from);
        self.cells.replace(cells);
    }
}
