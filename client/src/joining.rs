//! Taking a seat: what one says of oneself, the call, and where everyone is by then.

use bordsvis_shared::api::{Found, Join};
use bordsvis_shared::id::{BoardId, TableNo};
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
    /// What it is called.
    pub title: String,
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

/// Where everyone is; `None` while they are at the first step.
fn whereabouts(session: &Session) -> Option<Whereabouts> {
    let steps = &session.method.steps;
    let at = steps.iter().position(|step| step.id == session.step)?;
    let language = device::language().unwrap_or(session.language);
    (at > 0).then(|| Whereabouts {
        step: at + 1,
        steps: steps.len(),
        title: steps[at].title.get(language).to_owned(),
    })
}
