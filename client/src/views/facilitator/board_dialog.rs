//! What the board's own menu asks about, each in the same dialog: nobody needs it at the first look.

use bordsvis_shared::protocol::ToServer;
use leptos::prelude::*;

use super::code::ChangeCode;
use super::invite::Invite;
use super::lead::use_lead;
use super::leaders::Leaders;
use super::message::Message;
use super::method::MethodEditor;
use super::people::PeopleList;
use super::record::RecordList;
use super::remote::RemoteControl;
use super::shortcuts::Shortcuts;
use crate::language::texts;
use crate::later::{Late, late, wasm_split};
use crate::parts::{Button, Look};
use crate::texts::Texts;

/// What a dialog of the menu is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Message,
    Invite,
    People,
    Leaders,
    Remote,
    Code,
    Record,
    Method,
    Shortcuts,
    Closing,
}

impl About {
    /// What the dialog, and its item in the menu, is called.
    pub fn title(self, t: Texts) -> &'static str {
        match self {
            Self::Message => t.lead_message(),
            Self::Invite => t.lead_invite(),
            Self::People => t.lead_people(),
            Self::Leaders => t.lead_leaders(),
            Self::Remote => t.lead_remote(),
            Self::Code => t.lead_code_change(),
            Self::Record => t.lead_record(),
            Self::Method => t.sort_method(),
            Self::Shortcuts => t.lead_shortcuts(),
            Self::Closing => t.lead_close(),
        }
    }
}

/// What the dialog holds.
#[wasm_split(aside, fallible)]
pub fn board_dialog(about: About, open: RwSignal<bool>) -> Late {
    late(move || view! { <BoardDialog about open /> }.into_any())
}

#[component]
fn BoardDialog(about: About, open: RwSignal<bool>) -> impl IntoView {
    match about {
        About::Message => view! { <Message open /> }.into_any(),
        About::Invite => view! { <Invite /> }.into_any(),
        About::People => view! { <PeopleList /> }.into_any(),
        About::Leaders => view! { <Leaders /> }.into_any(),
        About::Remote => view! { <RemoteControl /> }.into_any(),
        About::Code => view! { <ChangeCode open /> }.into_any(),
        About::Record => view! { <RecordList /> }.into_any(),
        About::Method => view! { <MethodEditor /> }.into_any(),
        About::Shortcuts => view! { <Shortcuts /> }.into_any(),
        About::Closing => view! { <Closing open /> }.into_any(),
    }
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
