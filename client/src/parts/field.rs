//! A line to write on, with its label, a hint, an error and how much room is left.

use leptos::{html, prelude::*};

use super::unique_id;
use crate::reactive::memo;

/// From this share of the room on, a field says how much is left of it.
const COUNTED_FROM: f64 = 0.75;

/// A field of a form. What is written is the owner's: `value` shows it, `on_input` gives it back.
#[component]
pub fn Field(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(optional, into)] hint: Option<String>,
    /// What is wrong with it; `None` while nothing is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The most characters that it takes.
    #[prop(optional)]
    most: Option<usize>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] placeholder: Signal<String>,
    /// What the browser may fill in, as in HTML.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Texts to choose from, besides what one writes oneself.
    #[prop(optional, into)]
    suggestions: Vec<String>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    #[prop(optional)] node: NodeRef<html::Input>,
) -> impl IntoView {
    let id = unique_id("field-");
    let [hint_id, error_id, list_id] =
        ["-hint", "-error", "-list"].map(|part| [id.as_str(), part].concat());
    let described = {
        let hint = hint.is_some().then(|| hint_id.clone());
        let error_id = error_id.clone();
        move || {
            let error = error.read().is_some().then(|| error_id.clone());
            let ids: Vec<_> = [error, hint.clone()].into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let listed = (!suggestions.is_empty()).then(|| list_id.clone());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <input
                id=id
                node_ref=node
                type=kind
                prop:value=value
                maxlength=most.map(|most| most.to_string())
                placeholder=move || placeholder.get()
                autocomplete=autocomplete
                list=listed
                aria-required=required.then_some("true")
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=described
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            {(!suggestions.is_empty())
                .then(|| {
                    let options = suggestions.into_iter().map(|text| view! { <option value=text></option> });
                    view! { <datalist id=list_id>{options.collect_view()}</datalist> }
                })}
            <p class="error" id=error_id hidden=move || error.read().is_none()>
                {move || error.get()}
            </p>
            {most.map(|most| view! { <RoomLeft value most /> })}
        </div>
    }
}

#[component]
fn RoomLeft(value: Signal<String>, most: usize) -> impl IntoView {
    let t = crate::language::texts();
    let left = memo(move || {
        let written = value.read().chars().count();
        (written as f64 >= most as f64 * COUNTED_FROM).then(|| most.saturating_sub(written))
    });
    view! {
        <p class="hint room" role="status">
            {move || left.get().map(|left| t.characters_left(left))}
        </p>
    }
}
