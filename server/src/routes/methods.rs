//! The workshop methods.

use axum::Json;
use bordsvis_shared::id::CellName;
use bordsvis_shared::method::{self, Method, parking};
use serde::Serialize;
use utoipa::ToSchema;

/// A method, and the full name of every cell that notes may lie in.
#[derive(Serialize, ToSchema)]
pub struct Listed {
    #[serde(flatten)]
    method: &'static Method,
    /// Such as `swot/strengths`.
    #[schema(value_type = Vec<String>)]
    cells: Vec<CellName>,
}

/// The methods that a board can be created from, with their steps and cells. A cell's full name is
/// `<step>/<cell>`; parking is a cell of every step.
#[utoipa::path(
    get,
    path = "/api/methods",
    responses((status = 200, description = "All methods, the preset first", body = Vec<Listed>))
)]
pub async fn list() -> Json<Vec<Listed>> {
    Json(method::all().iter().map(listed).collect())
}

fn listed(method: &'static Method) -> Listed {
    let parking = method.steps.iter().map(|step| CellName {
        step: step.id.clone(),
        cell: parking().id.clone(),
    });
    Listed {
        method,
        cells: method.cell_names().chain(parking).collect(),
    }
}
