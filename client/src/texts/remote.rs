//! Texts of the remote control.

use super::Texts;

texts! {
    remote_title: "Fjärrkontroll", "Remote control";
    remote_online: "Ansluten", "Connected";
    remote_offline: "Inget nät – knapparna fungerar när det är tillbaka", "No network – the buttons work when it is back";
    remote_closed: "Tavlan är stängd", "The board is closed";
    remote_no_time: "Ingen tid är satt", "No time is set";
    remote_back: "Tillbaka", "Back";
    remote_first: "Här börjar mötet", "The meeting begins here";
    remote_starts: "startar klockan", "starts the clock";
    remote_next_table: "Nästa bord", "Next table";
    remote_last_table: "Sista bordet redovisar", "The last table presents";
    remote_blank: "Släck", "Blank";
    remote_light: "Tänd", "Light";
    remote_blank_hint: "storbilden", "the big screen";
    remote_down: "Ta ner", "Take down";
    remote_down_hint: "lappen på storbilden", "the note on the screen";
    remote_no_note: "ingen lapp visas ensam", "no single note is shown";
    remote_is_down: "Lappen är nertagen. Bara bordet och du ser den.",
        "The note is taken down. Only its table and you can see it.";
}

impl Texts {
    /// How much time is left of one that stands still.
    pub fn remote_paused(self, left: &str) -> String {
        self.pick(format!("{left}, pausad"), format!("{left}, paused"))
    }
}
