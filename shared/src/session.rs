//! The session: everything about a board that is not notes. The server alone decides it, and sends
//! it whole, as each role may see it, whenever it changes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize};

use crate::id::{BoardId, CellId, ClusterId, JoinCode, NoteId, ParticipantId, StepId, TableNo};
use crate::method::{Language, Method, Phase};
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
    /// How far each step has come, and what is shown and locked in it.
    pub steps: BTreeMap<StepId, StepState>,
    /// What the big screen shows.
    pub screen: Screen,
    /// The time that is taken, if it is.
    pub timer: Option<Timer>,
    /// What the facilitator tells everybody, if anything.
    pub notice: Option<Notice>,
    /// The tables that raise their hand, the first to do so first.
    pub hands: Vec<TableNo>,
    /// Whether the board is closed: nobody can join or write.
    pub closed: bool,
    /// The server's clock when this was told, in milliseconds since 1970. All other times of the
    /// session are by the same clock, which no device agrees with.
    pub now: i64,
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
    /// Whether it has been closed: nobody joins it or writes there any longer; what it wrote stays.
    #[serde(default, skip_serializing_if = "crate::method::is_false")]
    pub closed: bool,
}

impl Table {
    /// A table of which no more than its name is known.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            municipality: None,
            county: None,
            remote: false,
            seats: None,
            closed: false,
        }
    }
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

/// How far a step has come, and what is shown and locked in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct StepState {
    /// How far it has come.
    pub phase: Phase,
    /// The tables whose notes everyone may read. Nobody's, unless the phase is plenary.
    pub revealed: BTreeSet<TableNo>,
    /// Whether what revealed tables write waits until they are revealed anew. Until then everyone
    /// else reads what they had written when they were last revealed.
    pub holding: bool,
    /// Whether the tables may no longer write.
    pub locked: bool,
    /// When the step will be locked, by the clock of [`Session::now`]: who writes is given time to
    /// finish.
    pub locks_at: Option<i64>,
    /// The tables that say they are done.
    pub ready: BTreeSet<TableNo>,
    /// What is ticked off, in a step that is a checklist.
    pub checked: BTreeSet<CellId>,
}

/// The time that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Timer {
    /// How long it is in all, in seconds.
    pub seconds: u32,
    /// How far it is.
    pub clock: Clock,
}

/// How far a timer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// It runs until then, by the clock of [`Session::now`]. It may be over.
    Until(i64),
    /// It stands still, with so many milliseconds left.
    Left(i64),
}

impl Timer {
    /// The milliseconds that are left at a time by the clock of [`Session::now`]; 0 once it is over.
    pub fn left(&self, now: i64) -> i64 {
        match self.clock {
            Clock::Until(end) => end.saturating_sub(now).max(0),
            Clock::Left(left) => left,
        }
    }

    /// Whether it runs; it may be over.
    pub fn is_running(&self) -> bool {
        matches!(self.clock, Clock::Until(_))
    }
}

/// What the facilitator tells everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// In words.
    pub text: String,
    /// When it was said, by the clock of [`Session::now`].
    pub at: i64,
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
    /// The notes of one cluster, a few at a time.
    Cluster {
        /// The step.
        step: StepId,
        /// The cluster.
        cluster: ClusterId,
        /// Which few, counted from 0.
        page: u16,
    },
    /// What one table presents: the notes that it lifted.
    Present {
        /// The step.
        step: StepId,
        /// The table.
        table: TableNo,
    },
    /// One note.
    Note {
        /// The step that it is shown in.
        step: StepId,
        /// The note.
        note: NoteId,
    },
}

impl ScreenView {
    /// The step that is shown; `None` where there is none of its own.
    pub fn step(&self) -> Option<&StepId> {
        match self {
            Self::Follow | Self::Join => None,
            Self::Writing { step }
            | Self::Overview { step }
            | Self::Cell { step, .. }
            | Self::Cluster { step, .. }
            | Self::Present { step, .. }
            | Self::Note { step, .. } => Some(step),
        }
    }
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
    /// How many people without a device of their own they write for.
    pub people: u8,
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

    /// Whether everyone may read what any table wrote in `step`, and where plenary put it.
    pub fn shows(&self, step: &StepId) -> bool {
        self.steps
            .get(step)
            .is_some_and(|state| !state.revealed.is_empty())
    }

    /// Whether the tables may no longer write in `step`.
    pub fn is_locked(&self, step: &StepId) -> bool {
        self.steps.get(step).is_some_and(|state| state.locked)
    }

    /// How far a step has come.
    pub fn phase(&self, step: &StepId) -> Phase {
        self.steps
            .get(step)
            .map(|state| state.phase)
            .unwrap_or_default()
    }

    /// The tables in the order in which they present: those that take part from elsewhere first, so
    /// that they are heard while their connection holds. Closed ones are left out.
    pub fn presenting_order(&self) -> Vec<TableNo> {
        let (remote, here): (Vec<_>, Vec<_>) = self
            .table_numbers()
            .filter_map(|number| Some((number, self.table(number)?)))
            .filter(|(_, table)| !table.closed)
            .partition(|(_, table)| table.remote);
        let all = remote.into_iter().chain(here);
        all.map(|(number, _)| number).collect()
    }

    /// The table that presents after another; the first where there is none before it.
    pub fn presents_after(&self, table: Option<TableNo>) -> Option<TableNo> {
        let order = self.presenting_order();
        let at = table.and_then(|table| order.iter().position(|other| *other == table));
        order.get(at.map_or(0, |at| at + 1)).copied()
    }

    /// What the big screen really shows, with [`ScreenView::Follow`] resolved: how to join until
    /// something is written, then the question, and the overview once a table is revealed.
    pub fn on_screen(&self, summary: &Summary) -> ScreenView {
        let ScreenView::Follow = self.screen.view else {
            return self.screen.view.clone();
        };
        let step = self.step.clone();
        let written = summary.written.values().flatten().any(|count| *count > 0);
        if self.shows(&step) {
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
