//! Listening to an event for as long as a value lives.

use wasm_bindgen::prelude::*;
use web_sys::EventTarget;

/// A listener that goes when it is dropped.
pub struct Listening {
    target: EventTarget,
    event: &'static str,
    heard: Closure<dyn Fn()>,
}

impl Listening {
    /// Does something whenever an event reaches a target.
    pub fn to(
        target: impl Into<EventTarget>,
        event: &'static str,
        act: impl Fn() + 'static,
    ) -> Self {
        let listening = Self {
            target: target.into(),
            event,
            heard: Closure::new(act),
        };
        let heard = listening.heard.as_ref().unchecked_ref();
        let _ = listening
            .target
            .add_event_listener_with_callback(event, heard);
        listening
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let heard = self.heard.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, heard);
    }
}
