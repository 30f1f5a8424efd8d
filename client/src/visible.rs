//! Whether an element is in view, for what the style sheets can't tell.

use crate::reactive::{effect, state};
use js_sys::Array;
use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// Whether any of an element is in the window, more than `covered` pixels below its upper edge, and not
/// scrolled out of what it lies in; `at_first` until it is known.
pub fn visible<E>(node: NodeRef<E>, covered: u32, at_first: bool) -> ReadSignal<bool>
where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<Element> + Clone + 'static,
{
    let visible = state(at_first);
    let watched = StoredValue::new_local(None);
    effect(move || {
        let Some(element) = node.get() else { return };
        let seen = Closure::new(move |entries: Array| {
            let last = entries.pop().dyn_into::<IntersectionObserverEntry>();
            if let Ok(last) = last {
                visible.try_set(last.is_intersecting());
            }
        });
        watched.set_value(Watch::new(element.as_ref(), covered, seen));
    });
    visible.read_only()
}

/// An observer that goes when it is dropped.
struct Watch {
    observer: IntersectionObserver,
    _seen: Closure<dyn FnMut(Array)>,
}

impl Watch {
    fn new(element: &Element, covered: u32, seen: Closure<dyn FnMut(Array)>) -> Option<Self> {
        let options = IntersectionObserverInit::new();
        options.set_root_margin(&format!("-{covered}px 0px 0px"));
        let heard = seen.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(heard, &options).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _seen: seen,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
