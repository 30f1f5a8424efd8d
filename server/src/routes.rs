//! Every address that the server answers: a table of contents.

mod boards;
mod extract;
mod health;
mod keys;
mod methods;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::map_response;
use axum::routing::{get, post};
use prometheus_client::registry::Registry;
use tower_http::trace::TraceLayer;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{OpenApi as Description, RefOr, Schema};
use utoipa::{Modify, OpenApi};

use crate::rooms::Rooms;
use crate::socket::{self, Sockets};
use crate::{assets, security};

/// The largest body of an HTTP call, in bytes: sixty tables with all their fields filled.
const MAX_BODY: usize = 64 * 1024;

/// What the handlers share.
#[derive(Clone)]
pub struct App {
    /// The rooms of all boards.
    pub rooms: Rooms,
    /// What is counted.
    pub registry: Arc<Registry>,
    /// The key that whoever creates a board must give.
    pub create_key: Option<Arc<str>>,
}

/// The description of the HTTP calls, served at `/api/openapi.json`.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Bordsvis",
        description = "Boards, seats and methods over HTTP. The boards themselves are edited over \
            the WebSocket at `/sync`, in the Hocuspocus protocol (v4); see ARCHITECTURE.md."
    ),
    modifiers(&Truth),
    paths(
        boards::create,
        boards::lookup,
        boards::join,
        boards::session,
        keys::people,
        keys::invite,
        keys::code,
        keys::ticket,
        keys::redeem,
        methods::list,
        health::live,
        health::ready,
        health::metrics
    )
)]
struct ApiDoc;

/// What the types can't tell of themselves.
struct Truth;

impl Modify for Truth {
    fn modify(&self, described: &mut Description) {
        let components = described.components.get_or_insert_default();
        let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme("bearer", bearer);
        // Answers say more of these than a request or a method's file may.
        for name in ["Table", "Method"] {
            if let Some(RefOr::T(Schema::Object(object))) = components.schemas.get_mut(name) {
                object.additional_properties = None;
            }
        }
    }
}

/// All routes over `app`.
pub fn router(app: App) -> Router {
    let api = Router::new()
        .route("/boards", post(boards::create))
        .route("/boards/{id}", get(boards::session))
        .route("/boards/{id}/people", get(keys::people))
        .route("/boards/{id}/keys", post(keys::invite))
        .route("/boards/{id}/code", post(keys::code))
        .route("/boards/{id}/tickets", post(keys::ticket))
        .route("/tickets", post(keys::redeem))
        .route("/lookup", post(boards::lookup))
        .route("/join", post(boards::join))
        .route("/methods", get(methods::list))
        .route(
            "/openapi.json",
            get(|| async { axum::Json(ApiDoc::openapi()) }),
        )
        .fallback(extract::no_such_call)
        .method_not_allowed_fallback(extract::no_such_method);
    Router::new()
        .nest("/api", api)
        .route(
            "/sync",
            get(socket::sync).with_state(Sockets::new(app.rooms.clone())),
        )
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .method_not_allowed_fallback(extract::no_such_method)
        .fallback_service(get(assets::serve))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(map_response(security::security_headers))
        .layer(TraceLayer::new_for_http())
        .with_state(app)
}
