//! Texts of the big screen.

use super::Texts;
use crate::showing::{By, Written};

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
    screen_gone: "Det som visades finns inte längre på tavlan.", "What was shown is no longer on the board.";
    screen_time_over: "Tiden är ute", "Time is up";
    screen_time_paused: "Paus", "Paused";
    screen_present_soon: "Lapparna visas strax", "The notes are shown in a moment";
    screen_present_first: "Bordets första lappar", "The table's first notes";
    screen_full: "Helskärm", "Full screen";
    screen_sound: "Ljud när tiden är ute", "Sound when time is up";
    screen_loading: "Hämtar tavlan…", "Fetching the board…";
    screen_title: "Storbilden", "The big screen";
    screen_denied_title: "Storbilden går inte att öppna", "The big screen can't be opened";
}

impl Texts {
    /// How much has been written, and at how many tables.
    pub fn screen_written(self, written: Written) -> String {
        let (notes, tables) = match written {
            Written::Drafts(wrote, of) => {
                return self.pick(
                    format!("{wrote} av {of} bord har skrivit"),
                    format!("{wrote} of {of} tables have written"),
                );
            }
            Written::Notes(0, _) => {
                return self.pick("Inga lappar ännu", "No notes yet").to_owned();
            }
            Written::Notes(notes, tables) => (notes, tables),
        };
        let table = if tables == 1 { "table" } else { "tables" };
        let (lapp, note) = if notes == 1 {
            ("lapp", "note")
        } else {
            ("lappar", "notes")
        };
        self.pick(
            format!("{notes} {lapp} från {tables} bord"),
            format!("{notes} {note} from {tables} {table}"),
        )
    }

    /// Whom something on the screen comes from.
    pub fn screen_by(self, by: &By) -> String {
        match by {
            By::Table(_, name) => name.clone(),
            By::Tables(tables, of) => {
                let table = if *of == 1 { "table" } else { "tables" };
                self.pick(
                    format!("{tables} av {of} bord"),
                    format!("{tables} of {of} {table}"),
                )
            }
        }
    }

    /// Who presents next.
    pub fn screen_present_next(self, table: Option<&str>) -> String {
        match table {
            Some(table) => self.pick(format!("Näst: {table}"), format!("Next: {table}")),
            None => self.pick("Sista bordet", "The last table").to_owned(),
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
