//! The HTTP calls that a workshop begins with.

use bordsvis_shared::api::{Created, Joined};
use bordsvis_shared::id::{DocumentName, Scope, StepId, TableNo};
use reqwest::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{Device, Server};

/// A board; with the method `swot`, which has one step of the same name, unless it is said otherwise.
pub struct Workshop {
    /// Its id, code and keys.
    pub created: Created,
}

impl Workshop {
    /// Creates one with so many tables.
    pub async fn create(server: &Server, tables: u16) -> Self {
        let names: Vec<_> = (1..=tables).map(|n| format!("Bord {n}")).collect();
        let body = json!({"title": "Sociala risker", "method": "swot", "tables": names});
        Self::create_as(server, &body).await
    }

    /// Creates one as its facilitator wants it.
    pub async fn create_as(server: &Server, body: &Value) -> Self {
        let answer = post(server, "/api/boards", body).await;
        let created = expect(StatusCode::CREATED, answer);
        Self { created }
    }

    /// Takes a seat at a table.
    pub async fn join(&self, server: &Server, table: u16) -> Joined {
        let body = json!({"code": self.created.code, "table": table});
        expect(StatusCode::OK, post(server, "/api/join", &body).await)
    }

    /// Takes a seat at a table, and connects.
    pub async fn participant(&self, server: &Server, table: u16) -> Device {
        let token = self.join(server, table).await.token;
        Device::connect(server, &self.created.id, &token).await
    }

    /// Connects with the facilitator's key.
    pub async fn facilitator(&self, server: &Server) -> Device {
        Device::connect(server, &self.created.id, &self.created.facilitator.token).await
    }

    /// Connects with the key of the big screen.
    pub async fn screen(&self, server: &Server) -> Device {
        Device::connect(server, &self.created.id, &self.created.screen.token).await
    }

    /// The name on the wire of one of its documents.
    pub fn name(&self, scope: &Scope) -> String {
        let (board, scope) = (self.created.id.clone(), scope.clone());
        DocumentName { board, scope }.to_string()
    }
}

/// The only step of `swot`.
pub fn step() -> StepId {
    "swot".parse().expect("a step id")
}

/// The document of a table in [`step`].
pub fn table(number: u16) -> Scope {
    Scope::Table(step(), TableNo(number))
}

/// Posts JSON; gives the status and the answer, null where that is no JSON.
pub async fn post(server: &Server, path: &str, body: &Value) -> (StatusCode, Value) {
    let request = reqwest::Client::new().post(server.url(path)).json(body);
    let answer = request.send().await.expect("the server answers");
    (answer.status(), answer.json().await.unwrap_or_default())
}

fn expect<T: DeserializeOwned>(wanted: StatusCode, (status, body): (StatusCode, Value)) -> T {
    assert_eq!(status, wanted, "{body}");
    serde_json::from_value(body).expect("the answer has the agreed shape")
}
