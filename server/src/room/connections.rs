//! Everyone who has something of the board open, and what they must be told. Nothing here waits:
//! who can't keep up is marked, and told the sum of what they missed when they can.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use bordsvis_shared::id::{ParticipantId, Scope, TableNo};
use bordsvis_shared::protocol::{Access, Message, RefusalReason};
use bytes::Bytes;
use tokio::sync::Notify;

use super::awareness::Awareness;
use super::input::Address;
use super::outbox::{Closing, Outbox};
use super::state::{Held, Seat, State};
use super::subscription::{Owed, Reach, Standing, Subscription, SubscriptionId};
use super::verdicts::Verdicts;
use crate::metrics::Metrics;

/// The most connections to a board: a large plenary twice over.
const MAX_CONNECTIONS: usize = 1_000;

/// The board can't be served any longer.
const BROKEN: Closing = Closing {
    code: 1011,
    reason: "the board can't be served",
};

/// The state vector of a client that knows nothing.
pub(super) const KNOWS_NOTHING: Bytes = Bytes::from_static(&[0]);

/// The connections to one board.
#[derive(Default)]
pub(super) struct Connections {
    /// Woken when a slow connection has drained, and when one is gone.
    news: Arc<Notify>,
    connections: HashMap<u64, Connection>,
    pub(super) subscriptions: HashMap<SubscriptionId, Subscription>,
    next: SubscriptionId,
    /// Who is sent what happens in a document, by address: a frame is encoded once for each.
    pub(super) followers: HashMap<Scope, HashMap<Address, Vec<SubscriptionId>>>,
    /// Who was too slow to be sent something, oldest first.
    pub(super) waiting: BTreeSet<SubscriptionId>,
    pub(super) awareness: HashMap<Scope, Awareness>,
}

struct Connection {
    outbox: Outbox,
    documents: HashMap<Address, SubscriptionId>,
}

impl Connections {
    /// What to wait on before [`Self::look_after`].
    pub fn news(&self) -> Arc<Notify> {
        Arc::clone(&self.news)
    }

    /// What a connection has open at an address.
    pub fn at(&self, outbox: &Outbox, address: &Address) -> Option<SubscriptionId> {
        let connection = self.connections.get(&outbox.id())?;
        connection.documents.get(address).copied()
    }

    /// Gives a client the answers that it may be given.
    pub fn answer(&mut self, id: SubscriptionId, metrics: &Metrics) {
        if let Some(subscription) = self.subscriptions.get_mut(&id) {
            subscription.answer(metrics);
            if subscription.owed.question {
                self.waiting.insert(id);
                self.news.notify_one();
            }
        }
    }

    /// A subscription, if it is still there.
    pub fn get(&mut self, id: SubscriptionId) -> Option<&mut Subscription> {
        self.subscriptions.get_mut(&id)
    }

    /// Somebody with a seat wants to read a document.
    pub fn open(
        &mut self,
        outbox: &Outbox,
        address: &Address,
        scope: Scope,
        seat: &Seat,
        access: Result<Access, RefusalReason>,
        held: Option<Held>,
    ) -> Result<SubscriptionId, RefusalReason> {
        if !self.connections.contains_key(&outbox.id()) {
            if self.connections.len() >= MAX_CONNECTIONS {
                return Err(RefusalReason::Full);
            }
            outbox.attach(&self.news);
        }
        let connection = self
            .connections
            .entry(outbox.id())
            .or_insert_with(|| Connection {
                outbox: outbox.clone(),
                documents: HashMap::new(),
            });
        let id = *connection
            .documents
            .entry(Arc::clone(address))
            .or_insert_with(|| {
                self.next += 1;
                self.next
            });
        let subscription = self
            .subscriptions
            .entry(id)
            .or_insert_with(|| Subscription {
                outbox: outbox.clone(),
                address: Arc::clone(address),
                scope,
                seat: seat.clone(),
                standing: Standing::Denied(RefusalReason::Unauthorized),
                reach: Reach::Nothing,
                held: None,
                verdicts: Verdicts::default(),
                asked_again: false,
                owed: Owed::default(),
            });
        subscription.seat = seat.clone();
        subscription.held = held;
        self.stand(id, access);
        Ok(id)
    }

    /// Whether a subscription was asked for its token anew, so that it needs no question to be sent
    /// everything.
    pub fn was_asked(&self, outbox: &Outbox, address: &Address) -> bool {
        let id = self.at(outbox, address);
        let subscription = id.and_then(|id| self.subscriptions.get(&id));
        subscription.is_some_and(|subscription| subscription.standing == Standing::Asked)
    }

    /// Somebody no longer wants to read a document.
    pub fn close(&mut self, id: SubscriptionId) {
        self.unfollow(id);
        self.waiting.remove(&id);
        if let Some(subscription) = self.subscriptions.remove(&id)
            && let Some(connection) = self.connections.get_mut(&subscription.outbox.id())
        {
            connection.documents.remove(&subscription.address);
        }
    }

    /// Looks at every subscription anew, since the session has changed.
    pub fn reassess(&mut self, state: &State) {
        let accesses: Vec<_> = self
            .subscriptions
            .iter()
            .map(|(id, s)| (*id, state.access(&s.seat.participant, &s.scope)))
            .collect();
        for (id, access) in accesses {
            self.reconsider(id, access);
            self.hold_back(id, state);
        }
    }

    /// Takes in what has become of a subscription's seat, and of what is held back from it.
    fn hold_back(&mut self, id: SubscriptionId, state: &State) {
        let Some(subscription) = self.subscriptions.get_mut(&id) else {
            return;
        };
        if let Some(seat) = state.seat_of(&subscription.seat.participant) {
            subscription.seat = seat.clone();
        }
        let held = state.held(&subscription.scope, &subscription.seat).cloned();
        let before = std::mem::replace(&mut subscription.held, held);
        if before != subscription.held
            && subscription.reach == Reach::All
            && let Some(before) = before
        {
            // What was held back until now is shown, or something that was shown has gone.
            subscription.reach = Reach::Behind {
                state_vector: before.state_vector().clone(),
                question: None,
            };
            self.waiting.insert(id);
            self.news.notify_one();
        }
    }

    /// Forgets those who are gone. Returns whether somebody is.
    pub fn forget_gone(&mut self) -> bool {
        let gone: Vec<_> = self
            .connections
            .extract_if(|_, connection| connection.outbox.is_gone())
            .collect();
        for id in gone.iter().flat_map(|(_, gone)| gone.documents.values()) {
            self.close(*id);
        }
        !gone.is_empty()
    }

    /// The state of the fold was lost and read again: everyone who followed is behind, by
    /// what came after `before`, if that is known.
    pub fn fall_behind(&mut self, before: Option<&State>) {
        for (id, subscription) in &mut self.subscriptions {
            if subscription.reach == Reach::All {
                subscription.reach = Reach::Behind {
                    state_vector: before.map_or(KNOWS_NOTHING, |state| match &subscription.held {
                        Some(held) => held.state_vector().clone(),
                        None => state.state_vector(&subscription.scope).into(),
                    }),
                    question: None,
                };
                self.waiting.insert(*id);
            }
        }
        self.news.notify_one();
    }

    /// How many are at each of so many tables, from table 1, with those they write for. Who is there
    /// twice counts once.
    pub fn here(&self, tables: usize) -> Vec<u32> {
        let mut here = vec![0; tables];
        let mut seen = HashSet::new();
        for subscription in self.subscriptions.values() {
            if let Some((TableNo(table), heads)) = subscription.heads()
                && seen.insert(&subscription.seat.participant)
                && let Some(here) = here.get_mut(usize::from(table).wrapping_sub(1))
            {
                *here += heads;
            }
        }
        here
    }

    /// Everybody who has the board open.
    pub fn who_is_here(&self) -> HashSet<&ParticipantId> {
        let subscriptions = self.subscriptions.values();
        subscriptions.map(|s| &s.seat.participant).collect()
    }

    /// Closes every connection, after what it is still to be told.
    pub fn close_all(&self, closing: Closing) {
        for connection in self.connections.values() {
            connection.outbox.close(closing);
        }
    }

    /// The standing of a client that has just shown its token.
    fn stand(&mut self, id: SubscriptionId, access: Result<Access, RefusalReason>) {
        match access {
            Ok(access) => {
                let subscription = self.subscriptions.get_mut(&id).expect("just opened");
                subscription.standing = Standing::Open(access);
                subscription.send(Message::Authenticated(access));
            }
            Err(reason) => self.deny(id, reason),
        }
    }

    fn reconsider(&mut self, id: SubscriptionId, access: Result<Access, RefusalReason>) {
        let Some(subscription) = self.subscriptions.get_mut(&id) else {
            return;
        };
        match (subscription.standing, access) {
            (Standing::Open(before), Ok(access)) if before != access => {
                subscription.standing = Standing::Open(access);
                subscription.send(Message::Authenticated(access));
                if access == Access::ReadWrite {
                    // What was refused meanwhile may be taken now.
                    subscription.owed.question = true;
                    self.waiting.insert(id);
                    self.news.notify_one();
                }
            }
            (Standing::Open(_), Err(reason)) => {
                self.deny(id, reason);
                self.subscriptions[&id].send(Message::Close(reason.as_str()));
            }
            (Standing::Denied(_), Ok(_)) => {
                subscription.standing = Standing::Asked;
                subscription.send(Message::TokenRequest);
            }
            (Standing::Denied(_) | Standing::Asked, Err(reason)) => {
                subscription.standing = Standing::Denied(reason);
            }
            (Standing::Open(_) | Standing::Asked, Ok(_)) => {}
        }
    }

    fn deny(&mut self, id: SubscriptionId, reason: RefusalReason) {
        self.unfollow(id);
        if let Some(subscription) = self.subscriptions.get_mut(&id) {
            subscription.standing = Standing::Denied(reason);
            subscription.reach = Reach::Nothing;
            subscription.send(Message::PermissionDenied(reason.as_str()));
        }
    }

    fn unfollow(&mut self, id: SubscriptionId) {
        let Some(subscription) = self.subscriptions.get(&id) else {
            return;
        };
        if let Some(followers) = self.followers.get_mut(&subscription.scope) {
            if let Some(ids) = followers.get_mut(&subscription.address) {
                ids.retain(|follower| *follower != id);
            }
            followers.retain(|_, ids| !ids.is_empty());
            if followers.is_empty() {
                self.followers.remove(&subscription.scope);
            }
        }
        if let Some(awareness) = self.awareness.get_mut(&subscription.scope) {
            awareness.leave(id);
        }
    }
}

/// A room that ends while it has connections could not go on; they must not wait for it for ever.
impl Drop for Connections {
    fn drop(&mut self) {
        self.close_all(BROKEN);
    }
}
