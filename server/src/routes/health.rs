//! Whether the server lives, whether it can serve, and its figures.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

use super::App;
use crate::metrics::render;

/// Whether the process lives.
#[utoipa::path(get, path = "/healthz", responses((status = 200, description = "It lives")))]
pub async fn live() -> &'static str {
    "ok\n"
}

/// Whether the server can store what it is given, and what an acknowledgement means.
#[utoipa::path(
    get,
    path = "/readyz",
    responses(
        (status = 200, description = "It can, and says what an acknowledgement means"),
        (status = 503, description = "It can't, or is about to stop"),
    )
)]
pub async fn ready(State(app): State<App>) -> impl IntoResponse {
    if app.rooms.is_ready().await {
        (
            StatusCode::OK,
            "ready\nacknowledged means: on this machine's disk\n",
        )
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
    }
}

/// The server's figures, in the text format of Prometheus.
#[utoipa::path(get, path = "/metrics", responses((status = 200, description = "The figures")))]
pub async fn metrics(State(app): State<App>) -> impl IntoResponse {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], render(&app.registry))
}
