//! What comes next, and the commands that lead there. What a command does is decided by the server;
//! a refusal is said in words and nothing has happened then.

use bordsvis_shared::id::StepId;
use bordsvis_shared::protocol::{RefusalReason, ToServer};
use bordsvis_shared::session::Session;
use leptos::task::spawn_local;

use crate::board::Board;
use crate::language::texts;
use crate::parts::use_toasts;

/// The next thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Show what the tables wrote in the step where everyone is.
    Reveal(StepId),
    /// Lead everyone to a step.
    Go(StepId),
    /// Nothing is left to lead to.
    Done,
}

/// What comes next in the order of the method.
pub fn next(session: &Session) -> Next {
    let step = &session.step;
    if !session
        .table_numbers()
        .all(|table| session.is_revealed(step, table))
    {
        return Next::Reveal(step.clone());
    }
    let mut after = session
        .method
        .steps
        .iter()
        .skip_while(|other| other.id != *step)
        .skip(1);
    after
        .next()
        .map_or(Next::Done, |step| Next::Go(step.id.clone()))
}

/// A way to give commands, to be fetched in a component.
pub fn use_command(board: Board) -> impl Fn(ToServer) + Copy + Send + Sync + 'static {
    let t = texts();
    let toasts = use_toasts();
    move |command| {
        let answer = board.command(command);
        spawn_local(async move {
            match answer.await {
                Ok(()) => {}
                Err(RefusalReason::Unavailable) => toasts.say(t.failure_offline()),
                Err(RefusalReason::Closed) => toasts.say(t.lead_closed()),
                Err(_) => toasts.say(t.failure_server()),
            }
        });
    }
}
