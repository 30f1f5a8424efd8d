//! The server, as a process of its own.

use std::ffi::{OsStr, OsString};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::{env, thread};

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::DEADLINE;

/// What the server says on its standard output once it answers, before its address.
const LISTENS: &str = "Bordsvis listens on http://";

/// A running server on a data folder of its own. Ends with its owner, and fails its owner's test
/// when it has panicked.
pub struct Server {
    process: Process,
    address: SocketAddr,
    data: TempDir,
    /// What it is started with, but for the address.
    arguments: Vec<OsString>,
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status.
    pub status: ExitStatus,
    /// What it said on its standard error.
    pub stderr: String,
}

impl Server {
    /// Starts on an empty data folder and a free port.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// The same, with further options.
    pub async fn start_with(options: &[&str]) -> Self {
        let data = tempfile::tempdir().expect("a folder for the data can be made");
        let mut arguments: Vec<OsString> =
            vec!["serve".into(), "--data".into(), data.path().into()];
        arguments.extend(options.iter().map(Into::into));
        Self::run(program(), data, arguments).await
    }

    /// Starts where a program has only so many files unless it asks for more.
    pub async fn start_with_files(files: u16) -> Self {
        let data = tempfile::tempdir().expect("a folder for the data can be made");
        let mut shell = without_settings("sh");
        shell.args(["-c", &format!("ulimit -S -n {files} && exec \"$0\" \"$@\"")]);
        shell.arg(program().as_std().get_program());
        let arguments = vec!["serve".into(), "--data".into(), data.path().into()];
        Self::run(shell, data, arguments).await
    }

    /// Starts the demonstration.
    pub async fn demonstrate() -> Self {
        let data = tempfile::tempdir().expect("a folder can be made");
        Self::run(program(), data, vec!["demo".into()]).await
    }

    async fn run(program: Command, data: TempDir, arguments: Vec<OsString>) -> Self {
        let any_port = "127.0.0.1:0".parse().expect("an address");
        let (process, address) = Process::start(program, &arguments, any_port).await;
        Self {
            process,
            address,
            data,
            arguments,
        }
    }

    /// Starts anew, after [`Self::kill`] or [`Self::stop`], on the same data and the same port.
    pub async fn restart(&mut self) {
        (self.process, self.address) =
            Process::start(program(), &self.arguments, self.address).await;
    }

    /// Ends the process as a power cut does.
    pub async fn kill(&mut self) {
        self.process.child.kill().await.expect("it can be killed");
    }

    /// Asks the process to end, and waits until it has.
    pub async fn stop(&mut self) -> Ended {
        let mut kill = Command::new("kill");
        let told = kill.arg(self.id().to_string()).status().await;
        assert!(told.is_ok_and(|told| told.success()), "no SIGTERM was sent");
        self.process.ended().await
    }

    /// The address of one of its pages or calls.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The address of its WebSocket.
    pub fn sync_url(&self) -> String {
        format!("ws://{}/sync", self.address)
    }

    /// What it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it says on its standard output: the first line that `read` can read.
    pub async fn says<T>(&self, read: impl Fn(&str) -> Option<T>) -> T {
        let line = timeout(DEADLINE, self.process.stdout.line(read)).await;
        line.ok().flatten().unwrap_or_else(|| {
            let said = self.process.stdout.so_far();
            panic!("the server did not say what was waited for; it said:\n{said}")
        })
    }

    /// The id of its process.
    pub fn id(&self) -> u32 {
        self.process.child.id().expect("it runs")
    }

    /// Its data folder.
    pub fn data(&self) -> &Path {
        self.data.path()
    }
}

/// Runs the program with these arguments until it ends by itself.
pub async fn run_to_end(arguments: &[&str]) -> Ended {
    let mut command = program();
    command.args(arguments);
    Process::spawn(command).ended().await
}

/// The program: `BORDSVIS_BIN`, or what cargo built beside the tests.
fn program() -> Command {
    let beside = || {
        let tests = env::current_exe().expect("the tests lie somewhere");
        let folder = tests.ancestors().nth(2).expect("cargo's folder");
        folder.join(format!("bordsvis{}", env::consts::EXE_SUFFIX))
    };
    let path = env::var_os("BORDSVIS_BIN").map_or_else(beside, PathBuf::from);
    assert!(
        path.is_file(),
        "there is no {}: build it with `cargo build --package bordsvis-server`, or run `cargo xtask test`",
        path.display()
    );
    without_settings(path)
}

/// A command that knows nothing of how whoever runs the tests has set up a server.
fn without_settings(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("BORDSVIS_") {
            command.env_remove(name);
        }
    }
    command
}

struct Process {
    child: Child,
    stdout: Said,
    stderr: Said,
}

impl Process {
    async fn start(
        mut command: Command,
        arguments: &[OsString],
        listen: SocketAddr,
    ) -> (Self, SocketAddr) {
        command.args(arguments);
        command.args(["--listen", &listen.to_string()]);
        let process = Self::spawn(command);
        let address = process
            .stdout
            .line(|line| line.strip_prefix(LISTENS)?.parse().ok());
        let address = timeout(DEADLINE, address).await.ok().flatten();
        let address = address.unwrap_or_else(|| {
            panic!(
                "the server did not say where it listens; it said:\n{}{}",
                process.stdout.so_far(),
                process.stderr.so_far()
            )
        });
        (process, address)
    }

    fn spawn(mut command: Command) -> Self {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        let mut child = command.spawn().expect("the program can be started");
        let stdout = Said::on(child.stdout.take().expect("it is piped"));
        let stderr = Said::on(child.stderr.take().expect("it is piped"));
        Self {
            child,
            stdout,
            stderr,
        }
    }

    async fn ended(&mut self) -> Ended {
        let ended = timeout(DEADLINE, async {
            let status = self.child.wait().await.expect("it can be waited for");
            self.stderr.line(|_| None::<()>).await;
            status
        });
        let Ok(status) = ended.await else {
            panic!(
                "the program did not end; it said:\n{}",
                self.stderr.so_far()
            );
        };
        Ended {
            status,
            stderr: self.stderr.so_far(),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let said = self.stderr.so_far();
        if thread::panicking() {
            let last = said.lines().rev().take(40).collect::<Vec<_>>();
            let last = last.into_iter().rev().collect::<Vec<_>>().join("\n");
            eprintln!("the server's last words:\n{last}");
        } else {
            assert!(
                !said.contains("panicked at"),
                "the server panicked:\n{said}"
            );
        }
    }
}

/// What a process has said on one of its outputs. It is read as it comes, so that the process never
/// has to wait.
struct Said(watch::Receiver<String>);

impl Said {
    fn on(output: impl AsyncRead + Unpin + Send + 'static) -> Self {
        let (text, said) = watch::channel(String::new());
        tokio::spawn(async move {
            let mut lines = BufReader::new(output).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                text.send_modify(|text| {
                    text.push_str(&line);
                    text.push('\n');
                });
            }
        });
        Self(said)
    }

    fn so_far(&self) -> String {
        self.0.borrow().clone()
    }

    /// The first line that `read` can read, however late it comes; `None` when the output ends.
    async fn line<T>(&self, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut said = self.0.clone();
        loop {
            let found = said.borrow_and_update().lines().find_map(&read);
            if found.is_some() || said.changed().await.is_err() {
                return found;
            }
        }
    }
}
