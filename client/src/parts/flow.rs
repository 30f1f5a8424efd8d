//! What is shown only at times, and lists. They do what those of Leptos do, which are compiled anew for each place
//! that uses them.

use std::hash::Hash;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::view::keyed::SerializableKey;

use crate::reactive::memo;

/// Its children as long as `when` says so, and else what `fallback` gives.
#[component]
pub fn Show(
    when: impl Fn() -> bool + Send + Sync + 'static,
    #[prop(into, optional)] fallback: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    shown(memo(when), children, fallback)
}

fn shown(holds: Memo<bool>, children: ChildrenFn, fallback: ViewFn) -> AnyView {
    let view = move || match holds.get() {
        true => children(),
        false => fallback.run(),
    };
    view.into_any()
}

/// A view for each of `each`, which keeps its place in the page while its `key` is there.
#[component]
pub fn For<T, K, V>(
    each: impl Fn() -> Vec<T> + Send + 'static,
    key: fn(&T) -> K,
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    K: Eq + Hash + SerializableKey + 'static,
    V: IntoView + 'static,
{
    list(
        Box::new(each),
        key,
        Arc::new(move |one| children(one).into_any()),
    )
}

#[inline(never)]
fn list<T, K>(
    each: Box<dyn Fn() -> Vec<T> + Send>,
    key: fn(&T) -> K,
    children: Arc<dyn Fn(T) -> AnyView + Send + Sync>,
) -> AnyView
where
    T: Send + 'static,
    K: Eq + Hash + SerializableKey + 'static,
{
    view! { <leptos::control_flow::For each key children=move |one| children(one) /> }.into_any()
}
