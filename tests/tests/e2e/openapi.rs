//! Whether `/api/openapi.json` describes what the calls really answer.

use bordsvis_tests::Server;
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_what_is_described() {
    let server = Server::start().await;
    let http = Client::new();
    let get = |path: &str| http.get(server.url(path));
    let post = |path: &str, body: Value| http.post(server.url(path)).json(&body);
    let described = Described(answer(get("/api/openapi.json")).await.1);

    let methods = described.check("/api/methods", get("/api/methods")).await;
    for method in methods.as_array().expect("a list") {
        let board = json!({
            "title": "Sociala risker", "method": method["id"], "record": {"place": "Ånge"},
            "tables": ["Bord 1", {"name": "Ånge", "county": "Västernorrland", "seats": 8}],
        });
        let board = post("/api/boards", board);
        let board = described.check("/api/boards", board).await;
        let code = &board["code"];
        let seat = json!({"code": code, "name": "Eva", "actor": "Ånge"});
        let seat = described.check("/api/join", post("/api/join", seat)).await;
        let lookup = post("/api/lookup", json!({"code": code}));
        described.check("/api/lookup", lookup).await;
        let path = format!("/api/boards/{}", board["id"].as_str().expect("an id"));
        for token in [&seat["token"], &board["facilitator"]["token"]] {
            let session = get(&path).bearer_auth(token.as_str().expect("a token"));
            described.check("/api/boards/{id}", session).await;
        }
        let leads = board["facilitator"]["token"].as_str().expect("a token");
        let sits = seat["token"].as_str().expect("a token");
        for (call, body, token) in [
            ("people", None, leads),
            ("people", None, sits),
            ("keys", Some(json!({"name": "Medledare"})), leads),
            ("keys", Some(json!({"name": ""})), leads),
            ("code", Some(Value::Null), leads),
            ("code", Some(Value::Null), sits),
            ("tickets", Some(Value::Null), sits),
            ("tickets", Some(Value::Null), leads),
        ] {
            let address = format!("{path}/{call}");
            let request = match body {
                Some(body) => post(&address, body),
                None => get(&address),
            };
            let described_as = format!("/api/boards/{{id}}/{call}");
            let answer = described
                .check(&described_as, request.bearer_auth(token))
                .await;
            if let Some(ticket) = answer["ticket"].as_str() {
                for _ in 0..2 {
                    let ticket = json!({"board": board["id"], "ticket": ticket});
                    described
                        .check("/api/tickets", post("/api/tickets", ticket))
                        .await;
                }
            }
        }
        let nobody = get(&path).bearer_auth("nonsense");
        described.check("/api/boards/{id}", nobody).await;
    }
    for (path, body) in [
        ("/api/boards", "{"),
        ("/api/join", "{"),
        ("/api/lookup", "{}"),
    ] {
        let kind = ("content-type", "application/json");
        let request = http.post(server.url(path)).body(body);
        let (status, _) = answer(request.try_clone().expect("a text")).await;
        assert_eq!(status, "415");
        described.check(path, request.try_clone().unwrap()).await;
        described.check(path, request.header(kind.0, kind.1)).await;
    }
}

async fn answer(request: RequestBuilder) -> (String, Value) {
    let answer = request.send().await.expect("the server answers");
    let status = answer.status().as_str().to_owned();
    (status, answer.json().await.expect("it answers in JSON"))
}

/// A description in OpenAPI.
struct Described(Value);

impl Described {
    /// Asks, and checks that this answer of the call is described.
    async fn check(&self, path: &str, request: RequestBuilder) -> Value {
        let (status, body) = answer(request).await;
        let mut calls = self.0["paths"][path].as_object().expect(path).values();
        let found = calls.find_map(|call| call["responses"].get(&status));
        let response = found.unwrap_or_else(|| panic!("{path}: {status} is not described"));
        let schema = &response["content"]["application/json"]["schema"];
        if let Err(wrong) = self.fits(&body, schema) {
            panic!("{path} {status}: {wrong}");
        }
        body
    }

    /// Whether a value is as described, and nothing of it is left out of the description.
    fn fits(&self, value: &Value, schema: &Value) -> Result<(), String> {
        let known = self.fields(schema);
        for field in value.as_object().into_iter().flat_map(|o| o.keys()) {
            if !known.contains(field) && !schema["additionalProperties"].is_object() {
                return Err(format!("{field} is not described in {schema}"));
            }
        }
        self.validates(value, schema)
    }

    fn validates(&self, value: &Value, schema: &Value) -> Result<(), String> {
        if let Some(name) = schema["$ref"].as_str() {
            return self.validates(value, self.named(name));
        }
        for part in list(&schema["allOf"]) {
            self.validates(value, part)?;
        }
        let choices = list(&schema["oneOf"]);
        if !choices.is_empty() && !choices.iter().any(|one| self.fits(value, one).is_ok()) {
            return Err(format!("{value} is none of {choices:?}"));
        }
        let kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.clone(),
            Value::Null => return Ok(()),
            kind => vec![kind.clone()],
        };
        if !kinds.contains(&json!(kind_of(value))) {
            return Err(format!("{value} is no {kinds:?}"));
        }
        for required in list(&schema["required"]) {
            if value.get(required.as_str().expect("a name")).is_none() {
                return Err(format!("{required} is missing in {value}"));
            }
        }
        if schema["enum"].is_array() && !list(&schema["enum"]).contains(value) {
            return Err(format!("{value} is none of {}", schema["enum"]));
        }
        for item in value.as_array().into_iter().flatten() {
            self.fits(item, &schema["items"])?;
        }
        for (name, value) in value.as_object().into_iter().flatten() {
            match (&schema["properties"][name], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => {
                    return Err(format!("{name} is ruled out by {schema}"));
                }
                (Value::Null, Value::Object(_)) => {
                    self.fits(value, &schema["additionalProperties"])?;
                }
                (Value::Null, _) => {}
                (property, _) => self.fits(value, property)?,
            }
        }
        Ok(())
    }

    /// The fields that an object may have.
    fn fields(&self, schema: &Value) -> Vec<String> {
        let named = schema["$ref"].as_str().map(|name| self.named(name));
        let parts = [&schema["allOf"], &schema["oneOf"]].map(list);
        let parts = named.into_iter().chain(parts.into_iter().flatten());
        let mut fields: Vec<_> = parts.flat_map(|part| self.fields(part)).collect();
        let own = schema["properties"].as_object().into_iter();
        fields.extend(own.flat_map(|own| own.keys().cloned()));
        fields
    }

    fn named(&self, name: &str) -> &Value {
        let path = name.strip_prefix('#').expect("within the description");
        self.0.pointer(path).expect(name)
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
