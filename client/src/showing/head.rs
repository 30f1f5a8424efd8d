//! What stands above it all: the step and what is asked in it.

use bordsvis_shared::id::StepId;
use bordsvis_shared::method::Language;
use bordsvis_shared::session::Session;

use super::room::{self, Fitted, Space, fit, fit_whole};
use super::{SMALLEST, Showing};

/// The header of the stage, 96 px high.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The step, where what is asked in it stands beside it.
    pub step: Option<Fitted>,
    /// What is asked, or the title of the whole.
    pub title: Fitted,
    /// Whether the code stands in the corner.
    pub code: bool,
}

/// The code in the corner, and the time that is left, with the gaps before them.
const CODE: u32 = 340;
const TIME: u32 = 380;
/// The step's own room, of which it takes no more than it needs, and the gap behind it.
const STEP: Space = Space {
    size: 36,
    width: 420,
    lines: 2,
};
const STEP_GAP: u32 = 40;
/// The room that a question takes while people write: all of it, or what the QR code leaves.
const ASKED: u32 = room::WIDTH;
const ASKED_JOINING: u32 = room::WIDTH - 500;

/// The header over what is shown in a step, with or without time taken.
pub fn head(
    session: &Session,
    step: &StepId,
    showing: &Showing,
    time: bool,
    language: Language,
) -> Head {
    let step = session.method.step(step);
    let title = step.map_or("", |step| step.title.get(language));
    let question = step.map_or("", |step| step.question.get(language));
    let joins = matches!(showing, Showing::Join { .. });
    let (beside, title) = match showing {
        Showing::Join { .. } => (None, session.title.as_str()),
        // While people write, the question has the whole screen.
        Showing::Writing { .. } => (None, title),
        _ => (Some(title), question),
    };
    let taken = [
        beside.map(|step| room::width(step, STEP.size).min(STEP.width) + STEP_GAP),
        (!joins).then_some(CODE),
        time.then_some(TIME),
    ];
    let taken: u32 = taken.into_iter().flatten().sum();
    let width = room::WIDTH.saturating_sub(taken);
    let spaces = [(44, 1), (40, 2), (SMALLEST, 2)].map(|(size, lines)| serif(size, width, lines));
    Head {
        step: beside.map(|step| fit(step, STEP)),
        title: fit_whole(title, &spaces),
        code: !joins,
    }
}

/// A question that has the screen to itself.
pub fn asked(question: &str, joining: bool) -> Fitted {
    let width = if joining { ASKED_JOINING } else { ASKED };
    let spaces = [(96, 5), (64, 8), (44, 11)].map(|(size, lines)| serif(size, width, lines));
    fit_whole(question, &spaces)
}

fn serif(size: u32, width: u32, lines: u32) -> Space {
    let width = room::heavy(width);
    Space { size, width, lines }
}
