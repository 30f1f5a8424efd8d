//! A large board in the facilitator's view, on a slow laptop; and how soon a note is on other screens.

use std::time::Duration;

use bordsvis_shared::board::{Position, Rank};
use bordsvis_shared::method::Language;
use bordsvis_tests::browser::{Browsers, Size};
use bordsvis_tests::{Server, random};
use serde_json::{Value, json};
use tokio::time::{interval, sleep};

use super::figures::Percentiles;
use super::page::{Busy, MARK, Page, Phase};
use super::tables::{self, Table};

/// A large county: so many tables, people at each, and notes of each.
const TABLES: u16 = 25;
const PEOPLE_OF_TABLE: usize = 8;
const NOTES_OF_TABLE: usize = 80;
const NOTES: usize = TABLES as usize * NOTES_OF_TABLE;
/// How much slower the processor is made, for a laptop of many years.
const SLOWER: u32 = 4;
/// Long enough for what the page does by itself a while after it has opened, such as storing copies.
const REST: Duration = Duration::from_secs(5);
/// How far a list is scrolled, in pixels, and how many of them a second: a determined swipe.
const SCROLL: (i32, u32) = (10_000, 2_000);
/// How many notes come while the facilitator watches, and how often.
const COMING: (usize, Duration) = (100, Duration::from_millis(100));
/// How many times a note is moved by the keyboard.
const MOVES: usize = 20;
/// How many notes are chosen after one another.
const CHOSEN: usize = 10;
/// What is searched for.
const WORD: &str = "skola";
/// How long somebody takes from one key to the next.
const KEYSTROKE: Duration = Duration::from_millis(200);
/// Over how many steps a note is dragged, and how long each takes.
const DRAG: (u32, Duration) = (60, Duration::from_millis(16));
/// How many notes are followed to other screens, and how long after one another.
const FOLLOWED: (usize, Duration) = (100, Duration::from_millis(150));

/// Prints what each phase takes, and how soon a note is seen.
pub async fn measure() {
    Browsers::tell("bench", Language::Sv, story).await;
}

async fn story(browsers: &Browsers) {
    let server = Server::start().await;
    let (workshop, mut tables) = tables::fill(&server, TABLES, NOTES_OF_TABLE).await;
    // One at each table writes; the others look on.
    let _crowd = tables::crowd(&workshop, &server, TABLES, PEOPLE_OF_TABLE - 1).await;
    let laptop = browsers.open("facilitator", Size::LAPTOP).await;
    laptop.slow_down(SLOWER).await;

    println!(
        "\n{NOTES} notes of {TABLES} tables with {} people in the facilitator's view, the processor slowed {SLOWER} times:\n",
        usize::from(TABLES) * PEOPLE_OF_TABLE
    );
    println!(
        "| | seconds | long tasks | longest, ms | sum, ms | slowest answer, ms | program, ms | layout, ms | busy, ms |\n|---|---|---|---|---|---|---|---|---|"
    );
    let page = Page::open(laptop, &workshop.created.facilitator.url, NOTES).await;
    let [first, rest, opening] = page.opened().await;
    print("opening, to the first note", &first);
    print("opening, from there to all in view", &rest);
    print("opening, as a whole", &opening);
    tell(&page, "left alone", async |_| sleep(REST).await).await;
    tell(&page, "scrolling, down and up", scroll).await;
    let incoming = format!("{} incoming notes, 10 a second", COMING.0);
    tell(&page, &incoming, async |_| write(&mut tables).await).await;
    let moves = format!("{MOVES} moves by the keyboard");
    tell(&page, &moves, move_by_keys).await;
    let chosen = format!("choosing {CHOSEN} notes, one by one");
    tell(&page, &chosen, choose).await;
    tell(&page, "gathering two of them in a cluster", gather).await;
    let searching = format!("searching for {WORD:?}, letter by letter");
    tell(&page, &searching, search).await;
    tell(&page, "laying all notes by table, and by cell again", lay).await;
    tell(&page, "a drag to another cell", drag).await;

    page.window().slow_down(1).await;
    let projector = browsers.open("screen", Size::PROJECTOR).await;
    let screen = Page::open(projector, &workshop.created.screen.url, NOTES).await;
    let [on_laptop, on_screen] = follow(&mut tables[0], [&page, &screen]).await;
    println!(
        "\nFrom a phone to another screen, with these {NOTES} notes and the processor as it is:\n"
    );
    println!("| | p50, ms | p95, ms |\n|---|---|---|");
    println!("| facilitator | {on_laptop} |");
    println!("| big screen | {on_screen} |");
}

/// Prints what something takes of the page.
async fn tell(page: &Page, what: &str, act: impl AsyncFnOnce(&Page)) {
    print(what, &page.phase(async || act(page).await).await);
}

fn print(what: &str, phase: &Phase) {
    let in_ms = |time: Option<f64>| time.map_or("–".to_owned(), |time| format!("{time:.0}"));
    let busy = |part: fn(&Busy) -> f64| in_ms(phase.busy.as_ref().map(part));
    let tasks = &phase.long_tasks;
    println!(
        "| {what} | {:.1} | {} | {:.0} | {:.0} | {} | {} | {} | {} |",
        phase.seconds,
        tasks.len(),
        tasks.iter().copied().fold(0.0, f64::max),
        tasks.iter().fold(0.0, |sum, lasted| sum + lasted),
        in_ms(phase.slowest_answer),
        busy(|busy| busy.script),
        busy(|busy| busy.layout),
        busy(|busy| busy.all),
    );
}

/// Scrolls the first cell down and up again.
async fn scroll(page: &Page) {
    let (far, speed) = SCROLL;
    let (x, y) = middle(page, ".lead-notes").await;
    for distance in [-far, far] {
        let gesture = json!({"x": x, "y": y, "yDistance": distance, "speed": speed});
        page.window()
            .tell_browser("Input.synthesizeScrollGesture", gesture)
            .await;
    }
}

async fn write(tables: &mut [Table]) {
    let (notes, often) = COMING;
    let mut pace = interval(often);
    for number in 0..notes {
        pace.tick().await;
        let next = number % tables.len();
        tables[next].write().await;
    }
    for table in tables {
        table.settle().await;
    }
}

async fn move_by_keys(page: &Page) {
    focus(page, "[data-note]").await;
    let place =
        "[...document.activeElement.parentElement.children].indexOf(document.activeElement)";
    for moves in 1..=MOVES {
        press(page, &["Alt", "ArrowDown"]).await;
        let moved = async || page.number(place).await == moves as f64;
        page.window().until("the note to be moved", moved).await;
    }
}

async fn choose(page: &Page) {
    for _ in 0..CHOSEN {
        press(page, &["Space"]).await;
        press(page, &["ArrowDown"]).await;
    }
    count(page, ".lead-slip.chosen", CHOSEN).await;
    press(page, &["Escape"]).await;
    count(page, ".lead-slip.chosen", 0).await;
}

async fn gather(page: &Page) {
    for keys in ["Space", "ArrowDown", "Space", "g"] {
        press(page, &[keys]).await;
    }
    count(page, ".lead-clusters > *", 1).await;
    // The new cluster asks for a title; the note that was moved is looked at again.
    press(page, &["Escape"]).await;
    focus(page, ".slips [data-note]").await;
}

async fn search(page: &Page) {
    focus(page, ".lead-search").await;
    for letter in WORD.chars() {
        press(page, &[&letter.to_string()]).await;
    }
    count(page, ".lead-found", 1).await;
    press(page, &["Escape"]).await;
    count(page, ".lead-found", 0).await;
}

async fn lay(page: &Page) {
    focus(page, "select[aria-label='Ordna efter']").await;
    press(page, &["ArrowDown"]).await;
    count(page, ".lead-groups > *", usize::from(TABLES)).await;
    press(page, &["ArrowUp"]).await;
    count(page, ".lead-groups > *", 0).await;
    focus(page, ".slips [data-note]").await;
}

async fn focus(page: &Page, selector: &str) {
    let focus = format!("document.querySelector({selector:?}).focus()");
    page.window().evaluate(&focus).await;
}

/// Presses keys together, and takes as long as people do. To ask the page meanwhile whether it is done would slow it
/// down.
async fn press(page: &Page, keys: &[&str]) {
    page.window().keys(keys).await;
    sleep(KEYSTROKE).await;
}

/// Waits until so many are there.
async fn count(page: &Page, selector: &str, wanted: usize) {
    let there = async || page.number(&shown(selector)).await == wanted as f64;
    page.window().until(selector, there).await;
}

/// A script that counts what a selector finds.
fn shown(selector: &str) -> String {
    format!("document.querySelectorAll({selector:?}).length")
}

/// Drags the note that has the focus into the last cell.
async fn drag(page: &Page) {
    let note = page
        .window()
        .evaluate("document.activeElement.dataset.note")
        .await;
    let note = format!("[data-note='{}']", note.as_str().unwrap_or_default());
    let (from, to) = (
        middle(page, &note).await,
        middle(page, "[data-cell=threats]").await,
    );
    let at = |part: f64| {
        (
            from.0 + (to.0 - from.0) * part,
            from.1 + (to.1 - from.1) * part,
        )
    };
    point(page, "mousePressed", from).await;
    let (steps, each) = DRAG;
    let mut pace = interval(each);
    for step in 1..=steps {
        pace.tick().await;
        point(page, "mouseMoved", at(f64::from(step) / f64::from(steps))).await;
    }
    point(page, "mouseReleased", to).await;
    let lies = format!("[data-cell=threats] {note}");
    let there = format!("!!document.querySelector({lies:?})");
    let dropped = async || page.window().evaluate(&there).await == Value::Bool(true);
    page.window()
        .until("the note to lie in the other cell", dropped)
        .await;
}

async fn point(page: &Page, what: &str, (x, y): (f64, f64)) {
    let buttons = u8::from(what != "mouseReleased");
    let event = json!({
        "type": what, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1,
    });
    page.window()
        .tell_browser("Input.dispatchMouseEvent", event)
        .await;
}

/// The middle of what a selector finds.
async fn middle(page: &Page, selector: &str) -> (f64, f64) {
    let found = format!("document.querySelector({selector:?}).getBoundingClientRect()");
    let x = page
        .number(&format!("(rect => rect.x + rect.width / 2)({found})"))
        .await;
    let y = page
        .number(&format!("(rect => rect.y + rect.height / 2)({found})"))
        .await;
    (x, y)
}

/// Follows notes from a table's phone to other pages. They come first in their cell, where the big screen shows them.
async fn follow(table: &mut Table, pages: [&Page; 2]) -> [Percentiles; 2] {
    for page in pages {
        page.follow().await;
    }
    let (notes, often) = FOLLOWED;
    let mut pace = interval(often);
    let mut rank = Rank::between(None, None, random());
    let mut sent = Vec::new();
    for number in 1..=notes {
        pace.tick().await;
        let cell = "strengths".parse().expect("a cell");
        rank = Rank::between(None, Some(&rank), random());
        let rank = rank.clone();
        let mark = format!("{MARK} {number}");
        let at = table.add(&mark, Position { cell, rank }).await;
        sent.push((mark, at));
    }
    let mut took = [Vec::new(), Vec::new()];
    for (page, took) in pages.into_iter().zip(&mut took) {
        for (mark, at) in &sent {
            took.push(page.saw(mark).await - at);
        }
    }
    took.map(Percentiles::of)
}
