//! The pictures at the top of README: the same workshop as a participant, the facilitator and the whole room
//! see it. `cargo xtask screenshots` takes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bordsvis_server::demo::samples::{self, Sample};
use bordsvis_shared::api::Created;
use bordsvis_shared::board::{Edit, Position, Rank};
use bordsvis_shared::id::{NoteId, Scope, TableNo};
use bordsvis_shared::method::Language;
use bordsvis_tests::browser::{Browsers, Facilitator, Join, Screen, Size, Window};
use bordsvis_tests::{Device, Server, Workshop, post, random};
use serde_json::json;

/// The tables, with the kind of actor that sits there.
const TABLES: [(&str, &str); 6] = [
    ("Bord 1", "Landsting/region"),
    ("Bord 2", "Stor kommun"),
    ("Bord 3", "Liten kommun"),
    ("Bord 4", "Polis"),
    ("Bord 5", "Liten kommun"),
    ("Bord 6", "Civilsamhälle"),
];

/// The table at which the phone is, counted from 1, and the cell that it shows.
const PHONE: u16 = 1;
const CELL: &str = "Styrkor";
/// What its owner has just put down there, and what is still being composed.
const WRITTEN: &str = "Föreningarna ställer upp när det behövs";
const BEGUN: &str = "Vi känner varandra, och vet vem vi ska ringa";

/// One note in so many has been chosen for plenary by its table.
const LIFTED: usize = 3;

/// The code in the pictures, which change only when the product does. A board draws its own at random.
const CODE: &str = "K7P2XQ";

#[tokio::main]
async fn main() {
    Browsers::tell("screenshots", Language::Sv, take).await;
}

async fn take(browsers: &Browsers) {
    let server = Server::start().await;
    let workshop = create(&server).await;
    // They stay at their tables, so that the facilitator sees them there.
    let _devices = write(&server, &workshop).await;
    let code = workshop.created.code.as_str();

    let pocket = browsers.open("phone", Size::PHONE).await;
    let (name, organisation) = TABLES[usize::from(PHONE) - 1];
    let link = &workshop.created.join_url;
    let phone = Join::sit(&pocket, link, name, organisation).await;
    phone.write(CELL, WRITTEN).await;
    phone.composer(CELL).await.type_text(BEGUN).await;
    phone.reads_saved().await;

    let laptop = browsers.open("facilitator", Size::LAPTOP).await;
    laptop.go(&workshop.created.facilitator.url).await;
    let facilitator = Facilitator::at(&laptop).await;
    facilitator.go_on("Nästa: Storforum", "Next: Plenary").await;
    facilitator.note(WRITTEN).await;

    let projector = browsers.open("plenary", Size::PROJECTOR).await;
    projector.go(&workshop.created.screen.url).await;
    Screen::at(&projector, code).await;
    for window in [&laptop, &projector] {
        reads_every_note(window).await;
    }

    for window in [&pocket, &laptop, &projector] {
        keep(window, code).await;
    }
}

async fn create(server: &Server) -> Workshop {
    let tables = TABLES.map(|(name, _)| name);
    let body = json!({"title": "Sociala risker i länet", "method": "grund", "tables": tables});
    let (_, created) = post(server, "/api/boards", &body).await;
    let created: Created = serde_json::from_value(created).expect("a board can be created");
    Workshop { created }
}

/// Every table writes its share of the samples. Gives the devices that they did it with.
async fn write(server: &Server, workshop: &Workshop) -> Vec<Device> {
    let mut devices = Vec::new();
    for table in 1..=TABLES.len() as u16 {
        devices.push(workshop.participant(server, table).await);
    }
    let mut last = BTreeMap::new();
    for (at, sample) in samples::all().iter().enumerate() {
        let table = table_of(at, sample);
        let device = &mut devices[table];
        let scope = Scope::Table(sample.cell.step.clone(), TableNo(table as u16 + 1));
        if device.client.document(&scope).is_none() {
            device.open(&scope).await;
        }
        let note = NoteId::from_random(random());
        let rank = Rank::between(last.get(&sample.cell), None, Default::default());
        last.insert(sample.cell.clone(), rank.clone());
        let add = Edit::Add {
            note: note.clone(),
            text: sample.text.clone(),
            pos: Position {
                cell: sample.cell.cell.clone(),
                rank,
            },
            by: String::new(),
            at: 0,
            tags: sample.tags.clone(),
            from: Vec::new(),
        };
        device.save(&scope, add).await;
        if at.is_multiple_of(LIFTED) {
            let lifted = true;
            device.save(&scope, Edit::Lift { note, lifted }).await;
        }
    }
    devices
}

/// Which table writes a sample: one of those where such an actor sits, else any.
fn table_of(at: usize, sample: &Sample) -> usize {
    let sees_it_so = |table: &usize| {
        let actor = TABLES[*table].1;
        sample.actor.as_deref().is_none_or(|wanted| wanted == actor)
    };
    let mut tables = (0..TABLES.len()).map(|behind| (at + behind) % TABLES.len());
    tables.find(sees_it_so).unwrap_or(at % TABLES.len())
}

/// Waits until the big screen, or its likeness on the laptop, counts all that was written in the first step.
async fn reads_every_note(window: &Window) {
    let first_step = |sample: &&Sample| sample.cell.step.as_str() == "swot";
    let written = samples::all().iter().filter(first_step).count() + 1;
    let counted = "[...document.querySelectorAll('.stage-count')]
        .reduce((sum, count) => sum + Number(count.textContent), 0)";
    window
        .until("every note to be counted", async || {
            window.evaluate(counted).await == written
        })
        .await;
}

/// Leaves a picture in `docs/screenshots`. What differs from time to time is made the same: the code,
/// whether the caret is seen, and how far one has scrolled.
async fn keep(window: &Window, code: &str) {
    let script = format!(
        "document.documentElement.style.caretColor = 'transparent';
        scrollTo(0, 0);
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {{
            texts.currentNode.data = texts.currentNode.data.replace('{code}', '{CODE}');
        }}"
    );
    window.evaluate(&script).await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/screenshots");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let picture = window.picture().await.expect("Chromium takes a picture");
    let path = folder.join(format!("{}.png", window.name()));
    fs::write(&path, picture).expect("the picture can be written");
}
