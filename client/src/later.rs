//! What comes later: parts of a program that nobody needs at the first look. Each is fetched when it is first shown; with
//! `#[wasm_split(part, fallible)]` the build puts a function, and whatever it alone uses, into the module of that part.

use std::{future::Future, sync::Arc};

use leptos::prelude::*;
pub use wasm_split_helpers::wasm_split;

use crate::{api::Failure, fetched::Fetched, language::texts};

/// What a function that comes later gives: how to draw what it is asked for. Not the view itself, which must be made by
/// whoever shows it.
pub type Late = Result<Arc<dyn Fn() -> AnyView + Send + Sync>, Failure>;

impl From<wasm_split_helpers::SplitLoaderError> for Failure {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self::Offline
    }
}

/// To be given by a function that comes later.
pub fn late(view: impl Fn() -> AnyView + Send + Sync + 'static) -> Late {
    Ok(Arc::new(view))
}

/// Shows what comes later; until then that it is on its way, or that it could not be had and a way to try again.
#[component]
pub fn Later<F>(part: impl Fn() -> F + Send + Sync + 'static) -> impl IntoView
where
    F: Future<Output = Late> + 'static,
{
    Fetched::new(part).show(texts().fetching(), |view| view())
}
