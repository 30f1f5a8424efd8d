//! Which notes one wants to see, and by what they are laid side by side: search, filters, groups. What is
//! covered stays so, whatever one looks for.

use bordsvis_shared::id::TableNo;
use leptos::{ev, html, prelude::*};

use super::desk::{GroupBy, Sieve, Tagged, use_desk};
use super::lead::use_lead;
use crate::focus::is_typing;
use crate::language::texts;
use crate::parts::{Button, Look, Shape, Show};
use crate::reactive::memo;
use crate::texts::Texts;

/// The value of the choice of what has no category; no category is called so.
const WITHOUT: &str = "-";

/// Search, filters and groups.
#[component]
pub fn Sifting() -> impl IntoView {
    let desk = use_desk();
    let sifts = memo(move || desk.is_sifting());
    view! {
        <Search />
        <TableFilter />
        <PlaceFilter />
        <TagFilter />
        <Grouping />
        <Show when=move || sifts.get()>
            <Found />
        </Show>
    }
}

/// The field for words. The key / leads there.
#[component]
fn Search() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let field = NodeRef::<html::Input>::new();
    let listener = window_event_listener(ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        let open = document().query_selector("dialog[open]").ok().flatten();
        if event.key() == "/" && !modified && !is_typing() && open.is_none() {
            event.prevent_default();
            if let Some(field) = field.get_untracked() {
                let _ = field.focus();
            }
        }
    });
    on_cleanup(move || listener.remove());
    let words = move || desk.sieve.with(|sieve| sieve.words.clone());
    let set = move |words: String| desk.sieve.update(|sieve| sieve.words = words);
    view! {
        <input
            class="lead-search"
            type="search"
            node_ref=field
            aria-label=t.sort_search()
            placeholder=t.sort_search()
            aria-keyshortcuts="/"
            prop:value=words
            on:input=move |event| set(event_target_value(&event))
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.prevent_default();
                    set(String::new());
                }
            }
        />
    }
}

/// Which tables' notes are looked at.
#[component]
fn TableFilter() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let tables = lead.board.session.with_untracked(|session| {
        let names = session.tables.iter().map(|table| table.name.clone());
        names.collect::<Vec<_>>()
    });
    let options = tables.into_iter().zip(1_u16..).map(|(name, number)| {
        let chosen = move || lead.only.get() == Some(TableNo(number));
        view! { <option value=number selected=chosen>{name}</option> }
    });
    let choose = move |event| {
        let number = event_target_value(&event).parse().ok();
        lead.only.set(number.map(TableNo));
    };
    view! {
        <select class="lead-filter" aria-label=t.lead_filter() on:change=choose>
            <option value="" selected=move || lead.only.get().is_none()>{t.lead_all_tables()}</option>
            {options.collect_view()}
        </select>
    }
}

/// Which municipalities' notes are looked at, where tables stand for several.
#[component]
fn PlaceFilter() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let places = memo(move || {
        let mut places = desk.board.session.with(|session| {
            let places = session.tables.iter();
            places
                .filter_map(|table| table.municipality.clone())
                .collect::<Vec<_>>()
        });
        places.sort();
        places.dedup();
        places
    });
    let chosen = move |place: &str| {
        let is = |sieve: &Sieve| sieve.municipality.as_deref() == Some(place);
        desk.sieve.with(is)
    };
    let choose = move |event| {
        let place = Some(event_target_value(&event)).filter(|place| !place.is_empty());
        desk.sieve.update(|sieve| sieve.municipality = place);
    };
    view! {
        <Show when=move || { places.with(|places| places.len() > 1) }>
            <select class="lead-filter" aria-label=t.sort_municipality() on:change=choose>
                <option value="">{t.sort_all_municipalities()}</option>
                {move || {
                    let option = |place: String| {
                        let value = place.clone();
                        let selected = chosen(&place);
                        view! { <option value=value selected=selected>{place}</option> }
                    };
                    places.get().into_iter().map(option).collect_view()
                }}
            </select>
        </Show>
    }
}

/// Notes of which category are looked at.
#[component]
fn TagFilter() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let tags = desk.tags.get_value();
    if tags.is_empty() {
        return ().into_any();
    }
    let options = tags.into_iter().map(|tag| {
        let id = tag.id.clone();
        let chosen = move || {
            let of = Tagged::With(id.clone());
            desk.sieve.with(|sieve| sieve.tag == of)
        };
        view! { <option value=tag.id selected=chosen>{tag.title}</option> }
    });
    let choose = move |event| {
        let tag = match event_target_value(&event) {
            value if value.is_empty() => Tagged::Either,
            value if value == WITHOUT => Tagged::Without,
            value => Tagged::With(value),
        };
        desk.sieve.update(|sieve| sieve.tag = tag);
    };
    let either = move || desk.sieve.with(|sieve| sieve.tag == Tagged::Either);
    let without = move || desk.sieve.with(|sieve| sieve.tag == Tagged::Without);
    view! {
        <select class="lead-filter" aria-label=t.sort_tag() on:change=choose>
            <option value="" selected=either>{t.sort_all_tags()}</option>
            {options.collect_view()}
            <option value=WITHOUT selected=without>{t.sort_untagged()}</option>
        </select>
    }
    .into_any()
}

/// By what notes are laid side by side.
#[component]
fn Grouping() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let ways = memo(move || {
        let tables = desk.board.session.with(|session| session.tables.clone());
        desk.tags.with_value(|tags| GroupBy::of(&tables, tags))
    });
    let choose = move |event| {
        let at: usize = event_target_value(&event).parse().unwrap_or_default();
        let by = ways.with_untracked(|ways| ways.get(at).copied());
        desk.by.set(by.unwrap_or_default());
    };
    view! {
        <select class="lead-filter" aria-label=t.sort_by() on:change=choose>
            {move || {
                let option = |(at, by): (usize, GroupBy)| {
                    let chosen = move || desk.by.get() == by;
                    view! { <option value=at.to_string() selected=chosen>{name(t, by)}</option> }
                };
                ways.get().into_iter().enumerate().map(option).collect_view()
            }}
        </select>
    }
}

fn name(t: Texts, by: GroupBy) -> &'static str {
    match by {
        GroupBy::Cell => t.sort_by_cell(),
        GroupBy::Tag => t.sort_by_tag(),
        GroupBy::Table => t.sort_by_table(),
        GroupBy::Municipality => t.sort_by_municipality(),
    }
}

/// How many notes were found, to be chosen all at once.
#[component]
fn Found() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let lead = desk.lead;
    let count = memo(move || desk.all_shown().len());
    let clear = move || {
        lead.only.set(None);
        desk.sieve.set(Sieve::default());
    };
    view! {
        <span class="lead-found" role="status">{move || t.sort_found(count.get())}</span>
        <Show when=move || count.get() != 0>
            <Button
                icon=Shape::Check
                on_press=move || desk.choose_all(&untrack(|| desk.all_shown()))
            >
                {move || t.sort_choose_all(count.get())}
            </Button>
        </Show>
        <Button look=Look::Quiet on_press=clear>{t.sort_show_all()}</Button>
    }
}
