//! Where the meeting is, and what comes next. Pure.

use bordsvis_shared::id::{StepId, TableNo};
use bordsvis_shared::session::Session;

/// What the one large button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Shows what all tables wrote; some of it may be shown already.
    Reveal { step: StepId, some: bool },
    /// Leads everyone to the next step, whose number is counted from 1.
    Go { step: StepId, number: usize },
    /// Everything has been shown.
    Nothing,
}

/// What comes next.
pub fn next(session: &Session) -> Next {
    let step = &session.step;
    let shown = shown(session, step);
    if shown < session.tables.len() {
        return Next::Reveal {
            step: step.clone(),
            some: shown > 0,
        };
    }
    let steps = &session.method.steps;
    let at = steps.iter().position(|other| other.id == *step);
    match at.and_then(|at| Some((at + 2, steps.get(at + 1)?))) {
        Some((number, step)) => Next::Go {
            step: step.id.clone(),
            number,
        },
        None => Next::Nothing,
    }
}

/// How many tables' notes everyone may read in a step.
pub fn shown(session: &Session, step: &StepId) -> usize {
    let shown = |table: &TableNo| session.is_revealed(step, *table);
    session.table_numbers().filter(shown).count()
}

/// The number of a step, counted from 1.
pub fn number(session: &Session, step: &StepId) -> usize {
    let steps = session.method.steps.iter();
    steps.take_while(|other| other.id != *step).count() + 1
}

#[cfg(test)]
mod tests {
    use bordsvis_shared::method;

    use super::*;

    /// The preset with two tables, at its first step.
    fn session() -> Session {
        let method = method::find(&"grund".parse().unwrap()).unwrap();
        serde_json::from_value(serde_json::json!({
            "board": "b1", "epoch": "e", "title": "", "language": "sv", "method": method,
            "record": {}, "code": "K7P2XQ", "join_url": "", "step": method.steps[0].id,
            "tables": [{"name": "1"}, {"name": "2"}], "steps": {},
            "screen": {"view": "follow", "blanked": false}, "hands": [], "closed": false, "now": 0,
            "you": {"participant": "p1", "role": "facilitator", "table": null, "name": null, "actor": null, "people": 0},
        }))
        .unwrap()
    }

    fn reveal(session: &mut Session, table: u16) {
        let step = session.step.clone();
        let state = session.steps.entry(step).or_default();
        state.revealed.insert(TableNo(table));
    }

    #[test]
    fn a_step_is_shown_whole_before_the_next_one() {
        let mut session = session();
        let step = session.step.clone();
        let some = |some| Next::Reveal {
            step: step.clone(),
            some,
        };
        assert_eq!(next(&session), some(false));
        reveal(&mut session, 2);
        assert_eq!(next(&session), some(true));
        reveal(&mut session, 1);
        let second = session.method.steps[1].id.clone();
        assert_eq!(
            next(&session),
            Next::Go {
                step: second,
                number: 2
            }
        );
    }

    #[test]
    fn nothing_comes_after_the_last_step() {
        let mut session = session();
        session.step = session.method.steps[2].id.clone();
        assert!(matches!(next(&session), Next::Reveal { .. }));
        reveal(&mut session, 1);
        reveal(&mut session, 2);
        assert_eq!(next(&session), Next::Nothing);
        assert_eq!(number(&session, &session.step), 3);
    }
}
