//! A client over a real WebSocket: one participant with the documents that they have open. The
//! simulated tables use it, and so do the end-to-end tests.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use bordsvis_shared::board::{Content, Edit};
use bordsvis_shared::id::{BoardId, DocumentName, Scope};
use bordsvis_shared::protocol::{
    Credentials, Envelope, Frame, Message, ToClient, ToServer, name_of,
};
use bordsvis_shared::sync::{Document, Outgoing, Phase, RefusedEdit};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message as Packet;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// The state vector of a document without content.
const KNOWS_NOTHING: [u8; 1] = [0];

/// A connected participant.
pub struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    board: BoardId,
    token: String,
    documents: BTreeMap<Scope, Document>,
}

/// What happened on a [`Client`]'s connection.
#[derive(Debug)]
pub enum Happened {
    /// A document changed, or what is saved of it; with edits that were not taken.
    Document(Scope, Vec<RefusedEdit>),
    /// The server said something about the board.
    Said(Box<Envelope<ToClient>>),
    /// Nothing that matters here.
    Nothing,
}

impl Client {
    /// Connects to the WebSocket at `url` and opens the board's own document.
    pub async fn connect(url: &str, board: &BoardId, token: &str) -> anyhow::Result<Self> {
        let connected = tokio_tungstenite::connect_async(url).await;
        let (socket, _) = connected.with_context(|| format!("can't connect to {url}"))?;
        let (board, token) = (board.clone(), token.to_owned());
        let mut client = Self {
            socket,
            board,
            token,
            documents: BTreeMap::new(),
        };
        client.greet().await?;
        Ok(client)
    }

    /// Connects anew, after the connection was lost, with the documents that are open and what is
    /// unsaved in them.
    pub async fn reconnect(&mut self, url: &str) -> anyhow::Result<()> {
        let connected = tokio_tungstenite::connect_async(url).await;
        (self.socket, _) = connected.with_context(|| format!("can't connect to {url}"))?;
        self.greet().await?;
        let mut openings = Vec::new();
        for (scope, document) in &mut self.documents {
            document.disconnected();
            openings.push((scope.clone(), document.connected(fresh_client)));
        }
        for (scope, opening) in openings {
            self.send_all(&scope, opening).await?;
        }
        Ok(())
    }

    /// Opens a document; it is [`Phase::Ready`] once the server has answered.
    pub async fn open(&mut self, scope: Scope) -> anyhow::Result<()> {
        let mut document = Document::new(fresh_client(), None, Vec::new());
        let opening = document.connected(fresh_client);
        self.documents.insert(scope.clone(), document);
        self.send_all(&scope, opening).await
    }

    /// Opens a document, and waits until it can be read.
    pub async fn open_ready(&mut self, scope: Scope) -> anyhow::Result<()> {
        self.open(scope.clone()).await?;
        while self.documents[&scope].phase() == Phase::Loading {
            self.next().await?;
        }
        match self.documents[&scope].phase() {
            Phase::Denied(reason) => bail!("{scope} may not be read: {}", reason.as_str()),
            _ => Ok(()),
        }
    }

    /// A document that was opened.
    pub fn document(&self, scope: &Scope) -> Option<&Document> {
        self.documents.get(scope)
    }

    /// What a document says; nothing where it is not open.
    pub fn content(&self, scope: &Scope) -> Content {
        self.documents
            .get(scope)
            .map(Document::content)
            .unwrap_or_default()
    }

    /// Makes an edit in an open document and sends it.
    pub async fn edit(&mut self, scope: &Scope, edit: Edit) -> anyhow::Result<()> {
        let document = self
            .documents
            .get_mut(scope)
            .context("the document is not open")?;
        let outgoing = document.edit(edit)?;
        self.send_all(scope, outgoing).await
    }

    /// Gives a command on the board.
    pub async fn command(&mut self, id: u32, command: ToServer) -> anyhow::Result<()> {
        let envelope = Envelope {
            id: Some(id),
            ..Envelope::new(command)
        };
        self.send_message(&Scope::Board, Message::Stateless(&envelope.to_json()))
            .await
    }

    /// Waits for the next frame, and answers what it asks for.
    pub async fn next(&mut self) -> anyhow::Result<Happened> {
        let packet = self
            .socket
            .next()
            .await
            .context("the server closed the connection")??;
        let Packet::Binary(bytes) = packet else {
            return Ok(Happened::Nothing);
        };
        match Frame::decode(&bytes)? {
            Frame::Ping => {
                self.socket
                    .send(Packet::binary(Frame::Pong.encode()))
                    .await?;
                Ok(Happened::Nothing)
            }
            Frame::Pong => Ok(Happened::Nothing),
            Frame::Document { address, message } => {
                let scope = name_of(address).parse::<DocumentName>()?.scope;
                self.take(scope, message).await
            }
        }
    }

    async fn take(&mut self, scope: Scope, message: Message<'_>) -> anyhow::Result<Happened> {
        if let Message::Stateless(json) = message {
            let said = Envelope::<ToClient>::from_json(json)?;
            if let (ToClient::Refused(refusal), Some(document)) =
                (&said.message, self.documents.get_mut(&scope))
            {
                document.receive_refusal(refusal);
                return Ok(Happened::Nothing);
            }
            return Ok(Happened::Said(Box::new(said)));
        }
        let Some(document) = self.documents.get_mut(&scope) else {
            return Ok(Happened::Nothing);
        };
        let outcome = document.receive(&message, fresh_client);
        self.send_all(&scope, outcome.send).await?;
        Ok(Happened::Document(scope, outcome.refused))
    }

    /// Opens the board's own document, which has no content: it is asked for to hear of the board.
    async fn greet(&mut self) -> anyhow::Result<()> {
        let opening = [
            Outgoing::Authenticate,
            Outgoing::SyncStep1(KNOWS_NOTHING.to_vec()),
        ];
        self.send_all(&Scope::Board, opening).await
    }

    async fn send_all(
        &mut self,
        scope: &Scope,
        outgoing: impl IntoIterator<Item = Outgoing>,
    ) -> anyhow::Result<()> {
        for outgoing in outgoing {
            self.send(scope, &outgoing).await?;
        }
        Ok(())
    }

    async fn send(&mut self, scope: &Scope, outgoing: &Outgoing) -> anyhow::Result<()> {
        let token = Credentials {
            token: &self.token,
            epoch: None,
        }
        .to_string();
        let message = match outgoing {
            Outgoing::Authenticate => Message::Token(&token),
            Outgoing::SyncStep1(bytes) => Message::SyncStep1(bytes),
            Outgoing::SyncStep2(bytes) => Message::SyncStep2(bytes),
            Outgoing::Update(bytes) => Message::Update(bytes),
            Outgoing::Close => Message::Close(""),
        };
        self.send_message(scope, message).await
    }

    async fn send_message(&mut self, scope: &Scope, message: Message<'_>) -> anyhow::Result<()> {
        let name = DocumentName {
            board: self.board.clone(),
            scope: scope.clone(),
        };
        let frame = Frame::Document {
            address: &name.to_string(),
            message,
        };
        Ok(self.socket.send(Packet::binary(frame.encode())).await?)
    }
}

/// A client id that no other replica has: 32 random bits, as Yjs draws them.
fn fresh_client() -> u32 {
    getrandom::u32().expect("the system has randomness").max(1)
}
