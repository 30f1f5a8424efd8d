//! What the style sheets know of the device, for what they can't decide alone.

use leptos::prelude::*;

use crate::listening::Listening;
use crate::reactive::state;

/// The room for several cells side by side; the same width as in `table.css`.
pub const WIDE: &str = "(min-width: 45rem)";
/// Room for something beside them; likewise.
pub const ROOMY: &str = "(min-width: 70rem)";
/// Somebody types on glass.
pub const TOUCH: &str = "(pointer: coarse)";

/// Whether a media query holds, for as long as the owner lives.
pub fn media(query: &str) -> ReadSignal<bool> {
    let list = window().match_media(query).ok().flatten();
    let holds = state(list.as_ref().is_some_and(|list| list.matches()));
    if let Some(list) = list {
        let changed = list.clone();
        let listening = Listening::to(list, "change", move || holds.set(changed.matches()));
        StoredValue::new_local(listening);
    }
    holds.read_only()
}
