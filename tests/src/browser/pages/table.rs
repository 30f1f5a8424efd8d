//! The page of a table.

use crate::browser::{Element, Named, Window};

/// The page of a table, in the window of somebody who sits there.
pub struct Table {
    /// The window.
    pub window: Window,
}

impl Table {
    /// The page that a window shows, once it shows it.
    pub async fn at(window: &Window) -> Self {
        let table = Self {
            window: window.clone(),
        };
        table.reads_saved().await;
        table
    }

    /// Chooses the cell to write in.
    pub async fn choose(&self, cell: &str) {
        self.window
            .find("button", Named::With(cell))
            .await
            .press()
            .await;
    }

    /// The field for a new note.
    pub async fn composer(&self, cell: &str) -> Element {
        let label = [self.window.says("Till ", "For "), cell].concat();
        self.window.find("textbox", label.as_str()).await
    }

    /// Writes a note and puts it on the table.
    pub async fn write(&self, cell: &str, text: &str) {
        self.composer(cell).await.type_text(text).await;
        self.put().await;
        self.note(text).await;
    }

    /// Puts on the table what has been written.
    pub async fn put(&self) {
        self.window
            .press(self.window.says("Lägg på bordet", "Put on the table"))
            .await;
    }

    /// The button with a note's menu: where a note is, so is that.
    pub async fn note(&self, text: &str) -> Element {
        let name = self.window.note_menu(text);
        self.window.find("button", name.as_str()).await
    }

    /// Chooses something in a note's menu.
    pub async fn ask(&self, text: &str, sv: &str, en: &str) {
        self.note(text).await.press().await;
        self.window.choose(self.window.says(sv, en)).await;
    }

    /// Writes a draft, while everybody writes by themselves.
    pub async fn draft(&self, cell: &str, text: &str) {
        self.composer(cell).await.type_text(text).await;
        self.window
            .press(self.window.says("Lägg till ett utkast", "Add a draft"))
            .await;
        self.draft_card(text).await;
    }

    /// The button with a draft's menu: where a draft is, so is that.
    pub async fn draft_card(&self, text: &str) -> Element {
        let name = match self.window.says("sv", "en") {
            "sv" => format!("Utkastet ”{text}”"),
            _ => format!("The draft “{text}”"),
        };
        self.window.find("button", name.as_str()).await
    }

    /// Chooses something in a draft's menu.
    pub async fn ask_draft(&self, text: &str, sv: &str, en: &str) {
        self.draft_card(text).await.press().await;
        self.window.choose(self.window.says(sv, en)).await;
    }

    /// Chooses something in the menu of one's own seat.
    pub async fn ask_seat(&self, sv: &str, en: &str) {
        let menu = self.window.says("Din plats", "Your seat");
        self.window.press(menu).await;
        self.window.choose(self.window.says(sv, en)).await;
    }

    /// Begins to type in a note that lies on the table.
    pub async fn edit(&self, text: &str) -> Element {
        self.ask(text, "Ändra", "Edit").await;
        let label = self.window.says("Lappens text", "The note's text");
        self.window.find("textbox", label).await
    }

    /// Takes back what one did last.
    pub async fn undo(&self) {
        self.window.undo().await;
    }

    /// Does it again.
    pub async fn redo(&self) {
        self.window.redo().await;
    }

    /// Waits until it says that everything is saved.
    pub async fn reads_saved(&self) {
        self.window.reads(self.window.says("Sparat", "Saved")).await;
    }

    /// Waits until it says that the network is gone, and that nothing is lost.
    pub async fn reads_waiting(&self) {
        self.window
            .reads(self.window.says("Väntar på nät", "Waiting for the network"))
            .await;
    }

    /// Turns to what the big screen shows.
    pub async fn show_screen(&self) {
        self.turn(self.window.says("Storbilden", "Big screen"))
            .await;
    }

    /// Turns back to the table.
    pub async fn show_table(&self) {
        self.turn(self.window.says("Vårt bord", "Our table")).await;
    }

    /// Turns to a tab.
    async fn turn(&self, tab: &str) {
        self.window.find("link", tab).await.press().await;
    }
}
