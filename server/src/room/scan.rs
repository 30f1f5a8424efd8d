//! Reads a Yjs update (the v1 encoding) before yrs does, and strictly: yrs recurses as deep as an
//! update tells it to, reserves what an update says it needs, and keeps what it can't place yet.
//!
//! [`scan`] gives the verdicts on the bytes alone, which can never change. [`Known::admit`] gives
//! those that depend on what the document holds: every update that is applied has to pass through
//! it, in the same order, those of the server itself among them. Whatever passes both leaves nothing
//! pending in yrs. The format is that of `readUpdate` in Yjs 13 and of `Update::decode` in yrs.

mod known;
mod reader;
mod structs;

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use yrs::{ClientID, ID, IdSet};

pub use known::{AdmitError, Known, MAX_TYPE_DEPTH};
pub use reader::MAX_ANY_DEPTH;
use reader::Reader;
use structs::read_struct;

/// Where the clocks of a client end. yrs subtracts clocks as `i32`.
pub const MAX_CLOCK: u32 = i32::MAX as u32;

/// One position in the history of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Id {
    /// Who wrote there.
    pub client: u32,
    /// How much it had written before, in UTF-16 code units for text and in values otherwise.
    pub clock: u32,
}

/// What an update says: structs that it inserts, and ids that it deletes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// One section for each client.
    pub sections: Vec<Section>,
    /// The clocks to delete of each client, in order and without overlap.
    pub deletions: BTreeMap<u32, Vec<Range<u32>>>,
}

/// The structs of one client: at least one, each beginning where the one before it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Who wrote them.
    pub client: u32,
    /// What was written.
    pub structs: Vec<Struct>,
}

impl Section {
    /// The clock that follows the last struct.
    pub fn end(&self) -> u32 {
        self.structs.last().map_or(0, |last| last.end)
    }
}

/// A span of one client's clocks, with what was inserted there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Struct {
    /// The first clock.
    pub start: u32,
    /// The clock that follows the last.
    pub end: u32,
    /// What lies there.
    pub body: Body,
}

/// What a struct inserts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// Nothing: its place has been collected as garbage.
    Collected,
    /// Something, or the mark of it.
    Item {
        /// Where.
        spot: Spot,
        /// What.
        content: Content,
    },
}

/// How an item says where it belongs: an item with a neighbour shares that one's parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// First of a parent's list, or the first value of a key.
    Under {
        /// The parent.
        parent: Parent,
        /// Whether the item is the value of a key, rather than part of the parent's list.
        entry: bool,
    },
    /// Between two items, at least one of which is named.
    Beside {
        /// The last id of the item that was to the left.
        left: Option<Id>,
        /// The first id of the item that was to the right.
        right: Option<Id>,
    },
}

/// What holds an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parent {
    /// A root, by its place in the list of roots.
    Root(u8),
    /// The type that was inserted there.
    Type(Id),
}

/// What the schema needs that an item holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// The mark that something was deleted.
    Deleted,
    /// Text, or JSON-like values.
    Value,
    /// A nested map or text.
    Type,
}

/// Why an update is refused whatever the document holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    /// The update ends in the middle of something.
    #[error("the update is cut off")]
    Truncated,
    /// Something follows the end of the update.
    #[error("bytes follow the end of the update")]
    TrailingBytes,
    /// A number is larger than what it counts can be.
    #[error("a number is too large")]
    TooLarge,
    /// A text is not UTF-8.
    #[error("a text is not UTF-8")]
    NotUtf8,
    /// A client id does not fit in 32 bits. Yjs draws no such ids.
    #[error("a client id does not fit in 32 bits")]
    WideClient,
    /// A client has two sections.
    #[error("client {0} has two sections")]
    RepeatedClient(u32),
    /// A section, struct or deletion holds nothing.
    #[error("a section, struct or deletion is empty")]
    Empty,
    /// A struct's flags have no meaning.
    #[error("a struct has the unknown flags {0:#04x}")]
    UnknownFlags(u8),
    /// The update says to leave something out.
    #[error("the update has a gap")]
    Gap,
    /// A content kind that the schema does not use.
    #[error("content of the kind {0} is not used here")]
    ForeignContent(&'static str),
    /// A shared type that the schema does not use.
    #[error("only maps and texts are used here, not the shared type {0}")]
    ForeignType(u8),
    /// A tag that begins no JSON-like value.
    #[error("no value begins with {0}")]
    UnknownAny(u8),
    /// Arrays and maps nest deeper than [`MAX_ANY_DEPTH`].
    #[error("a value nests deeper than {MAX_ANY_DEPTH} levels")]
    AnyTooDeep,
    /// A root that the schema does not use; its name, shortened.
    #[error("no root is called {0:?}")]
    UnknownRoot(String),
    /// The deletions of a client overlap or are out of order.
    #[error("deletions overlap or are out of order")]
    UnorderedDeletions,
}

/// Reads an update. `roots` are the root types that it may write in; [`Known`] remembers them by
/// their place in this list, so it may grow but never be reordered.
pub fn scan(update: &[u8], roots: &[&str]) -> Result<Scan, ScanError> {
    let mut reader = Reader::new(update);
    let scan = Scan {
        sections: read_sections(&mut reader, roots)?,
        deletions: read_deletions(&mut reader)?,
    };
    if !reader.is_at_end() {
        return Err(ScanError::TrailingBytes);
    }
    Ok(scan)
}

impl Scan {
    /// The clients of which the update brings something that the document does not hold. The
    /// structs of others are only repeated.
    pub fn new_clients(&self, known: &Known) -> impl Iterator<Item = u32> {
        self.sections
            .iter()
            .filter(|section| section.end() > known.clock(section.client))
            .map(|section| section.client)
    }

    /// Whether a document changes by the update. `deleted` is all that is deleted in it, as in the
    /// snapshot of a yrs transaction.
    pub fn is_news(&self, known: &Known, deleted: &IdSet) -> bool {
        let mut deletions = IdSet::new();
        for (client, spans) in &self.deletions {
            for span in spans {
                let start = ID::new(ClientID::new(u64::from(*client)), span.start);
                deletions.insert(start, span.end - span.start);
            }
        }
        self.new_clients(known).next().is_some() || !deletions.diff(deleted).is_empty()
    }

    /// Whether the update deletes all of a span.
    fn deletes(&self, client: u32, span: Range<u32>) -> bool {
        self.deletions.get(&client).is_some_and(|spans| {
            let after = spans.partition_point(|other| other.start <= span.start);
            spans[..after]
                .last()
                .is_some_and(|other| span.end <= other.end)
        })
    }
}

fn read_sections(reader: &mut Reader, roots: &[&str]) -> Result<Vec<Section>, ScanError> {
    let mut sections = Vec::new();
    let mut clients = HashSet::new();
    for _ in 0..reader.count()? {
        let count = reader.count()?;
        let client = reader.client()?;
        if !clients.insert(client) {
            return Err(ScanError::RepeatedClient(client));
        }
        let mut clock = reader.count()?;
        let mut structs = Vec::new();
        for _ in 0..count {
            let (body, length) = read_struct(reader, roots)?;
            let start = clock;
            clock = end_of(start, length)?;
            structs.push(Struct {
                start,
                end: clock,
                body,
            });
        }
        if structs.is_empty() {
            return Err(ScanError::Empty);
        }
        sections.push(Section { client, structs });
    }
    Ok(sections)
}

fn read_deletions(reader: &mut Reader) -> Result<BTreeMap<u32, Vec<Range<u32>>>, ScanError> {
    let mut deletions = BTreeMap::new();
    for _ in 0..reader.count()? {
        let client = reader.client()?;
        let mut spans = Vec::new();
        let mut earliest = 0;
        for _ in 0..reader.count()? {
            let start = reader.count()?;
            let end = end_of(start, reader.count()?)?;
            // yrs searches them as if they were sorted, and never checks.
            if start < earliest {
                return Err(ScanError::UnorderedDeletions);
            }
            spans.push(start..end);
            earliest = end;
        }
        if deletions.insert(client, spans).is_some() {
            return Err(ScanError::RepeatedClient(client));
        }
    }
    Ok(deletions)
}

fn end_of(start: u32, length: u32) -> Result<u32, ScanError> {
    if length == 0 {
        return Err(ScanError::Empty);
    }
    start
        .checked_add(length)
        .filter(|end| *end <= MAX_CLOCK)
        .ok_or(ScanError::TooLarge)
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.client, self.clock)
    }
}
