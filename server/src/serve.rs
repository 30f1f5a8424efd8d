//! From the command line to a running server, and its orderly end.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::serve::Listener;
use fast_qr::QRBuilder;
use prometheus_client::registry::Registry;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::timeout;
use tracing_subscriber::EnvFilter;

use crate::config::{Cli, Command, CommonOptions};
use crate::demo;
use crate::links::Links;
use crate::log::Log;
use crate::log::embedded::EmbeddedLog;
use crate::metrics::Metrics;
use crate::rooms::Rooms;
use crate::routes::{self, App};
use crate::socket;

/// How long the last answers may take on their way when everything else has stopped. Browsers open
/// connections ahead of time, and a stop can't wait until something is asked on them.
const FAREWELL: Duration = Duration::from_secs(2);

/// Does what the command line says, until it is told to stop.
///
/// # Errors
/// What keeps it from serving, in one sentence for the operator.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    allow_many_sockets();
    match cli.command {
        Command::Serve(options) => {
            let server = Server::start(&options.common, &options.data).await?;
            server.introduce();
            server.until_told().await
        }
        Command::Demo(options) => {
            let folder = tempfile::tempdir().context("no throw-away folder can be made")?;
            let server = Server::start(&options.common, folder.path()).await?;
            server.introduce();
            let demo = demo::start(&server.rooms, server.bound).await?;
            println!("{demo}");
            server.until_told().await
        }
    }
}

/// Takes as many files as the system lets it have. What it gives unasked is commonly 1,024, and one
/// full board has as many sockets.
fn allow_many_sockets() {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        ..limit
    };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(%error, "the server may run out of sockets");
    }
}

/// A server that answers.
struct Server {
    bound: SocketAddr,
    public_url: String,
    rooms: Rooms,
    log: Arc<EmbeddedLog>,
    stop: tokio::sync::oneshot::Sender<()>,
    serving: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Server {
    async fn start(options: &CommonOptions, data: &Path) -> anyhow::Result<Self> {
        let listener = socket::listen(options.listen)
            .with_context(|| format!("can't listen on {}", options.listen))?;
        let bound = listener.local_addr()?;
        let public_url = options.public_url(bound);
        let log = Arc::new(EmbeddedLog::open(data)?);
        let mut registry = Registry::with_prefix("bordsvis");
        let metrics = Metrics::new(&mut registry);
        let rooms = Rooms::new(log.clone(), Links::new(&public_url), metrics);
        let app = App {
            rooms: rooms.clone(),
            registry: Arc::new(registry),
            create_key: options.create_key.as_deref().map(Arc::from),
        };
        let router = routes::router(app).into_make_service_with_connect_info::<SocketAddr>();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let until_stopped = async {
            let _ = stopped.await;
        };
        let serving = axum::serve(listener, router).with_graceful_shutdown(until_stopped);
        let serving = tokio::spawn(async { serving.await });
        Ok(Self {
            bound,
            public_url,
            rooms,
            log,
            stop,
            serving,
        })
    }

    /// Says where the server is: for programs in the first line, for people below it, with a QR code
    /// where somebody looks at a terminal.
    fn introduce(&self) {
        println!("Bordsvis listens on http://{}", self.bound);
        println!("People reach it at   {}", self.public_url);
        if std::io::stdout().is_terminal()
            && let Ok(code) = QRBuilder::new(self.public_url.as_str()).build()
        {
            println!("{}", code.to_str());
        }
    }

    /// Serves until SIGINT or SIGTERM; then takes no more connections, stores what was accepted,
    /// and closes the open ones.
    async fn until_told(self) -> anyhow::Result<()> {
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
        let _ = self.stop.send(());
        self.rooms.shutdown().await;
        self.log.shutdown().await;
        if let Ok(served) = timeout(FAREWELL, self.serving).await {
            served??;
        }
        Ok(())
    }
}
