//! Creating a board, finding it by its code, taking a seat, and reading its session.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bordsvis_shared::api::{CreateBoard, Created, ErrorBody, Found, Join, Joined, Lookup};
use bordsvis_shared::id::{BoardId, JoinCode};
use bordsvis_shared::method;
use bordsvis_shared::session::{Role, Session};
use subtle::ConstantTimeEq;

use super::App;
use super::extract::{Bearer, Body};
use crate::error::{ApiError, ApiResult};
use crate::room::entry::TokenHash;
use crate::room::{Room, RoomError, SeatWanted};
use crate::rooms::NewBoard;

/// Creates a board. Where the server has a create key, it is the bearer token.
#[utoipa::path(
    post,
    path = "/api/boards",
    request_body = CreateBoard,
    responses(
        (status = 201, description = "The board, and the only copy of its keys", body = Created),
        (status = 400, description = "The body is no JSON", body = ErrorBody),
        (status = 401, description = "The create key is missing or wrong", body = ErrorBody),
        (status = 413, description = "The body is too long", body = ErrorBody),
        (status = 415, description = "The body does not say that it is JSON", body = ErrorBody),
        (status = 422, description = "A field breaks its rule", body = ErrorBody),
        (status = 503, description = "The store is away for the moment", body = ErrorBody),
    ),
    security((), ("bearer" = []))
)]
pub async fn create(
    State(app): State<App>,
    Bearer(key): Bearer,
    Body(request): Body<CreateBoard>,
) -> ApiResult<(StatusCode, Json<Created>)> {
    if let Some(wanted) = &app.create_key {
        let given = key.unwrap_or_default();
        if !bool::from(given.as_bytes().ct_eq(wanted.as_bytes())) {
            let message = "creating a board on this server takes its create key, as bearer token";
            return Err(ApiError::unauthorized(message));
        }
    }
    let (request, tables) = request.checked()?;
    let method = method::find(&request.method).ok_or_else(|| {
        ApiError::invalid(format!(
            "method: there is no {}; see /api/methods",
            request.method
        ))
    })?;
    let created = app
        .rooms
        .create(NewBoard {
            title: request.title,
            method: method.clone(),
            tables,
            language: request.language,
            record: request.record,
        })
        .await?;
    Ok((
        StatusCode::CREATED,
        Json(created.with_links(app.rooms.links())),
    ))
}

/// What somebody who has the code may know before they take a seat.
#[utoipa::path(
    post,
    path = "/api/lookup",
    request_body = Lookup,
    responses(
        (status = 200, description = "The board's tables", body = Found),
        (status = 400, description = "The body is no JSON", body = ErrorBody),
        (status = 404, description = "No board has this code", body = ErrorBody),
        (status = 413, description = "The body is too long", body = ErrorBody),
        (status = 415, description = "The body does not say that it is JSON", body = ErrorBody),
        (status = 422, description = "A field breaks its rule", body = ErrorBody),
        (status = 503, description = "The store is away for the moment", body = ErrorBody),
    )
)]
pub async fn lookup(State(app): State<App>, Body(request): Body<Lookup>) -> ApiResult<Json<Found>> {
    let (_, _, found) = by_code(&app, &request.code).await?;
    Ok(Json(found))
}

/// Takes a seat at a table.
#[utoipa::path(
    post,
    path = "/api/join",
    request_body = Join,
    responses(
        (status = 200, description = "The seat, and the only copy of its token", body = Joined),
        (status = 400, description = "The body is no JSON", body = ErrorBody),
        (status = 404, description = "No board has this code, or no such table", body = ErrorBody),
        (status = 409, description = "The table is full, or the board is closed", body = ErrorBody),
        (status = 413, description = "The body is too long", body = ErrorBody),
        (status = 415, description = "The body does not say that it is JSON", body = ErrorBody),
        (status = 422, description = "A field breaks its rule", body = ErrorBody),
        (status = 503, description = "The store is away for the moment", body = ErrorBody),
    )
)]
pub async fn join(State(app): State<App>, Body(request): Body<Join>) -> ApiResult<Json<Joined>> {
    let request = request.checked()?;
    let (board, room, _) = by_code(&app, &request.code).await?;
    let table = request.table;
    let wanted = SeatWanted {
        table,
        name: request.name,
        actor: request.actor,
        people: request.people,
    };
    let seat = room.join(wanted).await?;
    Ok(Json(Joined {
        board,
        participant: seat.participant,
        token: seat.token.as_str().to_owned(),
        role: Role::Participant,
        table,
    }))
}

/// The session of a board, as the bearer of the token may see it.
#[utoipa::path(
    get,
    path = "/api/boards/{id}",
    params(("id" = String, Path, description = "The board's id")),
    responses(
        (status = 200, description = "The session", body = Session),
        (status = 401, description = "The token is missing or not of this board", body = ErrorBody),
        (status = 404, description = "There is no such board", body = ErrorBody),
        (status = 503, description = "The store is away for the moment", body = ErrorBody),
    ),
    security(("bearer" = []))
)]
pub async fn session(
    State(app): State<App>,
    board: Result<Path<BoardId>, PathRejection>,
    Bearer(token): Bearer,
) -> ApiResult<Json<Session>> {
    let (room, token) = opened(&app, board, token).await?;
    Ok(Json(room.session(&token).await?))
}

/// The room of a board, and the token of whoever asks.
pub(super) async fn opened(
    app: &App,
    board: Result<Path<BoardId>, PathRejection>,
    token: Option<String>,
) -> ApiResult<(Room, TokenHash)> {
    let Path(board) = board.map_err(|_| ApiError::not_found("there is no such board"))?;
    let token = token.ok_or_else(|| {
        ApiError::unauthorized("a token is wanted, as Authorization: Bearer <token>")
    })?;
    let room = app.rooms.open(&board).await?;
    Ok((room, TokenHash::of(&token)))
}

/// The room that a code leads to. A wrong code is answered late rather than forbidden: a whole
/// venue sits behind one address, and one mistyped code must not shut the others out.
async fn by_code(app: &App, code: &str) -> ApiResult<(BoardId, Room, Found)> {
    if let Ok(code) = code.parse::<JoinCode>()
        && let Some(board) = app.rooms.find(&code).await?
    {
        let room = app.rooms.open(&board).await?;
        match room.found(&code).await {
            // The directory knows a code a moment longer than the board that changed it.
            Err(RoomError::Refused(_)) => {}
            found => return Ok((board, room, found?)),
        }
    }
    tokio::time::sleep(WRONG_CODE_DELAY).await;
    let message = "no board has this code; check its six characters";
    Err(ApiError::new(StatusCode::NOT_FOUND, "wrong_code", message))
}

/// How long a wrong code is pondered.
const WRONG_CODE_DELAY: std::time::Duration = std::time::Duration::from_millis(700);
