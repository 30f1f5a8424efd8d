//! A board apart from its documents: how it was created, who has a seat, and how far the workshop
//! has come.

use std::collections::BTreeMap;
use std::mem;

use bordsvis_shared::id::{ParticipantId, StepId, TableNo};
use bordsvis_shared::protocol::{Refusal, RefusalReason, Tables, ToServer};
use bordsvis_shared::session::{Role, Screen, ScreenView, Session, StepState, You};
use serde::{Deserialize, Serialize};

use super::limits::Limits;
use super::refuse;
use super::seats::{Seat, Seats};
use crate::room::entry::{Creation, NewSeat, as_json};

/// A board without its documents.
#[derive(Serialize, Deserialize)]
pub(super) struct Board {
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
                    .map(|step| (step.id.clone(), StepState::default()))
                    .collect(),
                screen: Screen::default(),
                closed: false,
            },
            seats,
        })
    }

    pub fn join(&mut self, new: &NewSeat, limits: &Limits) -> Result<(), Refusal> {
        self.check_table(new.table)?;
        if self.is_closed() {
            return Err(refuse(RefusalReason::Closed, "the board is closed"));
        }
        if self.seats.len() >= limits.seats {
            return Err(refuse(RefusalReason::Full, "the board has no seat left"));
        }
        let people = 1 + u32::from(new.people);
        if self.seats.joined(new.table) + people > limits.table_people {
            return Err(refuse(RefusalReason::Full, "the table is full"));
        }
        self.seats.take(&new.holder, Seat::at_table(new))
    }

    /// Carries out a command, and tells whether it changed anything.
    pub fn command(
        &mut self,
        by: Option<&ParticipantId>,
        command: &ToServer,
    ) -> Result<bool, Refusal> {
        self.check_leads(by)?;
        Ok(match command {
            ToServer::Go { step: to } => {
                self.step_mut(to)?;
                set(&mut self.progress.step, to.clone())
            }
            ToServer::Reveal {
                step,
                tables,
                revealed,
            } => self.reveal(step, tables, *revealed)?,
            ToServer::Lock { step, locked } => set(&mut self.step_mut(step)?.locked, *locked),
            ToServer::Screen { view } => {
                self.check_view(view)?;
                set(&mut self.progress.screen.view, view.clone())
            }
            ToServer::Blank { blanked } => set(&mut self.progress.screen.blanked, *blanked),
            ToServer::Close { closed } => set(&mut self.progress.closed, *closed),
        })
    }

    fn reveal(&mut self, step: &StepId, tables: &Tables, shown: bool) -> Result<bool, Refusal> {
        let tables: Vec<TableNo> = match tables {
            Tables::All(_) => self.tables().collect(),
            Tables::These(tables) => tables.clone(),
        };
        for table in &tables {
            self.check_table(*table)?;
        }
        let revealed = &mut self.step_mut(step)?.revealed;
        let mut changed = false;
        for table in tables {
            changed |= if shown {
                revealed.insert(table)
            } else {
                revealed.remove(&table)
            };
        }
        Ok(changed)
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
            closed: self.progress.closed,
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
        })
    }

    pub fn is_closed(&self) -> bool {
        self.progress.closed
    }

    /// The numbers of all tables.
    pub fn tables(&self) -> impl Iterator<Item = TableNo> + use<> {
        (1..=self.creation.tables.len() as u16).map(TableNo)
    }

    pub fn has_table(&self, table: TableNo) -> bool {
        (1..=self.creation.tables.len()).contains(&usize::from(table.0))
    }

    fn check_table(&self, table: TableNo) -> Result<(), Refusal> {
        if self.has_table(table) {
            Ok(())
        } else {
            let message = format!("there is no table {table}");
            Err(refuse(RefusalReason::NotFound, message))
        }
    }

    fn check_leads(&self, by: Option<&ParticipantId>) -> Result<(), Refusal> {
        match by.and_then(|by| self.seats.get(by)) {
            Some(seat) if seat.role == Role::Facilitator => Ok(()),
            Some(_) => Err(refuse(
                RefusalReason::Forbidden,
                "only a facilitator gives commands",
            )),
            None => Err(refuse(
                RefusalReason::Unauthorized,
                "whoever gives the command has no seat",
            )),
        }
    }

    fn check_view(&self, view: &ScreenView) -> Result<(), Refusal> {
        let (step, cell) = match view {
            ScreenView::Follow | ScreenView::Join => return Ok(()),
            ScreenView::Writing { step }
            | ScreenView::Overview { step }
            | ScreenView::Note { step, .. } => (step, None),
            ScreenView::Cell { step, cell, .. } => (step, Some(cell)),
        };
        let known = self.creation.method.step(step);
        let known = known.ok_or_else(|| no_step(step))?;
        match cell {
            Some(cell) if !known.accepts(cell) => Err(refuse(
                RefusalReason::NotFound,
                format!("the step {step} has no cell {cell}"),
            )),
            _ => Ok(()),
        }
    }

    fn step_mut(&mut self, step: &StepId) -> Result<&mut StepState, Refusal> {
        let state = self.progress.steps.get_mut(step);
        state.ok_or_else(|| no_step(step))
    }
}

/// Sets a value, and tells whether it was another one before.
fn set<T: PartialEq>(place: &mut T, value: T) -> bool {
    mem::replace(place, value) != *place
}

fn no_step(step: &StepId) -> Refusal {
    let message = format!("there is no step {step}");
    refuse(RefusalReason::NotFound, message)
}
