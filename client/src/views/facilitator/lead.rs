//! What the whole page of a facilitator shares: the board, the step that one looks at, and commands
//! with what is said when one is refused.

use bordsvis_shared::id::{StepId, TableNo};
use bordsvis_shared::protocol::ToServer;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::board::Board;
use crate::language::texts;
use crate::parts::{Toasts, use_toasts};
use crate::reactive::{memo, state};
use crate::texts::Texts;

/// A board that is being led.
#[derive(Clone, Copy)]
pub struct Lead {
    pub board: Board,
    /// The step that everyone has been led to.
    pub led: Memo<StepId>,
    /// The step that one looks at oneself.
    pub viewed: Memo<StepId>,
    /// The step that one looks at without leading everyone there.
    looked: RwSignal<Option<StepId>>,
    /// The one table whose notes one looks at, if not all.
    pub only: RwSignal<Option<TableNo>>,
    pub toasts: Toasts,
    t: Texts,
}

/// The board that is being led.
pub fn use_lead() -> Lead {
    expect_context()
}

impl Lead {
    pub fn new(board: Board) -> Self {
        let led = memo(move || board.session.with(|session| session.step.clone()));
        let looked = state(None);
        Self {
            board,
            led,
            viewed: memo(move || looked.get().unwrap_or_else(|| led.get())),
            looked,
            only: state(None),
            toasts: use_toasts(),
            t: texts(),
        }
    }

    /// Looks at a step, alone. Whoever looks at the step of all follows along from there.
    pub fn look(&self, step: &StepId) {
        let elsewhere = self.led.with_untracked(|led| led != step);
        self.looked.set(elsewhere.then(|| step.clone()));
    }

    /// Whether one looks at another step than everyone is led to. Reactive.
    pub fn is_elsewhere(&self) -> bool {
        self.viewed.get() != self.led.get()
    }

    /// Gives a command, and says if it was refused.
    pub fn command(&self, command: ToServer) {
        self.commands(vec![command]);
    }

    /// Gives commands, one after the other, until one is refused.
    pub fn commands(&self, commands: Vec<ToServer>) {
        let (board, toasts, t, looked) = (self.board, self.toasts, self.t, self.looked);
        spawn_local(async move {
            for command in commands {
                let leads = matches!(command, ToServer::Go { .. });
                if let Err(reason) = board.command(command).await {
                    return toasts.say(t.lead_refused(reason));
                }
                if leads {
                    looked.try_set(None);
                }
            }
        });
    }

    /// Leads everyone to a step, and oneself.
    pub fn go(&self, step: StepId) {
        self.command(ToServer::Go { step });
    }
}
