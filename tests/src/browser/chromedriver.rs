//! The program that drives the browsers.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::DEADLINE;

/// What it says on its standard output once it listens, before its port.
const LISTENS: &str = "started successfully on port ";

/// A running chromedriver. Ends with its owner.
pub struct Chromedriver {
    _process: Child,
    port: u16,
}

impl Chromedriver {
    /// Starts on a free port.
    pub async fn start() -> Self {
        let mut command = Command::new("chromedriver");
        command
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        let mut process = command.spawn().unwrap_or_else(|error| {
            panic!("chromedriver can't be started ({error}); on Debian: apt-get install chromium-driver")
        });
        let mut lines = BufReader::new(process.stdout.take().expect("it is piped")).lines();
        let mut said = String::new();
        let port = timeout(DEADLINE, async {
            while let Ok(Some(line)) = lines.next_line().await {
                if let Some((_, port)) = line.split_once(LISTENS) {
                    return port.trim_end_matches('.').parse().ok();
                }
                said.extend([line.as_str(), "\n"]);
            }
            None
        });
        let port = port.await.ok().flatten();
        let port =
            port.unwrap_or_else(|| panic!("chromedriver does not say its port, but:\n{said}"));
        // It may go on speaking.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self {
            _process: process,
            port,
        }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}
