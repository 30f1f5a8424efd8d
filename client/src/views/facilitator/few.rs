//! What is true of a few notes among a thousand, such as that one is pointed at. Were it a signal that all of
//! them read, each would have to look whenever it changes; so only those hear of it that it concerns.

use std::collections::{HashMap, HashSet};

use bordsvis_shared::id::NoteId;
use leptos::prelude::*;

use crate::reactive::{effect, stored};

/// A few notes.
#[derive(Clone, Copy)]
pub struct Few(StoredValue<Told>);

#[derive(Default)]
struct Told {
    few: HashSet<NoteId>,
    /// One for each note that has asked.
    signals: HashMap<NoteId, ArcRwSignal<bool>>,
}

impl Few {
    /// Those that `which` gives, until the owner goes. It is reactive.
    pub fn new(which: impl Fn() -> HashSet<NoteId> + 'static) -> Self {
        let told = stored(Told::default());
        effect(move || {
            let few = which();
            told.update_value(|told| {
                for note in told.few.symmetric_difference(&few) {
                    if let Some(signal) = told.signals.get(note) {
                        signal.set(few.contains(note));
                    }
                }
                told.few = few;
            });
        });
        Self(told)
    }

    /// Whether a note is one of them.
    pub fn has(&self, note: &NoteId) -> ReadSignal<bool> {
        let signal = self.0.try_update_value(|told| {
            let signal = told.signals.entry(note.clone());
            let few = &told.few;
            let signal = signal.or_insert_with(|| ArcRwSignal::new(few.contains(note)));
            signal.read_only()
        });
        signal.expect("the desk outlives its notes").into()
    }
}
