//! Worksheets, for tables that write by hand.

use bordsvis_tests::browser::{Browsers, Size, Window};
use bordsvis_tests::{Server, Workshop};
use serde_json::json;

/// A sheet for each step, upright or lying, once or for each table.
pub async fn are_printed(browsers: &Browsers) {
    let server = Server::start().await;
    let body = json!({
        "title": "Sociala risker i länet",
        "method": "grund",
        "tables": ["Bord 1", "Bord 2"],
    });
    let created = Workshop::create_as(&server, &body).await.created;
    let window = browsers.open("desk", Size::LAPTOP).await;
    let (board, key) = (created.id.as_str(), created.facilitator.token.as_str());
    window
        .go(&server.url(&format!("/worksheets#{board}/{key}")))
        .await;
    window.find("heading", "Steg 1 av 3: SWOT").await;
    window.reads("Skrivs in av:").await;
    window.inspect("worksheets").await;
    assert_eq!(printed(&window).await, ["lying", "upright", "lying"]);
    window.press("En omgång för varje bord").await;
    window.reads("Bord 2").await;
    window.inspect("worksheets-of-tables").await;
    assert_eq!(printed(&window).await.len(), 6);
}

/// The pages that the browser would print, and how each lies.
async fn printed(window: &Window) -> Vec<&'static str> {
    let options = json!({"preferCSSPageSize": true, "printBackground": true});
    let printed = window.tell_browser("Page.printToPDF", options).await;
    let pdf = printed["data"].as_str().unwrap_or_default();
    // The boxes of a PDF's pages stand in it as plain text.
    let script = format!(
        "[...atob('{pdf}').matchAll(/MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)/g)].map(([, width, height]) => +width > +height)"
    );
    let lying = window.evaluate(&script).await;
    let pages = lying.as_array().map_or(&[][..], Vec::as_slice);
    let lies = |page: &serde_json::Value| if *page == true { "lying" } else { "upright" };
    pages.iter().map(lies).collect()
}
