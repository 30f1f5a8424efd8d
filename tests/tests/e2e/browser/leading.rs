//! One who leads a meeting alone: the time, the tables, who presents, what everybody is told, and
//! the keys.

use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::ToServer;
use bordsvis_tests::browser::{Browsers, Facilitator, Home, Size, Window};
use bordsvis_tests::{Device, Server, Workshop, step};

/// Leads a meeting of three tables from the smallest laptop.
pub async fn a_meeting(browsers: &Browsers) {
    let server = Server::start().await;
    let board = Workshop::create(&server, 3).await;
    let window = browsers.open("facilitator", Size::SMALLEST_LAPTOP).await;
    Home::open(&window, &server).await;
    window.go(&board.created.facilitator.url).await;
    let facilitator = Facilitator::at(&window).await;

    everybody_writes_alone(&server, &board, &facilitator).await;
    the_time_is_taken(&window).await;
    a_table_is_heard(&server, &board, &window).await;
    a_table_comes_late(&window).await;
    tables_present_one_by_one(&facilitator).await;
    everybody_is_told(&facilitator).await;
    a_key_is_handed_out_and_taken_back(browsers, &server, &facilitator).await;
    the_code_is_changed(&facilitator).await;
    a_seat_is_taken_away(&facilitator).await;
}

/// While everybody writes by themselves, it is told how many tables have; and the way on is to the tables.
async fn everybody_writes_alone(server: &Server, board: &Workshop, facilitator: &Facilitator) {
    let window = &facilitator.window;
    let alone = ToServer::Phase {
        step: step(),
        phase: Phase::Individual,
    };
    let mut other_desk = board.facilitator(server).await;
    other_desk
        .command(alone)
        .await
        .expect("a phase can be led to");
    let seat = board.join(server, 1).await;
    let mut device = Device::connect(server, &seat.board, &seat.token).await;
    let drafts = ToServer::Drafts {
        step: step(),
        some: true,
    };
    device.command(drafts).await.expect("one can have drafts");
    let wrote = window.says("1 av 3 bord har skrivit", "1 of 3 tables have written");
    window.reads(wrote).await;
    window.inspect("leading-alone").await;
    facilitator
        .go_on("Nästa: Vid bordet", "Next: At the tables")
        .await;
    window.no_longer_reads(wrote).await;
    let participant = seat.participant;
    let remove = ToServer::Remove { participant };
    other_desk
        .command(remove)
        .await
        .expect("a seat can be taken away");
}

async fn the_time_is_taken(window: &Window) {
    window.press(window.says("Ta tid", "Set a time")).await;
    let time = window.says("Tid", "Time");
    let dialog = window.find("dialog", time).await;
    window.inspect("leading-time").await;
    dialog.find("button", "5\u{a0}min").await.press().await;
    window.reads("4:5").await;
    window.press("+2 min").await;
    window.reads("6:").await;
    window
        .press(window.says("Pausa tiden", "Pause the time"))
        .await;
    window
        .find("button", window.says("Fortsätt tiden", "Resume the time"))
        .await;
    window.inspect("leading-time-stands").await;
    window
        .press(window.says("Ta bort tiden", "Remove the time"))
        .await;
    window.reads(window.says("Ta tid", "Set a time")).await;
}

async fn a_table_is_heard(server: &Server, board: &Workshop, window: &Window) {
    let mut device = board.participant(server, 2).await;
    let hand = ToServer::Hand {
        table: None,
        raised: true,
    };
    device.command(hand).await.expect("a hand can be raised");
    let ready = ToServer::Ready {
        step: step(),
        ready: true,
    };
    device.command(ready).await.expect("a table can be done");
    let doing = window.says("räcker upp handen, klar", "hand raised, done");
    window.reads(doing).await;
    window.inspect("leading-hand").await;
    window
        .press(window.says("Ta ner handen Bord 2", "Lower the hand Bord 2"))
        .await;
    window.no_longer_reads(doing).await;
}

async fn a_table_comes_late(window: &Window) {
    let add = window.says("Lägg till ett bord", "Add a table");
    window.press(add).await;
    let dialog = window.find("dialog", add).await;
    window.fill(window.says("Namn", "Name"), "Kiruna").await;
    let county = window.says("Län", "County");
    window.fill(county, "Norrbotten").await;
    window.inspect("leading-adding-a-table").await;
    dialog.find("button", add).await.press().await;
    let more = window.says("Mer om Kiruna", "More on Kiruna");
    window.press(more).await;
    window.inspect("leading-table-menu").await;
    window
        .choose(window.says("Stäng bordet", "Close the table"))
        .await;
    window.reads(window.says("stängd", "closed")).await;
    window.press(more).await;
    window
        .choose(window.says("Namn och plats", "Name and place"))
        .await;
    window.fill(window.says("Namn", "Name"), " ").await;
    let save = window.says("Spara", "Save");
    window.press(save).await;
    let nameless = window.says("Skriv vad bordet heter.", "Write what the table is called.");
    window.reads(nameless).await;
    window.fill(window.says("Namn", "Name"), "Gällivare").await;
    window.press(save).await;
    window.reads("Gällivare").await;
}

async fn tables_present_one_by_one(facilitator: &Facilitator) {
    let window = &facilitator.window;
    window
        .press(window.says("Bord för bord", "Table by table"))
        .await;
    window
        .reads(window.says("Bord 1 redovisar", "Bord 1 presents"))
        .await;
    let second = window.says("Nästa bord: Bord 2", "Next table: Bord 2");
    window.press(second).await;
    window
        .reads(window.says("Bord 2 redovisar", "Bord 2 presents"))
        .await;
    window.inspect("leading-presenting").await;
    facilitator
        .go_on("Nästa: Alla bord", "Next: All tables")
        .await;
    window
        .reads(window.says("Sista steget", "The last step"))
        .await;

    let hold = window.says("Nya lappar väntar på Visa", "New notes wait to be shown");
    window.press(hold).await;
    window
        .press(window.says("Visa nya lappar", "Show new notes"))
        .await;
    window.inspect("leading-holding").await;
    window.press(hold).await;
    window
        .no_longer_reads(window.says("Visa nya lappar", "Show new notes"))
        .await;

    let at_tables = window.says("Vid bordet", "At the tables");
    window.press(at_tables).await;
    let asks = window.says("Tillbaka till Vid bordet?", "Back to At the tables?");
    let dialog = window.find("dialog", asks).await;
    window.inspect("leading-back").await;
    let back = window.says("Gå tillbaka", "Go back");
    dialog.find("button", back).await.press().await;
    facilitator.go_on("Nästa: Storforum", "Next: Plenary").await;
    window
        .reads(window.says("Sista steget", "The last step"))
        .await;
}

async fn everybody_is_told(facilitator: &Facilitator) {
    const TOLD: &str = "Fika till kvart i tre";
    let window = &facilitator.window;
    facilitator
        .ask_board("Meddelande till alla", "Message to everyone")
        .await;
    let field = window.says("Meddelandet", "The message");
    window.fill(field, TOLD).await;
    window
        .press(window.says("Visa för alla", "Show to everyone"))
        .await;
    window.reads(TOLD).await;
    window.inspect("leading-told").await;
    window
        .press(window.says("Ta bort meddelandet", "Remove the message"))
        .await;
    window.no_longer_reads(TOLD).await;
}

/// Whoever holds a key that was revoked is told what to do.
async fn a_key_is_handed_out_and_taken_back(
    browsers: &Browsers,
    server: &Server,
    facilitator: &Facilitator,
) {
    let window = &facilitator.window;
    facilitator.ask_board("Processledare", "Facilitators").await;
    let whose = window.says("Vems nyckel?", "Whose key?");
    window.fill(whose, "Anna").await;
    window
        .press(window.says("Skapa nyckel", "Make a key"))
        .await;
    window.find("heading", "Anna").await;
    window.inspect("leading-key").await;
    let link = "[...document.querySelectorAll('.lead-key-card .print-only')].pop().textContent";
    let link = window.evaluate(link).await;

    let other = browsers.open("second", Size::LAPTOP).await;
    Home::open(&other, server).await;
    other.go(link.as_str().expect("a link")).await;
    Facilitator::at(&other).await;

    window
        .press(window.says("Återkalla: Anna", "Revoke: Anna"))
        .await;
    window.inspect("leading-revoking").await;
    window.press(window.says("Återkalla", "Revoke")).await;
    let told = other.says("Nyckeln har återkallats.", "The key has been revoked.");
    other.reads(told).await;
    other.inspect("leading-revoked").await;
    window
        .reads(window.says("Det finns inga andra nycklar.", "There are no other keys."))
        .await;
    window.keys(&["Escape"]).await;
}

async fn the_code_is_changed(facilitator: &Facilitator) {
    let window = &facilitator.window;
    facilitator.ask_board("Byt kod", "Change the code").await;
    let change = window.says("Byt kod", "Change the code");
    let dialog = window.find("dialog", change).await;
    dialog.find("button", change).await.press().await;
    window
        .reads(window.says("Koden är bytt.", "The code has been changed."))
        .await;
    window.inspect("leading-code").await;
    window.keys(&["Escape"]).await;
}

async fn a_seat_is_taken_away(facilitator: &Facilitator) {
    let window = &facilitator.window;
    facilitator.ask_board("Deltagare", "Participants").await;
    window
        .press(window.says("Ta bort: Utan namn", "Remove: No name"))
        .await;
    window.inspect("leading-people").await;
    window.press(window.says("Ta bort", "Remove")).await;
    window
        .reads(window.says("Ingen har gått med ännu.", "Nobody has joined yet."))
        .await;
}
