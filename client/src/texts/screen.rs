//! Texts of the big screen.

use super::Texts;

texts! {
    screen_pause: "Paus", "Pause";
    screen_paused: "Storbilden är släckt en stund.", "The big screen is blank for a while.";
    screen_reconnecting: "Återansluter…", "Reconnecting…";
    screen_join_at: "Gå med på", "Join at";
    screen_code: "Kod", "Code";
    screen_or_go_to: "eller gå till", "or go to";
    screen_or_code: "och skriv koden", "and type the code";
    screen_scan: "Skanna med mobilens kamera", "Scan with your phone's camera";
    screen_empty: "Inget ännu", "Nothing yet";
    screen_gone: "Lappen finns inte längre på tavlan.", "The note is no longer on the board.";
    screen_full: "Helskärm", "Full screen";
    screen_loading: "Hämtar tavlan…", "Fetching the board…";
    screen_title: "Storbilden", "The big screen";
    screen_denied_title: "Storbilden går inte att öppna", "The big screen can't be opened";
}

impl Texts {
    /// How much has been written, and at how many tables.
    pub fn screen_written(self, notes: u32, tables: u32) -> String {
        let table = if tables == 1 { "table" } else { "tables" };
        let (lapp, note) = if notes == 1 {
            ("lapp", "note")
        } else {
            ("lappar", "notes")
        };
        match notes {
            0 => self.pick("Inga lappar ännu".to_owned(), "No notes yet".to_owned()),
            _ => self.pick(
                format!("{notes} {lapp} från {tables} bord"),
                format!("{notes} {note} from {tables} {table}"),
            ),
        }
    }

    /// How many people are here.
    pub fn screen_here(self, people: u32) -> String {
        self.pick(format!("{people} är här"), format!("{people} are here"))
    }

    /// How many notes are not shown.
    pub fn screen_more(self, notes: usize) -> String {
        let (lapp, note) = if notes == 1 {
            ("lapp", "note")
        } else {
            ("lappar", "notes")
        };
        self.pick(
            format!("+ {notes} {lapp} till"),
            format!("+ {notes} more {note}"),
        )
    }

    /// Which page of how many.
    pub fn screen_page(self, page: usize, pages: usize) -> String {
        self.pick(format!("{page} av {pages}"), format!("{page} of {pages}"))
    }
}
