//! What clients are told, each as far as its connection can take it.

use std::sync::Arc;

use bordsvis_shared::id::Scope;
use bordsvis_shared::protocol::{Envelope, Message, Summary, ToClient};
use bytes::Bytes;

use super::awareness::Awareness;
use super::board::Board;
use super::connections::Connections;
use super::state::State;
use super::subscription::{Owed, Question, Reach, Standing, SubscriptionId, encode};

impl Connections {
    /// Sends a client what it lacks of a document, and asks what it has besides.
    pub fn sync(
        &mut self,
        id: SubscriptionId,
        state: &State,
        board: &Board,
        state_vector: Bytes,
        question: Question,
    ) {
        let Some(subscription) = self.subscriptions.get_mut(&id) else {
            return;
        };
        if !matches!(subscription.standing, Standing::Open(_)) {
            return;
        }
        if !subscription.follows() {
            let followers = self.followers.entry(subscription.scope.clone());
            let followers = followers.or_default();
            let address = Arc::clone(&subscription.address);
            followers.entry(address).or_default().push(id);
        }
        subscription.reach = Reach::Behind {
            state_vector,
            question: Some(question),
        };
        if subscription.scope == Scope::Board {
            subscription.owed = Owed::WELCOME;
        }
        if !subscription.catch_up(state, board) {
            self.waiting.insert(id);
        }
        if self.awareness.contains_key(&subscription.scope) {
            self.tell_present(id);
        }
    }

    /// Sends a change to everyone who follows the document.
    pub fn broadcast(&mut self, state: &State, scope: &Scope, update: &[u8]) {
        let mut known = None;
        for (address, ids) in self.followers.get(scope).into_iter().flatten() {
            let frame = encode(address, Message::Update(update));
            for id in ids {
                let Some(subscription) = self.subscriptions.get_mut(id) else {
                    continue;
                };
                if subscription.reach != Reach::All || subscription.held.is_some() {
                    continue;
                }
                subscription.outbox.push(frame.clone());
                if subscription.outbox.is_full() {
                    let known = known.get_or_insert_with(|| state.state_vector(scope).into());
                    subscription.reach = Reach::Behind {
                        state_vector: Bytes::clone(known),
                        question: None,
                    };
                    self.waiting.insert(*id);
                }
            }
        }
    }

    /// Sends everyone their session.
    pub fn send_sessions(&mut self, state: &State, board: &Board) {
        let followers = self.followers.get(&Scope::Board).into_iter().flatten();
        for id in followers.flat_map(|(_, ids)| ids) {
            if let Some(subscription) = self.subscriptions.get_mut(id) {
                subscription.owed.session = true;
                if !subscription.catch_up(state, board) {
                    self.waiting.insert(*id);
                }
            }
        }
    }

    /// Sends everyone the sums over the board.
    pub fn send_summary(&mut self, summary: &Summary) {
        let envelope = Envelope::new(ToClient::Summary(summary.clone()));
        let json = envelope.to_json();
        let board = self.followers.get(&Scope::Board);
        for (address, ids) in board.into_iter().flatten() {
            let frame = encode(address, Message::Stateless(&json));
            for id in ids {
                let Some(subscription) = self.subscriptions.get_mut(id) else {
                    continue;
                };
                subscription.owed.summary = subscription.outbox.is_full();
                if subscription.owed.summary {
                    self.waiting.insert(*id);
                } else {
                    subscription.outbox.push(frame.clone());
                }
            }
        }
    }

    /// Takes in what a client says of its presence. Bytes that can't be read are dropped: nothing
    /// depends on them.
    pub fn present(&mut self, id: SubscriptionId, update: &[u8]) {
        if let Some(subscription) = self.subscriptions.get(&id)
            && subscription.follows()
        {
            let awareness = self.awareness.entry(subscription.scope.clone());
            let participant = &subscription.seat.participant;
            if let Err(error) = awareness.or_default().take(id, participant, update) {
                tracing::debug!(%error, "an awareness update was dropped");
            }
        }
    }

    /// Answers who is present in a document. Who is slow does without: a question of a few bytes may
    /// have an answer of many.
    pub fn tell_present(&self, id: SubscriptionId) {
        if let Some(subscription) = self.subscriptions.get(&id)
            && subscription.follows()
            && !subscription.outbox.is_full()
        {
            let awareness = self.awareness.get(&subscription.scope);
            let all = awareness.map_or_else(|| Awareness::default().all(), Awareness::all);
            subscription.send(Message::Awareness(&all));
        }
    }

    /// Whether somebody's presence is to be sent on.
    pub fn has_presence_to_send(&self) -> bool {
        self.awareness.values().any(|a| !a.is_unchanged())
    }

    /// Sends on whose presence has changed. Who is slow does without: the next tick has newer.
    pub fn send_presence(&mut self) {
        for (scope, awareness) in &mut self.awareness {
            if awareness.is_unchanged() {
                continue;
            }
            let update = awareness.take_changed();
            for (address, ids) in self.followers.get(scope).into_iter().flatten() {
                let frame = encode(address, Message::Awareness(&update));
                let followers = ids.iter().filter_map(|id| self.subscriptions.get(id));
                for follower in followers.filter(|follower| !follower.outbox.is_full()) {
                    follower.outbox.push(frame.clone());
                }
            }
        }
        self.awareness.retain(|_, awareness| !awareness.is_empty());
    }

    /// Sends those who were slow and have drained what they missed.
    pub fn send_missed(&mut self, state: &State, board: &Board) {
        let subscriptions = &mut self.subscriptions;
        self.waiting.retain(|id| {
            let waiting = subscriptions.get_mut(id);
            waiting.is_some_and(|subscription| !subscription.catch_up(state, board))
        });
    }
}
