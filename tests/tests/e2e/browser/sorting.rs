//! Sorting what the tables wrote, by one who leads alone: in plenary with the pointer, with keys and by
//! menu; afterwards, note by note, by the keyboard alone.

use bordsvis_shared::api::Created;
use bordsvis_shared::board::{Edit, Rank};
use bordsvis_shared::id::{Scope, StepId, TableNo};
use bordsvis_shared::method::Language;
use bordsvis_shared::protocol::{Tables, ToServer};
use bordsvis_tests::browser::{Browsers, Element, Facilitator, Named, Size, Window};
use bordsvis_tests::{Device, Server, note, post, random};
use serde_json::json;

/// What three tables see as weaknesses and strengths, from the samples.
const SLOW: &str = "Långa beslutsvägar och otydligt ansvar";
const FIRES: &str = "Vi släcker bränder i stället för att förebygga";
const VAST: &str = "Stor yta, små resurser";
const CYCLES: &str = "Fyraårscykler hämmar långsiktighet";
const CLOSE: &str = "Närhet och snabba beslut";
const NETWORKS: &str = "Nätverk finns: skola, socialtjänst, polis, kyrka";

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_sorted_in_swedish() {
    Browsers::tell("sorting-swedish", Language::Sv, plenary).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_sorted_in_english() {
    Browsers::tell("sorting-english", Language::En, plenary).await;
}

async fn plenary(browsers: &Browsers) {
    let server = Server::start().await;
    let laptop = browsers.open("facilitator", Size::LAPTOP).await;
    let language = laptop.says("sv", "en");
    let tables = json!([
        {"name": "Bord 1", "municipality": "Borås"},
        {"name": "Bord 2", "municipality": "Borås"},
        {"name": "Kiruna", "municipality": "Kiruna", "remote": true},
    ]);
    let board = board(&server, "swot", language, tables).await;
    let written = [
        (1, "weaknesses", SLOW),
        (1, "strengths", CLOSE),
        (2, "weaknesses", FIRES),
        (2, "weaknesses", CYCLES),
        (2, "strengths", NETWORKS),
        (3, "weaknesses", VAST),
    ];
    write(&server, &board, "swot", &written).await;
    laptop.go(&lead(&board)).await;
    let facilitator = Facilitator::at(&laptop).await;
    facilitator.note(SLOW).await;

    clusters_by_pointer(&facilitator).await;
    clusters_by_keyboard(&facilitator).await;
    clusters_by_menu(&facilitator).await;
    notes_are_merged_and_split(&facilitator).await;
    notes_are_taken_down_and_put_up(&facilitator).await;
    notes_are_found(&facilitator).await;
    notes_are_laid_by_table(&facilitator).await;
    a_note_is_typed_from_paper(&facilitator).await;
    notes_are_sorted_one_by_one(&facilitator).await;
}

/// One note is dropped on another, and the two get a title at once.
async fn clusters_by_pointer(facilitator: &Facilitator) {
    let window = &facilitator.window;
    let fires = facilitator.note(FIRES).await;
    fires.drag_to(&facilitator.note(CLOSE).await).await;
    let title = title_field(window).await;
    assert_eq!(title.value().await, CLOSE, "it is called by its first note");
    window.inspect("facilitator-naming").await;
    window.keys(&["Control", "a"]).await;
    title.type_text("Resurser").await;
    window.keys(&["Enter"]).await;
    let named = handle(window, "Resurser", 2);
    window.find("button", named.as_str()).await;
    facilitator.note_in(strengths(window), FIRES).await;
    window.inspect("facilitator-cluster").await;
}

/// Two are chosen and gathered by keys, and the cluster is carried to the next cell.
async fn clusters_by_keyboard(facilitator: &Facilitator) {
    let window = &facilitator.window;
    facilitator.note(SLOW).await.press().await;
    window.keys(&["Space"]).await;
    window
        .reads(window.says("1 lapp vald", "1 note chosen"))
        .await;
    facilitator.note(CYCLES).await.focus_around().await;
    window.keys(&["Space"]).await;
    window
        .reads(window.says("2 lappar valda", "2 notes chosen"))
        .await;
    window.inspect("facilitator-two-chosen").await;
    window.keys(&["g"]).await;
    let title = title_field(window).await;
    window.keys(&["Control", "a"]).await;
    title.type_text("Styrning").await;
    window.keys(&["Enter"]).await;
    // The focus goes to the cluster that was named.
    let focused = "document.activeElement.hasAttribute('data-handle')";
    window
        .until("the cluster to have the focus", async || {
            window.evaluate(focused).await == true
        })
        .await;
    window.keys(&["Alt", "ArrowRight"]).await;
    let opportunities = window.says("Möjligheter", "Opportunities");
    facilitator.note_in(opportunities, SLOW).await;
    facilitator.undo().await;
    let weaknesses = window.says("Svagheter", "Weaknesses");
    facilitator.note_in(weaknesses, SLOW).await;
}

/// A note is put in a cluster, taken out, and the cluster dissolved, all by menu.
async fn clusters_by_menu(facilitator: &Facilitator) {
    let window = &facilitator.window;
    facilitator.ask(VAST, "Gruppera…", "Cluster…").await;
    window.inspect("facilitator-gathering").await;
    let dialog = window.find("dialog", Named::Anything).await;
    let resources = Named::With("Resurser");
    dialog.find("button", resources).await.press().await;
    let [two, three] = [2, 3].map(|tables| handle(window, "Resurser", tables));
    window.find("button", three.as_str()).await;
    facilitator.note_in(strengths(window), VAST).await;
    facilitator
        .ask(VAST, "Ta ut ur gruppen", "Take out of the cluster")
        .await;
    window.find("button", two.as_str()).await;
    ask_cluster(
        window,
        "Resurser",
        "Lös upp gruppen",
        "Dissolve the cluster",
    )
    .await;
    window
        .until("the cluster to be gone", async || {
            !window.has("button", two.as_str()).await
        })
        .await;
    facilitator.undo().await;
    window.find("button", two.as_str()).await;
}

/// What says the same becomes one note, under which the other can still be read.
async fn notes_are_merged_and_split(facilitator: &Facilitator) {
    let window = &facilitator.window;
    facilitator.note(NETWORKS).await.press().await;
    window.keys(&["Space"]).await;
    facilitator.note(VAST).await.focus_around().await;
    window.keys(&["Space"]).await;
    window.press(window.says("Slå ihop", "Merge")).await;
    let merged = window.says("+ 1 hopslagen lapp", "+ 1 merged note");
    window.reads(merged).await;
    window
        .evaluate("document.querySelector('.lead-merged > summary').click()")
        .await;
    let split = window.says("Dela igen", "Split again");
    window.reads(split).await;
    window.inspect("facilitator-merged").await;
    window.press(split).await;
    window.no_longer_reads(merged).await;
    for text in [NETWORKS, VAST] {
        facilitator.note(text).await;
    }
}

/// What is taken down is marked, and put up again by the same key.
async fn notes_are_taken_down_and_put_up(facilitator: &Facilitator) {
    let window = &facilitator.window;
    let mark = window.says("Nedtagen", "Taken down");
    facilitator.note(NETWORKS).await.focus_around().await;
    window.keys(&["t"]).await;
    window.reads(mark).await;
    window.inspect("facilitator-aside").await;
    facilitator
        .ask(NETWORKS, "Lägg tillbaka", "Put back up")
        .await;
    window.no_longer_reads(mark).await;
}

/// Notes are looked for by the words in them and by table, and chosen all at once.
async fn notes_are_found(facilitator: &Facilitator) {
    let window = &facilitator.window;
    facilitator.note(NETWORKS).await.focus_around().await;
    window.keys(&["/"]).await;
    let search = window.says("Sök lappar och bord", "Search notes and tables");
    window
        .find("searchbox", search)
        .await
        .type_text("kiruna")
        .await;
    // The small picture of the big screen goes on showing it.
    window
        .until("what another table wrote to be gone", async || {
            !window.has("StaticText", NETWORKS).await
        })
        .await;
    facilitator.note(VAST).await;
    window.inspect("facilitator-search").await;
    window
        .press(window.says("Markera alla 1", "Select all 1"))
        .await;
    window
        .reads(window.says("1 lapp vald", "1 note chosen"))
        .await;
    window.press(window.says("Välj inga", "Choose none")).await;
    window.find("searchbox", search).await.focus().await;
    window.keys(&["Escape"]).await;
    facilitator.note(NETWORKS).await;
}

/// All notes are laid by their tables, each with the cell that it lies in.
async fn notes_are_laid_by_table(facilitator: &Facilitator) {
    let window = &facilitator.window;
    let by = window.says("Ordna efter", "Arrange by");
    window.find("combobox", by).await.focus().await;
    window.keys(&["ArrowDown"]).await;
    let table = facilitator.cell("Kiruna").await;
    table.find("StaticText", VAST).await;
    table.find("StaticText", strengths(window)).await;
    window.inspect("facilitator-by-table").await;
    window.keys(&["ArrowUp"]).await;
    facilitator
        .cell(window.says("Svagheter", "Weaknesses"))
        .await;
}

/// What a table has on paper is typed in; Enter puts down one after the other.
async fn a_note_is_typed_from_paper(facilitator: &Facilitator) {
    let window = &facilitator.window;
    let threats = window.says("Hot", "Threats");
    let write = [window.says("Ny lapp i ", "New note in "), threats].concat();
    window.press(&write).await;
    let text = window.says("Lappens text", "The note's text");
    let field = window.find("textbox", text).await;
    for typed in ["Personalomsättning", "Ekonomisk kortsiktighet"] {
        field.type_text(typed).await;
        window.keys(&["Enter"]).await;
    }
    window
        .reads(window.says("2 lappar inskrivna", "2 notes typed in"))
        .await;
    window.inspect("facilitator-writing").await;
    window.press(window.says("Klar", "Done")).await;
    facilitator
        .note_in(threats, "Ekonomisk kortsiktighet")
        .await;
}

/// Without categories, digits stand for cells.
async fn notes_are_sorted_one_by_one(facilitator: &Facilitator) {
    let window = &facilitator.window;
    let button = window.says("Sortera lapp för lapp", "Sort note by note");
    window.press(button).await;
    window.reads(window.says("1 av 8", "1 of 8")).await;
    window.inspect("facilitator-one-by-one").await;
    window.keys(&["j"]).await;
    window.reads(window.says("2 av 8", "2 of 8")).await;
    window.keys(&["k"]).await;
    window.keys(&["Escape"]).await;
    window.find("button", button).await;
}

/// What tables answered freely: its cell, and as what it is sorted, some of it as both.
const ANSWERS: [(&str, &str, &[&str]); 5] = [
    ("actual", "Skolk och låg utbildningsnivå", &["1"]),
    ("actual", "Långvarig skolfrånvaro", &["2"]),
    ("actual", "Otrygghet", &["1", "2"]),
    ("possible", "Utanförskap", &["1", "2"]),
    (
        "possible",
        "Aktörer talar olika språk, rollerna är oklara",
        &["3"],
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_sorted_afterwards_by_the_keyboard_alone() {
    Browsers::tell("sorting-afterwards", Language::Sv, afterwards).await;
}

/// When everyone has left, one goes through what was answered, note by note.
async fn afterwards(browsers: &Browsers) {
    let server = Server::start().await;
    let laptop = browsers.open("facilitator", Size::LAPTOP).await;
    let board = board(&server, "riskfaktorer", "sv", json!(["Bord 1", "Bord 2"])).await;
    let written: Vec<_> = (1..)
        .zip(ANSWERS)
        .map(|(at, (cell, text, _))| (1 + at % 2, cell, text))
        .collect();
    write(&server, &board, "collect", &written).await;
    laptop.go(&lead(&board)).await;
    let facilitator = Facilitator::at(&laptop).await;
    facilitator.note("Otrygghet").await;

    tab_to(&laptop, "Sortera lapp för lapp").await;
    laptop.keys(&["Enter"]).await;
    for at in 1..=ANSWERS.len() {
        laptop.reads(&format!("{at} av {}", ANSWERS.len())).await;
        let text = "document.querySelector('.lead-one-note .lead-text').textContent";
        let text = laptop.evaluate(text).await;
        let text = text.as_str().unwrap_or_default();
        let found = ANSWERS.iter().find(|(_, answer, _)| *answer == text);
        let (_, _, keys) = found.unwrap_or_else(|| panic!("{text:?} is an answer"));
        for key in *keys {
            laptop.keys(&[key]).await;
        }
        if keys.len() == 2 {
            for tag in ["1 Riskfaktor", "2 Risk"] {
                pressed(&laptop, tag).await;
            }
            laptop.inspect("facilitator-sorted-as-both").await;
        }
        laptop.keys(&["j"]).await;
    }
    laptop.keys(&["Escape"]).await;
    let focused = "document.activeElement.textContent";
    laptop
        .until("the focus to be where it was", async || {
            laptop.evaluate(focused).await == "Sortera lapp för lapp"
        })
        .await;

    tab_to(&laptop, "Efter ruta").await;
    laptop.keys(&["ArrowDown"]).await;
    for (group, key) in [("Riskfaktor", "1"), ("Risk", "2"), ("Organisatorisk", "3")] {
        let group = facilitator.cell(group).await;
        for (_, text, keys) in ANSWERS {
            if keys.contains(&key) {
                group.find("StaticText", text).await;
            }
        }
    }
    laptop.inspect("facilitator-by-tag").await;
}

/// Goes on by Tab to what has a text.
async fn tab_to(window: &Window, text: &str) {
    let focused = "document.activeElement.selectedOptions?.[0].textContent \
        ?? document.activeElement.textContent";
    for _ in 0..80 {
        if window.evaluate(focused).await == text {
            return;
        }
        window.keys(&["Tab"]).await;
    }
    panic!("{text:?} is not reached by Tab");
}

async fn pressed(window: &Window, button: &str) {
    let script = format!(
        "[...document.querySelectorAll('[aria-pressed=true]')].some(b => b.textContent === {})",
        json!(button.replace(' ', ""))
    );
    window
        .until(&format!("{button} to be pressed"), async || {
            window.evaluate(&script).await == true
        })
        .await;
}

fn strengths(window: &Window) -> &'static str {
    window.says("Styrkor", "Strengths")
}

async fn title_field(window: &Window) -> Element {
    let title = window.says("Gruppens rubrik", "The cluster's title");
    window.find("textbox", title).await
}

/// What a cluster's handle is called, with the tables of its notes out of three.
fn handle(window: &Window, title: &str, tables: usize) -> String {
    match window.says("sv", "en") {
        "sv" => format!("Gruppen {title}, {tables} av 3 bord"),
        _ => format!("The cluster {title}, {tables} of 3 tables"),
    }
}

async fn ask_cluster(window: &Window, title: &str, sv: &str, en: &str) {
    let menu = match window.says("sv", "en") {
        "sv" => format!("Gruppen ”{title}”"),
        _ => format!("The cluster “{title}”"),
    };
    window.press(&menu).await;
    window.choose(window.says(sv, en)).await;
}

pub(super) async fn board(
    server: &Server,
    method: &str,
    language: &str,
    tables: serde_json::Value,
) -> Created {
    let body = json!({
        "title": "Sociala risker", "method": method, "tables": tables, "language": language,
    });
    let (_, created) = post(server, "/api/boards", &body).await;
    serde_json::from_value(created).expect("the board is created")
}

pub(super) fn lead(board: &Created) -> String {
    board.facilitator.url.clone()
}

/// Lets tables write, each last in its cell, and shows it to everyone.
pub(super) async fn write(
    server: &Server,
    board: &Created,
    step: &str,
    written: &[(u16, &str, &str)],
) {
    let step: StepId = step.parse().expect("a step id");
    let token = &board.facilitator.token;
    let mut device = Device::connect(server, &board.id, token).await;
    let mut last: Option<Rank> = None;
    for (number, cell, text) in written {
        let scope = Scope::Table(step.clone(), TableNo(*number));
        device.open(&scope).await;
        let rank = Rank::between(last.as_ref(), None, random());
        let Edit::Add {
            note,
            text,
            mut pos,
            by,
            at,
            tags,
            from,
        } = note(text)
        else {
            unreachable!("a new note is added");
        };
        pos.cell = cell.parse().expect("a cell id");
        pos.rank = rank.clone();
        last = Some(rank);
        let add = Edit::Add {
            note,
            text,
            pos,
            by,
            at,
            tags,
            from,
        };
        device.save(&scope, add).await;
    }
    let reveal = ToServer::Reveal {
        step,
        tables: Tables::ALL,
        revealed: true,
    };
    assert_eq!(device.command(reveal).await, Ok(()));
}
