//! What a board's log holds: one entry for everything that ever happened to the board, in order.
//! Entries say what was asked for; what becomes of it is decided by [`State`](super::state::State)
//! at the entry's place in the log.

use std::fmt;

use bordsvis_shared::id::{BoardId, JoinCode, ParticipantId, Scope, TableNo};
use bordsvis_shared::method::{Language, Method};
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::{Record, Table};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The newest rules that this program knows. Raised when the same entry is to have another outcome
/// than before; a board is then served only by nodes that know the rules of all its entries, so that
/// every node comes to the same state.
pub const RULES: u16 = 3;

/// One entry of a board's log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The rules that it was written by. Its first field, and for ever: it is read before the rest.
    pub rules: u16,
    /// Who appended it: drawn at random whenever a room starts.
    pub origin: u64,
    /// Counts up from 1 for each origin. Whoever does not know whether an append succeeded appends
    /// the same again, and the second one counts for nothing.
    pub nonce: u64,
    /// When, by the clock of the node that appended it, in milliseconds since 1970.
    pub at: i64,
    /// Whose token it came with; nobody's for what the server itself appends.
    pub by: Option<ParticipantId>,
    /// What is to happen.
    pub body: Body,
}

/// What is to happen to a board.
///
/// The log's encoding does not describe itself, which the types of the session and the protocol
/// need; what holds them is carried as JSON. Updates, which are nearly all there is, are not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Body {
    /// The board comes into being. The first entry of every log, and no other.
    #[serde(with = "as_json")]
    Create(Box<Creation>),
    /// Somebody takes a seat at a table.
    Join(NewSeat),
    /// Somebody changes a document.
    Update {
        /// Which one.
        scope: Scope,
        /// The change, in the v1 encoding of Yjs.
        update: Bytes,
    },
    /// Somebody gives a command.
    #[serde(with = "as_json")]
    Command(ToServer),
    /// A facilitator gives a key to another one.
    Invite(NewKey),
    /// A facilitator changes the code to join by.
    Code(JoinCode),
    /// A participant asks for a link that takes them to another device.
    Ticket {
        /// The secret in the link.
        secret: TokenHash,
        /// When it can no longer be used, in milliseconds since 1970.
        until: i64,
    },
    /// Somebody uses such a link.
    Redeem {
        /// The secret in the link.
        secret: TokenHash,
        /// What stands for the participant on the other device.
        token: TokenHash,
    },
    /// It is the time at which something was to happen: a lock whose grace is over.
    Due,
}

/// A key of a facilitator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewKey {
    /// Whoever leads by it.
    pub holder: Holder,
    /// What tells it from others.
    pub name: String,
}

/// A new board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Creation {
    /// Its id.
    pub board: BoardId,
    /// What the workshop is called.
    pub title: String,
    /// The whole method, so that the board keeps its wording when the data file changes.
    pub method: Method,
    /// The tables, counted from 1.
    pub tables: Vec<Table>,
    /// The board's own language.
    pub language: Language,
    /// What the authority's records need to know.
    pub record: Record,
    /// The code to join by.
    pub code: JoinCode,
    /// Whoever leads the workshop.
    pub facilitator: Holder,
    /// The big screen.
    pub screen: Holder,
}

/// Whoever holds a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Who it is.
    pub participant: ParticipantId,
    /// What is known of the token.
    pub token: TokenHash,
}

/// A seat to be taken at a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSeat {
    /// Who takes it, and the token that stands for them from now on.
    pub holder: Holder,
    /// The table.
    pub table: TableNo,
    /// What they call themselves.
    pub name: Option<String>,
    /// The organisation that they come from.
    pub actor: Option<String>,
    /// How many people without a device of their own they write for.
    pub people: u8,
}

/// What is kept of a token: enough to recognise it, and of no use to whoever reads the log. A token
/// is 160 random bits, so that it needs neither salt nor a slow hash.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TokenHash([u8; 32]);

/// An entry that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// It follows rules that this program does not know.
    #[error(transparent)]
    Rules(#[from] UnknownRules),
    /// It is damaged.
    #[error("the entry is damaged: {0}")]
    Damaged(#[from] postcard::Error),
}

/// The board follows rules that this program does not know, and so can't be served by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the board follows the rules {0}, and this program knows only those up to {RULES}")]
pub struct UnknownRules(pub u16);

impl Entry {
    /// The entry as the log stores it.
    pub fn encode(&self) -> Bytes {
        postcard::to_stdvec(self)
            .expect("every part of an entry can be written")
            .into()
    }

    /// Reads an entry that the log stored.
    ///
    /// # Errors
    /// See [`EntryError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        let (rules, _) = postcard::take_from_bytes(bytes)?;
        check_rules(rules)?;
        Ok(postcard::from_bytes(bytes)?)
    }
}

/// Whether `rules` are among those that this program knows.
pub(super) fn check_rules(rules: u16) -> Result<(), UnknownRules> {
    if rules <= RULES {
        Ok(())
    } else {
        Err(UnknownRules(rules))
    }
}

impl TokenHash {
    /// The hash of a token.
    pub fn of(token: &str) -> Self {
        Self(Sha256::digest(token).into())
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenHash({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

/// Carries a value as JSON text within an encoding that does not describe itself.
pub(super) mod as_json {
    use serde::de::{DeserializeOwned, Error as _};
    use serde::ser::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<T: Serialize, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_string(value).map_err(S::Error::custom)?;
        json.serialize(serializer)
    }

    pub fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        let json = String::deserialize(deserializer)?;
        serde_json::from_str(&json).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use bordsvis_shared::method;

    use super::*;

    fn entry(body: Body) -> Entry {
        Entry {
            rules: RULES,
            origin: u64::MAX,
            nonce: 1,
            at: -1,
            by: Some("anna".parse().unwrap()),
            body,
        }
    }

    fn holder(name: &str) -> Holder {
        Holder {
            participant: name.parse().unwrap(),
            token: TokenHash::of(name),
        }
    }

    fn bodies() -> Vec<Body> {
        let update = Body::Update {
            scope: "swot/table/3".parse().unwrap(),
            update: Bytes::from_static(&[0, 0]),
        };
        let reveal = r#"{"type":"reveal","step":"swot","tables":"all","revealed":true}"#;
        let creation = |method: &Method| {
            Body::Create(Box::new(Creation {
                board: "board".parse().unwrap(),
                title: "Höstmöte".to_owned(),
                method: method.clone(),
                tables: vec![serde_json::from_str(r#"{"name":"Bord 1"}"#).unwrap()],
                language: Language::En,
                record: Record::default(),
                code: "K7P2XQ".parse().unwrap(),
                facilitator: holder("facilitator"),
                screen: holder("screen"),
            }))
        };
        let join = Body::Join(NewSeat {
            holder: holder("anna"),
            table: TableNo(3),
            name: None,
            actor: Some("Lunds kommun".to_owned()),
            people: 2,
        });
        let command = Body::Command(serde_json::from_str(reveal).unwrap());
        let mut bodies = vec![update, join, command];
        bodies.extend(method::all().iter().map(creation));
        bodies
    }

    #[test]
    fn entries_read_back() {
        for body in bodies() {
            let entry = entry(body);
            let bytes = entry.encode();
            assert_eq!(Entry::decode(&bytes).as_ref(), Ok(&entry));
            let cut = Entry::decode(&bytes[..bytes.len() - 1]);
            assert!(matches!(cut, Err(EntryError::Damaged(_))));
        }
    }

    #[test]
    fn rules_are_told_before_a_body_that_they_may_have_brought() {
        let mut newer = entry(bodies().remove(0));
        newer.rules = RULES + 1;
        let bytes = newer.encode();
        let expected = Err(EntryError::Rules(UnknownRules(RULES + 1)));
        assert_eq!(Entry::decode(&bytes), expected);
        assert_eq!(Entry::decode(&bytes[..1]), expected);
    }

    #[test]
    fn an_update_adds_little_to_its_bytes() {
        let bytes = entry(bodies().remove(0)).encode();
        assert!(bytes.len() < 40, "{} bytes", bytes.len());
    }
}
