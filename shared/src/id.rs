//! Newtypes for everything that has a name. Text from outside is parsed into them once, at the
//! boundary; inside they are trusted. What there are many of is cheap to clone.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A text that is not a valid id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a valid {kind}: {rule}")]
pub struct InvalidId {
    /// What was to be parsed, for example `step id`.
    pub kind: &'static str,
    /// What a valid one looks like.
    pub rule: &'static str,
    /// The text as it came, shortened.
    pub text: String,
}

/// The longest slug of a method, step or cell. Document names repeat them in every frame.
pub const MAX_SLUG: usize = 40;
/// The longest random id. Ours have 12 to 16 characters; foreign clients may draw UUIDs.
pub const MAX_RANDOM_ID: usize = 40;

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MAX_SLUG
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn is_random_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MAX_RANDOM_ID
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $valid:path, $rule:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                if $valid(text) {
                    Ok(Self(text.into()))
                } else {
                    let text = text.chars().take(MAX_RANDOM_ID).collect();
                    Err(InvalidId { kind: $kind, rule: $rule, text })
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.as_str().to_owned()
            }
        }

        impl From<$name> for Arc<str> {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// An id that is drawn at random rather than chosen.
macro_rules! random_id {
    ($name:ident, $length:literal) => {
        impl $name {
            /// How many random bytes [`Self::from_random`] takes.
            pub const RANDOM_BYTES: usize = $length;

            /// An id of 31 letters and digits without look-alikes, one for each random byte.
            pub fn from_random(bytes: [u8; $length]) -> Self {
                Self(readable(&bytes).into())
            }
        }
    };
}

/// Letters and digits that are not taken for one another, neither in print nor read aloud.
const READABLE: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";

fn readable(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|b| READABLE[usize::from(*b) % READABLE.len()] as char)
        .collect()
}

const SLUG_RULE: &str = "lower-case ASCII letters, digits and hyphens, at most 40";
const RANDOM_RULE: &str = "ASCII letters, digits, - and _, at most 40";

text_id!(
    /// A workshop method, for example `swot`: the name of its data file.
    MethodId, "method id", is_slug, SLUG_RULE
);
text_id!(
    /// A step of a method, for example `measures`.
    StepId, "step id", is_slug, SLUG_RULE
);
text_id!(
    /// A cell within a step, for example `strengths`. Its full name is a [`CellName`].
    CellId, "cell id", is_slug, SLUG_RULE
);
text_id!(
    /// A board.
    BoardId, "board id", is_random_id, RANDOM_RULE
);
text_id!(
    /// A person (or a screen) who joined a board, on one device.
    ParticipantId, "participant id", is_random_id, RANDOM_RULE
);
text_id!(
    /// A note.
    NoteId, "note id", is_random_id, RANDOM_RULE
);
text_id!(
    /// A cluster of notes in plenary.
    ClusterId, "cluster id", is_random_id, RANDOM_RULE
);
random_id!(BoardId, 12);
random_id!(ParticipantId, 12);
random_id!(NoteId, 14);
random_id!(ClusterId, 14);

/// The six characters by which people join a board. Upper-case, without look-alikes; reading is
/// lenient about case, spaces and hyphens, since people type it from a wall.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JoinCode(String);

impl JoinCode {
    /// Six of 31 characters: 887 million codes, so that guessing one of a few hundred open boards
    /// at the delayed rate of wrong codes is hopeless.
    pub const LENGTH: usize = 6;

    /// A code of one character for each random byte.
    pub fn from_random(bytes: [u8; Self::LENGTH]) -> Self {
        Self(readable(&bytes).to_ascii_uppercase())
    }

    /// The code as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for JoinCode {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let code: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .take(Self::LENGTH + 1)
            .collect();
        let readable = |b: u8| READABLE.contains(&b.to_ascii_lowercase());
        if code.len() == Self::LENGTH && code.bytes().all(readable) {
            Ok(Self(code))
        } else {
            Err(InvalidId {
                kind: "join code",
                rule: "six letters and digits, never 0, 1, I, L or O",
                text: code,
            })
        }
    }
}

impl TryFrom<String> for JoinCode {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl From<JoinCode> for String {
    fn from(code: JoinCode) -> String {
        code.0
    }
}

impl fmt::Display for JoinCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A table of a board, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TableNo(pub u16);

impl fmt::Display for TableNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The full name of a cell: `<step>/<cell>`, for example `swot/strengths`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CellName {
    /// The step that the cell belongs to.
    pub step: StepId,
    /// The cell within its step.
    pub cell: CellId,
}

impl FromStr for CellName {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let invalid = || InvalidId {
            kind: "cell name",
            rule: "<step>/<cell>",
            text: text.chars().take(2 * MAX_SLUG + 1).collect(),
        };
        let (step, cell) = text.split_once('/').ok_or_else(invalid)?;
        Ok(Self {
            step: step.parse()?,
            cell: cell.parse()?,
        })
    }
}

impl TryFrom<String> for CellName {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl From<CellName> for String {
    fn from(name: CellName) -> String {
        name.to_string()
    }
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.step, self.cell)
    }
}

/// One document of a board, without the board's id. Permissions follow these boundaries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Scope {
    /// The board itself: no CRDT content, but the session, commands and presence.
    Board,
    /// What one table wrote in one step.
    Table(StepId, TableNo),
    /// What plenary made of a step.
    Plenary(StepId),
    /// The notes of one table that a facilitator took down.
    Aside(StepId, TableNo),
}

impl Scope {
    /// The step that the document belongs to; `None` for the board itself.
    pub fn step(&self) -> Option<&StepId> {
        match self {
            Self::Board => None,
            Self::Table(step, _) | Self::Plenary(step) | Self::Aside(step, _) => Some(step),
        }
    }
}

impl FromStr for Scope {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let invalid = || InvalidId {
            kind: "document name",
            rule: "<board>, <board>/<step>/table/<n>, <board>/<step>/plenary or <board>/<step>/aside/<n>",
            text: text.chars().take(2 * MAX_SLUG).collect(),
        };
        // A leading zero or plus would give one document two names.
        let table = |n: &str| match n.parse::<u16>() {
            Ok(number) if number > 0 && number.to_string() == n => Ok(TableNo(number)),
            _ => Err(invalid()),
        };
        let mut parts = text.split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(""), None, ..) => Ok(Self::Board),
            (Some(step), Some("plenary"), None, _) => Ok(Self::Plenary(step.parse()?)),
            (Some(step), Some("table"), Some(n), None) => Ok(Self::Table(step.parse()?, table(n)?)),
            (Some(step), Some("aside"), Some(n), None) => Ok(Self::Aside(step.parse()?, table(n)?)),
            _ => Err(invalid()),
        }
    }
}

impl TryFrom<String> for Scope {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> String {
        scope.to_string()
    }
}

/// The part of a document's name behind the board's id; empty for the board itself.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Board => Ok(()),
            Self::Table(step, n) => write!(f, "{step}/table/{n}"),
            Self::Plenary(step) => write!(f, "{step}/plenary"),
            Self::Aside(step, n) => write!(f, "{step}/aside/{n}"),
        }
    }
}

/// The name of a document on the wire: the board's id and the [`Scope`] within it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentName {
    /// The board.
    pub board: BoardId,
    /// Which of its documents.
    pub scope: Scope,
}

impl FromStr for DocumentName {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match text.split_once('/') {
            None => Ok(Self {
                board: text.parse()?,
                scope: Scope::Board,
            }),
            Some((board, scope)) => Ok(Self {
                board: board.parse()?,
                // `<board>/` is no second name of the board.
                scope: if scope.is_empty() {
                    "/".parse()?
                } else {
                    scope.parse()?
                },
            }),
        }
    }
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.scope {
            Scope::Board => self.board.fmt(f),
            scope => write!(f, "{}/{scope}", self.board),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_names_read_back() {
        for name in [
            "b7k2",
            "b7k2/swot/table/3",
            "b7k2/swot/plenary",
            "b7k2/swot/aside/12",
        ] {
            assert_eq!(name.parse::<DocumentName>().unwrap().to_string(), name);
        }
    }

    #[test]
    fn a_document_has_one_name_only() {
        for name in [
            "",
            "b7k2/",
            "b7k2//",
            "b7k2/swot",
            "b7k2/swot/table/0",
            "b7k2/swot/table/03",
            "b7k2/swot/table/+3",
            "b7k2/swot/table/3/",
            "b7k2/swot/plenary/",
            "b7k2/Swot/plenary",
            "b7k2/swot/table/70000",
            "å/swot/plenary",
            "b7k2/swot/plenary/1",
        ] {
            assert!(name.parse::<DocumentName>().is_err(), "{name:?} was taken");
        }
    }

    #[test]
    fn join_codes_are_read_as_people_type_them() {
        let code: JoinCode = " k7p-2 xq ".parse().unwrap();
        assert_eq!(code.as_str(), "K7P2XQ");
        for wrong in ["K7P2X", "K7P2XQ9", "K0P2XQ", "ÅÄÖÅÄÖ"] {
            assert!(wrong.parse::<JoinCode>().is_err(), "{wrong:?} was taken");
        }
    }

    #[test]
    fn random_ids_are_valid() {
        let id = NoteId::from_random([255; NoteId::RANDOM_BYTES]);
        assert_eq!(id.as_str().parse::<NoteId>().unwrap(), id);
        let code = JoinCode::from_random([0, 31, 62, 93, 124, 255]);
        assert_eq!(code.as_str().parse::<JoinCode>().unwrap(), code);
    }
}
