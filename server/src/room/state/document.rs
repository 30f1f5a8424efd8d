//! One document of a board: its replica, and what the verdict about the next update depends on.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use bordsvis_shared::board::{Content, ROOTS, Replica};
use bordsvis_shared::id::ParticipantId;
use bordsvis_shared::protocol::{Refusal, RefusalReason};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use yrs::{Doc, IdSet, ReadTxn, Transact};

use super::draft::{Broken, Draft, decode, guarded};
use super::limits::Limits;
use super::{Stop, refuse};
use crate::room::scan::{AdmitError, Body, Known, Parent, Scan, Spot};

/// The client id of the server's replicas. They never write.
pub(super) const SERVER: u32 = 0;
/// The state vector of whoever opens a document for the first time.
pub(super) const NOTHING_YET: [u8; 1] = [0];

/// A document and its history, as far as it decides about the next update.
pub(super) struct Document {
    replica: Replica,
    ledger: Ledger,
    reading: Reading,
}

/// What the replica can't tell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Ledger {
    known: Known,
    /// Who writes as which client. Whoever wrote as somebody else would silently erase what that
    /// one writes next.
    owners: BTreeMap<u32, ParticipantId>,
    /// The bytes of all updates that changed the document. Counted rather than measured, since the
    /// document's own encoding differs between identical runs.
    accepted: u64,
    /// How many keys each root has ever had.
    entries: [u32; ROOTS.len()],
}

/// What is read from the whole document, at most once after each change.
#[derive(Default)]
struct Reading {
    whole: OnceLock<Bytes>,
    written: OnceLock<u32>,
    deleted: OnceLock<IdSet>,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            replica: Replica::new(SERVER),
            ledger: Ledger::default(),
            reading: Reading::default(),
        }
    }
}

impl Document {
    /// The document that [`Self::encode`] and [`Self::ledger`] describe.
    pub fn restore(whole: &[u8], ledger: Ledger) -> Result<Self, Broken> {
        let document = Self {
            ledger,
            ..Self::default()
        };
        guarded(|| document.replica.apply_update(whole))?.map_err(|_| Broken)?;
        let txn = document.replica.doc().transact();
        let state = txn.state_vector();
        let known = |client: u64| {
            let client = u32::try_from(client).ok()?;
            Some(document.ledger.known.clock(client))
        };
        let whole = state
            .iter()
            .all(|(client, clock)| known(client.get()) == Some(*clock));
        if !whole || txn.has_missing_updates() {
            return Err(Broken);
        }
        drop(txn);
        Ok(document)
    }

    /// The yrs document, to open a [`Draft`] of it.
    pub fn doc(&self) -> Doc {
        self.replica.doc().clone()
    }

    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    pub fn accepted(&self) -> u64 {
        self.ledger.accepted
    }

    /// Whether somebody has written in it.
    pub fn was_written_by(&self, who: &ParticipantId) -> bool {
        self.ledger.owners.values().any(|owner| owner == who)
    }

    /// Takes an update into the draft if the document allows it, and tells how many bytes it counts
    /// for: none if it says nothing new. `space` is what is left of the board.
    pub fn take(
        &mut self,
        by: &ParticipantId,
        update: &[u8],
        scan: &Scan,
        draft: &mut Draft,
        limits: &Limits,
        space: u64,
    ) -> Result<u64, Stop> {
        let Some(decoded) = decode(update) else {
            return Err(refuse(RefusalReason::Malformed, "yrs can't read the update").into());
        };
        let new: Vec<u32> = scan.new_clients(&self.ledger.known).collect();
        self.ledger.check_owners(by, &new, limits)?;
        let bytes = update.len() as u64;
        if self.ledger.accepted + bytes > limits.document_bytes || bytes > space {
            return Err(refuse(RefusalReason::Full, "there is no room for so many bytes").into());
        }
        let entries = self.ledger.entries_with(scan, limits)?;
        self.ledger.known.admit(scan).map_err(refuse_admission)?;
        self.ledger.entries = entries;
        for client in &new {
            self.ledger
                .owners
                .entry(*client)
                .or_insert_with(|| by.clone());
        }
        if !draft.apply(decoded, &new)? {
            return Ok(0);
        }
        self.ledger.accepted += bytes;
        Ok(bytes)
    }

    /// Ends a draft of the document, and gives the update that tells others of it.
    pub fn finish(&mut self, draft: Draft) -> Result<Option<Bytes>, Broken> {
        let update = draft.finish(|client| self.ledger.known.clock(client))?;
        if update.is_some() {
            self.reading = Reading::default();
        }
        Ok(update)
    }

    /// Whether an update would change the document.
    pub fn is_news(&self, scan: &Scan) -> Result<bool, Broken> {
        guarded(|| self.is_news_to(scan, &self.replica.doc().transact(), false))
    }

    /// Whether an update would change what a draft has made of the document.
    pub fn is_news_in(&self, scan: &Scan, draft: &Draft) -> Result<bool, Broken> {
        let txn = draft.txn()?;
        guarded(|| self.is_news_to(scan, txn, txn.has_changes()))
    }

    fn is_news_to(&self, scan: &Scan, txn: &impl ReadTxn, changed: bool) -> bool {
        let known = &self.ledger.known;
        let read = || txn.snapshot().delete_set;
        if scan.deletions.is_empty() {
            scan.is_news(known, &IdSet::new())
        } else if changed {
            scan.is_news(known, &read())
        } else {
            scan.is_news(known, self.reading.deleted.get_or_init(read))
        }
    }

    /// How far the document goes, as a v1 state vector.
    pub fn state_vector(&self) -> Vec<u8> {
        self.replica.state_vector()
    }

    /// What somebody with that v1 state vector lacks. The whole is kept for those who ask next: a
    /// whole venue opens the same document when it is revealed.
    pub fn diff(&self, state_vector: &[u8]) -> Result<Bytes, RefusalReason> {
        let diff = guarded(|| {
            if state_vector == NOTHING_YET {
                let whole = || self.replica.whole().into();
                Some(self.reading.whole.get_or_init(whole).clone())
            } else {
                self.replica.diff(state_vector).map(Bytes::from)
            }
        });
        diff.map_err(|Broken| RefusalReason::Unavailable)?
            .ok_or(RefusalReason::Malformed)
    }

    /// The whole document as one update, to be kept elsewhere.
    pub fn encode(&self) -> Result<Bytes, Broken> {
        match self.reading.whole.get() {
            Some(whole) => Ok(whole.clone()),
            None => guarded(|| self.replica.whole().into()),
        }
    }

    /// All that it says.
    pub fn content(&self) -> Content {
        self.replica.content()
    }

    /// How many notes the document has, those in the bin left out.
    pub fn written(&self) -> u32 {
        *self.reading.written.get_or_init(|| {
            let content = self.replica.content();
            let written = content.notes.values().filter(|note| note.bin.is_none());
            written.count() as u32
        })
    }
}

impl Ledger {
    /// Whether `by` may write as every one of `clients`.
    fn check_owners(
        &self,
        by: &ParticipantId,
        clients: &[u32],
        limits: &Limits,
    ) -> Result<(), Refusal> {
        let mut unbound = 0;
        for client in clients {
            match self.owners.get(client) {
                Some(owner) if owner == by => {}
                Some(_) => {
                    return Err(refuse(
                        RefusalReason::ForeignClient,
                        format!("somebody else writes as the client {client}"),
                    ));
                }
                None => unbound += 1,
            }
        }
        if unbound > limits.new_clients {
            return Err(refuse(
                RefusalReason::ForeignClient,
                format!(
                    "an update may use at most {} new client ids",
                    limits.new_clients
                ),
            ));
        }
        Ok(())
    }

    /// How many keys each root will have had with what is new in an update. Only the first value of
    /// a key names its root; those that replace it name the one before them.
    fn entries_with(&self, scan: &Scan, limits: &Limits) -> Result<[u32; ROOTS.len()], Refusal> {
        let mut entries = self.entries;
        for section in &scan.sections {
            let known = self.known.clock(section.client);
            for new in section.structs.iter().filter(|new| new.start >= known) {
                if let Body::Item {
                    spot:
                        Spot::Under {
                            parent: Parent::Root(root),
                            ..
                        },
                    ..
                } = new.body
                {
                    entries[usize::from(root)] += 1;
                }
            }
        }
        if entries.iter().any(|count| *count > limits.entries) {
            return Err(refuse(
                RefusalReason::Full,
                format!("a document holds at most {} notes", limits.entries),
            ));
        }
        Ok(entries)
    }
}

fn refuse_admission(error: AdmitError) -> Refusal {
    let reason = match error {
        AdmitError::Missing(_) => RefusalReason::Missing,
        _ => RefusalReason::Malformed,
    };
    refuse(reason, error)
}
