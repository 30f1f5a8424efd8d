//! What must be secret is never sent: not one byte of another's text while everybody writes by
//! themselves, before it is revealed, while new notes wait, or once it has been taken down.

use bordsvis_shared::board::Edit;
use bordsvis_shared::id::{Scope, TableNo};
use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::{Message, Tables, ToServer};
use bordsvis_tests::{Server, Wire, Workshop, note, step, table};

fn lead_to(phase: Phase) -> ToServer {
    let step = step();
    ToServer::Phase { step, phase }
}

fn reveal_all() -> ToServer {
    ToServer::Reveal {
        step: step(),
        tables: Tables::ALL,
        revealed: true,
    }
}

/// Somebody who asks for everything that there is, as soon as they may or not.
struct Stranger {
    wire: Wire,
    board: String,
}

impl Stranger {
    async fn arrives(server: &Server, workshop: &Workshop, token: &str) -> Self {
        let board = workshop.created.id.to_string();
        let mut wire = Wire::opened(server, &board, token).await;
        for scope in [
            table(1),
            table(2),
            Scope::Plenary(step()),
            Scope::Aside(step(), TableNo(1)),
            Scope::Aside(step(), TableNo(2)),
        ] {
            let document = workshop.name(&scope);
            wire.send(&document, Message::Token(token)).await;
            wire.send(&document, Message::SyncStep1(&[0])).await;
            wire.send(&document, Message::QueryAwareness).await;
        }
        Self { wire, board }
    }

    /// Waits until all that the server had to send so far has come, and looks for a text in it.
    async fn has_read(&mut self, text: &str) -> bool {
        self.wire.send(&self.board, Message::SyncStep1(&[0])).await;
        let board = self.board.clone();
        self.wire
            .wait("for the session", |at, message| match message {
                Message::Stateless(json) if at == board => json.contains("session").then_some(()),
                _ => None,
            })
            .await;
        self.wire.has_received(text.as_bytes())
    }
}

/// Those who are not to know what table 1 wrote: somebody at table 2, somebody who comes to table 1
/// only now, and the big screen.
async fn strangers(server: &Server, workshop: &Workshop, tables: &[u16]) -> Vec<Stranger> {
    let mut strangers =
        vec![Stranger::arrives(server, workshop, &workshop.created.screen.token).await];
    for number in tables {
        let token = workshop.join(server, *number).await.token;
        strangers.push(Stranger::arrives(server, workshop, &token).await);
    }
    strangers
}

async fn nobody_has_read(strangers: &mut [Stranger], text: &str) {
    for (number, stranger) in strangers.iter_mut().enumerate() {
        assert!(!stranger.has_read(text).await, "{text:?} reached {number}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_everybody_writes_alone_nothing_leaves_the_table() {
    const TEXT: &str = "Det jag skrev innan";
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 2).await;
    let mut facilitator = workshop.facilitator(&server).await;
    let mut author = workshop.participant(&server, 1).await;
    author.open(&table(1)).await;
    author.save(&table(1), note(TEXT)).await;
    facilitator
        .command(lead_to(Phase::Individual))
        .await
        .unwrap();

    // Not even to the author's own table; and a foreign client that writes all the same is refused.
    let mut strangers = strangers(&server, &workshop, &[1, 2]).await;
    author.edit(&table(1), note("Mot reglerna")).await;
    author.settled(&table(1)).await;
    assert_eq!(author.refused.len(), 1);
    nobody_has_read(&mut strangers, TEXT).await;
    nobody_has_read(&mut strangers, "Mot reglerna").await;
    // The author goes on reading what they had put there.
    author.sees(&table(1), TEXT).await;

    facilitator.command(lead_to(Phase::Table)).await.unwrap();
    let mut neighbour = workshop.participant(&server, 1).await;
    neighbour.open(&table(1)).await;
    neighbour.sees(&table(1), TEXT).await;
    let mut others = self::strangers(&server, &workshop, &[2]).await;
    nobody_has_read(&mut others, TEXT).await;
    facilitator.command(reveal_all()).await.unwrap();
    for stranger in &mut self::strangers(&server, &workshop, &[2]).await {
        assert!(stranger.has_read(TEXT).await, "what is revealed is read");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_the_facilitator_is_sent_to_nobody_else() {
    const OLD: &str = "Visad från början";
    const NEW: &str = "Ny sedan dess";
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 2).await;
    let mut facilitator = workshop.facilitator(&server).await;
    let mut author = workshop.participant(&server, 1).await;
    author.open(&table(1)).await;
    author.save(&table(1), note(OLD)).await;
    facilitator.command(reveal_all()).await.unwrap();
    let mut present = strangers(&server, &workshop, &[2]).await;
    for stranger in &mut present {
        assert!(stranger.has_read(OLD).await);
    }
    let hold = ToServer::Hold {
        step: step(),
        holding: true,
    };
    facilitator.command(hold).await.unwrap();
    author.save(&table(1), note(NEW)).await;
    let mut late = strangers(&server, &workshop, &[2]).await;
    for stranger in &mut late {
        assert!(stranger.has_read(OLD).await, "what was shown is shown");
    }
    nobody_has_read(&mut present, NEW).await;
    nobody_has_read(&mut late, NEW).await;
    let mut neighbour = workshop.participant(&server, 1).await;
    neighbour.open(&table(1)).await;
    neighbour.sees(&table(1), NEW).await;

    facilitator.command(reveal_all()).await.unwrap();
    for stranger in present.iter_mut().chain(&mut late) {
        let document = workshop.name(&table(1));
        stranger
            .wire
            .wait("for what waited", |at, message| match message {
                Message::SyncStep2(update) if at == document => update
                    .windows(NEW.len())
                    .any(|w| w == NEW.as_bytes())
                    .then_some(()),
                _ => None,
            })
            .await;
    }
}
#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_down_is_sent_to_its_table_alone() {
    const TEXT: &str = "Namnet på en person";
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 2).await;
    let mut facilitator = workshop.facilitator(&server).await;
    let mut author = workshop.participant(&server, 1).await;
    author.open(&table(1)).await;
    let written = note(TEXT);
    author.save(&table(1), written.clone()).await;
    author.save(&table(1), note("En annan lapp")).await;
    facilitator.command(reveal_all()).await.unwrap();
    let aside = Scope::Aside(step(), TableNo(1));
    facilitator.open(&table(1)).await;
    facilitator.open(&aside).await;
    let id = facilitator.sees(&table(1), TEXT).await;
    facilitator.save(&aside, written).await;
    facilitator.save(&table(1), Edit::Erase { note: id }).await;

    let mut strangers = strangers(&server, &workshop, &[2]).await;
    for stranger in &mut strangers {
        assert!(stranger.has_read("En annan lapp").await);
    }
    nobody_has_read(&mut strangers, TEXT).await;
    // Nor does it come back when the server does.
    let mut server = server;
    server.kill().await;
    server.restart().await;
    let mut strangers = self::strangers(&server, &workshop, &[2]).await;
    nobody_has_read(&mut strangers, TEXT).await;
    let mut neighbour = workshop.participant(&server, 1).await;
    neighbour.open(&aside).await;
    neighbour.sees(&aside, TEXT).await;
}
