//! The big screen in plenary: what the facilitator chose to show, and nothing to operate.

use bordsvis_shared::id::StepId;
use leptos::prelude::*;

use crate::board::{Board, Connection, Reach};
use crate::countdown::timer;
use crate::device;
use crate::language::{texts, use_board_language};
use crate::links::Entrance;
use crate::parts::{Loading, Message, Stage, page_title};
use crate::reactive::{effect, memo, state};
use crate::showing::{Showing, showing, step_on_screen};
use crate::sound::{ring, ring_when_over};
use crate::wake::keep_awake;

/// The page `/screen#<board>/<token>`.
#[component]
pub fn ScreenPage() -> impl IntoView {
    let t = texts();
    let fragment = window().location().hash().unwrap_or_default();
    let denied = move || {
        view! {
            <main class="page narrow">
                <Message title=t.screen_denied_title() text=t.failure_link() />
            </main>
        }
        .into_any()
    };
    let Some(Entrance { board, rest: token }) = Entrance::read(&fragment) else {
        return denied();
    };
    page_title(t.screen_title());
    keep_awake();
    let opening = Board::open(board, token);
    let shown = move || match (opening.denied(), opening.board()) {
        (Some(_), _) => denied(),
        (None, Some(board)) => view! { <main class="screen"><Screen board /></main> }.into_any(),
        (None, None) => {
            view! { <main class="screen"><Loading what=t.screen_loading() /></main> }.into_any()
        }
    };
    shown.into_any()
}

#[component]
fn Screen(board: Board) -> impl IntoView {
    let t = texts();
    let follow_language = use_board_language();
    effect(move || follow_language(board.session.with(|session| session.language)));
    let offline = memo(move || board.connection.get() != Connection::Online);
    let full = move |_| {
        if let Some(page) = document().document_element() {
            let _ = page.request_fullscreen();
        }
    };
    let sounds = state(device::has_screen_sound());
    ring_when_over(timer(board), move || sounds.get_untracked());
    let sound = move |_| {
        let on = !sounds.get_untracked();
        device::remember_screen_sound(on);
        sounds.set(on);
        if on {
            // At once, as a browser plays nothing that nobody has pressed for; and so that it is known how loud it is.
            let _ = ring();
        }
    };
    view! {
        <OnScreen board=board />
        {move || {
            offline
                .get()
                .then(|| view! { <p class="screen-note" role="status">{t.screen_reconnecting()}</p> })
        }}
        <div class="screen-tools">
            <button class="button" type="button" on:click=full>{t.screen_full()}</button>
            <button
                class="button"
                type="button"
                aria-pressed=move || sounds.get().to_string()
                on:click=sound
            >
                {t.screen_sound()}
            </button>
        </div>
    }
}

/// What the big screen shows, on a stage: for the projector, and small for the facilitator.
#[component]
pub fn OnScreen(board: Board) -> impl IntoView {
    on_screen(board, move |step, showing| {
        view! { <Stage board step showing /> }
    })
}

/// What the big screen shows, in the step that it shows, drawn by `draw`.
pub fn on_screen<V: IntoView + 'static>(
    board: Board,
    draw: impl Fn(StepId, Signal<Showing>) -> V + Send + 'static,
) -> impl IntoView {
    let t = texts();
    let step = memo(move || {
        board.session.with(|session| {
            let view = board.summary.with(|summary| session.on_screen(summary));
            step_on_screen(&view, session).clone()
        })
    });
    // The step's documents are open for as long as it is on the screen.
    move || {
        let step = step.get();
        // Whoever looks at this may read more than what is revealed; the screen may not.
        let picture = board.picture(&step, Reach::Revealed);
        let showing = memo(move || {
            let session = board.session.get();
            let summary = board.summary.get();
            picture.track();
            showing(&session, &summary, &picture.arrangement(), t.language())
        });
        draw(step, showing.into())
    }
}
