//! Joining: the right table, in two taps.

use super::Texts;
use crate::joining::Whereabouts;

texts! {
    join_title: "Gå med", "Join";
    join_looking: "Hämtar tavlan…", "Fetching the board…";
    join_table: "Vilket bord sitter du vid?", "Which table do you sit at?";
    join_nobody_here: "ingen är här än", "nobody yet";
    join_remote: "på distans", "remote";
    join_other_table: "Byt bord", "Another table";
    join_name: "Namn (valfritt)", "Name (optional)";
    join_organisation: "Organisation", "Organisation";
    join_people: "Jag skriver även för personer utan egen telefon",
        "I also write for people without a phone of their own";
    join_enter: "Gå in", "Enter";
    join_entering: "Går in…", "Entering…";
    join_public: "Lapparna visar bordet, inte ditt namn. Det som skrivs kan bli allmän handling.",
        "The notes show the table, not your name. What is written may become a public record.";
    join_welcome: "Välkommen in", "Welcome in";
    join_read: "Läs", "Read";
    join_write: "Skriv", "Write";
    join_closed: "Tavlan är stängd", "The board is closed";
    join_closed_text: "Workshoppen är avslutad. Ingen kan gå med eller skriva längre.",
        "The workshop is over. Nobody can join or write any more.";
}

impl Texts {
    /// How many sit at a table now.
    pub fn join_here(self, here: u32) -> String {
        if here == 0 {
            return self.join_nobody_here().to_owned();
        }
        [here.to_string().as_str(), self.pick(" är här", " here")].concat()
    }

    /// For somebody who has a seat on this device already.
    pub fn join_seated(self, table: &str) -> String {
        self.pick(
            ["Du sitter redan vid ", table, " på den här enheten."],
            ["You already sit at ", table, " on this device."],
        )
        .concat()
    }

    /// The way back to that seat.
    pub fn join_continue(self, table: &str) -> String {
        self.pick(["Fortsätt vid ", table], ["Go on at ", table])
            .concat()
    }

    /// Where everyone is: "Steg 2 av 5: Livsvillkor".
    pub fn join_whereabouts(self, whereabouts: &Whereabouts) -> String {
        let Whereabouts { step, steps, title } = whereabouts;
        self.pick(
            format!("Steg {step} av {steps}: {title}"),
            format!("Step {step} of {steps}: {title}"),
        )
    }
}
