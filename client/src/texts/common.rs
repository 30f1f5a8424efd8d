//! Texts that more than one page says.

use super::Texts;

texts! {
    copy: "Kopiera", "Copy";
    copied: "Kopierat", "Copied";
    print: "Skriv ut", "Print";
    close: "Stäng", "Close";
    cancel: "Avbryt", "Cancel";
    back: "Tillbaka", "Back";
    remove: "Ta bort", "Remove";
    reload: "Ladda om", "Reload";
    try_again: "Försök igen", "Try again";
    fetching: "Hämtar…", "Fetching…";
    more: "Mer", "More";
    checked: "Klart", "Done";
    unchecked: "Inte klart", "Not done";
    to_start: "Till startsidan", "To the start page";
    remote: "På distans", "Remote";
    language_label: "Språk", "Language";
    one_less: "En färre", "One less";
    one_more: "En till", "One more";
    accessibility: "Tillgänglighet", "Accessibility";
    no_secrets: "Skriv inte säkerhetsskyddsklassificerade uppgifter här.",
        "Do not write security-classified information here.";
    no_page: "Sidan finns inte", "There is no such page";
    no_page_text: "Kontrollera adressen, eller gå till startsidan.",
        "Check the address, or go to the start page.";

    failure_offline: "Servern svarar inte. Kontrollera nätet och försök igen. Det du har skrivit finns kvar.",
        "The server does not answer. Check the network and try again. What you wrote is still here.";
    failure_outdated: "Det finns en ny version av sidan. Ladda om den för att fortsätta. Det du har skrivit finns kvar.",
        "There is a new version of the page. Reload it to go on. What you wrote is still here.";
    failure_server: "Något gick fel hos servern. Försök igen om en stund.",
        "Something went wrong at the server. Try again in a while.";
    failure_code: "Koden finns inte. Kontrollera tecknen.",
        "There is no such code. Check the characters.";
    failure_closed: "Tavlan är stängd. Ingen kan gå med eller skriva längre.",
        "The board is closed. Nobody can join or write any more.";
    failure_table: "Bordet finns inte på den här tavlan. Välj ett annat.",
        "This board has no such table. Choose another.";
    failure_link: "Länken gäller inte. Be processledaren om en ny.",
        "The link is not valid. Ask the facilitator for a new one.";
    failure_no_board: "Tavlan finns inte. Den kan ha gallrats.",
        "There is no such board. It may have been disposed of.";
    failure_full: "Bordet eller tavlan är full. Fråga processledaren.",
        "The table or the board is full. Ask the facilitator.";
    failure_often: "Det blev för många försök på kort tid. Vänta en halv minut och försök igen.",
        "Too many attempts in a short time. Wait half a minute and try again.";
    failure_input: "Servern tog inte emot uppgifterna. Kontrollera dem och försök igen.",
        "The server did not accept the details. Check them and try again.";
}

impl Texts {
    /// What a language is called in that language.
    pub fn endonym(language: bordsvis_shared::method::Language) -> &'static str {
        Texts(language).pick("Svenska", "English")
    }

    /// What a table without a name of its own is called.
    pub fn table(self, number: u16) -> String {
        self.pick(format!("Bord {number}"), format!("Table {number}"))
    }

    /// How many more characters a field takes.
    pub fn characters_left(self, left: usize) -> String {
        self.pick(
            format!("{left} tecken kvar"),
            format!("{left} characters left"),
        )
    }
}
