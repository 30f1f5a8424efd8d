//! Parts of a page that come later than the page: what one sees where they do not.

use bordsvis_shared::api::Created;
use bordsvis_tests::browser::{Browsers, Facilitator, Join, Size, Table};
use bordsvis_tests::{Server, Workshop};
use serde_json::json;

use super::STRENGTHS;

/// Said of a part that can't be had.
const MISSING: &str = "Servern svarar inte.";
/// Said of a part of an earlier version.
const OUTDATED: &str = "Det finns en ny version av sidan.";
const AGAIN: &str = "Försök igen";
/// The menu that every table has.
const MENU: &str = "Din plats";
/// What somebody writes meanwhile.
const TYPED: &str = "Halvskrivet";

/// A part that can't be fetched says so; asked for again, it comes, and one goes on where one was.
pub async fn are_missing(browsers: &Browsers) {
    let server = Server::start().await;
    let created = create(&server).await;
    let window = browsers.open("facilitator", Size::LAPTOP).await;
    window.withhold(Some("*/split_side.wasm")).await;
    window.go(&created.facilitator.url).await;
    let facilitator = Facilitator::at(&window).await;
    window.reads(MISSING).await;
    facilitator.cell(STRENGTHS.title(&window)).await;
    window.inspect("side-missing").await;
    window.withhold(None).await;
    let side = window.find("complementary", "Bord").await;
    side.find("button", AGAIN).await.press().await;
    side.find("heading", "Bord").await;

    window.withhold(Some("*/split_aside.wasm")).await;
    window.reload().await;
    window.press("Ta tid").await;
    let dialog = window.find("dialog", "Tid").await;
    window.reads(MISSING).await;
    window.inspect("dialog-missing").await;
    window.withhold(None).await;
    dialog.find("button", AGAIN).await.press().await;
    window.reads("Egen tid, i minuter").await;

    let phone = sit(browsers, &created).await;
    let window = &phone.window;
    window.withhold(Some("*/split_aside.wasm")).await;
    window.reload().await;
    window.press(MENU).await;
    window.reads(MISSING).await;
    window.inspect("menu-missing").await;
    window.withhold(None).await;
    window.press(AGAIN).await;
    window.find("menuitem", "Byt bord").await;
    let focused = "document.activeElement.role";
    assert_eq!(window.evaluate(focused).await, "menuitem");
    window.keys(&["Enter"]).await;
    window.find("dialog", "Vilket bord sitter du vid?").await;
}

/// Where the server has another version by now, its parts are not to be had: the page can be loaded anew, and what one has
/// typed is there still.
pub async fn are_outdated(browsers: &Browsers) {
    let server = Server::start().await;
    let created = create(&server).await;
    let phone = sit(browsers, &created).await;
    let window = &phone.window;
    window.withhold(Some("*/split_aside.wasm")).await;
    window.reload().await;
    phone.choose(STRENGTHS.title(window)).await;
    let composer = phone.composer(STRENGTHS.title(window)).await;
    composer.type_text(TYPED).await;
    let page = "{ window.fetch = async () => new Response('\"/assets/another/boot.js\"') }";
    window.evaluate(page).await;
    window.press(MENU).await;
    window.reads(OUTDATED).await;
    window.inspect("menu-outdated").await;
    window.withhold(None).await;
    window.press("Ladda om").await;
    window.no_longer_reads(OUTDATED).await;
    phone.choose(STRENGTHS.title(window)).await;
    let composer = phone.composer(STRENGTHS.title(window)).await;
    assert_eq!(composer.value().await, TYPED);
    window.press(MENU).await;
    window.find("menuitem", "Byt bord").await;
}

async fn create(server: &Server) -> Created {
    let body =
        json!({"title": "Sociala risker", "method": "grund", "tables": ["Bord 1", "Bord 2"]});
    Workshop::create_as(server, &body).await.created
}

async fn sit(browsers: &Browsers, created: &Created) -> Table {
    let window = browsers.open("phone", Size::PHONE).await;
    Join::sit(&window, &created.join_url, "Bord 1", "Kommun").await
}
