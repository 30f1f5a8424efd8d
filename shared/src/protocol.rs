//! The wire: the Hocuspocus protocol (v4, many documents over one WebSocket) and, in its Stateless
//! frames, our own messages as JSON. Nothing outside this module knows how either is encoded.
//!
//! A frame is `varString(address) varUint(type) payload`. The address is a document's name, to
//! which a client may append `\0` and a session of its own; it is answered verbatim. Ping and Pong
//! are single bytes without an address. See <https://tiptap.dev/docs/hocuspocus> and lib0's encoding.

mod awareness;
mod message;
mod refusal;

pub use awareness::{AwarenessState, MAX_AWARENESS};
pub use message::{
    Envelope, MAX_GRACE, MAX_NOTICE, MAX_TIMER, PROTOCOL_VERSION, Presence, Summary, Tables,
    TimerChange, ToClient, ToServer, number_of,
};
pub use refusal::{Refusal, RefusalReason};

/// The largest frame taken from a participant, in bytes. A note is a few hundred; this leaves room
/// for a page of pasted text, and bounds what one person can make everybody load.
pub const MAX_FRAME: usize = 64 * 1024;

/// The largest SyncStep2 taken from a participant, in bytes: what a device gathered while offline.
pub const MAX_FIRST_SYNC: usize = 1024 * 1024;

/// The longest address, in bytes: a document's name and a foreign client's session.
pub const MAX_ADDRESS: usize = 256;

/// One frame as it goes over the socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame<'a> {
    /// Are you there? Sent by the server; a client that hears nothing for 30 s reconnects.
    Ping,
    /// The answer to a ping.
    Pong,
    /// A message about one document.
    Document {
        /// The document's name as the client wrote it, with its session if it has one.
        address: &'a str,
        /// What is said about it.
        message: Message<'a>,
    },
}

/// What a frame says about its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message<'a> {
    /// "This is how far I know the document": a v1 state vector.
    SyncStep1(&'a [u8]),
    /// "This is what you lack": a v1 update that answers a state vector.
    SyncStep2(&'a [u8]),
    /// A v1 update.
    Update(&'a [u8]),
    /// An awareness update of y-protocols.
    Awareness(&'a [u8]),
    /// From a client: its token. A version may follow it, and is ignored.
    Token(&'a str),
    /// From the server: "send me your token".
    TokenRequest,
    /// From the server: the document may not be read, and why.
    PermissionDenied(&'a str),
    /// From the server: the document may be read, and perhaps written.
    Authenticated(Access),
    /// "Send me the awareness states."
    QueryAwareness,
    /// Our own message, as JSON.
    Stateless(&'a str),
    /// The document is closed, on this socket, and why.
    Close(&'a str),
    /// The answer to one Update or SyncStep2: whether it is saved.
    SyncStatus(bool),
}

/// What a client may do with a document that it may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read only.
    ReadOnly,
    /// Read and write.
    ReadWrite,
}

/// A frame that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// It ends too early.
    #[error("the frame ends too early")]
    Truncated,
    /// A text is not UTF-8, or a number is too large.
    #[error("the frame is malformed")]
    Malformed,
    /// The address is longer than [`MAX_ADDRESS`].
    #[error("the document name is longer than {MAX_ADDRESS} bytes")]
    Address,
    /// The message type is not one of the protocol's.
    #[error("the message type {0} is unknown")]
    UnknownType(u64),
}

const SYNC: u8 = 0;
const AWARENESS: u8 = 1;
const AUTH: u8 = 2;
const QUERY_AWARENESS: u8 = 3;
const STATELESS: u8 = 5;
const CLOSE: u8 = 7;
const SYNC_STATUS: u8 = 8;
const PING: u8 = 9;
const PONG: u8 = 10;

const SYNC_STEP_1: u8 = 0;
const SYNC_STEP_2: u8 = 1;
const SYNC_UPDATE: u8 = 2;

const AUTH_TOKEN: u8 = 0;
const AUTH_DENIED: u8 = 1;
const AUTH_GRANTED: u8 = 2;

const READ_ONLY: &str = "readonly";
const READ_WRITE: &str = "read-write";

impl<'a> Frame<'a> {
    /// Reads a frame of either direction.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, FrameError> {
        match bytes {
            [PING] => return Ok(Self::Ping),
            [PONG] => return Ok(Self::Pong),
            _ => {}
        }
        let mut reader = Reader(bytes);
        let address = reader.text()?;
        if address.len() > MAX_ADDRESS {
            return Err(FrameError::Address);
        }
        Ok(Self::Document {
            address,
            message: Message::decode(&mut reader)?,
        })
    }

    /// The frame as bytes.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Ping => vec![PING],
            Self::Pong => vec![PONG],
            Self::Document { address, message } => {
                let mut bytes = Vec::with_capacity(address.len() + message.payload().len() + 16);
                put_bytes(&mut bytes, address.as_bytes());
                message.encode(&mut bytes);
                bytes
            }
        }
    }
}

impl<'a> Message<'a> {
    fn decode(reader: &mut Reader<'a>) -> Result<Self, FrameError> {
        let kind = reader.number()?;
        Ok(
            match u8::try_from(kind).map_err(|_| FrameError::UnknownType(kind))? {
                SYNC => match reader.number()? as u8 {
                    SYNC_STEP_1 => Self::SyncStep1(reader.bytes()?),
                    SYNC_STEP_2 => Self::SyncStep2(reader.bytes()?),
                    SYNC_UPDATE => Self::Update(reader.bytes()?),
                    _ => return Err(FrameError::Malformed),
                },
                AWARENESS => Self::Awareness(reader.bytes()?),
                AUTH => match reader.number()? as u8 {
                    // The same number is the client's token and the server's request for it.
                    AUTH_TOKEN if reader.0.is_empty() => Self::TokenRequest,
                    AUTH_TOKEN => Self::Token(reader.text()?),
                    AUTH_DENIED => Self::PermissionDenied(reader.text()?),
                    AUTH_GRANTED if reader.text()? == READ_WRITE => {
                        Self::Authenticated(Access::ReadWrite)
                    }
                    AUTH_GRANTED => Self::Authenticated(Access::ReadOnly),
                    _ => return Err(FrameError::Malformed),
                },
                QUERY_AWARENESS => Self::QueryAwareness,
                STATELESS => Self::Stateless(reader.text()?),
                // A client closes without a reason.
                CLOSE if reader.0.is_empty() => Self::Close(""),
                CLOSE => Self::Close(reader.text()?),
                // lib0 writes this one as a signed number; 0 and 1 look the same in both.
                SYNC_STATUS => Self::SyncStatus(reader.number()? == 1),
                _ => return Err(FrameError::UnknownType(kind)),
            },
        )
    }

    fn encode(&self, bytes: &mut Vec<u8>) {
        let kinds: &[u8] = match self {
            Self::SyncStep1(_) => &[SYNC, SYNC_STEP_1],
            Self::SyncStep2(_) => &[SYNC, SYNC_STEP_2],
            Self::Update(_) => &[SYNC, SYNC_UPDATE],
            Self::Awareness(_) => &[AWARENESS],
            Self::Token(_) => &[AUTH, AUTH_TOKEN],
            Self::TokenRequest => return bytes.extend([AUTH, AUTH_TOKEN]),
            Self::PermissionDenied(_) => &[AUTH, AUTH_DENIED],
            Self::Authenticated(_) => &[AUTH, AUTH_GRANTED],
            Self::QueryAwareness => return bytes.push(QUERY_AWARENESS),
            Self::Stateless(_) => &[STATELESS],
            Self::Close(_) => &[CLOSE],
            Self::SyncStatus(saved) => return bytes.extend([SYNC_STATUS, u8::from(*saved)]),
        };
        bytes.extend(kinds);
        put_bytes(bytes, self.payload());
    }

    fn payload(&self) -> &'a [u8] {
        match self {
            Self::SyncStep1(bytes)
            | Self::SyncStep2(bytes)
            | Self::Update(bytes)
            | Self::Awareness(bytes) => bytes,
            Self::Token(text)
            | Self::PermissionDenied(text)
            | Self::Stateless(text)
            | Self::Close(text) => text.as_bytes(),
            Self::Authenticated(Access::ReadOnly) => READ_ONLY.as_bytes(),
            Self::Authenticated(Access::ReadWrite) => READ_WRITE.as_bytes(),
            Self::TokenRequest | Self::QueryAwareness | Self::SyncStatus(_) => &[],
        }
    }
}

fn put_bytes(bytes: &mut Vec<u8>, payload: &[u8]) {
    put_number(bytes, payload.len() as u64);
    bytes.extend_from_slice(payload);
}

fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn number(&mut self) -> Result<u64, FrameError> {
        let mut number = 0u64;
        for shift in (0..).step_by(7).take(8) {
            let (byte, rest) = self.0.split_first().ok_or(FrameError::Truncated)?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(FrameError::Malformed)
    }

    fn bytes(&mut self) -> Result<&'a [u8], FrameError> {
        let length = usize::try_from(self.number()?).map_err(|_| FrameError::Malformed)?;
        let (bytes, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(FrameError::Truncated)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn text(&mut self) -> Result<&'a str, FrameError> {
        std::str::from_utf8(self.bytes()?).map_err(|_| FrameError::Malformed)
    }
}

/// A token and, from our own client, the epoch of the board that its replicas belong to: a token
/// message reads `<token>` or `<token>#<epoch>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credentials<'a> {
    /// The secret that names a participant.
    pub token: &'a str,
    /// The epoch that the client has seen, if any.
    pub epoch: Option<&'a str>,
}

impl<'a> Credentials<'a> {
    /// Reads a token message.
    pub fn parse(text: &'a str) -> Self {
        match text.split_once('#') {
            Some((token, epoch)) => Self {
                token,
                epoch: Some(epoch),
            },
            None => Self {
                token: text,
                epoch: None,
            },
        }
    }
}

impl std::fmt::Display for Credentials<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.epoch {
            Some(epoch) => write!(f, "{}#{epoch}", self.token),
            None => f.write_str(self.token),
        }
    }
}

/// The document's name in an address, without the session that a client may have appended.
pub fn name_of(address: &str) -> &str {
    address.split_once('\0').map_or(address, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Bytes as `@hocuspocus/provider` 4.8 writes and reads them.
    #[test]
    fn frames_are_those_of_the_stock_provider() {
        let check = |bytes: &[u8], message| {
            let frame = Frame::Document {
                address: "b\0s",
                message,
            };
            assert_eq!(Frame::decode(bytes), Ok(frame));
            assert_eq!(frame.encode(), bytes);
        };
        check(b"\x03b\0s\x00\x00\x01\x00", Message::SyncStep1(&[0]));
        check(b"\x03b\0s\x00\x01\x02\x00\x00", Message::SyncStep2(&[0, 0]));
        check(b"\x03b\0s\x00\x02\x02\x00\x00", Message::Update(&[0, 0]));
        check(b"\x03b\0s\x01\x02\x01\x02", Message::Awareness(&[1, 2]));
        check(b"\x03b\0s\x02\x00\x03key", Message::Token("key"));
        check(b"\x03b\0s\x02\x00", Message::TokenRequest);
        check(b"\x03b\0s\x02\x01\x02no", Message::PermissionDenied("no"));
        check(
            b"\x03b\0s\x02\x02\x08readonly",
            Message::Authenticated(Access::ReadOnly),
        );
        check(
            b"\x03b\0s\x02\x02\x0aread-write",
            Message::Authenticated(Access::ReadWrite),
        );
        check(b"\x03b\0s\x03", Message::QueryAwareness);
        check(b"\x03b\0s\x05\x02{}", Message::Stateless("{}"));
        check(b"\x03b\0s\x07\x03bye", Message::Close("bye"));
        check(b"\x03b\0s\x08\x01", Message::SyncStatus(true));
        check(b"\x03b\0s\x08\x00", Message::SyncStatus(false));
        assert_eq!(Frame::decode(&[9]), Ok(Frame::Ping));
        assert_eq!(Frame::decode(&[10]), Ok(Frame::Pong));
    }

    #[test]
    fn a_version_behind_the_token_and_a_close_without_reason_are_taken() {
        let token = Frame::decode(b"\x01b\x02\x00\x03key\x054.8.0").unwrap();
        assert_eq!(
            token,
            Frame::Document {
                address: "b",
                message: Message::Token("key")
            }
        );
        let close = Frame::decode(b"\x01b\x07").unwrap();
        assert_eq!(
            close,
            Frame::Document {
                address: "b",
                message: Message::Close("")
            }
        );
    }

    #[test]
    fn what_is_no_frame_is_told_apart() {
        assert_eq!(Frame::decode(&[]), Err(FrameError::Truncated));
        assert_eq!(
            Frame::decode(b"\x01b\x00\x02\x7fab"),
            Err(FrameError::Truncated)
        );
        assert_eq!(Frame::decode(b"\x01b\x04"), Err(FrameError::UnknownType(4)));
        assert_eq!(Frame::decode(b"\x01\xff\x03"), Err(FrameError::Malformed));
        let mut long = vec![0xad, 0x02];
        long.extend([b'a'; 301]);
        long.push(QUERY_AWARENESS);
        assert_eq!(Frame::decode(&long), Err(FrameError::Address));
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Frame::decode(&bytes);
        }
    }
}
