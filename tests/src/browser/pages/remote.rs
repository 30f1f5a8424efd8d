//! The remote control.

use crate::browser::{Element, Named, Window};

/// The remote control, in the window of whoever leads from a phone.
pub struct Remote {
    /// The window.
    pub window: Window,
}

impl Remote {
    /// The page that a window shows, once it is connected.
    pub async fn at(window: &Window) -> Self {
        window.reads(window.says("Ansluten", "Connected")).await;
        Self {
            window: window.clone(),
        }
    }

    /// A key, by the words on it.
    pub async fn key(&self, sv: &str, en: &str) -> Element {
        let name = Named::With(self.window.says(sv, en));
        self.window.find("button", name).await
    }

    /// Presses a key.
    pub async fn press(&self, sv: &str, en: &str) {
        self.key(sv, en).await.press().await;
    }
}
