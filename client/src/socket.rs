//! One WebSocket to the server that made this page, kept up as long as somebody wants it: it is made
//! anew when it is lost or falls silent. Knows frames as bytes, and of Ping and Pong alone what they
//! mean.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use bordsvis_shared::protocol::Frame;
use gloo_timers::callback::{Interval, Timeout};
use js_sys::{ArrayBuffer, Date, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{BinaryType, MessageEvent, WebSocket};

use crate::backoff::Backoff;
use crate::listening::Listening;
use crate::random;

/// How long the server may be silent, in milliseconds. It pings every 20 seconds.
const LONGEST_SILENCE: f64 = 30_000.0;
/// How often silence is looked for, in milliseconds: a fraction of it.
const LISTENING: u32 = 5_000;

/// How the connection is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Connection {
    /// It has never been there yet.
    Connecting,
    /// It is there.
    Online,
    /// It is lost, and will be tried again.
    Offline {
        /// Since when, in milliseconds since 1970.
        since: f64,
    },
}

/// What happens on a connection.
pub enum Event<'a> {
    /// It is there: everything has to be said anew.
    Opened,
    /// A frame came that is no ping.
    Frame(Frame<'a>),
    /// It is gone.
    Closed,
}

/// A connection that is made anew as often as it takes. Dropping it ends it.
pub struct Socket(Rc<Line>);

struct Line {
    url: String,
    heard: Box<dyn Fn(Event)>,
    connection: ArcRwSignal<Connection>,
    link: RefCell<Option<Link>>,
    backoff: RefCell<Backoff>,
    retry: RefCell<Option<Timeout>>,
    /// When the server was last heard, or asked for a connection.
    last_heard: Cell<f64>,
    watches: RefCell<Option<(Interval, [Listening; 3])>>,
}

/// One WebSocket with its callbacks. Dropping it closes it without a further word.
struct Link {
    socket: WebSocket,
    _on_open: Closure<dyn FnMut()>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_close: Closure<dyn FnMut()>,
}

impl Socket {
    /// Connects to `path` on the page's own server. Tells `connection` how it is, and `heard` what
    /// happens there.
    pub fn open(
        path: &str,
        connection: ArcRwSignal<Connection>,
        heard: impl Fn(Event) + 'static,
    ) -> Self {
        let location = window().location();
        let scheme = match location.protocol().as_deref() {
            Ok("https:") => "wss:",
            _ => "ws:",
        };
        let host = location.host().unwrap_or_default();
        let line = Rc::new(Line {
            url: format!("{scheme}//{host}{path}"),
            heard: Box::new(heard),
            connection,
            link: RefCell::default(),
            backoff: RefCell::default(),
            retry: RefCell::default(),
            last_heard: Cell::new(0.0),
            watches: RefCell::default(),
        });
        line.watch();
        line.connect();
        Self(line)
    }

    /// Sends a frame. While there is no connection it goes nowhere: everything is said anew once
    /// there is one.
    pub fn send(&self, frame: &[u8]) {
        self.0.send(frame);
    }

    /// Drops the connection and makes it anew, after a while.
    pub fn reconnect(&self) {
        self.0.lose();
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.0.watches.take();
        self.0.retry.take();
        self.0.link.take();
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close();
    }
}

impl Line {
    fn connect(self: &Rc<Self>) {
        self.retry.take();
        if self.link.borrow().is_some() {
            return;
        }
        self.last_heard.set(Date::now());
        match self.link() {
            Ok(link) => *self.link.borrow_mut() = Some(link),
            Err(_) => self.lose(),
        }
    }

    fn link(self: &Rc<Self>) -> Result<Link, JsValue> {
        let socket = WebSocket::new(&self.url)?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let line = Rc::downgrade(self);
        let on_open = Closure::new(with(&line, |line| {
            line.connection.set(Connection::Online);
            (line.heard)(Event::Opened);
        }));
        let on_close = Closure::new(with(&line, |line| line.lose()));
        let on_message = Closure::new(move |event: MessageEvent| {
            if let Some(line) = line.upgrade() {
                line.hear(&event);
            }
        });
        let callback = |closure: &JsValue| closure.unchecked_ref::<js_sys::Function>().clone();
        socket.set_onopen(Some(&callback(on_open.as_ref())));
        socket.set_onmessage(Some(&callback(on_message.as_ref())));
        // An error is always followed by a close.
        socket.set_onclose(Some(&callback(on_close.as_ref())));
        Ok(Link {
            socket,
            _on_open: on_open,
            _on_message: on_message,
            _on_close: on_close,
        })
    }

    fn hear(self: &Rc<Self>, event: &MessageEvent) {
        let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() else {
            return;
        };
        self.last_heard.set(Date::now());
        self.backoff.borrow_mut().reset();
        let bytes = Uint8Array::new(&buffer).to_vec();
        match Frame::decode(&bytes) {
            Ok(Frame::Ping) => self.send(&Frame::Pong.encode()),
            Ok(frame) => (self.heard)(Event::Frame(frame)),
            // What a newer server says in a way that this page does not know can be passed over.
            Err(_) => {}
        }
    }

    fn send(&self, frame: &[u8]) {
        if let Some(link) = &*self.link.borrow()
            && link.socket.ready_state() == WebSocket::OPEN
        {
            let _ = link.socket.send_with_u8_array(frame);
        }
    }

    fn lose(self: &Rc<Self>) {
        self.link.take();
        if !matches!(self.connection.get_untracked(), Connection::Offline { .. }) {
            self.connection
                .set(Connection::Offline { since: Date::now() });
            (self.heard)(Event::Closed);
        }
        let wait = self.backoff.borrow_mut().wait(random::number());
        let line = Rc::downgrade(self);
        let retry = Timeout::new(wait, with(&line, |line| line.connect()));
        *self.retry.borrow_mut() = Some(retry);
    }

    /// Looks for what tells that the connection is gone, or could be back.
    fn watch(self: &Rc<Self>) {
        let line = Rc::downgrade(self);
        // A connection that is there on paper outlives the network by minutes.
        let offline = Listening::to(window(), "offline", with(&line, |line| line.lose()));
        let online = Listening::to(window(), "online", with(&line, |line| line.connect()));
        let seen = with(&line, |line| {
            if !document().hidden() {
                line.check();
                line.connect();
            }
        });
        let seen = Listening::to(window(), "visibilitychange", seen);
        let silence = Interval::new(LISTENING, with(&line, |line| line.check()));
        *self.watches.borrow_mut() = Some((silence, [offline, online, seen]));
    }

    fn check(self: &Rc<Self>) {
        let silent = Date::now() - self.last_heard.get() > LONGEST_SILENCE;
        if silent && self.link.borrow().is_some() {
            self.lose();
        }
    }
}

fn with(line: &Weak<Line>, act: impl Fn(&Rc<Line>) + 'static) -> impl Fn() + 'static {
    let line = Weak::clone(line);
    move || {
        if let Some(line) = line.upgrade() {
            act(&line);
        }
    }
}
