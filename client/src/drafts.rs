//! What is being composed and is nobody else's yet. It is kept in the browser's local storage, which
//! writes before it returns: a closed lid or an empty battery leaves the words as they were.

use bordsvis_shared::id::{BoardId, CellId, ParticipantId, StepId};
use leptos::prelude::window;
use web_sys::Storage;

/// The drafts of one seat.
#[derive(Debug, Clone)]
pub struct Drafts {
    prefix: String,
}

impl Drafts {
    pub fn new(board: &BoardId, participant: &ParticipantId) -> Self {
        let prefix = format!("bordsvis/draft/{board}/{participant}/");
        Self { prefix }
    }

    /// What is being composed for a cell.
    pub fn get(&self, step: &StepId, cell: &CellId) -> String {
        let text = storage().and_then(|storage| storage.get_item(&self.name(step, cell)).ok()?);
        text.unwrap_or_default()
    }

    /// Keeps what is being composed for a cell.
    pub fn set(&self, step: &StepId, cell: &CellId, text: &str) {
        let Some(storage) = storage() else { return };
        let name = self.name(step, cell);
        let _ = if text.is_empty() {
            storage.remove_item(&name)
        } else {
            storage.set_item(&name, text)
        };
    }

    /// Forgets all of them.
    pub fn clear(&self) {
        let Some(storage) = storage() else { return };
        let count = storage.length().unwrap_or_default();
        let names = (0..count).filter_map(|index| storage.key(index).ok()?);
        let drafts = names.filter(|name| name.starts_with(&self.prefix));
        for name in drafts.collect::<Vec<_>>() {
            let _ = storage.remove_item(&name);
        }
    }

    fn name(&self, step: &StepId, cell: &CellId) -> String {
        format!("{}{step}/{cell}", self.prefix)
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
