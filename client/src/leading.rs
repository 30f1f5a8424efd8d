//! Where the meeting is, and the ways on and back: through the phases of a step, and from step to
//! step. Pure. The facilitator's laptop and the remote control lead by the same ways.

use bordsvis_shared::id::{StepId, TableNo};
use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::{Tables, ToServer};
use bordsvis_shared::session::{ScreenView, Session};

use crate::texts::Texts;

/// A way that the meeting can be led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// The step comes to another phase; in plenary everyone reads what all tables wrote.
    Phase(Phase),
    /// Everyone reads what the other tables wrote too: some are shown already.
    Rest,
    /// Everyone is led to another step, which is as far as it has come.
    Step(StepId),
}

/// What comes next; `None` when all has been shown.
pub fn next(session: &Session) -> Option<Way> {
    let step = session.method.step(&session.step)?;
    let phase = session.phase(&step.id);
    if let Some(later) = step.phases.iter().find(|later| **later > phase) {
        return Some(Way::Phase(*later));
    }
    // A step without plenary is not shown, unless somebody has led it there all the same.
    if phase == Phase::Plenary && !is_shown_whole(session, &step.id) {
        return Some(Way::Rest);
    }
    let following = session.method.steps.get(number(session, &step.id))?;
    Some(Way::Step(following.id.clone()))
}

/// What was before; `None` where the meeting began.
pub fn back(session: &Session) -> Option<Way> {
    let step = session.method.step(&session.step)?;
    let phase = session.phase(&step.id);
    let mut earlier = step.phases.iter().rev();
    if let Some(earlier) = earlier.find(|earlier| **earlier < phase) {
        return Some(Way::Phase(*earlier));
    }
    let before = number(session, &step.id).checked_sub(2)?;
    Some(Way::Step(session.method.steps.get(before)?.id.clone()))
}

/// Whether a way covers what everyone can read now.
pub fn covers(session: &Session, way: &Way) -> bool {
    match way {
        Way::Phase(phase) => would_cover(session, &session.step, *phase),
        Way::Rest | Way::Step(_) => false,
    }
}

/// Whether leading a step to a phase covers what everyone can read now.
pub fn would_cover(session: &Session, step: &StepId, phase: Phase) -> bool {
    phase < Phase::Plenary && session.shows(step)
}

/// What a way leads to, and what that does.
pub fn words(t: Texts, session: &Session, way: &Way) -> (String, String) {
    match way {
        Way::Phase(phase) => (
            t.lead_phase(*phase).to_owned(),
            t.lead_phase_hint(*phase).to_owned(),
        ),
        Way::Rest => (t.lead_rest().to_owned(), t.lead_rest_hint().to_owned()),
        Way::Step(step) => {
            let title = session.method.step(step);
            let title = title.map_or("", |step| step.title.get(t.language()));
            let steps = session.method.steps.len();
            (
                title.to_owned(),
                t.lead_step_of(number(session, step), steps),
            )
        }
    }
}

/// What is commanded to go a way. Whatever was chosen for the big screen, it follows along.
pub fn commands(session: &Session, way: &Way) -> Vec<ToServer> {
    let mut commands = match way {
        Way::Phase(phase) => to_phase(session.step.clone(), *phase),
        Way::Rest => to_phase(session.step.clone(), Phase::Plenary),
        Way::Step(step) => vec![ToServer::Go { step: step.clone() }],
    };
    commands.extend(followed(session));
    commands
}

/// What is commanded to lead everyone to any phase of any step.
pub fn lead_to(session: &Session, step: &StepId, phase: Phase) -> Vec<ToServer> {
    let elsewhere = session.step != *step;
    let go = elsewhere.then(|| ToServer::Go { step: step.clone() });
    let other = session.phase(step) != phase;
    let phase = other.then(|| to_phase(step.clone(), phase));
    go.into_iter()
        .chain(phase.into_iter().flatten())
        .chain(followed(session))
        .collect()
}

/// What is commanded to have a table present what it wrote: the others are left as they are.
pub fn present(session: &Session, step: &StepId, table: TableNo) -> Vec<ToServer> {
    let reveal = (!session.is_revealed(step, table)).then(|| ToServer::Reveal {
        step: step.clone(),
        tables: Tables::These(vec![table]),
        revealed: true,
    });
    let view = ScreenView::Present {
        step: step.clone(),
        table,
    };
    // Revealed before it is on the screen, which is shown nothing else.
    let commands = reveal.into_iter().chain([ToServer::Screen { view }]);
    commands.collect()
}

/// The table that presents a step at the moment.
pub fn presenting(session: &Session, step: &StepId) -> Option<TableNo> {
    match &session.screen.view {
        ScreenView::Present { step: at, table } if at == step => Some(*table),
        _ => None,
    }
}

/// How many tables' notes everyone may read in a step, of those that take part.
pub fn shown(session: &Session, step: &StepId) -> (usize, usize) {
    let taking_part = session.presenting_order();
    let shown = taking_part.iter();
    let shown = shown.filter(|table| session.is_revealed(step, **table));
    (shown.count(), taking_part.len())
}

/// Whether everyone may read what all tables that take part wrote in a step.
pub fn is_shown_whole(session: &Session, step: &StepId) -> bool {
    let (shown, of) = shown(session, step);
    shown == of
}

/// The number of a step, counted from 1.
pub fn number(session: &Session, step: &StepId) -> usize {
    let steps = session.method.steps.iter();
    steps.take_while(|other| other.id != *step).count() + 1
}

fn to_phase(step: StepId, phase: Phase) -> Vec<ToServer> {
    vec![match phase {
        Phase::Individual | Phase::Table => ToServer::Phase { step, phase },
        Phase::Plenary => ToServer::Reveal {
            step,
            tables: Tables::ALL,
            revealed: true,
        },
    }]
}

fn followed(session: &Session) -> Option<ToServer> {
    let view = ScreenView::Follow;
    (session.screen.view != view).then_some(ToServer::Screen { view })
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
        let state = session.steps.entry(session.step.clone()).or_default();
        state.phase = Phase::Plenary;
        state.revealed.insert(TableNo(table));
    }

    fn step(session: &Session, at: usize) -> StepId {
        session.method.steps[at].id.clone()
    }

    #[test]
    fn a_step_is_shown_whole_before_the_next_one() {
        let mut session = session();
        assert_eq!(next(&session), Some(Way::Phase(Phase::Plenary)));
        reveal(&mut session, 2);
        assert_eq!(next(&session), Some(Way::Rest));
        session.tables[0].closed = true;
        let second = Some(Way::Step(step(&session, 1)));
        assert_eq!(next(&session), second, "a closed table is not waited for");
        session.tables[0].closed = false;
        reveal(&mut session, 1);
        assert_eq!(next(&session), second);
    }

    #[test]
    fn nothing_comes_after_the_last_step_nor_before_the_first() {
        let mut session = session();
        assert_eq!(back(&session), None);
        session.step = step(&session, 2);
        assert_eq!(back(&session), Some(Way::Step(step(&session, 1))));
        reveal(&mut session, 1);
        reveal(&mut session, 2);
        assert_eq!(next(&session), None);
        assert_eq!(back(&session), Some(Way::Phase(Phase::Table)));
        assert_eq!(number(&session, &session.step), 3);
    }

    #[test]
    fn whoever_is_led_further_than_the_phases_of_the_step_goes_on() {
        let mut session = session();
        let first = session.step.clone();
        let state = session.steps.entry(first).or_default();
        // Led there by hand: the step has no such phase of its own.
        state.phase = Phase::Individual;
        assert_eq!(next(&session), Some(Way::Phase(Phase::Table)));
        assert_eq!(back(&session), None);
    }

    #[test]
    fn a_step_goes_through_the_phases_of_its_own() {
        let mut session = session();
        session.method.steps[0].phases = vec![Phase::Table];
        let second = Some(Way::Step(step(&session, 1)));
        assert_eq!(next(&session), second, "nothing is shown that is not to be");
        let all = [Phase::Individual, Phase::Table, Phase::Plenary];
        session.method.steps[0].phases = all.to_vec();
        let first = session.step.clone();
        session.steps.entry(first).or_default().phase = Phase::Individual;
        assert_eq!(next(&session), Some(Way::Phase(Phase::Table)));
        reveal(&mut session, 1);
        assert_eq!(back(&session), Some(Way::Phase(Phase::Table)));
    }

    #[test]
    fn going_back_before_plenary_covers_what_is_shown() {
        let mut session = session();
        let table = Way::Phase(Phase::Table);
        assert!(!covers(&session, &table));
        reveal(&mut session, 1);
        assert!(covers(&session, &table));
        assert!(!covers(&session, &Way::Rest));
        assert!(!would_cover(&session, &step(&session, 1), Phase::Table));
    }

    #[test]
    fn what_is_commanded_brings_the_screen_along() {
        let mut session = session();
        let (first, second) = (step(&session, 0), step(&session, 1));
        let all = |step: &StepId| ToServer::Reveal {
            step: step.clone(),
            tables: Tables::ALL,
            revealed: true,
        };
        let plenary = Way::Phase(Phase::Plenary);
        assert_eq!(commands(&session, &plenary), [all(&first)]);
        session.screen.view = ScreenView::Join;
        let follow = ToServer::Screen {
            view: ScreenView::Follow,
        };
        let go = ToServer::Go {
            step: second.clone(),
        };
        let there = [go.clone(), follow.clone()];
        assert_eq!(commands(&session, &Way::Step(second.clone())), there);
        assert_eq!(lead_to(&session, &second, Phase::Table), there);
        let shown = [go, all(&second), follow];
        assert_eq!(lead_to(&session, &second, Phase::Plenary), shown);
    }

    #[test]
    fn a_table_that_presents_is_shown_first() {
        let mut session = session();
        let first = session.step.clone();
        assert_eq!(presenting(&session, &first), None);
        let view = ScreenView::Present {
            step: first.clone(),
            table: TableNo(2),
        };
        let screen = ToServer::Screen { view: view.clone() };
        let given = present(&session, &first, TableNo(2));
        assert!(matches!(given[0], ToServer::Reveal { revealed: true, .. }));
        assert_eq!(given[1..], [screen.clone()]);
        reveal(&mut session, 2);
        assert_eq!(present(&session, &first, TableNo(2)), [screen]);
        session.screen.view = view;
        assert_eq!(presenting(&session, &first), Some(TableNo(2)));
    }
}
