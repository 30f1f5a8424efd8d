//! The step that the facilitator looks at: its question, the tools for it, and its cells.

use bordsvis_shared::method::Step;
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::ScreenView;
use leptos::prelude::*;

use super::asking::Asking;
use super::balance::BalanceBar;
use super::checklist::Checklist;
use super::desk::Desk;
use super::held::held;
use super::individual::Individually;
use super::invite::JoinLink;
use super::lead::use_lead;
use super::one::OneByOne;
use super::surface::Surface;
use super::tools::{tools, undo_by_keys};
use super::wanted::{Wanted, use_wanted};
use crate::board::Reach;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::leading;
use crate::parts::{Button, Icon, Live, Loading, Shape, Show};
use crate::reactive::memo;
use crate::views::said::NewsOf;

/// The step, made anew when it becomes another one.
#[component]
pub fn Middle() -> impl IntoView {
    let lead = use_lead();
    provide_context(Wanted::new());
    // As it is now: the method may be changed while it is looked at.
    let step = memo(move || {
        let step = lead.viewed.get();
        let session = lead.board.session;
        session.with(|session| session.method.step(&step).cloned())
    });
    move || step.get().map(|step| view! { <StepView step /> })
}

#[component]
fn StepView(step: Step) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let picture = lead.board.picture(&step.id, Reach::Everything);
    let title = step.title.get(t.language()).to_owned();
    let question = step.question.get(t.language()).to_owned();
    let guidance = step.guidance.get(t.language()).to_owned();
    let caution = step.caution.as_ref();
    let caution = caution.map(|text| text.get(t.language()).to_owned());
    let desk = Desk::new(lead, picture, step);
    provide_context(desk);
    undo_by_keys(desk);
    use_wanted().find_on(desk);
    let nothing = memo(move || {
        let written = lead.board.summary.with(|summary| {
            let all = summary.written.values().flatten();
            let all = all.chain(summary.drafting.values());
            all.copied().sum::<u32>()
        });
        picture.track();
        // Notes may come before the summary does, and must not be drawn below this and jump when it goes.
        let empty = picture.arrangement().notes().next().is_none();
        written == 0 && empty && !picture.loading.get()
    });
    view! {
        <section class="lead-middle" aria-labelledby="lead-step" data-scrolls>
            <div class="lead-question">
                <h2 id="lead-step">{title}</h2>
                <p>{question}</p>
                <button
                    class="button quiet"
                    type="button"
                    aria-expanded=move || desk.guided.get().to_string()
                    on:click=move |_| desk.guided.update(|guided| *guided = !*guided)
                >
                    {move || {
                        let shape = if desk.guided.get() { Shape::Down } else { Shape::Right };
                        view! { <Icon shape /> }
                    }}
                    {t.sort_guidance()}
                </button>
                <OneByOne />
            </div>
            {caution.map(|text| {
                view! { <p class="lead-caution"><Icon shape=Shape::Warning />{text}</p> }
            })}
            <p class="lead-guidance" hidden=move || !desk.guided.get()>{guidance}</p>
            <Elsewhere />
            <Individually />
            <div class="lead-doing">
                <Later part=tools meanwhile=|| () />
            </div>
            <Show when=move || picture.loading.get()>
                <Loading what=t.fetching_notes() />
            </Show>
            <Show when=move || nothing.get()>
                <Nothing />
            </Show>
            <BalanceBar />
            <Checklist />
            <Surface />
            <Asking />
            <Show when=move || desk.drag.is_on()>
                <Later part=held meanwhile=|| () />
            </Show>
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
            <div class="lead-nothing-way">
                <Later part=way meanwhile=|| () />
            </div>
        </div>
    }
}

/// How people join.
#[wasm_split(side, fallible)]
fn way() -> Late {
    late(|| view! { <JoinLink table=None /> }.into_any())
}
