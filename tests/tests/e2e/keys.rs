//! What opens a board, over HTTP: keys that are made and revoked, a code that changes, a link that takes
//! one to another device.

use bordsvis_shared::id::ParticipantId;
use bordsvis_shared::protocol::{Message, RefusalReason, ToServer};
use bordsvis_tests::{Device, Server, Wire, Workshop, note, post, table};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

/// Asks with a token: by POST where there is a body.
async fn ask(server: &Server, path: &str, token: &str, body: Option<Value>) -> (u16, Value) {
    let http = Client::new();
    let request = match body {
        Some(body) => http.post(server.url(path)).json(&body),
        None => http.get(server.url(path)),
    };
    let answer = request.bearer_auth(token).send().await;
    let answer = answer.expect("the server answers");
    let status = answer.status().as_u16();
    (status, answer.json().await.unwrap_or_default())
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().expect(field)
}

fn participant(value: &Value) -> ParticipantId {
    text(value, "participant").parse().expect("an id")
}

/// Waits until a token no longer opens the board, and gives the reason.
async fn denied(server: &Server, board: &str, token: &str) -> String {
    let mut wire = Wire::connect(server).await;
    wire.send(board, Message::Token(token)).await;
    wire.wait("to be denied", |at, message| match message {
        Message::PermissionDenied(reason) if at == board => Some(reason.to_owned()),
        _ => None,
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_leads_until_it_is_revoked() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 2).await;
    let board = workshop.created.id.to_string();
    let own = &workshop.created.facilitator.token;
    let keys = format!("/api/boards/{board}/keys");
    let (status, made) = ask(&server, &keys, own, Some(json!({"name": "Medledare"}))).await;
    assert_eq!(status, 201, "{made}");
    let token = text(&made["key"], "token").to_owned();
    assert!(text(&made["key"], "url").contains(&token));
    let mut second = Device::connect(&server, &workshop.created.id, &token).await;
    second
        .command(ToServer::Blank { blanked: true })
        .await
        .unwrap();

    let people = format!("/api/boards/{board}/people");
    let seat = workshop.join(&server, 2).await;
    let (_, listed) = ask(&server, &people, own, None).await;
    let listed = listed["people"].as_array().expect("a list").clone();
    let roles: Vec<_> = listed.iter().map(|one| text(one, "role")).collect();
    assert_eq!(roles, ["facilitator", "facilitator", "participant"]);
    assert!(
        listed
            .iter()
            .any(|one| one["name"] == "Medledare" && one["here"] == true)
    );
    assert_eq!(ask(&server, &people, &seat.token, None).await.0, 403);

    let mut open = Wire::opened(&server, &board, &token).await;
    // Whoever has a key revokes any other, and is told why theirs is worth nothing.
    let mut first = workshop.facilitator(&server).await;
    let participant = participant(&made);
    first
        .command(ToServer::Remove { participant })
        .await
        .unwrap();
    open.wait("to be turned away", |at, message| {
        (at == board && message == Message::PermissionDenied("removed")).then_some(())
    })
    .await;
    assert_eq!(denied(&server, &board, &token).await, "removed");
    let (status, refused) = ask(&server, &people, &token, None).await;
    assert_eq!((status, text(&refused["error"], "code")), (401, "removed"));
    let own_seat = listed
        .iter()
        .find(|one| one["name"].is_null() && one["role"] == "facilitator");
    let participant = self::participant(own_seat.expect("the first key"));
    let last = first.command(ToServer::Remove { participant }).await;
    assert_eq!(last.unwrap_err().reason, RefusalReason::Last);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_removed_is_told_and_may_come_again_by_the_code() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 1).await;
    let board = workshop.created.id.to_string();
    let seat = workshop.join(&server, 1).await;
    let mut device = Device::connect(&server, &workshop.created.id, &seat.token).await;
    device.open(&table(1)).await;
    device.save(&table(1), note("Det som stod kvar")).await;
    let mut facilitator = workshop.facilitator(&server).await;
    let participant = seat.participant.clone();
    facilitator
        .command(ToServer::Remove { participant })
        .await
        .unwrap();
    assert_eq!(denied(&server, &board, &seat.token).await, "removed");
    let mut again = workshop.participant(&server, 1).await;
    again.open(&table(1)).await;
    again.sees(&table(1), "Det som stod kvar").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_changes_and_seats_stay() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 1).await;
    let board = workshop.created.id.to_string();
    let seat = workshop.join(&server, 1).await;
    let path = format!("/api/boards/{board}/code");
    let (status, _) = ask(&server, &path, &seat.token, Some(Value::Null)).await;
    assert_eq!(status, 403);
    let own = &workshop.created.facilitator.token;
    let (status, changed) = ask(&server, &path, own, Some(Value::Null)).await;
    assert_eq!(status, 200, "{changed}");
    let code = text(&changed, "code");
    assert!(text(&changed, "join_url").ends_with(&format!("#{code}")));
    let join = |code: &str| json!({"code": code, "table": 1});
    let old = workshop.created.code.to_string();
    let (status, refused) = post(&server, "/api/join", &join(&old)).await;
    assert_eq!(
        (status, text(&refused["error"], "code")),
        (StatusCode::NOT_FOUND, "wrong_code")
    );
    let (status, _) = post(&server, "/api/join", &join(code)).await;
    assert_eq!(status, StatusCode::OK);
    let mut device = Device::connect(&server, &workshop.created.id, &seat.token).await;
    device.open(&table(1)).await;
    device.save(&table(1), note("Jag sitter kvar")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_takes_a_participant_to_another_device_once() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 2).await;
    let board = workshop.created.id.to_string();
    let seat = workshop.join(&server, 2).await;
    let mut phone = Device::connect(&server, &workshop.created.id, &seat.token).await;
    phone.open(&table(2)).await;
    phone.save(&table(2), note("Skrivet på telefonen")).await;
    let path = format!("/api/boards/{board}/tickets");
    let (status, made) = ask(&server, &path, &seat.token, Some(Value::Null)).await;
    assert_eq!(status, 201, "{made}");
    let ticket = text(&made, "ticket");
    assert!(text(&made, "url").ends_with(&format!("/device#{board}/{ticket}")));
    let used = json!({"board": board, "ticket": ticket});
    let (status, joined) = post(&server, "/api/tickets", &used).await;
    assert_eq!(status, StatusCode::OK, "{joined}");
    assert_eq!(participant(&joined), seat.participant);
    assert_eq!(joined["table"], 2);
    let token = text(&joined, "token");
    assert_ne!(token, seat.token);
    let mut laptop = Device::connect(&server, &workshop.created.id, token).await;
    laptop.open(&table(2)).await;
    laptop.sees(&table(2), "Skrivet på telefonen").await;
    laptop.save(&table(2), note("Skrivet på datorn")).await;
    phone.sees(&table(2), "Skrivet på datorn").await;
    // Still one person.
    phone
        .until("one is there", |device| {
            let tables = &device.summary.as_ref()?.tables;
            (tables[1].here == 1 && tables[1].joined == 1).then_some(())
        })
        .await;
    let (status, refused) = post(&server, "/api/tickets", &used).await;
    assert_eq!(
        (status, text(&refused["error"], "code")),
        (StatusCode::GONE, "gone")
    );
}
