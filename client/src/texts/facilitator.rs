//! Texts of the facilitator's page.

use bordsvis_shared::protocol::Presence;

use super::Texts;

texts! {
    lead_denied: "Tavlan går inte att leda härifrån", "The board can't be led from here";
    lead_meeting: "Mötet", "The meeting";
    lead_menu: "Tavlans meny", "The board's menu";
    lead_code: "Kod", "Code";

    lead_steps: "Steg", "Steps";
    lead_state_now: "pågår", "going on";
    lead_state_shown: "visas", "shown";
    lead_state_locked: "låst", "locked";
    lead_return: "Tillbaka till mötet", "Back to the meeting";

    lead_tables: "Bord", "Tables";
    lead_reveal: "Visa", "Show";
    lead_cover: "Dölj", "Cover";
    lead_link: "Länk och QR", "Link and QR";
    lead_only_table: "Titta bara på bordet", "Look at this table only";
    lead_every_table: "Titta på alla bord", "Look at all tables";

    lead_screen_now: "Storbilden visar nu", "On the big screen now";
    lead_screen_choose: "Välj vad som visas", "Choose what is shown";
    lead_screen_follow: "Följ mötet", "Follow the meeting";
    lead_screen_join: "Hur man går med", "How to join";
    lead_screen_writing: "Vi skriver", "We write";
    lead_screen_overview: "Översikt", "Overview";
    lead_screen_blanked: "Paus", "Pause";
    lead_screen_a_cell: "Ruta", "Cell";
    lead_screen_a_cluster: "En grupp", "A group";
    lead_screen_present: "Redovisa", "Present";
    lead_screen_a_note: "Lapp", "Note";
    lead_screen_note_hint: "Markera lappen och tryck V, eller välj ”Visa på storbilden” i lappens meny.",
        "Go to the note and press V, or choose “Show on the big screen” in the note's menu.";
    lead_present_last: "Det sista bordet redovisar.", "The last table is presenting.";
    lead_screen_before: "Föregående sida", "Previous page";
    lead_screen_behind: "Nästa sida", "Next page";

    lead_filter: "Bord", "Table";
    lead_all_tables: "Alla bord", "All tables";
    lead_peek: "Visa bara för mig", "Show to me only";
    lead_bin: "Papperskorgen", "The bin";
    lead_bin_empty: "Papperskorgen är tom.", "The bin is empty.";
    lead_bin_covered: "Lappar från bord som inte visas är täckta.", "Notes of tables that are not shown are covered.";
    lead_restore: "Återställ", "Restore";

    lead_nothing: "Ingen har skrivit ännu.", "Nobody has written yet.";
    lead_share: "Dela koden, så syns bordens lappar här.", "Share the code, and the tables' notes appear here.";
    lead_share_screen: "Visa QR-koden på storbilden", "Show the QR code on the big screen";

    lead_show: "Visa på storbilden", "Show on the big screen";
    lead_unshow: "Visa inte på storbilden", "Do not show on the big screen";
    lead_is_shown: "På storbilden", "On the big screen";
    lead_choose: "Välj", "Choose";
    lead_unchoose: "Välj inte", "Do not choose";
    lead_is_chosen: "Vald", "Chosen";
    lead_clear: "Välj inga", "Choose none";
    lead_to_own_place: "Lägg tillbaka där bordet lade den", "Back to where its table put it";
    lead_put_back: "Lappen ligger där bordet lade den.", "The note lies where its table put it.";
    lead_reveal_first: "Lapparna visas inte för alla ännu. Visa bordet först.",
        "Not everyone sees these notes yet. Show the table first.";
    lead_uncovered: "Inte visad för alla", "Not shown to everyone";
    lead_tray_target: "Lägg i", "Place in";
    lead_tray_covered: "Lappar från bord som inte visas är utelämnade.", "Notes of tables that are not shown are left out.";
    lead_tray_hint: "Lapparna finns kvar där de skrevs, och visas här också.",
        "The notes stay where they were written, and are shown here too.";
    lead_tray_empty: "Det finns inga lappar att hämta.", "There are no notes to fetch.";

    lead_invite: "Bjud in", "Invite";
    lead_invite_participants: "Deltagarna", "The participants";
    lead_invite_screen: "Storbilden", "The big screen";
    lead_invite_screen_hint: "Öppna länken på datorn vid projektorn. Den visar bara det du har valt.",
        "Open the link on the computer at the projector. It shows only what you chose.";
    lead_screen_elsewhere: "Länken finns på den enhet där tavlan skapades. Här kan du öppna storbilden i en ny flik.",
        "The link is kept on the device where the board was created. Here you can open the big screen in a new tab.";
    lead_open_screen: "Öppna storbilden", "Open the big screen";
    lead_cards: "Skriv ut bordskort", "Print table cards";
    lead_copy_link: "Kopiera länken", "Copy the link";
    lead_record_unset: "Ej angivet", "Not given";
    lead_record_status: "Status", "Status";
    lead_record_draft: "Arbetsmaterial", "Working draft";
    lead_record_finalised: "Upprättad handling", "Finalised";
    lead_record_authority: "Myndighet", "Authority";
    lead_record_number: "Diarienummer", "Registry number";
    lead_record_place: "Plats", "Place";
    lead_record_date: "Datum", "Date";
    lead_record_contact: "Kontakt", "Contact";
    lead_record_dispose: "Gallras tidigast", "Dispose of no earlier than";
    lead_close: "Stäng tavlan", "Close the board";
    lead_close_ask: "Ingen kan gå med eller skriva medan tavlan är stängd. Lapparna finns kvar, och du kan öppna den igen.",
        "Nobody can join or write while the board is closed. The notes stay, and you can open it again.";
    lead_reopen: "Öppna tavlan igen", "Open the board again";
    lead_closed: "Tavlan är stängd. Ingen kan gå med eller skriva.",
        "The board is closed. Nobody can join or write.";

    lead_offline: "Inget nät. Vi ansluter igen så snart det går. Det du gör med lapparna sparas då.",
        "No network. We reconnect as soon as possible. What you do to the notes is saved then.";
}

impl Texts {
    /// Where the facilitator looks while everyone is elsewhere.
    pub fn lead_elsewhere(self, number: usize, title: &str) -> String {
        self.pick(
            format!("Bara du tittar här. Alla andra är i steg {number}: {title}."),
            format!("Only you look here. Everyone else is in step {number}: {title}."),
        )
    }

    /// How many tables are shown, if not all.
    pub fn lead_state_some(self, shown: usize, of: usize) -> String {
        self.pick(
            format!("{shown}\u{a0}av\u{a0}{of}\u{a0}bord visas"),
            format!("{shown}\u{a0}of\u{a0}{of}\u{a0}tables shown"),
        )
    }

    /// So many notes. The number stays with its word where lines break.
    pub fn lead_notes(self, count: usize) -> String {
        format!("{count}\u{a0}{}", self.notes_word(count))
    }

    /// How many are at a table, of those who have come.
    pub fn lead_here(self, at_table: Presence) -> String {
        let Presence { here, joined } = at_table;
        if here < joined {
            self.pick(
                format!("{here}\u{a0}av\u{a0}{joined}\u{a0}här"),
                format!("{here}\u{a0}of\u{a0}{joined}\u{a0}here"),
            )
        } else {
            self.pick(format!("{here}\u{a0}här"), format!("{here}\u{a0}here"))
        }
    }

    /// The table that presents next.
    pub fn lead_present_next(self, table: &str) -> String {
        self.pick(
            format!("Nästa bord: {table}"),
            format!("Next table: {table}"),
        )
    }

    /// The table that presents.
    pub fn lead_screen_presents(self, table: &str) -> String {
        self.pick(format!("{table} redovisar"), format!("{table} presents"))
    }

    /// What a button does to a table.
    pub fn lead_of_table(self, does: &str, table: &str) -> String {
        format!("{does} {table}")
    }

    /// The menu of a table.
    pub fn lead_table_menu(self, table: &str) -> String {
        self.pick(format!("Mer om {table}"), format!("More on {table}"))
    }

    /// A table that wrote what is covered.
    pub fn lead_covered(self, table: &str, count: usize) -> String {
        let word = self.notes_word(count);
        let shown = if count == 1 { "visad" } else { "visade" };
        self.pick(
            format!("{table}: {count} {word}, inte {shown}"),
            format!("{table}: {count} {word}, not shown"),
        )
    }

    /// The cell on the big screen.
    pub fn lead_screen_cell(self, cell: &str) -> String {
        self.pick(format!("Rutan {cell}"), format!("The cell {cell}"))
    }

    /// Shows a cell on the big screen.
    pub fn lead_show_cell(self, cell: &str) -> String {
        self.pick(
            format!("Visa {cell} på storbilden"),
            format!("Show {cell} on the big screen"),
        )
    }

    /// How many notes of a cell are looked at, where it has more.
    pub fn lead_some_of(self, shown: usize, of: usize) -> String {
        self.pick(format!("{shown} av {of}"), format!("{shown} of {of}"))
    }

    /// How many notes are chosen.
    pub fn lead_chosen(self, count: usize) -> String {
        let word = self.notes_word(count);
        let chosen = if count == 1 { "vald" } else { "valda" };
        self.pick(
            format!("{count} {word} {chosen}"),
            format!("{count} {word} chosen"),
        )
    }

    /// Where a note has come to lie.
    pub fn lead_moved_at(self, cell: &str, place: usize, of: usize) -> String {
        self.pick(
            format!("Flyttad till {cell}, plats {place} av {of}."),
            format!("Moved to {cell}, place {place} of {of}."),
        )
    }

    /// Where notes have come to lie.
    pub fn lead_moved(self, count: usize, cell: &str) -> String {
        match count {
            1 => self.moved_to(cell),
            _ => self.pick(
                format!("{count} lappar flyttade till {cell}."),
                format!("{count} notes moved to {cell}."),
            ),
        }
    }

    /// Where notes are shown too.
    pub fn lead_placed(self, count: usize, step: &str, cell: &str) -> String {
        let word = self.notes_word(count);
        self.pick(
            format!("{count} {word} visas också i {step}, {cell}."),
            format!("{count} {word} also in {step}, {cell}."),
        )
    }

    /// What has been thrown away.
    pub fn lead_removed(self, count: usize) -> String {
        match count {
            1 => self.removed().to_owned(),
            _ => self.pick(
                format!("{count} lappar är borttagna."),
                format!("{count} notes are removed."),
            ),
        }
    }

    /// Asks for a place in a later step.
    pub fn lead_place_in(self, step: &str) -> String {
        self.pick(
            format!("Placera i steg {step}…"),
            format!("Place in step {step}…"),
        )
    }

    /// Asks where some notes are to be moved.
    pub fn lead_move_notes(self, count: usize) -> String {
        match count {
            1 => self.move_note().to_owned(),
            _ => self.pick(
                format!("Flytta {count} lappar"),
                format!("Move {count} notes"),
            ),
        }
    }

    /// A link and QR code of a table.
    pub fn lead_link_of(self, table: &str) -> String {
        self.pick(format!("Gå med vid {table}"), format!("Join at {table}"))
    }

    /// The QR code of something.
    pub fn lead_qr(self, of: &str) -> String {
        self.pick(format!("QR-kod: {of}"), format!("QR code: {of}"))
    }

    /// A list of notes.
    pub fn lead_bin_of(self, count: usize) -> String {
        format!("{} ({count})", self.lead_bin())
    }
}
