//! Texts of a table's page.

use bordsvis_shared::protocol::RefusalReason;

use super::Texts;
use crate::board::{Blocked, Saving, Undone};

texts! {
    our_table: "Vårt bord", "Our table";
    big_screen: "Storbilden", "Big screen";
    what_is_shown: "Vad som visas", "What is shown";
    guidance: "Stöd", "Guidance";
    all_steps: "Alla steg", "All steps";
    everyone_is_here: "Här är ni nu", "You are here now";
    step_is_locked: "Låst", "Locked";

    all_cells: "Alla rutor", "All cells";
    choose_cell: "Välj ruta", "Choose a cell";
    choose_cell_to_write: "Välj en ruta att skriva i.", "Choose a cell to write in.";
    empty_cell: "Inget ännu. Skriv den första lappen.", "Nothing yet. Write the first note.";
    nothing_yet: "Inget ännu.", "Nothing yet.";
    fetching_notes: "Hämtar lapparna…", "Fetching the notes…";

    write_note: "Skriv en lapp", "Write a note";
    put_on_table: "Lägg på bordet", "Put on the table";
    only_yours: "Det du skriver är bara ditt tills du lägger det på bordet.",
        "What you write is yours alone until you put it on the table.";
    short_is_better: "Korta lappar syns bättre på storbilden.", "Short notes are easier to read on the big screen.";
    describe_conditions: "Beskriv förhållanden, inte personer eller grupper.",
        "Describe conditions, not individuals or groups.";
    looks_personal: "Det ser ut som en personuppgift.", "This looks like personal data.";
    change: "Ändra", "Change";
    put_anyway: "Lägg till ändå", "Put it there anyway";

    edit: "Ändra", "Edit";
    done: "Klar", "Done";
    move_to: "Flytta till…", "Move to…";
    move_up: "Flytta upp", "Move up";
    move_down: "Flytta ner", "Move down";
    lift: "Lyft till storforum", "Lift to plenary";
    unlift: "Lyft inte till storforum", "Do not lift to plenary";
    take_away: "Ta bort härifrån", "Remove from here";
    move_note: "Flytta lappen", "Move the note";
    lies_here: "Ligger här", "Is here";
    lifted: "Tas upp i storforum", "To be brought up in plenary";
    saved: "Sparad", "Saved";
    being_saved: "Sparas…", "Being saved…";
    waiting: "Väntar på nät", "Waiting for the network";
    back_online: "Nätet är tillbaka.", "The network is back.";
    draft_kept: "Det du har börjat skriva finns kvar på den här enheten.",
        "What you have begun to write is kept on this device.";
    removed: "Lappen är borttagen.", "The note is removed.";
    taken_away: "Lappen är borttagen härifrån.", "The note is removed from here.";
    undo: "Ångra", "Undo";
    redo: "Gör om", "Redo";

    tray_hint: "Lapparna finns kvar där de skrevs, och visas här också.",
        "The notes stay where they were written, and are shown here too.";

    not_taken: "Det här togs inte emot.", "This was not accepted.";
    discard: "Släng", "Discard";
    refused_move: "En ändring av en lapp.", "A change of a note.";

    opening: "Hämtar tavlan…", "Fetching the board…";
    opening_offline: "Servern svarar inte. Vi försöker igen så snart det går.",
        "The server does not answer. We keep trying.";
    no_seat: "Du har ingen plats här på den här enheten", "You have no seat here on this device";
    no_seat_help: "Skriv tavlans kod eller skanna bordets QR-kod en gång till.",
        "Type the board's code or scan your table's QR code once more.";
    seat_gone: "Din plats gäller inte längre", "Your seat is no longer valid";
    to_join: "Gå med", "Join";
    no_board: "Tavlan finns inte", "There is no such board";
}

impl Texts {
    /// What is counted.
    pub fn notes_word(self, count: usize) -> &'static str {
        match count {
            1 => self.pick("lapp", "note"),
            _ => self.pick("lappar", "notes"),
        }
    }

    /// What others have put on the table.
    pub fn news(self, count: usize) -> String {
        match count {
            1 => self.pick("1 ny lapp".to_owned(), "1 new note".to_owned()),
            _ => self.pick(format!("{count} nya lappar"), format!("{count} new notes")),
        }
    }

    /// Which step of how many, counted from 1.
    pub fn step_of(self, step: usize, of: usize) -> String {
        self.pick(
            format!("Steg {step} av {of}"),
            format!("Step {step} of {of}"),
        )
    }

    /// Where everyone has been led, for somebody who looks elsewhere.
    pub fn everyone_is_in(self, step: usize, of: usize, title: &str) -> String {
        self.pick(
            format!("Ni är i steg {step} av {of}: ”{title}”."),
            format!("You are in step {step} of {of}: “{title}”."),
        )
    }

    /// Leads there.
    pub fn go_to_step(self, step: usize) -> String {
        self.pick(format!("Gå till steg {step}"), format!("Go to step {step}"))
    }

    /// The cell that a new note is meant for.
    pub fn note_for(self, cell: &str) -> String {
        self.pick(format!("Till {cell}"), format!("For {cell}"))
    }

    /// The field for a new note, while it is empty.
    pub fn write_to(self, cell: &str) -> String {
        self.pick(
            format!("Skriv en lapp till {cell}…"),
            format!("Write a note for {cell}…"),
        )
    }

    /// The button with a note's menu.
    pub fn note_menu(self, text: &str) -> String {
        self.pick(format!("Lappen ”{text}”"), format!("The note “{text}”"))
    }

    /// The field in which a note is edited.
    pub fn edit_note(self) -> &'static str {
        self.pick("Lappens text", "The note's text")
    }

    /// Where plenary put a note.
    pub fn in_plenary(self, cell: &str) -> String {
        self.pick(
            format!("I storforum: {cell}"),
            format!("In plenary: {cell}"),
        )
    }

    /// Where a note was written.
    pub fn from_step(self, step: &str) -> String {
        self.pick(format!("Från {step}"), format!("From {step}"))
    }

    /// What has been done.
    pub fn moved_to(self, cell: &str) -> String {
        self.pick(format!("Flyttad till {cell}."), format!("Moved to {cell}."))
    }

    /// Opens what one's table wrote in an earlier step.
    pub fn our_notes_from(self, step: &str) -> String {
        self.pick(
            format!("Era lappar från {step}"),
            format!("Your notes from {step}"),
        )
    }

    /// Opens what the tables wrote in an earlier step.
    pub fn notes_from(self, step: &str) -> String {
        self.pick(format!("Lappar från {step}"), format!("Notes from {step}"))
    }

    /// Opens what was written in an earlier step, so much of which is not here yet.
    pub fn tray(self, label: &str, left: usize) -> String {
        format!("{label} ({left})")
    }

    /// Places a note of an earlier step.
    pub fn place_in(self, cell: &str) -> String {
        self.pick(format!("Lägg i {cell}"), format!("Place in {cell}"))
    }

    /// Where a note of an earlier step has been placed.
    pub fn lies_in(self, cell: &str) -> String {
        self.pick(format!("Ligger i {cell}"), format!("Is in {cell}"))
    }

    /// A table that wrote nothing in an earlier step.
    pub fn nothing_from(self, step: &str) -> String {
        self.pick(
            format!("Ert bord har inga lappar i {step}."),
            format!("Your table has no notes in {step}."),
        )
    }

    /// The cell before or behind.
    pub fn previous_cell(self, cell: &str) -> String {
        self.pick(format!("Föregående: {cell}"), format!("Previous: {cell}"))
    }

    /// See [`Self::previous_cell`].
    pub fn next_cell(self, cell: &str) -> String {
        self.pick(format!("Nästa: {cell}"), format!("Next: {cell}"))
    }

    /// Whether what one did is safe.
    pub fn saving(self, saving: Saving) -> String {
        match saving {
            Saving::Connecting => self.pick("Ansluter…", "Connecting…").to_owned(),
            Saving::Saved => self.pick("Sparat", "Saved").to_owned(),
            Saving::Waiting(count) => {
                self.pick(format!("Sparar {count}…"), format!("Saving {count}…"))
            }
            Saving::Offline(0) => self
                .pick(
                    "Väntar på nät – inget försvinner",
                    "Waiting for the network – nothing is lost",
                )
                .to_owned(),
            Saving::Offline(count) => self.pick(
                format!("Väntar på nät – {count} sparas sedan, inget försvinner"),
                format!("Waiting for the network – {count} to be saved, nothing is lost"),
            ),
        }
    }

    /// Why nothing can be written; nothing to say of what passes in a moment.
    pub fn blocked(self, blocked: Blocked) -> &'static str {
        match blocked {
            Blocked::Loading => self.fetching_notes(),
            Blocked::Offline => self.pick(
                "Inget nät. Lapparna hämtas så snart det är tillbaka.",
                "No network. The notes are fetched as soon as it is back.",
            ),
            Blocked::Locked => self.pick(
                "Steget är låst. Ni kan läsa, men inte skriva.",
                "The step is locked. You can read, but not write.",
            ),
            Blocked::Closed => self.pick(
                "Tavlan är stängd. Ni kan läsa, men inte skriva.",
                "The board is closed. You can read, but not write.",
            ),
            Blocked::TableClosed => self.pick(
                "Bordet är stängt. Välj ett annat bord.",
                "The table is closed. Choose another table.",
            ),
            Blocked::Individual => self.pick(
                "Var och en skriver för sig. Lapparna på bordet går inte att ändra just nu.",
                "Everyone writes on their own. The notes on the table cannot be changed right now.",
            ),
            Blocked::NotRevealed | Blocked::Forbidden => {
                self.pick("Här kan ni inte skriva.", "You cannot write here.")
            }
            Blocked::MovedByPlenary => self.pick(
                "Storforum har lagt lappen här. Bordet kan inte flytta den.",
                "Plenary put the note here. The table cannot move it.",
            ),
            Blocked::Gone => self.pick("Lappen finns inte längre.", "The note is no longer there."),
            Blocked::TooLong => self.pick(
                "Texten är för lång för en lapp.",
                "The text is too long for a note.",
            ),
        }
    }

    /// What came of undo, where that is not plain to see.
    pub fn undone(self, undone: Undone) -> Option<&'static str> {
        match undone {
            Undone::All | Undone::Nothing => None,
            Undone::Some => Some(self.pick(
                "En del gick inte att ångra: någon har ändrat det sedan dess.",
                "Some of it could not be undone: somebody has changed it since.",
            )),
            Undone::None => Some(self.pick(
                "Det gick inte att ångra: någon har ändrat det sedan dess.",
                "It could not be undone: somebody has changed it since.",
            )),
        }
    }

    /// Why the server did not take something.
    pub fn refused(self, reason: RefusalReason) -> &'static str {
        match reason {
            RefusalReason::Locked => self.pick("Steget är låst.", "The step is locked."),
            RefusalReason::TableClosed => self.pick("Bordet är stängt.", "The table is closed."),
            RefusalReason::Individual => self.pick(
                "Var och en skriver för sig just nu.",
                "Everyone writes on their own right now.",
            ),
            RefusalReason::Closed => self.pick("Tavlan är stängd.", "The board is closed."),
            RefusalReason::NotFound => {
                self.pick("Lappen finns inte längre.", "The note is no longer there.")
            }
            RefusalReason::TooLarge => self.pick("Texten är för lång.", "The text is too long."),
            RefusalReason::Full => self.pick("Bordet är fullt.", "The table is full."),
            RefusalReason::Rate => self.pick("Det gick för fort.", "It was too fast."),
            RefusalReason::Forbidden | RefusalReason::NotRevealed | RefusalReason::Unauthorized => {
                self.pick("Du får inte ändra här.", "You may not change this.")
            }
            _ => self.pick(
                "Servern kunde inte ta emot det.",
                "The server could not accept it.",
            ),
        }
    }
}
