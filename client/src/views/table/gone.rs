//! A seat that leads nowhere any longer: what became of it, what to do, and what one had written.

use bordsvis_shared::protocol::RefusalReason;
use leptos::prelude::*;

use crate::board::Opening;
use crate::language::texts;
use crate::parts::{CopyButton, Message, Page};
use crate::views::said::RefusedEdits;

/// Why the board can't be read, and the texts that nobody else has.
#[component]
pub fn Gone(opening: Opening, reason: RefusalReason) -> impl IntoView {
    let t = texts();
    let (title, text, href, way) = match reason {
        RefusalReason::NotFound => (t.no_board(), t.failure_no_board(), "/", t.to_start()),
        RefusalReason::Removed => (
            t.removed_seat(),
            t.removed_seat_help(),
            "/join",
            t.to_join(),
        ),
        _ => (t.seat_gone(), t.no_seat_help(), "/join", t.to_join()),
    };
    let kept = opening.board().map(|board| {
        let kept = board.drafts().texts().into_iter().map(|text| {
            view! {
                <li class="slip kept-text">
                    <p class="note-text">{text.clone()}</p>
                    <CopyButton text />
                </li>
            }
        });
        let kept = kept.collect::<Vec<_>>();
        let some = !kept.is_empty();
        view! {
            <RefusedEdits board />
            {some.then(|| view! { <h2>{t.your_words()}</h2> })}
            <ul class="slips">{kept}</ul>
        }
    });
    view! {
        <Page class="narrow gone">
            <Message title text>
                <a class="button primary" href=href>{way}</a>
            </Message>
            {kept}
        </Page>
    }
}
