//! Where the focus is, and where it goes when what had it goes away.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Whether somebody types: keys belong to the field then, and nothing may speak or move under them.
pub fn is_typing() -> bool {
    document()
        .active_element()
        .is_some_and(|active| matches!(active.tag_name().as_str(), "TEXTAREA" | "INPUT"))
}

/// Whether a key says that one is done typing in a field of several lines.
pub fn ends_typing(event: &KeyboardEvent) -> bool {
    let key = event.key();
    let ctrl = event.ctrl_key() || event.meta_key();
    !event.is_composing() && (key == "Escape" || (key == "Enter" && ctrl))
}

/// Focuses what the first of some selectors finds, once what is being drawn stands: the board draws
/// with the next frame, and the page with the one after it.
pub fn focus_soon<const N: usize>(selectors: [String; N]) {
    soon(move || {
        if let Some(found) = selectors.iter().find_map(|selector| find(selector)) {
            let _ = found.focus();
        }
    });
}

/// Brings what a selector finds into view, as soon as [`focus_soon`].
pub fn show_soon(selector: String) {
    soon(move || {
        if let Some(found) = find(&selector) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            found.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Focuses the field of the dialog that is open, as it would have been had it been there when the dialog opened: unless
/// somebody is at something else in it by now.
pub fn focus_dialog_soon() {
    let field = "dialog[open]:not(:has(.dialog > :not(header):focus-within)) :is(textarea, input[type=text])";
    focus_soon([field.to_owned()]);
}

/// Does something once what is being drawn stands.
pub fn soon(act: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(act));
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}
