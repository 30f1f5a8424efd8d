//! The big screen.

use crate::browser::Window;

/// The big screen, in the window that stands before the whole room.
pub struct Screen {
    /// The window.
    pub window: Window,
}

impl Screen {
    /// The page that a window shows, once it shows the board's code.
    pub async fn at(window: &Window, code: &str) -> Self {
        window.reads(code).await;
        Self {
            window: window.clone(),
        }
    }
}
