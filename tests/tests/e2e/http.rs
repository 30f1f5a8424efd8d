//! What the HTTP calls say to requests that they don't take: a status, a code for programs and a
//! sentence that names the rule.

use bordsvis_shared::api::{
    MAX_NAME, MAX_PEOPLE, MAX_RECORD_FIELD, MAX_SEATS, MAX_TABLE_NAME, MAX_TABLES, MAX_TITLE,
};
use bordsvis_tests::{Server, Workshop};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

/// A server with a board on it, and whether it refuses requests as it should.
struct Checks {
    server: Server,
    workshop: Workshop,
    http: Client,
}

impl Checks {
    async fn start() -> Self {
        let server = Server::start().await;
        let workshop = Workshop::create(&server, 2).await;
        let http = Client::new();
        Self {
            server,
            workshop,
            http,
        }
    }

    async fn refuses(&self, request: RequestBuilder, status: u16, code: &str, hint: &str) {
        let answer = request.send().await.expect("the server answers");
        let given = answer.status();
        let body = answer.text().await.expect("the answer is text");
        assert_eq!(given, status, "{body}");
        let answer: Value = serde_json::from_str(&body).unwrap_or_default();
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        let wanted = json!({"error": {"code": code, "message": message}});
        assert_eq!(answer, wanted, "{body}");
        assert!(message.contains(hint), "{hint:?} is not in {message:?}");
    }

    fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.http.post(self.server.url(path)).json(body)
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(self.server.url(path))
    }

    /// Posts this body, of this type, where boards are created.
    fn raw(&self, kind: &str, body: impl Into<reqwest::Body>) -> RequestBuilder {
        let request = self.http.post(self.server.url("/api/boards"));
        request.header(CONTENT_TYPE, kind).body(body)
    }
}

/// `object` with these fields replaced, or removed where null.
fn with(object: &Value, fields: Value) -> Value {
    let mut object = object.clone();
    for (name, value) in fields.as_object().expect("fields") {
        object[name] = value.clone();
    }
    let fields = object.as_object_mut().expect("an object");
    fields.retain(|_, value| !value.is_null());
    object
}

#[tokio::test(flavor = "multi_thread")]
async fn boards_are_not_created_from_bad_requests() {
    let checks = Checks::start().await;
    let board = json!({"title": "Sociala risker", "method": "swot", "tables": ["Bord 1"]});
    let long = |limit: usize| "å".repeat(limit + 1);
    let table = |fields: Value| json!({"tables": [with(&json!({"name": "Bord 1"}), fields)]});
    let cases = [
        (json!({"titel": "x"}), "titel".to_owned()),
        (json!({"title": null}), "title".to_owned()),
        (json!({"title": 7}), "title".to_owned()),
        (json!({"title": " "}), MAX_TITLE.to_string()),
        (json!({"title": long(MAX_TITLE)}), MAX_TITLE.to_string()),
        (json!({"title": "a\nb"}), "one line".to_owned()),
        (json!({"method": "nosuch"}), "nosuch".to_owned()),
        (json!({"method": "SWOT!"}), "method".to_owned()),
        (json!({"language": "no"}), "language".to_owned()),
        (json!({"tables": []}), MAX_TABLES.to_string()),
        (
            json!({"tables": vec!["Bord"; MAX_TABLES + 1]}),
            MAX_TABLES.to_string(),
        ),
        (json!({"tables": [""]}), MAX_TABLE_NAME.to_string()),
        (
            json!({"tables": [long(MAX_TABLE_NAME)]}),
            MAX_TABLE_NAME.to_string(),
        ),
        (json!({"tables": [7]}), "tables".to_owned()),
        (table(json!({"colour": "red"})), "colour".to_owned()),
        (table(json!({"name": null})), "name".to_owned()),
        (
            table(json!({"county": long(MAX_NAME)})),
            MAX_NAME.to_string(),
        ),
        (
            table(json!({"seats": MAX_SEATS + 1})),
            MAX_SEATS.to_string(),
        ),
        (table(json!({"seats": 70_000})), MAX_SEATS.to_string()),
        (table(json!({"seats": -1})), "seats".to_owned()),
        (
            json!({"record": {"authority": long(MAX_RECORD_FIELD)}}),
            MAX_RECORD_FIELD.to_string(),
        ),
        (json!({"record": {"author": "x"}}), "author".to_owned()),
    ];
    for (fields, hint) in cases {
        let request = checks.post("/api/boards", &with(&board, fields));
        checks.refuses(request, 422, "invalid", &hint).await;
    }
    let kind = "application/json";
    checks
        .refuses(checks.raw(kind, "{\"title\":"), 400, "malformed", "")
        .await;
    checks
        .refuses(checks.raw(kind, ""), 400, "malformed", "")
        .await;
    checks
        .refuses(checks.raw(kind, vec![0xff; 9]), 400, "malformed", "")
        .await;
    let as_text = checks.raw("text/plain", board.to_string());
    checks
        .refuses(as_text, 415, "content_type", "application/json")
        .await;
    let huge = with(&board, json!({"title": "a".repeat(1024 * 1024)}));
    let huge = checks.post("/api/boards", &huge);
    checks.refuses(huge, 413, "too_large", "65536").await;
    let deep = checks.raw(kind, "[".repeat(50_000));
    checks.refuses(deep, 422, "invalid", "").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_joins_by_bad_requests() {
    let checks = Checks::start().await;
    let join = json!({"code": checks.workshop.created.code, "table": 1});
    let long = "å".repeat(MAX_NAME + 1);
    let cases = [
        (json!({"tabel": 1}), 422, "invalid", "tabel".to_owned()),
        (json!({"code": null}), 422, "invalid", "code".to_owned()),
        (json!({"code": "AAAAAA"}), 404, "wrong_code", String::new()),
        (json!({"code": "no code"}), 404, "wrong_code", String::new()),
        (json!({"code": ""}), 404, "wrong_code", String::new()),
        (json!({"table": 0}), 404, "not_found", "table".to_owned()),
        (json!({"table": 3}), 404, "not_found", "table".to_owned()),
        (json!({"table": -1}), 422, "invalid", "table".to_owned()),
        (json!({"table": 70_000}), 422, "invalid", "table".to_owned()),
        (json!({"name": long}), 422, "invalid", MAX_NAME.to_string()),
        (json!({"actor": long}), 422, "invalid", MAX_NAME.to_string()),
        (
            json!({"name": "a\u{7}"}),
            422,
            "invalid",
            "one line".to_owned(),
        ),
        (
            json!({"people": MAX_PEOPLE + 1}),
            422,
            "invalid",
            MAX_PEOPLE.to_string(),
        ),
        (
            json!({"people": 300}),
            422,
            "invalid",
            MAX_PEOPLE.to_string(),
        ),
        (json!({"people": -1}), 422, "invalid", "people".to_owned()),
    ];
    for (fields, status, code, hint) in cases {
        let request = checks.post("/api/join", &with(&join, fields));
        checks.refuses(request, status, code, &hint).await;
    }
    for code in ["AAAAAA", "no code"] {
        let request = checks.post("/api/lookup", &json!({"code": code}));
        checks.refuses(request, 404, "wrong_code", "").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_told_to_their_boards_keys_alone() {
    let checks = Checks::start().await;
    let other = Workshop::create(&checks.server, 1).await;
    let path = format!("/api/boards/{}", checks.workshop.created.id);
    let own = &checks.workshop.created.facilitator.token;
    let session = checks.get(&path).bearer_auth(own).send().await;
    let session: Value = session.unwrap().json().await.expect("a session");
    assert_eq!(session["you"]["role"], "facilitator");

    let missing = checks.get(&path);
    checks.refuses(missing, 401, "unauthorized", "Bearer").await;
    for wrong in ["", "nonsense", &other.created.facilitator.token] {
        let request = checks.get(&path).bearer_auth(wrong);
        checks.refuses(request, 401, "unauthorized", "").await;
    }
    let basic = checks.get(&path).basic_auth(own, Some(own));
    checks.refuses(basic, 401, "unauthorized", "Bearer").await;
    for nowhere in ["nosuchboard", "%C3%A5", "a%2Fb", "%FF"] {
        let path = format!("/api/boards/{nowhere}");
        let request = checks.get(&path).bearer_auth(own);
        checks.refuses(request, 404, "not_found", "").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_no_other_calls() {
    let checks = Checks::start().await;
    for path in ["/api", "/api/nosuch", "/api/boards/a/b"] {
        checks.refuses(checks.get(path), 404, "not_found", "").await;
    }
    for path in ["/api/boards", "/api/join", "/api/lookup"] {
        let request = checks.get(path);
        checks
            .refuses(request, 405, "method_not_allowed", "GET")
            .await;
    }
    for path in ["/api/methods", "/healthz", "/readyz", "/metrics", "/sync"] {
        let request = checks.post(path, &json!({}));
        checks
            .refuses(request, 405, "method_not_allowed", "POST")
            .await;
    }
}
