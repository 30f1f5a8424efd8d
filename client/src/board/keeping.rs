//! What the device keeps of the board, and how documents start from it: copies, unsaved edits, and the
//! session of the last visit.

use std::rc::Rc;

use bordsvis_shared::board::Edit;
use bordsvis_shared::id::Scope;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::core::{Core, Desk};
use crate::keep::Keep;
use crate::lock::Otherwise;
use crate::outbox::{self, Outbox, Unsaved};

impl Core {
    /// Opens the keep, and with it the outbox; without a network, the board as it was last seen.
    pub(super) async fn look_into_keep(self: Rc<Self>) {
        let keep = Keep::open().await;
        self.desk.borrow_mut().keep = Some(keep.clone());
        let unkept = self.desk.borrow_mut().unkept.take();
        if let Some(said) = unkept {
            outbox::keep_session(&keep, &self.board, &self.token, &said);
            return self.open_outbox();
        }
        let remembered = outbox::session(&keep, &self.board, &self.token).await;
        if let Some(session) = remembered.filter(|_| self.desk.borrow().session.is_none()) {
            self.take_session(session, None);
        }
    }

    /// Opens the outbox, once it is known where it is and whose.
    pub(super) fn open_outbox(self: &Rc<Self>) {
        let mut desk = self.desk.borrow_mut();
        let (Some(keep), Some(session)) = (desk.keep.clone(), desk.session.clone()) else {
            return;
        };
        if std::mem::replace(&mut desk.outbox_asked, true) {
            return;
        }
        drop(desk);
        let core = self.clone();
        spawn_local(async move {
            let outbox = Outbox::open(keep, &core.board, &session.you.participant).await;
            core.take_outbox(Rc::new(outbox)).await;
        });
    }

    async fn take_outbox(self: Rc<Self>, outbox: Rc<Outbox>) {
        let mut living = Vec::new();
        for tab in outbox.other_tabs().await {
            match outbox.take_over(&tab, Otherwise::GiveUp).await {
                Some(left) => self.desk.borrow_mut().add_left(left),
                None => living.push(tab),
            }
        }
        let refused = outbox.refused().await;
        self.signals
            .refused
            .update(|list| list.splice(0..0, refused).for_each(drop));
        self.desk.borrow_mut().outbox = Some(Rc::clone(&outbox));
        self.reconcile(0);
        for tab in living {
            let (core, outbox) = (Rc::downgrade(&self), Rc::clone(&outbox));
            spawn_local(async move {
                let left = outbox.take_over(&tab, Otherwise::Wait).await;
                if let (Some(left), Some(core)) = (left, core.upgrade()) {
                    core.adopt(left);
                }
            });
        }
    }

    fn adopt(self: &Rc<Self>, left: Unsaved) {
        let mut desk = self.desk.borrow_mut();
        let (open, closed): (Vec<_>, Vec<_>) = left
            .into_iter()
            .partition(|(scope, _)| desk.documents.is_open(scope));
        desk.add_left(closed);
        let adopted = open
            .into_iter()
            .map(|(scope, edits)| desk.documents.adopt(&scope, edits));
        let frames = adopted.collect::<Vec<_>>().concat();
        drop(desk);
        self.send(frames);
        self.changed();
        self.reconcile(0);
    }

    /// Opens a document with what the device has of it.
    pub(super) fn fetch(self: &Rc<Self>, scope: Scope) {
        let mut desk = self.desk.borrow_mut();
        desk.delayed.remove(&scope);
        let epoch = desk.documents.epoch().map(str::to_owned);
        let (Some(outbox), Some(epoch)) = (desk.outbox.clone(), epoch) else {
            return;
        };
        if desk.documents.is_open(&scope) || !desk.fetching.insert(scope.clone()) {
            return;
        }
        let core = self.clone();
        spawn_local(async move {
            let copy = outbox.copy(&scope, &epoch).await;
            core.open_document(scope, &epoch, copy);
        });
    }

    fn open_document(self: &Rc<Self>, scope: Scope, epoch: &str, copy: Option<Vec<u8>>) {
        let mut desk = self.desk.borrow_mut();
        desk.fetching.remove(&scope);
        let wanted = desk
            .session
            .clone()
            .is_some_and(|s| desk.wanted(&s).contains(&scope));
        if !wanted {
            return;
        }
        let copy = copy.filter(|_| desk.documents.epoch() == Some(epoch));
        let unsaved = desk.left.remove(&scope).unwrap_or_default();
        let frames = desk.documents.open(scope, copy.as_deref(), unsaved);
        drop(desk);
        self.send(frames);
        self.changed();
    }

    /// Keeps copies of the documents that have changed.
    pub(super) fn keep_copies(&self) {
        self.copying.take();
        self.desk.borrow_mut().keep_copies();
    }
}

impl Desk {
    fn add_left(&mut self, left: impl IntoIterator<Item = (Scope, Vec<Edit>)>) {
        for (scope, edits) in left {
            match self.left.get_mut(&scope) {
                Some(before) => before.extend(edits),
                None => self.left.insert(scope, edits),
            }
        }
    }

    pub(super) fn keep_copies(&mut self) {
        let epoch = self.documents.epoch().map(str::to_owned);
        if let (Some(outbox), Some(epoch)) = (&self.outbox, epoch) {
            for (scope, copy) in self.documents.copies() {
                outbox.keep_copy(&scope, &epoch, &copy);
            }
        }
    }
}
