//! Who may read and write which document. Permissions follow documents, since an update can't be
//! judged field by field.

use bordsvis_shared::id::{ParticipantId, Scope, TableNo};
use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::{Access, RefusalReason};
use bordsvis_shared::session::Role;

use super::board::Board;

/// What somebody may do with a document that they may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Permission {
    /// Read and write.
    Write,
    /// Read, and why not write.
    Read(RefusalReason),
}

impl From<Permission> for Access {
    fn from(permission: Permission) -> Self {
        match permission {
            Permission::Write => Self::ReadWrite,
            Permission::Read(_) => Self::ReadOnly,
        }
    }
}

impl Board {
    /// What somebody may do with a document at a time, or why they may not even read it. `wrote` is
    /// whether they have written in it.
    pub fn permission(
        &self,
        by: &ParticipantId,
        scope: &Scope,
        at: i64,
        wrote: impl FnOnce() -> bool,
    ) -> Result<Permission, RefusalReason> {
        let seat = self.seats.held_by(by)?;
        let Some(step) = scope.step() else {
            // The board's own document holds nothing, so there is nothing to write.
            return Ok(Permission::Read(RefusalReason::Forbidden));
        };
        let step = self
            .progress
            .steps
            .get(step)
            .ok_or(RefusalReason::NotFound)?;
        let leads = seat.role == Role::Facilitator;
        let sits_at = |table: TableNo| {
            if self.has_table(table) {
                Ok(seat.table == Some(table))
            } else {
                Err(RefusalReason::NotFound)
            }
        };
        let (writes, reads) = match scope {
            Scope::Board => (false, Ok(())),
            Scope::Table(_, table) => (
                sits_at(*table)? || leads,
                when(step.revealed.contains(table), RefusalReason::NotRevealed),
            ),
            Scope::Plenary(_) => (
                leads,
                // Placements hold no text: where a note lies is told before what it says.
                when(!step.revealed.is_empty(), RefusalReason::NotRevealed),
            ),
            Scope::Aside(_, table) => (leads, when(sits_at(*table)?, RefusalReason::Forbidden)),
        };
        let locked = step.locked || step.locks_at.is_some_and(|due| due <= at);
        let table_closed = seat.table.is_some_and(|table| self.is_table_closed(table));
        let refused = match () {
            () if !writes => {
                reads?;
                RefusalReason::Forbidden
            }
            // Whoever is led back from the table keeps what they have put there; what the others
            // have is sent to nobody.
            () if !leads && step.phase == Phase::Individual => {
                when(wrote(), RefusalReason::NotRevealed)?;
                RefusalReason::Individual
            }
            () if self.is_closed() => RefusalReason::Closed,
            () if !leads && table_closed => RefusalReason::TableClosed,
            () if !leads && locked => RefusalReason::Locked,
            () => return Ok(Permission::Write),
        };
        Ok(Permission::Read(refused))
    }
}

fn when(allowed: bool, otherwise: RefusalReason) -> Result<(), RefusalReason> {
    if allowed { Ok(()) } else { Err(otherwise) }
}
