//! "Har du en kod?": the field for a board's code.

use bordsvis_shared::id::JoinCode;
use leptos::{ev, html, prelude::*};

use crate::reactive::state;
use crate::{
    language::texts,
    links,
    parts::{Button, Look, unique_id},
};

/// Room for the code as people write it, with spaces or hyphens between.
const MOST: usize = 2 * JoinCode::LENGTH;

/// Asks for a code, and goes to the page of whoever has one.
#[component]
pub fn CodeForm(
    /// What stands there from the beginning.
    #[prop(optional, into)]
    code: String,
    /// What is wrong with that.
    #[prop(optional, into)]
    problem: Option<&'static str>,
) -> impl IntoView {
    let t = texts();
    let id = unique_id("code-");
    let error_id = [id.as_str(), "-error"].concat();
    let error = state(problem);
    let node = NodeRef::<html::Input>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = node.get_untracked() else {
            return;
        };
        match input.value().parse::<JoinCode>() {
            Ok(code) => {
                let _ = location().set_href(&links::join(code.as_str(), None));
            }
            Err(_) => {
                error.set(Some(t.failure_code()));
                let _ = input.focus();
            }
        }
    };
    view! {
        <form class="code-form" novalidate on:submit=submit>
            <label for=id.clone()>{t.home_code()}</label>
            <div class="code-row">
                <input
                    id=id
                    node_ref=node
                    value=code
                    maxlength=MOST.to_string()
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    enterkeyhint="go"
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=error_id.clone()
                />
                <Button look=Look::Primary large=true submit=true>
                    {t.home_join()}
                </Button>
            </div>
            <p class="error" id=error_id role="alert">
                {move || error.get()}
            </p>
        </form>
    }
}
