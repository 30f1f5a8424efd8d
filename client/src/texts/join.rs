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
    join_organisation: "Organisation (valfritt)", "Organisation (optional)";
    join_people: "Jag skriver även för personer utan egen telefon",
        "I also write for people without a phone of their own";
    join_enter: "Gå in", "Enter";
    join_entering: "Går in…", "Entering…";
    join_public: "Lapparna visar bordet, inte ditt namn. Det som skrivs kan bli allmän handling.",
        "The notes show the table, not your name. What is written may become a public record.";
    join_welcome: "Välkommen in", "Welcome";
    join_read: "Läs", "Read";
    join_write: "Skriv", "Write";
    join_you_sit_here: "du sitter här", "you sit here";
    welcome_back: "Välkommen tillbaka.", "Welcome back.";
    join_closed: "Tavlan är stängd", "The board is closed";
    join_closed_text: "Workshoppen är avslutad. Ingen kan gå med eller skriva längre.",
        "The workshop is over. Nobody can join or write any more.";

    your_seat: "Din plats", "Your seat";
    choose_table: "Välj ett annat bord", "Choose another table";
    sit_hint: "Det du har skrivit stannar vid bordet där du skrev det.",
        "What you have written stays at the table where you wrote it.";
    other_device: "Fortsätt på en annan enhet", "Go on with another device";
    other_device_how: "Skanna koden med den andra enheten, eller öppna länken där. Utkast som du inte har lagt på bordet stannar här.",
        "Scan the code with the other device, or open the link there. Drafts that you have not put on the table stay here.";
    making_link: "Gör en länk…", "Making a link…";
    copy_link: "Kopiera länken", "Copy the link";
    write_for_others: "Skriv för fler personer", "Write for more people";
    moving_in: "Flyttar din plats hit…", "Moving your seat here…";
    link_spent: "Länken gäller inte längre", "The link is no longer valid";
    link_spent_help: "Den har redan använts, eller är för gammal. Öppna menyn ”Din plats” på den första enheten och välj ”Fortsätt på en annan enhet” igen.",
        "It has been used already, or is too old. Open the menu “Your seat” on the first device and choose “Go on with another device” again.";
    removed_seat: "Du har tagits bort från tavlan", "You have been removed from the board";
    removed_seat_help: "Prata med processledaren, eller gå med igen med koden. Kopiera först det du vill ha kvar.",
        "Talk to the facilitator, or join again with the code. First copy what you want to keep.";
    your_words: "Det du hade skrivit", "What you had written";
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

    /// Where everyone is: "Steg 2 av 5, vid bordet, 8 minuter kvar."
    pub fn join_whereabouts(self, whereabouts: &Whereabouts) -> String {
        let Whereabouts {
            step,
            steps,
            phase,
            minutes,
        } = whereabouts;
        let mut words = vec![
            self.step_of(*step, *steps),
            self.in_phase(*phase).to_owned(),
        ];
        words.extend(minutes.map(|minutes| self.minutes_left(minutes)));
        words.join(", ") + "."
    }

    fn minutes_left(self, minutes: u32) -> String {
        match minutes {
            1 => self.pick("1 minut kvar", "1 minute left").to_owned(),
            _ => self.pick(
                format!("{minutes} minuter kvar"),
                format!("{minutes} minutes left"),
            ),
        }
    }

    /// One sits at another table now.
    pub fn sits_at(self, table: &str) -> String {
        self.pick(
            format!("Du sitter nu vid {table}."),
            format!("You now sit at {table}."),
        )
    }

    /// How long a link to another device can be used.
    pub fn link_lasts(self, minutes: u32) -> String {
        self.pick(
            format!("Länken gäller i {minutes} minuter, en gång."),
            format!("The link is valid for {minutes} minutes, once."),
        )
    }
}
