//! Every board that is loaded, once: whoever asks for a board gets the handle to its one room.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bordsvis_shared::api::{Created, Key};
use bordsvis_shared::id::{BoardId, JoinCode, ParticipantId};
use bordsvis_shared::method::{Language, Method};
use bordsvis_shared::session::{Record, Table};
use futures_util::future::join_all;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, interval, timeout};

use crate::access::{Token, random};
use crate::links::Links;
use crate::log::{Log, LogError};
use crate::metrics::Metrics;
use crate::room::entry::{Body, Creation, Entry, Holder, RULES, TokenHash};
use crate::room::{Context, Room, RoomError, now, run};

/// How long a board stays loaded when nobody has it open: over a change of network or a reload.
const LINGER: Duration = Duration::from_secs(60);
/// How often boards that nobody has open are looked for.
const SWEEP: Duration = Duration::from_secs(10);
/// How often ids and codes are drawn anew when they are taken. With a million boards, one code of
/// 887 is.
const DRAWS: usize = 8;
/// How long the rooms may take to leave their logs in order when the server stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// All boards of this server. Cheap to clone.
#[derive(Clone)]
pub struct Rooms(Arc<Shared>);

struct Shared {
    context: Context,
    loaded: Mutex<Loaded>,
    stopping: watch::Sender<bool>,
}

#[derive(Default)]
struct Loaded {
    rooms: HashMap<BoardId, (Room, Instant)>,
    tasks: JoinSet<()>,
    stopped: bool,
}

/// A board that somebody wants.
#[derive(Debug, Clone)]
pub struct NewBoard {
    /// What the workshop is called.
    pub title: String,
    /// The whole method.
    pub method: Method,
    /// The tables, counted from 1.
    pub tables: Vec<Table>,
    /// The board's own language.
    pub language: Language,
    /// What the authority's records need to know.
    pub record: Record,
}

/// A board that was created, with the secrets that open it; they are kept nowhere else.
#[derive(Debug, Clone)]
pub struct CreatedBoard {
    /// The board.
    pub board: BoardId,
    /// The code to join by.
    pub code: JoinCode,
    /// The token of the facilitator.
    pub facilitator: Token,
    /// The token of the big screen.
    pub screen: Token,
}

impl CreatedBoard {
    /// The board and its keys, with their addresses on this server.
    pub fn with_links(&self, links: &Links) -> Created {
        let key = |token: &Token, url| Key {
            token: token.as_str().to_owned(),
            url,
        };
        Created {
            id: self.board.clone(),
            code: self.code.clone(),
            facilitator: key(
                &self.facilitator,
                links.facilitator(&self.board, &self.facilitator),
            ),
            screen: key(&self.screen, links.screen(&self.board, &self.screen)),
            join_url: links.join(&self.code),
        }
    }
}

impl Rooms {
    /// The boards in a log. To be called within the runtime, whose threads need stacks of 128 MiB
    /// when strangers can write: what they send is decoded there.
    pub fn new(log: Arc<dyn Log>, links: Links, metrics: Metrics) -> Self {
        let context = Context {
            log,
            links,
            metrics,
        };
        let shared = Arc::new(Shared {
            context,
            loaded: Mutex::default(),
            stopping: watch::Sender::new(false),
        });
        tokio::spawn(sweep(Arc::downgrade(&shared)));
        Self(shared)
    }

    /// Creates a board, durably.
    ///
    /// # Errors
    /// [`RoomError::Unavailable`] if it could not be stored.
    pub async fn create(&self, board: NewBoard) -> Result<CreatedBoard, RoomError> {
        let (facilitator, screen) = (Token::draw(), Token::draw());
        let holder = |token: &Token| Holder {
            participant: ParticipantId::from_random(random()),
            token: token.hash(),
        };
        let mut creation = Creation {
            board: BoardId::from_random(random()),
            title: board.title,
            method: board.method,
            tables: board.tables,
            language: board.language,
            record: board.record,
            code: JoinCode::from_random(random()),
            facilitator: holder(&facilitator),
            screen: holder(&screen),
        };
        let epoch = Token::draw();
        for _ in 0..DRAWS {
            let Creation { board, code, .. } = creation.clone();
            let entry = Entry {
                rules: RULES,
                origin: u64::from_le_bytes(random()),
                nonce: 1,
                at: now(),
                by: None,
                body: Body::Create(Box::new(creation.clone())),
            };
            let log = &self.0.context.log;
            match log
                .create(&board, &code, epoch.as_str(), entry.encode())
                .await
            {
                Ok(()) => {
                    return Ok(CreatedBoard {
                        board,
                        code,
                        facilitator,
                        screen,
                    });
                }
                Err(LogError::CodeTaken(_)) => creation.code = JoinCode::from_random(random()),
                Err(LogError::BoardExists(_)) => creation.board = BoardId::from_random(random()),
                Err(error) => return Err(unavailable(error)),
            }
        }
        tracing::error!("no free join code was found in {DRAWS} draws");
        Err(RoomError::Unavailable)
    }

    /// The board that a join code leads to.
    ///
    /// # Errors
    /// [`RoomError::Unavailable`] if the store can't be read.
    pub async fn find(&self, code: &JoinCode) -> Result<Option<BoardId>, RoomError> {
        self.0.context.log.find(code).await.map_err(unavailable)
    }

    /// Draws another code to join a board by, by the leave of whoever holds `token`. The one before
    /// it leads nowhere any longer.
    ///
    /// # Errors
    /// See [`RoomError`].
    pub async fn change_code(
        &self,
        board: &BoardId,
        token: &TokenHash,
    ) -> Result<JoinCode, RoomError> {
        let room = self.open(board).await?;
        let before = room.session(token).await?.code;
        let log = &self.0.context.log;
        for _ in 0..DRAWS {
            let code = JoinCode::from_random(random());
            match log.claim(board, &code).await {
                Ok(()) => {}
                Err(LogError::CodeTaken(_)) => continue,
                Err(error) => return Err(unavailable(error)),
            }
            let changed = room.change_code(token, code.clone()).await;
            // The board says which code is its own; one that leads there in vain does no harm.
            let vain = if changed.is_ok() { &before } else { &code };
            if let Err(error) = log.release(board, vain).await {
                tracing::warn!(%board, %error, "a join code was not let go of");
            }
            return changed.map(|()| code);
        }
        tracing::error!("no free join code was found in {DRAWS} draws");
        Err(RoomError::Unavailable)
    }

    /// The room of a board, loaded if it was not. However many ask at once, it is loaded once.
    ///
    /// # Errors
    /// [`RoomError::NotFound`] and [`RoomError::Unavailable`].
    pub async fn open(&self, board: &BoardId) -> Result<Room, RoomError> {
        let room = self.room(board)?;
        let loaded = room.loaded().await;
        if loaded == Err(RoomError::NotFound) {
            // Or those who guess ids would fill the memory.
            let mut loaded = self.0.lock();
            loaded.rooms.retain(|_, (other, _)| !other.is(&room));
        }
        loaded.map(|()| room)
    }

    /// Whether boards can be served: the server is not stopping, and its store answers.
    pub async fn is_ready(&self) -> bool {
        let probe = JoinCode::from_random(random());
        !*self.0.stopping.borrow() && self.find(&probe).await.is_ok()
    }

    /// Whether the server is stopping, and when it starts to.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stopping.subscribe()
    }

    /// What is counted.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.context.metrics
    }

    /// The addresses of this server.
    pub fn links(&self) -> &Links {
        &self.0.context.links
    }

    /// Stops: nothing more is heard from sockets, what was appended gets its answer, connections are
    /// closed with a code, and every board is left with a checkpoint. The log is still to be shut
    /// down after this.
    pub async fn shutdown(&self) {
        self.0.stopping.send_replace(true);
        let (rooms, mut tasks) = {
            let mut loaded = self.0.lock();
            loaded.stopped = true;
            let rooms = std::mem::take(&mut loaded.rooms);
            (rooms, std::mem::take(&mut loaded.tasks))
        };
        join_all(rooms.values().map(|(room, _)| room.stop())).await;
        drop(rooms);
        let ended = async { while tasks.join_next().await.is_some() {} };
        if timeout(FAREWELL, ended).await.is_err() {
            tracing::warn!("some boards were left without a checkpoint");
        }
        self.0.context.metrics.boards.set(0);
    }

    fn room(&self, board: &BoardId) -> Result<Room, RoomError> {
        let mut loaded = self.0.lock();
        if loaded.stopped {
            return Err(RoomError::Unavailable);
        }
        if let Some((room, asked)) = loaded.rooms.get_mut(board)
            && !room.is_gone()
        {
            *asked = Instant::now();
            return Ok(room.clone());
        }
        let (room, inputs, status) = Room::new(board.clone());
        let task = run(self.0.context.clone(), board.clone(), inputs, status);
        loaded.tasks.spawn(task);
        let place = (room.clone(), Instant::now());
        loaded.rooms.insert(board.clone(), place);
        self.0.context.metrics.boards.set(loaded.rooms.len() as i64);
        Ok(room)
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Loaded> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets go of the rooms that nobody has had open for a while; their tasks end by that.
    fn sweep(&self) {
        let mut loaded = self.lock();
        loaded.rooms.retain(|_, (room, used)| {
            if !room.is_last() {
                *used = Instant::now();
            }
            !room.is_gone() && used.elapsed() < LINGER
        });
        while let Some(ended) = loaded.tasks.try_join_next() {
            if let Err(error) = ended {
                tracing::error!(%error, "the task of a room failed");
            }
        }
        self.context.metrics.boards.set(loaded.rooms.len() as i64);
    }
}

async fn sweep(rooms: Weak<Shared>) {
    let mut ticks = interval(SWEEP);
    loop {
        ticks.tick().await;
        match rooms.upgrade() {
            Some(rooms) => rooms.sweep(),
            None => return,
        }
    }
}

fn unavailable(error: LogError) -> RoomError {
    tracing::error!(%error, "the log failed");
    RoomError::Unavailable
}
