//! Texts of the phases as a table meets them: drafts, time, being done, what the facilitator tells.

use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::RefusalReason;

use super::Texts;
use crate::countdown::Left;

/// Up to so many seconds, time is counted in them alone.
const SECONDS: u32 = 99;

texts! {
    add_draft: "Lägg till ett utkast", "Add a draft";
    draft: "Utkast", "Draft";
    your_drafts: "Dina utkast", "Your drafts";
    edit_draft: "Utkastets text", "The draft's text";
    draft_removed: "Utkastet är borttaget.", "The draft is removed.";
    no_drafts_yet: "Inget ännu. Skriv ditt första utkast.", "Nothing yet. Write your first draft.";
    no_drafts_left: "Alla utkast ligger på bordet.", "All drafts are on the table.";
    only_you_see: "Bara du ser dina utkast. De finns bara på den här enheten.",
        "Only you see your drafts. They are on this device alone.";
    each_alone: "Enskilt: var och en skriver för sig. Ingen annan ser dina utkast.",
        "On your own: everyone writes by themselves. Nobody else sees your drafts.";
    lies_on_table: "Det som redan ligger på bordet går att läsa men inte att ändra just nu.",
        "What is already on the table can be read but not changed right now.";
    all_see: "Storforum: alla ser ert bords lappar.", "Plenary: everyone sees your table's notes.";
    put_all: "Lägg alla", "Put all";
    choose_drafts: "Välj…", "Choose…";
    not_now: "Inte nu", "Not now";

    we_are_done: "Vi är klara", "We are done";
    raise_hand: "Räck upp handen", "Raise your hand";
    lower_hand: "Ta ner handen", "Lower your hand";
    hand_is_raised: "Processledaren ser att ni räcker upp handen.",
        "The facilitator sees that your hand is raised.";

    time_is_up: "Tiden är ute", "Time is up";
    one_minute_left: "En minut kvar.", "One minute left.";
    facilitator_says: "Från processledaren:", "From the facilitator:";
    look: "Titta", "Look";
    a_note: "en lapp", "a note";
    a_cluster: "en grupp lappar", "a group of notes";
    taken_down: "Nedtagen av processledaren: syns bara för ert bord och processledaren",
        "Taken down by the facilitator: only your table and the facilitator see it";

    facilitator_ticks: "Processledaren bockar av.", "The facilitator ticks these off.";
}

impl Texts {
    /// What a note was written from.
    pub fn written_from(self, text: &str) -> String {
        self.pick(format!("Från: {text}"), format!("From: {text}"))
    }

    /// What was written from a note lies in its step now.
    pub fn answer_lies_in(self, step: &str) -> String {
        self.pick(
            format!("Lappen ligger i steget ”{step}”."),
            format!("The note is in the step “{step}”."),
        )
    }

    /// The button with a draft's menu.
    pub fn draft_menu(self, text: &str) -> String {
        self.pick(format!("Utkastet ”{text}”"), format!("The draft “{text}”"))
    }

    /// How many drafts wait.
    pub fn your_drafts_count(self, count: usize) -> String {
        self.pick(
            format!("Dina utkast ({count})"),
            format!("Your drafts ({count})"),
        )
    }

    /// Asks whether drafts are to be put on the table.
    pub fn ask_for_drafts(self, count: usize) -> String {
        self.pick(
            format!("Du har {count} utkast. Lägg på bordet?"),
            match count {
                1 => "You have 1 draft. Put it on the table?".to_owned(),
                _ => format!("You have {count} drafts. Put them on the table?"),
            },
        )
    }

    /// Drafts have been put on the table.
    pub fn drafts_put(self, count: usize) -> String {
        match count {
            1 => self
                .pick("Utkastet ligger på bordet.", "The draft is on the table.")
                .to_owned(),
            _ => self.pick(
                format!("{count} utkast ligger på bordet."),
                format!("{count} drafts are on the table."),
            ),
        }
    }

    /// What those who are done can do; `lifted` of as many as are asked for.
    pub fn meanwhile(self, lifted: usize, wanted: usize) -> String {
        match lifted {
            0 => self.pick(
                "Medan ni väntar: lyft tre lappar till storforum.".to_owned(),
                "While you wait: lift three notes to plenary.".to_owned(),
            ),
            _ if lifted < wanted => self.pick(
                format!("Medan ni väntar: lyft tre lappar. Ni har lyft {lifted} av {wanted}."),
                format!("While you wait: lift three notes. You have lifted {lifted} of {wanted}."),
            ),
            _ => self.pick(
                format!("Ni har lyft {lifted} lappar till storforum."),
                format!("You have lifted {lifted} notes to plenary."),
            ),
        }
    }

    /// A cell without notes.
    pub fn cell_is_empty(self, cell: &str) -> String {
        self.pick(format!("{cell} är tom."), format!("{cell} is empty."))
    }

    /// What stands before the time.
    pub fn time_left(self, paused: bool) -> &'static str {
        match paused {
            true => self.pick("Tiden står still:", "The time is paused:"),
            false => self.pick("Tid kvar:", "Time left:"),
        }
    }

    /// How soon writing ends.
    pub fn locks_in(self, left: Left) -> String {
        let time = match left.seconds {
            ..=SECONDS => format!("{} s", left.seconds),
            _ => left.read(),
        };
        self.pick(
            format!("Låses om {time} – det du skriver sparas"),
            format!("Locks in {time} – what you write is saved"),
        )
    }

    /// Offers to look at the big screen.
    pub fn on_screen_now(self, what: &str) -> String {
        self.pick(
            format!("På storbilden nu: {what}"),
            format!("On the big screen now: {what}"),
        )
    }

    /// A table presents.
    pub fn presents(self, table: &str) -> String {
        self.pick(
            format!("{table} redovisar"),
            format!("{table} is presenting"),
        )
    }

    /// In which group plenary put a note.
    pub fn in_group(self, group: &str) -> String {
        match group {
            "" => self
                .pick("I storforum: i en grupp", "In plenary: in a group")
                .to_owned(),
            _ => self.pick(
                format!("I storforum: i gruppen ”{group}”"),
                format!("In plenary: in the group “{group}”"),
            ),
        }
    }

    /// Under which other note plenary put one.
    pub fn merged_into(self, other: Option<&str>) -> String {
        match other {
            None => self
                .pick(
                    "I storforum: sammanförd med en annan lapp",
                    "In plenary: merged with another note",
                )
                .to_owned(),
            Some(other) => self.pick(
                format!("I storforum: sammanförd med ”{other}”"),
                format!("In plenary: merged with “{other}”"),
            ),
        }
    }

    /// A phase, as where one is.
    pub fn in_phase(self, phase: Phase) -> &'static str {
        match phase {
            Phase::Individual => self.pick("var och en för sig", "everyone on their own"),
            Phase::Table => self.pick("vid bordet", "at the tables"),
            Phase::Plenary => self.pick("i storforum", "in plenary"),
        }
    }

    /// Why what a table asked for was not done.
    pub fn command_refused(self, reason: RefusalReason) -> &'static str {
        match reason {
            RefusalReason::Unavailable => self.pick(
                "Det gick inte just nu. Försök igen när nätet är tillbaka.",
                "It did not work just now. Try again when the network is back.",
            ),
            RefusalReason::Full => self.pick(
                "Bordet är fullt. Välj ett annat eller fråga processledaren.",
                "The table is full. Choose another or ask the facilitator.",
            ),
            RefusalReason::TableClosed => self.pick(
                "Bordet är stängt. Välj ett annat bord.",
                "The table is closed. Choose another table.",
            ),
            reason => self.refused(reason),
        }
    }
}
