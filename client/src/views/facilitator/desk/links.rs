//! What notes were written from, and what was written from them. All of it is looked up once for the
//! whole desk, and told to those notes alone that have any.

use std::collections::HashMap;
use std::sync::Arc;

use bordsvis_shared::board::Written;
use bordsvis_shared::id::{NoteId, StepId};
use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::super::few::Each;
use crate::board::{Board, Picture};
use crate::cells::Cells;
use crate::language::texts;

/// The links of a note, if it has any.
pub type Linked = Option<Arc<Links>>;

/// The links of a note.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    /// What it was written from.
    pub from: Vec<Link>,
    /// The first of those that a later step has written from it, with their number.
    pub answers: Vec<(Link, usize)>,
}

/// The other end of a link.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub note: NoteId,
    pub step: StepId,
    pub text: String,
}

/// The links of all notes of a step, until the owner goes.
pub fn told(picture: Picture, step: &Step, board: Board) -> Each<Linked> {
    let cells = Cells::of(step, texts().language());
    let cells: Vec<_> = cells
        .all()
        .iter()
        .map(|cell| picture.cell(&cell.id))
        .collect();
    let drawn_from = board.session.with_untracked(|session| {
        let mut steps = session.method.steps.iter();
        steps.any(|later| later.draws_from.contains(&step.id))
    });
    // Where no note can be written from another, nothing is looked up at each change.
    if step.draws_from.is_empty() && step.balance.is_none() && !drawn_from {
        return Each::told(HashMap::new);
    }
    let steps: Vec<StepId> = board.session.with_untracked(|session| {
        let steps = session.method.steps.iter();
        steps.map(|step| step.id.clone()).collect()
    });
    Each::told(move || {
        picture.track();
        let mut all = HashMap::new();
        for notes in &cells {
            notes.with_untracked(|notes| {
                for note in notes {
                    let wrote = note.view.with_untracked(|view| !view.note.from.is_empty());
                    let from = wrote.then(|| picture.origins(&note.id));
                    let links = links(from.unwrap_or_default(), &picture.answers(&note.id), &steps);
                    if links != Links::default() {
                        all.insert(note.id.clone(), Some(Arc::new(links)));
                    }
                }
            });
        }
        all
    })
}

fn links(from: Vec<Written>, answers: &[Written], steps: &[StepId]) -> Links {
    let of_step = |step: &StepId| {
        let mut of_step = answers.iter().filter(|answer| answer.step == *step);
        let first = link(of_step.next()?);
        Some((first, 1 + of_step.count()))
    };
    Links {
        from: from.iter().map(link).collect(),
        answers: steps.iter().filter_map(of_step).collect(),
    }
}

fn link(written: &Written) -> Link {
    Link {
        note: written.id.clone(),
        step: written.step.clone(),
        text: written.note.text.clone(),
    }
}
