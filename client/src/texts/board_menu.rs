//! Texts of the dialogs that the board's own menu opens.

use bordsvis_shared::api::Person;

use super::Texts;

texts! {
    lead_message: "Meddelande till alla", "Message to everyone";
    lead_people: "Deltagare", "Participants";
    lead_leaders: "Processledare", "Facilitators";
    lead_record: "Uppgifter för diariet", "Details for the registry";
    lead_shortcuts: "Kortkommandon", "Keyboard shortcuts";

    lead_message_text: "Meddelandet", "The message";
    lead_message_hint: "Syns överst på allas enheter och på storbilden tills du tar bort det.",
        "Stands at the top of everyone's device and on the big screen until you remove it.";
    lead_message_send: "Visa för alla", "Show to everyone";
    lead_message_told: "Till alla:", "To everyone:";
    lead_message_remove: "Ta bort meddelandet", "Remove the message";

    lead_people_loading: "Hämtar vilka som är med…", "Fetching who takes part…";
    lead_people_none: "Ingen har gått med ännu.", "Nobody has joined yet.";
    lead_people_ask: "Platsen tas bort, och enheten kan inte skriva mer. Det som är skrivet finns kvar. Gå med på nytt går så länge koden gäller.",
        "The seat is taken away, and the device can write no more. What was written stays. Joining anew is possible while the code is valid.";
    lead_nameless: "Utan namn", "No name";
    lead_person_here: "här", "here";
    lead_person_away: "inte här", "not here";

    lead_key: "Din nyckel", "Your key";
    lead_key_hint: "Länken leder till tavlan från vilken enhet som helst. Ge den inte till någon annan: bjud in med en egen nyckel i stället, som kan återkallas.",
        "The link leads to the board from any device. Don't give it to anybody else: invite them with a key of their own, which can be revoked.";
    lead_key_show: "Visa din nyckel", "Show your key";
    lead_key_keep: "Den som har länken kan leda mötet. Förvara den som en nyckel.",
        "Whoever has the link can lead the meeting. Keep it as you would a key.";
    lead_key_invite: "Bjud in en till som leder", "Invite somebody else to lead";
    lead_key_whose: "Vems nyckel?", "Whose key?";
    lead_key_once: "Nyckeln visas en gång. Skriv ett namn, så att du vet vilken du återkallar.",
        "The key is shown once. Write a name, so that you know which one to revoke.";
    lead_key_nameless: "Skriv vems nyckeln är.", "Write whose key it is.";
    lead_key_make: "Skapa nyckel", "Make a key";
    lead_key_others: "Andra nycklar", "Other keys";
    lead_key_none: "Det finns inga andra nycklar.", "There are no other keys.";
    lead_key_revoke: "Återkalla", "Revoke";
    lead_key_revoke_ask: "Den som har nyckeln kan inte leda mötet längre. Det går inte att ångra, men du kan skapa en ny nyckel.",
        "Whoever has the key can lead the meeting no longer. It can't be undone, but you can make a new key.";

    lead_remote: "Fjärrkontroll", "Remote control";
    lead_remote_hint: "Led mötet från telefonen: Nästa, Tillbaka, tid och storbilden. Telefonen får en egen nyckel, som kan återkallas under Processledare.",
        "Lead the meeting from your phone: Next, Back, the time and the big screen. The phone gets a key of its own, which can be revoked under Facilitators.";
    lead_remote_make: "Visa QR-kod för telefonen", "Show a QR code for the phone";

    lead_code_ask: "Den gamla koden, QR-koderna och bordskorten slutar gälla. De som redan är med märker ingenting. Dela den nya koden med dem som ska gå med.",
        "The old code, the QR codes and the table cards stop working. Whoever has joined notices nothing. Share the new code with those who are to join.";
    lead_code_change: "Byt kod", "Change the code";
    lead_code_changed: "Koden är bytt. Så här går man med nu:", "The code has been changed. This is how to join now:";

    lead_worksheets: "Skriv ut arbetsblad", "Print worksheets";
    lead_shortcuts_hint: "Tangenterna gäller lappen som är markerad. Allt finns också i lappens meny. De är av medan du skriver.",
        "The keys apply to the note that has the focus. Everything is in the note's menu too. They are off while you write.";
}

impl Texts {
    /// What is known of somebody besides the name.
    pub fn lead_person(self, person: &Person) -> String {
        let people = person.people;
        let writes_for = (people > 0).then(|| {
            self.pick(
                format!("skriver för {people} till"),
                format!("writes for {people} more"),
            )
        });
        let here = match person.here {
            true => self.lead_person_here(),
            false => self.lead_person_away(),
        };
        let about = [person.actor.clone(), writes_for, Some(here.to_owned())];
        about.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The keys at the desk, with what they do.
    pub fn lead_shortcut_keys(self) -> [(&'static str, &'static str); 15] {
        self.pick(
            [
                ("V", "Visa på storbilden"),
                ("T", "Ta ner"),
                ("G", "Gruppera de valda lapparna"),
                ("M", "Flytta till…"),
                ("E", "Ändra"),
                ("Delete", "Ta bort"),
                ("Mellanslag", "Välj, eller välj inte"),
                ("A", "Välj alla i rutan"),
                ("Esc", "Välj inga"),
                ("1–6", "Sätt en tagg, eller ta bort den"),
                ("/", "Sök"),
                ("Piltangenter", "Till lappen bredvid"),
                ("Alt + piltangenter", "Flytta lappen"),
                ("Ctrl + Z", "Ångra det du gjorde"),
                ("Ctrl + Skift + Z", "Gör om"),
            ],
            [
                ("V", "Show on the big screen"),
                ("T", "Take down"),
                ("G", "Group the chosen notes"),
                ("M", "Move to…"),
                ("E", "Edit"),
                ("Delete", "Remove"),
                ("Space", "Choose, or do not choose"),
                ("A", "Choose all in the cell"),
                ("Esc", "Choose none"),
                ("1–6", "Set a tag, or take it away"),
                ("/", "Search"),
                ("Arrow keys", "To the note beside"),
                ("Alt + arrow keys", "Move the note"),
                ("Ctrl + Z", "Undo what you did"),
                ("Ctrl + Shift + Z", "Redo"),
            ],
        )
    }
}
