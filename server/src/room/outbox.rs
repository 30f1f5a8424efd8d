//! What waits to be sent to one connection. Rooms put frames in without ever waiting; whoever holds
//! the [`Mailbox`] takes them out as fast as its client reads. It is bounded in bytes by those who
//! fill it: they ask [`Outbox::is_full`] before they put in what can be made up for later.

use std::collections::VecDeque;
use std::mem;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::{Notify, watch};

/// From how many waiting bytes on a connection counts as slow, and is sent the sum of what it missed
/// rather than every update: some seconds of the liveliest board, and with 1,000 connections that
/// all stand still no more than a server can hold.
pub const FULL: usize = 512 * 1024;

/// Down to how many waiting bytes a slow connection must come before it is sent what it missed:
/// enough to keep the wire busy meanwhile.
const DRAINED: usize = FULL / 4;

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

/// The end of a connection that rooms see.
#[derive(Clone)]
pub struct Outbox(Arc<Shared>);

/// The end that belongs to whoever sends. Dropping it tells the rooms that the connection is gone.
pub struct Mailbox(Arc<Shared>);

/// Why a connection is to be closed, in the terms of a WebSocket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// The code.
    pub code: u16,
    /// The reason, for people who read logs.
    pub reason: &'static str,
}

struct Shared {
    id: u64,
    queue: Mutex<Queue>,
    filled: Notify,
    admitted: watch::Sender<bool>,
}

#[derive(Default)]
struct Queue {
    frames: VecDeque<Bytes>,
    /// The bytes of `frames`, and of those that were taken and not written yet.
    bytes: usize,
    /// Whether somebody was told that it is full, and waits.
    slow: bool,
    /// Woken when a slow connection has drained, and when it is gone.
    rooms: Vec<Arc<Notify>>,
    closing: Option<Closing>,
    gone: bool,
}

impl Outbox {
    /// Both ends of a new connection.
    pub fn new() -> (Self, Mailbox) {
        let shared = Arc::new(Shared {
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            queue: Mutex::default(),
            filled: Notify::new(),
            admitted: watch::Sender::new(false),
        });
        (Self(Arc::clone(&shared)), Mailbox(shared))
    }

    /// Tells connections apart.
    pub fn id(&self) -> u64 {
        self.0.id
    }

    /// Puts in a frame.
    pub fn push(&self, frame: Bytes) {
        let mut queue = self.0.lock();
        if !queue.gone {
            queue.bytes += frame.len();
            queue.frames.push_back(frame);
            drop(queue);
            self.0.filled.notify_one();
        }
    }

    /// Whether so much waits that what can be made up for later must wait too. Once it has said
    /// yes, it does until the connection has drained, and the room is woken then.
    pub fn is_full(&self) -> bool {
        let mut queue = self.0.lock();
        queue.slow |= queue.bytes >= FULL;
        queue.slow
    }

    /// Whether the connection is gone.
    pub fn is_gone(&self) -> bool {
        self.0.lock().gone
    }

    /// Has `room` woken when there is something new to know about the connection.
    pub fn attach(&self, room: &Arc<Notify>) {
        let mut queue = self.0.lock();
        queue.rooms.push(Arc::clone(room));
        if queue.gone {
            queue.wake_rooms();
        }
    }

    /// Says that somebody on this connection has shown a token that is one.
    pub fn admit(&self) {
        self.0.admitted.send_replace(true);
    }

    /// Closes the connection after what waits.
    pub fn close(&self, closing: Closing) {
        self.0.lock().closing.get_or_insert(closing);
        self.0.filled.notify_one();
    }
}

impl Mailbox {
    /// Waits for frames and takes all there are; none when the connection is to be closed. Each
    /// must be reported with [`Mailbox::wrote`].
    pub async fn take(&self) -> Result<VecDeque<Bytes>, Closing> {
        loop {
            {
                let mut queue = self.0.lock();
                if !queue.frames.is_empty() {
                    return Ok(mem::take(&mut queue.frames));
                }
                if let Some(closing) = queue.closing {
                    return Err(closing);
                }
            }
            self.0.filled.notified().await;
        }
    }

    /// Says that so many bytes have been written.
    pub fn wrote(&self, bytes: usize) {
        let mut queue = self.0.lock();
        queue.bytes -= bytes;
        if queue.slow && queue.bytes <= DRAINED {
            queue.slow = false;
            queue.wake_rooms();
        }
    }

    /// Waits until somebody on this connection has shown a token that is one.
    pub async fn admitted(&self) {
        let mut admitted = self.0.admitted.subscribe();
        // It can't fail: the sender lives as long as `self`.
        let _ = admitted.wait_for(|admitted| *admitted).await;
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        let mut queue = self.0.lock();
        queue.gone = true;
        queue.frames.clear();
        queue.wake_rooms();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    fn wake_rooms(&self) {
        for room in &self.rooms {
            room.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn frames_come_out_in_order_and_the_end_after_them() {
        let (outbox, mailbox) = Outbox::new();
        let closing = Closing {
            code: 1001,
            reason: "bye",
        };
        outbox.push("a".into());
        outbox.push("b".into());
        outbox.close(closing);
        assert_eq!(mailbox.take().await.unwrap(), ["a", "b"]);
        assert_eq!(mailbox.take().await, Err(closing));
    }

    #[tokio::test]
    async fn a_slow_connection_wakes_the_room_when_it_has_drained() {
        let (outbox, mailbox) = Outbox::new();
        let room = Arc::new(Notify::new());
        outbox.attach(&room);
        outbox.push(vec![0; FULL].into());
        assert!(outbox.is_full());
        outbox.push(vec![0; DRAINED + 1].into());
        for frame in mailbox.take().await.unwrap() {
            assert!(outbox.is_full());
            mailbox.wrote(frame.len() - 1);
        }
        mailbox.wrote(2);
        assert!(!outbox.is_full());
        room.notified().await;
    }

    #[tokio::test]
    async fn a_connection_that_is_gone_wakes_the_room() {
        let (outbox, mailbox) = Outbox::new();
        let room = Arc::new(Notify::new());
        outbox.attach(&room);
        drop(mailbox);
        room.notified().await;
        assert!(outbox.is_gone());
    }
}
