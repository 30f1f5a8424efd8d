//! What the views are put together from. Each part is usable by pointer, keyboard and screen reader;
//! its look is in `style/parts.css`. A part shows what it is given and calls back; none fetches, and
//! none knows a board.

mod badge;
mod button;
mod checks;
mod copy;
mod dialog;
mod field;
mod flow;
mod icon;
mod layout;
mod list;
mod menu;
mod notice;
mod page;
mod qr;
mod stage;
mod stepper;
mod toast;

pub use badge::{TableBadge, edge_class};
pub use button::{Button, IconButton, Look};
pub use checks::Checks;
pub use copy::CopyButton;
pub use dialog::Dialog;
pub use field::Field;
pub use flow::{For, Show};
pub use icon::{Icon, Shape};
pub use layout::LayoutPicture;
pub use menu::{Menu, MenuItem};
pub use notice::{Live, Loading, Notice, Tone};
pub use page::{Message, Page, PageFooter, page_title};
pub use qr::QrCode;
pub use stage::Stage;
pub use stepper::Stepper;
pub use toast::{ToastArea, Toasts, provide_toasts, use_toasts};

/// An id for an element, unlike every other on the page.
pub fn unique_id(prefix: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    [prefix, &NEXT.fetch_add(1, Relaxed).to_string()].concat()
}
