//! A dialog over the page. The browser's own element keeps the focus inside, closes on Esc and gives
//! the focus back to where it was. A press beside it does nothing: somebody may be writing.

use leptos::{html, prelude::*};

use crate::parts::Show;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::{IconButton, Shape, unique_id};
use crate::language::texts;
use crate::reactive::effect;

/// Who opens a dialog in order to write can write at once.
fn focus_field(dialog: &HtmlDialogElement) {
    let field = dialog.query_selector("textarea, input[type=text]");
    let field = field.ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// A modal dialog, shown while `open`. Its content is made anew each time.
#[component]
pub fn Dialog(
    #[prop(into)] title: Signal<String>,
    open: RwSignal<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let t = texts();
    let id = unique_id("dialog-");
    let node = NodeRef::<html::Dialog>::new();
    effect(move || {
        let (Some(dialog), open) = (node.get(), open.get()) else {
            return;
        };
        if open {
            // Once its content stands, so that the browser finds what to focus.
            request_animation_frame(move || {
                if dialog.is_connected() && !dialog.open() {
                    let _ = dialog.show_modal();
                    focus_field(&dialog);
                }
            });
        } else if dialog.open() {
            dialog.close();
        }
    });
    let labelled = id.clone();
    view! {
        <dialog node_ref=node aria-labelledby=labelled on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <div class="dialog">
                    <header>
                        <h2 id=id.clone()>{move || title.get()}</h2>
                        <IconButton label=t.close() icon=Shape::Close on_press=move || open.set(false) />
                    </header>
                    {children()}
                </div>
            </Show>
        </dialog>
    }
}
