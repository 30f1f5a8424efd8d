//! What people may ask of the board, and what it does to it: commands, each decided by who gives it
//! and by what the board says at that moment.

use std::collections::BTreeSet;

use bordsvis_shared::api::{MAX_PEOPLE, MAX_TABLES, checked_notice};
use bordsvis_shared::id::{CellId, ParticipantId, StepId, TableNo};
use bordsvis_shared::method::{ChangeError, MethodChange, Phase};
use bordsvis_shared::protocol::{
    MAX_GRACE, MAX_TIMER, Refusal, RefusalReason, Tables, TimerChange, ToServer,
};
use bordsvis_shared::session::{Clock, Notice, Role, ScreenView, StepState, Table, Timer};

use super::board::{Board, at_its_start, no_step, set};
use super::limits::Limits;
use super::{Seat, refuse};

impl Board {
    /// Carries out a command that was given at a time, in milliseconds since 1970, and tells whether
    /// it changed anything that the session tells.
    pub fn command(
        &mut self,
        by: Option<&ParticipantId>,
        command: &ToServer,
        at: i64,
        limits: &Limits,
    ) -> Result<bool, Refusal> {
        let seat = by.ok_or(RefusalReason::Unauthorized);
        let seat = seat
            .and_then(|by| self.seats.held_by(by))
            .map_err(|reason| refuse(reason, "whoever gives the command has no seat"))?;
        let seat = seat.clone();
        match command {
            ToServer::Ready { .. }
            | ToServer::Drafts { .. }
            | ToServer::Sit { .. }
            | ToServer::People { .. } => self.hear_table(&seat, command, limits),
            ToServer::Hand { table, raised } => self.hand(&seat, *table, *raised),
            _ if seat.role == Role::Facilitator => self.lead(command, at),
            _ => Err(refuse(
                RefusalReason::Forbidden,
                "only a facilitator gives this command",
            )),
        }
    }

    /// Whether somebody is a facilitator.
    pub fn check_leads(&self, by: Option<&ParticipantId>) -> Result<(), Refusal> {
        match by.and_then(|by| self.seats.get(by)) {
            Some(seat) if seat.role == Role::Facilitator => Ok(()),
            _ => Err(refuse(
                RefusalReason::Forbidden,
                "only a facilitator may do this",
            )),
        }
    }

    fn lead(&mut self, command: &ToServer, at: i64) -> Result<bool, Refusal> {
        let progress = &mut self.progress;
        Ok(match command {
            ToServer::Go { step: to } => {
                self.step_mut(to)?;
                set(&mut self.progress.step, to.clone())
            }
            ToServer::Phase { step, phase } => lead_to(self.step_mut(step)?, *phase),
            ToServer::Reveal {
                step,
                tables,
                revealed,
            } => self.reveal(step, tables, *revealed)?,
            ToServer::Hold { step, holding } => set(&mut self.step_mut(step)?.holding, *holding),
            ToServer::Lock {
                step,
                locked,
                grace,
            } => lock(self.step_mut(step)?, *locked, *grace, at)?,
            ToServer::Screen { view } => {
                self.check_view(view)?;
                set(&mut self.progress.screen.view, view.clone())
            }
            ToServer::Blank { blanked } => set(&mut progress.screen.blanked, *blanked),
            ToServer::Timer { change } => {
                let timer = timer(progress.timer, *change, at)?;
                set(&mut progress.timer, timer)
            }
            ToServer::Notice { text } => {
                let text = checked_notice(text)
                    .map_err(|invalid| refuse(RefusalReason::TooLarge, invalid))?;
                let notice = (!text.is_empty()).then_some(Notice { text, at });
                set(&mut progress.notice, notice)
            }
            ToServer::Check {
                step,
                item,
                checked,
            } => self.check(step, item, *checked)?,
            ToServer::Method { change } => self.change_method(change)?,
            ToServer::AddTable { table } => self.add_table(table)?,
            ToServer::ChangeTable { number, table } => self.change_table(*number, table)?,
            ToServer::Remove { participant } => self.remove(participant)?,
            ToServer::Close { closed } => set(&mut progress.closed, *closed),
            ToServer::Ready { .. }
            | ToServer::Hand { .. }
            | ToServer::Drafts { .. }
            | ToServer::Sit { .. }
            | ToServer::People { .. } => false,
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
        let state = self.step_mut(step)?;
        let mut changed = shown && set(&mut state.phase, Phase::Plenary);
        for table in tables {
            changed |= if shown {
                state.revealed.insert(table)
            } else {
                state.revealed.remove(&table)
            };
        }
        Ok(changed)
    }

    fn check(&mut self, step: &StepId, item: &CellId, checked: bool) -> Result<bool, Refusal> {
        let known = self
            .creation
            .method
            .step(step)
            .ok_or_else(|| no_step(step))?;
        if !known.checks().iter().any(|own| own.id == *item) {
            let message = format!("the step {step} has no {item} to tick off");
            return Err(refuse(RefusalReason::NotFound, message));
        }
        Ok(toggle(
            &mut self.step_mut(step)?.checked,
            item.clone(),
            checked,
        ))
    }

    /// Whoever looks at a step that goes is led to the first one.
    fn change_method(&mut self, change: &MethodChange) -> Result<bool, Refusal> {
        let tables = self.creation.tables.len();
        let method = &mut self.creation.method;
        method.change(change).map_err(|error| {
            let reason = match error {
                ChangeError::NotFound(_) => RefusalReason::NotFound,
                ChangeError::Last => RefusalReason::Last,
                ChangeError::Invalid(_) => RefusalReason::Malformed,
            };
            refuse(reason, error)
        })?;
        let progress = &mut self.progress;
        progress.steps.retain(|id, _| method.step(id).is_some());
        progress.drafting.retain(|id, _| method.step(id).is_some());
        for step in &method.steps {
            let state = progress.steps.entry(step.id.clone());
            state.or_insert_with(|| at_its_start(step, tables));
        }
        if !progress.steps.contains_key(&progress.step)
            && let Some(first) = method.steps.first()
        {
            progress.step = first.id.clone();
        }
        if self.check_view(&self.progress.screen.view).is_err() {
            self.progress.screen.view = ScreenView::Follow;
        }
        Ok(true)
    }

    /// Where all tables are revealed, so is one that comes later.
    fn add_table(&mut self, table: &Table) -> Result<bool, Refusal> {
        if self.creation.tables.len() >= MAX_TABLES {
            let message = format!("a board has at most {MAX_TABLES} tables");
            return Err(refuse(RefusalReason::Full, message));
        }
        let table = checked(table)?;
        let before = self.creation.tables.len();
        self.creation.tables.push(table);
        let added = self.tables().last();
        for step in self.progress.steps.values_mut() {
            if step.revealed.len() == before {
                step.revealed.extend(added);
            }
        }
        Ok(true)
    }

    fn change_table(&mut self, number: TableNo, table: &Table) -> Result<bool, Refusal> {
        self.check_table(number)?;
        let table = checked(table)?;
        let tables = &mut self.creation.tables;
        let at = usize::from(number.0) - 1;
        let others = tables.iter().enumerate();
        if table.closed
            && others
                .filter(|(other, _)| *other != at)
                .all(|(_, t)| t.closed)
        {
            let message = "one table has to stay open: close the board instead";
            return Err(refuse(RefusalReason::Last, message));
        }
        Ok(set(&mut tables[at], table))
    }

    fn remove(&mut self, participant: &ParticipantId) -> Result<bool, Refusal> {
        let leads = |seat: &&Seat| seat.role == Role::Facilitator;
        let Some(seat) = self.seats.get(participant) else {
            return Err(refuse(RefusalReason::NotFound, "nobody has that seat"));
        };
        if leads(&seat) && self.seats.iter().filter(leads).count() == 1 {
            let message = "a board keeps one facilitator: make another key first";
            return Err(refuse(RefusalReason::Last, message));
        }
        self.seats.remove(participant);
        let progress = &mut self.progress;
        for drafting in progress.drafting.values_mut() {
            drafting.remove(participant);
        }
        progress
            .tickets
            .retain(|ticket| ticket.participant != *participant);
        Ok(true)
    }

    /// What the holder of a seat at a table asks for.
    fn hear_table(
        &mut self,
        seat: &Seat,
        command: &ToServer,
        limits: &Limits,
    ) -> Result<bool, Refusal> {
        let Some(own) = seat.table else {
            return Err(refuse(
                RefusalReason::Forbidden,
                "only those who sit at a table may say this",
            ));
        };
        self.check_open()?;
        match command {
            ToServer::Ready { step, ready } => {
                Ok(toggle(&mut self.step_mut(step)?.ready, own, *ready))
            }
            ToServer::Drafts { step, some } => {
                self.step_mut(step)?;
                let drafting = self.progress.drafting.entry(step.clone()).or_default();
                toggle(drafting, seat.participant.clone(), *some);
                // The sums tell it, not the session.
                Ok(false)
            }
            ToServer::Sit { table } if *table == own => Ok(false),
            ToServer::Sit { table } => {
                self.check_room(*table, 1 + u32::from(seat.people), limits)?;
                self.seats
                    .change(&seat.participant, |seat| seat.table = Some(*table));
                Ok(true)
            }
            ToServer::People { people } => {
                if *people > MAX_PEOPLE {
                    let message = format!("one writes for at most {MAX_PEOPLE} people");
                    return Err(refuse(RefusalReason::TooLarge, message));
                }
                let more = people.saturating_sub(seat.people);
                self.check_room(own, u32::from(more), limits)?;
                self.seats
                    .change(&seat.participant, |seat| seat.people = *people);
                Ok(*people != seat.people)
            }
            _ => Ok(false),
        }
    }

    fn hand(&mut self, seat: &Seat, table: Option<TableNo>, raised: bool) -> Result<bool, Refusal> {
        let leads = seat.role == Role::Facilitator;
        let Some(table) = table.filter(|_| leads).or(seat.table) else {
            return Err(refuse(RefusalReason::Forbidden, "whose hand is it?"));
        };
        self.check_table(table)?;
        if !leads {
            self.check_open()?;
        }
        let hands = &mut self.progress.hands;
        let is_raised = hands.contains(&table);
        if raised && !is_raised {
            hands.push(table);
        } else if !raised {
            hands.retain(|other| *other != table);
        }
        Ok(raised != is_raised)
    }

    fn check_view(&self, view: &ScreenView) -> Result<(), Refusal> {
        let Some(step) = view.step() else {
            return Ok(());
        };
        let known = self.creation.method.step(step);
        let known = known.ok_or_else(|| no_step(step))?;
        match view {
            ScreenView::Cell { cell, .. } if !known.accepts(cell) => Err(refuse(
                RefusalReason::NotFound,
                format!("the step {step} has no cell {cell}"),
            )),
            ScreenView::Present { table, .. } => self.check_table(*table),
            _ => Ok(()),
        }
    }

    fn step_mut(&mut self, step: &StepId) -> Result<&mut StepState, Refusal> {
        let state = self.progress.steps.get_mut(step);
        state.ok_or_else(|| no_step(step))
    }
}

/// Before plenary there is nothing for everyone to read. Whoever is led back goes on writing.
fn lead_to(state: &mut StepState, phase: Phase) -> bool {
    let mut changed = set(&mut state.phase, phase);
    if phase < Phase::Plenary {
        changed |= !std::mem::take(&mut state.revealed).is_empty();
    }
    if changed {
        state.ready.clear();
    }
    changed
}

fn lock(state: &mut StepState, locked: bool, grace: Option<u16>, at: i64) -> Result<bool, Refusal> {
    let locks_at = match grace {
        Some(grace) if grace > MAX_GRACE => {
            let message = format!("at most {MAX_GRACE} seconds of grace");
            return Err(refuse(RefusalReason::TooLarge, message));
        }
        Some(grace) if locked && !state.locked => Some(at + i64::from(grace) * 1_000),
        _ => None,
    };
    let is_locked = locked && locks_at.is_none();
    let changed = set(&mut state.locks_at, locks_at);
    Ok(set(&mut state.locked, is_locked) || changed)
}

fn timer(timer: Option<Timer>, change: TimerChange, at: i64) -> Result<Option<Timer>, Refusal> {
    let longest = |seconds: u32| {
        if (1..=MAX_TIMER).contains(&seconds) {
            return Ok(i64::from(seconds) * 1_000);
        }
        let message = format!("a timer runs for 1 to {MAX_TIMER} seconds");
        Err(refuse(RefusalReason::TooLarge, message))
    };
    let running = || {
        let message = "there is no timer: start one";
        timer.ok_or_else(|| refuse(RefusalReason::NotFound, message))
    };
    Ok(match change {
        TimerChange::Start { seconds } => Some(Timer {
            clock: Clock::Until(at + longest(seconds)?),
            seconds,
        }),
        TimerChange::Extend { seconds } => {
            let timer = running()?;
            let left = timer.left(at) + longest(seconds)?;
            let clock = match timer.clock {
                Clock::Until(_) => Clock::Until(at + left),
                Clock::Left(_) => Clock::Left(left),
            };
            let seconds = timer.seconds.saturating_add(seconds);
            longest(seconds)?;
            Some(Timer { seconds, clock })
        }
        TimerChange::Pause => running().map(|timer| {
            let clock = Clock::Left(timer.left(at));
            Some(Timer { clock, ..timer })
        })?,
        TimerChange::Resume => running().map(|timer| {
            let clock = match timer.clock {
                Clock::Left(left) => Clock::Until(at + left),
                until => until,
            };
            Some(Timer { clock, ..timer })
        })?,
        TimerChange::Clear => None,
    })
}

fn checked(table: &Table) -> Result<Table, Refusal> {
    let checked = table.checked();
    checked.map_err(|invalid| refuse(RefusalReason::Malformed, invalid))
}

/// Puts something into a set or takes it out, and tells whether that changed the set.
fn toggle<T: Ord>(set: &mut BTreeSet<T>, value: T, some: bool) -> bool {
    if some {
        set.insert(value)
    } else {
        set.remove(&value)
    }
}
