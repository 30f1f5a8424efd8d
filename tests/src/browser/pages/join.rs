//! The page where people join.

use crate::browser::{Named, Table, Window};

/// The page where people join, in somebody's window.
pub struct Join {
    /// The window.
    pub window: Window,
}

impl Join {
    /// The page that a window shows.
    pub fn at(window: &Window) -> Self {
        Self {
            window: window.clone(),
        }
    }

    /// Takes a seat by the link that all participants are given.
    pub async fn sit(window: &Window, link: &str, table: &str, organisation: &str) -> Table {
        window.go(link).await;
        let join = Self::at(window);
        join.choose(table).await;
        join.enter(organisation).await;
        Table::at(window).await
    }

    /// Waits until the tables are there to choose from.
    pub async fn asks_for_table(&self) {
        let question = self
            .window
            .says("Vilket bord sitter du vid?", "Which table do you sit at?");
        self.window.find("heading", question).await;
    }

    /// Chooses a table, by its name.
    pub async fn choose(&self, table: &str) {
        self.window
            .find("link", Named::With(table))
            .await
            .press()
            .await;
        self.window.find("button", self.enter_button()).await;
    }

    /// Takes the seat.
    pub async fn enter(&self, organisation: &str) {
        let window = &self.window;
        window
            .fill(
                window.says("Organisation (valfritt)", "Organisation (optional)"),
                organisation,
            )
            .await;
        window.press(self.enter_button()).await;
    }

    /// Waits until somebody who comes late is told where the room is.
    pub async fn reads_whereabouts(&self, sv: &str, en: &str) {
        let window = &self.window;
        let welcome = window.says("Välkommen in", "Welcome");
        window.find("heading", welcome).await;
        window.reads(window.says(sv, en)).await;
    }

    fn enter_button(&self) -> &'static str {
        self.window.says("Gå in", "Enter")
    }
}
