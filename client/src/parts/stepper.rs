//! A small number, with a button on either side.

use leptos::prelude::*;

use super::{IconButton, Shape, unique_id};
use crate::language::texts;

/// A number between `least` and `most`, stepped by button, arrow key or typing.
#[component]
pub fn Stepper(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<u32>,
    #[prop(into)] least: Signal<u32>,
    #[prop(into)] most: Signal<u32>,
    #[prop(into)] on_change: Callback<u32>,
) -> impl IntoView {
    let t = texts();
    let id = unique_id("stepper-");
    let set = move |wanted: u32| {
        let wanted = wanted.clamp(least.get_untracked(), most.get_untracked());
        if wanted != value.get_untracked() {
            on_change.run(wanted);
        }
    };
    view! {
        <div class="stepper">
            <label for=id.clone()>{label.clone()}</label>
            <div class="stepper-row">
                <IconButton
                    label=[t.one_less(), ": ", &label].concat()
                    icon=Shape::Subtract
                    off=Signal::derive(move || value.get() <= least.get())
                    on_press=move || set(value.get_untracked().saturating_sub(1))
                />
                <input
                    id=id
                    type="number"
                    inputmode="numeric"
                    min=move || least.get()
                    max=move || most.get()
                    prop:value=move || value.get().to_string()
                    on:change=move |event| {
                        if let Ok(wanted) = event_target_value(&event).parse() {
                            set(wanted);
                        }
                        // What was typed may not have been taken.
                        event_target::<web_sys::HtmlInputElement>(&event)
                            .set_value(&value.get_untracked().to_string());
                    }
                />
                <IconButton
                    label=[t.one_more(), ": ", &label].concat()
                    icon=Shape::Add
                    off=Signal::derive(move || value.get() >= most.get())
                    on_press=move || set(value.get_untracked() + 1)
                />
            </div>
        </div>
    }
}
