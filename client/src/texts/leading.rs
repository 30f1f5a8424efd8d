//! Texts of what leads a meeting: its phases, the time, the lock, the tables.

use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::RefusalReason;

use super::Texts;

texts! {
    lead_last: "Sista steget", "The last step";
    lead_last_hint: "Alla bords lappar visas", "All tables' notes are shown";
    lead_by_table: "Bord för bord", "Table by table";
    lead_blank: "Släck storbilden", "Blank the big screen";
    lead_light: "Tänd storbilden", "Light the big screen";

    lead_phases: "Var steget är", "Where the step is";
    lead_bring: "Led alla hit:", "Lead everyone here:";
    lead_cover_ask: "Bordens lappar täcks för alla utom bordet självt och dig. Ingenting försvinner, och du kan visa dem igen.",
        "The tables' notes are covered for everyone but the table itself and you. Nothing is lost, and you can show them again.";
    lead_cover_yes: "Gå tillbaka", "Go back";
    lead_hold: "Nya lappar väntar på Visa", "New notes wait to be shown";
    lead_show_new: "Visa nya lappar", "Show new notes";
    lead_alone_hint: "Var och en skriver för sig. Lapparna är kvar på deras enheter tills de lägger fram dem vid bordet.",
        "Everyone writes on their own. The notes stay on their devices until they put them on the table.";

    lead_time: "Tid", "Time";
    lead_time_take: "Ta tid", "Set a time";
    lead_time_over: "Tiden är ute", "Time is up";
    lead_time_longer: "+2 min", "+2 min";
    lead_time_pause: "Pausa tiden", "Pause the time";
    lead_time_resume: "Fortsätt tiden", "Resume the time";
    lead_time_clear: "Ta bort tiden", "Remove the time";
    lead_time_usual: "Vanliga tider", "Usual times";
    lead_time_own: "Egen tid, i minuter", "Another time, in minutes";
    lead_time_start: "Starta", "Start";
    lead_time_sound: "Ett mjukt ljud på den här enheten när tiden är ute",
        "A soft sound on this device when time is up";

    lead_lock: "Lås", "Lock";
    lead_lock_soon: "Lås om 30 s", "Lock in 30 s";
    lead_lock_longer: "+30 s", "+30 s";
    lead_lock_now: "Lås nu", "Lock now";
    lead_unlock: "Lås upp", "Unlock";
    lead_lock_cancel: "Avbryt låsningen", "Cancel the lock";
    lead_lock_is: "Steget är låst", "The step is locked";
    lead_lock_waits: "Steget låses om en stund.", "The step will be locked in a moment.";

    lead_rest: "Alla bord", "All tables";
    lead_rest_hint: "Resten av bordens lappar syns för alla", "Everyone sees the other tables' notes too";

    lead_doing_hand: "räcker upp handen", "hand raised";
    lead_doing_ready: "klar", "done";
    lead_doing_writing: "skriver", "writing";
    lead_doing_away: "borta", "away";
    lead_doing_closed: "stängd", "closed";
    lead_hands: "Räcker upp handen", "Raise their hand";
    lead_hand_down: "Ta ner handen", "Lower the hand";
    lead_add_table: "Lägg till ett bord", "Add a table";
    lead_add_table_hint: "Bordet kan gå med direkt, med samma kod som de andra.",
        "The table can join at once, with the same code as the others.";
    lead_change: "Namn och plats", "Name and place";
    lead_close_table: "Stäng bordet", "Close the table";
    lead_open_table: "Öppna bordet", "Open the table";
    lead_table_remote: "Deltar på distans, och redovisar först", "Takes part remotely, and presents first";
    lead_table_nameless: "Skriv vad bordet heter.", "Write what the table is called.";
    lead_save: "Spara", "Save";

    lead_revoked: "Nyckeln har återkallats. Be den som leder mötet om en ny.",
        "The key has been revoked. Ask whoever leads the meeting for a new one.";
}

impl Texts {
    /// What a phase is called.
    pub fn lead_phase(self, phase: Phase) -> &'static str {
        match phase {
            Phase::Individual => self.pick("Enskilt", "On your own"),
            Phase::Table => self.pick("Vid bordet", "At the tables"),
            Phase::Plenary => self.pick("Storforum", "Plenary"),
        }
    }

    /// What it means that a step comes to a phase.
    pub fn lead_phase_hint(self, phase: Phase) -> &'static str {
        match phase {
            Phase::Individual => {
                self.pick("Var och en skriver för sig", "Everyone writes on their own")
            }
            Phase::Table => self.pick(
                "Borden lägger fram det var och en skrivit",
                "The tables put forward what each has written",
            ),
            Phase::Plenary => self.pick(
                "Bordens lappar syns för alla",
                "Everyone sees the tables' notes",
            ),
        }
    }

    /// The one large button: what comes next.
    pub fn lead_next(self, what: &str) -> String {
        self.pick(format!("Nästa: {what}"), format!("Next: {what}"))
    }

    /// Which step it is.
    pub fn lead_step_of(self, number: usize, steps: usize) -> String {
        self.pick(
            format!("Steg {number} av {steps}"),
            format!("Step {number} of {steps}"),
        )
    }

    /// Asks whether a step goes back to a phase.
    pub fn lead_cover_to(self, phase: Phase) -> String {
        let phase = self.lead_phase(phase);
        self.pick(
            format!("Tillbaka till {phase}?"),
            format!("Back to {phase}?"),
        )
    }

    /// At how many tables somebody has written.
    pub fn lead_drafting(self, wrote: usize, of: usize) -> String {
        self.pick(
            format!("{wrote} av {of} bord har skrivit"),
            format!("{wrote} of {of} tables have written"),
        )
    }

    /// So many minutes.
    pub fn lead_minutes(self, minutes: u32) -> String {
        format!("{minutes}\u{a0}min")
    }

    /// How long it is until the step is locked.
    pub fn lead_locks_in(self, left: &str) -> String {
        self.pick(format!("Låses om {left}"), format!("Locks in {left}"))
    }

    /// The tables that raise their hand, said.
    pub fn lead_hands_said(self, tables: &str) -> String {
        self.pick(
            format!("Räcker upp handen: {tables}."),
            format!("Hand raised: {tables}."),
        )
    }

    /// Changes a table.
    pub fn lead_change_table(self, table: &str) -> String {
        self.pick(
            format!("{table}: namn och plats"),
            format!("{table}: name and place"),
        )
    }

    /// Why a command came to nothing.
    pub fn lead_refused(self, reason: RefusalReason) -> &'static str {
        match reason {
            RefusalReason::Unavailable => self.pick(
                "Det gick inte: servern svarar inte. Försök igen när nätet är tillbaka.",
                "It failed: the server does not answer. Try again when the network is back.",
            ),
            RefusalReason::Closed => self.pick(
                "Det gick inte: tavlan är stängd.",
                "It failed: the board is closed.",
            ),
            RefusalReason::Rate => self.pick(
                "Det gick för fort. Vänta lite och försök igen.",
                "It was too fast. Wait a little and try again.",
            ),
            RefusalReason::NotFound | RefusalReason::Gone => self.pick(
                "Det gick inte: det finns inte längre på tavlan.",
                "It failed: it is no longer on the board.",
            ),
            RefusalReason::Locked => self.pick(
                "Det gick inte: steget är låst. Lås upp det först.",
                "It failed: the step is locked. Unlock it first.",
            ),
            RefusalReason::NotRevealed => self.pick(
                "Det gick inte: bordets lappar visas inte för alla. Visa bordet först.",
                "It failed: not everyone sees the table's notes. Show the table first.",
            ),
            RefusalReason::TableClosed => self.pick(
                "Det gick inte: bordet är stängt. Öppna det först.",
                "It failed: the table is closed. Open it first.",
            ),
            RefusalReason::Individual => self.pick(
                "Det gick inte: alla skriver enskilt just nu.",
                "It failed: everyone writes on their own at the moment.",
            ),
            RefusalReason::NotEmpty => self.pick(
                "Det gick inte: det ligger lappar i steget. Flytta eller ta bort dem först, eller låt steget vara kvar.",
                "It failed: there are notes in the step. Move or remove them first, or let the step stay.",
            ),
            RefusalReason::Last => self.pick(
                "Det gick inte: något måste finnas kvar. Minst ett bord, ett steg, en ruta och en som leder mötet.",
                "It failed: something has to stay. At least one table, one step, one cell and one person who leads.",
            ),
            RefusalReason::Full => self.pick(
                "Det gick inte: tavlan är full.",
                "It failed: the board is full.",
            ),
            RefusalReason::TooLarge => self.pick(
                "Det gick inte: det är för mycket. Korta ner det och försök igen.",
                "It failed: it is too much. Shorten it and try again.",
            ),
            RefusalReason::Malformed => self.pick(
                "Det gick inte: servern tog inte emot det. Kontrollera det du skrev.",
                "It failed: the server did not accept it. Check what you wrote.",
            ),
            RefusalReason::Removed => self.lead_revoked(),
            RefusalReason::Forbidden | RefusalReason::Unauthorized => self.pick(
                "Det gick inte: nyckeln får inte göra det. Be den som leder mötet om en ny.",
                "It failed: the key may not do that. Ask whoever leads the meeting for a new one.",
            ),
            RefusalReason::Missing | RefusalReason::Epoch | RefusalReason::ForeignClient => self.pick(
                "Det gick inte: sidan har inte hunnit med. Vänta lite och försök igen.",
                "It failed: the page has fallen behind. Wait a little and try again.",
            ),
        }
    }
}
