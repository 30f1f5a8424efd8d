//! How high above the lower edge of the window an element begins, for style sheets that put something
//! above it.

use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ResizeObserver};

use crate::listening::Listening;
use crate::pixels::px;
use crate::reactive::effect;

/// Keeps the distance from the lower edge of the window to the upper one of an element in a custom
/// property of the whole page, until the owner goes.
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
        let see = move || {
            let height = window()
                .inner_height()
                .ok()
                .and_then(|height| height.as_f64());
            let above = height.unwrap_or_default() - measured.get_bounding_client_rect().top();
            let above = px(above.max(0.0));
            let same = |style: &web_sys::CssStyleDeclaration| {
                style
                    .get_property_value(property)
                    .is_ok_and(|old| old == above)
            };
            if let Some(style) = page().map(|page| page.style()).filter(|style| !same(style)) {
                let _ = style.set_property(property, &above);
            }
        };
        watched.set_value(Watch::new(element, see));
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

/// Sees every change of an element's place, until it is dropped.
struct Watch {
    observer: ResizeObserver,
    _seen: Closure<dyn FnMut()>,
    _scrolled: Listening,
}

impl Watch {
    fn new(element: &Element, see: impl Fn() + Clone + 'static) -> Option<Self> {
        let seen = Closure::new(see.clone());
        let observer = ResizeObserver::new(seen.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _seen: seen,
            _scrolled: Listening::to(window(), "scroll", see),
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
