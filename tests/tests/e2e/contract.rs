//! What programs that are not ours rely on over HTTP, told without our own types.

use std::collections::BTreeSet;

use bordsvis_tests::{DEADLINE, Device, Server, Wire, Workshop, post};
use reqwest::header::HeaderMap;
use serde_json::{Value, json};
use tokio::time::timeout;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

async fn get(server: &Server, path: &str, token: Option<&str>) -> (u16, HeaderMap, String) {
    let mut request = reqwest::Client::new().get(server.url(path));
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await.expect("the server answers");
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    (status, headers, answer.text().await.expect("it is text"))
}

async fn get_json(server: &Server, path: &str, token: Option<&str>) -> Value {
    let (status, _, body) = get(server, path, token).await;
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).expect("it is JSON")
}

fn keys(object: &Value) -> BTreeSet<&str> {
    let object = object.as_object().expect("it is an object");
    object.keys().map(String::as_str).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_is_created_joined_and_read() {
    let server = Server::start().await;
    let (status, board) = post(
        &server,
        "/api/boards",
        &json!({
            "title": " Sociala risker ", "method": "swot", "language": "en",
            "tables": ["Bord 1", {"name": "Ånge", "municipality": "Ånge", "county": "Västernorrland",
                "remote": true, "seats": 8}],
            "record": {"authority": "Länsstyrelsen", "registry_number": "451-1234-2026"},
        }),
    )
    .await;
    assert_eq!(status, 201, "{board}");
    let wanted = ["code", "facilitator", "id", "join_url", "screen"];
    assert_eq!(keys(&board), wanted.into());
    let code = board["code"].as_str().unwrap();
    assert_eq!(code.len(), 6);
    for role in ["facilitator", "screen"] {
        assert_eq!(keys(&board[role]), ["token", "url"].into());
        let (token, url) = (board[role]["token"].as_str(), board[role]["url"].as_str());
        let (address, fragment) = url.unwrap().split_once('#').unwrap();
        assert!(address.starts_with(&server.url("/")), "{address}");
        assert!(fragment.contains(token.unwrap()) && !address.contains(token.unwrap()));
    }
    let join_url = board["join_url"].as_str().unwrap();
    assert!(
        join_url.split_once('#').unwrap().1.contains(code),
        "{join_url}"
    );

    // People type the code as they please; the table is the first unless they say which.
    let typed = format!(" {}-{} ", &code[..3].to_lowercase(), &code[3..]);
    let (status, seat) = post(&server, "/api/join", &json!({"code": typed})).await;
    assert_eq!(status, 200, "{seat}");
    let wanted = ["board", "participant", "role", "table", "token"];
    assert_eq!(keys(&seat), wanted.into());
    assert_eq!(
        (&seat["role"], &seat["table"]),
        (&"participant".into(), &1.into())
    );
    assert_eq!(seat["board"], board["id"]);
    let remote = json!({"code": code, "table": 2, "name": "Eva", "actor": "Ånge", "people": 12});
    let (status, remote) = post(&server, "/api/join", &remote).await;
    assert_eq!(
        (status.as_u16(), &remote["table"]),
        (200, &2.into()),
        "{remote}"
    );
    assert_ne!(seat["token"], remote["token"]);

    let path = format!("/api/boards/{}", board["id"].as_str().unwrap());
    let session = get_json(&server, &path, remote["token"].as_str()).await;
    assert_eq!(session["title"], "Sociala risker");
    assert_eq!(session["language"], "en");
    assert_eq!(session["tables"][1]["municipality"], "Ånge");
    assert_eq!(session["record"]["registry_number"], "451-1234-2026");
    assert_eq!(session["step"], "swot");
    assert_eq!(session["you"]["role"], "participant");
    assert_eq!(session["you"]["table"], 2);
    let (_, headers, body) = get(&server, &path, board["screen"]["token"].as_str()).await;
    assert_eq!(headers["cache-control"], "no-store");
    for secret in ["facilitator", "screen"].map(|role| board[role]["token"].as_str().unwrap()) {
        assert!(!body.contains(secret), "a session holds a key");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_methods_list_their_cells() {
    let server = Server::start().await;
    let methods = get_json(&server, "/api/methods", None).await;
    let ids: Vec<_> = methods
        .as_array()
        .unwrap()
        .iter()
        .map(|m| &m["id"])
        .collect();
    assert_eq!(ids[0], "grund");
    for id in ["swot", "livsvillkor", "krisberedskap"] {
        assert!(
            ids.iter().any(|listed| **listed == id),
            "{id} is not listed"
        );
    }
    let swot = methods
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["id"] == "swot")
        .unwrap();
    assert_eq!(swot["steps"][0]["id"], "swot");
    let cells = swot["cells"].as_array().unwrap();
    for cell in ["strengths", "weaknesses", "opportunities", "threats"] {
        assert!(cells.contains(&json!(format!("swot/{cell}"))), "{cells:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_are_told_how_it_is() {
    let server = Server::start().await;
    assert_eq!(get(&server, "/healthz", None).await.0, 200);
    let (status, _, ready) = get(&server, "/readyz", None).await;
    assert_eq!(status, 200);
    assert!(
        ready.contains("disk"),
        "it says what an acknowledgement means: {ready}"
    );
    let (status, _, figures) = get(&server, "/metrics", None).await;
    assert_eq!(status, 200);
    for line in figures.lines().filter(|line| !line.starts_with('#')) {
        let value = line.rsplit(' ').next().unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
    }
    let described = get_json(&server, "/api/openapi.json", None).await;
    let paths = keys(&described["paths"]);
    for path in [
        "/api/boards",
        "/api/boards/{id}",
        "/api/join",
        "/api/methods",
    ] {
        assert!(paths.contains(path), "{path} is not described");
    }
    for path in ["/", "/healthz", "/api/methods", "/nosuch"] {
        let (_, headers, _) = get(&server, path, None).await;
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_sites_do_not_connect() {
    let server = Server::start().await;
    for (origin, welcome) in [
        (server.url(""), true),
        ("https://example.org".to_owned(), false),
        ("null".to_owned(), false),
    ] {
        let mut request = server.sync_url().into_client_request().unwrap();
        request
            .headers_mut()
            .insert("origin", origin.parse().unwrap());
        match connect_async(request).await {
            Ok(_) => assert!(welcome, "{origin} was let in"),
            Err(Error::Http(answer)) => {
                assert!(!welcome, "{origin} was not let in");
                assert_eq!(answer.status(), 403);
            }
            Err(error) => panic!("{origin}: {error}"),
        }
    }
    let (status, _, body) = get(&server, "/sync", None).await;
    assert!((400..500).contains(&status), "{status}");
    let body: Value = serde_json::from_str(&body).expect("errors have one shape");
    assert!(body["error"]["message"].is_string(), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_create_key_is_asked_for_where_there_is_one() {
    let server = Server::start_with(&["--create-key", "open sesame"]).await;
    let board = json!({"title": "Sociala risker", "method": "grund", "tables": ["Bord 1"]});
    for (key, wanted) in [
        (None, 401),
        (Some("sesame"), 401),
        (Some("open sesame"), 201),
    ] {
        let mut request = reqwest::Client::new()
            .post(server.url("/api/boards"))
            .json(&board);
        if let Some(key) = key {
            request = request.bearer_auth(key);
        }
        let status = request.send().await.unwrap().status();
        assert_eq!(status, wanted, "{key:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn links_carry_the_public_address() {
    let server = Server::start_with(&["--public-url", "https://bord.example.se/"]).await;
    let board = json!({"title": "Sociala risker", "method": "grund", "tables": ["Bord 1"]});
    let (_, board) = post(&server, "/api/boards", &board).await;
    for url in [
        &board["join_url"],
        &board["screen"]["url"],
        &board["facilitator"]["url"],
    ] {
        let url = url.as_str().unwrap();
        assert!(url.starts_with("https://bord.example.se/"), "{url}");
        assert!(!url[8..].contains("//"), "{url}");
    }
}

/// What a system gives unasked is less than a full board needs.
#[tokio::test(flavor = "multi_thread")]
async fn there_are_sockets_for_all_who_connect() {
    const FILES: u16 = 64;
    let server = Server::start_with_files(FILES).await;
    let created = Workshop::create(&server, 1).await.created;
    let board = created.id.to_string();
    let mut all = Vec::new();
    for _ in 0..2 * FILES {
        let one_more = Wire::opened(&server, &board, &created.screen.token);
        let opened = timeout(DEADLINE, one_more).await;
        all.push(opened.expect("there is a socket for one more"));
    }
}

/// Everyone in a class scans the code in the same moment, behind one address.
#[tokio::test(flavor = "multi_thread")]
async fn a_class_joins_at_once() {
    const CLASS: usize = 60;
    let server = Server::start().await;
    let board = json!({"title": "Sociala risker", "method": "grund", "tables": ["Bord 1"]});
    let (_, board) = post(&server, "/api/boards", &board).await;
    let join = json!({"code": board["code"]});
    let joining = (0..CLASS).map(|_| async {
        let (status, seat) = post(&server, "/api/join", &join).await;
        assert_eq!(status, 200, "{seat}");
        let token = seat["token"].as_str().unwrap();
        let id = serde_json::from_value(seat["board"].clone()).unwrap();
        Device::connect(&server, &id, token).await
    });
    let mut devices = futures_util::future::join_all(joining).await;
    devices[CLASS - 1]
        .until("everyone is there", |device| {
            let table = device.summary.as_ref()?.tables.first()?;
            (table.here == CLASS as u32 && table.joined == table.here).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_prints_its_links_and_keeps_writing() {
    let server = Server::demonstrate().await;
    let link = |page: &'static str| {
        let home = server.url(page);
        server.says(move |line| {
            let url = line
                .split_whitespace()
                .find(|word| word.starts_with(&home))?;
            Some(url.split_once('#')?.1.to_owned())
        })
    };
    let (screen, code) = (link("/screen").await, link("/join").await);
    let key = link("/facilitator").await;
    assert!(!screen.is_empty() && code.len() == 6, "{screen} {code}");
    let (board, token) = key.split_once('/').expect("a board and its key");
    let mut facilitator = Device::connect(&server, &board.parse().unwrap(), token).await;
    let written = |device: &Device| {
        let written = device
            .summary
            .as_ref()?
            .written
            .values()
            .flatten()
            .sum::<u32>();
        (written > 0).then_some(written)
    };
    let before = facilitator.until("notes are written", written).await;
    facilitator
        .until("more are written", |device| {
            written(device).filter(|now| *now > before)
        })
        .await;
}
