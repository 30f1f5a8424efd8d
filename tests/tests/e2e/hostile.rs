//! Hostile input is normal: whatever anybody sends, the room and the process live on, the others
//! work undisturbed, and whoever sent it is told that it was not taken, and why.

mod crafted;
mod frames;
mod seats;
mod updates;

use bordsvis_shared::protocol::{Message, RefusalReason};
use bordsvis_tests::{Device, Server, Wire, Workshop, note, table};

/// A board on which somebody works while others attack it.
struct Arena {
    server: Server,
    workshop: Workshop,
    /// The document that is attacked, by its name on the wire.
    document: String,
    neighbour: Device,
    notes: usize,
}

impl Arena {
    async fn new() -> Self {
        let server = Server::start().await;
        let workshop = Workshop::create(&server, 2).await;
        let mut neighbour = workshop.participant(&server, 1).await;
        neighbour.open(&table(1)).await;
        let document = workshop.name(&table(1));
        Self {
            server,
            workshop,
            document,
            neighbour,
            notes: 0,
        }
    }

    /// A connection of somebody at the table, who has the document open.
    async fn attacker(&self) -> Wire {
        let token = self.workshop.join(&self.server, 1).await.token;
        Wire::opened(&self.server, &self.document, &token).await
    }

    /// The others still can write, and whoever comes late sees it.
    async fn works_on(&mut self) {
        self.notes += 1;
        let text = format!("note {}", self.notes);
        self.neighbour.save(&table(1), note(&text)).await;
        self.late_joiner_sees_all().await;
    }

    async fn late_joiner_sees_all(&self) {
        let mut late = self.workshop.participant(&self.server, 1).await;
        late.open(&table(1)).await;
        assert_eq!(late.content(&table(1)), self.neighbour.content(&table(1)));
    }

    /// The update is refused for one of these reasons, as an update and as a first sync.
    async fn refuses(&mut self, what: &str, update: &[u8], reasons: &[RefusalReason]) {
        for message in [Message::Update(update), Message::SyncStep2(update)] {
            let mut attacker = self.attacker().await;
            attacker.send(&self.document, message).await;
            let answer = attacker.answer(&self.document).await;
            let refusal = answer.expect_err(what);
            assert!(reasons.contains(&refusal.reason), "{what}: {refusal:?}");
        }
        self.works_on().await;
    }

    /// These bytes are no frame, or none that may come now; their sender is told.
    async fn rebuffs(&mut self, what: &str, bytes: &[u8]) {
        println!("rebuffs {what}");
        let mut attacker = self.attacker().await;
        attacker.send_bytes(bytes.to_vec()).await;
        println!("{what}: {}", attacker.rebuffed().await);
        self.works_on().await;
    }
}
