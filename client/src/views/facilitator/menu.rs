//! The board's own menu: what is told, who is there, what opens the board, what is printed.

use bordsvis_shared::method::Language;
use bordsvis_shared::protocol::ToServer;
use leptos::prelude::*;

use super::board_dialog::{About, board_dialog};
use super::lead::use_lead;
use crate::language::{texts, use_choice};
use crate::later::Later;
use crate::links;
use crate::parts::{Dialog, Menu, MenuItem, Shape};
use crate::reactive::state;
use crate::texts::Texts;

/// The menu, and the dialog that it opens.
#[component]
pub fn BoardMenu() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let speak = use_choice();
    let about = state(None::<About>);
    let open = state(false);
    let ask = move |what: About| {
        about.set(Some(what));
        open.set(true);
    };
    let items = move |()| {
        let asks = |what: About| MenuItem::new(what.title(t), move || ask(what));
        let (board, key) = (lead.board_id(), lead.key.get_value());
        let [cards, worksheets] = [links::cards(&board, &key), links::worksheets(&board, &key)];
        let language = match t.language() {
            Language::Sv => Language::En,
            Language::En => Language::Sv,
        };
        let closed = lead.board.session.with_untracked(|session| session.closed);
        let reopen = move || lead.command(ToServer::Close { closed: false });
        vec![
            asks(About::Message).icon(Shape::Listen),
            asks(About::Invite).icon(Shape::Add),
            asks(About::People),
            asks(About::Leaders),
            asks(About::Remote).icon(Shape::Remote),
            asks(About::Code).icon(Shape::Redo),
            MenuItem::new(t.lead_cards(), move || open_beside(&cards)).icon(Shape::Print),
            MenuItem::new(t.lead_worksheets(), move || open_beside(&worksheets)).icon(Shape::Print),
            asks(About::Method).icon(Shape::Edit),
            asks(About::Record),
            asks(About::Shortcuts),
            MenuItem::new(Texts::endonym(language), move || speak(language)),
            MenuItem::new(t.accessibility(), || open_beside("/accessibility")),
            if closed {
                MenuItem::new(t.lead_reopen(), reopen).icon(Shape::Unlock)
            } else {
                asks(About::Closing).icon(Shape::Lock).danger()
            },
        ]
    };
    let title = Signal::derive(move || about.get().map_or("", |about| about.title(t)).to_owned());
    view! {
        <Menu label=t.lead_menu() items />
        <Dialog title open>
            {move || about.get().map(|about| view! { <Later part=move || board_dialog(about, open) /> })}
        </Dialog>
    }
}

fn open_beside(address: &str) {
    let _ = window().open_with_url_and_target(address, "_blank");
}
