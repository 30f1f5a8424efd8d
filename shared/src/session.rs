//! The session: everything about a board that is not notes. The server alone decides it, and sends
//! it whole, as each role may see it, whenever it changes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize};

use crate::id::{BoardId, CellId, JoinCode, NoteId, ParticipantId, StepId, TableNo};
use crate::method::{Language, Method};
use crate::protocol::Summary;

/// A board as one participant may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The board.
    pub board: BoardId,
    /// Changes when the board is restored or loses its log; replicas of another epoch are void.
    pub epoch: String,
    /// What the workshop is called.
    pub title: String,
    /// The board's own language; a device may choose another.
    pub language: Language,
    /// The method with its steps and all their wording.
    pub method: Method,
    /// What the authority's records need to know.
    pub record: Record,
    /// The code to join by.
    pub code: JoinCode,
    /// The address that people join at, with the code in its fragment.
    pub join_url: String,
    /// The tables, counted from 1.
    pub tables: Vec<Table>,
    /// The step that the facilitator has led everyone to.
    pub step: StepId,
    /// What is shown and locked, step by step.
    pub steps: BTreeMap<StepId, StepState>,
    /// What the big screen shows.
    pub screen: Screen,
    /// Whether the board is closed: nobody can join or write.
    pub closed: bool,
    /// Who the receiver is.
    pub you: You,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What it is called, at most 40 characters, such as "Bord 1".
    pub name: String,
    /// The municipality (kommun) that it sits in or stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    /// The county (län).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// Whether it takes part from elsewhere.
    #[serde(default)]
    pub remote: bool,
    /// How many people are expected, at most 500.
    #[serde(
        default,
        deserialize_with = "count",
        skip_serializing_if = "Option::is_none"
    )]
    pub seats: Option<u16>,
}

/// As with [`Join::people`](crate::api::Join::people): what is too large for its type is refused
/// with the limit.
fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    let count = Option::<u64>::deserialize(deserializer)?;
    Ok(count.map(|count| u16::try_from(count).unwrap_or(u16::MAX)))
}

/// What the authority's records need to know of a board.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Record {
    /// The authority that owns the record (myndighet).
    pub authority: String,
    /// Its registry number (diarienummer).
    pub registry_number: String,
    /// Where the workshop is held.
    pub place: String,
    /// When, as people write it.
    pub date: String,
    /// Whom to turn to.
    pub contact: String,
    /// Working draft or finalised.
    pub status: RecordStatus,
    /// The earliest day that it may be disposed of (gallras tidigast).
    pub dispose_after: String,
}

/// Whether the board is still worked upon, in the sense of the law on public records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordStatus {
    /// Arbetsmaterial.
    #[default]
    Draft,
    /// Upprättad handling.
    Finalised,
}

/// What is shown and locked in a step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepState {
    /// The tables whose notes everyone may read.
    pub revealed: BTreeSet<TableNo>,
    /// Whether the tables may no longer write.
    pub locked: bool,
}

/// The big screen: its own state, not the facilitator's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Screen {
    /// What it shows.
    pub view: ScreenView,
    /// Whether it is blanked, as in a break.
    pub blanked: bool,
}

/// What the big screen shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ScreenView {
    /// Whatever fits where the room is; see [`Session::on_screen`].
    #[default]
    Follow,
    /// How to join: a large QR code and the join code.
    Join,
    /// The question of a step and how much has been written, but no texts.
    Writing {
        /// The step.
        step: StepId,
    },
    /// A step as a whole: counts, and a few notes of each cell.
    Overview {
        /// The step.
        step: StepId,
    },
    /// The notes of one cell, a few at a time.
    Cell {
        /// The step.
        step: StepId,
        /// The cell.
        cell: CellId,
        /// Which few, counted from 0.
        page: u16,
    },
    /// One note.
    Note {
        /// The step that it is shown in.
        step: StepId,
        /// The note.
        note: NoteId,
    },
}

/// Who the receiver of a session is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct You {
    /// The participant that the token stands for.
    pub participant: ParticipantId,
    /// What they may do.
    pub role: Role,
    /// The table that they sit at; none for facilitators and screens.
    pub table: Option<TableNo>,
    /// What they called themselves.
    pub name: Option<String>,
    /// The organisation that they come from.
    pub actor: Option<String>,
}

/// What somebody may do on a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Leads the workshop: reads and writes everything, gives commands.
    Facilitator,
    /// Sits at a table: writes there, reads what is revealed.
    Participant,
    /// The big screen: reads what is revealed.
    Screen,
}

impl Session {
    /// A table by its number.
    pub fn table(&self, table: TableNo) -> Option<&Table> {
        self.tables.get(usize::from(table.0).checked_sub(1)?)
    }

    /// The numbers of all tables.
    pub fn table_numbers(&self) -> impl Iterator<Item = TableNo> + use<> {
        (1..=self.tables.len() as u16).map(TableNo)
    }

    /// Whether everyone may read what `table` wrote in `step`.
    pub fn is_revealed(&self, step: &StepId, table: TableNo) -> bool {
        self.steps
            .get(step)
            .is_some_and(|state| state.revealed.contains(&table))
    }

    /// Whether the tables may no longer write in `step`.
    pub fn is_locked(&self, step: &StepId) -> bool {
        self.steps.get(step).is_some_and(|state| state.locked)
    }

    /// What the big screen really shows, with [`ScreenView::Follow`] resolved: how to join until
    /// something is written, then the question, and the overview once a table is revealed.
    pub fn on_screen(&self, summary: &Summary) -> ScreenView {
        let ScreenView::Follow = self.screen.view else {
            return self.screen.view.clone();
        };
        let step = self.step.clone();
        let revealed = self
            .steps
            .get(&step)
            .is_some_and(|state| !state.revealed.is_empty());
        let written = summary.written.values().flatten().any(|count| *count > 0);
        if revealed {
            ScreenView::Overview { step }
        } else if written
            || self
                .method
                .steps
                .first()
                .is_some_and(|first| first.id != step)
        {
            ScreenView::Writing { step }
        } else {
            ScreenView::Join
        }
    }
}
