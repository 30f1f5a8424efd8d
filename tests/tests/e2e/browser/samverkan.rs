//! `samverkan` in real browsers, from the homework to the plan: three tables, at one of which somebody
//! writes for six people without devices, and one in another county.

use bordsvis_tests::browser::{Browsers, Facilitator, Join, Named, Screen, Size, Table};
use bordsvis_tests::{Server, Workshop};
use serde_json::json;

/// What each table has to say, first each by themselves.
const CLOSE: &str = "Närhet och snabba beslut";
const NETWORKS: &str = "Nätverk finns: skola, socialtjänst, polis, kyrka";
const ROLES: &str = "Aktörer talar olika språk, rollerna är oklara";
const DAYS: &str = "Gemensamma utbildningsdagar";
const VAST: &str = "Stor yta, små resurser";
/// What is asked of the others in the homework.
const QUESTION: &str = "Vad kan polisen dela med oss?";
/// What comes of it.
const MEASURE: &str = "Bjud in till en gemensam dag i mars";

struct Room {
    facilitator: Facilitator,
    screen: Screen,
    /// Somebody who writes for six others.
    scribe: Table,
    second: Table,
    kiruna: Table,
}

/// Leads the four steps.
pub async fn a_collaboration(browsers: &Browsers) {
    let server = Server::start().await;
    let workshop = Workshop::create_as(
        &server,
        &json!({
            "title": "Samverkan i krissamverkansrådet",
            "method": "samverkan",
            "tables": ["Bord 1", "Bord 2", {"name": "Kiruna", "county": "Norrbotten", "remote": true}],
        }),
    )
    .await;
    let kiruna = the_homework_is_done(browsers, &workshop).await;
    let room = everyone_comes(browsers, &workshop, kiruna).await;
    room.each_writes_alone().await;
    room.drafts_are_put_on_the_table().await;
    room.the_matrix_is_filled_from_them().await;
    room.tables_present_in_turn().await;
    room.plenary_agrees_on_what_to_develop().await;
    room.the_plan_answers_it().await;
}

/// Days before, the board is open: what somebody writes waits on the device until the meeting.
async fn the_homework_is_done(browsers: &Browsers, workshop: &Workshop) -> Table {
    let home = browsers.open("kiruna", Size::SMALL_LAPTOP).await;
    let link = &workshop.created.join_url;
    let kiruna = Join::sit(&home, link, "Kiruna", "Kommun").await;
    home.reads("Har ni haft hemuppgifter inför mötet?").await;
    home.inspect("samverkan-homework").await;
    kiruna.choose("Parkeringen").await;
    kiruna.draft("Parkeringen", QUESTION).await;
    kiruna.choose("Vad fungerar bra idag?").await;
    kiruna.draft("Vad fungerar bra idag?", CLOSE).await;
    home.go("about:blank").await;
    kiruna
}

async fn everyone_comes(browsers: &Browsers, workshop: &Workshop, kiruna: Table) -> Room {
    let created = &workshop.created;
    let laptop = browsers.open("facilitator", Size::LAPTOP).await;
    laptop.go(&created.facilitator.url).await;
    let facilitator = Facilitator::at(&laptop).await;
    // Somebody at a table wrote at home, and has not come yet.
    laptop.reads("1 av 3 bord har skrivit").await;
    let wall = browsers.open("screen", Size::PROJECTOR).await;
    wall.go(&created.screen.url).await;
    let screen = Screen::at(&wall, created.code.as_str()).await;

    let pocket = browsers.open("scribe", Size::PHONE).await;
    pocket.go(&created.join_url).await;
    Join::at(&pocket).choose("Bord 1").await;
    let others = "Jag skriver även för personer utan egen telefon";
    for _ in 0..6 {
        pocket.press(&format!("En till: {others}")).await;
    }
    pocket.inspect("samverkan-seat").await;
    Join::at(&pocket).enter("Kommun").await;
    let scribe = Table::at(&pocket).await;
    laptop.reads("7\u{a0}här").await;
    let second = browsers.open("second", Size::PHONE).await;
    let second = Join::sit(&second, &created.join_url, "Bord 2", "Kommun").await;

    let home = &kiruna.window;
    home.go(&format!("{}/3", created.join_url)).await;
    home.find("link", Named::With("Fortsätt"))
        .await
        .press()
        .await;
    kiruna.draft_card(CLOSE).await;
    Room {
        facilitator,
        screen,
        scribe,
        second,
        kiruna,
    }
}

impl Room {
    /// At least one thing under a heading; nobody else is shown a word of it.
    async fn each_writes_alone(&self) {
        let Self {
            facilitator,
            scribe,
            second,
            screen,
            ..
        } = self;
        let headings = [
            ("Vad fungerar bra idag?", NETWORKS),
            ("Vad behöver justeras?", ROLES),
        ];
        for (heading, text) in headings {
            scribe.choose(heading).await;
            scribe.draft(heading, text).await;
        }
        second.choose("Tre konkreta saker").await;
        second.draft("Tre konkreta saker", DAYS).await;
        let laptop = &facilitator.window;
        laptop.reads("3 av 3 bord har skrivit").await;
        laptop.inspect("samverkan-alone").await;
        screen.inspect("samverkan-screen-alone").await;
        for window in [laptop, &screen.window, &second.window] {
            for text in [CLOSE, NETWORKS, ROLES] {
                assert!(
                    !window.holds(text).await,
                    "{text:?} is on {}",
                    window.name()
                );
            }
        }
    }

    async fn drafts_are_put_on_the_table(&self) {
        let Self {
            facilitator,
            screen,
            scribe,
            second,
            kiruna,
        } = self;
        facilitator.go_on("Nästa: Vid bordet", "").await;
        for (table, drafts) in [(scribe, 2), (second, 1), (kiruna, 2)] {
            let window = &table.window;
            window
                .reads(&format!("Du har {drafts} utkast. Lägg på bordet?"))
                .await;
            window.press("Lägg alla").await;
            table.reads_saved().await;
        }
        screen.window.reads("5 lappar från 3 bord").await;
        screen.inspect("samverkan-screen-writing").await;
        kiruna.window.inspect("samverkan-homework-put").await;
    }

    /// Each table lays its own notes into the matrix, and lifts what it wants to bring up.
    async fn the_matrix_is_filled_from_them(&self) {
        let Self {
            facilitator,
            scribe,
            second,
            kiruna,
            ..
        } = self;
        facilitator.go_on("Nästa: Storforum", "").await;
        facilitator.go_on("Nästa: Bordsvis", "").await;
        let placed = [
            (scribe, "Styrkor", NETWORKS),
            (second, "Möjligheter", DAYS),
            (kiruna, "Styrkor", CLOSE),
        ];
        for (table, cell, text) in placed {
            let window = &table.window;
            window.reads("Vad säger era lappar tillsammans?").await;
            table.choose(cell).await;
            is_fetched(table, cell, text).await;
        }
        kiruna.window.inspect("samverkan-matrix").await;
        let pocket = &scribe.window;
        scribe.choose("Svagheter").await;
        is_fetched(scribe, "Svagheter", ROLES).await;
        scribe.write("Svagheter", VAST).await;
        for text in [ROLES, VAST] {
            scribe.ask(text, "Lyft till storforum", "").await;
        }
        pocket.inspect("samverkan-matrix-phone").await;
        pocket.press("Vi är klara").await;
        pocket.reads("lyft tre lappar").await;
        facilitator.window.reads("klar").await;
    }

    /// The one elsewhere first; who has not presented yet is not shown.
    async fn tables_present_in_turn(&self) {
        let Self {
            facilitator,
            screen,
            second,
            ..
        } = self;
        let (laptop, wall) = (&facilitator.window, &screen.window);
        laptop.press("Bord för bord").await;
        wall.reads("Kiruna").await;
        wall.reads(CLOSE).await;
        assert!(!wall.holds(ROLES).await, "Bord 1 has not presented yet");
        assert!(!second.window.holds(ROLES).await);
        screen.inspect("samverkan-screen-presents").await;
        laptop.press("Nästa bord: Bord 1").await;
        wall.reads(ROLES).await;
        wall.reads(VAST).await;
        second.show_screen().await;
        second.window.reads(ROLES).await;
        second.window.inspect("samverkan-reading").await;
        second.show_table().await;
        laptop.press("Nästa bord: Bord 2").await;
        wall.reads(DAYS).await;
        laptop.press("Följ mötet").await;
        wall.reads(NETWORKS).await;
        screen.inspect("samverkan-screen-matrix").await;
    }

    /// What several tables say is carried on by plenary, which writes what is missing.
    async fn plenary_agrees_on_what_to_develop(&self) {
        let Self {
            facilitator,
            screen,
            scribe,
            ..
        } = self;
        let laptop = &facilitator.window;
        facilitator.go_on("Nästa: Storforum: vad behöver", "").await;
        scribe.window.reads("Vad behöver utvecklas").await;
        scribe.window.inspect("samverkan-develop-phone").await;
        laptop
            .find("button", Named::With("Bordsvis: fyll i matrisen ("))
            .await
            .press()
            .await;
        let dialog = laptop.find("dialog", Named::With("matrisen")).await;
        laptop.inspect("samverkan-tray").await;
        dialog
            .find("button", Named::With(ROLES))
            .await
            .press()
            .await;
        laptop.press("Stäng").await;
        facilitator.note_in("Utveckla tillsammans", ROLES).await;
        screen.window.reads(ROLES).await;
        laptop.inspect("samverkan-develop").await;
        screen.inspect("samverkan-screen-develop").await;
    }

    /// A measure is written from what is to be developed, at a table and in plenary.
    async fn the_plan_answers_it(&self) {
        let Self {
            facilitator,
            screen,
            scribe,
            ..
        } = self;
        let (laptop, pocket) = (&facilitator.window, &scribe.window);
        facilitator.ask(ROLES, "+ Åtgärd", "").await;
        let dialog = laptop.find("dialog", "Åtgärd").await;
        dialog
            .find("textbox", Named::Anything)
            .await
            .type_text(MEASURE)
            .await;
        laptop.inspect("samverkan-answering").await;
        laptop.press("Spara").await;
        laptop
            .reads("Lappen ligger i steget ”Handlingsplan”.")
            .await;
        facilitator.go_on("Nästa: Handlingsplan", "").await;
        pocket.reads("Vad gör vi nu").await;
        scribe.choose("Nu").await;
        scribe.note(MEASURE).await;
        pocket.reads(&format!("Från: {ROLES}")).await;
        pocket.inspect("samverkan-plan-phone").await;
        facilitator.go_on("Nästa: Storforum", "").await;
        facilitator.note_in("Nu", MEASURE).await;
        screen.window.reads(MEASURE).await;
        screen.inspect("samverkan-screen-plan").await;
        laptop.inspect("samverkan-plan").await;
    }
}

/// Fetches a note from what the table wrote by themselves.
async fn is_fetched(table: &Table, cell: &str, text: &str) {
    let window = &table.window;
    window
        .find("button", Named::With("Var och en"))
        .await
        .press()
        .await;
    let dialog = window.find("dialog", Named::With("Var och en")).await;
    let put = format!("Lägg i {cell} {text}");
    dialog.find("button", put.as_str()).await.press().await;
    window.press("Stäng").await;
    table.note(text).await;
}
