//! Reactive values, made as Leptos makes them, but in one place for each type. Leptos' own constructors are compiled into
//! every place that calls them, and for each closure anew, and that weighs more in the client than what the closures do.

use leptos::prelude::*;

/// What follows from other values; whoever reads it is told when it has changed.
pub fn memo<T>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    memo_of(Box::new(value))
}

#[inline(never)]
fn memo_of<T>(value: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| value())
}

/// A value that changes, and tells whoever has read it.
#[inline(never)]
pub fn state<T: Send + Sync + 'static>(value: T) -> RwSignal<T> {
    RwSignal::new(value)
}

/// A value that lives as long as the component, and tells nobody when it changes.
#[inline(never)]
pub fn stored<T: Send + Sync + 'static>(value: T) -> StoredValue<T> {
    StoredValue::new(value)
}

/// Does something now, and again whenever what it reads has changed.
pub fn effect(what: impl FnMut() + 'static) {
    effect_of(Box::new(what));
}

#[inline(never)]
fn effect_of(mut what: Box<dyn FnMut()>) {
    Effect::new(move |_| what());
}
