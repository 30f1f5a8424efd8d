//! What is shown only at times, and lists. They do what those of Leptos do, which are compiled anew for each place
//! that uses them.

use std::sync::Arc;

use leptos::prelude::*;

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
    K: Into<Arc<str>> + 'static,
    V: IntoView + 'static,
{
    let children = Arc::new(children);
    let item = move |one: T| {
        let (key, children) = (key(&one).into(), children.clone());
        let view: Box<dyn FnOnce() -> AnyView + Send> = Box::new(move || children(one).into_any());
        (key, view)
    };
    list(Box::new(move || each().into_iter().map(&item).collect()))
}

/// One of a list: what it is known by, and how it is drawn.
type Item = (Arc<str>, Box<dyn FnOnce() -> AnyView + Send>);

/// Of one type, whatever it lists: the comparison of two lists weighs 6,000 bytes for each.
fn list(each: Box<dyn Fn() -> Vec<Item> + Send>) -> AnyView {
    view! {
        <leptos::control_flow::For
            each
            key=|(key, _): &Item| key.clone()
            children=|(_, view): Item| view()
        />
    }
    .into_any()
}
