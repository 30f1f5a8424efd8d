//! A workshop in real browsers: four people at four devices, from the home page to the end. The same
//! story is told in both languages; every state of every view is inspected on the way.

mod crowded;
mod lagesbild;
mod leading;
mod legible;
mod menus;
mod opening;
mod parts;
mod phases;
mod plenary;
mod remote;
mod samverkan;
mod sorting;
mod trouble;
mod worksheets;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_led_in_swedish() {
    Browsers::tell("led-swedish", Language::Sv, leading::a_meeting).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_led_in_english() {
    Browsers::tell("led-english", Language::En, leading::a_meeting).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_through_the_phases_in_swedish() {
    Browsers::tell("phases-swedish", Language::Sv, phases::story).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_through_the_phases_in_english() {
    Browsers::tell("phases-english", Language::En, phases::story).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_led_from_a_phone_in_swedish() {
    Browsers::tell("remote-swedish", Language::Sv, remote::a_meeting).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_led_from_a_phone_in_english() {
    Browsers::tell("remote-english", Language::En, remote::a_meeting).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_screen_is_read_from_the_last_row_in_swedish() {
    Browsers::tell("legible-swedish", Language::Sv, legible::from_the_last_row).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_screen_is_read_from_the_last_row_in_english() {
    Browsers::tell("legible-english", Language::En, legible::from_the_last_row).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn worksheets_are_printed() {
    Browsers::tell("worksheets", Language::Sv, worksheets::are_printed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_situation_picture_of_three_municipalities() {
    Browsers::tell("lagesbild", Language::Sv, lagesbild::a_county).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn collaboration_from_homework_to_plan() {
    Browsers::tell("samverkan", Language::Sv, samverkan::a_collaboration).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_come_is_asked_for_again() {
    Browsers::tell("parts", Language::Sv, parts::are_missing).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outdated_page_is_loaded_anew() {
    Browsers::tell("outdated", Language::Sv, parts::are_outdated).await;
}

async fn workshop(browsers: &Browsers) {
    let mut workshop = opening::everyone_comes(browsers).await;
    writing::what_one_composes_is_nobody_elses(&workshop).await;
    writing::one_is_asked_about_what_is_personal(&workshop).await;
    writing::what_is_not_shown_is_nowhere(&workshop).await;
    plenary::everyone_sees_what_is_shown(&workshop).await;
    menus::notes_offer_what_can_be_done(&workshop).await;
    menus::several_notes_are_chosen(&workshop).await;
    menus::the_board_offers_what_can_be_done(&workshop).await;
    plenary::notes_are_sorted(&workshop).await;
    plenary::the_screen_shows_what_was_chosen(&workshop).await;
    trouble::what_was_done_is_undone(&workshop).await;
    trouble::what_was_thrown_away_comes_back(&workshop).await;
    writing::a_locked_step_can_only_be_read(&workshop).await;
    writing::two_type_in_one_note(&workshop).await;
    trouble::without_a_network(&workshop).await;
    trouble::the_server_falls(&mut workshop).await;
    plenary::notes_are_carried_into_a_later_step(&workshop).await;
    menus::notes_are_fetched_from_an_earlier_step(&workshop).await;
    menus::a_closed_board_can_only_be_read(&workshop).await;
    opening::the_other_language(&workshop).await;
}

/// Everyone who takes part, each with a browser of their own.
struct Workshop {
    server: Server,
    facilitator: Facilitator,
    /// At a table in the room.
    phone: Table,
    /// At the table that takes part from elsewhere, with a laptop.
    remote: Table,
    screen: Screen,
}

/// A cell, as it is called in either language.
struct Cell(&'static str, &'static str);

const STRENGTHS: Cell = Cell("Styrkor", "Strengths");
const WEAKNESSES: Cell = Cell("Svagheter", "Weaknesses");
const OPPORTUNITIES: Cell = Cell("Möjligheter", "Opportunities");
const THREATS: Cell = Cell("Hot", "Threats");
/// Of the second step.
const EDUCATION: Cell = Cell("Utbildning", "Education");
/// Of the third step.
const DEMOCRACY_EARLY: Cell = Cell("Demokrati · Proaktivt", "Democracy · Proactive");

/// What the table in the room writes.
const CLOSE: &str = "Närhet och snabba beslut";
const SLOW: &str = "Långa beslutsvägar";
const TRUANCY: &str = "Hög skolfrånvaro";
/// What the remote table writes.
const VAST: &str = "Stor yta, små resurser";
