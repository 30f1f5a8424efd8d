//! "Gruppera…": with which cluster, or by which name a new one is made.

use leptos::{ev, prelude::*};

use super::desk::use_desk;
use super::moving::Text;
use crate::board::NoteRef;
use crate::language::texts;
use crate::parts::{Button, Field, Look};
use crate::reactive::{state, stored};

/// What notes are to be gathered with.
#[component]
pub fn Gathering(notes: Vec<NoteRef>) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let own = notes
        .first()
        .map(|note| note.view.with_untracked(|view| view.cluster.clone()));
    let own = own.flatten();
    let clusters = desk.all_clusters().into_iter();
    // As they are when it is asked: nothing moves under a finger.
    let choices: Vec<_> = clusters
        .filter(|cluster| Some(&cluster.id) != own.as_ref())
        .collect();
    let any = !choices.is_empty();
    let title = state(String::new());
    let shown = notes.clone();
    let notes = stored(notes);
    let choices = choices.into_iter().map(|cluster| {
        let (title, cell) = cluster
            .view
            .with_untracked(|view| (view.title.clone(), desk.title(&view.cell)));
        let gather = move |_| {
            desk.asking.set(false);
            notes.with_value(|notes| desk.gather(notes, &cluster));
        };
        view! {
            <button class="choice" type="button" on:click=gather>
                <span>{title}</span>
                <span class="hint">{cell}</span>
            </button>
        }
    });
    let make = move |event: ev::SubmitEvent| {
        event.prevent_default();
        desk.asking.set(false);
        notes.with_value(|notes| desk.make_cluster(notes, title.get_untracked().trim()));
    };
    view! {
        <Text notes=shown />
        {any.then(|| view! { <div class="choices">{choices.collect_view()}</div> })}
        <form class="lead-form" on:submit=make>
            <Field
                label=t.sort_new_cluster()
                value=title
                on_input=move |text| title.set(text)
                placeholder=t.sort_title().to_owned()
                most=60
            />
            <Button look=Look::Primary submit=true>{t.sort_make_cluster()}</Button>
        </form>
    }
}
