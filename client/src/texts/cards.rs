//! The cards that are printed, one for each table.

use super::Texts;

texts! {
    cards_title: "Bordskort", "Table cards";
    cards_loading: "Hämtar tavlans bord…", "Fetching the tables of the board…";
    cards_hint: "Ett kort för varje bord, två på varje A4. Klipp eller vik mellan dem.",
        "One card for each table, two on each A4. Cut or fold between them.";
    cards_lead: "Till tavlan", "To the board";
    cards_scan: "Rikta telefonens kamera mot rutan.", "Point the camera of your phone at the square.";
    cards_write: "Skriv en sak på varje lapp, och lägg den på bordet.",
        "Write one thing on each note, and put it on the table.";
}

impl Texts {
    /// The way in for those who can't scan.
    pub fn cards_address(self, address: &str, code: &str) -> String {
        self.pick(
            ["Eller gå till ", address, " och skriv koden ", code, "."],
            ["Or go to ", address, " and write the code ", code, "."],
        )
        .concat()
    }

    /// What the QR code of a table leads to.
    pub fn cards_qr(self, table: &str) -> String {
        self.pick(["QR-kod till ", table], ["QR code to ", table])
            .concat()
    }
}
