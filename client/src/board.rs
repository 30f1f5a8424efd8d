//! A board as the views see it: what it is, as signals, and what can be done to it, as intents.
//! Everything between the socket and the views is behind this; nothing here draws.
//!
//! ```text
//! let opening = Board::open(id, token);                // in the page's component
//! view! { <Show when=move || opening.board().is_some()> … </Show> }
//! let board = expect_context::<Board>();               // below it
//! let picture = board.picture(&step, Reach::Everything);
//! view! {
//!     <For each=move || cell.get() key=|note| note.id.clone() let:note>
//!         <li>{move || note.view.get().note.text.clone()}</li>
//!     </For>
//! }
//! picture.move_notes(&[note], &cell, &Place::Last)?;
//! ```

use std::rc::Rc;
use std::sync::Arc;

use bordsvis_shared::id::{BoardId, StepId};
use bordsvis_shared::protocol::{RefusalReason, Summary, ToServer};
use bordsvis_shared::session::Session;
use leptos::prelude::*;

mod core;
mod documents;
mod drawn;
mod edits;
mod hearing;
mod keeping;
mod merge;
mod picture;
mod place;
mod scopes;
mod shown;
mod signals;
mod typing;

pub use self::picture::Picture;
pub use self::place::Place;
pub use self::scopes::{Blocked, Reach};
pub use self::shown::{ClusterRef, ClusterView, NoteRef, NoteView};
pub use self::signals::Saving;
pub use crate::outbox::{Refused, forget};
pub use crate::socket::Connection;
pub use bordsvis_shared::board::Undone;

use self::core::Core;
use crate::drafts::Drafts;
use crate::reactive::memo;

/// A board that is being opened: it may take a while, or be denied.
#[derive(Clone, Copy)]
pub struct Opening {
    board: Board,
    opened: Memo<bool>,
}

/// An open board, for the views' context. Its signals live as long as the page that opened it.
#[derive(Clone, Copy)]
pub struct Board {
    /// Everything about the board that is not notes, as one may see it.
    pub session: Signal<Arc<Session>>,
    /// By how many milliseconds the server's clock is ahead of the device's.
    pub ahead: Signal<i64>,
    /// Who is here and how much has been written.
    pub summary: Signal<Summary>,
    /// How the connection is.
    pub connection: Signal<Connection>,
    /// Whether what one did is safe.
    pub saving: Signal<Saving>,
    /// Edits that the server did not take, oldest first; those with a text outlive a reload.
    pub refused: Signal<Vec<Refused>>,
    /// Why the board itself may not, or no longer, be read. The connection has ended then.
    pub denied: Signal<Option<RefusalReason>>,
    core: StoredValue<Rc<Core>, LocalStorage>,
}

impl Opening {
    /// The board, once its session is known: from the server or, without a network, from this
    /// device. Reactive.
    pub fn board(&self) -> Option<Board> {
        self.opened.get().then_some(self.board)
    }

    /// Why it may not be read, if so. Reactive.
    pub fn denied(&self) -> Option<RefusalReason> {
        self.board.denied.get()
    }

    /// How the connection is. Reactive.
    pub fn connection(&self) -> Connection {
        self.board.connection.get()
    }
}

impl Board {
    /// Opens a board with the token of a participant, a facilitator or a screen, until the owner goes.
    pub fn open(board: BoardId, token: String) -> Opening {
        let core = Core::open(board, token);
        let signals = &core.signals;
        let session = signals.session.clone();
        let opened = memo(move || session.with(Option::is_some));
        let session = signals.session.clone();
        let board = Self {
            session: Signal::derive(move || {
                session
                    .get()
                    .expect("a board is shown once its session is known")
            }),
            ahead: signals.ahead.read_only().into(),
            summary: signals.summary.read_only().into(),
            connection: signals.connection.read_only().into(),
            saving: signals.saving.read_only().into(),
            refused: signals.refused.read_only().into(),
            denied: signals.denied.read_only().into(),
            core: StoredValue::new_local(core),
        };
        on_cleanup(move || {
            board.core.try_with_value(|core| core.close());
        });
        Opening { board, opened }
    }

    /// Shows a step until the owner goes: its documents are opened, and kept open, for that long.
    pub fn picture(&self, step: &StepId, reach: Reach) -> Picture {
        Picture::open(self.core, step.clone(), reach)
    }

    /// Gives a command to the server, and waits for what becomes of it. Commands are never kept for
    /// later: without a connection the answer is [`RefusalReason::Unavailable`].
    pub fn command(
        &self,
        command: ToServer,
    ) -> impl Future<Output = Result<(), RefusalReason>> + use<> {
        self.core.with_value(|core| core.command(command))
    }

    /// Makes a refused edit again; it leaves the list if that can be.
    pub fn retry(&self, refused: u32) -> Result<(), Blocked> {
        self.core.with_value(|core| core.retry(refused))
    }

    /// Forgets a refused edit.
    pub fn dismiss(&self, refused: u32) {
        self.core.with_value(|core| core.dismiss(refused));
    }

    /// What one is composing here, on this device alone.
    pub fn drafts(&self) -> Drafts {
        self.session
            .with_untracked(|session| Drafts::new(&session.board, &session.you.participant))
    }
}
