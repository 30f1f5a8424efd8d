//! More notes in a cell than anybody sees at once: only what is in view is drawn, and nobody should notice.

use bordsvis_shared::method::Language;
use bordsvis_tests::Server;
use bordsvis_tests::browser::{Browsers, Facilitator, Size, Window};
use serde_json::json;

use super::sorting::{board, lead, write};

const STRENGTHS: usize = 300;
const WEAKNESSES: usize = 60;
/// More notes than two cells show, less than half of all.
const FEW: f64 = 100.0;

#[tokio::test(flavor = "multi_thread")]
async fn a_crowded_board_is_led_by_what_one_sees_of_it() {
    Browsers::tell("crowded", Language::Sv, crowded).await;
}

async fn crowded(browsers: &Browsers) {
    let server = Server::start().await;
    let board = board(&server, "swot", "sv", json!(["Bord 1"])).await;
    let texts = [
        ("strengths", "Styrka", STRENGTHS),
        ("weaknesses", "Svaghet", WEAKNESSES),
    ];
    let texts: Vec<_> = texts
        .into_iter()
        .flat_map(|(cell, word, many)| (1..=many).map(move |at| (cell, format!("{word} {at}"))))
        .collect();
    let written: Vec<_> = texts
        .iter()
        .map(|(cell, text)| (1, *cell, text.as_str()))
        .collect();
    write(&server, &board, "swot", &written).await;
    let window = browsers.open("facilitator", Size::LAPTOP).await;
    window.go(&lead(&board)).await;
    let facilitator = Facilitator::at(&window).await;
    counts(&window, "strengths", STRENGTHS).await;
    facilitator.note("Styrka 5").await;
    few(&window).await;
    window.inspect("facilitator-crowded").await;

    // What is put at the end of a long list is led to.
    facilitator.note("Styrka 1").await.focus_around().await;
    window.keys(&["Alt", "ArrowRight"]).await;
    counts(&window, "weaknesses", WEAKNESSES + 1).await;
    focused(&window, "weaknesses", "Styrka 1").await;
    // All of the list can be chosen, drawn or not.
    window.keys(&["a"]).await;
    window
        .reads(&format!("{} lappar valda", WEAKNESSES + 1))
        .await;
    window.keys(&["Escape"]).await;
    window.keys(&["ArrowUp"]).await;
    focused(&window, "weaknesses", &format!("Svaghet {WEAKNESSES}")).await;
    few(&window).await;

    // Arrows lead further than what was drawn.
    facilitator.note("Styrka 2").await.focus_around().await;
    for at in 3..=40 {
        window.keys(&["ArrowDown"]).await;
        focused(&window, "strengths", &format!("Styrka {at}")).await;
    }
    // A list that is scrolled to its end shows the end, and Tab leads there.
    let notes = "document.querySelector('[data-cell=strengths] .lead-notes')";
    let ended = format!(
        "({notes}).scrollTop = 1e6, document.querySelector('[data-cell=strengths] [data-note]:last-of-type')?.textContent.includes('Styrka {STRENGTHS}') ?? false"
    );
    holds(&window, "the end of the list", &ended).await;
    let stop = "document.querySelector('[data-cell=strengths] [tabindex=\"0\"]') !== null";
    holds(&window, "a note that Tab reaches", stop).await;
    few(&window).await;
    window.inspect("facilitator-crowded-end").await;

    // What is not drawn is found.
    window
        .find("searchbox", "Sök lappar och bord")
        .await
        .type_text("styrka 217")
        .await;
    facilitator.note("Styrka 217").await;
    let one = "document.querySelectorAll('.lead-desk [data-note]').length === 1";
    holds(&window, "nothing else", one).await;
}

/// What the heading of a cell counts.
async fn counts(window: &Window, cell: &str, notes: usize) {
    let script =
        format!("document.querySelector('[data-cell={cell}] .count').textContent === '{notes}'");
    holds(window, &format!("{notes} notes of {cell}"), &script).await;
}

async fn focused(window: &Window, cell: &str, text: &str) {
    let script = format!(
        "document.activeElement.matches('[data-cell={cell}] [data-note]') \
        && document.activeElement.querySelector('.lead-text').textContent === {}",
        json!(text)
    );
    holds(window, &format!("{text:?} to have the focus"), &script).await;
}

async fn few(window: &Window) {
    let drawn = window
        .evaluate("document.querySelectorAll('.lead-desk [data-note]').length")
        .await;
    let drawn = drawn.as_f64().unwrap_or(f64::MAX);
    assert!(drawn < FEW, "{drawn} notes are drawn");
}

async fn holds(window: &Window, what: &str, script: &str) {
    window
        .until(what, async || window.evaluate(script).await == true)
        .await;
}
