//! How requests are read: the body as JSON, the bearer token, and what is not an address at all.
//! All of them answer in the shape of [`ErrorBody`](bordsvis_shared::api::ErrorBody).

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, OriginalUri, Request};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use serde::de::DeserializeOwned;

use super::MAX_BODY;
use crate::error::ApiError;

/// A JSON body; what is amiss in it is said in a sentence.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match axum::Json::from_request(request, state).await {
            Ok(axum::Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(explain(&rejection)),
        }
    }
}

fn explain(rejection: &JsonRejection) -> ApiError {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let message = format!("the body is longer than {MAX_BODY} bytes");
        return ApiError::new(rejection.status(), "too_large", message);
    }
    let code = match rejection {
        JsonRejection::JsonDataError(_) => "invalid",
        JsonRejection::JsonSyntaxError(_) => "malformed",
        JsonRejection::MissingJsonContentType(_) => "content_type",
        _ => "malformed",
    };
    ApiError::new(rejection.status(), code, rejection.body_text())
}

/// The token of `Authorization: Bearer <token>`, if there is one.
pub struct Bearer(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Bearer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let header = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.split_once(' '));
        let bearer = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        Ok(Self(bearer.map(|(_, token)| token.trim().to_owned())))
    }
}

/// The answer for an address below `/api` that there is not.
pub async fn no_such_call(OriginalUri(uri): OriginalUri) -> ApiError {
    ApiError::not_found(format!("there is no {}; see /api/openapi.json", uri.path()))
}

/// The answer for a call in the wrong HTTP method.
pub async fn no_such_method(method: Method, OriginalUri(uri): OriginalUri) -> ApiError {
    let message = format!(
        "{} does not take {method}; see /api/openapi.json",
        uri.path()
    );
    ApiError::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        message,
    )
}
