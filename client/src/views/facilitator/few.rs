//! What is true of a few notes among a thousand, such as that one is pointed at. Were it a signal that all of
//! them read, each would have to look whenever it changes; so only those hear of it that it concerns.

use std::collections::{HashMap, HashSet};

use bordsvis_shared::id::NoteId;
use leptos::prelude::*;

use crate::reactive::{effect, stored};

/// What is true of a few notes; of all others, what is usual.
pub struct Each<T: Send + Sync + 'static>(StoredValue<Told<T>>);

/// A few notes.
pub type Few = Each<bool>;

impl<T: Send + Sync + 'static> Clone for Each<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Each<T> {}

struct Told<T: Send + Sync + 'static> {
    few: HashMap<NoteId, T>,
    /// One for each note that has asked.
    signals: HashMap<NoteId, ArcRwSignal<T>>,
}

impl<T: Clone + Default + PartialEq + Send + Sync + 'static> Each<T> {
    /// What `what` gives, until the owner goes. It is reactive.
    pub fn told(what: impl Fn() -> HashMap<NoteId, T> + 'static) -> Self {
        let told = stored(Told {
            few: HashMap::new(),
            signals: HashMap::new(),
        });
        effect(move || {
            let few = what();
            told.update_value(|told| told.tell(few));
        });
        Self(told)
    }

    /// What is true of a note.
    pub fn has(&self, note: &NoteId) -> ReadSignal<T> {
        let signal = self.0.try_update_value(|told| {
            let signal = told.signals.entry(note.clone());
            let now = || told.few.get(note).cloned().unwrap_or_default();
            let signal = signal.or_insert_with(|| ArcRwSignal::new(now()));
            signal.read_only()
        });
        signal.expect("the desk outlives its notes").into()
    }
}

impl Few {
    /// Those that `which` gives, until the owner goes. It is reactive.
    pub fn new(which: impl Fn() -> HashSet<NoteId> + 'static) -> Self {
        Self::told(move || which().into_iter().map(|note| (note, true)).collect())
    }
}

impl<T: Clone + Default + PartialEq + Send + Sync + 'static> Told<T> {
    fn tell(&mut self, few: HashMap<NoteId, T>) {
        let before = std::mem::replace(&mut self.few, few);
        let gone = before.keys().filter(|note| !self.few.contains_key(*note));
        for note in gone {
            if let Some(signal) = self.signals.get(note) {
                signal.set(T::default());
            }
        }
        for (note, now) in &self.few {
            if before.get(note) != Some(now)
                && let Some(signal) = self.signals.get(note)
            {
                signal.set(now.clone());
            }
        }
    }
}
