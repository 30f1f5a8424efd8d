//! The one error of the HTTP calls. What went wrong inside is logged, never sent.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bordsvis_shared::api::{ErrorBody, ErrorDetail, Invalid};
use bordsvis_shared::protocol::RefusalReason;

use crate::room::RoomError;

/// An HTTP call that was not done, as the caller is told.
#[derive(Debug)]
pub struct ApiError {
    status: StatusCode,
    code: &'static str,
    message: String,
}

/// What a handler gives.
pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    /// The request can't be read, or breaks a rule that `message` states.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", message)
    }

    /// There is no such thing.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    /// The caller has not said, or not truthfully, who they are.
    pub fn unauthorized(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", message)
    }

    /// An error with a status, a code for programs and a sentence that says what to do.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }
}

impl From<Invalid> for ApiError {
    fn from(invalid: Invalid) -> Self {
        Self::invalid(invalid.to_string())
    }
}

impl From<RoomError> for ApiError {
    fn from(error: RoomError) -> Self {
        let status = match &error {
            RoomError::NotFound => return Self::not_found("there is no such board"),
            RoomError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            RoomError::Refused(refusal) => match refusal.reason {
                RefusalReason::Unauthorized | RefusalReason::Removed => StatusCode::UNAUTHORIZED,
                RefusalReason::NotFound => StatusCode::NOT_FOUND,
                RefusalReason::Gone => StatusCode::GONE,
                RefusalReason::Full | RefusalReason::Closed | RefusalReason::TableClosed => {
                    StatusCode::CONFLICT
                }
                _ => StatusCode::FORBIDDEN,
            },
        };
        let code = match &error {
            RoomError::Refused(refusal) => refusal.reason,
            _ => RefusalReason::Unavailable,
        };
        Self::new(status, code.as_str(), error.to_string())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let error = ErrorDetail {
            code: self.code.to_owned(),
            message: self.message,
        };
        (self.status, Json(ErrorBody { error })).into_response()
    }
}
