//! What the server says, and what is done about it.

use std::rc::Rc;

use bordsvis_shared::board::Edit;
use bordsvis_shared::id::{DocumentName, Scope};
use bordsvis_shared::protocol::{
    Envelope, Frame, Message, RefusalReason, ToClient, ToServer, name_of,
};
use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::core::Core;
use crate::outbox::Refused;
use crate::random;
use crate::socket::Event;

/// How long a command waits for its answer, in milliseconds: longer than a store that hiccups, less
/// than a person's patience.
const COMMAND_PATIENCE: u32 = 10_000;

impl Core {
    pub(super) fn hear(self: &Rc<Self>, event: Event) {
        match event {
            Event::Opened => {
                let greeting = self.desk.borrow().documents.greeting();
                self.send(greeting);
            }
            Event::Closed => {
                let mut desk = self.desk.borrow_mut();
                desk.live = false;
                // What is edited from here on stays unsaved, and where anything is, no copy can be kept:
                // a page that is loaded again without a network would lack what was saved just before.
                desk.keep_copies();
                desk.documents.disconnected();
                // Whoever gave a command is told that it is not known what became of it.
                desk.commands.clear();
                drop(desk);
                self.draw_soon();
            }
            Event::Frame(Frame::Document { address, message }) => {
                let name = name_of(address).parse::<DocumentName>();
                match name {
                    Ok(name) if name.board != self.board => {}
                    Ok(name) if name.scope == Scope::Board => self.hear_board(&message),
                    Ok(name) => self.hear_document(&name.scope, &message),
                    Err(_) => {}
                }
            }
            Event::Frame(Frame::Ping | Frame::Pong) => {}
        }
    }

    /// Gives a command, and waits for what becomes of it.
    pub(super) fn command(
        self: &Rc<Self>,
        message: ToServer,
    ) -> impl Future<Output = Result<(), RefusalReason>> + use<> {
        let mut desk = self.desk.borrow_mut();
        let (sender, answer) = oneshot::channel();
        let id = random::number();
        if desk.live {
            let envelope = Envelope {
                id: Some(id),
                ..Envelope::new(message)
            };
            let frame = desk.documents.stateless(&envelope.to_json());
            desk.commands.insert(id, sender);
            drop(desk);
            self.send(vec![frame]);
        }
        let give_up = self.later(move |core| {
            core.desk.borrow_mut().commands.remove(&id);
        });
        async move {
            let patience = Timeout::new(COMMAND_PATIENCE, give_up);
            let answer = answer.await.unwrap_or(Err(RefusalReason::Unavailable));
            drop(patience);
            answer
        }
    }

    /// Offers an edit back to its author that came to nothing.
    pub(super) fn give_back(&self, scope: Scope, edit: Edit, reason: RefusalReason) {
        let mut desk = self.desk.borrow_mut();
        desk.history.forget(&scope, &edit);
        let outbox = desk.outbox.clone();
        drop(desk);
        let keep = |refused: &Refused| {
            if let Some(outbox) = outbox.as_ref().filter(|_| refused.text().is_some()) {
                outbox.keep_refused(refused);
            }
        };
        self.signals.refused.update(|list| {
            // Words typed after one another in one note come back as one text.
            if let Some(last) = list.last_mut().filter(|last| last.goes_on(&scope, &edit)) {
                last.go_on(edit);
                return keep(last);
            }
            let number = random::number();
            let refused = Refused {
                number,
                scope,
                edit,
                reason,
            };
            keep(&refused);
            list.push(refused);
        });
    }

    fn hear_board(self: &Rc<Self>, message: &Message) {
        match message {
            Message::Stateless(json) => {
                if let Ok(envelope) = Envelope::<ToClient>::from_json(json) {
                    self.hear_told(envelope, json);
                }
            }
            Message::TokenRequest => {
                let greeting = self.desk.borrow().documents.greeting();
                self.send(greeting);
            }
            Message::PermissionDenied(reason) => match RefusalReason::named(reason) {
                Some(reason) if reason.passes() => self.reconnect(),
                reason => {
                    self.hang_up();
                    let reason = reason.unwrap_or(RefusalReason::Forbidden);
                    // Nobody will take it any longer; its words are their author's all the same.
                    let unsaved = self.desk.borrow().documents.unsaved();
                    for (scope, edit) in unsaved {
                        self.give_back(scope, edit, reason);
                    }
                    self.signals.denied.set(Some(reason));
                }
            },
            Message::Close(_) => self.reconnect(),
            _ => {}
        }
    }

    fn hear_told(self: &Rc<Self>, envelope: Envelope<ToClient>, said: &str) {
        let answer = match envelope.message {
            ToClient::Session(session) => return self.take_session(*session, Some(said)),
            ToClient::Summary(summary) => {
                if self.signals.summary.with_untracked(|old| *old != summary) {
                    self.signals.summary.set(summary);
                }
                return;
            }
            ToClient::Done => Ok(()),
            ToClient::Refused(refusal) => Err(refusal.reason),
        };
        let waiting = envelope
            .id
            .and_then(|id| self.desk.borrow_mut().commands.remove(&id));
        if let Some(waiting) = waiting {
            let _ = waiting.send(answer);
        }
    }

    fn hear_document(self: &Rc<Self>, scope: &Scope, message: &Message) {
        let mut desk = self.desk.borrow_mut();
        if let Message::Stateless(json) = message {
            let told = Envelope::<ToClient>::from_json(json).map(|envelope| envelope.message);
            if let Ok(ToClient::Refused(refusal)) = told {
                desk.documents.receive_refusal(scope, &refusal);
            }
            return;
        }
        let heard = desk.documents.receive(scope, message);
        drop(desk);
        self.send(heard.send);
        for refused in heard.refused {
            self.give_back(scope.clone(), refused.edit, refused.reason);
        }
        if heard.reconnect {
            return self.reconnect();
        }
        self.changed();
    }
}
