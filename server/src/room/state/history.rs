//! What the contents of a board can be made of once more, after an entry broke a document: the last
//! checkpoint and the batches since then. It takes as much memory as the log since then takes on the
//! disk, which is how often checkpoints are made. The alternative, to copy every document before
//! each batch, would cost more than all the rest of the fold.

use bytes::Bytes;

use super::contents::Contents;
use super::limits::Limits;
use crate::log::Seq;
use crate::room::entry::Entry;

/// Where the contents of a board come from.
#[derive(Default)]
pub(super) struct History {
    checkpoint: Option<Bytes>,
    /// Encoded one after the other. They are taken in again as they were the first time, so what
    /// went well then goes well again.
    batches: Vec<u8>,
}

impl History {
    /// A history that begins with a checkpoint.
    pub fn since(checkpoint: Bytes) -> Self {
        Self {
            checkpoint: Some(checkpoint),
            batches: Vec::new(),
        }
    }

    pub fn push(&mut self, batch: &[(Seq, Entry)]) {
        let batches = std::mem::take(&mut self.batches);
        self.batches =
            postcard::to_extend(batch, batches).expect("every part of an entry can be written");
    }

    /// The contents, made once more.
    pub fn replay(&self, limits: &Limits) -> Contents {
        let mut contents = match &self.checkpoint {
            Some(checkpoint) => Contents::decode(checkpoint, limits.clone())
                .expect("the checkpoint was written or read before"),
            None => Contents::new(limits.clone()),
        };
        let mut rest = self.batches.as_slice();
        while !rest.is_empty() {
            let (batch, after): (Vec<(Seq, Entry)>, _) =
                postcard::take_from_bytes(rest).expect("the batch was written here");
            contents
                .apply(&batch)
                .expect("the batch was taken in before");
            rest = after;
        }
        contents
    }
}
