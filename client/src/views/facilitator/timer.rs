//! The time that is taken: set to some minutes, lengthened, stopped for a while, put away.

use bordsvis_shared::protocol::{MAX_TIMER, TimerChange, ToServer};
use leptos::prelude::*;

use super::lead::{Lead, use_lead};
use crate::countdown::{Left, timer};
use crate::device;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{Button, Dialog, Icon, IconButton, Live, Look, Shape, Show, Stepper};
use crate::reactive::{memo, state};
use crate::sound::ring_when_over;

/// What is usually given, in minutes.
const USUAL: [u32; 5] = [3, 5, 10, 15, 20];
/// How much longer it gets at a press, in seconds.
const LONGER: u32 = 120;

/// The clock in the head of the page.
#[component]
pub fn TimeTaken() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let left = timer(lead.board);
    ring_when_over(left, device::has_sound);
    let taken = memo(move || left.get().is_some());
    let over = memo(move || left.get().is_some_and(Left::is_over));
    let setting = state(false);
    let said = move || {
        if over.get() {
            t.lead_time_over().to_owned()
        } else {
            String::new()
        }
    };
    view! {
        <div class="lead-time" role="group" aria-label=t.lead_time()>
            <button class="button lead-clock" class:over=over type="button" on:click=move |_| setting.set(true)>
                <Icon shape=Shape::Wait />
                {move || match left.get() {
                    None => t.lead_time_take().to_owned(),
                    Some(left) if left.is_over() => t.lead_time_over().to_owned(),
                    Some(left) => left.read(),
                }}
            </button>
            <Show when=move || taken.get()>
                <Running left />
            </Show>
            <Live text=Signal::derive(said) />
            <Dialog title=t.lead_time() open=setting>
                <Later part=move || set(setting) />
            </Dialog>
        </div>
    }
}

/// What can be done to time that is taken.
#[component]
fn Running(left: Memo<Option<Left>>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let running = memo(move || left.get().is_some_and(|left| left.running));
    let over = memo(move || left.get().is_some_and(Left::is_over));
    let label = Signal::derive(move || {
        if running.get() {
            t.lead_time_pause().to_owned()
        } else {
            t.lead_time_resume().to_owned()
        }
    });
    let icon = Signal::derive(move || {
        if running.get() {
            Shape::Pause
        } else {
            Shape::Play
        }
    });
    let longer = move || change(&lead, TimerChange::Extend { seconds: LONGER });
    let halt = move || {
        let running = running.get_untracked();
        change(
            &lead,
            if running {
                TimerChange::Pause
            } else {
                TimerChange::Resume
            },
        );
    };
    let label_of_end = t.lead_time_clear().to_owned();
    view! {
        <Button on_press=longer>{t.lead_time_longer()}</Button>
        <Show when=move || !over.get()>
            <IconButton label icon on_press=halt />
        </Show>
        <IconButton label=label_of_end icon=Shape::Close on_press=move || change(&lead, TimerChange::Clear) />
    }
}

#[wasm_split(aside, fallible)]
fn set(open: RwSignal<bool>) -> Late {
    late(move || view! { <Setting open /> }.into_any())
}

/// How long it is to be, and whether it sounds.
#[component]
fn Setting(open: RwSignal<bool>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let start = move |minutes: u32| {
        change(
            &lead,
            TimerChange::Start {
                seconds: minutes * 60,
            },
        );
        open.set(false);
    };
    let own = state(30_u32);
    let usual = USUAL.map(|minutes| {
        view! { <Button on_press=move || start(minutes)>{t.lead_minutes(minutes)}</Button> }
    });
    view! {
        <div class="lead-usual" role="group" aria-label=t.lead_time_usual()>{usual}</div>
        <div class="lead-own-time">
            <Stepper
                label=t.lead_time_own()
                value=own
                least=Signal::stored(1)
                most=Signal::stored(MAX_TIMER / 60)
                on_change=move |minutes| own.set(minutes)
            />
            <Button look=Look::Primary on_press=move || start(own.get_untracked())>{t.lead_time_start()}</Button>
        </div>
        <label class="lead-check">
            <input
                type="checkbox"
                checked=device::has_sound()
                on:change=move |event| device::remember_sound(event_target_checked(&event))
            />
            {t.lead_time_sound()}
        </label>
    }
}

fn change(lead: &Lead, change: TimerChange) {
    lead.command(ToServer::Timer { change });
}
