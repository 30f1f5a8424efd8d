//! Keeps the machine awake while a page is in sight, where the browser can (Screen Wake Lock API).

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Keeps the machine awake until the owner goes. A browser lets go of the lock when the page is
/// hidden, so it is asked again whenever the page is shown.
pub fn keep_awake() {
    ask();
    let again = window_event_listener(leptos::ev::visibilitychange, |_| {
        if !document().hidden() {
            ask();
        }
    });
    on_cleanup(move || again.remove());
}

/// Where there is no such thing, as on plain HTTP, the machine's own settings decide.
fn ask() {
    let ask = || -> Result<JsValue, JsValue> {
        let lock = Reflect::get(&window().navigator(), &"wakeLock".into())?;
        let request: Function = Reflect::get(&lock, &"request".into())?.dyn_into()?;
        request.call1(&lock, &"screen".into())
    };
    let _ = ask();
}
