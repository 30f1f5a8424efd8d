//! The addresses of the pages. Secrets and codes stand in the fragment, which browsers never send:
//!
//! | page | address |
//! |---|---|
//! | home | `/` |
//! | join | `/join`, `/join#<CODE>`, `/join#<CODE>/<table>` |
//! | a seat at a table | `/table#<board>`, its key kept on the device; `/table#<board>/screen` opens what the big screen shows |
//! | facilitator, big screen, remote control | `/facilitator#<board>/<token>`, `/screen#…`, `/remote#…` |
//! | table cards, worksheets | `/cards#<board>/<token>`, `/worksheets#…` |
//! | the same seat, from another device | `/device#<board>/<ticket>` |

use bordsvis_shared::id::{BoardId, JoinCode, TableNo};

/// The page where people join, as it is written on a wall: without scheme and fragment.
pub fn spoken(join_url: &str) -> &str {
    let bare = join_url.split('#').next().unwrap_or(join_url);
    bare.split_once("://").map_or(bare, |(_, rest)| rest)
}

/// Where one joins by a code, at once at a table if it is given.
pub fn join(code: &str, table: Option<TableNo>) -> String {
    match table {
        Some(table) => format!("/join#{code}/{table}"),
        None => format!("/join#{code}"),
    }
}

/// One's own seat at a table.
pub fn table(board: &BoardId) -> String {
    format!("/table#{board}")
}

/// The same seat, at what the big screen shows.
pub fn table_reading(board: &BoardId) -> String {
    format!("/table#{board}/screen")
}

/// Where a board is led.
pub fn facilitator(board: &BoardId, token: &str) -> String {
    format!("/facilitator#{board}/{token}")
}

/// The big screen.
pub fn screen(board: &BoardId, token: &str) -> String {
    format!("/screen#{board}/{token}")
}

/// The cards to print, one for each table.
pub fn cards(board: &BoardId, token: &str) -> String {
    format!("/cards#{board}/{token}")
}

/// The remote control, for a phone.
pub fn remote(board: &BoardId, token: &str) -> String {
    format!("/remote#{board}/{token}")
}

/// The worksheets to print, for tables without devices.
pub fn worksheets(board: &BoardId, token: &str) -> String {
    format!("/worksheets#{board}/{token}")
}

/// What the fragment of the join page says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Invitation {
    /// The code as it was written, valid or not; empty when there is none.
    pub code: String,
    /// The table, in the link of a table.
    pub table: Option<TableNo>,
}

impl Invitation {
    /// Reads a fragment, with or without its `#`.
    pub fn read(fragment: &str) -> Self {
        let fragment = fragment.trim_start_matches('#');
        let (code, table) = fragment.split_once('/').unwrap_or((fragment, ""));
        Self {
            code: code.to_owned(),
            table: table.parse().ok().filter(|n| *n > 0).map(TableNo),
        }
    }

    /// The code, if it can be one.
    pub fn code(&self) -> Option<JoinCode> {
        self.code.parse().ok()
    }
}

/// A board, and what follows it in a fragment: a token, or a place within the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrance {
    pub board: BoardId,
    /// The token; or, on the page of a table, the tab. Empty when nothing follows.
    pub rest: String,
}

impl Entrance {
    /// Reads a fragment, with or without its `#`; `None` when it names no board.
    pub fn read(fragment: &str) -> Option<Self> {
        let fragment = fragment.trim_start_matches('#');
        let (board, rest) = fragment.split_once('/').unwrap_or((fragment, ""));
        Some(Self {
            board: board.parse().ok()?,
            rest: rest.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragment(address: &str) -> &str {
        &address[address.find('#').unwrap()..]
    }

    #[test]
    fn addresses_read_back() {
        let board: BoardId = "b7k2".parse().unwrap();
        for (address, rest) in [
            (facilitator(&board, "key"), "key"),
            (screen(&board, "key"), "key"),
            (cards(&board, "key"), "key"),
            (remote(&board, "key"), "key"),
            (worksheets(&board, "key"), "key"),
            (table(&board), ""),
            (table_reading(&board), "screen"),
        ] {
            let entrance = Entrance::read(fragment(&address)).unwrap();
            assert_eq!(
                (entrance.board.as_str(), entrance.rest.as_str()),
                ("b7k2", rest)
            );
        }
        let invitation = Invitation::read(fragment(&join("K7P2XQ", Some(TableNo(3)))));
        assert_eq!(invitation.code().unwrap().as_str(), "K7P2XQ");
        assert_eq!(invitation.table, Some(TableNo(3)));
    }

    #[test]
    fn fragments_that_nobody_wrote_lead_nowhere() {
        assert_eq!(Entrance::read(""), None);
        assert_eq!(Entrance::read("#å/key"), None);
        assert_eq!(Invitation::read("").code(), None);
        assert_eq!(Invitation::read("#K7P2XQ/0").table, None);
        assert_eq!(Invitation::read("#K7P2XQ/x").table, None);
    }

    #[test]
    fn an_address_is_written_on_a_wall_without_what_a_machine_needs() {
        assert_eq!(
            spoken("https://bordsvis.example/join#K7P2XQ"),
            "bordsvis.example/join"
        );
    }
}
