//! A participant's device: the client that the demonstration has too, with an eye on what happens.

use std::collections::BTreeSet;
use std::fmt;

use bordsvis_server::demo::client::{Client, Happened};
use bordsvis_shared::board::{Content, Edit, Position, Rank};
use bordsvis_shared::id::{BoardId, NoteId, Scope};
use bordsvis_shared::protocol::{Refusal, Summary, ToClient, ToServer};
use bordsvis_shared::session::Session;
use bordsvis_shared::sync::{Phase, RefusedEdit};
use tokio::time::timeout;

use crate::{DEADLINE, Server, random};

/// A client, and what the server has told it last.
pub struct Device {
    /// The client itself.
    pub client: Client,
    /// The last session.
    pub session: Option<Session>,
    /// The last summary.
    pub summary: Option<Summary>,
    /// The edits that were not taken.
    pub refused: Vec<RefusedEdit>,
    /// What became of the last command.
    answer: Option<Result<(), Refusal>>,
    opened: BTreeSet<Scope>,
}

impl Device {
    /// Connects to a board.
    pub async fn connect(server: &Server, board: &BoardId, token: &str) -> Self {
        let client = Client::connect(&server.sync_url(), board, token).await;
        Self {
            client: client.expect("the server takes a connection"),
            session: None,
            summary: None,
            refused: Vec::new(),
            answer: None,
            opened: BTreeSet::new(),
        }
    }

    /// Connects anew, with what is open and unsaved.
    pub async fn reconnect(&mut self, server: &Server) {
        let connected = self.client.reconnect(&server.sync_url()).await;
        connected.expect("the server takes a connection");
    }

    /// Opens a document that may be read.
    pub async fn open(&mut self, scope: &Scope) {
        self.opened.insert(scope.clone());
        let sent = self.client.open(scope.clone()).await;
        sent.expect("the connection stands");
        self.until(&format!("{scope} can be read"), |device| {
            match device.client.document(scope)?.phase() {
                Phase::Loading => None,
                Phase::Ready => Some(()),
                Phase::Denied(reason) => panic!("{scope} may not be read: {}", reason.as_str()),
            }
        })
        .await;
    }

    /// Makes an edit, without waiting for what becomes of it.
    pub async fn edit(&mut self, scope: &Scope, edit: Edit) {
        let sent = self.client.edit(scope, edit).await;
        sent.expect("the edit can be made and sent");
    }

    /// Makes an edit, and waits until it is saved.
    pub async fn save(&mut self, scope: &Scope, edit: Edit) {
        self.edit(scope, edit).await;
        self.settled(scope).await;
        assert_eq!(self.refused, [], "everything was saved");
    }

    /// Waits until every edit has been answered.
    pub async fn settled(&mut self, scope: &Scope) {
        self.until("all is answered", |device| {
            let document = device.client.document(scope)?;
            document.unsaved().next().is_none().then_some(())
        })
        .await;
    }

    /// Gives a command, and waits for what becomes of it.
    pub async fn command(&mut self, command: ToServer) -> Result<(), Refusal> {
        self.answer = None;
        let sent = self.client.command(1, command).await;
        sent.expect("the command can be sent");
        self.until("the command is answered", |device| device.answer.clone())
            .await
    }

    /// Takes the next message.
    ///
    /// # Errors
    /// The connection is gone, or the server sends what no client understands.
    pub async fn next(&mut self) -> anyhow::Result<()> {
        match self.client.next().await? {
            Happened::Document(_, refused) => self.refused.extend(refused),
            Happened::Said(said) => match said.message {
                ToClient::Session(session) => self.session = Some(*session),
                ToClient::Summary(summary) => self.summary = Some(summary),
                ToClient::Done => self.answer = Some(Ok(())),
                ToClient::Refused(refusal) => self.answer = Some(Err(refusal)),
            },
            Happened::Nothing => {}
        }
        Ok(())
    }

    /// Takes messages until `look` finds what it looks for.
    pub async fn until<T>(&mut self, what: &str, mut look: impl FnMut(&Self) -> Option<T>) -> T {
        let found = timeout(DEADLINE, async {
            loop {
                if let Some(found) = look(self) {
                    break Ok(found);
                }
                if let Err(error) = self.next().await {
                    break Err(error);
                }
            }
        });
        match found.await {
            Ok(Ok(found)) => found,
            Ok(Err(error)) => panic!("waiting until {what}: {error:#}; saw {self:#?}"),
            Err(_) => panic!("waited in vain until {what}; saw {self:#?}"),
        }
    }

    /// Takes messages until a document holds a note of this text, and gives its id.
    pub async fn sees(&mut self, scope: &Scope, text: &str) -> NoteId {
        let what = format!("{scope} holds {text:?}");
        self.until(&what, |device| {
            let notes = device.content(scope).notes;
            let found = notes.into_iter().find(|(_, note)| note.text == text);
            found.map(|(id, _)| id)
        })
        .await
    }

    /// What an open document says.
    pub fn content(&self, scope: &Scope) -> Content {
        self.client.content(scope)
    }
}

/// What can be seen on it, for tests that fail.
impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut device = f.debug_struct("Device");
        device.field("summary", &self.summary);
        device.field("refused", &self.refused);
        for scope in &self.opened {
            let document = self.client.document(scope).expect("it was opened");
            let content = document.content();
            let texts: Vec<_> = content.notes.values().map(|note| &note.text).collect();
            let unsaved = document.unsaved().count();
            let field = scope.to_string();
            device.field(&field, &(document.phase(), unsaved, texts));
        }
        device.finish_non_exhaustive()
    }
}

/// A new note among the strengths of [`step`](crate::step).
pub fn note(text: &str) -> Edit {
    Edit::Add {
        note: NoteId::from_random(random()),
        text: text.to_owned(),
        pos: Position {
            cell: "strengths".parse().expect("a cell id"),
            rank: Rank::between(None, None, random()),
        },
        by: "test".to_owned(),
        at: 0,
        tags: Default::default(),
        from: Vec::new(),
    }
}
