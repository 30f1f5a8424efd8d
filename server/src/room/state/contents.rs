//! Everything that a board is made of, and how a batch of entries changes it.

use std::collections::{BTreeMap, BTreeSet};

use bordsvis_shared::board::ROOTS;
use bordsvis_shared::id::{ParticipantId, Scope, StepId};
use bordsvis_shared::method::MethodChange;
use bordsvis_shared::protocol::{RefusalReason, ToServer};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use yrs::Doc;

use super::access::Permission;
use super::board::Board;
use super::document::{Document, Ledger};
use super::draft::{Broken, Draft};
use super::held::{self, AllHeld};
use super::limits::Limits;
use super::{CheckpointError, Effect, Stop, refuse};
use crate::log::Seq;
use crate::room::entry::{Body, Creation, Entry, check_rules};
use crate::room::scan::scan;

/// How many origins are remembered. One is drawn whenever a room starts, and what one appended
/// arrives within seconds or never; so this is more than restarts can bring into question.
const MAX_ORIGINS: usize = 64;

/// What a board is made of.
#[derive(Default)]
pub(super) struct Contents {
    /// The newest rules of any entry; a node that does not know them can't read a checkpoint either.
    rules: u16,
    origins: Origins,
    board: Option<Board>,
    documents: BTreeMap<Scope, Document>,
    held: AllHeld,
    /// The bytes of all updates that changed a document.
    accepted: u64,
    limits: Limits,
}

/// The first rules by which anything can be held; checkpoints of older ones don't say what is.
const HOLDING_RULES: u16 = 2;

/// A checkpoint, as its parts are encoded one after the other; see [`Contents::encode`]. What is held
/// follows.
type Stored = (u16, Origins, Option<Board>, Vec<(Scope, Bytes, Ledger)>);

impl Contents {
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    pub fn decode(bytes: &[u8], limits: Limits) -> Result<Self, CheckpointError> {
        let damaged = |error: postcard::Error| CheckpointError::Damaged(error.to_string());
        let (rules, _) = postcard::take_from_bytes(bytes).map_err(damaged)?;
        check_rules(rules)?;
        let ((_, origins, board, stored), rest): (Stored, _) =
            postcard::take_from_bytes(bytes).map_err(damaged)?;
        let held = match rules {
            ..HOLDING_RULES => AllHeld::default(),
            _ => postcard::from_bytes(rest).map_err(damaged)?,
        };
        let mut documents = BTreeMap::new();
        for (scope, whole, ledger) in stored {
            let document = Document::restore(&whole, ledger)
                .map_err(|Broken| CheckpointError::Damaged(format!("the document {scope}")))?;
            documents.insert(scope, document);
        }
        Ok(Self {
            rules,
            origins,
            board,
            accepted: documents.values().map(Document::accepted).sum(),
            documents,
            held,
            limits,
        })
    }

    pub fn encode(&self) -> Result<Vec<u8>, CheckpointError> {
        let documents = self.documents.iter().map(|(scope, document)| {
            let damaged = |Broken| CheckpointError::Damaged(format!("the document {scope}"));
            Ok((
                scope,
                document.encode().map_err(damaged)?,
                document.ledger(),
            ))
        });
        let documents = documents.collect::<Result<Vec<_>, CheckpointError>>()?;
        let stored = (
            (self.rules, &self.origins, &self.board, documents),
            &self.held,
        );
        postcard::to_stdvec(&stored).map_err(|error| CheckpointError::Damaged(error.to_string()))
    }

    pub fn board(&self) -> Option<&Board> {
        self.board.as_ref()
    }

    /// What is held back from everyone but its table.
    pub fn held(&self) -> &AllHeld {
        &self.held
    }

    pub fn document(&self, scope: &Scope) -> Option<&Document> {
        self.documents.get(scope)
    }

    pub fn documents(&self) -> impl Iterator<Item = (&Scope, &Document)> {
        self.documents.iter()
    }

    /// Takes in the next entries. When it fails, nothing of `self` can be relied on any more.
    pub fn apply(&mut self, batch: &[(Seq, Entry)]) -> Result<Vec<Effect>, Broken> {
        let mut effects = Vec::new();
        let mut rest = batch;
        while !rest.is_empty() {
            let reads =
                |(_, entry): &&(Seq, Entry)| held::reads_documents(&entry.body, self.board());
            // A step that begins to hold is told by the board only once it does.
            let more = match reads(&&rest[0]) {
                true => 0,
                false => rest.iter().skip(1).take_while(|next| !reads(next)).count(),
            };
            let (part, after) = rest.split_at(1 + more);
            effects.extend(self.apply_part(part)?);
            rest = after;
        }
        Ok(effects)
    }

    fn apply_part(&mut self, batch: &[(Seq, Entry)]) -> Result<Vec<Effect>, Broken> {
        let docs = self.docs(batch);
        let mut drafts = BTreeMap::new();
        let mut verdicts = Vec::with_capacity(batch.len());
        let mut session = false;
        for (seq, entry) in batch {
            let &Entry { origin, nonce, .. } = entry;
            if !self.origins.is_first(origin, nonce, *seq) {
                continue;
            }
            self.rules = self.rules.max(entry.rules);
            let by = entry.by.as_ref();
            let verdict = match &entry.body {
                Body::Create(creation) => self.create(creation).map(|()| session = true),
                Body::Join(seat) => self
                    .board_mut()
                    .and_then(|(board, limits)| Ok(board.join(seat, limits)?)),
                Body::Command(command) => self
                    .command(by, command, entry.at)
                    .map(|changed| session |= changed),
                Body::Invite(key) => self
                    .board_mut()
                    .and_then(|(board, limits)| Ok(board.invite(by, key, limits)?)),
                Body::Code(code) => self.board_mut().and_then(|(board, _)| {
                    session |= board.change_code(by, code)?;
                    Ok(())
                }),
                Body::Ticket { secret, until } => self
                    .board_mut()
                    .and_then(|(board, _)| Ok(board.give_ticket(by, secret, *until, entry.at)?)),
                Body::Redeem { secret, token } => self
                    .board_mut()
                    .and_then(|(board, _)| Ok(board.redeem(secret, token, entry.at)?)),
                Body::Due => self
                    .board_mut()
                    .map(|(board, _)| session |= board.due(entry.at)),
                Body::Update { scope, update } => {
                    let draft = drafts
                        .entry(scope)
                        .or_insert_with(|| Draft::new(&docs[scope]));
                    self.update(by, entry.at, scope, update, draft)
                }
            };
            verdicts.push(match verdict {
                Ok(()) => Effect::Saved { origin, nonce },
                Err(Stop::Refused(refusal)) => Effect::Refused {
                    origin,
                    nonce,
                    refusal,
                },
                Err(Stop::Broken) => return Err(Broken),
            });
        }
        let mut updates = Vec::new();
        for (scope, draft) in drafts {
            let update = self.finish(scope, draft)?;
            if update.is_some() && self.held.has(scope) {
                let now = self.documents.get(scope).ok_or(Broken)?.content();
                session |= self.held.let_go(scope, &now)?;
            }
            updates.extend(update);
        }
        let mut effects = Vec::from_iter(session.then_some(Effect::Session));
        effects.extend(updates);
        effects.extend(verdicts);
        Ok(effects)
    }

    /// The documents of a batch, to be drafted. Those that don't exist begin to, since a draft
    /// can't be begun otherwise; [`Self::finish`] takes back those that nothing was written in.
    fn docs<'a>(&mut self, batch: &'a [(Seq, Entry)]) -> BTreeMap<&'a Scope, Doc> {
        let scopes: BTreeSet<&Scope> = batch
            .iter()
            .filter_map(|(_, entry)| match &entry.body {
                Body::Update { scope, .. } => Some(scope),
                _ => None,
            })
            .collect();
        let mut doc = |scope: &Scope| self.documents.entry(scope.clone()).or_default().doc();
        scopes
            .into_iter()
            .map(|scope| (scope, doc(scope)))
            .collect()
    }

    fn finish(&mut self, scope: &Scope, draft: Draft) -> Result<Option<Effect>, Broken> {
        let document = self.documents.get_mut(scope).ok_or(Broken)?;
        let update = document.finish(draft)?;
        if document.accepted() == 0 {
            self.documents.remove(scope);
        }
        Ok(update.map(|update| Effect::Update {
            scope: scope.clone(),
            update,
        }))
    }

    /// What somebody may do with a document at a time, or why they may not even read it.
    pub fn permission(
        &self,
        by: &ParticipantId,
        scope: &Scope,
        at: i64,
    ) -> Result<Permission, RefusalReason> {
        let board = self.board.as_ref().ok_or(RefusalReason::NotFound)?;
        let document = self.documents.get(scope);
        board.permission(by, scope, at, || {
            document.is_some_and(|document| document.was_written_by(by))
        })
    }

    fn create(&mut self, creation: &Creation) -> Result<(), Stop> {
        if self.board.is_some() {
            return Err(refuse(RefusalReason::Forbidden, "the board exists").into());
        }
        self.board = Some(Board::create(creation)?);
        Ok(())
    }

    fn command(
        &mut self,
        by: Option<&ParticipantId>,
        command: &ToServer,
        at: i64,
    ) -> Result<bool, Stop> {
        if let ToServer::Method {
            change: MethodChange::RemoveStep { step },
        } = command
            && self.is_written(step)
        {
            let message = "there are notes in the step";
            return Err(refuse(RefusalReason::NotEmpty, message).into());
        }
        let board = self.board.as_mut().ok_or_else(no_board)?;
        let changed = board.command(by, command, at, &self.limits)?;
        let held = self.held.follow(command, board, &self.documents)?;
        Ok(changed || held)
    }

    /// Whether there are notes in any document of a step.
    fn is_written(&self, step: &StepId) -> bool {
        let documents = self.documents.iter();
        let mut own = documents.filter(|(scope, _)| scope.step() == Some(step));
        own.any(|(_, document)| document.written() > 0)
    }

    fn board_mut(&mut self) -> Result<(&mut Board, &Limits), Stop> {
        let board = self.board.as_mut().ok_or_else(no_board)?;
        Ok((board, &self.limits))
    }

    fn update(
        &mut self,
        by: Option<&ParticipantId>,
        at: i64,
        scope: &Scope,
        update: &[u8],
        draft: &mut Draft,
    ) -> Result<(), Stop> {
        let permission = by
            .ok_or(RefusalReason::Unauthorized)
            .and_then(|by| Ok((by, self.permission(by, scope, at)?)))
            .map_err(|reason| refuse(reason, format!("{scope} may not be read")))?;
        let scan = scan(update, &ROOTS).map_err(|error| refuse(RefusalReason::Malformed, error))?;
        let document = self.documents.get_mut(scope).ok_or(Stop::Broken)?;
        let space = self.limits.board_bytes.saturating_sub(self.accepted);
        let taken = match permission {
            (by, Permission::Write) => document.take(by, update, &scan, draft, &self.limits, space),
            (_, Permission::Read(reason)) => {
                Err(refuse(reason, format!("{scope} may not be written")).into())
            }
        };
        match taken {
            Ok(bytes) => {
                self.accepted += bytes;
                Ok(())
            }
            // Whoever reconnects sends what they have, and it is no wrong to have what all have.
            Err(Stop::Refused(_)) if !document.is_news_in(&scan, draft)? => Ok(()),
            Err(stop) => Err(stop),
        }
    }
}

fn no_board() -> Stop {
    refuse(RefusalReason::NotFound, "the board does not exist yet").into()
}

/// What each of the newest origins has appended.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Origins(BTreeMap<u64, Last>);

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Last {
    nonce: u64,
    seq: Seq,
}

impl Origins {
    /// Whether an entry is no repeat.
    fn is_first(&mut self, origin: u64, nonce: u64, seq: Seq) -> bool {
        if self.0.get(&origin).is_some_and(|last| nonce <= last.nonce) {
            return false;
        }
        self.0.insert(origin, Last { nonce, seq });
        if self.0.len() > MAX_ORIGINS {
            let oldest = self.0.iter().min_by_key(|(_, last)| last.seq);
            if let Some(oldest) = oldest.map(|(origin, _)| *origin) {
                self.0.remove(&oldest);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_origins_are_remembered() {
        let mut origins = Origins::default();
        let newest = 1 + MAX_ORIGINS as u64;
        for origin in 1..=newest {
            assert!(origins.is_first(origin, 5, origin));
            // One that goes on is not old.
            assert!(origins.is_first(1, 5 + origin, 1_000 + origin));
        }
        assert_eq!(origins.0.len(), MAX_ORIGINS);
        for origin in [1, 3, newest] {
            assert!(!origins.is_first(origin, 5, 2_000));
        }
        assert!(origins.is_first(2, 5, 2_000));
    }
}
