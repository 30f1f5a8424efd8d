//! The browser's own locks, which end with the tab that holds them, however it ends.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What to do about a lock that somebody else holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    /// Go without.
    GiveUp,
    /// Wait until they are gone.
    Wait,
}

/// Claims a lock for as long as this tab lives; says whether it has it now.
///
/// A browser without locks, or a page that was not fetched in a secure way, says so of every lock.
/// Two tabs may then make the same edits, which comes to the same as making them once.
pub async fn claim(name: &str, otherwise: Otherwise) -> bool {
    let (answer, answered) = oneshot::channel();
    let answer = Rc::new(RefCell::new(Some(answer)));
    let Some(request) = request(name, otherwise, Rc::clone(&answer)) else {
        return true;
    };
    spawn_local(async move {
        // It fails where the page may not use locks at all.
        if JsFuture::from(request).await.is_err() {
            tell(&answer, true);
        }
    });
    answered.await.unwrap_or(true)
}

type Answer = Rc<RefCell<Option<oneshot::Sender<bool>>>>;

fn tell(answer: &Answer, claimed: bool) {
    if let Some(answer) = answer.take() {
        let _ = answer.send(claimed);
    }
}

fn request(name: &str, otherwise: Otherwise, answer: Answer) -> Option<Promise> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    let now = otherwise == Otherwise::GiveUp;
    Reflect::set(&options, &"ifAvailable".into(), &now.into()).ok()?;
    let granted = Closure::once_into_js(move |lock: JsValue| {
        tell(&answer, !lock.is_null());
        // A lock is held until this promise is kept, which it never is.
        let for_ever = || Promise::new(&mut |_, _| {}).into();
        if lock.is_null() {
            JsValue::NULL
        } else {
            for_ever()
        }
    });
    let request = request.call3(&locks, &name.into(), &options, &granted);
    request.ok()?.dyn_into().ok()
}
