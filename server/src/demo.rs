//! The demonstration: a board filled with what participants might write, where simulated tables
//! keep writing.

pub mod client;
pub mod samples;
mod table;

use std::fmt;
use std::net::SocketAddr;

use anyhow::Context;
use bordsvis_shared::api::Created;
use bordsvis_shared::id::{MethodId, TableNo};
use bordsvis_shared::method::{self, Language};
use bordsvis_shared::session::{Record, Table};

use crate::room::SeatWanted;
use crate::rooms::{NewBoard, Rooms};
use table::SimulatedTable;

/// The tables of the demonstration, with the kind of actor that sits there; the last two take part
/// from elsewhere.
const TABLES: [(&str, &str, bool); 6] = [
    ("Bord 1", "Landsting/region", false),
    ("Bord 2", "Stor kommun", false),
    ("Bord 3", "Liten kommun", false),
    ("Bord 4", "Polis", false),
    ("Bord 5", "Liten kommun", true),
    ("Bord 6", "Civilsamhälle", true),
];

/// The links into the demonstration.
pub struct Demo(Created);

/// Creates the board, and starts its tables on the server that listens on `bound`.
///
/// # Errors
/// Where the board can't be created or joined.
pub async fn start(rooms: &Rooms, bound: SocketAddr) -> anyhow::Result<Demo> {
    let id: MethodId = "grund".parse()?;
    let method = method::find(&id).context("the preset is there")?.clone();
    let table = |(name, _, remote): (&str, &str, bool)| Table {
        county: remote.then(|| "Västernorrland".to_owned()),
        remote,
        ..Table::named(name)
    };
    let board = rooms
        .create(NewBoard {
            title: "Sociala risker i länet".to_owned(),
            method: method.clone(),
            tables: TABLES.map(table).to_vec(),
            language: Language::Sv,
            record: Record::default(),
        })
        .await?;
    let created = board.with_links(rooms.links());
    let room = rooms.open(&created.id).await?;
    for (index, (_, actor, _)) in TABLES.into_iter().enumerate() {
        let table = TableNo(index as u16 + 1);
        let seat = room
            .join(SeatWanted {
                table,
                name: None,
                actor: Some(actor.to_owned()),
                people: 3,
            })
            .await?;
        // Samples of an actor go to its first table, the others round the tables.
        let first = |wanted: &str| TABLES.iter().position(|(_, actor, _)| *actor == wanted);
        let samples = samples::all().iter().enumerate().filter(|(nth, sample)| {
            let home = sample.actor.as_deref().and_then(first);
            home.unwrap_or(nth % TABLES.len()) == index
        });
        let samples = samples.map(|(_, sample)| sample).collect();
        let url = format!("ws://{bound}/sync");
        let simulated = SimulatedTable::new(
            url,
            created.id.clone(),
            table,
            seat,
            method.clone(),
            samples,
        );
        tokio::spawn(simulated.run());
    }
    Ok(Demo(created))
}

impl fmt::Display for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(created) = self;
        writeln!(f, "Facilitator  {}", created.facilitator.url)?;
        writeln!(f, "Big screen   {}", created.screen.url)?;
        write!(
            f,
            "Join         {}  (code {})",
            created.join_url, created.code
        )
    }
}
