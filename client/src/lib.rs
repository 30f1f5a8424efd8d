//! The client: every screen, in Leptos, compiled to WebAssembly.
//!
//! Components emit intents and never fetch or write state themselves; what can be told without a
//! browser lives in modules of its own, tested natively.

#![forbid(unsafe_code)]

pub mod api;
pub mod app;
pub mod board;
pub mod creating;
pub mod device;
pub mod fetched;
pub mod joining;
pub mod language;
pub mod leading;
pub mod links;
pub mod parts;
pub mod showing;
pub mod texts;
pub mod views;

mod backoff;
mod by_scope;
mod cells;
#[cfg(test)]
mod contrast;
mod countdown;
mod drafts;
mod drag;
mod focus;
mod keep;
mod later;
mod listening;
mod lock;
mod measured;
mod media;
mod outbox;
mod pixels;
mod random;
mod reactive;
mod socket;
mod sound;
mod visible;
mod wake;

/// Puts the page that the address asks for into the browser's window, out of those that `page` knows.
/// Each program of this crate knows some: a phone at a table need not fetch what a facilitator uses.
pub fn mount(page: app::Pages) {
    leptos::mount::mount_to_body(move || leptos::view! { <app::App page /> });
}
