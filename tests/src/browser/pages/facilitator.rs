//! The page on which a board is led.

use crate::browser::{Element, Named, Window};

/// The facilitator's page, in the facilitator's window.
pub struct Facilitator {
    /// The window.
    pub window: Window,
}

impl Facilitator {
    /// The page that a window shows, once it shows it.
    pub async fn at(window: &Window) -> Self {
        window
            .find("navigation", window.says("Steg", "Steps"))
            .await;
        window.reads(window.says("Sparat", "Saved")).await;
        Self {
            window: window.clone(),
        }
    }

    /// Presses the one large button: the next thing to do.
    pub async fn go_on(&self, sv: &str, en: &str) {
        let does = Named::With(self.window.says(sv, en));
        self.window.find("button", does).await.press().await;
    }

    /// Uncovers what is not shown to everyone, for the facilitator alone; or covers it again.
    pub async fn peek(&self) {
        let button = self.window.says("Visa bara för mig", "Show to me only");
        self.window.press(button).await;
    }

    /// A note, where it lies.
    pub async fn note(&self, text: &str) -> Element {
        self.window.find("StaticText", text).await
    }

    /// A cell, with its heading and its notes.
    pub async fn cell(&self, title: &str) -> Element {
        self.window.find("region", title).await
    }

    /// A note in a cell; waits until it lies there.
    pub async fn note_in(&self, cell: &str, text: &str) -> Element {
        let cell = self.cell(cell).await;
        // The browser draws a note only where it is looked at.
        cell.show().await;
        cell.find("StaticText", text).await
    }

    /// Opens a note's menu, which is there where one points.
    pub async fn open_menu(&self, text: &str) {
        self.note(text).await.press().await;
        let menu = self.window.note_menu(text);
        self.window.press(&menu).await;
    }

    /// Chooses something in a note's menu.
    pub async fn ask(&self, text: &str, sv: &str, en: &str) {
        self.open_menu(text).await;
        self.window.choose(self.window.says(sv, en)).await;
    }

    /// Opens the board's own menu.
    pub async fn open_board_menu(&self) {
        let menu = self.window.says("Tavlans meny", "The board's menu");
        self.window.press(menu).await;
    }

    /// Chooses something in the board's own menu.
    pub async fn ask_board(&self, sv: &str, en: &str) {
        self.open_board_menu().await;
        self.window.choose(self.window.says(sv, en)).await;
    }

    /// Begins to type in a note.
    pub async fn edit(&self, text: &str) -> Element {
        self.ask(text, "Ändra", "Edit").await;
        self.window
            .find(
                "textbox",
                self.window.says("Lappens text", "The note's text"),
            )
            .await
    }

    /// Takes back what one did last.
    pub async fn undo(&self) {
        self.window.undo().await;
    }

    /// Does it again.
    pub async fn redo(&self) {
        self.window.redo().await;
    }

    /// Opens the bin, once so many notes lie in it.
    pub async fn open_bin(&self, notes: usize) {
        let bin = self.window.says("Papperskorgen", "The bin");
        self.window.press(&format!("{bin} ({notes})")).await;
    }
}
