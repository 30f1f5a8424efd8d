//! The form that makes a board.

use bordsvis_shared::api::MAX_TITLE;
use bordsvis_shared::id::MethodId;
use leptos::{ev, html, prelude::*, task::spawn_local};

use super::{
    create_details::{RecordFields, TableRows},
    home::New,
};
use crate::reactive::{effect, memo, state};
use crate::{
    api::{self, Failure},
    creating::Draft,
    device::{self, Known},
    fetched::Fetched,
    language::texts,
    parts::{Button, Field, Icon, LayoutPicture, Look, Notice, Shape, Stepper, Tone},
    texts::Texts,
};
use bordsvis_shared::{method::Method, session::Role};

/// Where the tab keeps what has been filled in.
const DRAFT: &str = "new-board";

/// Why a board was not created.
#[derive(Clone, PartialEq)]
enum Problem {
    /// The title is missing.
    Title,
    /// The server wants a key, and perhaps another than the one given.
    Key,
    /// Anything else, in words.
    Other(&'static str),
}

/// The form. What is filled in outlives a reload and a failed request.
#[component]
pub fn CreateForm(on_created: Callback<New>) -> impl IntoView {
    let t = texts();
    let draft = state(device::draft(DRAFT).unwrap_or_default());
    effect(move || device::keep_draft(DRAFT, &*draft.read()));
    let methods = Fetched::new(api::methods);
    let problem = state(None);
    let busy = state(false);
    let title = NodeRef::<html::Input>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match create(draft.get_untracked(), methods.got(), t).await {
                Ok(new) => {
                    device::drop_draft(DRAFT);
                    on_created.run(new);
                }
                Err(found) => {
                    if found == Problem::Title
                        && let Some(title) = title.get_untracked()
                    {
                        let _ = title.focus();
                    }
                    problem.set(Some(found));
                    busy.set(false);
                }
            }
        });
    };
    let untitled = move || {
        let untitled = *problem.read() == Some(Problem::Title);
        untitled.then(|| t.create_title_missing().to_owned())
    };
    let set_title = move |text: String| {
        problem.set(None);
        draft.write().title = text;
    };
    view! {
        <form class="slip create" novalidate aria-labelledby="create-heading" on:submit=submit>
            <h2 id="create-heading">{t.create_heading()}</h2>
            <Field
                label=t.create_title()
                value=Signal::derive(move || draft.read().title.clone())
                on_input=set_title
                error=Signal::derive(untitled)
                most=MAX_TITLE
                required=true
                node=title
            />
            <fieldset class="methods">
                <legend>{t.create_method()}</legend>
                {methods.show(
                    t.create_methods_loading(),
                    move |methods| view! { <Methods methods draft /> }.into_any(),
                )}
            </fieldset>
            <fieldset class="tables">
                <legend class="unseen">{t.create_tables()}</legend>
                <TableCount draft />
                <TableRows draft />
            </fieldset>
            <RecordFields draft />
            {move || problem.get().map(|problem| view! { <ProblemNotice problem draft /> })}
            <p class="create-secrets">{t.no_secrets()}</p>
            <Button look=Look::Primary large=true submit=true off=busy>
                {move || if busy.get() { t.create_doing() } else { t.create_do() }}
            </Button>
        </form>
    }
}

/// Asks the server for the board, and remembers its keys on the device.
async fn create(draft: Draft, methods: Option<Vec<Method>>, t: Texts) -> Result<New, Problem> {
    let methods = match methods {
        Some(methods) => methods,
        None => api::methods()
            .await
            .map_err(|failure| Problem::Other(failure.sentence(t)))?,
    };
    let first = methods.first().ok_or(Problem::Other(t.failure_server()))?;
    let wanted = draft
        .board(t, &first.id)
        .map_err(|invalid| match invalid.field {
            "title" => Problem::Title,
            _ => Problem::Other(t.failure_input()),
        })?;
    let created = api::create(&wanted, &draft.create_key).await;
    let board = created.map_err(|failure| match failure {
        Failure::Refused { status: 401, .. } => Problem::Key,
        failure => Problem::Other(failure.sentence(t)),
    })?;
    let keys = [
        (Role::Screen, &board.screen.token),
        (Role::Facilitator, &board.facilitator.token),
    ];
    for (role, token) in keys {
        device::remember_board(Known {
            board: board.id.clone(),
            title: wanted.title.clone(),
            role,
            token: token.clone(),
            table: None,
            at: js_sys::Date::now(),
        });
    }
    Ok(New {
        title: wanted.title,
        board,
    })
}

#[component]
fn Methods(methods: Vec<Method>, draft: RwSignal<Draft>) -> impl IntoView {
    let first = methods.first().map(|method| method.id.clone());
    let chosen = memo(move || draft.read().method.clone().or(first.clone()));
    let cards = methods
        .into_iter()
        .map(|method| view! { <MethodCard method draft chosen /> });
    view! { <div class="method-cards">{cards.collect_view()}</div> }
}

#[component]
fn MethodCard(
    method: Method,
    draft: RwSignal<Draft>,
    chosen: Memo<Option<MethodId>>,
) -> impl IntoView {
    let t = texts();
    let id = method.id.clone();
    let steps = method.steps.iter().map(|step| {
        view! {
            <li>
                <LayoutPicture layout=&step.layout />
                <span>{step.title.get(t.language()).to_owned()}</span>
            </li>
        }
    });
    let checked = {
        let id = id.clone();
        move || chosen.read().as_ref() == Some(&id)
    };
    view! {
        <label class="method">
            <input
                class="unseen"
                type="radio"
                name="method"
                prop:checked=checked
                on:change=move |_| draft.write().method = Some(id.clone())
            />
            <span class="method-head">
                <span class="method-title">{method.title.get(t.language()).to_owned()}</span>
                <span class="method-tick"><Icon shape=Shape::Check /></span>
            </span>
            <span class="method-summary">{method.summary.get(t.language()).to_owned()}</span>
            <ol class="method-steps">{steps.collect_view()}</ol>
            <span class="method-duration">{t.duration(method.minutes)}</span>
        </label>
    }
}

#[component]
fn TableCount(draft: RwSignal<Draft>) -> impl IntoView {
    let t = texts();
    view! {
        <Stepper
            label=t.create_tables_in_room()
            value=Signal::derive(move || draft.read().in_room())
            least=Signal::derive(move || draft.read().least_in_room())
            most=Signal::derive(move || draft.read().most_in_room())
            on_change=move |wanted| draft.write().set_in_room(wanted)
        />
    }
}

#[component]
fn ProblemNotice(problem: Problem, draft: RwSignal<Draft>) -> impl IntoView {
    let t = texts();
    match problem {
        // It stands beside the title.
        Problem::Title => ().into_any(),
        Problem::Other(sentence) => {
            view! { <Notice tone=Tone::Danger>{sentence}</Notice> }.into_any()
        }
        Problem::Key => {
            let given = !draft.read_untracked().create_key.is_empty();
            view! {
                <Notice tone=Tone::Warn>
                    <Field
                        label=t.create_key()
                        kind="password"
                        hint=t.create_key_hint()
                        error=Signal::derive(move || given.then(|| t.create_key_wrong().to_owned()))
                        value=Signal::derive(move || draft.read().create_key.clone())
                        on_input=move |key| draft.write().create_key = key
                    />
                </Notice>
            }
            .into_any()
        }
    }
}
