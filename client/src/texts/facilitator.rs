//! Texts of the facilitator's page.

use super::Texts;

texts! {
    lead_loading: "Hämtar tavlan…", "Fetching the board…";
    lead_denied: "Tavlan går inte att leda härifrån", "The board can't be led from here";
    lead_steps: "Steg", "Steps";
    lead_reveal_hint: "Bordens lappar syns för alla", "Everyone sees the tables' notes";
    lead_go_hint: "Alla leds till nästa steg", "Everyone is led to the next step";
    lead_done: "Sista steget visas", "The last step is shown";
    lead_done_hint: "Stäng tavlan när ni är klara", "Close the board when you are done";
    lead_cover: "Dölj igen", "Cover again";
    lead_lock: "Lås steget", "Lock the step";
    lead_unlock: "Lås upp steget", "Unlock the step";
    lead_blank: "Släck storbilden", "Blank the screen";
    lead_light: "Tänd storbilden", "Light the screen";
    lead_undo: "Ångra", "Undo";
    lead_redo: "Gör om", "Redo";
    lead_undo_changed: "Någon annan har ändrat det sedan dess, så det går inte att ångra.",
        "Somebody has changed it since, so it can't be undone.";
    lead_blocked: "Det går inte att ändra just nu.", "It can't be changed at the moment.";
    lead_here: "Här är alla", "Everyone is here";
    lead_lead_here: "Led alla hit", "Lead everyone here";
    lead_writing: "pågår", "in progress";
    lead_shown: "visas", "shown";
    lead_partly_shown: "visas delvis", "partly shown";
    lead_locked: "låst", "locked";
    lead_waiting: "inte visat", "not shown";
    lead_uncover: "Visa bara för mig", "Show to me alone";
    lead_covered_hint: "Det som inte har visats är täckt: bilden kan speglas på väggen.",
        "What has not been shown is covered: this picture may be mirrored on the wall.";
    lead_covered_note: "Inte visad", "Not shown";
    lead_screen_now: "Storbilden visar nu", "The big screen shows now";
    lead_screen_choose: "Visa på storbilden", "Show on the big screen";
    lead_screen_follow: "Följ mötet", "Follow the meeting";
    lead_screen_join: "QR-kod och kod", "QR code and code";
    lead_screen_question: "Frågan", "The question";
    lead_screen_overview: "Översikt", "Overview";
    lead_screen_cell: "Visa rutan på storbilden", "Show this cell on the big screen";
    lead_screen_back: "Föregående sida på storbilden", "Previous page on the big screen";
    lead_screen_on: "Nästa sida på storbilden", "Next page on the big screen";
    lead_tables: "Bord", "Tables";
    lead_all_tables: "Alla bord", "All tables";
    lead_filter: "Visa lappar från", "Show notes from";
    lead_show: "Visa", "Show";
    lead_hide: "Dölj", "Cover";
    lead_links: "Länkar och QR-koder", "Links and QR codes";
    lead_link_all: "Alla deltagare", "All participants";
    lead_cards: "Skriv ut bordskort", "Print table cards";
    lead_close_board: "Stäng tavlan", "Close the board";
    lead_reopen: "Öppna tavlan igen", "Open the board again";
    lead_close_question: "Ingen kan gå med eller skriva medan tavlan är stängd. Du kan öppna den igen.",
        "Nobody can join or write while the board is closed. You can open it again.";
    lead_closed: "Tavlan är stängd. Ingen kan gå med eller skriva.",
        "The board is closed. Nobody can join or write.";
    lead_empty_board: "Ingen har skrivit ännu. Dela koden så att borden kan gå med.",
        "Nobody has written yet. Share the code so that the tables can join.";
    lead_empty_cell: "Inget ännu", "Nothing yet";
    lead_move: "Flytta till…", "Move to…";
    lead_place: "Placera i ett senare steg…", "Place in a later step…";
    lead_placed: "Lappen visas nu också i det steget.", "The note is now shown in that step too.";
    lead_up: "Flytta upp", "Move up";
    lead_down: "Flytta ned", "Move down";
    lead_put_back: "Lägg tillbaka där bordet hade den", "Put back where the table had it";
    lead_spotlight: "Visa på storbilden", "Show on the big screen";
    lead_edit: "Ändra", "Edit";
    lead_edit_label: "Lappens text", "The text of the note";
    lead_bin: "Ta bort", "Remove";
    lead_binned: "Lappen är borttagen.", "The note has been removed.";
    lead_waits: "Väntar på nät", "Waiting for the network";
    lead_lifted: "Bordets val", "The table's choice";
    lead_online: "Sparat", "Saved";
    lead_offline: "Inget nät – försöker igen", "No network – trying again";
}

impl Texts {
    /// The primary button, when a step is to be revealed.
    pub fn lead_reveal(self, step: &str) -> String {
        self.pick(format!("Visa: {step}"), format!("Show: {step}"))
    }

    /// The primary button, when the next step comes.
    pub fn lead_go(self, step: &str) -> String {
        self.pick(format!("Nästa: {step}"), format!("Next: {step}"))
    }

    /// How many people sit at a table, and how many notes it has here.
    pub fn lead_table(self, people: u32, notes: u32) -> String {
        let lappar = if notes == 1 { "lapp" } else { "lappar" };
        let words = if notes == 1 { "note" } else { "notes" };
        self.pick(
            format!("{people} här · {notes} {lappar}"),
            format!("{people} here · {notes} {words}"),
        )
    }

    /// How many edits wait for the network.
    pub fn lead_waiting_edits(self, edits: usize) -> String {
        self.pick(
            format!("{edits} ändringar väntar"),
            format!("{edits} changes are waiting"),
        )
    }

    /// What a note's menu is called.
    pub fn lead_note_menu(self, text: &str) -> String {
        let short: String = text.chars().take(30).collect();
        self.pick(
            format!("Mer om lappen {short}"),
            format!("More about the note {short}"),
        )
    }

    /// Told to those who listen when a note has been moved.
    pub fn lead_moved(self, cell: &str) -> String {
        self.pick(format!("Flyttad till {cell}."), format!("Moved to {cell}."))
    }
}
