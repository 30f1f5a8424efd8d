//! A cluster in its cell: what its notes have in common, how many tables they come from, and the notes.

use leptos::{ev, html, prelude::*};

use super::cell::{Slips, Stops};
use super::desk::{Asked, Desk, handle_of, use_desk};
use crate::board::ClusterRef;
use crate::focus::focus_soon;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{Icon, Menu, MenuItem, Shape, Show};
use crate::reactive::{effect, memo, stored};
use crate::texts::Texts;

/// The longest title of a cluster, in characters: one line on the big screen.
const MOST_TITLE: u16 = 60;

/// A cluster with its notes.
#[component]
pub fn Cluster(cluster: ClusterRef, stops: Stops) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let id = stored(cluster.id.clone());
    let folded = memo(move || id.with_value(|id| desk.folded.with(|folded| folded.contains(id))));
    let naming = memo(move || id.with_value(|id| desk.naming.with(|n| n.as_ref() == Some(id))));
    let on_screen = memo(move || id.with_value(|id| desk.is_shown(id)));
    let view = cluster.view.clone();
    let title = memo(move || view.with(|view| view.title.clone()));
    let view = cluster.view.clone();
    let of = memo(move || {
        let all = desk.board.session.with(|session| session.tables.len());
        t.sort_of_tables(view.with(|view| view.tables.len()), all)
    });
    let notes = desk.shown(cluster.notes.clone());
    let unsaved = {
        let view = cluster.view.clone();
        memo(move || view.with(|view| !view.saved))
    };
    let fold = move |_| {
        let id = id.get_value();
        desk.folded.update(|folded| {
            if !folded.remove(&id) {
                folded.insert(id);
            }
        });
    };
    let label = Signal::derive(move || t.sort_cluster_menu(&title.read()));
    let menu = cluster.clone();
    let [head, handle] = [(); 2].map(|()| cluster.id.to_string());
    view! {
        <li class="lead-cluster" class:shown=on_screen>
            <div class="lead-cluster-head" data-cluster=head>
                <button
                    class="icon-button"
                    type="button"
                    data-handle=handle
                    aria-expanded=move || (!folded.get()).to_string()
                    aria-label=move || t.sort_cluster_handle(&title.read(), &of.read())
                    on:click=fold
                >
                    {move || {
                        let shape = if folded.get() { Shape::Right } else { Shape::Down };
                        view! { <Icon shape /> }
                    }}
                </button>
                <div class="lead-cluster-name">
                    {move || {
                        if naming.get() {
                            let cluster = cluster.clone();
                            view! { <Later part=move || name_of(cluster.clone()) meanwhile=|| () /> }.into_any()
                        } else {
                            view! { <strong>{move || title.get()}</strong> }.into_any()
                        }
                    }}
                    <span class="lead-cluster-of">
                        {move || of.get()}
                        <Show when=move || on_screen.get()>
                            <span class="mark"><Icon shape=Shape::Screen />{t.lead_is_shown()}</span>
                        </Show>
                        <Show when=move || unsaved.get()>
                            <span class="mark"><Icon shape=Shape::Wait />{t.being_saved()}</span>
                        </Show>
                    </span>
                </div>
                <Menu label items=move |()| items(t, desk, &menu) />
            </div>
            <Show when=move || !folded.get()>
                <Slips notes label=title.get_untracked() stops />
            </Show>
        </li>
    }
}

fn items(t: Texts, desk: Desk, cluster: &ClusterRef) -> Vec<MenuItem> {
    let item = |words: &str, act: fn(&Desk, &ClusterRef)| {
        let cluster = cluster.clone();
        MenuItem::new(words, move || act(&desk, &cluster))
    };
    let shown = untrack(|| desk.is_shown(&cluster.id));
    let show = if shown {
        t.lead_unshow()
    } else {
        t.lead_show()
    };
    let chosen = desk.all_chosen();
    let gather = (!chosen.is_empty()).then(|| {
        let (words, cluster) = (t.sort_gather_chosen(chosen.len()), cluster.clone());
        MenuItem::new(words, move || desk.gather(&chosen, &cluster)).icon(Shape::Add)
    });
    let merge = |desk: &Desk, cluster: &ClusterRef| desk.merge(&cluster.notes.get_untracked());
    [
        item(show, Desk::show_cluster).icon(Shape::Screen),
        item(t.sort_rename(), |desk, cluster| {
            desk.naming.set(Some(cluster.id.clone()));
        })
        .icon(Shape::Edit),
        item(t.move_to(), |desk, cluster| {
            desk.ask(Asked::MoveCluster(cluster.clone()));
        })
        .icon(Shape::Move),
    ]
    .into_iter()
    .chain(gather)
    .chain([
        item(t.sort_merge_all(), merge),
        item(t.sort_dissolve(), Desk::dissolve).icon(Shape::Undo),
    ])
    .collect()
}

#[wasm_split(sorting, fallible)]
fn name_of(cluster: ClusterRef) -> Late {
    late(move || view! { <Naming cluster=cluster.clone() /> }.into_any())
}

/// The field for the title, in its place.
#[component]
fn Naming(cluster: ClusterRef) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let field = NodeRef::<html::Input>::new();
    let id = stored(cluster.id.clone());
    let named = cluster.id.clone();
    let title = cluster.view.with_untracked(|view| view.title.clone());
    effect(move || {
        if let Some(field) = field.get() {
            // Once it stands in the page.
            request_animation_frame(move || {
                let _ = field.focus();
                field.select();
            });
        }
    });
    let save = move || {
        if let Some(field) = field.get_untracked() {
            id.with_value(|id| desk.name(id, &field.value()));
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let key = event.key();
        if event.is_composing() || !matches!(key.as_str(), "Enter" | "Escape") {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        if key == "Enter" {
            save();
        } else {
            desk.naming.set(None);
        }
        focus_soon([id.with_value(handle_of)]);
    };
    view! {
        <input
            node_ref=field
            aria-label=t.sort_title()
            maxlength=MOST_TITLE.to_string()
            prop:value=title
            on:keydown=on_key
            // Also told when the field is taken away, and then nothing of it is left to be read.
            on:blur=move |_| {
                if desk.naming.with_untracked(|naming| naming.as_ref() == Some(&named)) {
                    save();
                }
            }
        />
    }
}
