//! Which documents a role may read and needs, told from the session. Pure. The server decides; this
//! only spares it questions whose answer is known, and tells the person why something can't be done.

use std::collections::BTreeSet;

use bordsvis_shared::gather;
use bordsvis_shared::id::{Scope, StepId, TableNo};
use bordsvis_shared::method::Phase as StepPhase;
use bordsvis_shared::protocol::RefusalReason;
use bordsvis_shared::session::{Role, Session};
use bordsvis_shared::sync::Phase;

/// How much of a step a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// What one's own table wrote.
    Table,
    /// What everyone may read: the big screen shows the same to whoever looks at it.
    Revealed,
    /// Everything that one may read.
    Everything,
}

/// Why nothing can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    /// The document is being fetched.
    Loading,
    /// There is no connection, and no copy of the document on this device.
    Offline,
    /// The step is locked for the tables.
    Locked,
    /// The board is closed.
    Closed,
    /// The table is closed.
    TableClosed,
    /// Everybody writes by themselves: what one writes stays on the device.
    Individual,
    /// The notes have not been revealed.
    NotRevealed,
    /// Somebody of this role, or at this table, does not write here.
    Forbidden,
    /// Plenary has put the note where it is; its table can't move it from there.
    MovedByPlenary,
    /// The note is no longer there.
    Gone,
    /// The text is longer than a note may be.
    TooLong,
}

/// Whether the session lets its receiver read a document.
pub fn may_read(session: &Session, scope: &Scope) -> bool {
    let you = &session.you;
    match scope {
        Scope::Board => true,
        _ if you.role == Role::Facilitator => true,
        Scope::Table(step, table) => you.table == Some(*table) || session.is_revealed(step, *table),
        Scope::Plenary(step) => session.shows(step),
        Scope::Aside(_, table) => you.table == Some(*table),
    }
}

/// Whether everybody writes by themselves in a step. A table's document is then given to those only
/// who have written in it, whom the server alone knows.
fn is_individual(session: &Session, step: &StepId) -> bool {
    session.phase(step) == StepPhase::Individual
}

/// Whether a document that was denied may be given by now.
pub fn may_ask_again(session: &Session, scope: &Scope) -> bool {
    let unasked = |step| session.you.role == Role::Participant && is_individual(session, step);
    may_read(session, scope) && !scope.step().is_some_and(unasked)
}

/// Whether the table that one sits at is closed.
fn is_table_closed(session: &Session) -> bool {
    let table = session.you.table.and_then(|table| session.table(table));
    table.is_some_and(|table| table.closed)
}

/// The documents that make the picture of a step: those of the step, and those of the earlier ones
/// whose notes may be placed in it.
pub fn of_picture(session: &Session, step: &StepId, reach: Reach) -> BTreeSet<Scope> {
    let Some(method_step) = session.method.step(step) else {
        return BTreeSet::new();
    };
    let you = &session.you;
    let shows = |step: &StepId, table: TableNo| match reach {
        Reach::Table => you.table == Some(table),
        Reach::Revealed => session.is_revealed(step, table),
        Reach::Everything => true,
    };
    let steps = [step].into_iter().chain(&method_step.draws_from);
    let scopes = steps.flat_map(|step| {
        let tables = session.table_numbers();
        let tables = tables.filter(move |table| shows(step, *table));
        tables.flat_map(move |table| {
            let taken_down = (reach != Reach::Revealed).then(|| Scope::Aside(step.clone(), table));
            [Scope::Table(step.clone(), table)]
                .into_iter()
                .chain(taken_down)
        })
    });
    let scopes = scopes.chain([Scope::Plenary(step.clone())]);
    gather(scopes.filter(|scope| may_read(session, scope)))
}

/// The documents of later steps in which notes of a step are placed and answered.
pub fn of_later(session: &Session, step: &StepId) -> BTreeSet<Scope> {
    let later = session.method.steps.iter();
    let later = later.filter(|later| later.draws_from.contains(step));
    let scopes = later.flat_map(|later| {
        let tables = session.table_numbers();
        let tables = tables.filter(|table| for_answering(session, *table) == Some(*table));
        let tables = tables.map(|table| Scope::Table(later.id.clone(), table));
        tables.chain(for_arranging(session, &later.id))
    });
    gather(scopes)
}

/// The table in whose name one writes an answer to a note of `table`: a facilitator in that one's, a
/// participant in their own's.
pub fn for_answering(session: &Session, table: TableNo) -> Option<TableNo> {
    match session.you.role {
        Role::Facilitator => Some(table),
        Role::Participant => session.you.table,
        Role::Screen => None,
    }
}

/// The document in which one arranges what is shown in a step: plenary's for a facilitator, one's
/// own table's for a participant.
pub fn for_arranging(session: &Session, step: &StepId) -> Option<Scope> {
    match session.you.role {
        Role::Facilitator => Some(Scope::Plenary(step.clone())),
        Role::Participant => Some(Scope::Table(step.clone(), session.you.table?)),
        Role::Screen => None,
    }
}

/// Whether a document was written at another table. A participant's device fetches such a one after
/// a random while, since a reveal opens it to everybody at once.
pub fn is_others(session: &Session, scope: &Scope) -> bool {
    let own = session.you.table;
    session.you.role == Role::Participant
        && matches!(scope, Scope::Table(_, table) if own != Some(*table))
}

/// Why a document can't be written: as the session has it, else as the document itself is.
/// `phase` is `None` while the device looks for a copy.
pub fn blocked(
    session: &Session,
    scope: &Scope,
    phase: Option<Phase>,
    writable: bool,
    online: bool,
) -> Option<Blocked> {
    let you = &session.you;
    if session.closed {
        return Some(Blocked::Closed);
    }
    let own = match scope {
        Scope::Table(_, table) => you.table == Some(*table),
        _ => false,
    };
    if you.role != Role::Facilitator {
        if !own {
            return Some(Blocked::Forbidden);
        }
        if scope
            .step()
            .is_some_and(|step| is_individual(session, step))
        {
            return Some(Blocked::Individual);
        }
        if is_table_closed(session) {
            return Some(Blocked::TableClosed);
        }
        if scope.step().is_some_and(|step| session.is_locked(step)) {
            return Some(Blocked::Locked);
        }
    }
    match phase {
        Some(Phase::Ready) if writable => None,
        Some(Phase::Ready) => Some(Blocked::Locked),
        Some(Phase::Denied(reason)) => Some(because(reason)),
        Some(Phase::Loading) | None if online => Some(Blocked::Loading),
        Some(Phase::Loading) | None => Some(Blocked::Offline),
    }
}

fn because(reason: RefusalReason) -> Blocked {
    match reason {
        RefusalReason::Locked => Blocked::Locked,
        RefusalReason::Closed => Blocked::Closed,
        RefusalReason::TableClosed => Blocked::TableClosed,
        RefusalReason::Individual => Blocked::Individual,
        RefusalReason::NotRevealed => Blocked::NotRevealed,
        _ if reason.passes() => Blocked::Loading,
        _ => Blocked::Forbidden,
    }
}

#[cfg(test)]
mod tests {
    use bordsvis_shared::method;

    use super::*;

    /// The crisis preparedness method with three tables; table 2 is revealed in the first step that has
    /// notes.
    fn session(role: Role, table: Option<u16>) -> Session {
        let method = method::find(&"krisberedskap".parse().unwrap())
            .unwrap()
            .clone();
        let step: StepId = "events".parse().unwrap();
        let mut session: Session = serde_json::from_value(serde_json::json!({
            "board": "b1", "epoch": "e", "title": "", "language": "sv", "method": method,
            "record": {}, "code": "K7P2XQ", "join_url": "", "step": step,
            "tables": [{"name": "1"}, {"name": "2"}, {"name": "3"}], "steps": {},
            "screen": {"view": "follow", "blanked": false}, "hands": [], "closed": false, "now": 0,
            "you": {"participant": "p1", "role": role, "table": table, "name": null, "actor": null, "people": 0},
        }))
        .unwrap();
        let state = session.steps.entry(step).or_default();
        state.revealed.insert(TableNo(2));
        session
    }

    fn names(scopes: impl IntoIterator<Item = Scope>) -> Vec<String> {
        let mut names: Vec<String> = scopes.into_iter().map(|scope| scope.to_string()).collect();
        names.sort();
        names
    }

    /// That step, and one that draws from it.
    fn steps(session: &Session) -> (StepId, StepId) {
        let first = &session.step;
        let later = session
            .method
            .steps
            .iter()
            .find(|step| step.draws_from.contains(first));
        (first.clone(), later.unwrap().id.clone())
    }

    #[test]
    fn a_participant_reads_their_own_table_and_what_is_revealed() {
        let session = session(Role::Participant, Some(1));
        let (first, later) = steps(&session);
        let all = of_picture(&session, &first, Reach::Everything);
        let first_step = |names: &[&str]| -> Vec<String> {
            names.iter().map(|name| format!("{first}/{name}")).collect()
        };
        let expected = first_step(&["aside/1", "plenary", "table/1", "table/2"]);
        assert_eq!(names(all), expected);
        let own = of_picture(&session, &first, Reach::Table);
        let expected = first_step(&["aside/1", "plenary", "table/1"]);
        assert_eq!(names(own), expected);
        let revealed = of_picture(&session, &first, Reach::Revealed);
        assert_eq!(names(revealed), first_step(&["plenary", "table/2"]));
        // Nothing is revealed in the later step; what it draws from is.
        let all = names(of_picture(&session, &later, Reach::Everything));
        for shown in [
            format!("{first}/table/2"),
            format!("{first}/table/1"),
            format!("{later}/table/1"),
        ] {
            assert!(all.contains(&shown), "{shown} is missing from {all:?}");
        }
        assert!(!all.contains(&format!("{later}/plenary")));
        assert!(!all.contains(&format!("{later}/table/2")));
    }

    #[test]
    fn a_screen_reads_what_is_revealed_and_a_facilitator_everything() {
        let screen = session(Role::Screen, None);
        let (first, _) = steps(&screen);
        let all = names(of_picture(&screen, &first, Reach::Everything));
        assert_eq!(
            all,
            ["plenary", "table/2"].map(|name| format!("{first}/{name}"))
        );
        assert!(names(of_picture(&screen, &first, Reach::Table)).len() == 1);

        let leader = session(Role::Facilitator, None);
        let all = of_picture(&leader, &first, Reach::Everything);
        // Of each table what it wrote and what was taken down, and plenary's.
        assert_eq!(all.len(), 7);
        let revealed = of_picture(&leader, &first, Reach::Revealed);
        assert_eq!(
            names(revealed),
            ["plenary", "table/2"].map(|name| format!("{first}/{name}"))
        );
    }

    #[test]
    fn notes_are_placed_and_answered_in_the_documents_of_later_steps() {
        let leader = session(Role::Facilitator, None);
        let (first, later) = steps(&leader);
        let there = of_later(&leader, &first);
        assert!(there.contains(&Scope::Plenary(later.clone())));
        assert!(there.contains(&Scope::Table(later.clone(), TableNo(3))));
        let participant = session(Role::Participant, Some(1));
        let own = [Scope::Table(later.clone(), TableNo(1))];
        let there = of_later(&participant, &first);
        assert!(
            there
                .iter()
                .filter(|scope| scope.step() == Some(&later))
                .eq(&own)
        );
    }

    #[test]
    fn a_reason_is_told_for_everything_that_can_not_be_written() {
        let mut session = session(Role::Participant, Some(1));
        let (first, _) = steps(&session);
        let own = Scope::Table(first.clone(), TableNo(1));
        let others = Scope::Table(first.clone(), TableNo(2));
        let plenary = Scope::Plenary(first.clone());
        let why =
            |session: &Session, scope, phase, online| blocked(session, scope, phase, true, online);
        let ready = Some(Phase::Ready);
        assert_eq!(why(&session, &own, ready, false), None);
        assert_eq!(why(&session, &own, None, true), Some(Blocked::Loading));
        assert_eq!(
            why(&session, &own, Some(Phase::Loading), false),
            Some(Blocked::Offline)
        );
        let denied = Some(Phase::Denied(RefusalReason::NotRevealed));
        assert_eq!(
            why(&session, &own, denied, true),
            Some(Blocked::NotRevealed)
        );
        assert_eq!(
            why(&session, &others, ready, true),
            Some(Blocked::Forbidden)
        );
        assert_eq!(
            why(&session, &plenary, ready, true),
            Some(Blocked::Forbidden)
        );
        // The server may know better than the session that has not arrived yet.
        assert_eq!(
            blocked(&session, &own, ready, false, true),
            Some(Blocked::Locked)
        );

        session.steps.get_mut(&first).unwrap().locked = true;
        assert_eq!(why(&session, &own, ready, true), Some(Blocked::Locked));
        session.tables[0].closed = true;
        assert_eq!(why(&session, &own, ready, true), Some(Blocked::TableClosed));
        session.steps.get_mut(&first).unwrap().phase = StepPhase::Individual;
        assert_eq!(why(&session, &own, ready, true), Some(Blocked::Individual));
        session.you.role = Role::Facilitator;
        assert_eq!(why(&session, &others, ready, true), None);
        session.closed = true;
        assert_eq!(why(&session, &others, ready, true), Some(Blocked::Closed));
    }
}
