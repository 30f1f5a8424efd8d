//! `GET /sync`: the WebSocket by which clients take part. What is specific to WebSockets ends here:
//! frames are read and written, strangers are limited, and what clients say goes to the rooms.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::Json;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::extract::{ConnectInfo, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::serve::{ListenerExt, TapIo};
use bordsvis_shared::api::{ErrorBody, ErrorDetail};
use bordsvis_shared::protocol::{MAX_ADDRESS, MAX_FIRST_SYNC};
use futures_util::StreamExt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::timeout;

use self::gate::{Gate, Inside, Stranger};
use self::reader::Reader;
use self::writer::Writer;
use crate::room::outbox::{Closing, Mailbox, Outbox};
use crate::rooms::Rooms;

mod gate;
mod pace;
mod reader;
mod writer;

/// How long a stranger may take to show a token: a page on a bad network takes two or three.
const DEADLINE: Duration = Duration::from_secs(10);
/// How long a client may take to be told that its connection is closed, and why.
const FAREWELL: Duration = Duration::from_secs(5);

/// What is read from the network at once: most frames are small, and a thousand connections each
/// hold one of these.
const READ_BUFFER: usize = 8 * 1024;
/// From how many bytes on what is written goes to the network before the rest is encoded.
const WRITE_BUFFER: usize = 32 * 1024;
/// The largest document that can be sent: several times what a document may hold.
const MAX_WRITE_BUFFER: usize = 64 * 1024 * 1024;
/// The largest message that is read at all. A first sync up to this is refused with a reason, which
/// a client can act on; more closes the connection.
const MAX_MESSAGE: usize = 2 * MAX_FIRST_SYNC + MAX_ADDRESS;

/// The header in which proxies name those whom they pass on.
const FORWARDED_FOR: &str = "x-forwarded-for";

const NOT_ADMITTED: Closing = Closing {
    code: 1008,
    reason: "no valid token came in time",
};

/// How much of what was written may lie with the operating system, for each socket. It would keep
/// megabytes for a client that does not read, and we would learn too late that it is slow.
const SEND_BUFFER: u32 = 128 * 1024;
/// How many connections may wait to be accepted: all phones of a large hall.
const BACKLOG: u32 = 1024;

/// What [`listen`] gives.
pub type Listener = TapIo<TcpListener, fn(&mut TcpStream)>;

/// What the handler needs. Cheap to clone.
#[derive(Clone)]
pub struct Sockets {
    rooms: Rooms,
    gate: Gate,
}

impl Sockets {
    /// Sockets to these rooms.
    pub fn new(rooms: Rooms) -> Self {
        let gate = Gate::new(rooms.metrics().connections.clone());
        Self { rooms, gate }
    }
}

/// Listens at an address as our sockets need it: what is written goes out at once, and not much of it
/// is kept by the operating system.
///
/// # Errors
/// The address can't be listened at.
pub fn listen(address: SocketAddr) -> io::Result<Listener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // Or the address could not be used for a minute after a restart.
    socket.set_reuseaddr(true)?;
    // Whoever is accepted inherits it.
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    Ok(socket
        .listen(BACKLOG)?
        .tap_io(at_once as fn(&mut TcpStream)))
}

fn at_once(stream: &mut TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a socket will be a little slow");
    }
}

/// The handler of `GET /sync`. The server must be served with `ConnectInfo<SocketAddr>`.
pub async fn sync(
    State(sockets): State<Sockets>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(rejection) => {
            return error(rejection.status(), "no_websocket", &rejection.body_text());
        }
    };
    if !is_own_origin(&headers, sockets.rooms.links().home()) {
        let message = "pages of other sites can't connect";
        return error(StatusCode::FORBIDDEN, "origin", message);
    }
    let Some((inside, stranger)) = sockets.gate.enter(client_of(peer.ip(), &headers)) else {
        let message = "too many are connecting at once; try again in a few seconds";
        return error(StatusCode::SERVICE_UNAVAILABLE, "busy", message);
    };
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_write_buffer_size(MAX_WRITE_BUFFER)
        .max_message_size(MAX_MESSAGE)
        .max_frame_size(MAX_MESSAGE)
        .on_upgrade(move |socket| converse(socket, sockets.rooms, inside, stranger))
}

/// Serves one socket until either side closes it.
async fn converse(socket: WebSocket, rooms: Rooms, _inside: Inside, stranger: Stranger) {
    let (sink, stream) = socket.split();
    let (outbox, mailbox) = Outbox::new();
    let mut writer = Writer::new(sink, &mailbox, rooms.metrics().sent.clone());
    let mut reader = Reader::new(stream, outbox.clone(), rooms);
    let closing = {
        let mut writing = std::pin::pin!(writer.run());
        let refused = tokio::select! {
            closing = &mut writing => Err(closing),
            closing = reader.run() => Ok(closing),
            closing = admission(&mailbox, stranger) => Ok(Some(closing)),
        };
        match refused {
            // What waits for the client may say more than the code.
            Ok(Some(closing)) => {
                outbox.close(closing);
                timeout(FAREWELL, writing).await.unwrap_or(None)
            }
            Ok(None) => None,
            Err(closing) => closing,
        }
    };
    if let Some(closing) = closing {
        // The client may be gone.
        let _ = timeout(FAREWELL, writer.close(closing)).await;
    }
}

/// Keeps the place of a stranger until it has shown a token. Returns if it does not in time.
async fn admission(mailbox: &Mailbox, stranger: Stranger) -> Closing {
    if timeout(DEADLINE, mailbox.admitted()).await.is_err() {
        return NOT_ADMITTED;
    }
    drop(stranger);
    std::future::pending().await
}

/// Whether a browser's page may connect: only our own. What is not a browser sends no origin.
fn is_own_origin(headers: &HeaderMap, home: &str) -> bool {
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let of_host = origin.split_once("://").map(|(_, authority)| authority);
    origin == home || (of_host.is_some() && of_host == host)
}

/// Where a client connects from. A proxy on this machine stands for many, and names each; nobody
/// else is believed.
fn client_of(peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    if !peer.to_canonical().is_loopback() {
        return peer;
    }
    // The last is the proxy's own word; what is before it may be the client's.
    let named = headers.get_all(FORWARDED_FOR).into_iter().next_back();
    let named =
        named.and_then(|named| named.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    named.unwrap_or(peer)
}

fn error(status: StatusCode, code: &str, message: &str) -> Response {
    let error = ErrorDetail {
        code: code.to_owned(),
        message: message.to_owned(),
    };
    (status, Json(ErrorBody { error })).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_connect() {
        let check = |origin: Option<&'static str>, allowed: bool| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, "127.0.0.1:3000".parse().unwrap());
            if let Some(origin) = origin {
                headers.insert(ORIGIN, origin.parse().unwrap());
            }
            let own = is_own_origin(&headers, "https://bordsvis.example");
            assert_eq!(own, allowed, "{origin:?}");
        };
        check(None, true);
        check(Some("http://127.0.0.1:3000"), true);
        check(Some("https://bordsvis.example"), true);
        check(Some("https://evil.example"), false);
        check(Some("http://127.0.0.1:3001"), false);
        check(Some("http://bordsvis.example"), false);
        check(Some("null"), false);
    }

    #[test]
    fn a_proxy_on_this_machine_names_its_clients_and_nobody_else_does() {
        let check = |peer: &str, named: &[&'static str], client: &str| {
            let mut headers = HeaderMap::new();
            for named in named {
                headers.append(FORWARDED_FOR, named.parse().unwrap());
            }
            let found = client_of(peer.parse().unwrap(), &headers);
            assert_eq!(found, client.parse::<IpAddr>().unwrap(), "{named:?}");
        };
        check("127.0.0.1", &[], "127.0.0.1");
        check("127.0.0.1", &["192.0.2.1"], "192.0.2.1");
        check("::1", &["2001:db8::1"], "2001:db8::1");
        check("127.0.0.1", &["10.0.0.9, 192.0.2.1"], "192.0.2.1");
        check("127.0.0.1", &["10.0.0.9", "192.0.2.1"], "192.0.2.1");
        check("127.0.0.1", &["somebody"], "127.0.0.1");
        check("192.0.2.7", &["192.0.2.1"], "192.0.2.7");
    }
}
