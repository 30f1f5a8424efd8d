//! The step that the facilitator looks at: its question, the tools for it, and its cells.

use bordsvis_shared::id::TableNo;
use bordsvis_shared::method::Step;
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::ScreenView;
use leptos::{ev, prelude::*};

use super::bin::Bin;
use super::cell::Cells;
use super::desk::{Desk, use_desk};
use super::held::Held;
use super::individual::Individually;
use super::invite::JoinLink;
use super::lead::use_lead;
use super::moving::MoveDialog;
use super::tray::Trays;
use crate::board::{Picture, Reach, Undone};
use crate::focus::is_typing;
use crate::language::texts;
use crate::leading;
use crate::parts::{Button, IconButton, Live, Loading, Look, Shape, Show};
use crate::reactive::memo;
use crate::views::said::NewsOf;

/// The step, made anew when it becomes another one.
#[component]
pub fn Middle() -> impl IntoView {
    let lead = use_lead();
    move || {
        let step = lead.viewed.get();
        let step = lead
            .board
            .session
            .with_untracked(|session| session.method.step(&step).cloned());
        step.map(|step| view! { <StepView step /> })
    }
}

#[component]
fn StepView(step: Step) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let picture = lead.board.picture(&step.id, Reach::Everything);
    let title = step.title.get(t.language()).to_owned();
    let question = step.question.get(t.language()).to_owned();
    let desk = Desk::new(lead, picture, step);
    provide_context(desk);
    undo_by_keys(desk);
    let nothing = memo(move || {
        let written = lead.board.summary.with(|summary| {
            let all = summary.written.values().flatten();
            all.copied().sum::<u32>()
        });
        written == 0 && !picture.loading.get()
    });
    view! {
        <section class="lead-middle" aria-labelledby="lead-step" data-scrolls>
            <div class="lead-question">
                <h2 id="lead-step">{title}</h2>
                <p>{question}</p>
            </div>
            <Elsewhere />
            <Individually />
            <Tools />
            <Show when=move || picture.loading.get()>
                <Loading what=t.fetching_notes() />
            </Show>
            <Show when=move || nothing.get()>
                <Nothing />
            </Show>
            <Cells />
            <MoveDialog />
            <Held />
            <Live text=desk.said />
            <NewsOf picture cells=desk.cells.with_value(|cells| cells.all().to_vec()) />
        </section>
    }
}

/// Where everyone is, for a facilitator who looks elsewhere.
#[component]
fn Elsewhere() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let words = move || {
        let led = lead.led.get();
        lead.board.session.with_untracked(|session| {
            let step = session.method.step(&led)?;
            let number = leading::number(session, &led);
            Some(t.lead_elsewhere(number, step.title.get(t.language())))
        })
    };
    let back = move || lead.look(&lead.led.get_untracked());
    view! {
        <Show when=move || lead.is_elsewhere()>
            <div class="notice lead-elsewhere">
                <p>{words}</p>
                <Button on_press=back>{t.lead_return()}</Button>
            </div>
        </Show>
    }
}

/// What there is to do with the step's notes as a whole.
#[component]
fn Tools() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let picture = desk.picture;
    let off = |can: Signal<bool>| Signal::derive(move || !can.get());
    let undo = move || desk.tell_undone(picture.undo());
    let redo = move || desk.tell_undone(picture.redo());
    let covers = memo(move || desk.unrevealed.with(|tables| !tables.is_empty()));
    let peek = move || desk.peeking.update(|peeking| *peeking = !*peeking);
    let chosen = memo(move || desk.chosen.with(|chosen| chosen.len()));
    view! {
        <div class="lead-tools">
            <TableFilter />
            <Show when=move || covers.get()>
                <Button
                    icon=Shape::Shown
                    pressed=Signal::from(desk.peeking)
                    on_press=peek
                >
                    {t.lead_peek()}
                </Button>
            </Show>
            <Trays />
            <div class="lead-tools-end">
                <Bin />
                <IconButton label=t.undo() icon=Shape::Undo off=off(picture.can_undo) on_press=undo />
                <IconButton label=t.redo() icon=Shape::Redo off=off(picture.can_redo) on_press=redo />
            </div>
        </div>
        <Show when=move || chosen.get() != 0>
            <Chosen count=chosen />
        </Show>
    }
}

/// What can be done to all chosen notes.
#[component]
fn Chosen(count: Memo<usize>) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let places = desk.later_steps().into_iter().map(|step| {
        let title = t.lead_place_in(step.title.get(t.language()));
        let ask = move || desk.ask(desk.all_chosen(), Some(step.id.clone()));
        view! { <Button icon=Shape::Right on_press=ask>{title}</Button> }
    });
    view! {
        <div class="lead-chosen" role="group" aria-label=move || t.lead_chosen(count.get())>
            <strong>{move || t.lead_chosen(count.get())}</strong>
            <Button icon=Shape::Move on_press=move || desk.ask(desk.all_chosen(), None)>{t.move_to()}</Button>
            {places.collect_view()}
            <Button icon=Shape::Remove on_press=move || desk.remove(&desk.all_chosen())>{t.remove()}</Button>
            <Button look=Look::Quiet on_press=move || desk.clear()>{t.lead_clear()}</Button>
        </div>
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

/// What to do first: nobody has written anything on the board.
#[component]
fn Nothing() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let show = move || {
        lead.command(ToServer::Screen {
            view: ScreenView::Join,
        });
    };
    view! {
        <div class="lead-nothing slip">
            <div>
                <h3>{t.lead_nothing()}</h3>
                <p>{t.lead_share()}</p>
                <Button icon=Shape::Screen on_press=show>{t.lead_share_screen()}</Button>
            </div>
            <JoinLink table=None />
        </div>
    }
}

/// Takes back by Ctrl+Z, and does again by Ctrl+Shift+Z or Ctrl+Y, until the owner goes. A field has
/// its own.
fn undo_by_keys(desk: Desk) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || is_typing() {
            return;
        }
        let undone: fn(&Picture) -> Undone = match event.key().as_str() {
            "z" if !event.shift_key() => Picture::undo,
            "z" | "Z" | "y" => Picture::redo,
            _ => return,
        };
        event.prevent_default();
        desk.tell_undone(undone(&desk.picture));
    });
    on_cleanup(move || listener.remove());
}
