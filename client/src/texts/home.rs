//! The home page, and what one is told when a board has been created.

use super::Texts;

texts! {
    home_heading: "En gemensam tavla för workshoppar", "A shared board for workshops";
    home_promise: "Borden skriver lappar. I storforum ser alla dem.",
        "The tables write notes. In plenary, everyone sees them.";
    home_code: "Har du en kod?", "Do you have a code?";
    home_join: "Gå med", "Join";
    home_boards: "Tavlor på den här enheten", "Boards on this device";
    home_forget_title: "Ta bort ur listan?", "Remove from the list?";
    home_forget_key: "Enheten glömmer nyckeln. Utan en kopia av den kommer du inte tillbaka till tavlan.",
        "This device forgets the key. Without a copy of it you cannot come back to the board.";
    home_forget_seat: "Enheten glömmer din plats. Du kan gå med på nytt med koden.",
        "This device forgets your seat. You can join again by the code.";
    home_lead: "Processledare", "Facilitator";
    home_screen: "Storbild", "Big screen";

    create_heading: "Skapa en tavla", "Create a board";
    create_title: "Titel", "Title";
    create_title_missing: "Skriv en titel. Deltagarna ser den när de går med.",
        "Write a title. The participants see it when they join.";
    create_method: "Metod", "Method";
    create_methods_loading: "Hämtar metoderna…", "Fetching the methods…";
    create_tables: "Bord", "Tables";
    create_tables_in_room: "Bord i rummet", "Tables in the room";
    create_remote: "Bord på distans", "Remote table";
    create_tables_names: "Namn, kommun och län", "Name, municipality and county";
    create_table_name: "Namn", "Name";
    create_municipality: "Kommun", "Municipality";
    create_county: "Län", "County";
    create_record: "Uppgifter för diariet", "Details for the registry";
    create_record_hint: "Följer med i det som tas ut ur tavlan. Allt är frivilligt.",
        "Goes with what is taken out of the board. All of it is optional.";
    create_authority: "Myndighet", "Authority";
    create_registry_number: "Diarienummer", "Registry number";
    create_place: "Plats", "Place";
    create_date: "Datum", "Date";
    create_contact: "Kontakt", "Contact";
    create_dispose_after: "Gallras tidigast", "Dispose of no earlier than";
    create_key: "Serverns nyckel", "The server’s key";
    create_key_hint: "Den här servern vill ha en nyckel av den som skapar en tavla. Fråga den som driver servern.",
        "This server wants a key of whoever creates a board. Ask whoever runs the server.";
    create_key_wrong: "Nyckeln stämmer inte.", "The key is not right.";
    create_do: "Skapa tavlan", "Create the board";
    create_doing: "Skapar tavlan…", "Creating the board…";

    created_heading: "Klart. Spara din nyckel: utan den kommer du inte tillbaka.",
        "Done. Save your key: without it you cannot come back.";
    created_key: "Din nyckel som processledare", "Your key as facilitator";
    created_key_hint: "Länken leder till tavlan från vilken enhet som helst. Ge den bara till den som ska leda med dig.",
        "The link leads to the board from any device. Give it only to whoever leads with you.";
    created_print: "Skriv ut nyckeln", "Print the key";
    created_code: "Deltagarna går med här", "Participants join here";
    created_copy_link: "Kopiera länken", "Copy the link";
    created_qr: "QR-kod till sidan där deltagarna går med", "QR code to the page where participants join";
    created_key_qr: "QR-kod med din nyckel", "QR code with your key";
    created_lead: "Led tavlan", "Lead the board";
    created_cards: "Skriv ut bordskort", "Print table cards";
    created_screen: "Öppna storbilden", "Open the big screen";
}

impl Texts {
    /// The button beside a board in the list.
    pub fn home_forget(self, title: &str) -> String {
        self.pick(
            ["Ta bort ”", title, "” ur listan"],
            ["Remove “", title, "” from the list"],
        )
        .concat()
    }

    /// The button beside a table in the form.
    pub fn create_remove_table(self, name: &str) -> String {
        self.pick(["Ta bort ", name], ["Remove ", name]).concat()
    }

    /// About how long a method takes.
    pub fn duration(self, minutes: u16) -> String {
        let about = self.pick("cirka ", "about ");
        if minutes < 60 {
            return [about, &minutes.to_string(), " min"].concat();
        }
        let halves = (u32::from(minutes) + 15) / 30;
        let hours = (halves / 2).to_string();
        let half = self.pick(",5", ".5");
        let half = if halves % 2 == 1 { half } else { "" };
        [about, &hours, half, self.pick(" tim", " h")].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bordsvis_shared::method::Language;

    #[test]
    fn durations_are_rounded_as_people_say_them() {
        let said = |minutes| Texts(Language::Sv).duration(minutes);
        assert_eq!(said(45), "cirka 45 min");
        assert_eq!(said(60), "cirka 1 tim");
        assert_eq!(said(120), "cirka 2 tim");
        assert_eq!(said(150), "cirka 2,5 tim");
        assert_eq!(Texts(Language::En).duration(150), "about 2.5 h");
    }
}
