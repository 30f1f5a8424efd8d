//! What comes later: parts of a program that nobody needs at the first look. Each is fetched when it is first shown; with
//! `#[wasm_split(part, fallible)]` the build puts a function, and whatever it alone uses, into the module of that part.

use std::{future::Future, sync::Arc};

use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
pub use wasm_split_helpers::wasm_split;

use crate::{
    api::Failure, fetched::Fetched, focus::focus_dialog_soon, language::texts, parts::Loading,
};

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
pub fn Later<F>(
    part: impl Fn() -> F + Send + Sync + 'static,
    /// What stands there until then where nobody waits for it, or where words would be in the way.
    #[prop(optional, into)]
    meanwhile: Option<ViewFn>,
) -> impl IntoView
where
    F: Future<Output = Late> + 'static,
{
    shown(Box::new(move || Box::pin(part())), meanwhile)
}

/// In one place for all parts, as it would be compiled into each of them.
fn shown(
    part: Box<dyn Fn() -> LocalBoxFuture<'static, Late> + Send + Sync>,
    meanwhile: Option<ViewFn>,
) -> AnyView {
    let fetched = Fetched::new(move || {
        let late = part();
        async move {
            match late.await {
                Err(Failure::Offline) if is_outdated().await == Ok(JsValue::TRUE) => {
                    Err(Failure::Outdated)
                }
                late => late,
            }
        }
    });
    let what = texts().fetching();
    let meanwhile = meanwhile.unwrap_or_else(|| ViewFn::from(move || view! { <Loading what /> }));
    let view = move |view: Arc<dyn Fn() -> AnyView + Send + Sync>| {
        focus_dialog_soon();
        view()
    };
    fetched.show_after(meanwhile, view).into_any()
}

#[wasm_bindgen]
extern "C" {
    /// Whether the server has another version by now, which has none of the parts of this one; see `boot.js`.
    #[wasm_bindgen(js_name = isOutdated, catch)]
    async fn is_outdated() -> Result<JsValue, JsValue>;
}
