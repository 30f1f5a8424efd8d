//! What a room is told, by clients and by the rest of the server.

use std::sync::Arc;

use bordsvis_shared::api::Found;
use bordsvis_shared::id::Scope;
use bordsvis_shared::protocol::Refusal;
use bordsvis_shared::session::Session;
use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use super::entry::{NewSeat, TokenHash};
use super::outbox::Outbox;

/// How a client names a document, verbatim.
pub(crate) type Address = Arc<str>;

/// What a room is told.
pub(crate) enum Input {
    /// Something that a client said about a document.
    Said {
        outbox: Outbox,
        address: Address,
        said: Said,
    },
    /// Somebody wants a seat.
    Join {
        seat: NewSeat,
        space: OwnedSemaphorePermit,
        joined: oneshot::Sender<Result<(), Refusal>>,
    },
    /// Somebody asks what the session is.
    Session(TokenHash, oneshot::Sender<Option<Session>>),
    /// Somebody who has the code asks what board it is.
    Found(oneshot::Sender<Found>),
    /// The server is stopping: close the connections when everything appended has its answer.
    Stop(oneshot::Sender<()>),
}

/// What a client said about a document, frame by frame.
pub(crate) enum Said {
    /// "Let me read this, with this token."
    Open {
        scope: Scope,
        token: TokenHash,
        epoch: Option<String>,
    },
    /// "This is how far I know it."
    Sync { state_vector: Bytes },
    /// "This is new", or what answers the room's own question.
    Update {
        update: Bytes,
        answers_sync: bool,
        /// The verdict that needs no state: the space that the entry takes, or why not.
        verdict: Result<OwnedSemaphorePermit, Refusal>,
    },
    /// A message of our own, as JSON.
    Message {
        json: String,
        /// As with an update.
        verdict: Result<OwnedSemaphorePermit, Refusal>,
    },
    /// An awareness update.
    Awareness(Bytes),
    /// "Who is here?"
    QueryAwareness,
    /// "I no longer want to know."
    Close,
}

/// What answer a client waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// None.
    Nothing,
    /// One of our own messages.
    Message,
    /// A SyncStatus.
    Status,
}

impl Said {
    /// What answer the client waits for.
    pub(crate) fn wants(&self) -> Wants {
        match self {
            Self::Update { .. } => Wants::Status,
            Self::Message { .. } => Wants::Message,
            _ => Wants::Nothing,
        }
    }
}
