//! What somebody has written that is nobody else's yet: what is being composed for each cell, and the
//! drafts that wait to be put on the table. It is kept in the browser's local storage, which writes
//! before it returns: a closed lid or an empty battery leaves the words as they were.

use std::collections::BTreeSet;

use bordsvis_shared::id::{BoardId, CellId, ParticipantId, StepId};
use bordsvis_shared::json;
use leptos::prelude::window;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use web_sys::Storage;

/// A note that its author has not put on the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Tells it from the others of its step.
    pub number: u32,
    /// The cell that it is meant for.
    pub cell: CellId,
    pub text: String,
}

/// The drafts of one step, in the order in which they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pile(Vec<Draft>);

impl Pile {
    pub fn drafts(&self) -> &[Draft] {
        &self.0
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes one more, or one that comes back.
    pub fn add(&mut self, draft: Draft) {
        self.0.push(draft);
    }

    /// Gives one another text; one without any is thrown away.
    pub fn rewrite(&mut self, number: u32, text: &str) {
        match self.get_mut(number) {
            Some(draft) if !text.trim().is_empty() => draft.text = text.trim().to_owned(),
            _ => self.remove(number),
        }
    }

    /// Means one for another cell.
    pub fn move_to(&mut self, number: u32, cell: CellId) {
        if let Some(draft) = self.get_mut(number) {
            draft.cell = cell;
        }
    }

    pub fn remove(&mut self, number: u32) {
        self.0.retain(|draft| draft.number != number);
    }

    fn get_mut(&mut self, number: u32) -> Option<&mut Draft> {
        self.0.iter_mut().find(|draft| draft.number == number)
    }
}

/// What one seat keeps.
#[derive(Debug, Clone)]
pub struct Drafts {
    prefix: String,
    told: String,
}

impl Drafts {
    pub fn new(board: &BoardId, participant: &ParticipantId) -> Self {
        Self {
            prefix: format!("bordsvis/draft/{board}/{participant}/"),
            told: format!("bordsvis/drafts-told/{board}/{participant}"),
        }
    }

    /// What is being composed for a cell.
    pub fn get(&self, step: &StepId, cell: &CellId) -> String {
        get(&self.name(step, cell)).unwrap_or_default()
    }

    /// Keeps what is being composed for a cell.
    pub fn set(&self, step: &StepId, cell: &CellId, text: &str) {
        set(&self.name(step, cell), text);
    }

    /// The drafts of a step.
    pub fn pile(&self, step: &StepId) -> Pile {
        read(&self.pile_name(step)).unwrap_or_default()
    }

    /// Keeps the drafts of a step.
    pub fn keep_pile(&self, step: &StepId, pile: &Pile) {
        let text = (!pile.is_empty()).then(|| serde_json::to_string(pile).ok());
        set(&self.pile_name(step), &text.flatten().unwrap_or_default());
    }

    /// The steps of which the server has been told that there are drafts.
    pub fn told(&self) -> BTreeSet<StepId> {
        read(&self.told).unwrap_or_default()
    }

    /// Remembers what the server has been told.
    pub fn keep_told(&self, told: &BTreeSet<StepId>) {
        let text = serde_json::to_string(told).unwrap_or_default();
        set(&self.told, if told.is_empty() { "" } else { &text });
    }

    /// Everything that somebody has written here and not put on the table, for whoever has lost their
    /// seat.
    pub fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        for name in self.names() {
            // What follows a step is a cell, with what is being composed for it.
            if name[self.prefix.len()..].contains('/') {
                texts.extend(get(&name));
            } else {
                let pile: Pile = read(&name).unwrap_or_default();
                texts.extend(pile.0.into_iter().map(|draft| draft.text));
            }
        }
        texts.retain(|text| !text.trim().is_empty());
        texts
    }

    /// Forgets all of it.
    pub fn clear(&self) {
        for name in self.names() {
            set(&name, "");
        }
        set(&self.told, "");
    }

    fn names(&self) -> Vec<String> {
        let Some(storage) = storage() else {
            return Vec::new();
        };
        let count = storage.length().unwrap_or_default();
        let names = (0..count).filter_map(|index| storage.key(index).ok()?);
        let mut names: Vec<_> = names
            .filter(|name| name.starts_with(&self.prefix))
            .collect();
        names.sort();
        names
    }

    fn pile_name(&self, step: &StepId) -> String {
        [&self.prefix, step.as_str()].concat()
    }

    fn name(&self, step: &StepId, cell: &CellId) -> String {
        format!("{}{step}/{cell}", self.prefix)
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn get(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

fn set(name: &str, text: &str) {
    let Some(storage) = storage() else { return };
    let _ = if text.is_empty() {
        storage.remove_item(name)
    } else {
        storage.set_item(name, text)
    };
}

fn read<T: DeserializeOwned>(name: &str) -> Option<T> {
    json::read(&get(name)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(number: u32, cell: &str, text: &str) -> Draft {
        Draft {
            number,
            cell: cell.parse().unwrap(),
            text: text.to_owned(),
        }
    }

    fn pile(drafts: &[(u32, &str, &str)]) -> Pile {
        let mut pile = Pile::default();
        for (number, cell, text) in drafts {
            pile.add(draft(*number, cell, text));
        }
        pile
    }

    #[test]
    fn drafts_are_changed_one_by_one() {
        let mut drafts = pile(&[
            (1, "threats", "Buller"),
            (2, "threats", "Skola"),
            (3, "strengths", "Närhet"),
        ]);
        drafts.rewrite(2, " Skolan \n");
        drafts.move_to(1, "parking".parse().unwrap());
        drafts.remove(3);
        // One that is gone, as another tab may have put it on the table.
        drafts.rewrite(9, "Borta");
        drafts.move_to(9, "threats".parse().unwrap());
        drafts.remove(9);
        assert_eq!(
            drafts,
            pile(&[(1, "parking", "Buller"), (2, "threats", "Skolan")])
        );
    }

    #[test]
    fn a_draft_without_words_is_thrown_away() {
        let mut drafts = pile(&[(1, "threats", "Buller")]);
        drafts.rewrite(1, " \n");
        assert!(drafts.is_empty());
    }

    #[test]
    fn drafts_are_read_as_they_were_kept() {
        let drafts = pile(&[
            (1, "threats", "Buller"),
            (2, "strengths", "Å ä \"ö\"\nrad två"),
        ]);
        let kept = serde_json::to_string(&drafts).unwrap();
        assert_eq!(serde_json::from_str::<Pile>(&kept).unwrap(), drafts);
        assert_eq!(drafts.len(), 2);
        assert_eq!(drafts.drafts()[0], draft(1, "threats", "Buller"));
    }
}
