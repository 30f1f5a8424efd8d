//! A program that has never heard of Bordsvis takes part with the stock npm packages. Its side of
//! the story is told in `foreign/foreign.mjs`, ours here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use bordsvis_shared::api::Joined;
use bordsvis_shared::board::Edit;
use bordsvis_tests::{DEADLINE, Device, Server, note, npm, post, table};
use serde::Deserialize;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;
use tokio::time::timeout;

/// The foreign client.
const PROGRAM: &str = "foreign.mjs";

/// What the foreign client prints first.
#[derive(Deserialize)]
struct Started {
    code: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stock_yjs_client_takes_part() {
    let folder = installed().await;
    let server = Server::start().await;
    let mut node = Command::new("node");
    node.arg(folder.join(PROGRAM)).arg(server.url(""));
    node.stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true);
    let mut node = node.spawn().expect("node starts");
    let mut said = BufReader::new(node.stdout.take().expect("it is piped")).lines();
    let line = timeout(DEADLINE, said.next_line()).await;
    let line = line.expect("it starts in time").expect("it prints text");
    let Some(line) = line else {
        panic!("the foreign client failed; it says above why");
    };
    let started: Started = serde_json::from_str(&line).expect("it prints the code");

    let (_, joined) = post(&server, "/api/join", &json!({"code": started.code})).await;
    let joined: Joined = serde_json::from_value(joined).expect("the code lets one in");
    let mut device = Device::connect(&server, &joined.board, &joined.token).await;
    device.open(&table(1)).await;
    device.save(&table(1), note("From Bordsvis")).await;
    let theirs = device.sees(&table(1), "From Yjs").await;
    let typed = Edit::SetText {
        note: theirs,
        base: "From Yjs".to_owned(),
        text: "From our friend Yjs".to_owned(),
    };
    device.save(&table(1), typed).await;
    for text in ["From our friend Bordsvis", "After the lock", "Still here"] {
        device.sees(&table(1), text).await;
    }

    let ended = timeout(DEADLINE, node.wait()).await.expect("it ends");
    let ended = ended.expect("it can be waited for");
    assert!(
        ended.success(),
        "the foreign client failed; it says above why"
    );
}

#[test]
fn the_lock_file_names_no_registry_but_the_public_one() {
    let lock = fs::read_to_string(sources().join("package-lock.json")).expect("it is there");
    for line in lock.lines().filter(|line| line.contains("\"resolved\"")) {
        assert!(line.contains("https://registry.npmjs.org/"), "{line}");
    }
    assert!(lock.contains("\"integrity\""), "what is fetched is checked");
}

/// The folder of the client, with its packages beside it, as node wants them.
async fn installed() -> PathBuf {
    let folder = npm::installed("foreign").await;
    fs::copy(sources().join(PROGRAM), folder.join(PROGRAM)).expect("it can be copied");
    folder
}

fn sources() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/foreign"))
}
