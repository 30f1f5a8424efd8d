//! What the program says to an operator whom it can't help: one sentence and an exit code, with
//! whatever is stored left as it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bordsvis_tests::{Ended, Server, Workshop, note, post, run_to_end, table};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// The program ended by itself, and said so in one sentence that contains `hint`.
fn assert_explained(ended: &Ended, hint: &str) {
    let Ended { status, stderr } = ended;
    assert!(
        status.code().is_some_and(|code| code != 0),
        "{status}: {stderr}"
    );
    assert!(stderr.contains(hint), "{hint:?} is not in:\n{stderr}");
    for unkind in ["panicked", "RUST_BACKTRACE", "stack backtrace", "Os {"] {
        assert!(!stderr.contains(unkind), "{stderr}");
    }
}

/// The program could not start: it says why in one line.
fn assert_one_sentence(ended: &Ended, hint: &str) {
    assert_explained(ended, hint);
    let said: Vec<_> = ended.stderr.lines().collect();
    assert_eq!(said.len(), 1, "one line: {said:#?}");
    assert!(said[0].starts_with("bordsvis: "), "{said:?}");
}

#[tokio::test]
async fn what_is_no_command_is_explained() {
    let checks: [(&[&str], &str); 7] = [
        (&["sreve"], "serve"),
        (&["serve", "--lisen", "127.0.0.1:0"], "--listen"),
        (&["serve", "--listen", "nowhere"], "--listen"),
        (&["serve", "--listen", "127.0.0.1:70000"], "--listen"),
        (&["serve", "--public-url", "ftp://a"], "--public-url"),
        (&["serve", "--create-key", ""], "--create-key"),
        (&["serve", "surplus"], "surplus"),
    ];
    for (arguments, hint) in checks {
        assert_explained(&run_to_end(arguments).await, hint);
    }
    let help = run_to_end(&["--help"]).await;
    assert!(help.status.success(), "{}", help.stderr);
}

#[tokio::test]
async fn a_port_in_use_is_explained() {
    let server = Server::start().await;
    let data = tempfile::tempdir().unwrap();
    let address = server.address().to_string();
    let ended = serve(&address, data.path()).await;
    assert_one_sentence(&ended, &address);
}

#[tokio::test]
async fn a_data_folder_that_can_not_be_used_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "no folder").unwrap();
    for data in [file.clone(), file.join("below")] {
        let ended = serve("127.0.0.1:0", &data).await;
        assert_one_sentence(&ended, data.to_str().unwrap());
    }
    // Not even root can write there.
    let ended = serve("127.0.0.1:0", Path::new("/proc/bordsvis")).await;
    assert_one_sentence(&ended, "/proc/bordsvis");
    assert_eq!(fs::read_to_string(file).unwrap(), "no folder");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_data_folder_in_use_is_left_to_its_user() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 1).await;
    let mut device = workshop.participant(&server, 1).await;
    device.open(&table(1)).await;
    let ended = serve("127.0.0.1:0", server.data()).await;
    assert_one_sentence(&ended, server.data().to_str().unwrap());
    device.save(&table(1), note("unimpressed")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_left_as_it_is() {
    let mut server = Server::start().await;
    Workshop::create(&server, 1).await;
    let stopped = server.stop().await;
    assert!(stopped.status.success(), "{stopped:?}");
    let whole = files(server.data());
    let (largest, bytes) = whole.iter().max_by_key(|(_, bytes)| bytes.len()).unwrap();

    let mut header = bytes.clone();
    header[..64].fill(0x5a);
    let mut middle = bytes.clone();
    middle[320..].fill(0x5a);
    let damages = [
        ("its beginning", header),
        ("all but its beginning", middle),
        ("its end", bytes[..bytes.len() / 2].to_vec()),
        ("everything", b"this is no database at all".to_vec()),
    ];
    for (what, damaged) in damages {
        println!("damages {what}");
        fs::write(largest, &damaged).unwrap();
        let ended = serve("127.0.0.1:0", server.data()).await;
        assert_one_sentence(&ended, server.data().to_str().unwrap());
        let left = fs::read(largest).unwrap();
        assert!(left == damaged, "a database damaged at {what} was changed");
    }

    fs::write(largest, bytes).unwrap();
    server.restart().await;
}

#[tokio::test]
async fn a_stop_does_not_wait_for_connections_that_ask_nothing() {
    let mut server = Server::start().await;
    let connect = || async { TcpStream::connect(server.address()).await.unwrap() };
    // As browsers open them ahead of time, and one whose request never ends.
    let (silent, mut halting) = (connect().await, connect().await);
    halting.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    // Connections are taken in order: an answer shows that these were.
    post(&server, "/api/lookup", &json!({})).await;
    let stopped = server.stop().await;
    assert!(stopped.status.success(), "{stopped:?}");
    drop((silent, halting));
}

async fn serve(listen: &str, data: &Path) -> Ended {
    let data = data.to_str().expect("a path of plain letters");
    run_to_end(&["serve", "--listen", listen, "--data", data]).await
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}
