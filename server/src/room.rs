//! A room: one board as it lives on this server. A task owns the board's [state](state::State) and
//! tells every connection what it must know; [`Room`] is the handle to it. A room knows nothing of
//! WebSockets: a connection is an [`Outbox`] and what its client says.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bordsvis_shared::api::{Found, People};
use bordsvis_shared::id::{BoardId, JoinCode, ParticipantId, TableNo};
use bordsvis_shared::protocol::{Refusal, RefusalReason};
use bordsvis_shared::session::{Session, You};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch};
use tokio::time::timeout;

use self::entry::{Body, Holder, NewKey, NewSeat, TokenHash};
use self::input::Input;
use self::outbox::Outbox;
use crate::access::{Token, random};

mod alarm;
mod appends;
mod awareness;
mod board;
mod connections;
pub mod entry;
mod fold;
mod hear;
mod input;
pub mod outbox;
mod paced;
pub mod scan;
mod serve;
pub mod state;
mod subscription;
mod task;
mod tell;
mod verdicts;

pub(crate) use input::{Address, Said, Wants};
pub(crate) use subscription::{deny, turn_away};
pub(crate) use task::{Context, GOING_AWAY, run};

/// How many bytes of entries may be on their way to the log, for each board. Beyond it, sockets are
/// not read until some have become durable. Less than a tail holds, so that no burst ends one.
const SPACE: usize = 16 * 1024 * 1024;
/// What an entry takes besides its update, so that empty ones count too.
const ENTRY_OVERHEAD: usize = 256;
/// How many inputs may wait for the task; what they hold is bounded by [`SPACE`].
const INPUTS: usize = 1024;
/// How long somebody who asks over HTTP is kept waiting while the store is away.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a link to another device can be used: for as long as it takes to fetch that.
pub(crate) const TICKET_LASTS: Duration = Duration::from_secs(15 * 60);

/// Why a room did not do what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoomError {
    /// There is no such board.
    #[error("there is no such board")]
    NotFound,
    /// The board says no.
    #[error("{}", .0.message)]
    Refused(Refusal),
    /// The board can't be read or written at the moment; the cause is in the server's log.
    #[error("the board can't be reached at the moment")]
    Unavailable,
}

/// A seat that somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatWanted {
    /// The table.
    pub table: TableNo,
    /// What they call themselves.
    pub name: Option<String>,
    /// The organisation that they come from.
    pub actor: Option<String>,
    /// How many people without a device of their own they write for.
    pub people: u8,
}

/// A seat that was taken.
#[derive(Debug, Clone)]
pub struct SeatTaken {
    /// Who took it.
    pub participant: ParticipantId,
    /// The secret that stands for them from now on.
    pub token: Token,
}

/// The handle to a room. The room is loaded as long as somebody holds one.
#[derive(Clone)]
pub struct Room(Arc<Handle>);

struct Handle {
    board: BoardId,
    inputs: mpsc::Sender<Input>,
    space: Arc<Semaphore>,
    status: watch::Receiver<Status>,
}

/// How far a room is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// It reads its log.
    Loading,
    /// It can be asked.
    Open,
    /// There is no such board.
    NotFound,
    /// Its log can't be served.
    Broken,
}

/// The task behind a handle is gone: its board must be opened anew.
#[derive(Debug)]
pub(crate) struct Gone;

impl Room {
    /// A handle, and what its task needs: how to hear of it and how to tell how far it is.
    pub(crate) fn new(board: BoardId) -> (Self, mpsc::Receiver<Input>, watch::Sender<Status>) {
        let (inputs, receiver) = mpsc::channel(INPUTS);
        let (sender, status) = watch::channel(Status::Loading);
        let handle = Handle {
            board,
            inputs,
            space: Arc::new(Semaphore::new(SPACE)),
            status,
        };
        (Self(Arc::new(handle)), receiver, sender)
    }

    /// Which board it is.
    pub fn board(&self) -> &BoardId {
        &self.0.board
    }

    /// Takes a seat, durably.
    ///
    /// # Errors
    /// See [`RoomError`]; after [`RoomError::Unavailable`] the seat may exist, of no use to anybody.
    pub async fn join(&self, wanted: SeatWanted) -> Result<SeatTaken, RoomError> {
        let (holder, taken) = draw_seat();
        let seat = NewSeat {
            holder,
            table: wanted.table,
            name: wanted.name,
            actor: wanted.actor,
            people: wanted.people,
        };
        self.append(None, Body::Join(seat)).await?;
        Ok(taken)
    }

    /// Makes a key for another facilitator, durably, by the leave of whoever holds `token`.
    ///
    /// # Errors
    /// See [`RoomError`].
    pub async fn invite(&self, token: &TokenHash, name: String) -> Result<SeatTaken, RoomError> {
        let (holder, taken) = draw_seat();
        let invite = Body::Invite(NewKey { holder, name });
        self.append(Some(token), invite).await?;
        Ok(taken)
    }

    /// Changes the code to join by, which must lead to this board already.
    ///
    /// # Errors
    /// See [`RoomError`].
    pub async fn change_code(&self, token: &TokenHash, code: JoinCode) -> Result<(), RoomError> {
        self.append(Some(token), Body::Code(code)).await
    }

    /// Gives a participant the secret of a link that takes them to another device, once.
    ///
    /// # Errors
    /// See [`RoomError`].
    pub async fn ticket(&self, token: &TokenHash) -> Result<Token, RoomError> {
        let secret = Token::draw();
        let ticket = Body::Ticket {
            secret: secret.hash(),
            until: now() + TICKET_LASTS.as_millis() as i64,
        };
        self.append(Some(token), ticket).await?;
        Ok(secret)
    }

    /// Uses such a secret, on the other device.
    ///
    /// # Errors
    /// See [`RoomError`]; a secret that was used, or is too old, is refused.
    pub async fn redeem(&self, secret: &TokenHash) -> Result<(Token, You), RoomError> {
        let token = Token::draw();
        let redeem = Body::Redeem {
            secret: secret.clone(),
            token: token.hash(),
        };
        self.append(None, redeem).await?;
        let session = self.session(&token.hash()).await?;
        Ok((token, session.you))
    }

    /// Everybody who has a seat, for a facilitator.
    ///
    /// # Errors
    /// See [`RoomError`].
    pub async fn people(&self, token: &TokenHash) -> Result<People, RoomError> {
        let people = |answer| Input::People(token.clone(), answer);
        self.ask(people).await?.map_err(RoomError::Refused)
    }

    /// The session as the holder of a token may see it.
    ///
    /// # Errors
    /// See [`RoomError`].
    pub async fn session(&self, token: &TokenHash) -> Result<Session, RoomError> {
        let session = |answer| Input::Session(token.clone(), answer);
        self.ask(session).await?.map_err(RoomError::Refused)
    }

    /// What somebody who has the code may know before they take a seat.
    ///
    /// # Errors
    /// See [`RoomError`].
    pub async fn found(&self, code: &JoinCode) -> Result<Found, RoomError> {
        let found = |answer| Input::Found(code.clone(), answer);
        self.ask(found).await?.map_err(RoomError::Refused)
    }

    /// Waits until the board is loaded.
    pub(crate) async fn loaded(&self) -> Result<(), RoomError> {
        let mut status = self.0.status.clone();
        let settled = status.wait_for(|status| *status != Status::Loading);
        match timeout(PATIENCE, settled).await {
            Ok(Ok(status)) => match *status {
                Status::NotFound => Err(RoomError::NotFound),
                Status::Open => Ok(()),
                Status::Loading | Status::Broken => Err(RoomError::Unavailable),
            },
            Ok(Err(_)) | Err(_) => Err(RoomError::Unavailable),
        }
    }

    /// Waits for space for an entry of so many bytes.
    pub(crate) async fn space(&self, bytes: usize) -> OwnedSemaphorePermit {
        let bytes = (bytes + ENTRY_OVERHEAD).min(SPACE) as u32;
        let space = Arc::clone(&self.0.space).acquire_many_owned(bytes);
        space.await.expect("it is never closed")
    }

    /// Passes on what a client said.
    pub(crate) async fn say(
        &self,
        outbox: &Outbox,
        address: &Address,
        said: Said,
    ) -> Result<(), Gone> {
        let input = Input::Said {
            outbox: outbox.clone(),
            address: Arc::clone(address),
            said,
        };
        self.0.inputs.send(input).await.map_err(|_| Gone)
    }

    /// Closes all connections once everything appended has its answer.
    pub(crate) async fn stop(&self) {
        // A room that is gone has none, and one whose store is away is not waited for for ever.
        let _ = self.ask(Input::Stop).await;
    }

    /// Whether both are handles to the same room: a board that was loaded anew is in another one.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether nobody else holds a handle. Only whoever can hand out this one may rely upon it.
    pub(crate) fn is_last(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }

    /// Whether the task has ended.
    pub(crate) fn is_gone(&self) -> bool {
        self.0.inputs.is_closed()
    }

    /// Has something happen to the board, durably.
    async fn append(&self, token: Option<&TokenHash>, body: Body) -> Result<(), RoomError> {
        let space = timeout(PATIENCE, self.space(ENTRY_OVERHEAD)).await;
        let space = space.map_err(|_| RoomError::Unavailable)?;
        let ask = |done| Input::Append {
            token: token.cloned(),
            body,
            space,
            done,
        };
        self.ask(ask).await?.map_err(RoomError::Refused)
    }

    async fn ask<T>(
        &self,
        input: impl FnOnce(oneshot::Sender<T>) -> Input,
    ) -> Result<T, RoomError> {
        let (answer, answered) = oneshot::channel();
        let asked = async {
            let sent = self.0.inputs.send(input(answer)).await;
            sent.map_err(|_| RoomError::Unavailable)?;
            answered.await.map_err(|_| RoomError::Unavailable)
        };
        let answered = timeout(PATIENCE, asked).await;
        answered.unwrap_or(Err(RoomError::Unavailable))
    }
}

/// Draws whoever is to take a seat: as the board is to know them, and with their secret.
fn draw_seat() -> (Holder, SeatTaken) {
    let token = Token::draw();
    let participant = ParticipantId::from_random(random());
    let holder = Holder {
        participant: participant.clone(),
        token: token.hash(),
    };
    (holder, SeatTaken { participant, token })
}

/// The time, in milliseconds since 1970.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_millis() as i64)
}

/// A refusal in our own words.
pub(crate) fn refusal(reason: RefusalReason, message: impl ToString) -> Refusal {
    Refusal {
        reason,
        message: message.to_string(),
    }
}
