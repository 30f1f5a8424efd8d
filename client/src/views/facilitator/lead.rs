//! What the whole page of a facilitator shares: the board, the step that one looks at, and commands
//! with what is said when one is refused.

use bordsvis_shared::id::{BoardId, StepId, TableNo};
use bordsvis_shared::protocol::ToServer;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::board::Board;
use crate::language::texts;
use crate::parts::{Toasts, use_toasts};
use crate::reactive::{memo, state, stored};
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
    /// The facilitator's own token.
    pub key: StoredValue<String>,
    pub toasts: Toasts,
    t: Texts,
}

/// The board that is being led.
pub fn use_lead() -> Lead {
    expect_context()
}

impl Lead {
    pub fn new(board: Board, key: String) -> Self {
        let led = memo(move || board.session.with(|session| session.step.clone()));
        let looked = state(None);
        Self {
            board,
            led,
            viewed: memo(move || looked.get().unwrap_or_else(|| led.get())),
            looked,
            only: state(None),
            key: stored(key),
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

    /// The board's id.
    pub fn board_id(&self) -> BoardId {
        self.board
            .session
            .with_untracked(|session| session.board.clone())
    }

    /// What a table is called. Reactive.
    pub fn table_name(&self, table: TableNo) -> String {
        self.board.session.with(|session| {
            let table = session.table(table);
            table.map(|table| table.name.clone()).unwrap_or_default()
        })
    }

    /// Gives a command, and says if it was refused.
    pub fn command(&self, command: ToServer) {
        self.commands(vec![command]);
    }

    /// Gives commands, one after the other, until one is refused.
    pub fn commands(&self, commands: Vec<ToServer>) {
        let lead = *self;
        spawn_local(async move {
            lead.give(commands).await;
        });
    }

    /// Leads everyone by some commands, and oneself with them.
    pub fn along(&self, commands: Vec<ToServer>) {
        let lead = *self;
        spawn_local(async move {
            if lead.give(commands).await {
                lead.looked.try_set(None);
            }
        });
    }

    /// Gives a command from a dialog, which says itself why it was refused, and closes if it wasn't.
    pub fn settle(
        &self,
        command: ToServer,
        open: RwSignal<bool>,
        refused: RwSignal<Option<&'static str>>,
    ) {
        let (board, t) = (self.board, self.t);
        spawn_local(async move {
            match board.command(command).await {
                Ok(()) => open.try_set(false).map(drop),
                Err(reason) => refused.try_set(Some(t.lead_refused(reason))).map(drop),
            };
        });
    }

    async fn give(self, commands: Vec<ToServer>) -> bool {
        for command in commands {
            if let Err(reason) = self.board.command(command).await {
                self.toasts.say(self.t.lead_refused(reason));
                return false;
            }
        }
        true
    }
}
