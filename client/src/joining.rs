//! Taking a seat, or bringing it along from another device: the calls, and where everyone is by then.

use bordsvis_shared::api::{Found, Join, UseTicket};
use bordsvis_shared::id::{BoardId, TableNo};
use bordsvis_shared::method::Phase;
use bordsvis_shared::session::{Role, Session};
use serde::{Deserialize, Serialize};

use crate::{
    api::{self, Failure},
    device::{self, Known},
};

/// What somebody says of themselves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seat {
    pub name: String,
    pub organisation: String,
    /// Those without a phone of their own that one writes for.
    pub people: u8,
}

/// A seat that was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Seated {
    pub board: BoardId,
    /// Where everyone is, for somebody who comes late.
    pub late: Option<Whereabouts>,
}

/// How far the others have come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// The step, counted from 1.
    pub step: usize,
    /// How many there are.
    pub steps: usize,
    /// How far it has come.
    pub phase: Phase,
    /// How many minutes are left, of which the last has begun, where the time is taken.
    pub minutes: Option<u32>,
}

/// The table of that number, with its name.
pub fn table(found: &Found, table: TableNo) -> Option<(TableNo, &str)> {
    let at = usize::from(table.0).checked_sub(1)?;
    Some((table, found.tables.get(at)?.table.name.as_str()))
}

/// Takes a seat, and remembers it on the device.
pub async fn take_seat(
    code: &str,
    found: &Found,
    table: (TableNo, &str),
    seat: &Seat,
) -> Result<Seated, Failure> {
    let some = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let joined = api::join(&Join {
        code: code.to_owned(),
        table: table.0,
        name: some(&seat.name),
        actor: some(&seat.organisation),
        people: seat.people,
    })
    .await?;
    device::remember_organisation(seat.organisation.trim());
    device::remember_board(Known {
        board: joined.board.clone(),
        title: found.title.clone(),
        role: Role::Participant,
        token: joined.token.clone(),
        table: Some((table.0, table.1.to_owned())),
        at: js_sys::Date::now(),
    });
    // The seat is taken: whoever can't be told where the others are goes in all the same.
    let session = api::session(&joined.board, &joined.token).await.ok();
    Ok(Seated {
        board: joined.board,
        late: session.as_ref().and_then(whereabouts),
    })
}

/// Comes over from another device by a link that works once, and remembers the seat here.
pub async fn move_seat(board: &BoardId, ticket: String) -> Result<(), Failure> {
    let joined = api::use_ticket(&UseTicket {
        board: board.clone(),
        ticket,
    })
    .await?;
    // The link is used: what the board and its table are called is learnt at the table, if not here.
    let session = api::session(board, &joined.token).await.ok();
    let name = session.as_ref().and_then(|session| {
        let table = session.table(joined.table)?;
        Some(table.name.clone())
    });
    device::remember_board(Known {
        board: joined.board,
        title: session.map(|session| session.title).unwrap_or_default(),
        role: Role::Participant,
        token: joined.token,
        table: Some((joined.table, name.unwrap_or_default())),
        at: js_sys::Date::now(),
    });
    Ok(())
}

/// Where everyone is; `None` while nobody has missed anything.
pub fn whereabouts(session: &Session) -> Option<Whereabouts> {
    let steps = &session.method.steps;
    let at = steps.iter().position(|step| step.id == session.step)?;
    let phase = session.phase(&session.step);
    let left = session.timer.map(|timer| timer.left(session.now));
    let begun = at > 0 || phase == Phase::Plenary || left.is_some();
    let minutes = |left: i64| u32::try_from((left + 59_999) / 60_000).ok();
    begun.then(|| Whereabouts {
        step: at + 1,
        steps: steps.len(),
        phase,
        minutes: left.filter(|left| *left > 0).and_then(minutes),
    })
}

#[cfg(test)]
mod tests {
    use bordsvis_shared::id::StepId;
    use bordsvis_shared::method;
    use bordsvis_shared::session::{Clock, Timer};

    use super::*;

    fn session() -> Session {
        let method = method::find(&"grund".parse().unwrap()).unwrap().clone();
        serde_json::from_value(serde_json::json!({
            "board": "b1", "epoch": "e", "title": "", "language": "sv", "method": method,
            "record": {}, "code": "K7P2XQ", "join_url": "", "step": method.steps[0].id,
            "tables": [{"name": "1"}], "steps": {}, "screen": {"view": "follow", "blanked": false},
            "hands": [], "closed": false, "now": 1_000,
            "you": {"participant": "p1", "role": "participant", "table": 1, "name": null, "actor": null, "people": 0},
        }))
        .unwrap()
    }

    fn at(session: &Session) -> Option<(usize, Phase, Option<u32>)> {
        whereabouts(session).map(|late| (late.step, late.phase, late.minutes))
    }

    #[test]
    fn who_comes_before_anything_has_begun_is_not_late() {
        assert_eq!(at(&session()), None);
    }

    #[test]
    fn who_comes_late_is_told_step_phase_and_time() {
        let mut session = session();
        let timed = |left| {
            Some(Timer {
                seconds: 600,
                clock: left,
            })
        };
        session.timer = timed(Clock::Until(1_000 + 7 * 60_000 + 1));
        assert_eq!(at(&session), Some((1, Phase::Table, Some(8))));
        session.timer = timed(Clock::Left(60_000));
        assert_eq!(at(&session), Some((1, Phase::Table, Some(1))));
        session.timer = timed(Clock::Until(0));
        assert_eq!(at(&session), Some((1, Phase::Table, None)));
        session.timer = None;
        let step: StepId = session.method.steps[1].id.clone();
        session.step = step.clone();
        session.steps.entry(step).or_default().phase = Phase::Individual;
        assert_eq!(at(&session), Some((2, Phase::Individual, None)));
    }
}
