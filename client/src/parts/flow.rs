//! What is shown only at times, and lists. They do what those of Leptos do, which are compiled anew for each place
//! that uses them; what is listed stays in the page (see `list.rs`).

use std::sync::Arc;

use leptos::prelude::*;

use super::list::{Item, List};
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

/// Of one type, whatever it lists: the comparison of two lists is not compiled for each.
fn list(each: Box<dyn Fn() -> Vec<Item> + Send>) -> AnyView {
    let owner = Owner::current().unwrap_or_default();
    let list = move || List {
        items: each(),
        owner: owner.clone(),
    };
    list.into_any()
}
