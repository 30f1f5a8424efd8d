//! The board's own menu: what is told, who is there, what opens the board, what is printed. Each
//! dialog is a part of its own.

use bordsvis_shared::method::Language;
use bordsvis_shared::protocol::ToServer;
use leptos::prelude::*;

use super::code::ChangeCode;
use super::invite::Invite;
use super::lead::use_lead;
use super::leaders::Leaders;
use super::message::Message;
use super::people::PeopleList;
use super::record::RecordList;
use super::remote::RemoteControl;
use super::shortcuts::Shortcuts;
use crate::language::{texts, use_choice};
use crate::links;
use crate::parts::{Button, Dialog, Look, Menu, MenuItem, Shape};
use crate::reactive::state;
use crate::texts::Texts;

/// What a dialog of the menu is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Message,
    Invite,
    People,
    Leaders,
    Remote,
    Code,
    Record,
    Shortcuts,
    Closing,
}

impl About {
    /// What the dialog, and its item in the menu, is called.
    fn title(self, t: Texts) -> &'static str {
        match self {
            Self::Message => t.lead_message(),
            Self::Invite => t.lead_invite(),
            Self::People => t.lead_people(),
            Self::Leaders => t.lead_leaders(),
            Self::Remote => t.lead_remote(),
            Self::Code => t.lead_code_change(),
            Self::Record => t.lead_record(),
            Self::Shortcuts => t.lead_shortcuts(),
            Self::Closing => t.lead_close(),
        }
    }
}

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
            {move || match about.get() {
                Some(About::Message) => view! { <Message open /> }.into_any(),
                Some(About::Invite) => view! { <Invite /> }.into_any(),
                Some(About::People) => view! { <PeopleList /> }.into_any(),
                Some(About::Leaders) => view! { <Leaders /> }.into_any(),
                Some(About::Remote) => view! { <RemoteControl /> }.into_any(),
                Some(About::Code) => view! { <ChangeCode open /> }.into_any(),
                Some(About::Record) => view! { <RecordList /> }.into_any(),
                Some(About::Shortcuts) => view! { <Shortcuts /> }.into_any(),
                Some(About::Closing) => view! { <Closing open /> }.into_any(),
                None => ().into_any(),
            }}
        </Dialog>
    }
}

fn open_beside(address: &str) {
    let _ = window().open_with_url_and_target(address, "_blank");
}

/// Asks whether the board is to be closed.
#[component]
fn Closing(open: RwSignal<bool>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let close = move || {
        open.set(false);
        lead.command(ToServer::Close { closed: true });
    };
    view! {
        <p>{t.lead_close_ask()}</p>
        <div class="actions">
            <Button look=Look::Danger on_press=close>{t.lead_close()}</Button>
            <Button on_press=move || open.set(false)>{t.cancel()}</Button>
        </div>
    }
}
