//! A server, a board on it, and clients.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use axum::serve::Listener;
use bordsvis_server::access::Token;
use bordsvis_server::links::Links;
use bordsvis_server::log::Log;
use bordsvis_server::log::embedded::EmbeddedLog;
use bordsvis_server::metrics::Metrics;
use bordsvis_server::room::SeatWanted;
use bordsvis_server::rooms::{CreatedBoard, NewBoard, Rooms};
use bordsvis_server::socket::{Sockets, listen, sync};
use bordsvis_shared::board::{Edit, Position, Rank, Replica};
use bordsvis_shared::id::{NoteId, TableNo};
use bordsvis_shared::method::{Language, find};
use bordsvis_shared::protocol::{Access, Envelope, Frame, Message, ToClient, ToServer};
use bordsvis_shared::session::{Record, Table};
use futures_util::{SinkExt, StreamExt};
use prometheus_client::registry::Registry;
use tempfile::TempDir;
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as WsMessage;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{WebSocketStream, client_async};
use yrs::{Map, Transact};

/// How long anything may take before the test fails rather than hang.
const LIMIT: Duration = Duration::from_secs(30);

pub struct Server {
    pub rooms: Rooms,
    pub address: SocketAddr,
    pub metrics: Metrics,
    log: Arc<dyn Log>,
    serving: JoinHandle<()>,
}

impl Server {
    /// A server on a log in `folder`.
    pub async fn start(folder: &TempDir) -> Self {
        Self::on(Arc::new(EmbeddedLog::open(folder.path()).unwrap())).await
    }

    /// A server on a log.
    pub async fn on(log: Arc<dyn Log>) -> Self {
        let metrics = Metrics::new(&mut Registry::default());
        let rooms = Rooms::new(
            log.clone(),
            Links::new("http://bordsvis.test"),
            metrics.clone(),
        );
        let router = Router::new()
            .route("/sync", get(sync))
            .with_state(Sockets::new(rooms.clone()))
            .into_make_service_with_connect_info::<SocketAddr>();
        let listener = listen("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            rooms,
            address,
            metrics,
            log,
            serving,
        }
    }

    /// Stops as the program does.
    pub async fn stop(self) {
        self.rooms.shutdown().await;
        self.log.shutdown().await;
        self.serving.abort();
    }

    /// A SWOT with two tables.
    pub async fn board(&self) -> CreatedBoard {
        let board = NewBoard {
            title: "Prov".to_owned(),
            method: find(&"swot".parse().unwrap()).unwrap().clone(),
            tables: ["Bord 1", "Bord 2"].map(Table::named).to_vec(),
            language: Language::Sv,
            record: Record::default(),
        };
        self.rooms.create(board).await.unwrap()
    }

    /// A seat at a table.
    pub async fn join(&self, board: &CreatedBoard, table: u16) -> Token {
        let wanted = SeatWanted {
            table: TableNo(table),
            name: None,
            actor: Some("Kommunen".to_owned()),
            people: 2,
        };
        let room = self.rooms.open(&board.board).await.unwrap();
        room.join(wanted).await.unwrap().token
    }

    /// Somebody who has sat down at the first table and opened its document, at that address.
    pub async fn seated(&self, board: &CreatedBoard) -> (Client, String, Replica) {
        let token = self.join(board, 1).await;
        let address = table(board, 1);
        let replica = Replica::new(7);
        let mut client = self.connect().await;
        client.open(&address, &token, &replica).await;
        (client, address, replica)
    }

    pub async fn connect(&self) -> Client {
        self.connect_from(TcpSocket::new_v4().unwrap()).await
    }

    pub async fn connect_from(&self, socket: TcpSocket) -> Client {
        let stream = socket.connect(self.address).await.unwrap();
        let url = format!("ws://{}/sync", self.address);
        let (socket, _) = client_async(url, stream).await.unwrap();
        Client { socket }
    }
}

/// The name of a table's document in the one step of the SWOT.
pub fn table(board: &CreatedBoard, table: u16) -> String {
    format!("{}/swot/table/{table}", board.board)
}

pub struct Client {
    socket: WebSocketStream<TcpStream>,
}

impl Client {
    pub async fn send(&mut self, address: &str, message: Message<'_>) {
        let frame = Frame::Document { address, message };
        self.send_raw(frame.encode()).await;
    }

    pub async fn send_raw(&mut self, bytes: Vec<u8>) {
        let message = WsMessage::Binary(bytes.into());
        self.send_message(message).await;
    }

    pub async fn send_message(&mut self, message: WsMessage) {
        self.socket.send(message).await.unwrap();
    }

    /// Gives a command, without waiting for what comes of it.
    pub async fn command(&mut self, board: &CreatedBoard, id: u32, command: ToServer) {
        let envelope = Envelope {
            id: Some(id),
            ..Envelope::new(command)
        };
        let json = envelope.to_json();
        let address = board.board.as_str();
        self.send(address, Message::Stateless(&json)).await;
    }

    /// The next frame, encoded.
    pub async fn next(&mut self) -> Vec<u8> {
        match self.next_or_end().await {
            Ok(bytes) => bytes,
            Err(end) => panic!("the connection ended: {end:?}"),
        }
    }

    /// The next frame, or what the connection was closed with.
    pub async fn next_or_end(&mut self) -> Result<Vec<u8>, Option<CloseFrame>> {
        loop {
            let message = timeout(LIMIT, self.socket.next()).await;
            match message.expect("nothing came") {
                Some(Ok(WsMessage::Binary(bytes))) if *bytes != [9] => return Ok(bytes.into()),
                Some(Ok(WsMessage::Close(frame))) => return Err(frame),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(None),
            }
        }
    }

    /// Expects one frame.
    pub async fn expect(&mut self, address: &str, message: Message<'_>) {
        let bytes = self.next().await;
        let expected = Frame::Document { address, message };
        assert_eq!(Frame::decode(&bytes), Ok(expected));
    }

    /// Reads up to the first message that `pick` wants.
    pub async fn until<T>(&mut self, mut pick: impl FnMut(&str, Message) -> Option<T>) -> T {
        loop {
            let bytes = self.next().await;
            if let Ok(Frame::Document { address, message }) = Frame::decode(&bytes)
                && let Some(picked) = pick(address, message)
            {
                return picked;
            }
        }
    }

    /// Reads up to the first of our own messages that `pick` wants.
    pub async fn until_told<T>(
        &mut self,
        mut pick: impl FnMut(Option<u32>, ToClient) -> Option<T>,
    ) -> T {
        self.until(|_, message| {
            let Message::Stateless(json) = message else {
                return None;
            };
            let envelope = Envelope::from_json(json).unwrap();
            pick(envelope.id, envelope.message)
        })
        .await
    }

    /// Reads up to the answer to an update: whether it was saved, and why not.
    pub async fn verdict(&mut self) -> (bool, Option<String>) {
        let mut reason = None;
        self.until(|_, message| match message {
            Message::SyncStatus(saved) => Some((saved, reason.take())),
            Message::Stateless(json) => {
                if let ToClient::Refused(refusal) = Envelope::from_json(json).unwrap().message {
                    reason = Some(refusal.reason.as_str().to_owned());
                }
                None
            }
            _ => None,
        })
        .await
    }

    /// Opens a document as the stock provider does, and returns what it may do there.
    pub async fn open(&mut self, address: &str, token: &Token, replica: &Replica) -> Access {
        self.send(address, Message::Token(token.as_str())).await;
        let vector = replica.state_vector();
        self.send(address, Message::SyncStep1(&vector)).await;
        let access = self
            .until(|at, message| match message {
                Message::Authenticated(access) if at == address => Some(access),
                Message::PermissionDenied(reason) => panic!("denied: {reason}"),
                _ => None,
            })
            .await;
        self.sync(address, replica).await;
        access
    }

    /// Takes in the server's Step2 and answers its Step1.
    pub async fn sync(&mut self, address: &str, replica: &Replica) {
        let vector = self
            .until(|at, message| match message {
                Message::SyncStep2(update) if at == address => {
                    replica.apply_update(update).unwrap();
                    None
                }
                Message::SyncStep1(vector) if at == address => Some(vector.to_vec()),
                _ => None,
            })
            .await;
        let diff = replica.diff(&vector).unwrap();
        self.send(address, Message::SyncStep2(&diff)).await;
        assert_eq!(self.verdict().await, (true, None));
    }

    /// Writes a note; returns its update.
    pub async fn write(&mut self, address: &str, replica: &Replica, text: &str) {
        let update = replica.edit(&note(text)).unwrap().unwrap();
        self.send(address, Message::Update(&update)).await;
    }

    /// Writes a value that is as large as one may be.
    pub async fn write_large(&mut self, address: &str, replica: &Replica, round: usize) {
        let update = {
            let notes = replica.doc().get_or_insert_map("notes");
            let mut txn = replica.doc().transact_mut();
            notes.insert(&mut txn, "large", format!("{round}{}", "x".repeat(60_000)));
            txn.encode_update_v1()
        };
        self.send(address, Message::Update(&update)).await;
        assert_eq!(self.verdict().await, (true, None));
    }

    /// Reads updates until the replica has so many notes.
    pub async fn until_notes(&mut self, address: &str, replica: &Replica, count: usize) {
        while replica.content().notes.len() < count {
            self.until(|at, message| match message {
                Message::Update(update) | Message::SyncStep2(update) if at == address => {
                    replica.apply_update(update).unwrap();
                    Some(())
                }
                _ => None,
            })
            .await;
        }
    }
}

/// A note among the strengths.
pub fn note(text: &str) -> Edit {
    Edit::Add {
        note: NoteId::from_random(bordsvis_server::access::random()),
        text: text.to_owned(),
        pos: Position {
            cell: "strengths".parse().unwrap(),
            rank: Rank::between(None, None, bordsvis_server::access::random()),
        },
        by: "someone".to_owned(),
        at: 0,
        tags: Default::default(),
        from: Vec::new(),
    }
}
