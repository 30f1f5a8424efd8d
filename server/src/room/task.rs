//! The task of a room: it alone owns the board's state. What clients say goes to the log; what the
//! log yields goes into the state, and what follows from that to the clients. Nothing is told to
//! anybody that the log has not yielded.

use std::sync::Arc;
use std::time::Duration;

use bordsvis_shared::id::BoardId;
use bordsvis_shared::protocol::RefusalReason;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::{Instant, sleep};

use super::alarm::Alarm;
use super::appends::Appends;
use super::board::Board;
use super::connections::Connections;
use super::fold::{Fault, Fold};
use super::input::Input;
use super::outbox::Closing;
use super::paced::Paced;
use super::state::State;
use super::{Status, refusal};
use crate::links::Links;
use crate::log::{Log, Opened, Tail};
use crate::metrics::Metrics;

/// The shortest time between two sessions: a facilitator who reveals table after table is followed
/// without a delay that anybody notices, and 500 phones are not sent every click.
const SESSION_PERIOD: Duration = Duration::from_millis(250);
/// The shortest time between two summaries: counts that change faster can't be read.
const SUMMARY_PERIOD: Duration = Duration::from_secs(1);
/// The shortest time between two rounds of presence: a drag seen by others need not be smooth.
const PRESENCE_PERIOD: Duration = Duration::from_millis(200);
/// How long to wait before the log is read again after a failure, at first and at most.
const RETRY: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(10));

/// The server is stopping.
pub(crate) const GOING_AWAY: Closing = Closing {
    code: 1001,
    reason: "the server is stopping",
};
/// The board begins anew under another epoch.
const RESTORED: Closing = Closing {
    code: 1012,
    reason: "the board was restored",
};

/// What a room's task needs of the server.
#[derive(Clone)]
pub(crate) struct Context {
    pub log: Arc<dyn Log>,
    pub links: Links,
    pub metrics: Metrics,
}

/// Lives as long as somebody holds a handle to the room.
pub(crate) async fn run(
    context: Context,
    id: BoardId,
    inputs: mpsc::Receiver<Input>,
    status: watch::Sender<Status>,
) {
    let task = Task {
        board: Board::new(context.links.clone()),
        appends: Appends::new(id.clone(), Arc::clone(&context.log)),
        connections: Connections::default(),
        context,
        id,
        inputs,
        session: Paced::new(SESSION_PERIOD),
        summary: Paced::new(SUMMARY_PERIOD),
        presence: Paced::new(PRESENCE_PERIOD),
        alarm: Alarm::default(),
        checkpoint: None,
        stopping: Vec::new(),
    };
    task.live(status).await;
}

pub(super) struct Task {
    pub(super) context: Context,
    id: BoardId,
    pub(super) inputs: mpsc::Receiver<Input>,
    pub(super) board: Board,
    pub(super) appends: Appends,
    pub(super) connections: Connections,
    pub(super) session: Paced,
    pub(super) summary: Paced,
    pub(super) presence: Paced,
    /// When something of the board is due.
    pub(super) alarm: Alarm,
    /// A checkpoint that is being stored.
    checkpoint: Option<JoinHandle<()>>,
    pub(super) stopping: Vec<oneshot::Sender<()>>,
}

impl Task {
    /// Loads the board and serves it; again after a failure of the log, during which nobody is
    /// answered and sockets are not read.
    async fn live(mut self, status: watch::Sender<Status>) {
        let mut retry = RETRY.0;
        loop {
            let before = match self.load().await {
                Ok(None) => {
                    status.send_replace(Status::NotFound);
                    return;
                }
                Ok(Some((mut fold, mut tail))) => {
                    self.catch_up(&fold.state);
                    status.send_replace(Status::Open);
                    retry = RETRY.0;
                    let Err(fault) = self.serve(&mut fold, &mut tail).await else {
                        return self.unload(fold).await;
                    };
                    tracing::error!(board = %self.id, error = %fault, "the room starts over");
                    (!matches!(fault, Fault::Panicked(_))).then_some(fold.state)
                }
                Err(Fault::Log(error)) => {
                    tracing::warn!(board = %self.id, %error, "the board can't be loaded");
                    None
                }
                Err(fault) => {
                    tracing::error!(board = %self.id, error = %fault, "the board is not served");
                    status.send_replace(Status::Broken);
                    return;
                }
            };
            self.connections.fall_behind(before.as_ref());
            self.appends.cut();
            if self.inputs.is_closed() {
                return;
            }
            sleep(retry).await;
            retry = RETRY.1.min(retry * 2);
        }
    }

    /// Reads the board from the log. Whoever waits for an entry that was found there is answered.
    async fn load(&mut self) -> Result<Option<(Fold, Tail)>, Fault> {
        let Some(opened) = self.context.log.open(&self.id).await? else {
            return Ok(None);
        };
        let Opened {
            epoch,
            checkpoint,
            mut tail,
        } = opened;
        if epoch != self.board.epoch {
            self.connections.close_all(RESTORED);
            self.board.epoch = epoch;
        }
        let Context { log, metrics, .. } = self.context.clone();
        let board = self.id.clone();
        let begin = move || Fold::new(board, log, metrics, checkpoint.as_ref());
        let mut fold = off_the_runtime(begin).await?;
        while !tail.caught_up() {
            let records = tail.next().await?;
            let effects;
            (fold, effects) = off_the_runtime(move || {
                let effects = fold.take(&records)?;
                Ok((fold, effects))
            })
            .await?;
            for effect in effects {
                self.settle(effect);
            }
        }
        Ok(Some((fold, tail)))
    }

    /// The board has been loaded: those who kept their connections are told what they missed.
    fn catch_up(&mut self, state: &State) {
        for (nonce, author) in self.appends.give_up() {
            let refusal = refusal(RefusalReason::Unavailable, "it could not be stored");
            self.answer(nonce, author, Err(refusal));
        }
        // What it rang for may have been lost.
        self.alarm = Alarm::default();
        self.connections.reassess(state);
        self.board.session_changed();
        self.session.ask(Instant::now());
        self.send_summary(state);
        self.send_due(state);
    }

    pub(super) fn store_checkpoint(&mut self, fold: &mut Fold) {
        let running = self
            .checkpoint
            .as_ref()
            .is_some_and(|task| !task.is_finished());
        if !running && let Some(snapshot) = fold.due_checkpoint() {
            self.checkpoint = Some(tokio::spawn(snapshot.store()));
        }
    }

    /// Leaves the log in order.
    async fn unload(self, mut fold: Fold) {
        self.appends.finish().await;
        if let Some(running) = self.checkpoint {
            // It has said what went wrong, if anything did.
            let _ = running.await;
        }
        if let Some(snapshot) = fold.checkpoint() {
            snapshot.store().await;
        }
    }
}

async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let done = spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(Fault::Broken(error.to_string())))
}
