//! How high an element is, for style sheets that put something else beside it.

use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ResizeObserver};

use crate::pixels::px;
use crate::reactive::effect;

/// Keeps the height of an element in a custom property of the whole page, until the owner goes.
pub fn measured<E>(node: NodeRef<E>, property: &'static str)
where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<Element> + Clone + 'static,
{
    let watched = StoredValue::new_local(None);
    effect(move || {
        let Some(element) = node.get() else { return };
        let element: &Element = element.as_ref();
        let measured = element.clone();
        let seen = Closure::new(move || {
            let height = px(measured.get_bounding_client_rect().height());
            if let Some(page) = page() {
                let _ = page.style().set_property(property, &height);
            }
        });
        watched.set_value(Watch::new(element, seen));
    });
    on_cleanup(move || {
        if let Some(page) = page() {
            let _ = page.style().remove_property(property);
        }
    });
}

fn page() -> Option<HtmlElement> {
    document().document_element()?.dyn_into().ok()
}

/// An observer that goes when it is dropped.
struct Watch {
    observer: ResizeObserver,
    _seen: Closure<dyn FnMut()>,
}

impl Watch {
    fn new(element: &Element, seen: Closure<dyn FnMut()>) -> Option<Self> {
        let observer = ResizeObserver::new(seen.as_ref().unchecked_ref()).ok()?;
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
