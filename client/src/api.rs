//! The calls over HTTP, and what to tell somebody when one fails. The live connection is elsewhere.

use bordsvis_shared::api::{
    CreateBoard, Created, ErrorBody, Found, Join, Joined, KeyMade, Lookup, NewCode, NewKey, People,
    Ticket, UseTicket,
};
use bordsvis_shared::id::{BoardId, MethodId};
use bordsvis_shared::json;
use bordsvis_shared::method::{Method, Step, Text};
use bordsvis_shared::session::Session;
use futures_util::future::LocalBoxFuture;
use gloo_net::http::{Request, RequestBuilder};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::texts::Texts;

/// Why a call came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// No answer: the network or the server is away. Trying again may help.
    Offline,
    /// The server said no, and why.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The error's code; empty when the answer did not come from our server.
        code: String,
    },
    /// The answer makes no sense.
    Garbled,
    /// What was asked for belongs to this version of the client, and the server has another by now.
    Outdated,
}

/// Creates a board. A server may want a key of whoever does so.
pub async fn create(board: &CreateBoard, key: &str) -> Result<Created, Failure> {
    let call = bearer(Request::post("/api/boards"), key);
    read(&answer(with_body(call, board)).await?)
}

/// What somebody with a code may know of a board.
pub async fn look_up(code: &str) -> Result<Found, Failure> {
    let code = code.to_owned();
    let call = with_body(Request::post("/api/lookup"), &Lookup { code });
    read(&answer(call).await?)
}

/// Takes a seat.
pub async fn join(seat: &Join) -> Result<Joined, Failure> {
    read(&answer(with_body(Request::post("/api/join"), seat)).await?)
}

/// A link that takes the token's owner to another device, once.
pub async fn ticket(board: &BoardId, token: &str) -> Result<Ticket, Failure> {
    let call = Request::post(&["/api/boards/", board.as_str(), "/tickets"].concat());
    read(&answer(bearer(call, token).build()).await?)
}

/// Uses such a link.
pub async fn use_ticket(ticket: &UseTicket) -> Result<Joined, Failure> {
    read(&answer(with_body(Request::post("/api/tickets"), ticket)).await?)
}

/// The methods that a board can be made from.
pub async fn methods() -> Result<Vec<Method>, Failure> {
    let listed: Vec<Listed> = read(&answer(Request::get("/api/methods").build()).await?)?;
    Ok(listed.into_iter().map(Method::from).collect())
}

/// The session of a board, as the token's owner may see it.
pub async fn session(board: &BoardId, token: &str) -> Result<Session, Failure> {
    let call = Request::get(&address(board, ""));
    read(&answer(bearer(call, token).build()).await?)
}

/// Everybody who has a seat, for a facilitator.
pub async fn people(board: &BoardId, token: &str) -> Result<People, Failure> {
    let call = Request::get(&address(board, "/people"));
    read(&answer(bearer(call, token).build()).await?)
}

/// Makes a key for another facilitator, or for another device.
pub async fn make_key(board: &BoardId, token: &str, name: &str) -> Result<KeyMade, Failure> {
    let call = bearer(Request::post(&address(board, "/keys")), token);
    let name = name.to_owned();
    read(&answer(with_body(call, &NewKey { name })).await?)
}

/// Changes the code to join by.
pub async fn change_code(board: &BoardId, token: &str) -> Result<NewCode, Failure> {
    let call = bearer(Request::post(&address(board, "/code")), token);
    read(&answer(call.build()).await?)
}

/// Where something of a board is asked for.
fn address(board: &BoardId, what: &str) -> String {
    ["/api/boards/", board.as_str(), what].concat()
}

/// A method as it is listed: with the names of its cells beside it, which are for other programs.
/// Not a flattened [`Method`]: serde reads those by a second copy of its code.
#[derive(Deserialize)]
struct Listed {
    id: MethodId,
    title: Text,
    summary: Text,
    minutes: u16,
    steps: Vec<Step>,
}

impl From<Listed> for Method {
    fn from(listed: Listed) -> Self {
        Self {
            id: listed.id,
            title: listed.title,
            summary: listed.summary,
            minutes: listed.minutes,
            steps: listed.steps,
        }
    }
}

impl Failure {
    /// What to tell the person.
    pub fn sentence(&self, t: Texts) -> &'static str {
        let Self::Refused { status, code } = self else {
            return match self {
                Self::Offline => t.failure_offline(),
                Self::Outdated => t.failure_outdated(),
                _ => t.failure_server(),
            };
        };
        match (code.as_str(), status) {
            ("wrong_code", _) => t.failure_code(),
            ("closed", _) => t.failure_closed(),
            ("full", _) => t.failure_full(),
            (_, 401 | 403) => t.failure_link(),
            (_, 404) => t.failure_no_board(),
            (_, 429) => t.failure_often(),
            (_, 500..) => t.failure_server(),
            _ => t.failure_input(),
        }
    }
}

fn bearer(call: RequestBuilder, token: &str) -> RequestBuilder {
    if token.is_empty() {
        return call;
    }
    call.header("Authorization", &["Bearer ", token].concat())
}

fn with_body(call: RequestBuilder, body: &impl Serialize) -> Result<Request, gloo_net::Error> {
    let body = serde_json::to_string(body)?;
    call.header("Content-Type", "application/json").body(body)
}

/// The answer to a call, as text. Boxed, so that every kind of call waits by the same code.
fn answer(
    call: Result<Request, gloo_net::Error>,
) -> LocalBoxFuture<'static, Result<String, Failure>> {
    Box::pin(async move {
        let call = call.map_err(|_| Failure::Garbled)?;
        let response = call.send().await.map_err(|_| Failure::Offline)?;
        let text = response.text().await.map_err(|_| Failure::Offline)?;
        if response.ok() {
            return Ok(text);
        }
        let error: Result<ErrorBody, _> = read(&text);
        Err(Failure::Refused {
            status: response.status(),
            code: error.map(|body| body.error.code).unwrap_or_default(),
        })
    })
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    json::read(text).map_err(|_| Failure::Garbled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bordsvis_shared::method::Language;

    #[test]
    fn a_failure_is_told_by_its_code_and_else_by_its_status() {
        let t = Texts(Language::En);
        let told = |status, code: &str| {
            let code = code.to_owned();
            Failure::Refused { status, code }.sentence(t)
        };
        assert_eq!(told(404, "wrong_code"), t.failure_code());
        assert_eq!(told(404, "not_found"), t.failure_no_board());
        assert_eq!(told(429, ""), t.failure_often());
        assert_eq!(told(503, ""), t.failure_server());
        assert_eq!(told(422, "invalid"), t.failure_input());
        assert_eq!(Failure::Offline.sentence(t), t.failure_offline());
    }

    #[test]
    fn a_listed_method_is_read_without_what_is_listed_beside_it() {
        let method = &bordsvis_shared::method::all()[0];
        let mut listed = serde_json::to_value(method).unwrap();
        listed["cells"] = serde_json::json!(["swot/strengths"]);
        let listed: Listed = serde_json::from_value(listed).unwrap();
        assert_eq!(Method::from(listed), *method);
    }
}
