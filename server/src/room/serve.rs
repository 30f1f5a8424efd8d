//! How the task of a room serves its board: what the log yields goes into the state, and what follows
//! from that to the clients.

use bordsvis_shared::protocol::{Refusal, RefusalReason, ToClient};
use bordsvis_shared::session::Role;
use tokio::time::{Instant, sleep_until};

use super::appends::Author;
use super::board::{found, people, sum_up};
use super::entry::{Body, TokenHash};
use super::fold::{Fault, Fold};
use super::input::Input;
use super::paced::Paced;
use super::refusal;
use super::state::{Effect, Seat, State};
use super::task::{GOING_AWAY, Task};
use super::verdicts::Verdict;
use crate::log::Tail;

impl Task {
    /// Serves the board until nobody holds a handle any more.
    pub(super) async fn serve(&mut self, fold: &mut Fold, tail: &mut Tail) -> Result<(), Fault> {
        let news = self.connections.news();
        loop {
            let due = [&self.session, &self.summary, &self.presence];
            let due = due.into_iter().filter_map(Paced::due);
            let due = due.chain(self.alarm.due()).min();
            tokio::select! {
                records = tail.next() => {
                    let effects = fold.take(&records?)?;
                    self.follow(&fold.state, effects);
                    self.connections.send_missed(&fold.state, &self.board);
                    self.store_checkpoint(fold);
                }
                input = self.inputs.recv() => match input {
                    Some(input) => self.take(&fold.state, input),
                    None => return Ok(()),
                },
                () = news.notified() => self.look_after(&fold.state),
                error = self.appends.failed() => return Err(error.into()),
                () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {}
            }
            self.send_due(&fold.state);
            if self.alarm.rings(fold.state.next_due()) {
                self.appends.append(None, Body::Due, Author::Room, None);
            }
            if self.appends.is_idle() {
                for stopped in self.stopping.drain(..) {
                    self.connections.close_all(GOING_AWAY);
                    // Whoever asked has stopped waiting.
                    let _ = stopped.send(());
                }
            }
        }
    }

    /// Tells the clients what follows from what the log has yielded.
    fn follow(&mut self, state: &State, effects: Vec<Effect>) {
        if !effects.is_empty() {
            self.summary.ask(Instant::now());
        }
        for effect in effects {
            match effect {
                Effect::Session => {
                    self.connections.reassess(state);
                    self.board.session_changed();
                    self.session.ask(Instant::now());
                }
                Effect::Update { scope, update } => {
                    self.connections.broadcast(state, &scope, &update);
                }
                verdict => self.settle(verdict),
            }
        }
    }

    /// Answers whoever waits for an entry.
    pub(super) fn settle(&mut self, effect: Effect) {
        let (origin, nonce, verdict) = match effect {
            Effect::Saved { origin, nonce } => (origin, nonce, Ok(())),
            Effect::Refused {
                origin,
                nonce,
                refusal,
            } => (origin, nonce, Err(refusal)),
            Effect::Session | Effect::Update { .. } => return,
        };
        if let Some((author, since)) = self.appends.settle(origin, nonce) {
            self.context.metrics.durable(since.elapsed());
            if verdict.is_ok() {
                self.context.metrics.saved.inc();
            }
            self.answer(nonce, author, verdict);
        }
    }

    pub(super) fn answer(&mut self, nonce: u64, author: Author, verdict: Verdict) {
        self.board.settled = Some(nonce);
        let metrics = &self.context.metrics;
        match author {
            Author::Update(id) => {
                if let Some(subscription) = self.connections.get(id) {
                    subscription.verdicts.settle(nonce, verdict);
                }
                self.connections.answer(id, metrics);
            }
            Author::Command(id, number) => {
                if let Some(subscription) = self.connections.get(id) {
                    match verdict {
                        Ok(()) if number.is_some() => subscription.tell(number, ToClient::Done),
                        Ok(()) => {}
                        Err(refusal) => subscription.refuse(number, refusal, metrics),
                    }
                }
            }
            Author::Asked(done) => {
                if let Err(refusal) = &verdict {
                    metrics.refused(refusal.reason);
                }
                // Whoever asked may have stopped waiting.
                let _ = done.send(verdict);
            }
            Author::Room => {}
        }
    }

    /// Sends the sums over the board, if they have changed.
    pub(super) fn send_summary(&mut self, state: &State) {
        let summary = sum_up(state, &self.here(state));
        if summary != self.board.summary {
            self.connections.send_summary(&summary);
            self.board.summary = summary;
        }
    }

    /// How many are at each table.
    fn here(&self, state: &State) -> Vec<u32> {
        self.connections.here(state.joined().len())
    }

    fn take(&mut self, state: &State, input: Input) {
        match input {
            Input::Said {
                outbox,
                address,
                said,
            } => self.hear(state, &outbox, &address, said),
            Input::Append {
                token,
                body,
                space,
                done,
            } => match token.map(|token| seat_of(state, &token)).transpose() {
                Ok(seat) => {
                    let by = seat.map(|seat| seat.participant.clone());
                    self.appends.append(by, body, Author::Asked(done), space);
                }
                Err(refusal) => {
                    let _ = done.send(Err(refusal));
                }
            },
            // Whoever asked one of these may have stopped waiting.
            Input::Session(token, answer) => {
                let session = seat_of(state, &token).and_then(|seat| {
                    let session = self.board.session(state, &seat.participant);
                    session.ok_or_else(|| refusal(RefusalReason::NotFound, "there is no board"))
                });
                let _ = answer.send(session);
            }
            Input::People(token, answer) => {
                let people = seat_of(state, &token).and_then(|seat| {
                    (seat.role == Role::Facilitator)
                        .then(|| people(state, &self.connections.who_is_here()))
                        .ok_or_else(|| refusal(RefusalReason::Forbidden, "facilitators only"))
                });
                let _ = answer.send(people);
            }
            Input::Found(code, answer) => {
                let found = found(state, &self.here(state)).filter(|_| state.has_code(&code));
                let no_code = || refusal(RefusalReason::NotFound, "the code was changed");
                let _ = answer.send(found.ok_or_else(no_code));
            }
            Input::Stop(stopped) => self.stopping.push(stopped),
        }
    }

    fn look_after(&mut self, state: &State) {
        self.connections.send_missed(state, &self.board);
        if self.connections.forget_gone() {
            self.summary.ask(Instant::now());
        }
    }

    /// Sends what is due.
    pub(super) fn send_due(&mut self, state: &State) {
        let now = Instant::now();
        if self.session.take(now) {
            self.connections.send_sessions(state, &self.board);
        }
        if self.summary.take(now) {
            self.send_summary(state);
        }
        if self.connections.has_presence_to_send() {
            self.presence.ask(now);
        }
        if self.presence.take(now) {
            self.connections.send_presence();
        }
    }
}

fn seat_of<'s>(state: &'s State, token: &TokenHash) -> Result<&'s Seat, Refusal> {
    let seat = state.seat(token);
    seat.map_err(|reason| refusal(reason, "the token is not one of this board's"))
}
