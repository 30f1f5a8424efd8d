//! What clients say, as the task of a room hears it.

use bordsvis_shared::id::Scope;
use bordsvis_shared::protocol::{
    Envelope, PROTOCOL_VERSION, Refusal, RefusalReason, ToServer, number_of,
};
use bytes::Bytes;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use super::appends::Author;
use super::connections::KNOWS_NOTHING;
use super::entry::{Body, TokenHash};
use super::input::{Address, Said};
use super::outbox::Outbox;
use super::refusal;
use super::state::State;
use super::subscription::{Question, Standing, SubscriptionId, deny, turn_away};
use super::task::Task;

/// The update that says nothing.
const EMPTY_UPDATE: [u8; 2] = [0, 0];

impl Task {
    /// Takes in what a client says about a document.
    pub(super) fn hear(&mut self, state: &State, outbox: &Outbox, address: &Address, said: Said) {
        let known = self.connections.at(outbox, address);
        match (said, known) {
            (
                Said::Open {
                    scope,
                    token,
                    epoch,
                },
                _,
            ) => {
                let opened = self.open(state, outbox, address, scope, &token, epoch.as_deref());
                if let Err(reason) = opened {
                    known.into_iter().for_each(|id| self.connections.close(id));
                    deny(outbox, address, reason);
                }
                self.summary.ask(Instant::now());
            }
            (said, None) => turn_away(outbox, address, said.wants()),
            (Said::Sync { state_vector }, Some(id)) => self.sync(state, id, state_vector),
            (
                Said::Update {
                    update,
                    answers_sync,
                    verdict,
                },
                Some(id),
            ) => {
                self.update(state, id, update, answers_sync, verdict);
            }
            (Said::Message { json, verdict }, Some(id)) => self.command(id, &json, verdict),
            (Said::Awareness(update), Some(id)) => self.connections.present(id, &update),
            (Said::QueryAwareness, Some(id)) => self.connections.tell_present(id),
            (Said::Close, Some(id)) => {
                self.connections.close(id);
                self.summary.ask(Instant::now());
            }
        }
    }

    fn open(
        &mut self,
        state: &State,
        outbox: &Outbox,
        address: &Address,
        scope: Scope,
        token: &TokenHash,
        epoch: Option<&str>,
    ) -> Result<(), RefusalReason> {
        let seat = state.seat(token)?;
        outbox.admit();
        if epoch.is_some_and(|epoch| epoch != self.board.epoch) {
            return Err(RefusalReason::Epoch);
        }
        let was_asked = self.connections.was_asked(outbox, address);
        let access = state.access(&seat.participant, &scope);
        let held = state.held(&scope, seat).cloned();
        let id = self
            .connections
            .open(outbox, address, scope, seat, access, held)?;
        if was_asked {
            // The client sends its token and no question; our own drops what it had.
            self.sync(state, id, KNOWS_NOTHING);
        }
        Ok(())
    }

    fn sync(&mut self, state: &State, id: SubscriptionId, state_vector: Bytes) {
        let Some(subscription) = self.connections.get(id) else {
            return;
        };
        let question = Question {
            after: self.appends.latest(&subscription.seat.participant),
        };
        self.connections
            .sync(id, state, &self.board, state_vector, question);
    }

    fn update(
        &mut self,
        state: &State,
        id: SubscriptionId,
        update: Bytes,
        answers_sync: bool,
        verdict: Result<OwnedSemaphorePermit, Refusal>,
    ) {
        let Some(subscription) = self.connections.get(id) else {
            return;
        };
        let scope = subscription.scope.clone();
        match verdict.and_then(|space| may_write(subscription.standing).map(|()| space)) {
            Err(refusal) => subscription.verdicts.known(Err(refusal)),
            // Every reconnect ends in one of these, which would only fill the log.
            Ok(_) if *update == EMPTY_UPDATE || answers_sync && !state.is_news(&scope, &update) => {
                subscription.verdicts.known(Ok(()));
            }
            Ok(space) => {
                let by = Some(subscription.seat.participant.clone());
                let body = Body::Update { scope, update };
                let nonce = self.appends.append(by, body, Author::Update(id), space);
                subscription.verdicts.await_entry(nonce);
            }
        }
        self.connections.answer(id, &self.context.metrics);
    }

    fn command(
        &mut self,
        id: SubscriptionId,
        json: &str,
        verdict: Result<OwnedSemaphorePermit, Refusal>,
    ) {
        let Some(subscription) = self.connections.get(id) else {
            return;
        };
        let (number, command) = read_command(json);
        let command = verdict.and_then(|space| {
            may_write(subscription.standing)?;
            match subscription.scope {
                Scope::Board => Ok((command?, space)),
                _ => Err(refusal(
                    RefusalReason::Malformed,
                    "commands are given on the board's own document",
                )),
            }
        });
        match command {
            Ok((command, space)) => {
                let by = Some(subscription.seat.participant.clone());
                let author = Author::Command(id, number);
                self.appends
                    .append(by, Body::Command(command), author, space);
            }
            Err(refusal) => subscription.refuse(number, refusal, &self.context.metrics),
        }
    }
}

/// Whether what a client writes may go to the log, which then decides. A client that was told that
/// it may not even read has forgotten the document, or should have.
fn may_write(standing: Standing) -> Result<(), Refusal> {
    match standing {
        Standing::Open(_) => Ok(()),
        Standing::Denied(reason) => Err(refusal(reason, "the document may not be read")),
        Standing::Asked => Err(refusal(
            RefusalReason::Missing,
            "the document is about to be sent anew",
        )),
    }
}

fn read_command(json: &str) -> (Option<u32>, Result<ToServer, Refusal>) {
    match Envelope::from_json(json) {
        Ok(envelope) if envelope.v == PROTOCOL_VERSION => (envelope.id, Ok(envelope.message)),
        Ok(Envelope { v, id, .. }) => {
            let known = format!("messages of version {v} are not known here");
            (id, Err(refusal(RefusalReason::Malformed, known)))
        }
        Err(error) => {
            let malformed = refusal(RefusalReason::Malformed, error);
            (number_of(json), Err(malformed))
        }
    }
}
