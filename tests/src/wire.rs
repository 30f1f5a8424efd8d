//! A connection that sends whatever bytes it is told to, and remembers all that it is sent.

use bordsvis_shared::protocol::{Envelope, Frame, Message, Refusal, ToClient};
use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as Packet;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, client_async, connect_async};

use crate::{DEADLINE, Server};

/// A WebSocket to the server, without a client behind it.
pub struct Wire {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    received: Vec<u8>,
}

/// How the server closed a connection: its code and its reason, where it gave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed(pub Option<(u16, String)>);

impl Wire {
    /// Connects.
    pub async fn connect(server: &Server) -> Self {
        let connected = connect_async(server.sync_url()).await;
        let (socket, _) = connected.expect("the server takes a connection");
        Self {
            socket,
            received: Vec::new(),
        }
    }

    /// Connects as somebody whose network takes in little at a time.
    pub async fn connect_narrow(server: &Server) -> Self {
        let socket = TcpSocket::new_v4().expect("there are sockets");
        let set = socket.set_recv_buffer_size(4096);
        set.expect("a receive buffer can be small");
        let stream = socket.connect(server.address()).await;
        let stream = MaybeTlsStream::Plain(stream.expect("the server takes a connection"));
        let connected = client_async(server.sync_url(), stream).await;
        let (socket, _) = connected.expect("the server takes a WebSocket");
        Self {
            socket,
            received: Vec::new(),
        }
    }

    /// Connects, and opens a document with a token.
    pub async fn opened(server: &Server, address: &str, token: &str) -> Self {
        let mut wire = Self::connect(server).await;
        wire.open(address, token).await;
        wire
    }

    /// Opens a document with a token that lets one in.
    pub async fn open(&mut self, address: &str, token: &str) {
        self.send(address, Message::Token(token)).await;
        self.wait("to be authenticated", |at, message| {
            (at == address && matches!(message, Message::Authenticated(_))).then_some(())
        })
        .await;
    }

    /// Sends a message about a document.
    pub async fn send(&mut self, address: &str, message: Message<'_>) {
        let frame = Frame::Document { address, message };
        self.send_bytes(frame.encode()).await;
    }

    /// Sends these bytes as one frame. That the server has hung up is for the receiving to notice.
    pub async fn send_bytes(&mut self, bytes: impl Into<Bytes>) {
        let _ = self.socket.send(Packet::binary(bytes)).await;
    }

    /// The next frame, other than a ping.
    ///
    /// # Errors
    /// How the server closed the connection.
    pub async fn next(&mut self) -> Result<Bytes, Closed> {
        loop {
            match self.socket.next().await {
                Some(Ok(Packet::Binary(bytes))) if Frame::decode(&bytes) == Ok(Frame::Ping) => {
                    self.send_bytes(Frame::Pong.encode()).await;
                }
                Some(Ok(Packet::Binary(bytes))) => {
                    self.received.extend_from_slice(&bytes);
                    return Ok(bytes);
                }
                Some(Ok(Packet::Close(frame))) => {
                    return Err(Closed(
                        frame.map(|frame| (frame.code.into(), frame.reason.to_string())),
                    ));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(Closed(None)),
            }
        }
    }

    /// Forgets what has been received so far: it is a great deal where many write.
    pub fn forget(&mut self) {
        self.received.clear();
    }

    /// Waits for a message that `look` recognises, and gives what it makes of it.
    pub async fn wait<T>(
        &mut self,
        what: &str,
        mut look: impl FnMut(&str, Message<'_>) -> Option<T>,
    ) -> T {
        let mut seen = Vec::new();
        let found = timeout(DEADLINE, async {
            loop {
                let bytes = match self.next().await {
                    Ok(bytes) => bytes,
                    Err(closed) => break Err(closed),
                };
                let frame = Frame::decode(&bytes).expect("the server sends frames");
                if let Frame::Document { address, message } = frame
                    && let Some(found) = look(address, message)
                {
                    break Ok(found);
                }
                seen.push(format!("{frame:?}"));
            }
        });
        match found.await {
            Ok(Ok(found)) => found,
            Ok(Err(closed)) => panic!("waiting {what}: {closed:?}, after {seen:#?}"),
            Err(_) => panic!("waited in vain {what}, saw {seen:#?}"),
        }
    }

    /// Waits until the server closes the connection.
    pub async fn closed(&mut self) -> Closed {
        let closed = timeout(DEADLINE, async {
            loop {
                if let Err(closed) = self.next().await {
                    break closed;
                }
            }
        });
        closed.await.expect("the server closes the connection")
    }

    /// Waits for the answer to one update: nothing where it is saved, else the reason that went
    /// before.
    pub async fn answer(&mut self, address: &str) -> Result<(), Refusal> {
        let mut reason = None;
        self.wait("for a SyncStatus", |at, message| match message {
            _ if at != address => None,
            Message::Stateless(json) => {
                reason = reason.take().or(refusal(json));
                None
            }
            Message::SyncStatus(true) => Some(Ok(())),
            Message::SyncStatus(false) => {
                Some(Err(reason.take().expect("a refusal names its reason")))
            }
            _ => None,
        })
        .await
    }

    /// Waits until the server takes offence, and gives its reason: why it closed the connection or
    /// refused something.
    pub async fn rebuffed(&mut self) -> String {
        let mut seen = Vec::new();
        let rebuffed = timeout(DEADLINE, async {
            loop {
                let bytes = match self.next().await {
                    Ok(bytes) => bytes,
                    Err(Closed(Some((code, reason)))) => break format!("{code} {reason}"),
                    Err(Closed(None)) => panic!("the server hung up without a word"),
                };
                match Frame::decode(&bytes).expect("the server sends frames") {
                    Frame::Document {
                        message: Message::PermissionDenied(reason),
                        ..
                    } => break reason.to_owned(),
                    Frame::Document {
                        message: Message::Stateless(json),
                        ..
                    } => {
                        if let Some(refusal) = refusal(json) {
                            break refusal.message;
                        }
                    }
                    _ => {}
                }
                seen.push(bytes);
            }
        });
        let rebuffed = rebuffed.await;
        rebuffed.unwrap_or_else(|_| panic!("waited in vain for a refusal, saw {seen:?}"))
    }

    /// Whether these bytes are among all that has been received.
    pub fn has_received(&self, bytes: &[u8]) -> bool {
        self.received
            .windows(bytes.len())
            .any(|window| window == bytes)
    }
}

fn refusal(json: &str) -> Option<Refusal> {
    let said = Envelope::<ToClient>::from_json(json).expect("the server speaks its protocol");
    match said.message {
        ToClient::Refused(refusal) => Some(refusal),
        _ => None,
    }
}
