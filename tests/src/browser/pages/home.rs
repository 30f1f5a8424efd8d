//! The home page.

use bordsvis_shared::method::Language;

use crate::Server;
use crate::browser::Window;

/// The home page, in somebody's window.
pub struct Home {
    /// The window.
    pub window: Window,
}

/// What is on the page once a board has been created.
pub struct Created {
    /// The code by which participants join.
    pub code: String,
    /// Where the board is led.
    pub lead: String,
    /// Where the big screen is.
    pub screen: String,
    /// Where the table cards are.
    pub cards: String,
}

impl Home {
    /// Opens it, and chooses the language of the window's owner.
    pub async fn open(window: &Window, server: &Server) -> Self {
        window.go(&server.url("/")).await;
        let home = Self {
            window: window.clone(),
        };
        window.press(home.language_button()).await;
        // The page is drawn anew, and scrolls to where the focus was.
        let focus_is_back = "document.activeElement?.ariaPressed === 'true'";
        window
            .until("the language to be chosen", async || {
                window.evaluate(focus_is_back).await == true
            })
            .await;
        window
            .find("heading", window.says("Skapa en tavla", "Create a board"))
            .await;
        // The choice of a language stands at the foot of the page.
        window
            .evaluate("scrollTo({top: 0, behavior: 'instant'})")
            .await;
        home
    }

    /// Goes to the page of a board.
    pub async fn join(&self, code: &str) {
        let window = &self.window;
        window
            .fill(window.says("Har du en kod?", "Do you have a code?"), code)
            .await;
        window.press(window.says("Gå med", "Join")).await;
    }

    /// Fills in the form for a board of the preset method, with one table more that takes part from
    /// elsewhere.
    pub async fn fill_in(&self, title: &str, tables: u32, remote: &str) {
        let window = &self.window;
        window.fill(window.says("Titel", "Title"), title).await;
        window
            .find(
                "radio",
                super::super::Named::With(window.says("Grund", "Basics")),
            )
            .await;
        let label = window.says("Bord i rummet", "Tables in the room");
        let fewer = [window.says("En färre: ", "One less: "), label].concat();
        while window.find("spinbutton", label).await.value().await != tables.to_string() {
            window.press(&fewer).await;
        }
        window
            .press(window.says("Bord på distans", "Remote table"))
            .await;
        window.fill(window.says("Namn", "Name"), remote).await;
    }

    /// Creates the board that has been filled in.
    pub async fn create(&self) -> Created {
        let window = &self.window;
        window
            .press(window.says("Skapa tavlan", "Create the board"))
            .await;
        window
            .reads(window.says("Spara din nyckel", "Save your key"))
            .await;
        let link = async |sv, en| window.find("link", window.says(sv, en)).await.link().await;
        let code = window
            .evaluate("document.querySelector('.code').textContent")
            .await;
        Created {
            code: code.as_str().unwrap_or_default().to_owned(),
            lead: link("Led tavlan", "Lead the board").await,
            screen: link("Öppna storbilden", "Open the big screen").await,
            cards: link("Skriv ut bordskort", "Print table cards").await,
        }
    }

    fn language_button(&self) -> &'static str {
        match self.window.language() {
            Language::Sv => "Svenska",
            Language::En => "English",
        }
    }
}
