//! A workshop in real browsers: four people at four devices, from the home page to the end. The same
//! story is told in both languages; every state of every view is inspected on the way.

mod opening;
mod plenary;
mod writing;

use bordsvis_shared::method::Language;
use bordsvis_tests::Server;
use bordsvis_tests::browser::{Browsers, Facilitator, Screen, Table};

#[tokio::test(flavor = "multi_thread")]
async fn a_workshop_in_swedish() {
    Browsers::tell("swedish", Language::Sv, workshop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workshop_in_english() {
    Browsers::tell("english", Language::En, workshop).await;
}

async fn workshop(browsers: &Browsers) {
    let workshop = opening::everyone_comes(browsers).await;
    writing::what_one_composes_is_nobody_elses(&workshop).await;
    writing::what_is_not_shown_is_nowhere(&workshop).await;
    plenary::everyone_sees_what_is_shown(&workshop).await;
    plenary::notes_are_sorted(&workshop).await;
    plenary::the_screen_shows_what_was_chosen(&workshop).await;
    opening::the_other_language(&workshop).await;
}

/// Everyone who takes part, each with a browser of their own.
struct Workshop {
    /// Runs as long as this lives.
    _server: Server,
    facilitator: Facilitator,
    /// At a table in the room.
    phone: Table,
    /// At the table that takes part from elsewhere, with a laptop.
    remote: Table,
    screen: Screen,
}

/// A cell of the first step.
struct Cell(&'static str, &'static str);

const STRENGTHS: Cell = Cell("Styrkor", "Strengths");
const WEAKNESSES: Cell = Cell("Svagheter", "Weaknesses");
const OPPORTUNITIES: Cell = Cell("Möjligheter", "Opportunities");
const THREATS: Cell = Cell("Hot", "Threats");

/// What the table in the room writes.
const CLOSE: &str = "Närhet och snabba beslut";
const SLOW: &str = "Långa beslutsvägar";
/// What the remote table writes.
const VAST: &str = "Stor yta, små resurser";
