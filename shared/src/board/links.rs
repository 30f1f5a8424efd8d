//! What was written from what: a cause from a situation, a measure from a cause. A note names those
//! that it came from; who looks at one of them wants to know the way back as well.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::schema::{Content, Note};
use crate::id::{NoteId, Scope, StepId, TableNo};

/// A note where it was written, whether a step shows it or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Its id.
    pub id: NoteId,
    /// The step that it was written in.
    pub step: StepId,
    /// The table that wrote it.
    pub table: TableNo,
    /// Whether it has been taken down.
    pub aside: bool,
    /// What it says.
    pub note: Arc<Note>,
}

/// The notes of all documents at hand, and how they name one another. Those in the bin are not among
/// them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    notes: BTreeMap<NoteId, Written>,
    answers: BTreeMap<NoteId, Vec<NoteId>>,
}

impl Links {
    /// The links of some documents.
    pub fn of<'a>(documents: impl Iterator<Item = (&'a Scope, &'a Content)>) -> Self {
        let mut links = Self::default();
        for (scope, content) in documents {
            let (step, table, aside) = match scope {
                Scope::Table(step, table) => (step, *table, false),
                Scope::Aside(step, table) => (step, *table, true),
                Scope::Board | Scope::Plenary(_) => continue,
            };
            for (id, note) in &content.notes {
                if aside || !links.notes.contains_key(id) {
                    let written = Written {
                        id: id.clone(),
                        step: step.clone(),
                        table,
                        aside,
                        note: Arc::clone(note),
                    };
                    links.notes.insert(id.clone(), written);
                }
            }
        }
        links.notes.retain(|_, written| written.note.bin.is_none());
        for (id, written) in &links.notes {
            for from in &written.note.from {
                links
                    .answers
                    .entry(from.clone())
                    .or_default()
                    .push(id.clone());
            }
        }
        links
    }

    /// A note, if it is at hand.
    pub fn note(&self, note: &NoteId) -> Option<&Written> {
        self.notes.get(note)
    }

    /// The notes that a note was written from, as far as they are at hand.
    pub fn origins(&self, note: &NoteId) -> impl Iterator<Item = &Written> {
        let written = self.notes.get(note);
        let from = written.into_iter().flat_map(|written| &written.note.from);
        from.filter_map(|from| self.notes.get(from))
    }

    /// The notes that were written from a note.
    pub fn answers(&self, note: &NoteId) -> impl Iterator<Item = &Written> {
        let answers = self.answers.get(note).into_iter().flatten();
        answers.filter_map(|answer| self.notes.get(answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Position, Rank};

    fn note(from: &[&str], bin: Option<i64>) -> Arc<Note> {
        Arc::new(Note {
            text: String::new(),
            pos: Position {
                cell: "cause".parse().unwrap(),
                rank: Rank::between(None, None, [1; Rank::RANDOM_BYTES]),
            },
            by: String::new(),
            at: 0,
            tags: Default::default(),
            fields: Default::default(),
            lifted: false,
            from: from.iter().map(|id| id.parse().unwrap()).collect(),
            bin,
        })
    }

    fn ids<'a>(written: impl Iterator<Item = &'a Written>) -> Vec<&'a str> {
        written.map(|written| written.id.as_str()).collect()
    }

    #[test]
    fn links_are_read_both_ways() {
        let content = |notes: &[(&str, Arc<Note>)]| Content {
            notes: notes
                .iter()
                .map(|(id, note)| (id.parse().unwrap(), Arc::clone(note)))
                .collect(),
            ..Content::default()
        };
        let scope = |name: &str| name.parse::<Scope>().unwrap();
        let documents = [
            (
                scope("now/table/1"),
                content(&[("s", note(&[], None)), ("t", note(&[], None))]),
            ),
            (
                scope("why/table/1"),
                content(&[
                    ("c", note(&["s", "s2"], None)),
                    ("d", note(&["s"], None)),
                    ("e", note(&["s"], Some(1))),
                    ("f", note(&["t"], None)),
                ]),
            ),
            // It names nothing any longer.
            (scope("why/aside/1"), content(&[("f", note(&[], None))])),
        ];
        let links = Links::of(documents.iter().map(|(scope, content)| (scope, content)));
        let id = |name: &str| name.parse::<NoteId>().unwrap();
        assert_eq!(ids(links.answers(&id("s"))), ["c", "d"]);
        assert_eq!(ids(links.origins(&id("c"))), ["s"]);
        assert_eq!(links.answers(&id("t")).count(), 0);
        assert!(links.note(&id("f")).is_some_and(|written| written.aside));
        assert_eq!(links.note(&id("e")), None);
    }
}
