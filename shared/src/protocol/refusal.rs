//! Why something is not taken, for programs and for those who read logs.

use serde::de::value::StrDeserializer;
use serde::{Deserialize, Serialize};

use crate::json::Misread;

/// Why something was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// For programs.
    pub reason: RefusalReason,
    /// For people who read logs; the client has its own words.
    pub message: String,
}

/// The reasons that a program can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// The step is locked for the tables.
    Locked,
    /// The role may not do this.
    Forbidden,
    /// The token is not one of this board's.
    Unauthorized,
    /// There is no such board, step, table or document.
    NotFound,
    /// The table's notes have not been revealed.
    NotRevealed,
    /// The bytes are no update that this board takes.
    Malformed,
    /// The update writes in the name of somebody else's client id.
    ForeignClient,
    /// The update builds on something that the document does not have: sync anew.
    Missing,
    /// The frame, or what it would make of the document, is too large.
    TooLarge,
    /// The document or the board is full.
    Full,
    /// Too much at once: wait a little.
    Rate,
    /// The board is closed.
    Closed,
    /// The table has been closed: sit down at another.
    TableClosed,
    /// Everybody writes by themselves at the moment: notes stay on the devices.
    Individual,
    /// The seat was taken away.
    Removed,
    /// What was asked for has been done already, or its time is over: a link that was used.
    Gone,
    /// There are notes in it, which would be lost from sight.
    NotEmpty,
    /// It would leave the board without something that it can't do without: its last facilitator,
    /// step or cell.
    Last,
    /// The board was restored: what the client knows of it is no longer its history.
    Epoch,
    /// The server can't store anything at the moment.
    Unavailable,
}

impl RefusalReason {
    /// Whether the same may be taken later without anybody changing it.
    pub fn passes(self) -> bool {
        matches!(
            self,
            Self::Missing | Self::Rate | Self::Epoch | Self::Unavailable
        )
    }

    /// The reason of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::deserialize(StrDeserializer::<Misread>::new(name)).ok()
    }

    /// The reason as it stands on the wire, also in PermissionDenied.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Forbidden => "forbidden",
            Self::Unauthorized => "unauthorized",
            Self::NotFound => "not_found",
            Self::NotRevealed => "not_revealed",
            Self::Malformed => "malformed",
            Self::ForeignClient => "foreign_client",
            Self::Missing => "missing",
            Self::TooLarge => "too_large",
            Self::Full => "full",
            Self::Rate => "rate",
            Self::Closed => "closed",
            Self::TableClosed => "table_closed",
            Self::Individual => "individual",
            Self::Removed => "removed",
            Self::Gone => "gone",
            Self::NotEmpty => "not_empty",
            Self::Last => "last",
            Self::Epoch => "epoch",
            Self::Unavailable => "unavailable",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_one_name() {
        for reason in [
            RefusalReason::Locked,
            RefusalReason::ForeignClient,
            RefusalReason::Epoch,
            RefusalReason::TableClosed,
            RefusalReason::Individual,
        ] {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
            assert_eq!(RefusalReason::named(reason.as_str()), Some(reason));
        }
    }
}
