//! Listens to one socket: reads frames, gives the verdicts that need no board, and passes on the rest
//! to the rooms.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message as WsMessage, WebSocket};
use bordsvis_shared::board::ROOTS;
use bordsvis_shared::id::DocumentName;
use bordsvis_shared::protocol::{
    Credentials, Frame, FrameError, MAX_AWARENESS, MAX_FIRST_SYNC, MAX_FRAME, Message, Refusal,
    RefusalReason, name_of,
};
use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::SplitStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite;

use super::pace::Pace;
use crate::room::entry::TokenHash;
use crate::room::outbox::{Closing, Outbox};
use crate::room::scan::scan;
use crate::room::{
    Address, GOING_AWAY, Gone, Room, RoomError, Said, Wants, deny, refusal, turn_away,
};
use crate::rooms::Rooms;

/// How long a client may say nothing, not even answer three pings, before it counts as gone.
const SILENCE: Duration = Duration::from_secs(70);
/// The most documents open on one socket: all tables of the two steps that a facilitator looks at,
/// their asides, and as much again.
const MAX_DOCUMENTS: usize = 512;

const NOT_BINARY: Closing = unsupported("only binary messages are understood");
const NO_FRAME: Closing = unsupported("a frame could not be read");
const UNKNOWN_TYPE: Closing = unsupported("a frame of an unknown type came");
const NOT_YOURS: Closing = Closing {
    code: 1008,
    reason: "only the server says that",
};
const TOO_LARGE: Closing = Closing {
    code: 1009,
    reason: "a message was too large",
};
const ROOM_GONE: Closing = Closing {
    code: 1012,
    reason: "the board has to be opened anew",
};

/// The listening half of a socket.
pub(super) struct Reader {
    stream: SplitStream<WebSocket>,
    outbox: Outbox,
    rooms: Rooms,
    /// Where what is said about an address goes: the rooms of those that a token came for.
    documents: HashMap<Address, Room>,
    pace: Pace,
}

impl Reader {
    /// Listens to `stream`, and has answers put into `outbox`.
    pub fn new(stream: SplitStream<WebSocket>, outbox: Outbox, rooms: Rooms) -> Self {
        Self {
            stream,
            outbox,
            rooms,
            documents: HashMap::new(),
            pace: Pace::new(),
        }
    }

    /// Listens until the connection is to be closed; `None` if it is gone.
    pub async fn run(&mut self) -> Option<Closing> {
        let mut stopping = self.rooms.stopping();
        let listening = async {
            loop {
                if let Err(closing) = self.listen().await {
                    return closing;
                }
            }
        };
        tokio::select! {
            closing = listening => return closing,
            // It fails only when the rooms are gone, and with them the server.
            _ = stopping.wait_for(|stopping| *stopping) => {}
        }
        if self.documents.is_empty() {
            return Some(GOING_AWAY);
        }
        // The rooms close the connection once they have answered.
        std::future::pending().await
    }

    async fn listen(&mut self) -> Result<(), Option<Closing>> {
        let message = timeout(SILENCE, self.stream.next()).await;
        match message.map_err(|_| None)?.ok_or(None)? {
            Ok(WsMessage::Binary(bytes)) => {
                self.pace.frame(bytes.len()).await;
                self.hear(bytes).await.map_err(Some)
            }
            Ok(WsMessage::Text(_)) => Err(Some(NOT_BINARY)),
            Ok(WsMessage::Ping(_) | WsMessage::Pong(_)) => Ok(()),
            Ok(WsMessage::Close(_)) => Err(None),
            Err(error) => Err(is_too_large(error).then_some(TOO_LARGE)),
        }
    }

    async fn hear(&mut self, bytes: Bytes) -> Result<(), Closing> {
        let (address, message) = match Frame::decode(&bytes) {
            Ok(Frame::Document { address, message }) => (address, message),
            Ok(Frame::Ping) => {
                self.outbox.push(Frame::Pong.encode().into());
                return Ok(());
            }
            Ok(Frame::Pong) => return Ok(()),
            Err(FrameError::UnknownType(_)) => return Err(UNKNOWN_TYPE),
            Err(_) => return Err(NO_FRAME),
        };
        if let Message::Token(credentials) = message {
            return self.open(address, Credentials::parse(credentials)).await;
        }
        let wants = match message {
            Message::Update(_) | Message::SyncStep2(_) => Wants::Status,
            Message::Stateless(_) => Wants::Message,
            _ => Wants::Nothing,
        };
        let Some((address, room)) = self.documents.get_key_value(address) else {
            turn_away(&self.outbox, address, wants);
            return Ok(());
        };
        let (address, room) = (Arc::clone(address), room.clone());
        if let Some(said) = self.said(&bytes, message, &room).await? {
            let closes = matches!(said, Said::Close);
            let passed_on = room.say(&self.outbox, &address, said).await;
            passed_on.map_err(|Gone| ROOM_GONE)?;
            if closes {
                self.documents.remove(&address);
            }
        }
        Ok(())
    }

    async fn open(&mut self, address: &str, credentials: Credentials<'_>) -> Result<(), Closing> {
        let Ok(DocumentName { board, scope }) = name_of(address).parse() else {
            deny(&self.outbox, address, RefusalReason::NotFound);
            return Ok(());
        };
        let room = match self.rooms.open(&board).await {
            Ok(room) => room,
            Err(error) => {
                let reason = match error {
                    RoomError::NotFound => RefusalReason::NotFound,
                    _ => RefusalReason::Unavailable,
                };
                deny(&self.outbox, address, reason);
                return Ok(());
            }
        };
        let address = Address::from(address);
        if self.documents.len() >= MAX_DOCUMENTS && !self.documents.contains_key(&address) {
            deny(&self.outbox, &address, RefusalReason::Full);
            return Ok(());
        }
        let opens = Said::Open {
            scope,
            token: TokenHash::of(credentials.token),
            epoch: credentials.epoch.map(str::to_owned),
        };
        let passed_on = room.say(&self.outbox, &address, opens).await;
        passed_on.map_err(|Gone| ROOM_GONE)?;
        self.documents.insert(address, room);
        Ok(())
    }

    /// What a frame says to its room, with the verdicts that need no board; `None` if that is not
    /// worth an answer.
    async fn said(
        &self,
        frame: &Bytes,
        message: Message<'_>,
        room: &Room,
    ) -> Result<Option<Said>, Closing> {
        Ok(Some(match message {
            Message::SyncStep2(diff) => {
                let judged = small(diff.len(), MAX_FIRST_SYNC).and_then(|()| well_formed(diff));
                Said::Update {
                    update: frame.slice_ref(diff),
                    answers_sync: true,
                    verdict: with_space(judged, diff.len(), room).await,
                }
            }
            Message::Update(change) => {
                let judged = small(frame.len(), MAX_FRAME)
                    .and_then(|()| self.paced())
                    .and_then(|()| well_formed(change));
                Said::Update {
                    update: frame.slice_ref(change),
                    answers_sync: false,
                    verdict: with_space(judged, change.len(), room).await,
                }
            }
            Message::Stateless(json) => {
                let judged = small(frame.len(), MAX_FRAME).and_then(|()| self.paced());
                Said::Message {
                    json: json.to_owned(),
                    verdict: with_space(judged, json.len(), room).await,
                }
            }
            Message::Awareness(update) if update.len() > MAX_AWARENESS => return Ok(None),
            Message::Awareness(update) => Said::Awareness(frame.slice_ref(update)),
            Message::QueryAwareness => Said::QueryAwareness,
            Message::Close(_) => Said::Close,
            Message::SyncStep1(_) if frame.len() > MAX_FRAME => return Err(TOO_LARGE),
            Message::SyncStep1(state_vector) => Said::Sync {
                state_vector: frame.slice_ref(state_vector),
            },
            Message::Token(_)
            | Message::TokenRequest
            | Message::PermissionDenied(_)
            | Message::Authenticated(_)
            | Message::SyncStatus(_) => return Err(NOT_YOURS),
        }))
    }

    fn paced(&self) -> Result<(), Refusal> {
        if self.pace.allows_update() {
            Ok(())
        } else {
            Err(refusal(RefusalReason::Rate, "too much at once"))
        }
    }
}

fn small(bytes: usize, limit: usize) -> Result<(), Refusal> {
    if bytes <= limit {
        Ok(())
    } else {
        let message = format!("at most {limit} bytes at once");
        Err(refusal(RefusalReason::TooLarge, message))
    }
}

fn well_formed(update: &[u8]) -> Result<(), Refusal> {
    let scanned = scan(update, &ROOTS).map(drop);
    scanned.map_err(|error| refusal(RefusalReason::Malformed, error))
}

/// What may go to the log waits here until there is space.
async fn with_space(
    judged: Result<(), Refusal>,
    bytes: usize,
    room: &Room,
) -> Result<OwnedSemaphorePermit, Refusal> {
    judged?;
    Ok(room.space(bytes).await)
}

const fn unsupported(reason: &'static str) -> Closing {
    Closing { code: 1003, reason }
}

fn is_too_large(error: axum::Error) -> bool {
    let error = error.into_inner().downcast::<tungstenite::Error>();
    matches!(error.as_deref(), Ok(tungstenite::Error::Capacity(_)))
}
