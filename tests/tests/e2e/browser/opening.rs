//! How it begins: a board is created, and everyone finds their way to it.

use bordsvis_tests::Server;
use bordsvis_tests::browser::{Browsers, Facilitator, Home, Join, Screen, Size, Table, Window};

use super::Workshop;

/// The table that takes part from elsewhere.
const REMOTE: &str = "Kiruna";

/// A page whose program has stopped, as after an error in the client, can be loaded anew.
async fn a_fallen_page_says_so(laptop: &Window) {
    laptop
        .evaluate("setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable') })")
        .await;
    laptop
        .reads(laptop.says("sidan har stannat", "the page has stopped"))
        .await;
    laptop.inspect("stopped").await;
    laptop.press("Ladda om (Reload)").await;
    laptop
        .no_longer_reads(laptop.says("sidan har stannat", "the page has stopped"))
        .await;
}

/// A board is created on the home page; two join by its code, and the big screen is opened.
pub async fn everyone_comes(browsers: &Browsers) -> Workshop {
    let server = Server::start().await;
    let laptop = browsers.open("facilitator", Size::LAPTOP).await;
    Home::open(&laptop, &server).await;
    laptop.inspect("home").await;
    a_fallen_page_says_so(&laptop).await;
    let accessibility = laptop.says("Tillgänglighet", "Accessibility");
    laptop.find("link", accessibility).await.press().await;
    let title = laptop.says("Tillgänglighet för Bordsvis", "Accessibility of Bordsvis");
    laptop.find("heading", title).await;
    laptop.inspect("accessibility").await;
    let home = Home::open(&laptop, &server).await;
    home.fill_in("Sociala risker i länet", 3, REMOTE).await;
    laptop.inspect("home-filled-in").await;
    let board = home.create().await;
    laptop.inspect("created").await;
    laptop.go(&board.cards).await;
    laptop.find("heading", REMOTE).await;
    laptop.inspect("cards").await;

    let projector = browsers.open("screen", Size::PROJECTOR).await;
    projector.go(&board.screen).await;
    let screen = Screen::at(&projector, &board.code).await;
    projector.inspect("screen-join").await;

    laptop.go(&board.lead).await;
    let facilitator = Facilitator::at(&laptop).await;
    laptop.inspect("facilitator-empty").await;

    let pocket = browsers.open("phone", Size::PHONE).await;
    let home = Home::open(&pocket, &server).await;
    pocket.inspect("home-phone").await;
    home.join("XXXXXX").await;
    let sentence = pocket.says("Koden finns inte.", "There is no such code.");
    pocket.reads(sentence).await;
    pocket.inspect("join-wrong-code").await;
    let home = Home::open(&pocket, &server).await;
    home.join(&board.code).await;
    let join = Join::at(&pocket);
    join.asks_for_table().await;
    pocket.inspect("join").await;
    join.choose(pocket.says("Bord 1", "Table 1")).await;
    pocket.inspect("join-seat").await;
    join.enter("Liten kommun").await;
    let phone = Table::at(&pocket).await;
    pocket.inspect("table-empty").await;

    let elsewhere = browsers.open("remote", Size::SMALL_LAPTOP).await;
    Home::open(&elsewhere, &server).await;
    strays(&elsewhere, &server).await;
    let home = Home::open(&elsewhere, &server).await;
    home.join(&board.code).await;
    let join = Join::at(&elsewhere);
    join.choose(REMOTE).await;
    join.enter("Region").await;
    let remote = Table::at(&elsewhere).await;
    elsewhere.inspect("table-laptop-empty").await;

    Workshop {
        server,
        facilitator,
        phone,
        remote,
        screen,
    }
}

/// Whoever comes by a link that leads nowhere is told so.
async fn strays(window: &Window, server: &Server) {
    let pages = [
        (
            "/facilitator",
            "Tavlan går inte att leda härifrån",
            "The board can't be led from here",
        ),
        (
            "/screen",
            "Storbilden går inte att öppna",
            "The big screen can't be opened",
        ),
        (
            "/table",
            "Du har ingen plats här på den här enheten",
            "You have no seat here on this device",
        ),
        ("/cards", "Bordskort", "Table cards"),
    ];
    for (path, sv, en) in pages {
        window.go(&server.url(path)).await;
        window.find("heading", window.says(sv, en)).await;
        let view = path.trim_start_matches('/');
        window.inspect(&format!("{view}-denied")).await;
    }
}

/// Somebody prefers the other language, for a while.
pub async fn the_other_language(workshop: &Workshop) {
    let window = &workshop.facilitator.window;
    workshop.facilitator.ask_board("English", "Svenska").await;
    let [other, back, own] = match window.says("sv", "en") {
        "sv" => ["The board's menu", "Svenska", "Tavlans meny"],
        _ => ["Tavlans meny", "English", "The board's menu"],
    };
    window.press(other).await;
    window.choose(back).await;
    window.find("button", own).await;
}
