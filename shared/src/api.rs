//! The bodies of the HTTP calls, and what is allowed in them. Fields that are not known are refused,
//! so that a misspelt one is noticed.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::id::{BoardId, JoinCode, MethodId, ParticipantId, TableNo};
use crate::method::Language;
use crate::protocol::MAX_NOTICE;
use crate::session::{Record, Role, Table};

/// The longest title of a board, in characters: two lines on the big screen.
pub const MAX_TITLE: usize = 120;
/// The most tables of a board: a large county has 25, all municipalities of the largest one 49.
pub const MAX_TABLES: usize = 60;
/// The longest name of a table, in characters: what fits its band on the big screen.
pub const MAX_TABLE_NAME: usize = 40;
/// The longest name of a municipality, a county, a person or an organisation, in characters.
pub const MAX_NAME: usize = 80;
/// The longest field of the record, in characters.
pub const MAX_RECORD_FIELD: usize = 200;
/// The most people at a table, as planned seats or as connected participants.
pub const MAX_SEATS: u16 = 500;
/// The most people that one participant writes for: more would be a table of their own.
pub const MAX_PEOPLE: u8 = 12;

/// `POST /api/boards`: create a board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateBoard {
    /// What the workshop is called, at most 120 characters.
    pub title: String,
    /// The id of the method, such as `grund`.
    pub method: MethodId,
    /// 1 to 60 tables, each a name or a [`Table`].
    pub tables: Vec<TableSpec>,
    /// The board's language.
    #[serde(default)]
    pub language: Language,
    /// What the authority's records need to know.
    #[serde(default)]
    pub record: Record,
}

/// A table, told by its name alone or in full.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum TableSpec {
    /// Its name.
    Name(String),
    /// All about it.
    Table(Table),
}

/// By hand, so that whoever misspells a field of a table is told which.
impl<'de> Deserialize<'de> for TableSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameOrTable;

        impl<'de> Visitor<'de> for NameOrTable {
            type Value = TableSpec;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a table, or a table")
            }

            fn visit_str<E>(self, name: &str) -> Result<TableSpec, E> {
                Ok(TableSpec::Name(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TableSpec, A::Error> {
                Table::deserialize(MapAccessDeserializer::new(map)).map(TableSpec::Table)
            }
        }

        deserializer.deserialize_any(NameOrTable)
    }
}

/// The answer to [`CreateBoard`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Created {
    /// The board.
    pub id: BoardId,
    /// The code to join by.
    pub code: JoinCode,
    /// The key of the facilitator.
    pub facilitator: Key,
    /// The key of the big screen.
    pub screen: Key,
    /// Where people join, with the code in the fragment.
    pub join_url: String,
}

/// A token, and the address that carries it in its fragment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Key {
    /// The secret.
    pub token: String,
    /// The page that it opens.
    pub url: String,
}

/// `POST /api/join`: take a seat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The board's code.
    pub code: String,
    /// The table, counted from 1.
    #[serde(default = "first_table")]
    pub table: TableNo,
    /// What to be called, at most 80 characters.
    #[serde(default)]
    pub name: Option<String>,
    /// The organisation, at most 80 characters.
    #[serde(default)]
    pub actor: Option<String>,
    /// How many people without a device of their own one writes for, at most 12.
    #[serde(default, deserialize_with = "count")]
    pub people: u8,
}

fn first_table() -> TableNo {
    TableNo(1)
}

/// Reads a number of people. One that its type can't hold is as much above the limit as the largest
/// that it can, and whoever sends it is told the limit rather than the type.
fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    Ok(u8::try_from(u64::deserialize(deserializer)?).unwrap_or(u8::MAX))
}

/// The answer to [`Join`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Joined {
    /// The board.
    pub board: BoardId,
    /// Who one is there.
    pub participant: ParticipantId,
    /// The secret that says so.
    pub token: String,
    /// What one may do.
    pub role: Role,
    /// The table that one sits at.
    pub table: TableNo,
}

/// `POST /api/lookup`: what somebody who has the code may know before they take a seat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    /// The board's code.
    pub code: String,
}

/// The answer to [`Lookup`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Found {
    /// The board.
    pub board: BoardId,
    /// What the workshop is called.
    pub title: String,
    /// The board's language.
    pub language: Language,
    /// Whether it is closed, so that nobody can join.
    pub closed: bool,
    /// The tables, from table 1, with how many sit there now.
    pub tables: Vec<FoundTable>,
    /// Organisations that participants have named, for suggestions.
    pub actors: Vec<String>,
}

/// A table to choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundTable {
    /// The table.
    #[serde(flatten)]
    pub table: Table,
    /// How many are there now.
    pub here: u32,
}

/// `POST /api/boards/{id}/keys`: a key for another facilitator, or for a device of one's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewKey {
    /// Whose it is, or what for, at most 80 characters, so that it can be told from others.
    pub name: String,
}

/// The answer to [`NewKey`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyMade {
    /// Who leads by it.
    pub participant: ParticipantId,
    /// The key, in its only copy.
    pub key: Key,
}

/// The answer to `GET /api/boards/{id}/people`: everybody who has a seat at the board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct People {
    /// Facilitators first, then table by table.
    pub people: Vec<Person>,
}

/// Somebody who has a seat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Who it is.
    pub participant: ParticipantId,
    /// What they may do.
    pub role: Role,
    /// The table that they sit at; none for facilitators.
    pub table: Option<TableNo>,
    /// What they call themselves.
    pub name: Option<String>,
    /// The organisation that they come from.
    pub actor: Option<String>,
    /// How many people without a device of their own they write for.
    pub people: u8,
    /// Whether they have the board open.
    pub here: bool,
}

/// The answer to `POST /api/boards/{id}/code`: the code from now on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewCode {
    /// The code to join by. The one before it leads nowhere any longer.
    pub code: JoinCode,
    /// Where people join, with the code in the fragment.
    pub join_url: String,
}

/// The answer to `POST /api/boards/{id}/tickets`: a link that takes one to another device, once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    /// The secret.
    pub ticket: String,
    /// The page that it opens, with the secret in the fragment.
    pub url: String,
    /// How long it can be used, in minutes.
    pub minutes: u32,
}

/// `POST /api/tickets`: use a ticket, on the other device. The answer is [`Joined`], for the same
/// participant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UseTicket {
    /// The board.
    pub board: BoardId,
    /// The secret.
    pub ticket: String,
}

/// Every error of the HTTP calls.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// The error.
    pub error: ErrorDetail,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorDetail {
    /// For programs.
    pub code: String,
    /// A sentence that says what to do.
    pub message: String,
}

/// A field that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {rule}")]
pub struct Invalid {
    /// Which field.
    pub field: &'static str,
    /// What is wanted of it.
    pub rule: String,
}

impl CreateBoard {
    /// The same, trimmed, with every table in full; or the first rule that is broken.
    pub fn checked(self) -> Result<(Self, Vec<Table>), Invalid> {
        let title = text("title", &self.title, 1, MAX_TITLE)?;
        if !(1..=MAX_TABLES).contains(&self.tables.len()) {
            return Err(invalid(
                "tables",
                format!("a board has 1 to {MAX_TABLES} tables"),
            ));
        }
        let tables = self
            .tables
            .iter()
            .map(|spec| match spec {
                TableSpec::Name(name) => Table::named(name).checked(),
                TableSpec::Table(table) => table.checked(),
            })
            .collect::<Result<Vec<_>, _>>()?;
        let record = checked_record(&self.record)?;
        Ok((
            Self {
                title,
                record,
                ..self
            },
            tables,
        ))
    }
}

impl Join {
    /// The same, trimmed; or the first rule that is broken.
    pub fn checked(self) -> Result<Self, Invalid> {
        if self.people > MAX_PEOPLE {
            return Err(invalid(
                "people",
                format!("one writes for at most {MAX_PEOPLE} people"),
            ));
        }
        let name = optional("name", self.name.as_deref())?;
        let actor = optional("actor", self.actor.as_deref())?;
        Ok(Self {
            name,
            actor,
            ..self
        })
    }
}

impl NewKey {
    /// The same, trimmed; or the rule that is broken.
    pub fn checked(self) -> Result<Self, Invalid> {
        let name = text("name", &self.name, 1, MAX_NAME)?;
        Ok(Self { name })
    }
}

impl Table {
    /// The same, trimmed; or the first rule that is broken.
    pub fn checked(&self) -> Result<Self, Invalid> {
        if self.seats.is_some_and(|seats| seats > MAX_SEATS) {
            return Err(invalid("tables.seats", format!("at most {MAX_SEATS}")));
        }
        Ok(Self {
            name: text("tables.name", &self.name, 1, MAX_TABLE_NAME)?,
            municipality: optional("tables.municipality", self.municipality.as_deref())?,
            county: optional("tables.county", self.county.as_deref())?,
            ..self.clone()
        })
    }
}

/// What is told to everybody, trimmed; or the rule that is broken.
pub fn checked_notice(notice: &str) -> Result<String, Invalid> {
    text("text", notice, 0, MAX_NOTICE)
}

fn checked_record(record: &Record) -> Result<Record, Invalid> {
    let field = |name, value: &str| text(name, value, 0, MAX_RECORD_FIELD);
    Ok(Record {
        authority: field("record.authority", &record.authority)?,
        registry_number: field("record.registry_number", &record.registry_number)?,
        place: field("record.place", &record.place)?,
        date: field("record.date", &record.date)?,
        contact: field("record.contact", &record.contact)?,
        status: record.status,
        dispose_after: field("record.dispose_after", &record.dispose_after)?,
    })
}

fn optional(field: &'static str, value: Option<&str>) -> Result<Option<String>, Invalid> {
    let value = text(field, value.unwrap_or_default(), 0, MAX_NAME)?;
    Ok((!value.is_empty()).then_some(value))
}

/// A text without control characters and outer space, of `min` to `max` characters.
fn text(field: &'static str, value: &str, min: usize, max: usize) -> Result<String, Invalid> {
    let value = value.trim();
    if value.chars().any(char::is_control) {
        return Err(invalid(
            field,
            "one line of text, without control characters".to_owned(),
        ));
    }
    if !(min..=max).contains(&value.chars().count()) {
        return Err(invalid(field, format!("{min} to {max} characters")));
    }
    Ok(value.to_owned())
}

fn invalid(field: &'static str, rule: String) -> Invalid {
    Invalid { field, rule }
}
