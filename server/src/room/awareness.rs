//! Who is present in one document: one state for each subscription, never stored, and sent on in
//! ticks so that only the newest of each counts. A state is what its client says of itself, but for
//! who that is: that the server says.

use std::collections::BTreeMap;

use bordsvis_shared::id::ParticipantId;
use bordsvis_shared::protocol::{AwarenessState, FrameError};
use serde_json::{Map, Value};

use super::subscription::SubscriptionId;

/// Above this many present, those who come later are not shown to each other: with so many, people
/// look at counts.
const MAX_PRESENT: usize = 100;
/// Where a state says who it is that is present.
const IDENTITY: &str = "participant";

/// The awareness states of one document.
#[derive(Default)]
pub(super) struct Awareness {
    present: BTreeMap<u32, Present>,
    /// What changed since the last tick: each client's clock, and its state unless it left.
    changed: BTreeMap<u32, (u32, Option<String>)>,
}

struct Present {
    by: SubscriptionId,
    participant: ParticipantId,
    clock: u32,
    state: String,
}

impl Awareness {
    /// Takes in what a participant's subscription says. What it says of other people's clients is not
    /// listened to: stock clients report those whom they have not heard of for a while. Its own
    /// client may be known from a connection that has not been found out to be gone.
    pub fn take(
        &mut self,
        by: SubscriptionId,
        participant: &ParticipantId,
        update: &[u8],
    ) -> Result<(), FrameError> {
        for said in AwarenessState::decode(update)? {
            match self.present.get(&said.client) {
                Some(known) if known.participant != *participant || known.clock >= said.clock => {
                    continue;
                }
                Some(known) => self.leave(known.by),
                None if said.is_gone() => continue,
                None => {}
            }
            self.leave(by);
            if said.is_gone() || self.present.len() >= MAX_PRESENT {
                continue;
            }
            let state = stamped(said.state, participant)?;
            let changed = (said.clock, Some(state.clone()));
            self.changed.insert(said.client, changed);
            let present = Present {
                by,
                participant: participant.clone(),
                clock: said.clock,
                state,
            };
            self.present.insert(said.client, present);
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

/// A state that says whose it is.
fn stamped(state: &str, participant: &ParticipantId) -> Result<String, FrameError> {
    let state: Result<Map<String, Value>, _> = serde_json::from_str(state);
    let mut state = state.map_err(|_| FrameError::Malformed)?;
    state.insert(IDENTITY.to_owned(), participant.as_str().into());
    Ok(Value::Object(state).to_string())
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

    /// What others hear.
    fn heard(client: u32, clock: u32, participant: &str) -> Vec<u8> {
        let state = format!(r#"{{"participant":"{participant}"}}"#);
        said(client, clock, &state)
    }

    fn take(awareness: &mut Awareness, by: SubscriptionId, who: &str, update: &[u8]) {
        awareness.take(by, &who.parse().unwrap(), update).unwrap();
    }

    #[test]
    fn only_the_newest_of_each_is_sent_on() {
        let mut awareness = Awareness::default();
        take(&mut awareness, 1, "anna", &said(7, 1, r#"{"at":1}"#));
        take(&mut awareness, 1, "anna", &said(7, 2, "{}"));
        take(&mut awareness, 1, "anna", &said(7, 1, r#"{"at":3}"#));
        assert_eq!(awareness.take_changed(), heard(7, 2, "anna"));
        assert!(awareness.is_unchanged());
        assert_eq!(awareness.all(), heard(7, 2, "anna"));
    }

    #[test]
    fn nobody_speaks_for_others_or_for_two() {
        let mut awareness = Awareness::default();
        let posing = said(7, 1, r#"{"participant":"bo"}"#);
        take(&mut awareness, 1, "anna", &posing);
        take(&mut awareness, 2, "bo", &said(7, 9, "null"));
        take(&mut awareness, 2, "bo", &said(7, 9, "{}"));
        assert_eq!(awareness.all(), heard(7, 1, "anna"));
        take(&mut awareness, 1, "anna", &said(8, 1, "{}"));
        assert_eq!(awareness.all(), heard(8, 1, "anna"));
        let nameless = awareness.take(1, &"anna".parse().unwrap(), &said(8, 2, "[]"));
        assert_eq!(nameless, Err(FrameError::Malformed));
    }

    #[test]
    fn who_leaves_is_reported_gone() {
        let mut awareness = Awareness::default();
        take(&mut awareness, 1, "anna", &said(7, 1, "{}"));
        take(&mut awareness, 2, "bo", &said(8, 3, "{}"));
        awareness.take_changed();
        awareness.leave(1);
        assert_eq!(awareness.take_changed(), said(7, 1, "null"));
        take(&mut awareness, 2, "bo", &said(8, 4, "null"));
        assert_eq!(awareness.take_changed(), said(8, 3, "null"));
        assert_eq!(awareness.all(), [0]);
    }

    #[test]
    fn who_comes_back_is_present_before_the_old_connection_is_found_gone() {
        let mut awareness = Awareness::default();
        take(&mut awareness, 1, "anna", &said(7, 1, "{}"));
        take(&mut awareness, 2, "anna", &said(7, 2, "{}"));
        awareness.leave(1);
        assert_eq!(awareness.all(), heard(7, 2, "anna"));
    }
}
