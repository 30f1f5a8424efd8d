//! Where socket, documents, the device's keep and the signals meet. The one place that holds state
//! that changes; everything it decides is decided by the pure modules beside it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use bordsvis_shared::board::{History, Links};
use bordsvis_shared::gather;
use bordsvis_shared::id::{BoardId, Scope, StepId};
use bordsvis_shared::protocol::RefusalReason;
use bordsvis_shared::session::Session;
use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use js_sys::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::documents::{Documents, Frames};
use super::drawn::Drawn;
use super::scopes::{self, Reach};
use super::signals::{Signals, tell};
use crate::by_scope::ByScope;
use crate::keep::Keep;
use crate::listening::Listening;
use crate::outbox::{self, Outbox, Unsaved};
use crate::random;
use crate::socket::Socket;

/// Over how long a time the devices of a board fetch a table's notes that were just revealed to all
/// of them, in milliseconds.
const REVEAL_SPREAD: u32 = 2_000;
/// How long a document is left alone before a copy of it is kept, in milliseconds: not at every word.
const COPY_DELAY: u32 = 2_000;
/// How long a page that nobody looks at waits before it brings its signals up to date, in
/// milliseconds. The browser gives it no frames to draw.
const UNSEEN_DELAY: u32 = 200;

/// An open board.
pub struct Core {
    pub board: BoardId,
    pub token: String,
    pub signals: Signals,
    pub desk: RefCell<Desk>,
    socket: RefCell<Option<Socket>>,
    drawing: Cell<bool>,
    pub copying: RefCell<Option<Timeout>>,
    leaving: RefCell<Option<Listening>>,
}

/// What changes.
pub struct Desk {
    pub documents: Documents,
    pub history: History,
    /// How the notes of all open documents name one another; `None` until somebody asks.
    pub links: Option<Rc<Links>>,
    /// What the views show, in the order in which they asked, once for each of them.
    pub drawn: Vec<Rc<Drawn>>,
    pub session: Option<Arc<Session>>,
    /// The session as the server said it, until the device can keep it.
    pub unkept: Option<String>,
    /// Whether the session is from this very connection, so that documents may follow.
    pub live: bool,
    /// Whether there ever was such a connection.
    pub was_live: bool,
    /// Commands that wait for their answer.
    pub commands: HashMap<u32, oneshot::Sender<Result<(), RefusalReason>>>,
    /// Documents are opened once it is there.
    pub outbox: Option<Rc<Outbox>>,
    pub outbox_asked: bool,
    pub keep: Option<Keep>,
    /// Unsaved edits that an earlier page left, of documents that are not open yet.
    pub left: Unsaved,
    /// Documents whose copy is being looked for.
    pub fetching: BTreeSet<Scope>,
    /// Documents that are opened a little later.
    pub delayed: ByScope<Timeout>,
}

impl Core {
    /// Opens a board, and goes on until it is [closed](Self::close).
    pub fn open(board: BoardId, token: String) -> Rc<Self> {
        let desk = Desk {
            documents: Documents::new(board.clone(), token.clone()),
            history: History::default(),
            links: None,
            drawn: Vec::new(),
            session: None,
            unkept: None,
            live: false,
            was_live: false,
            commands: HashMap::new(),
            outbox: None,
            outbox_asked: false,
            keep: None,
            left: Unsaved::default(),
            fetching: BTreeSet::new(),
            delayed: ByScope::default(),
        };
        let core = Rc::new(Self {
            board,
            token,
            signals: Signals::new(),
            desk: RefCell::new(desk),
            socket: RefCell::default(),
            drawing: Cell::new(false),
            copying: RefCell::default(),
            leaving: RefCell::default(),
        });
        let hearer = Rc::downgrade(&core);
        let socket = Socket::open("/sync", core.signals.connection.clone(), move |event| {
            if let Some(core) = hearer.upgrade() {
                core.hear(event);
            }
        });
        core.socket.replace(Some(socket));
        let keep = core.later(|core| core.keep_copies());
        core.leaving
            .replace(Some(Listening::to(window(), "pagehide", keep)));
        spawn_local(core.clone().look_into_keep());
        core
    }

    /// Lets go of the board.
    pub fn close(&self) {
        self.keep_copies();
        self.socket.take();
        self.copying.take();
        self.leaving.take();
        self.desk.borrow_mut().delayed.clear();
    }

    /// Drops the connection and makes it anew.
    pub fn reconnect(&self) {
        if let Some(socket) = &*self.socket.borrow() {
            socket.reconnect();
        }
    }

    /// Ends the connection for good.
    pub fn hang_up(&self) {
        self.socket.take();
    }

    pub fn send(&self, frames: Frames) {
        if let Some(socket) = &*self.socket.borrow() {
            frames.iter().for_each(|frame| socket.send(frame));
        }
    }

    /// A callback that does nothing once the board is gone.
    pub fn later<F>(self: &Rc<Self>, act: F) -> impl Fn() + use<F>
    where
        F: Fn(&Rc<Self>) + 'static,
    {
        let core = Rc::downgrade(self);
        move || {
            if let Some(core) = core.upgrade() {
                act(&core);
            }
        }
    }

    /// Takes a session: the server's own, as it was `said`, or the one that the device remembers until it has that.
    pub fn take_session(self: &Rc<Self>, session: Session, said: Option<&str>) {
        let live = said.is_some();
        let session = Arc::new(session);
        let mut desk = self.desk.borrow_mut();
        let another = desk
            .documents
            .epoch()
            .is_some_and(|epoch| epoch != session.epoch);
        if desk.live && another {
            // The board was restored. Whatever is on its way belongs to the old one.
            drop(desk);
            return self.reconnect();
        }
        let first = live && !desk.live;
        desk.live |= live;
        desk.was_live |= live;
        desk.session = Some(Arc::clone(&session));
        desk.documents.set_epoch(&session.epoch);
        if let Some(said) = said {
            match &desk.keep {
                Some(keep) => outbox::keep_session(keep, &self.board, &self.token, said),
                None => desk.unkept = Some(said.to_owned()),
            }
        }
        let frames = if first {
            desk.documents.connected()
        } else {
            Frames::new()
        };
        drop(desk);
        self.send(frames);
        if live {
            tell(&self.signals.ahead, session.now - Date::now() as i64);
        }
        self.signals.session.set(Some(session));
        self.open_outbox();
        // Only what changes for everybody at the same moment needs spreading.
        self.reconcile(if first { 0 } else { REVEAL_SPREAD });
    }

    /// Opens the documents that are needed, those of other tables at a random moment within `spread`
    /// milliseconds, and closes those that are not.
    pub fn reconcile(self: &Rc<Self>, spread: u32) {
        let mut desk = self.desk.borrow_mut();
        let (Some(session), Some(outbox)) = (desk.session.clone(), desk.outbox.clone()) else {
            return;
        };
        let wanted = desk.wanted(&session);
        let mut frames = Frames::new();
        let unwanted: Vec<Scope> = desk
            .documents
            .scopes()
            .filter(|scope| !wanted.contains(scope))
            .cloned()
            .collect();
        desk.keep_copies();
        for scope in unwanted {
            frames.extend(desk.documents.close(&scope));
            if !scopes::may_read(&session, &scope) {
                outbox.drop_copy(&scope);
            }
        }
        desk.delayed.retain(|scope| wanted.contains(scope));
        for scope in wanted {
            if desk.documents.is_open(&scope) {
                if scopes::may_ask_again(&session, &scope) {
                    frames.extend(desk.documents.ask_again(&scope));
                }
            } else if spread > 0 && scopes::is_others(&session, &scope) {
                if !desk.fetching.contains(&scope) && desk.delayed.get(&scope).is_none() {
                    let other = scope.clone();
                    let fetch = self.later(move |core| core.fetch(other.clone()));
                    let delay = Timeout::new(random::number() % spread, fetch);
                    desk.delayed.insert(scope, delay);
                }
            } else {
                desk.delayed.remove(&scope);
                let core = self.clone();
                // Not within this borrow.
                spawn_local(async move { core.fetch(scope) });
            }
        }
        drop(desk);
        self.send(frames);
        self.draw_soon();
    }

    /// Keeps what has become unsaved or saved, and brings the signals up to date soon.
    pub fn changed(self: &Rc<Self>) {
        let mut desk = self.desk.borrow_mut();
        let Some(outbox) = desk.outbox.clone() else {
            return;
        };
        desk.documents
            .unsaved_changed(|scope, unsaved| outbox.keep_unsaved(scope, unsaved));
        drop(desk);
        if self.copying.borrow().is_none() {
            let keep = self.later(|core| core.keep_copies());
            self.copying.replace(Some(Timeout::new(COPY_DELAY, keep)));
        }
        self.draw_soon();
    }

    /// Brings the signals up to date before the next frame is drawn.
    pub fn draw_soon(self: &Rc<Self>) {
        if self.drawing.replace(true) {
            return;
        }
        let draw = self.later(|core| {
            core.drawing.set(false);
            core.draw();
        });
        if document().hidden() {
            Timeout::new(UNSEEN_DELAY, draw).forget();
        } else {
            request_animation_frame(draw);
        }
    }

    /// Brings the signals up to date now.
    pub fn draw(&self) {
        self.signals.draw(&mut self.desk.borrow_mut());
    }

    /// Shows a step. Views of the same, such as the desk and the thumbnail beside it, share a picture.
    pub fn show(self: &Rc<Self>, step: StepId, reach: Reach) -> Rc<Drawn> {
        let mut desk = self.desk.borrow_mut();
        let same = |drawn: &&Rc<Drawn>| drawn.step == step && drawn.reach == reach;
        let same = desk.drawn.iter().find(same).cloned();
        let drawn = same.unwrap_or_else(|| Rc::new(Drawn::new(step, reach)));
        desk.drawn.push(Rc::clone(&drawn));
        drop(desk);
        self.reconcile(0);
        drawn
    }

    /// How the notes of all open documents name one another, as of the last frame.
    pub fn links(&self) -> Rc<Links> {
        let mut desk = self.desk.borrow_mut();
        let Desk {
            links, documents, ..
        } = &mut *desk;
        let links = links.get_or_insert_with(|| Rc::new(Links::of(documents.contents())));
        Rc::clone(links)
    }

    /// One view less shows a step.
    pub fn hide(self: &Rc<Self>, drawn: &Rc<Drawn>) {
        let mut desk = self.desk.borrow_mut();
        let mut shown = desk.drawn.iter();
        if let Some(at) = shown.position(|other| Rc::ptr_eq(other, drawn)) {
            desk.drawn.remove(at);
        }
        drop(desk);
        self.reconcile(0);
    }

    /// The session, of which views can only ask once there is one.
    pub fn session(&self) -> Arc<Session> {
        let session = self.desk.borrow().session.clone();
        session.expect("a board is shown once its session is known")
    }
}

impl Desk {
    /// The documents that the views need, and those that hold something unsaved.
    pub(super) fn wanted(&self, session: &Session) -> BTreeSet<Scope> {
        let drawn = self.drawn.iter().flat_map(|drawn| {
            let picture = scopes::of_picture(session, &drawn.step, drawn.reach);
            picture
                .into_iter()
                .chain(scopes::of_later(session, &drawn.step))
        });
        let unsaved = self
            .documents
            .scopes()
            .filter(|scope| self.documents.is_unsaved(scope));
        gather(
            drawn
                .chain(self.left.scopes().cloned())
                .chain(unsaved.cloned()),
        )
    }
}
