//! A table's colour and name: never the colour alone.

use bordsvis_shared::id::TableNo;
use leptos::prelude::*;

/// The class that sets `--edge` to a table's colour. After the twelfth table they come again: the
/// name beside tells them apart.
pub fn edge_class(table: TableNo) -> &'static str {
    const CLASSES: [&str; 12] = [
        "edge-1", "edge-2", "edge-3", "edge-4", "edge-5", "edge-6", "edge-7", "edge-8", "edge-9",
        "edge-10", "edge-11", "edge-12",
    ];
    CLASSES[usize::from(table.0.saturating_sub(1)) % CLASSES.len()]
}

/// A table's name, with its colour before it.
#[component]
pub fn TableBadge(table: TableNo, #[prop(into)] name: String) -> impl IntoView {
    view! { <span class=["table-badge ", edge_class(table)].concat()>{name}</span> }
}
