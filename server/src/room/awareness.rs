//! Who is present in one document, as its clients say of themselves: one state for each subscription,
//! never stored, and sent on in ticks so that only the newest of each counts.

use std::collections::BTreeMap;

use bordsvis_shared::protocol::{AwarenessState, FrameError};

use super::subscription::SubscriptionId;

/// Above this many present, those who come later are not shown to each other: with so many, people
/// look at counts.
const MAX_PRESENT: usize = 100;

/// The awareness states of one document.
#[derive(Default)]
pub(super) struct Awareness {
    present: BTreeMap<u32, Present>,
    /// What changed since the last tick: each client's clock, and its state unless it left.
    changed: BTreeMap<u32, (u32, Option<String>)>,
}

struct Present {
    by: SubscriptionId,
    clock: u32,
    state: String,
}

impl Awareness {
    /// Takes in what a subscription says. What it says of other people's clients is not listened
    /// to: stock clients report those whom they have not heard of for a while.
    pub fn take(&mut self, by: SubscriptionId, update: &[u8]) -> Result<(), FrameError> {
        for said in AwarenessState::decode(update)? {
            match self.present.get(&said.client) {
                Some(known) if known.by != by || known.clock >= said.clock => continue,
                None if said.is_gone() => continue,
                _ => self.leave(by),
            }
            if said.is_gone() || self.present.len() >= MAX_PRESENT {
                continue;
            }
            let state = said.state.to_owned();
            let changed = (said.clock, Some(state.clone()));
            self.changed.insert(said.client, changed);
            let clock = said.clock;
            self.present
                .insert(said.client, Present { by, clock, state });
        }
        Ok(())
    }

    /// A subscription is gone, and with it its client.
    pub fn leave(&mut self, by: SubscriptionId) {
        for (client, left) in self.present.extract_if(.., |_, present| present.by == by) {
            self.changed.insert(client, (left.clock, None));
        }
    }

    /// Everyone who is present, as an awareness update.
    pub fn all(&self) -> Vec<u8> {
        let present = self.present.iter();
        let states: Vec<_> = present
            .map(|(client, present)| AwarenessState {
                client: *client,
                clock: present.clock,
                state: &present.state,
            })
            .collect();
        AwarenessState::encode(&states)
    }

    /// Whether nobody is present.
    pub fn is_empty(&self) -> bool {
        self.present.is_empty()
    }

    /// Whether nothing would be sent.
    pub fn is_unchanged(&self) -> bool {
        self.changed.is_empty()
    }

    /// What changed since the last time, as an awareness update.
    pub fn take_changed(&mut self) -> Vec<u8> {
        let states: Vec<_> = self
            .changed
            .iter()
            .map(|(client, (clock, state))| AwarenessState {
                client: *client,
                clock: *clock,
                state: state.as_deref().unwrap_or("null"),
            })
            .collect();
        let update = AwarenessState::encode(&states);
        self.changed.clear();
        update
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(client: u32, clock: u32, state: &str) -> Vec<u8> {
        AwarenessState::encode(&[AwarenessState {
            client,
            clock,
            state,
        }])
    }

    #[test]
    fn only_the_newest_of_each_is_sent_on() {
        let mut awareness = Awareness::default();
        awareness.take(1, &said(7, 1, "{}")).unwrap();
        awareness.take(1, &said(7, 2, "[]")).unwrap();
        awareness.take(1, &said(7, 1, "{}")).unwrap();
        assert_eq!(awareness.take_changed(), said(7, 2, "[]"));
        assert!(awareness.is_unchanged());
        assert_eq!(awareness.all(), said(7, 2, "[]"));
    }

    #[test]
    fn nobody_speaks_for_others_or_for_two() {
        let mut awareness = Awareness::default();
        awareness.take(1, &said(7, 1, "{}")).unwrap();
        awareness.take(2, &said(7, 9, "null")).unwrap();
        awareness.take(2, &said(7, 9, "[]")).unwrap();
        assert_eq!(awareness.all(), said(7, 1, "{}"));
        awareness.take(1, &said(8, 1, "{}")).unwrap();
        assert_eq!(awareness.all(), said(8, 1, "{}"));
    }

    #[test]
    fn who_leaves_is_reported_gone() {
        let mut awareness = Awareness::default();
        awareness.take(1, &said(7, 1, "{}")).unwrap();
        awareness.take(2, &said(8, 3, "{}")).unwrap();
        awareness.take_changed();
        awareness.leave(1);
        assert_eq!(awareness.take_changed(), said(7, 1, "null"));
        awareness.take(2, &said(8, 4, "null")).unwrap();
        assert_eq!(awareness.take_changed(), said(8, 3, "null"));
        assert_eq!(awareness.all(), [0]);
    }
}
