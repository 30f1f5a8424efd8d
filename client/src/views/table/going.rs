//! Where the page is, and how it gets elsewhere without being loaded anew.

use bordsvis_shared::id::BoardId;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::address::Address;
use crate::links::{self, Entrance};
use crate::listening::Listening;
use crate::reactive::{state, stored};

/// The address of the page, as long as it stands.
#[derive(Clone, Copy)]
pub struct Going {
    pub address: RwSignal<Address>,
    /// What of one's own table was last shown, for the way back from the big screen.
    table: RwSignal<Address>,
    board: StoredValue<BoardId>,
    /// Whether the entry of the history before this one is what one closes to.
    opened: StoredValue<bool>,
}

impl Going {
    /// Follows the browser's address until the owner goes.
    pub fn new(board: BoardId) -> Self {
        let going = Self {
            address: state(Address::CURRENT),
            table: state(Address::CURRENT),
            board: stored(board),
            opened: stored(false),
        };
        going.look();
        let listening = Listening::to(window(), "hashchange", move || {
            going.opened.set_value(false);
            going.look();
        });
        StoredValue::new_local(listening);
        going
    }

    /// Shows something else in place of what is shown.
    pub fn replace(&self, address: Address) {
        let href = self.href(&address);
        let _ = history().replace_state_with_url(&JsValue::NULL, "", Some(&href));
        self.set(address);
    }

    /// Shows something that one comes back from.
    pub fn open(&self, address: Address) {
        let href = self.href(&address);
        let _ = history().push_state_with_url(&JsValue::NULL, "", Some(&href));
        self.opened.set_value(true);
        self.set(address);
    }

    /// Goes back from what was opened, to `address`.
    pub fn close(&self, address: Address) {
        if self.opened.get_value() {
            let _ = history().back();
        } else {
            self.replace(address);
        }
    }

    /// The address of one's own table, as it was last shown. Reactive.
    pub fn table_href(&self) -> String {
        self.table.with(|address| self.href(address))
    }

    /// The address of the big screen as text.
    pub fn screen_href(&self) -> String {
        self.href(&Address::Screen)
    }

    fn href(&self, address: &Address) -> String {
        let table = self.board.with_value(links::table);
        match address.rest() {
            rest if rest.is_empty() => table,
            rest => [table, rest].join("/"),
        }
    }

    fn look(&self) {
        let fragment = location().hash().unwrap_or_default();
        match Entrance::read(&fragment) {
            Some(there) if self.board.with_value(|here| *here == there.board) => {
                self.set(Address::read(&there.rest));
            }
            // Another board, or none.
            _ => drop(location().reload()),
        }
    }

    fn set(&self, address: Address) {
        if address != Address::Screen {
            self.table.set(address.clone());
        }
        self.address.set(address);
    }
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}
