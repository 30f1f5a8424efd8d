//! What a room is told, by clients and by the rest of the server.

use std::sync::Arc;

use bordsvis_shared::api::{Found, People};
use bordsvis_shared::id::{JoinCode, Scope};
use bordsvis_shared::protocol::Refusal;
use bordsvis_shared::session::Session;
use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use super::entry::{Body, TokenHash};
use super::outbox::Outbox;

/// What somebody who asks over HTTP waits for.
pub(crate) type Answer<T> = oneshot::Sender<Result<T, Refusal>>;

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
    /// Something is to happen to the board that was asked for over HTTP.
    Append {
        /// Whose token it came with, where it takes one.
        token: Option<TokenHash>,
        body: Body,
        space: OwnedSemaphorePermit,
        done: Answer<()>,
    },
    /// Somebody asks what the session is.
    Session(TokenHash, Answer<Session>),
    /// A facilitator asks who has a seat.
    People(TokenHash, Answer<People>),
    /// Somebody who has the code asks what board it is.
    Found(JoinCode, Answer<Found>),
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
