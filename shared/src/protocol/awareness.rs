//! The awareness updates of y-protocols: who is here, and where they point. They are never stored.

use super::{FrameError, Reader, put_bytes, put_number};

/// The largest awareness frame taken from a participant, in bytes: a name, a colour and a place.
pub const MAX_AWARENESS: usize = 2 * 1024;

/// What one client says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AwarenessState<'a> {
    /// The client, by its id in the document.
    pub client: u32,
    /// Counts what the client has said; what is older than what is known is ignored.
    pub clock: u32,
    /// JSON; `null` when the client is gone.
    pub state: &'a str,
}

impl<'a> AwarenessState<'a> {
    /// Whether the client is gone.
    pub fn is_gone(&self) -> bool {
        self.state == "null"
    }

    /// Reads an awareness update.
    pub fn decode(update: &'a [u8]) -> Result<Vec<Self>, FrameError> {
        let mut reader = Reader(update);
        let count = reader.number()?;
        (0..count).map(|_| Self::read(&mut reader)).collect()
    }

    /// An awareness update of these states.
    pub fn encode(states: &[Self]) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_number(&mut bytes, states.len() as u64);
        for state in states {
            put_number(&mut bytes, state.client.into());
            put_number(&mut bytes, state.clock.into());
            put_bytes(&mut bytes, state.state.as_bytes());
        }
        bytes
    }

    fn read(reader: &mut Reader<'a>) -> Result<Self, FrameError> {
        let mut number = || u32::try_from(reader.number()?).map_err(|_| FrameError::Malformed);
        let (client, clock) = (number()?, number()?);
        let state = reader.text()?;
        // Those who get it parse it, and not all of them expect that to fail.
        serde_json::from_str::<serde::de::IgnoredAny>(state).map_err(|_| FrameError::Malformed)?;
        Ok(Self {
            client,
            clock,
            state,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `encodeAwarenessUpdate` of y-protocols 1.0 writes it.
    #[test]
    fn updates_are_those_of_y_protocols() {
        let bytes = b"\x02\x07\x01\x0c{\"name\":\"A\"}\x80\x01\x02\x04null";
        let states = AwarenessState::decode(bytes).unwrap();
        let named = AwarenessState {
            client: 7,
            clock: 1,
            state: r#"{"name":"A"}"#,
        };
        let gone = AwarenessState {
            client: 128,
            clock: 2,
            state: "null",
        };
        assert_eq!(states, [named, gone]);
        assert!(!named.is_gone() && gone.is_gone());
        assert_eq!(AwarenessState::encode(&states), bytes);
    }

    #[test]
    fn what_others_could_not_parse_is_not_taken() {
        for bytes in [
            b"\x01\x07\x01\x03{ab".as_slice(),
            b"\x01\x07\x01\x00",
            b"\x02\x07\x01\x02{}",
            b"\x01\xff\xff\xff\xff\xff\x01\x01\x02{}",
        ] {
            assert!(
                AwarenessState::decode(bytes).is_err(),
                "{bytes:?} was taken"
            );
        }
    }
}
