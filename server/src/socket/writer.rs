//! Writes to one socket what waits for it: everything that waits before each flush, and a ping now
//! and then.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use bordsvis_shared::protocol::Frame;
use bytes::Bytes;
use futures_util::SinkExt;
use futures_util::stream::SplitSink;
use prometheus_client::metrics::counter::Counter;
use tokio::time::{Instant, interval_at, timeout};

use crate::room::outbox::{Closing, Mailbox};

/// How often a client hears from us at least: the stock provider reconnects after 30 s of silence.
const PING: Duration = Duration::from_secs(20);
/// How long a client may read nothing before its connection is closed; it then comes back and is
/// told the sum of what it missed.
const STUCK: Duration = Duration::from_secs(30);
/// The slowest a client may read, in bytes a second: a large document takes longer than [`STUCK`].
const SLOWEST: usize = 4 * 1024;

const TOO_SLOW: Closing = Closing {
    code: 1013,
    reason: "the connection is too slow",
};

/// The writing half of a socket.
pub(super) struct Writer<'a> {
    sink: SplitSink<WebSocket, Message>,
    mailbox: &'a Mailbox,
    sent: Counter,
}

/// Why nothing more can be written: what to close the connection with, if it is still there.
struct Ended(Option<Closing>);

impl<'a> Writer<'a> {
    /// Writes to `sink` what is put into `mailbox`.
    pub fn new(sink: SplitSink<WebSocket, Message>, mailbox: &'a Mailbox, sent: Counter) -> Self {
        Self {
            sink,
            mailbox,
            sent,
        }
    }

    /// Writes until the connection is to be closed; `None` if it is gone.
    pub async fn run(&mut self) -> Option<Closing> {
        let mut pings = interval_at(Instant::now() + PING, PING);
        loop {
            let written = tokio::select! {
                taken = self.mailbox.take() => match taken {
                    Ok(frames) => self.write(frames).await,
                    Err(closing) => Err(Ended(Some(closing))),
                },
                _ = pings.tick() => self.ping().await,
            };
            if let Err(Ended(closing)) = written {
                return closing;
            }
        }
    }

    /// Closes the connection.
    pub async fn close(&mut self, closing: Closing) {
        let frame = CloseFrame {
            code: closing.code,
            reason: closing.reason.into(),
        };
        // The client may be gone.
        let _ = self.sink.send(Message::Close(Some(frame))).await;
    }

    async fn write(&mut self, frames: impl IntoIterator<Item = Bytes>) -> Result<(), Ended> {
        let mut unflushed = 0;
        for frame in frames {
            let bytes = frame.len();
            unflushed += bytes;
            self.feed(Message::Binary(frame), unflushed).await?;
            self.mailbox.wrote(bytes);
            self.sent.inc_by(bytes as u64);
        }
        self.flush(unflushed).await
    }

    /// Our protocol's ping is for the client, which counts no other. The other is for us: every
    /// WebSocket answers it, so silence means that nobody is there.
    async fn ping(&mut self) -> Result<(), Ended> {
        let ping = Message::Binary(Frame::Ping.encode().into());
        self.feed(ping, 0).await?;
        self.feed(Message::Ping(Bytes::new()), 0).await?;
        self.flush(0).await
    }

    async fn feed(&mut self, message: Message, unflushed: usize) -> Result<(), Ended> {
        within(unflushed, self.sink.feed(message)).await
    }

    async fn flush(&mut self, unflushed: usize) -> Result<(), Ended> {
        within(unflushed, self.sink.flush()).await
    }
}

/// Gives a client time to read so many bytes.
async fn within(
    bytes: usize,
    write: impl Future<Output = Result<(), axum::Error>>,
) -> Result<(), Ended> {
    let patience = STUCK + Duration::from_secs((bytes / SLOWEST) as u64);
    match timeout(patience, write).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(Ended(None)),
        Err(_) => Err(Ended(Some(TOO_SLOW))),
    }
}
