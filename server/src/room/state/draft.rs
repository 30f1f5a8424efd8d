//! The edge to yrs, where an update that passed every check may still go wrong: a transaction that
//! outlives a panic, and readings that do.

use std::collections::BTreeSet;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use yrs::updates::decoder::Decode;
use yrs::{ClientID, Doc, ReadTxn, Transact, TransactionMut, Update};

/// A document that yrs can no longer be trusted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken;

/// Everything that a batch changes in one document: one transaction.
pub(super) struct Draft<'doc> {
    /// `None` once it broke. It is then leaked: yrs links its blocks by pointers, and to go on with
    /// a change that stopped half-way could follow one into freed memory.
    txn: Option<TransactionMut<'doc>>,
    /// Who wrote what is new.
    clients: BTreeSet<u32>,
}

impl<'doc> Draft<'doc> {
    pub fn new(doc: &'doc Doc) -> Self {
        Self {
            txn: Some(doc.transact_mut()),
            clients: BTreeSet::new(),
        }
    }

    pub fn txn(&self) -> Result<&TransactionMut<'doc>, Broken> {
        self.txn.as_ref().ok_or(Broken)
    }

    /// Applies an update in which only `clients` say anything new, and tells whether it changed the
    /// document.
    pub fn apply(&mut self, update: Update, clients: &[u32]) -> Result<bool, Broken> {
        let deleted = self.deleted()?;
        self.clients.extend(clients);
        self.guarded(|txn| {
            #[cfg(test)]
            tests::break_on(clients);
            txn.apply_update(update).map_err(|_| Broken)
        })??;
        if self.txn()?.has_missing_updates() {
            return Err(Broken);
        }
        Ok(!clients.is_empty() || self.deleted()? > deleted)
    }

    /// How many ids have been deleted.
    fn deleted(&self) -> Result<u64, Broken> {
        let deleted = self.txn()?.delete_set().iter();
        let ranges = deleted.flat_map(|(_, ranges)| ranges.iter());
        Ok(ranges.map(|range| u64::from(range.end - range.start)).sum())
    }

    /// Ends the transaction, and gives the update that tells others of it; `None` if there is
    /// nothing to tell. `clock` is how far each client must have come.
    pub fn finish(mut self, clock: impl Fn(u32) -> u32) -> Result<Option<Bytes>, Broken> {
        let update = self.guarded(|txn| {
            txn.commit();
            txn.has_changes().then(|| txn.encode_update_v1().into())
        })?;
        let state = self.txn()?.state_vector();
        let arrived = |client: &u32| state.get(&client_id(*client)) == clock(*client);
        if self.clients.iter().all(arrived) {
            Ok(update)
        } else {
            Err(Broken)
        }
    }

    fn guarded<T>(&mut self, work: impl FnOnce(&mut TransactionMut) -> T) -> Result<T, Broken> {
        let txn = self.txn.as_mut().ok_or(Broken)?;
        let done = guarded(|| work(txn));
        if done.is_err() {
            mem::forget(self.txn.take());
        }
        done
    }
}

impl Drop for Draft<'_> {
    /// yrs commits what is dropped, and a panic while another one unwinds would end the process.
    fn drop(&mut self) {
        let _ = self.guarded(|txn| txn.commit());
    }
}

/// Reads an update that the scanner has passed.
pub(super) fn decode(update: &[u8]) -> Option<Update> {
    guarded(|| Update::decode_v1(update).ok()).ok().flatten()
}

/// Does what may panic within yrs.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Broken> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Broken)
}

fn client_id(client: u32) -> ClientID {
    ClientID::new(u64::from(client))
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::Cell;

    use bordsvis_shared::board::{ROOTS, Replica};
    use yrs::{Text, WriteTxn};

    use super::*;

    thread_local! {
        /// A client whose updates make yrs panic: we know of no bytes that do and pass the scanner.
        pub static BREAKS: Cell<Option<u32>> = const { Cell::new(None) };
    }

    pub fn break_on(clients: &[u32]) {
        if BREAKS.get().is_some_and(|client| clients.contains(&client)) {
            panic!("this client breaks the document, as the test demands");
        }
    }

    /// What the scanner is there to keep from yrs is noticed all the same.
    #[test]
    fn what_yrs_can_not_place_breaks_the_draft() {
        let author = Replica::new(1);
        let [first, second, reply] = [("a", 1), ("b", 1), ("c", 2)].map(|(text, client)| {
            let writer = Replica::new(client);
            writer.apply_update(&author.whole()).unwrap();
            let mut txn = writer.doc().transact_mut();
            txn.get_or_insert_text(ROOTS[0]).push(&mut txn, text);
            let update = txn.encode_update_v1();
            drop(txn);
            author.apply_update(&update).unwrap();
            update
        });
        let check = |updates: &[(&[u8], u32)], clock: u32, expected: Result<(), Broken>| {
            let doc = Doc::new();
            let mut draft = Draft::new(&doc);
            let mut apply =
                |(update, client): &(&[u8], u32)| draft.apply(decode(update).unwrap(), &[*client]);
            let applied = updates
                .iter()
                .try_for_each(|update| apply(update).map(drop));
            let finished = applied.and_then(|()| draft.finish(|_| clock).map(drop));
            assert_eq!(finished, expected);
        };
        check(&[(&first, 1)], 1, Ok(()));
        check(&[(&first, 1), (&second, 1)], 2, Ok(()));
        check(&[(&first, 1)], 2, Err(Broken));
        check(&[(&second, 1)], 2, Err(Broken));
        check(&[(&reply, 2)], 1, Err(Broken));
    }
}
