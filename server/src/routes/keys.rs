//! Who has a seat, and what opens the board: keys, the join code, links to another device.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bordsvis_shared::api::{
    ErrorBody, Joined, Key, KeyMade, NewCode, NewKey, People, Ticket, UseTicket,
};
use bordsvis_shared::id::{BoardId, TableNo};

use super::App;
use super::boards::opened;
use super::extract::{Bearer, Body};
use crate::error::ApiResult;
use crate::room::entry::TokenHash;
use crate::room::{SeatTaken, TICKET_LASTS};

/// How a handler is told the board.
type Board = Result<Path<BoardId>, PathRejection>;

/// Everybody who has a seat. Facilitators only.
#[utoipa::path(
    get,
    path = "/api/boards/{id}/people",
    params(("id" = String, Path, description = "The board's id")),
    responses(
        (status = 200, description = "Everybody who has a seat", body = People),
        (status = 401, description = "The token is missing or not of this board", body = ErrorBody),
        (status = 403, description = "The token is no facilitator's", body = ErrorBody),
        (status = 404, description = "There is no such board", body = ErrorBody),
        (status = 503, description = "The store is away for the moment", body = ErrorBody),
    ),
    security(("bearer" = []))
)]
pub async fn people(
    State(app): State<App>,
    board: Board,
    Bearer(token): Bearer,
) -> ApiResult<Json<People>> {
    let (room, token) = opened(&app, board, token).await?;
    Ok(Json(room.people(&token).await?))
}

/// Makes a key for another facilitator, or for another device of one's own. Facilitators only.
#[utoipa::path(
    post,
    path = "/api/boards/{id}/keys",
    params(("id" = String, Path, description = "The board's id")),
    request_body = NewKey,
    responses(
        (status = 201, description = "The only copy of the key", body = KeyMade),
        (status = 400, description = "The body is no JSON", body = ErrorBody),
        (status = 401, description = "The token is missing or not of this board", body = ErrorBody),
        (status = 403, description = "The token is no facilitator's", body = ErrorBody),
        (status = 404, description = "There is no such board", body = ErrorBody),
        (status = 409, description = "The board has no seat left", body = ErrorBody),
        (status = 413, description = "The body is too long", body = ErrorBody),
        (status = 415, description = "The body does not say that it is JSON", body = ErrorBody),
        (status = 422, description = "A field breaks its rule", body = ErrorBody),
        (status = 503, description = "The store is away for the moment", body = ErrorBody),
    ),
    security(("bearer" = []))
)]
pub async fn invite(
    State(app): State<App>,
    board: Board,
    Bearer(token): Bearer,
    Body(request): Body<NewKey>,
) -> ApiResult<(StatusCode, Json<KeyMade>)> {
    let request = request.checked()?;
    let (room, by) = opened(&app, board, token).await?;
    let SeatTaken { participant, token } = room.invite(&by, request.name).await?;
    let key = Key {
        token: token.as_str().to_owned(),
        url: app.rooms.links().facilitator(room.board(), &token),
    };
    Ok((StatusCode::CREATED, Json(KeyMade { participant, key })))
}

/// Changes the code to join by. Whoever has a seat keeps it. Facilitators only.
#[utoipa::path(
    post,
    path = "/api/boards/{id}/code",
    params(("id" = String, Path, description = "The board's id")),
    responses(
        (status = 200, description = "The code from now on", body = NewCode),
        (status = 401, description = "The token is missing or not of this board", body = ErrorBody),
        (status = 403, description = "The token is no facilitator's", body = ErrorBody),
        (status = 404, description = "There is no such board", body = ErrorBody),
        (status = 503, description = "The store is away for the moment", body = ErrorBody),
    ),
    security(("bearer" = []))
)]
pub async fn code(
    State(app): State<App>,
    board: Board,
    Bearer(token): Bearer,
) -> ApiResult<Json<NewCode>> {
    let (room, token) = opened(&app, board, token).await?;
    let code = app.rooms.change_code(room.board(), &token).await?;
    let join_url = app.rooms.links().join(&code);
    Ok(Json(NewCode { code, join_url }))
}

/// Gives a participant a link that takes them to another device, once.
#[utoipa::path(
    post,
    path = "/api/boards/{id}/tickets",
    params(("id" = String, Path, description = "The board's id")),
    responses(
        (status = 201, description = "The only copy of the ticket", body = Ticket),
        (status = 401, description = "The token is missing or not of this board", body = ErrorBody),
        (status = 403, description = "The token is no participant's", body = ErrorBody),
        (status = 404, description = "There is no such board", body = ErrorBody),
        (status = 503, description = "The store is away for the moment", body = ErrorBody),
    ),
    security(("bearer" = []))
)]
pub async fn ticket(
    State(app): State<App>,
    board: Board,
    Bearer(token): Bearer,
) -> ApiResult<(StatusCode, Json<Ticket>)> {
    let (room, token) = opened(&app, board, token).await?;
    let ticket = room.ticket(&token).await?;
    let made = Ticket {
        url: app.rooms.links().device(room.board(), &ticket),
        ticket: ticket.as_str().to_owned(),
        minutes: (TICKET_LASTS.as_secs() / 60) as u32,
    };
    Ok((StatusCode::CREATED, Json(made)))
}

/// Uses such a link, on the other device: the same participant, with another token.
#[utoipa::path(
    post,
    path = "/api/tickets",
    request_body = UseTicket,
    responses(
        (status = 200, description = "The seat, and the only copy of its other token", body = Joined),
        (status = 400, description = "The body is no JSON", body = ErrorBody),
        (status = 404, description = "There is no such board", body = ErrorBody),
        (status = 410, description = "The ticket was used, or is too old", body = ErrorBody),
        (status = 413, description = "The body is too long", body = ErrorBody),
        (status = 415, description = "The body does not say that it is JSON", body = ErrorBody),
        (status = 422, description = "A field breaks its rule", body = ErrorBody),
        (status = 503, description = "The store is away for the moment", body = ErrorBody),
    )
)]
pub async fn redeem(
    State(app): State<App>,
    Body(request): Body<UseTicket>,
) -> ApiResult<Json<Joined>> {
    let room = app.rooms.open(&request.board).await?;
    let (token, you) = room.redeem(&TokenHash::of(&request.ticket)).await?;
    Ok(Json(Joined {
        board: request.board,
        participant: you.participant,
        token: token.as_str().to_owned(),
        role: you.role,
        // Only who sits at a table is given a ticket.
        table: you.table.unwrap_or(TableNo(1)),
    }))
}
