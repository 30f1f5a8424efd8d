//! The structs of an update: which kinds the schema needs, where each says to lie, and how many
//! clocks it takes.

use super::reader::Reader;
use super::{Body, Content, Id, Parent, ScanError, Spot};

/// A struct's first byte: a content kind in the low bits, and flags. Yjs and yrs disagree about the
/// bit between them, and about flags on a struct that is no item, so both are refused.
const KIND: u8 = 0x0f;
const NO_FLAG: u8 = 0x10;
const HAS_KEY: u8 = 0x20;
const HAS_RIGHT: u8 = 0x40;
const HAS_LEFT: u8 = 0x80;

/// How much of an unknown root's name is told; it may be as long as the update.
const SHOWN_ROOT_NAME: usize = 40;

const COLLECTED: u8 = 0;
const DELETED: u8 = 1;
const STRING: u8 = 4;
const TYPE: u8 = 7;
const ANY: u8 = 8;
const SKIP: u8 = 10;

const TYPE_MAP: u8 = 1;
const TYPE_TEXT: u8 = 2;

/// A struct and how many clocks it takes.
pub(super) fn read_struct(reader: &mut Reader, roots: &[&str]) -> Result<(Body, u32), ScanError> {
    let info = reader.byte()?;
    if info & NO_FLAG != 0 {
        return Err(ScanError::UnknownFlags(info));
    }
    match info {
        COLLECTED => return Ok((Body::Collected, reader.count()?)),
        SKIP => return Err(ScanError::Gap),
        _ => {}
    }
    let kind = info & KIND;
    if !matches!(kind, DELETED | STRING | TYPE | ANY) {
        return Err(ScanError::ForeignContent(kind_name(kind)));
    }
    let spot = read_spot(reader, info, roots)?;
    let (content, length) = match kind {
        DELETED => (Content::Deleted, reader.count()?),
        STRING => (Content::Value, utf16_length(reader.text()?)?),
        TYPE => match reader.byte()? {
            TYPE_MAP | TYPE_TEXT => (Content::Type, 1),
            other => return Err(ScanError::ForeignType(other)),
        },
        _ => {
            let length = reader.count()?;
            for _ in 0..length {
                reader.skip_any()?;
            }
            (Content::Value, length)
        }
    };
    Ok((Body::Item { spot, content }, length))
}

fn read_spot(reader: &mut Reader, info: u8, roots: &[&str]) -> Result<Spot, ScanError> {
    if info & (HAS_LEFT | HAS_RIGHT) != 0 {
        // The key is that of the neighbour: it is flagged here, but not written.
        let left = (info & HAS_LEFT != 0)
            .then(|| read_id(reader))
            .transpose()?;
        let right = (info & HAS_RIGHT != 0)
            .then(|| read_id(reader))
            .transpose()?;
        return Ok(Spot::Beside { left, right });
    }
    let parent = match reader.byte()? {
        0 => Parent::Type(read_id(reader)?),
        1 => Parent::Root(read_root(reader, roots)?),
        other => return Err(ScanError::UnknownFlags(other)),
    };
    let entry = info & HAS_KEY != 0;
    if entry {
        reader.text()?;
    }
    Ok(Spot::Under { parent, entry })
}

fn read_id(reader: &mut Reader) -> Result<Id, ScanError> {
    Ok(Id {
        client: reader.client()?,
        clock: reader.count()?,
    })
}

fn read_root(reader: &mut Reader, roots: &[&str]) -> Result<u8, ScanError> {
    let name = reader.text()?;
    roots
        .iter()
        .position(|root| *root == name)
        .and_then(|place| u8::try_from(place).ok())
        .ok_or_else(|| ScanError::UnknownRoot(name.chars().take(SHOWN_ROOT_NAME).collect()))
}

fn utf16_length(text: &str) -> Result<u32, ScanError> {
    u32::try_from(text.encode_utf16().count()).map_err(|_| ScanError::TooLarge)
}

fn kind_name(kind: u8) -> &'static str {
    match kind {
        2 => "JSON",
        3 => "binary",
        5 => "embed",
        6 => "format",
        9 => "document",
        11 => "move",
        _ => "unknown",
    }
}
