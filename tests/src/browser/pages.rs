//! The views, as the people who use them know them: what they can do there, by the words on the page.

mod facilitator;
mod home;
mod join;
mod remote;
mod screen;
mod table;

use bordsvis_shared::method::Language;

use super::Window;
pub use facilitator::Facilitator;
pub use home::{Created, Home};
pub use join::Join;
pub use remote::Remote;
pub use screen::Screen;
pub use table::Table;

impl Window {
    /// What the button with a note's menu is called, on every page that shows notes.
    fn note_menu(&self, text: &str) -> String {
        let [before, behind] = match self.language() {
            Language::Sv => ["Lappen ”", "”"],
            Language::En => ["The note “", "”"],
        };
        [before, text, behind].concat()
    }

    async fn undo(&self) {
        self.press(self.says("Ångra", "Undo")).await;
    }

    async fn redo(&self) {
        self.press(self.says("Gör om", "Redo")).await;
    }
}
