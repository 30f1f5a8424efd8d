//! `grund`, led from beginning to end by the remote control alone.

use bordsvis_shared::id::{NoteId, Scope, TableNo};
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::ScreenView;
use bordsvis_tests::browser::{Browsers, Join, Remote, Screen, Size, Table};
use bordsvis_tests::{Device, Server, Workshop, note, step, table};
use serde_json::json;

/// What the table in the room writes, and the one elsewhere.
const CLOSE: &str = "Närhet och snabba beslut";
const VAST: &str = "Stor yta, små resurser";

/// Everybody but a facilitator at a laptop.
struct Room {
    workshop: Workshop,
    server: Server,
    remote: Remote,
    screen: Screen,
    /// At the table in the room.
    phone: Table,
    /// At the table elsewhere.
    distant: Device,
}

/// Leads three steps from a phone.
pub async fn a_meeting(browsers: &Browsers) {
    let mut room = everyone_comes(browsers).await;
    room.the_time_is_taken().await;
    room.tables_present_one_by_one().await;
    room.going_back_covers_what_was_shown().await;
    room.the_screen_is_blanked().await;
    room.a_note_is_taken_down().await;
    room.the_other_steps_are_led().await;
    room.without_a_network().await;
    room.a_key_that_leads_nowhere().await;
}

async fn everyone_comes(browsers: &Browsers) -> Room {
    let server = Server::start().await;
    let pocket = browsers.open("remote", Size::PHONE).await;
    let body = json!({
        "title": "Sociala risker i länet",
        "method": "grund",
        "tables": ["Bord 1", {"name": "Kiruna", "remote": true}],
        "language": pocket.language(),
    });
    let workshop = Workshop::create_as(&server, &body).await;
    let created = &workshop.created;
    let (board, key) = (created.id.as_str(), created.facilitator.token.as_str());
    pocket
        .go(&server.url(&format!("/remote#{board}/{key}")))
        .await;
    let remote = Remote::at(&pocket).await;
    pocket
        .reads(pocket.says("Steg 1 av 3", "Step 1 of 3"))
        .await;
    pocket.inspect("remote-start").await;
    let back = remote.key("Tillbaka", "Back").await;
    assert!(back.is_off().await, "the meeting begins here");

    let wall = browsers.open("screen", Size::PROJECTOR).await;
    wall.go(&created.screen.url).await;
    let screen = Screen::at(&wall, created.code.as_str()).await;
    let window = browsers.open("phone", Size::PHONE).await;
    window.go(&format!("{}/1", created.join_url)).await;
    Join::at(&window).enter("Kommunen").await;
    let phone = Table::at(&window).await;
    let strengths = window.says("Styrkor", "Strengths");
    phone.choose(strengths).await;
    phone.write(strengths, CLOSE).await;
    let mut distant = workshop.participant(&server, 2).await;
    distant.open(&table(2)).await;
    distant.save(&table(2), note(VAST)).await;
    phone.show_screen().await;
    wall.reads(wall.says("2 lappar från 2 bord", "2 notes from 2 tables"))
        .await;
    window
        .reads(window.says("2 lappar från 2 bord", "2 notes from 2 tables"))
        .await;
    window.inspect("reading-writing").await;
    Room {
        workshop,
        server,
        remote,
        screen,
        phone,
        distant,
    }
}

impl Room {
    async fn the_time_is_taken(&self) {
        let Self { remote, screen, .. } = self;
        remote.press("+2 min", "+2 min").await;
        screen.window.reads("1:5").await;
        remote.press("+2 min", "+2 min").await;
        screen.window.reads("3:5").await;
        remote.window.reads("3:5").await;
        screen.inspect("screen-time").await;
    }

    /// Those elsewhere first; the phone reads what the wall shows.
    async fn tables_present_one_by_one(&self) {
        let Self {
            remote,
            screen,
            phone,
            ..
        } = self;
        let (wall, pocket) = (&screen.window, &remote.window);
        remote.press("Nästa bord", "Next table").await;
        wall.reads(VAST).await;
        wall.reads(wall.says("Näst: Bord 1", "Next: Bord 1")).await;
        assert!(!wall.holds(CLOSE).await, "that table is not shown yet");
        screen.inspect("screen-presents").await;
        pocket
            .reads(pocket.says("Kiruna redovisar", "Kiruna presents"))
            .await;
        pocket.inspect("remote-presents").await;
        phone.window.reads(VAST).await;
        phone.window.inspect("reading-presents").await;
        remote.press("Nästa bord", "Next table").await;
        wall.reads(CLOSE).await;
        wall.no_longer_reads(VAST).await;
        pocket
            .reads(pocket.says("Sista bordet redovisar", "The last table presents"))
            .await;
        let next = remote.key("Nästa bord", "Next table").await;
        assert!(next.is_off().await, "both have presented");
    }

    async fn going_back_covers_what_was_shown(&self) {
        let Self { remote, screen, .. } = self;
        let (wall, pocket) = (&screen.window, &remote.window);
        remote.press("Tillbaka", "Back").await;
        pocket
            .reads(pocket.says("Ingenting försvinner", "Nothing is lost"))
            .await;
        pocket.inspect("remote-covering").await;
        pocket.press(pocket.says("Gå tillbaka", "Go back")).await;
        wall.no_longer_reads(CLOSE).await;
        wall.reads(wall.says("2 lappar från 2 bord", "2 notes from 2 tables"))
            .await;
        remote.press("Nästa: Storforum", "Next: Plenary").await;
        wall.reads(CLOSE).await;
        wall.reads(VAST).await;
        screen.inspect("screen-plenary").await;
    }

    async fn the_screen_is_blanked(&self) {
        let Self { remote, screen, .. } = self;
        let wall = &screen.window;
        remote.press("Släck", "Blank").await;
        wall.reads(wall.says("Paus", "Pause")).await;
        wall.no_longer_reads(CLOSE).await;
        remote.window.inspect("remote-blanked").await;
        remote.press("Tänd", "Light").await;
        wall.reads(CLOSE).await;
    }

    /// Somebody at the laptop shows a note that should not have been.
    async fn a_note_is_taken_down(&mut self) {
        let Self { remote, screen, .. } = self;
        let (wall, pocket) = (&screen.window, &remote.window);
        let down = remote.key("Ta ner", "Take down").await;
        assert!(down.is_off().await, "no note is alone on the screen");
        let note = self.distant.sees(&table(2), VAST).await;
        show(&self.workshop, &self.server, note).await;
        wall.no_longer_reads(CLOSE).await;
        wall.reads(VAST).await;
        pocket
            .reads(pocket.says("lappen på storbilden", "the note on the screen"))
            .await;
        pocket.inspect("remote-note").await;
        self.phone.window.reads(VAST).await;
        remote.press("Ta ner", "Take down").await;
        wall.reads(CLOSE).await;
        wall.no_longer_reads(VAST).await;
        self.phone.window.no_longer_reads(VAST).await;
        pocket
            .reads(pocket.says("Lappen är nertagen", "The note is taken down"))
            .await;
        let aside = Scope::Aside(step(), TableNo(2));
        self.distant.open(&aside).await;
        self.distant.sees(&aside, VAST).await;
    }

    async fn the_other_steps_are_led(&self) {
        let Self { remote, screen, .. } = self;
        let (wall, pocket) = (&screen.window, &remote.window);
        remote
            .press("Nästa: Livsvillkor", "Next: Life conditions")
            .await;
        wall.reads(wall.says("Inga lappar ännu", "No notes yet"))
            .await;
        remote.press("Nästa: Storforum", "Next: Plenary").await;
        wall.reads(wall.says("Inget ännu", "Nothing yet")).await;
        screen.inspect("screen-nothing-yet").await;
        remote.press("Nästa: Åtgärder", "Next: Measures").await;
        pocket
            .reads(pocket.says("Steg 3 av 3", "Step 3 of 3"))
            .await;
        remote.press("Nästa: Storforum", "Next: Plenary").await;
        wall.reads(wall.says("Proaktivt", "Proactive")).await;
        let last = remote.key("Sista steget", "The last step").await;
        assert!(last.is_off().await, "there is nothing left");
        pocket.inspect("remote-last").await;
        self.phone.window.inspect("reading-rows").await;
        remote.press("Tillbaka", "Back").await;
        pocket.press(pocket.says("Gå tillbaka", "Go back")).await;
        remote.press("Tillbaka", "Back").await;
        pocket
            .reads(pocket.says("Steg 2 av 3", "Step 2 of 3"))
            .await;
    }

    async fn without_a_network(&self) {
        let Self { remote, screen, .. } = self;
        let (wall, pocket) = (&screen.window, &remote.window);
        pocket.offline(true).await;
        pocket.reads(pocket.says("Inget nät", "No network")).await;
        pocket.inspect("remote-offline").await;
        remote.press("Släck", "Blank").await;
        pocket
            .reads(pocket.says("Det gick inte", "It failed"))
            .await;
        pocket.offline(false).await;
        pocket.reads(pocket.says("Ansluten", "Connected")).await;
        remote.press("Släck", "Blank").await;
        wall.reads(wall.says("Paus", "Pause")).await;
    }

    /// A key that was mistyped, and one that may not lead.
    async fn a_key_that_leads_nowhere(&self) {
        let pocket = &self.remote.window;
        let created = &self.workshop.created;
        for key in ["nothing", created.screen.token.as_str()] {
            let board = created.id.as_str();
            pocket.go("about:blank").await;
            pocket
                .go(&self.server.url(&format!("/remote#{board}/{key}")))
                .await;
            // No board says in which language.
            pocket.reads("Tavlan går inte att leda härifrån").await;
        }
        pocket.inspect("remote-denied").await;
    }
}

/// Has the screen show a note of the first step.
async fn show(workshop: &Workshop, server: &Server, note: NoteId) {
    let mut laptop = workshop.facilitator(server).await;
    let view = ScreenView::Note { step: step(), note };
    let shown = laptop.command(ToServer::Screen { view }).await;
    shown.expect("a facilitator may show a note");
}
