//! Fields in which something of the method gets another name, comes or goes.

use leptos::{ev, prelude::*};

use crate::language::texts;
use crate::parts::{Button, Field, Look, Shape, unique_id};
use crate::reactive::state;

/// A name, changed when one leaves the field. Without a name it keeps the one that it has.
#[component]
pub fn Name(
    label: &'static str,
    value: Memo<String>,
    most: usize,
    rename: Callback<String>,
) -> impl IntoView {
    let t = texts();
    let id = unique_id("name-");
    let error = [id.as_str(), "-error"].concat();
    let blank = state(false);
    let described = error.clone();
    let on_change = move |event| {
        let name = event_target_value(&event).trim().to_owned();
        blank.set(name.is_empty());
        if !name.is_empty() && value.with_untracked(|value| *value != name) {
            rename.run(name);
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                autocomplete="off"
                maxlength=most.to_string()
                prop:value=value
                aria-invalid=move || blank.get().then_some("true")
                aria-describedby=move || blank.get().then(|| described.clone())
                on:change=on_change
            />
            <p class="error" id=error hidden=move || !blank.get()>{t.sort_needs_name()}</p>
        </div>
    }
}

/// A field for one more, or why there can't be one.
#[component]
pub fn Adding(
    label: &'static str,
    most: usize,
    full: Memo<bool>,
    full_words: String,
    add: Callback<String>,
) -> impl IntoView {
    let t = texts();
    let name = state(String::new());
    let blank = state(None::<String>);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let wanted = name.get_untracked().trim().to_owned();
        if wanted.is_empty() {
            return blank.set(Some(t.sort_needs_name().to_owned()));
        }
        blank.set(None);
        name.set(String::new());
        add.run(wanted);
    };
    view! {
        <p class="hint" hidden=move || !full.get()>{full_words}</p>
        <form class="lead-method-add" hidden=full on:submit=submit>
            <Field label value=name on_input=move |text| name.set(text) error=blank most />
            <Button icon=Shape::Add submit=true>{t.sort_add()}</Button>
        </form>
    }
}

/// A button that takes something away, once it has been said what that does.
#[component]
pub fn Removing(label: &'static str, warning: String, remove: Callback<()>) -> impl IntoView {
    let t = texts();
    let asks = state(false);
    move || {
        if !asks.get() {
            return view! {
                <Button look=Look::Quiet icon=Shape::Remove on_press=move || asks.set(true)>{label}</Button>
            }
            .into_any();
        }
        let warning = warning.clone();
        view! {
            <div class="lead-method-ask" role="alert">
                <p>{warning}</p>
                <div class="actions">
                    <Button look=Look::Danger on_press=remove>{label}</Button>
                    <Button on_press=move || asks.set(false)>{t.cancel()}</Button>
                </div>
            </div>
        }
        .into_any()
    }
}
