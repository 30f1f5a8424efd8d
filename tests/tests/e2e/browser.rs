//! A workshop in real browsers: four people at four devices, from the home page to the wall.

use bordsvis_shared::method::Language;
use bordsvis_tests::Server;
use bordsvis_tests::browser::{Browsers, Home, Join, Size};

#[tokio::test(flavor = "multi_thread")]
async fn a_workshop_in_swedish() {
    Browsers::tell("swedish", Language::Sv, workshop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workshop_in_english() {
    Browsers::tell("english", Language::En, workshop).await;
}

async fn workshop(browsers: &Browsers) {
    let server = Server::start().await;
    let laptop = browsers.open("facilitator", Size::LAPTOP).await;
    let home = Home::open(&laptop, &server).await;
    laptop.inspect("home").await;
    home.fill_in("Sociala risker i länet", 3, "Bord Kiruna")
        .await;
    let created = home.create().await;
    laptop.inspect("created").await;

    let phone = browsers.open("phone", Size::PHONE).await;
    let home = Home::open(&phone, &server).await;
    phone.inspect("home-phone").await;
    home.join(&created.code).await;
    let join = Join::at(&phone);
    join.asks_for_table().await;
    phone.inspect("join").await;
    join.choose(phone.says("Bord 1", "Table 1")).await;
    phone.inspect("seat").await;
}
