//! A board apart from its documents: how it was created, who has a seat, and how far the workshop
//! has come.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use bordsvis_shared::id::{JoinCode, ParticipantId, StepId, TableNo};
use bordsvis_shared::method::{Phase, Step};
use bordsvis_shared::protocol::{Refusal, RefusalReason};
use bordsvis_shared::session::{Notice, Role, Screen, Session, StepState, Timer, You};
use serde::{Deserialize, Serialize};

use super::limits::Limits;
use super::refuse;
use super::seats::{Seat, Seats};
use crate::room::entry::{Creation, NewSeat, TokenHash, as_json};

/// A board without its documents.
#[derive(Serialize, Deserialize)]
pub(super) struct Board {
    /// What the board is: as it was created, and as facilitators have changed it since.
    #[serde(with = "as_json")]
    pub creation: Box<Creation>,
    #[serde(with = "as_json")]
    pub progress: Progress,
    pub seats: Seats,
}

/// How far the workshop has come.
#[derive(Serialize, Deserialize)]
pub(super) struct Progress {
    pub step: StepId,
    /// Every step of the method has its state.
    pub steps: BTreeMap<StepId, StepState>,
    pub screen: Screen,
    pub closed: bool,
    #[serde(default)]
    pub timer: Option<Timer>,
    #[serde(default)]
    pub notice: Option<Notice>,
    #[serde(default)]
    pub hands: Vec<TableNo>,
    /// Who has drafts of a step on their device.
    #[serde(default)]
    pub drafting: BTreeMap<StepId, BTreeSet<ParticipantId>>,
    /// Links that take a participant to another device, until they are used.
    #[serde(default)]
    pub tickets: Vec<Ticket>,
}

/// A link that takes a participant to another device, once.
#[derive(Serialize, Deserialize)]
pub(super) struct Ticket {
    pub secret: TokenHash,
    pub participant: ParticipantId,
    /// When it can no longer be used, in milliseconds since 1970.
    pub until: i64,
}

impl Board {
    pub fn create(creation: &Creation) -> Result<Self, Refusal> {
        let steps = &creation.method.steps;
        let tables = creation.tables.len();
        let (Some(first), 1.., Ok(_)) = (steps.first(), tables, u16::try_from(tables)) else {
            return Err(refuse(
                RefusalReason::Malformed,
                "the board has no step or no table, or too many tables to count",
            ));
        };
        let mut seats = Seats::default();
        for (holder, role) in [
            (&creation.facilitator, Role::Facilitator),
            (&creation.screen, Role::Screen),
        ] {
            seats.take(holder, Seat::apart(holder, role))?;
        }
        Ok(Self {
            creation: Box::new(creation.clone()),
            progress: Progress {
                step: first.id.clone(),
                steps: steps
                    .iter()
                    .map(|step| (step.id.clone(), at_its_start(step, tables)))
                    .collect(),
                screen: Screen::default(),
                closed: false,
                timer: None,
                notice: None,
                hands: Vec::new(),
                drafting: BTreeMap::new(),
                tickets: Vec::new(),
            },
            seats,
        })
    }

    pub fn join(&mut self, new: &NewSeat, limits: &Limits) -> Result<(), Refusal> {
        self.check_room(new.table, 1 + u32::from(new.people), limits)?;
        if self.seats.len() >= limits.seats {
            return Err(refuse(RefusalReason::Full, "the board has no seat left"));
        }
        self.seats.take(&new.holder, Seat::at_table(new))
    }

    /// Whether so many more people may sit down at a table.
    pub fn check_room(&self, table: TableNo, people: u32, limits: &Limits) -> Result<(), Refusal> {
        self.check_table(table)?;
        self.check_open()?;
        if self.is_table_closed(table) {
            let message = "the table is closed: choose another";
            return Err(refuse(RefusalReason::TableClosed, message));
        }
        if self.seats.joined(table) + people > limits.table_people {
            return Err(refuse(RefusalReason::Full, "the table is full"));
        }
        Ok(())
    }

    /// Whether the board is open.
    pub fn check_open(&self) -> Result<(), Refusal> {
        match self.is_closed() {
            true => Err(refuse(RefusalReason::Closed, "the board is closed")),
            false => Ok(()),
        }
    }

    pub fn session(&self, participant: &ParticipantId) -> Option<Session> {
        let you = self.you(participant)?;
        let Creation {
            board,
            title,
            method,
            tables,
            language,
            record,
            code,
            ..
        } = (*self.creation).clone();
        Some(Session {
            board,
            epoch: String::new(),
            title,
            language,
            method,
            record,
            code,
            join_url: String::new(),
            tables,
            step: self.progress.step.clone(),
            steps: self.progress.steps.clone(),
            screen: self.progress.screen.clone(),
            timer: self.progress.timer,
            notice: self.progress.notice.clone(),
            hands: self.progress.hands.clone(),
            closed: self.progress.closed,
            now: 0,
            you,
        })
    }

    pub fn you(&self, participant: &ParticipantId) -> Option<You> {
        let seat = self.seats.get(participant)?.clone();
        Some(You {
            participant: seat.participant,
            role: seat.role,
            table: seat.table,
            name: seat.name,
            actor: seat.actor,
            people: seat.people,
        })
    }

    pub fn is_closed(&self) -> bool {
        self.progress.closed
    }

    pub fn has_code(&self, code: &JoinCode) -> bool {
        self.creation.code == *code
    }

    /// The numbers of all tables.
    pub fn tables(&self) -> impl Iterator<Item = TableNo> + use<> {
        numbers(self.creation.tables.len())
    }

    pub fn has_table(&self, table: TableNo) -> bool {
        (1..=self.creation.tables.len()).contains(&usize::from(table.0))
    }

    pub fn is_table_closed(&self, table: TableNo) -> bool {
        let at = usize::from(table.0).checked_sub(1);
        at.and_then(|at| self.creation.tables.get(at))
            .is_some_and(|table| table.closed)
    }

    /// How many tables somebody has drafts at, step by step.
    pub fn drafting(&self) -> BTreeMap<StepId, u32> {
        let tables = |drafting: &BTreeSet<ParticipantId>| {
            let seats = drafting.iter().filter_map(|who| self.seats.get(who)?.table);
            seats.collect::<BTreeSet<_>>().len() as u32
        };
        let steps = self.progress.drafting.iter();
        steps
            .map(|(step, who)| (step.clone(), tables(who)))
            .filter(|(_, tables)| *tables > 0)
            .collect()
    }

    pub fn check_table(&self, table: TableNo) -> Result<(), Refusal> {
        if self.has_table(table) {
            Ok(())
        } else {
            let message = format!("there is no table {table}");
            Err(refuse(RefusalReason::NotFound, message))
        }
    }
}

/// How far a step has come in which nothing has been done, on a board of so many tables. One that begins
/// in plenary is everybody's from the start.
pub(super) fn at_its_start(step: &Step, tables: usize) -> StepState {
    let phase = step.first_phase();
    StepState {
        phase,
        revealed: match phase {
            Phase::Plenary => numbers(tables).collect(),
            Phase::Individual | Phase::Table => BTreeSet::new(),
        },
        ..StepState::default()
    }
}

/// The numbers of so many tables.
fn numbers(tables: usize) -> impl Iterator<Item = TableNo> {
    (1..=tables as u16).map(TableNo)
}

/// Sets a value, and tells whether it was another one before.
pub(super) fn set<T: PartialEq>(place: &mut T, value: T) -> bool {
    mem::replace(place, value) != *place
}

pub(super) fn no_step(step: &StepId) -> Refusal {
    let message = format!("there is no step {step}");
    refuse(RefusalReason::NotFound, message)
}
