//! The few icons, drawn in the colour of the text around them. They only decorate: what they mean
//! stands beside them, or in the label of their button.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Add,
    Aside,
    Check,
    Close,
    Copy,
    Down,
    Edit,
    Hand,
    Hidden,
    Left,
    Lift,
    Link,
    Listen,
    Lock,
    More,
    Move,
    Offline,
    Pause,
    Play,
    Phone,
    Print,
    Redo,
    Remote,
    Remove,
    Right,
    Screen,
    Search,
    Shown,
    Subtract,
    Undo,
    Unlock,
    Up,
    Wait,
    Warning,
}

impl Shape {
    /// The strokes, in a square of 24.
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M12 5v14M5 12h14",
            Self::Aside => "M12 4v11M7 10.5l5 5 5-5M4 20h16",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Copy => "M9 8h10v12H9zM5 16V4h10",
            Self::Down => "M6 9.5l6 6 6-6",
            Self::Edit => "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
            Self::Hand => {
                "M8 13V6.5a1.5 1.5 0 0 1 3 0V12V4.5a1.5 1.5 0 0 1 3 0V12V6a1.5 1.5 0 0 1 3 0v8c0 4-2 7-5.5 7C8 21 7 18 4.5 14a1.5 1.5 0 0 1 2.5-1.5z"
            }
            Self::Hidden => "M4 12c2-4 5-6 8-6s6 2 8 6c-2 4-5 6-8 6s-6-2-8-6zM4 20L20 4",
            Self::Left => "M14.5 6l-6 6 6 6",
            Self::Lift => "M12 20V8M7 12.5l5-5 5 5M4 4h16",
            Self::Link => {
                "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"
            }
            Self::Listen => {
                "M5 9.5v5h3.5l4.5 4v-13l-4.5 4zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11"
            }
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
            Self::More => {
                "M4.5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0zM11.5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0zM18.5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0z"
            }
            Self::Move => "M4 12h15M13.5 6.5l5.5 5.5-5.5 5.5",
            Self::Offline => "M4 10a12 12 0 0 1 16 0M7 13.5a8 8 0 0 1 10 0M12 18h.01M4 20L20 4",
            Self::Pause => "M8 6v12M16 6v12",
            Self::Play => "M8 5.5l10 6.5-10 6.5z",
            Self::Phone => "M7.5 3.5h9v17h-9zM11 17.5h2",
            Self::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
            Self::Redo => "M20 9H9a5 5 0 0 0 0 10h6M16 5l4 4-4 4",
            Self::Remote => "M12 13.5v6.5M12 11h.01M8 15a5.5 5.5 0 1 1 8 0M5.5 17.5a9 9 0 1 1 13 0",
            Self::Remove => "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
            Self::Right => "M9.5 6l6 6-6 6",
            Self::Screen => "M3.5 5h17v11h-17zM12 16v4M8 20h8",
            Self::Search => "M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.5 15.5L20 20",
            Self::Shown => {
                "M4 12c2-4 5-6 8-6s6 2 8 6c-2 4-5 6-8 6s-6-2-8-6zM12 14.5a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5z"
            }
            Self::Subtract => "M5 12h14",
            Self::Undo => "M4 9h11a5 5 0 0 1 0 10H9M8 5L4 9l4 4",
            Self::Unlock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.800-1.200",
            Self::Up => "M6 14.5l6-6 6 6",
            Self::Wait => "M12 20.5a8.5 8.5 0 1 1 0-17 8.5 8.5 0 0 1 0 17zM12 7.5V12l3 2",
            Self::Warning => "M12 4l9 16H3zM12 10v4.5M12 17.200h.01",
        }
    }
}

/// An icon, as high as a line of the text around it.
#[component]
pub fn Icon(shape: Shape) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=shape.path() />
        </svg>
    }
}
